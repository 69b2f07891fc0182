"""A question and its answer -> every measure; many of them -> figures, overall and by group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from evals.measures import ALL_MEASURES, MEASURES
from evals.measures.effort import latency_ms, words_median
from evals.types import EvalAnswer, EvalQuestion, QuestionScore, Summary, Tally, Texts
from evals.why import why_lost

SUMMARY_KEYS = (*(measure.name for measure in MEASURES), "words_median", "p50_ms", "p95_ms")
"""Keys of `summary` in RUN.json: part of the contract, in this order."""
GROUPS = ("kind", "style", "document", "history")


def score_question(
    question: EvalQuestion, answer: EvalAnswer | None, texts: Texts
) -> QuestionScore:
    tallies: dict[str, Tally] = {}
    for measure in ALL_MEASURES:
        tally = measure.score(question, answer, texts)
        if tally is not None:
            tallies[measure.name] = tally
    return QuestionScore(question, answer, tallies, why_lost(question, answer, tallies))


def mean(scores: Iterable[QuestionScore], measure: str) -> float | None:
    """Sum of got over sum of of; None where no question counts."""
    counted = [score.tallies[measure] for score in scores if measure in score.tallies]
    total = sum(tally.of for tally in counted)
    return sum(tally.got for tally in counted) / total if total else None


def summarise(scores: Sequence[QuestionScore]) -> Summary:
    answers = [score.answer for score in scores if score.answer is not None]
    figures: dict[str, float | None] = {m.name: mean(scores, m.name) for m in MEASURES}
    figures["words_median"] = words_median(answers)
    figures["p50_ms"] = latency_ms(answers, 50)
    figures["p95_ms"] = latency_ms(answers, 95)
    return figures


def by_group(
    scores: Sequence[QuestionScore],
) -> Mapping[str, Mapping[str, tuple[QuestionScore, ...]]]:
    """Questions by kind, style, document and history. A question with several documents is in
    several groups; history has the groups `with` and `without`."""
    keys: dict[str, Callable[[EvalQuestion], Sequence[str]]] = {
        "kind": lambda question: (question.kind,),
        "style": lambda question: (question.style,),
        "document": lambda question: question.counted_documents,
        "history": lambda question: ("with" if question.history else "without",),
    }
    grouped: dict[str, dict[str, tuple[QuestionScore, ...]]] = {}
    for name in GROUPS:
        members: dict[str, list[QuestionScore]] = defaultdict(list)
        for score in scores:
            for key in keys[name](score.question):
                members[key].append(score)
        grouped[name] = {key: tuple(found) for key, found in sorted(members.items())}
    return grouped
