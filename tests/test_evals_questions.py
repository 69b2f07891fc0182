"""Question sets: what is accepted, and what is said of what is not."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from evals.errors import QuestionSetError
from evals.questions import (
    folded,
    is_guard,
    load_questions,
    parse_question,
    shipped_set,
    take_split,
    to_row,
)

GOOD = {
    "id": "q1",
    "question": "Có bao nhiêu xã?",
    "history": [],
    "documents": ["d"],
    "kind": "number",
    "style": "formal",
    "facts": [["107 xã", "107"]],
    "evidence": ["Toàn tỉnh có 107 xã về đích"],
    "answerable": True,
}
NONE = {**GOOD, "kind": "none", "answerable": False, "facts": [], "evidence": []}


def write(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("report_dev", 160),
        ("regulations_dev", 90),
        ("refusal_dev", 240),
        ("border_dev", 120),
        ("elsewhere_dev", 80),
        ("laws_dev", 140),
        ("laws_more_dev", 180),
        ("report_more_dev", 110),
    ],
)
def test_the_shipped_sets_are_valid(name: str, count: int) -> None:
    questions = load_questions([shipped_set(name)])
    assert len(questions) == count
    assert {q.set for q in questions} == {name}


def test_a_question_is_read_and_written_back() -> None:
    question = parse_question({**GOOD, "source": ["a"], "note": "ghi chú"}, "x")
    assert question.facts == (("107 xã", "107"),)
    assert question.counted_documents == ("a",)
    assert to_row(question) == {**GOOD, "source": ["a"], "note": "ghi chú"}


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"id": ""}, "id"),
        ({"question": 3}, "question"),
        ({"kind": "numbr"}, "kind"),
        ({"style": "poetic"}, "style"),
        ({"answerable": "yes"}, "answerable"),
        ({"history": "trước"}, "history"),
        ({"documents": [""]}, "documents"),
        ({"facts": ["107"]}, "facts"),
        ({"facts": [[]]}, "facts"),
        ({"facts": []}, "facts"),
        ({"evidence": []}, "evidence"),
        ({"evidence": ["quá ngắn"]}, "evidence"),
        ({"evidence": ["x" * 201]}, "evidence"),
        ({"verdict": "maybe", "kind": "yes-no"}, "verdict"),
        ({"verdict": "co"}, "verdict"),
        ({"kind": "yes-no"}, "verdict"),
        ({"kind": "conflict"}, "facts"),
        ({"kind": "none"}, "none"),
        ({"answerable": False}, "none"),
        ({"note": 3}, "note"),
        ({"anwserable": True}, "anwserable"),
    ],
)
def test_a_fault_names_file_line_and_field(
    tmp_path: Path, changed: dict[str, object], named: str
) -> None:
    path = write(tmp_path / "bộ.jsonl", GOOD, {**GOOD, "id": "q2", **changed})
    with pytest.raises(QuestionSetError) as told:
        load_questions([path])
    assert f"{path}, dòng 2: " in str(told.value)
    assert named in str(told.value)


def test_unanswerable_questions_have_no_facts() -> None:
    assert not parse_question(NONE, "x").answerable
    with pytest.raises(QuestionSetError, match="facts"):
        parse_question({**NONE, "facts": [["107"]]}, "x")


def test_all_faults_of_a_line_are_told_at_once() -> None:
    with pytest.raises(QuestionSetError) as told:
        parse_question({**GOOD, "kind": "?", "style": "?"}, "x")
    assert "kind" in str(told.value) and "style" in str(told.value)


def test_the_same_id_twice_names_both_places(tmp_path: Path) -> None:
    one, two = write(tmp_path / "a.jsonl", GOOD), write(tmp_path / "b.jsonl", GOOD)
    with pytest.raises(QuestionSetError) as told:
        load_questions([one, two])
    assert f"{two}, dòng 1" in str(told.value) and f"{one}, dòng 1" in str(told.value)


@pytest.mark.parametrize("content", [b"{", b"[1]", b"", b"\xff\xfe", b'{"id": "q1"'], ids=str)
def test_broken_files(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "hỏng.jsonl"
    path.write_bytes(content)
    with pytest.raises(QuestionSetError, match=str(path)):
        load_questions([path])
    with pytest.raises(QuestionSetError, match="Không thấy tệp"):
        load_questions([tmp_path / "thiếu.jsonl"])


def test_line_separators_inside_a_text_do_not_break_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    row = json.dumps({**GOOD, "question": "Một\u2028hai?"}, ensure_ascii=False)
    path.write_text("\ufeff" + row + "\r\n\r\n", encoding="utf-8")
    assert load_questions([path])[0].question == "Một\u2028hai?"


def test_guard_is_a_third_by_sha256() -> None:
    for id in ("d001", "u017", "l090"):
        digest = int(hashlib.sha256(id.encode()).hexdigest(), 16)
        assert is_guard(id) == (digest % 3 == 0)
        assert is_guard(id + "t") == is_guard(id)  # a near miss and its twin
    questions = load_questions([shipped_set()])
    guard, dev = take_split(questions, "guard"), take_split(questions, "dev")
    assert len(guard) + len(dev) == len(take_split(questions, "all")) == 160
    assert 35 < len(guard) < 75


def test_folded_questions_lose_diacritics_in_history_too() -> None:
    question = parse_question({**GOOD, "history": ["Đất đai?"]}, "x")
    assert folded(question).question == "Co bao nhieu xa?"
    assert folded(question).history == ("Dat dai?",)
    assert folded(question).facts == question.facts
