"""Does the answer say what it should say?"""

from __future__ import annotations

from evals.text import comparable, first_words, mask_marks, states
from evals.types import EvalAnswer, EvalQuestion, Tally, Texts

WORDS = 120
LONG_WORDS = 350
LONG_KINDS = frozenset({"list", "how-why", "conflict"})
SHORT_WORDS = 30
SHORT_KINDS = frozenset({"number", "date", "document", "person", "place", "yes-no"})


def facts(question: EvalQuestion, answer: EvalAnswer | None, texts: Texts) -> Tally | None:
    """Share of the question's facts found in the first 120 words of the answer.

    Definition: a fact is found when one of its alternatives stands in the text. 350 words for
    list, how-why and conflict. 0 if refused or missing. Mean over answerable questions.
    Convention: texts in comparable form; a fact that begins or ends with a digit must not be
    part of a longer number; the digits of a citation mark [n] are no fact.
    Source: SCHEMA.md; nugget recall as in Voorhees, "Overview of the TREC 2003 question
    answering track". The word limit stands in for its length penalty: an answer that recites
    the whole document does not win.
    """
    if not question.answerable or not question.facts:
        return None
    if answer is None or answer.refused:
        return Tally(0)
    limit = LONG_WORDS if question.kind in LONG_KINDS else WORDS
    return Tally(_share(question, answer.text, limit))


def short_facts(question: EvalQuestion, answer: EvalAnswer | None, texts: Texts) -> Tally | None:
    """Share of the question's facts found in the first 30 words of `short`.

    Definition: as facts, for number, date, document, person, place and yes-no.
    Convention: for a system that has no `short` field, the first 30 words of its answer.
    Source: SCHEMA.md.
    """
    if not question.answerable or not question.facts or question.kind not in SHORT_KINDS:
        return None
    if answer is None or answer.refused:
        return Tally(0)
    text = answer.text if answer.short is None else answer.short
    return Tally(_share(question, text, SHORT_WORDS))


def missing_facts(question: EvalQuestion, answer: EvalAnswer) -> tuple[str, ...]:
    """First alternative of each fact that `facts` did not find."""
    limit = LONG_WORDS if question.kind in LONG_KINDS else WORDS
    window = _window(answer.text, limit)
    return tuple(fact[0] for fact in question.facts if not _found(window, fact))


def fact_in(text: str, fact: tuple[str, ...]) -> bool:
    """Whether one alternative of a fact stands in a text of any length."""
    return _found(comparable(text), fact)


def _share(question: EvalQuestion, text: str, limit: int) -> float:
    window = _window(text, limit)
    found = sum(_found(window, fact) for fact in question.facts)
    return found / len(question.facts)


def _window(text: str, limit: int) -> str:
    return mask_marks(first_words(comparable(text), limit))


def _found(window: str, fact: tuple[str, ...]) -> bool:
    return any(states(window, comparable(alternative)) for alternative in fact)
