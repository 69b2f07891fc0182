"""Are contradictions of the documents shown, and only those?"""

from __future__ import annotations

from evals.measures.facts import fact_in
from evals.types import EvalAnswer, EvalConflict, EvalQuestion, Tally, Texts


def conflicts_recall(
    question: EvalQuestion, answer: EvalAnswer | None, texts: Texts
) -> Tally | None:
    """Whether some entry of `conflicts` cites both values.

    Definition: on conflict questions, 1 if the quotes cited by one entry state every fact of
    the question (each fact is one of the values).
    Convention: one citation may state both. Missing answer: 0.
    Source: SCHEMA.md.
    """
    if question.kind != "conflict":
        return None
    entries = () if answer is None else answer.conflicts
    return Tally(float(any(cites_all(question, entry) for entry in entries)))


def conflicts_precision(
    question: EvalQuestion, answer: EvalAnswer | None, texts: Texts
) -> Tally | None:
    """Share of all `conflicts` entries that cite both values of a conflict question.

    Definition: over entries, not over questions: an entry on any other question, or one that
    misses a value, counts against.
    Convention: None where no answer has an entry. A question that touches a contradiction
    without being labelled conflict counts against too: a lower bound.
    Source: SCHEMA.md.
    """
    if answer is None or not answer.conflicts:
        return None
    right = 0
    if question.kind == "conflict":
        right = sum(cites_all(question, entry) for entry in answer.conflicts)
    return Tally(right, len(answer.conflicts))


def cites_all(question: EvalQuestion, entry: EvalConflict) -> bool:
    return all(any(fact_in(c.quote, fact) for c in entry.citations) for fact in question.facts)
