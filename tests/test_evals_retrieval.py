"""`danvan eval retrieval`: benchmark folders and question sets, with a ranker of known ranks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.errors import QuestionSetError
from evals.retrieval import find_evidence, load_benchmark, rank_benchmark
from evals.types import EvalQuestion


def folder(path: Path, passages: list[object], questions: list[object]) -> Path:
    for name, rows in (("passages", passages), ("questions", questions)):
        content = "\n".join(json.dumps(row) for row in rows)
        (path / f"{name}.jsonl").write_text(content, encoding="utf-8")
    return path


PASSAGES = [{"id": f"p{i}", "text": f"đoạn {i}"} for i in range(3)]
QUESTIONS = [
    {"id": "a", "question": "nhất", "relevant": ["p0"]},
    {"id": "b", "question": "nhì", "relevant": ["p1"]},
    {"id": "c", "question": "trượt", "relevant": ["p0", "p1"]},
]


class FakeRanker:
    """'nhất' -> p0 first, 'nhì' -> p1 second, anything else -> nothing."""

    def __init__(self) -> None:
        self.queries: list[str] = []

    def rank(self, query: str, limit: int = 10) -> list[int]:
        self.queries.append(query)
        return {"nhất": [0, 2], "nhì": [2, 1]}.get(query, [])


def test_figures(tmp_path: Path) -> None:
    benchmark = load_benchmark(folder(tmp_path, PASSAGES, QUESTIONS))
    found = rank_benchmark(benchmark, FakeRanker()).to_json()
    assert found.pop("p50_ms") < 100
    assert found == {
        "p1": 0.3333,  # 1, 0, 0
        "r10": 0.6667,  # 1, 1, 0
        "mrr10": 0.5,  # 1, 1/2, 0
        "ndcg10": 0.5436,  # 1, 1/log2(3) = 0.6309, 0
        "questions": 3,
        "passages": 3,
    }


def test_fold_questions(tmp_path: Path) -> None:
    ranker = FakeRanker()
    rank_benchmark(load_benchmark(folder(tmp_path, PASSAGES, QUESTIONS)), ranker, True)
    assert ranker.queries == ["nhat", "nhi", "truot"]


@pytest.mark.parametrize(
    ("passages", "questions", "told"),
    [
        ([{"id": "p0"}], QUESTIONS, "passages.jsonl, dòng 1"),
        ([PASSAGES[0], PASSAGES[0]], QUESTIONS, "passages.jsonl, dòng 2"),
        (PASSAGES, [{"id": "a", "question": "x", "relevant": []}], "questions.jsonl, dòng 1"),
        (PASSAGES, [{"id": "a", "question": "x", "relevant": ["p9"]}], "p9"),
        (PASSAGES, [QUESTIONS[0], QUESTIONS[0]], "questions.jsonl, dòng 2"),
        (PASSAGES, [3], "questions.jsonl, dòng 1"),
        (PASSAGES, [], "trống"),
    ],
)
def test_faults(tmp_path: Path, passages: list[object], questions: list[object], told: str) -> None:
    with pytest.raises(QuestionSetError, match=told):
        load_benchmark(folder(tmp_path, passages, questions))


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError, match=r"passages\.jsonl"):
        load_benchmark(tmp_path)


def test_evidence_in_the_first_passages() -> None:
    def question(id: str, style: str, *evidence: str, answerable: bool = True) -> EvalQuestion:
        return EvalQuestion(id, "hỏi", "number", style, answerable, evidence=evidence)

    questions = [
        question("a", "formal", "hòa bình"),  # in the first passage, tone placed otherwise
        question("b", "formal", "hoà bình", "Dân chủ"),  # half at 1, whole at 5
        question("c", "typo", "không đâu có"),
        question("d", "typo", answerable=False),
    ]
    found = find_evidence(questions, lambda _: ["nền  Hoà bình", "nền dân chủ"]).to_json()
    assert found == {
        "evidence_at_1": 0.5,
        "evidence_at_5": 0.6667,
        "by_style": {
            "formal": {"evidence_at_1": 0.75, "evidence_at_5": 1.0, "questions": 2},
            "typo": {"evidence_at_1": 0.0, "evidence_at_5": 0.0, "questions": 1},
        },
        "questions": 3,
    }
    assert find_evidence([questions[3]], lambda _: []).to_json()["evidence_at_1"] is None
