"""Answers files of any system."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.answers import answer_to_json, load_answers, parse_answer
from evals.errors import AnswersError
from evals.types import EvalCitation

FULL = {
    "schema": 1,
    "id": "q1",
    "answer": "107 xã [1]",
    "short": "107 xã",
    "refused": False,
    "reason": None,
    "nearest": {"quote": "gần nhất", "document": "d", "spans": [[0, 3]]},
    "confidence": 0.5,
    "citations": [
        {
            "number": 1,
            "document": "d",
            "title": "Báo cáo",
            "place": ["B", "II"],
            "place_titles": ["", ""],
            "page": 3,
            "quote": "107 xã",
            "spans": [[4, 10]],
            "sha256": "...",
        }
    ],
    "conflicts": [{"text": "hai số", "citations": [{"quote": "104 xã", "spans": [[1, 7]]}]}],
    "computed": {"text": "1 + 1 = 2", "operands": [{"quote": "một", "spans": [[0, 1]]}]},
    "seconds": 0.25,
    "index": "abc",
    "generator": "extractive",
}


def test_the_contract_is_read() -> None:
    answer = parse_answer(FULL, "x")
    assert (answer.id, answer.text, answer.short) == ("q1", "107 xã [1]", "107 xã")
    assert answer.citations == (EvalCitation("107 xã", "d", ((4, 10),), "Báo cáo", ("B", "II"), 3),)
    quotes = [c.quote for c in answer.all_citations]
    assert quotes == ["107 xã", "104 xã", "một", "gần nhất"]
    assert parse_answer(answer_to_json(answer), "x") == answer


def test_another_system_may_say_little() -> None:
    answer = parse_answer({"id": "q1", "answer": "107", "citations": ["một đoạn"]}, "x")
    assert answer.short is None and answer.confidence is None and answer.seconds is None
    assert answer.citations == (EvalCitation("một đoạn"),)
    assert answer.citations[0].spans is None


@pytest.mark.parametrize(
    "changed",
    [
        {"id": 1},
        {"answer": None},
        {"refused": "no"},
        {"confidence": "high"},
        {"citations": {}},
        {"citations": [3]},
        {"citations": [{"document": "d"}]},
        {"citations": [{"quote": "x", "spans": [1, 2]}]},
        {"conflicts": ["x"]},
        {"short": 3},
    ],
    ids=str,
)
def test_a_fault_names_file_and_line(tmp_path: Path, changed: dict[str, object]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({**FULL, **changed}), encoding="utf-8")
    with pytest.raises(AnswersError, match="dòng 1"):
        load_answers(path)


def test_lines_that_failed_are_no_answers(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [{"line": 1, "id": None, "error": "hỏng"}, FULL]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert list(load_answers(path)) == ["q1"]


def test_two_answers_to_one_question(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, [FULL, FULL])), encoding="utf-8")
    with pytest.raises(AnswersError, match="dòng 2"):
        load_answers(path)
