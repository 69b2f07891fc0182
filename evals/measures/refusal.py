"""Is it answered when it can be, and refused when it cannot?"""

from __future__ import annotations

from evals.types import EvalAnswer, EvalQuestion, Tally, Texts


def false_answer(question: EvalQuestion, answer: EvalAnswer | None, texts: Texts) -> Tally | None:
    """Share of unanswerable questions that were not refused. Lower is better.

    Definition: `refused` decides; greetings and rubbish are refused in the contract.
    Convention: a missing answer counts as not refused: silence is never a merit.
    Source: SCHEMA.md; 1 - the no-answer accuracy of SQuAD 2.0 (Rajpurkar et al. 2018).
    """
    if question.answerable:
        return None
    return Tally(float(answer is None or not answer.refused))


def false_refusal(question: EvalQuestion, answer: EvalAnswer | None, texts: Texts) -> Tally | None:
    """Share of answerable questions that were refused. Lower is better.

    Definition: `refused` decides, whatever the text says.
    Convention: a missing answer counts as refused.
    Source: SCHEMA.md.
    """
    if not question.answerable:
        return None
    return Tally(float(answer is None or answer.refused))


def decision(question: EvalQuestion, answer: EvalAnswer | None, texts: Texts) -> Tally | None:
    """Share of all questions answered or refused rightly.

    Definition: 1 where refused is the opposite of answerable; what the answer says plays no
    part. A missing answer: 0.
    Source: SCHEMA.md.
    """
    return Tally(float(answer is not None and answer.refused != question.answerable))


def refusal_after_turn(
    question: EvalQuestion, answer: EvalAnswer | None, texts: Texts
) -> Tally | None:
    """Share of unanswerable follow-ups that were refused.

    Definition: questions with history that cannot be answered: does the system still say so
    after a turn that went well?
    Convention: missing: 0.
    Source: issue of this project; complement of false answer on those questions.
    """
    if question.answerable or not question.history:
        return None
    return Tally(float(answer is not None and answer.refused))
