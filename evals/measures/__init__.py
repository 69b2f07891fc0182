"""Measures of an answer, one concern a file.

Each is a function (question, answer or None, texts) -> Tally or None. None: the measure does
not count this question (a verdict where there is none to give). A question that counts and has
no answer gives `Tally(0)`, or the worst value of a measure where lower is better: it never
vanishes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evals.measures.conflicts import conflicts_precision, conflicts_recall
from evals.measures.evidence import evidence_precision, evidence_recall, first_citation
from evals.measures.facts import facts, short_facts
from evals.measures.refusal import decision, false_answer, false_refusal, refusal_after_turn
from evals.measures.validity import validity
from evals.measures.verdict import verdict
from evals.types import EvalAnswer, EvalQuestion, Tally, Texts

Score = Callable[[EvalQuestion, EvalAnswer | None, Texts], Tally | None]


@dataclass(frozen=True, slots=True)
class Measure:
    name: str
    score: Score
    higher_is_better: bool = True


MEASURES = (
    Measure("facts", facts),
    Measure("short_facts", short_facts),
    Measure("evidence", evidence_recall),
    Measure("evidence_precision", evidence_precision),
    Measure("first_citation", first_citation),
    Measure("validity", validity),
    Measure("verdict", verdict),
    Measure("conflicts_recall", conflicts_recall),
    Measure("conflicts_precision", conflicts_precision),
    Measure("false_answer", false_answer, higher_is_better=False),
    Measure("false_refusal", false_refusal, higher_is_better=False),
    Measure("decision", decision),
)
"""The shares of SCHEMA.md, in the order of every report."""

REFUSAL_AFTER_TURN = Measure("refusal_after_turn", refusal_after_turn)
"""Reported beside the summary, whose keys are fixed by the contract."""

ALL_MEASURES = (*MEASURES, REFUSAL_AFTER_TURN)
BY_NAME = {measure.name: measure for measure in ALL_MEASURES}

__all__ = ["ALL_MEASURES", "BY_NAME", "MEASURES", "REFUSAL_AFTER_TURN", "Measure", "Score"]
