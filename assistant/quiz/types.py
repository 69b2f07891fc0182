"""The quiz contract: items that a trainer can hand out, each standing on cited passages.

`QuizItem.to_json()` is schema 1 of docs/contract.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from assistant.types import Citation

SCHEMA = 1


class Kind(StrEnum):
    """How an item is answered."""

    SINGLE = "single"  # one of four
    MULTIPLE = "multiple"  # two or more of five
    TRUE_FALSE = "true_false"
    FILL = "fill"  # a number, date, document number or name, typed
    MATCHING = "matching"  # documents or terms with what belongs to them
    ORDERING = "ordering"  # documents by date


class Difficulty(IntEnum):
    """What an item takes: to know one value, to tell it from its siblings, to put two passages
    together."""

    ONE_VALUE = 1
    SIBLINGS = 2
    TWO_PASSAGES = 3


@dataclass(frozen=True, slots=True)
class QuizItem:
    """A question with its key. Which fields are used depends on the kind:

    single, multiple, true_false  options; key = indices of the right ones, ascending
    fill                          no options; answers = what counts as right, first the words
                                  of the passage
    matching                      pairs (left, right) as they belong together
    ordering                      options as shown; key = their indices in the right order

    stem: a question (true_false: with the claim in quotation marks). explanation: the cited
    words with their place. facts: what is asked, so that nothing is asked twice.
    """

    id: str
    kind: Kind
    stem: str
    explanation: str
    citations: tuple[Citation, ...]
    difficulty: Difficulty
    facts: tuple[str, ...]
    options: tuple[str, ...] = ()
    key: tuple[int, ...] = ()
    answers: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """What a trainer wants. documents: ids; () for all. section: 'B.II.4' or 'Điều 9'; "" for
    all. topic: words the passages must be about; "". kinds: () for all. difficulty: None for
    mixed. The same request over the same library gives the same quiz."""

    count: int
    documents: tuple[str, ...] = ()
    section: str = ""
    topic: str = ""
    kinds: tuple[Kind, ...] = ()
    difficulty: Difficulty | None = None
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Quiz:
    """The items made for a request. shortfall: why there are fewer than were asked for, in
    Vietnamese; "" when there are enough. index: fingerprint of the library they are from."""

    title: str
    items: tuple[QuizItem, ...]
    request: Request
    shortfall: str = ""
    index: str = ""
