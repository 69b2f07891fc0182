"""Risk-coverage: how wrong are the answers of which the system says it is surest?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.types import QuestionScore


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """Answering only what has at least this confidence."""

    confidence: float
    coverage: float  # share of all questions that are answered
    risk: float  # mean loss of those answers


def risk_coverage(scores: Sequence[QuestionScore]) -> tuple[RiskPoint, ...]:
    """The curve, surest answers first.

    Definition: loss of an answer is 1 - facts, and 1 for any answer to an unanswerable
    question; refusals and missing answers are not covered. One point for each distinct
    confidence.
    Convention: () where no answer states a confidence.
    Source: El-Yaniv & Wiener 2010; Geifman & El-Yaniv 2017.
    """
    answered = [
        (score.answer.confidence, _loss(score))
        for score in scores
        if score.answer is not None
        and not score.answer.refused
        and score.answer.confidence is not None
    ]
    answered.sort(key=lambda pair: -pair[0])
    points: list[RiskPoint] = []
    loss = 0.0
    for count, (confidence, lost) in enumerate(answered, start=1):
        loss += lost
        last_of_ties = count == len(answered) or answered[count][0] != confidence
        if last_of_ties:
            points.append(RiskPoint(confidence, count / len(scores), loss / count))
    return tuple(points)


def _loss(score: QuestionScore) -> float:
    if not score.question.answerable:
        return 1.0
    return 1.0 - score.tallies["facts"].value if "facts" in score.tallies else 0.0
