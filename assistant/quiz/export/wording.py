"""What several formats write of an item."""

from __future__ import annotations

from assistant.quiz import texts
from assistant.quiz.papers import Asked
from assistant.quiz.types import Kind, QuizItem

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def key_letters(item: QuizItem) -> str:
    """'C', 'A, D', the typed text, 'B → A → D → C', or the pairs written out."""
    if item.kind is Kind.FILL:
        return item.answers[0]
    if item.kind is Kind.MATCHING:
        return "; ".join(f"{left} → {right}" for left, right in item.pairs)
    separator = " → " if item.kind is Kind.ORDERING else ", "
    return separator.join(LETTERS[n] for n in item.key)


def key_on_paper(asked: Asked) -> str:
    """The key as a paper shows its options: '1-c, 2-a' for matching."""
    item = asked.item
    if item.kind is not Kind.MATCHING:
        return key_letters(item)
    return ", ".join(
        f"{n}-{LETTERS[asked.rights.index(right)].lower()}"
        for n, (_, right) in enumerate(item.pairs, start=1)
    )


def key_words(item: QuizItem) -> str:
    """The key in words."""
    if item.kind in (Kind.FILL, Kind.MATCHING):
        return key_letters(item)
    separator = " → " if item.kind is Kind.ORDERING else "; "
    return separator.join(item.options[n] for n in item.key)


def positions(item: QuizItem) -> list[tuple[str, str]]:
    """An order as pairs (option, its place from 1), for programs that know no ordering."""
    return [(item.options[n], str(place)) for place, n in enumerate(item.key, start=1)]


def as_pairs(item: QuizItem) -> list[tuple[str, str]]:
    """Pairs of a matching or ordering item."""
    return list(item.pairs) if item.kind is Kind.MATCHING else positions(item)


def named(number: int, item: QuizItem) -> str:
    """'Câu 07 (a1b2c3)': a name that sorts."""
    return texts.ITEM_NAME.format(number=f"{number:02}", id=item.id)
