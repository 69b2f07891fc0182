"""One right option among four: a value among its siblings, a member of a list among members of
other lists, the earliest or latest of four documents."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from assistant.quiz import texts
from assistant.quiz.distractors import WANTED, distractors
from assistant.quiz.evidence import words_of
from assistant.quiz.facts.dates import day_of
from assistant.quiz.facts.lists import Listing, Member
from assistant.quiz.facts.types import Fact, FactKind, capitalised
from assistant.quiz.items.making import item_of
from assistant.quiz.source import Source
from assistant.quiz.types import Difficulty, Kind, QuizItem

_DEFINING = frozenset({FactKind.TERM, FactKind.MEANING})
_TOLD = 0.5
_SIBLINGS = 2  # wrong options from the same passage that make an item one of telling apart


def choice_of_value(
    source: Source, fact: Fact, documents: Sequence[str], random: Random
) -> QuizItem | None:
    """None where the documents hold fewer than three wrong values that fit."""
    wrong = distractors(source, fact, documents, random)
    if len(wrong) < WANTED:
        return None
    if fact.kind in _DEFINING and _told_by_words(fact, [value.text for value in wrong]):
        return None
    siblings = sum(value.near <= 1 for value in wrong) >= _SIBLINGS
    options, key = shuffled([fact.value], [value.text for value in wrong], random)
    return item_of(
        source.library,
        Kind.SINGLE,
        fact.stem,
        fact.excerpts,
        [fact.id],
        Difficulty.SIBLINGS if siblings else Difficulty.ONE_VALUE,
        options=options,
        key=key,
    )


def _told_by_words(fact: Fact, wrong: Sequence[str]) -> bool:
    """Whether the right option says most of the question's own words, and no other does."""

    def shared(option: str) -> float:
        said, asked = words_of(option), words_of(fact.question)
        return len(said & asked) / max(1, min(len(said), len(asked)))

    return shared(fact.value) >= _TOLD > max(map(shared, wrong))


def choice_of_member(
    source: Source, listing: Listing, member: Member, others: Sequence[Member], random: Random
) -> QuizItem | None:
    """others: members of other lists that are none of this one."""
    if len(others) < WANTED:
        return None
    options, key = shuffled([member.text], [m.text for m in others[:WANTED]], random)
    return item_of(
        source.library,
        Kind.SINGLE,
        capitalised(listing.question),
        [member.excerpt],
        [f"{listing.id}:{member.text}"],
        Difficulty.SIBLINGS,
        options=[capitalised(option) for option in options],
        key=key,
    )


def choice_of_extreme(
    source: Source, facts: Sequence[Fact], latest: bool, random: Random
) -> QuizItem | None:
    """Which of four documents was issued first or last. facts: their days."""
    dated = sorted(facts, key=lambda f: day_of(f.value) or 0)
    right = dated[-1] if latest else dated[0]
    wrong = [fact for fact in dated if fact is not right]
    if any(day_of(fact.value) == day_of(right.value) for fact in wrong):
        return None
    options, key = shuffled([right.subject], [f.subject for f in wrong], random)
    return item_of(
        source.library,
        Kind.SINGLE,
        texts.ASK_LATEST if latest else texts.ASK_EARLIEST,
        [fact.excerpt for fact in (right, *wrong)],
        [f"extreme:{fact.id}" for fact in (right, *wrong)],
        Difficulty.TWO_PASSAGES,
        options=options,
        key=key,
    )


def shuffled(
    right: Sequence[str], wrong: Sequence[str], random: Random
) -> tuple[list[str], list[int]]:
    """Options in a chance order and the places of the right ones."""
    marked = [(text, True) for text in right] + [(text, False) for text in wrong]
    random.shuffle(marked)
    return [text for text, _ in marked], [n for n, (_, is_right) in enumerate(marked) if is_right]
