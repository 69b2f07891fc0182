"""Why a question lost points, in sentences a trainer understands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evals import messages
from evals.measures.evidence import uncovered
from evals.measures.facts import missing_facts
from evals.types import EvalAnswer, EvalQuestion, Tally


def why_lost(
    question: EvalQuestion, answer: EvalAnswer | None, tallies: Mapping[str, Tally]
) -> tuple[str, ...]:
    if answer is None:
        return (messages.WHY_MISSING,)
    return tuple(_reasons(question, answer, tallies))


def _reasons(
    question: EvalQuestion, answer: EvalAnswer, tallies: Mapping[str, Tally]
) -> Iterator[str]:
    def below_one(measure: str) -> bool:
        return measure in tallies and tallies[measure].value < 1

    if not question.answerable and not answer.refused:
        yield messages.WHY_FALSE_ANSWER
    if question.answerable and answer.refused:
        yield messages.WHY_FALSE_REFUSAL.format(answer.reason or messages.UNSTATED)
    elif below_one("facts"):
        yield messages.WHY_FACTS.format("; ".join(missing_facts(question, answer)))
    elif below_one("short_facts"):
        yield messages.WHY_SHORT
    if below_one("evidence"):
        missed = " / ".join(f"«{quote}»" for quote in uncovered(question, answer))
        yield messages.WHY_EVIDENCE.format(missed)
    elif below_one("first_citation"):
        yield messages.WHY_FIRST
    if below_one("verdict") and not answer.refused:
        yield messages.WHY_VERDICT.format(messages.VERDICT_NAMES[question.verdict or "co"])
    if below_one("conflicts_recall"):
        yield messages.WHY_CONFLICT_MISSED
    if below_one("conflicts_precision"):
        yield messages.WHY_CONFLICT_WRONG
    if below_one("validity"):
        yield messages.WHY_VALIDITY
