"""One right option among four: a value among its siblings, a member of a list among members of
other lists, the earliest or latest of four documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from assistant.quiz import texts
from assistant.quiz.distractors import WANTED, distractors, told_by_sign
from assistant.quiz.evidence import words_of
from assistant.quiz.facts.dates import day_of, in_one_form
from assistant.quiz.facts.lists import Listing, Member
from assistant.quiz.facts.offices import level_of
from assistant.quiz.facts.types import Fact, FactKind, capitalised
from assistant.quiz.items.making import item_of
from assistant.quiz.source import Source
from assistant.quiz.types import Difficulty, Kind, QuizItem
from index.vietnamese import syllables

_DEFINING = frozenset({FactKind.TERM, FactKind.MEANING})
_WORDED = frozenset({*_DEFINING, FactKind.OFFICE, FactKind.ISSUER, FactKind.SUBJECT})
_TOLD = 0.5
_LEVELS = ("cấp tỉnh", "cấp huyện", "cấp xã")
REPEATED = 3  # syllables in a row of the question that only the right option says
_NAMED = 2  # of an office: "Quốc hội" of a question about its members
_SIBLINGS = 2  # wrong options from the same passage that make an item one of telling apart


def choice_of_value(
    source: Source, fact: Fact, documents: Sequence[str], random: Random
) -> QuizItem | None:
    """None where the documents hold fewer than three wrong values that fit."""
    wrong = distractors(source, fact, documents, random)
    if len(wrong) < WANTED:
        return None
    if told_by_sign(fact, [value.text for value in wrong]):
        return None
    if fact.kind in _WORDED and _repeated(fact, [value.text for value in wrong]):
        return None
    if fact.kind in _DEFINING and _told_by_words(fact, [value.text for value in wrong]):
        return None
    siblings = sum(value.near <= 1 for value in wrong) >= _SIBLINGS
    shown = _in_one_form([fact.value, *(value.text for value in wrong)])
    options, key = shuffled(shown[:1], shown[1:], random)
    if fact.kind in _WORDED:
        options = [capitalised(option) for option in options]
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


def _in_one_form(texts: Sequence[str]) -> list[str]:
    """Values side by side in one form: days, and thousands with or without a point as the first."""
    if re.match(r"\d{4}(?!\d)", texts[0]) and not any(re.search(r"\d/", text) for text in texts):
        return [re.sub(r"(?<=\d)\.(?=\d{3})", "", text) for text in texts]
    return in_one_form(texts)


def _told_by_words(fact: Fact, wrong: Sequence[str]) -> bool:
    """Whether the right option says most of the question's own words, and no other does."""

    def shared(option: str) -> float:
        said, asked = words_of(option), words_of(fact.question)
        return len(said & asked) / max(1, min(len(said), len(asked)))

    return shared(fact.value) >= _TOLD > max(map(shared, wrong))


def _repeated(fact: Fact, wrong: Sequence[str]) -> bool:
    """Whether the right option alone repeats a phrase of the question, or is alone at the level of
    the administration that the question names."""
    asked = fact.question if fact.kind in (FactKind.ISSUER, FactKind.SUBJECT) else fact.stem
    run = longest_run(fact.value, asked)
    least = _NAMED if fact.kind is FactKind.OFFICE else REPEATED
    if run >= least and all(longest_run(text, asked) < run for text in wrong):
        return True
    level = level_of(fact.value)
    named = level and level in {level_of(word) for word in _LEVELS if word in fact.question}
    return bool(named) and all(level_of(text) != level for text in wrong)


def longest_run(option: str, question: str) -> int:
    """The longest row of an option's syllables that stands in a question."""
    words, said = syllables(option), f" {' '.join(syllables(question))} "
    return max(
        (
            end - start
            for start in range(len(words))
            for end in range(start + 1, len(words) + 1)
            if f" {' '.join(words[start:end])} " in said
        ),
        default=0,
    )


def choice_of_member(
    source: Source, listing: Listing, member: Member, others: Sequence[Member], random: Random
) -> QuizItem | None:
    """others: members of other lists that are none of this one."""
    if len(others) < WANTED or repeats(listing.question, [member], others[:WANTED]):
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


def repeats(question: str, right: Sequence[Member], wrong: Sequence[Member]) -> bool:
    """Whether all right members, and no wrong one, repeat a phrase of the question."""
    least = min(longest_run(m.text, question) for m in right)
    return least >= REPEATED and all(longest_run(m.text, question) < least for m in wrong)


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
        capitalised(f"{right.lead}{texts.ASK_LATEST if latest else texts.ASK_EARLIEST}"),
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
