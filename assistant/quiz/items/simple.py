"""True or false, and answers that are typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from assistant.quiz import texts
from assistant.quiz.distractors import believable, distractors, told_by_sign
from assistant.quiz.facts.types import Fact, FactKind
from assistant.quiz.facts.wording import place_of, without_abbreviations
from assistant.quiz.items.making import item_of, judged
from assistant.quiz.source import Source
from assistant.quiz.types import Difficulty, Kind, QuizItem
from index.vietnamese import word_count

_FIGURES = frozenset({FactKind.QUANTITY, FactKind.BLANK})
_TYPED = frozenset({*_FIGURES, FactKind.DATE, FactKind.EFFECT, FactKind.NUMBER})
_NAMED = frozenset({FactKind.TERM, FactKind.OFFICE})
_DEFINED = frozenset({FactKind.TERM, FactKind.MEANING})
_MOST_TYPED = 4  # words of a name that people can be asked to type


def true_or_false(
    source: Source, fact: Fact, documents: Sequence[str], true: bool, random: Random
) -> QuizItem | None:
    """A claim with its value or, where it is to be false, with a sibling's."""
    value, near, facts = fact.value, 3, [fact.id]
    if not true:
        found = distractors(source, fact, documents, random)
        wrong = [value for value in found if believable(source, fact, value)]
        if not wrong or told_by_sign(fact, [wrong[0].text]):
            return None
        value, near = wrong[0].text, wrong[0].near
        other = wrong[0].fact
        if other is not None and fact.kind in _DEFINED:
            facts.append(other.id)  # a word beside another's meaning tells of both
    return item_of(
        source.library,
        Kind.TRUE_FALSE,
        judged(fact.states(value)),
        fact.excerpts,
        facts,
        Difficulty.SIBLINGS if near <= 1 else Difficulty.ONE_VALUE,
        options=(texts.TRUE, texts.FALSE),
        key=(0 if true else 1,),
    )


def fill(source: Source, fact: Fact) -> QuizItem | None:
    """A question whose answer is typed: a number, day, document number or short name."""
    typed = fact.kind in _TYPED or (fact.kind in _NAMED and word_count(fact.value) <= _MOST_TYPED)
    if not typed:
        return None
    document = source.library.document(fact.excerpt.passage.document)
    return item_of(
        source.library,
        Kind.FILL,
        fact.stem,
        fact.excerpts,
        [fact.id],
        Difficulty.ONE_VALUE,
        answers=(fact.value, *variants(fact, place_of(document))),
    )


def variants(fact: Fact, place: str) -> tuple[str, ...]:
    """Other ways of typing a value: without its unit, with and without a leading zero, days with
    strokes, offices without abbreviations and with their place (of the document: 'tỉnh X')."""
    found: list[str] = []
    if fact.kind in _FIGURES:
        number = fact.value.split()[0].rstrip("%")
        bare = re.sub(r"^0+(?=\d)", "", number)
        padded = bare.zfill(2)
        found += [number, bare, padded]
        found += [fact.value.replace(number, said, 1) for said in (bare, padded)]
        if "." in number:
            found.append(number.replace(".", ""))
    if fact.kind in (FactKind.DATE, FactKind.EFFECT):
        numbers = [n.lstrip("0") for n in fact.value.replace("/", " ").split() if n.isdigit()]
        day, month, year = numbers
        found += [
            f"{day}/{month}/{year}",
            f"{day:0>2}/{month:0>2}/{year}",
            f"{day:0>2}/{month}/{year}",
        ]
    if fact.kind is FactKind.OFFICE:
        level, _, name = place.partition(" ")
        placed = [f"{fact.value} {name}"] if name and fact.value.endswith(f" {level}") else []
        named = [fact.value, *placed]
        found += [*placed, *(without_abbreviations(text) for text in named)]
    return tuple(dict.fromkeys(v for v in found if v != fact.value))
