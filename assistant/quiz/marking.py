"""Trying a quiz out: what was answered against the key."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.quiz.types import Kind, QuizItem
from index.vietnamese import normalise


@dataclass(frozen=True, slots=True)
class Answered:
    """What a person answered: chosen indices (ordering: in their order; matching: for each pair
    the index of the pair whose right side was chosen), or what was typed."""

    chosen: tuple[int, ...] = ()
    typed: str = ""


def is_right(item: QuizItem, answered: Answered) -> bool:
    """Whether an item is answered fully right."""
    match item.kind:
        case Kind.FILL:
            typed = _comparable(answered.typed)
            return bool(typed) and typed in {_comparable(answer) for answer in item.answers}
        case Kind.MATCHING:
            return answered.chosen == tuple(range(len(item.pairs)))
        case Kind.ORDERING:
            return answered.chosen == item.key
        case _:
            return bool(answered.chosen) and set(answered.chosen) == set(item.key)


def score(items: Sequence[QuizItem], answered: Sequence[Answered]) -> int:
    """How many items are answered right."""
    return sum(is_right(item, given) for item, given in zip(items, answered, strict=True))


def _comparable(text: str) -> str:
    """Without what a person need not type: capitals, spaces, zeros in front of a number."""
    plain = re.sub(r"(?<![\d.,])0+(?=\d)", "", normalise(text))
    return re.sub(r"\s*([/%.,-])\s*", r"\1", plain).strip(" .")
