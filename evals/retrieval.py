"""`danvan eval retrieval`: how well passages are found, before any answering.

Two forms: a benchmark folder (passages.jsonl, questions.jsonl) indexed with the project's own
lanes; or a question set searched in the built index.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from evals import messages
from evals.errors import QuestionSetError
from evals.measures.ranking import (
    evidence_at,
    ndcg_at,
    precision_at_1,
    recall_at,
    reciprocal_rank,
)
from evals.questions import folded
from evals.text import comparable, strip_diacritics
from evals.types import EvalQuestion
from index.lanes import Lane, Lanes

Progress = Callable[[int, int], None]
DEPTH = 10


@dataclass(frozen=True, slots=True)
class BenchmarkQuestion:
    id: str
    question: str
    relevant: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Benchmark:
    name: str
    passages: Mapping[str, str]
    questions: tuple[BenchmarkQuestion, ...]


@dataclass(frozen=True, slots=True)
class RetrievalFigures:
    """Means over all questions; a question for which nothing is found scores 0."""

    p1: float
    r10: float
    mrr10: float
    ndcg10: float
    p50_ms: float
    questions: int
    passages: int

    def to_json(self) -> dict[str, float | int]:
        return {
            "p1": round(self.p1, 4),
            "r10": round(self.r10, 4),
            "mrr10": round(self.mrr10, 4),
            "ndcg10": round(self.ndcg10, 4),
            "p50_ms": round(self.p50_ms, 3),
            "questions": self.questions,
            "passages": self.passages,
        }


@dataclass(frozen=True, slots=True)
class EvidenceFigures:
    """Means over answerable questions."""

    at_1: float | None
    at_5: float | None
    by_style: Mapping[str, Mapping[str, float | int | None]]
    questions: int

    def to_json(self) -> dict[str, Any]:
        return {
            "evidence_at_1": self.at_1,
            "evidence_at_5": self.at_5,
            "by_style": {style: dict(figures) for style, figures in self.by_style.items()},
            "questions": self.questions,
        }


class Ranker(Protocol):
    """Best rows of text for a query, best first."""

    def rank(self, query: str, limit: int = DEPTH) -> list[int]: ...


class LaneRanker:
    """One lane of the project's own search over rows of text."""

    def __init__(self, lanes: Lanes, lane: Lane) -> None:
        self._lanes = lanes
        self._lane = lane

    def rank(self, query: str, limit: int = DEPTH) -> list[int]:
        return [row for row, _ in self._lanes.rank(query, lane=self._lane, limit=limit)]


def load_benchmark(folder: Path) -> Benchmark:
    passages: dict[str, str] = {}
    for where, row in _rows(folder / "passages.jsonl"):
        id, text = row.get("id"), row.get("text")
        if not isinstance(id, str) or not isinstance(text, str):
            raise QuestionSetError(messages.at(where, messages.RETRIEVAL_PASSAGE))
        if id in passages:
            raise QuestionSetError(messages.at(where, messages.RETRIEVAL_DUPLICATE.format(id)))
        passages[id] = text
    questions: dict[str, BenchmarkQuestion] = {}
    for where, row in _rows(folder / "questions.jsonl"):
        question = _benchmark_question(row, where)
        if question.id in questions:
            fault = messages.RETRIEVAL_DUPLICATE.format(question.id)
            raise QuestionSetError(messages.at(where, fault))
        missing = [id for id in question.relevant if id not in passages]
        if missing:
            fault = messages.RETRIEVAL_UNKNOWN.format(", ".join(missing))
            raise QuestionSetError(messages.at(where, fault))
        questions[question.id] = question
    if not questions:
        raise QuestionSetError(messages.EMPTY_SET.format(folder))
    return Benchmark(folder.resolve().name, passages, tuple(questions.values()))


def _benchmark_question(row: Mapping[str, Any], where: str) -> BenchmarkQuestion:
    id, question, relevant = row.get("id"), row.get("question"), row.get("relevant")
    fits = (
        isinstance(id, str)
        and isinstance(question, str)
        and isinstance(relevant, list)
        and bool(relevant)
        and all(isinstance(passage, str) for passage in relevant)
    )
    if not fits:
        raise QuestionSetError(messages.at(where, messages.RETRIEVAL_QUESTION))
    return BenchmarkQuestion(str(id), str(question), tuple(relevant or ()))


def _rows(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        content = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise QuestionSetError(messages.NO_FILE.format(path)) from error
    except UnicodeDecodeError as error:
        raise QuestionSetError(messages.NOT_UTF8.format(path)) from error
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        where = messages.line_of(path, number)
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise QuestionSetError(messages.at(where, messages.NOT_JSON.format(error))) from error
        if not isinstance(row, dict):
            raise QuestionSetError(messages.at(where, messages.NOT_OBJECT))
        yield where, row


def rank_benchmark(
    benchmark: Benchmark,
    ranker: Ranker,
    fold_questions: bool = False,
    progress: Progress | None = None,
) -> RetrievalFigures:
    """Rank every question; the ranker was built on the passages' texts in their order."""
    ids = list(benchmark.passages)
    figures: list[tuple[float, float, float, float]] = []
    taken: list[float] = []
    for number, question in enumerate(benchmark.questions, start=1):
        query = strip_diacritics(question.question) if fold_questions else question.question
        at = time.perf_counter()
        rows = ranker.rank(query, limit=DEPTH)
        taken.append(time.perf_counter() - at)
        ranked = [ids[row] for row in rows]
        relevant = question.relevant
        figures.append(
            (
                precision_at_1(ranked, relevant),
                recall_at(ranked, relevant, DEPTH),
                reciprocal_rank(ranked, relevant, DEPTH),
                ndcg_at(ranked, relevant, DEPTH),
            )
        )
        if progress:
            progress(number, len(benchmark.questions))
    p1, r10, mrr10, ndcg10 = (float(mean) for mean in np.mean(figures, axis=0))
    return RetrievalFigures(
        p1=p1,
        r10=r10,
        mrr10=mrr10,
        ndcg10=ndcg10,
        p50_ms=float(np.median(taken)) * 1000,
        questions=len(benchmark.questions),
        passages=len(benchmark.passages),
    )


def find_evidence(
    questions: Sequence[EvalQuestion],
    search: Callable[[EvalQuestion], Sequence[str]],
    fold_questions: bool = False,
) -> EvidenceFigures:
    """`search` gives the texts of the first five passages for a question; history is ignored."""
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for question in questions:
        if not question.answerable or not question.evidence:
            continue
        asked = folded(question) if fold_questions else question
        passages = [comparable(text) for text in search(asked)]
        evidence = [comparable(quote) for quote in question.evidence]
        pair = evidence_at(passages, evidence, 1), evidence_at(passages, evidence, 5)
        found[question.style].append(pair)
    every = [pair for pairs in found.values() for pair in pairs]
    at_1, at_5 = _means(every)
    by_style: dict[str, dict[str, float | int | None]] = {}
    for style, pairs in sorted(found.items()):
        one, five = _means(pairs)
        by_style[style] = {"evidence_at_1": one, "evidence_at_5": five, "questions": len(pairs)}
    return EvidenceFigures(at_1, at_5, by_style, len(every))


def _means(pairs: Sequence[tuple[float, float]]) -> tuple[float | None, float | None]:
    if not pairs:
        return None, None
    one, five = np.mean(pairs, axis=0)
    return round(float(one), 4), round(float(five), 4)
