"""Shuffled papers of one quiz (mã đề): questions and options in other orders, keys with them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from assistant.quiz.types import Kind, Quiz, QuizItem

FIRST_CODE = 101
MOST_PAPERS = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """An item on a paper. number: from 1. rights: for matching, the right column as shown; the
    answer of pair n stands at `rights.index(pair n's right)`."""

    number: int
    item: QuizItem
    rights: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """code: '101'."""

    code: str
    asked: tuple[Asked, ...]


def papers_of(quiz: Quiz, count: int, seed: int) -> tuple[Paper, ...]:
    """`count` papers, 1 to 4. One paper keeps the order of the quiz; of several each has its own.
    The same seed gives the same papers."""
    wanted = max(1, min(count, MOST_PAPERS))
    return tuple(_paper(quiz, FIRST_CODE + n, seed, wanted > 1) for n in range(wanted))


def _paper(quiz: Quiz, code: int, seed: int, shuffle: bool) -> Paper:
    random = Random(f"{seed}|{code}")  # noqa: S311 - a quiz, no secret
    items = list(quiz.items)
    if shuffle:
        random.shuffle(items)
        items = [_shuffled(item, random) for item in items]
    asked = []
    for number, item in enumerate(items, start=1):
        rights = [right for _, right in item.pairs]
        random.shuffle(rights)
        asked.append(Asked(number, item, tuple(rights)))
    return Paper(str(code), tuple(asked))


def _shuffled(item: QuizItem, random: Random) -> QuizItem:
    """The item with its options in another order; Đúng and Sai keep theirs."""
    if item.kind is Kind.TRUE_FALSE or not item.options:
        return item
    order = list(range(len(item.options)))
    random.shuffle(order)
    moved = {old: new for new, old in enumerate(order)}
    key = [moved[n] for n in item.key]
    return replace(
        item,
        options=tuple(item.options[n] for n in order),
        key=tuple(key if item.kind is Kind.ORDERING else sorted(key)),
    )
