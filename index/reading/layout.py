"""Lines of a page, as words with their boxes."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import reduce

from index.reading.words import Box, Word

_MOST_ALIGNED_WORDS = 4_000  # matching is quadratic in the worst case; a dense page has 900


@dataclass(frozen=True, slots=True)
class Line:
    words: tuple[Word, ...]
    table: int | None = None  # lines with one number are rows of one table
    note: int | None = None  # index into the notes of the document: this line is that note

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box | None:
        boxes = [word.box for word in self.words if word.box is not None]
        return reduce(Box.union, boxes) if boxes else None


@dataclass(frozen=True, slots=True)
class Page:
    number: int  # from 1
    width: float
    height: float
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


def with_boxes(lines: list[list[str]], known: list[Word]) -> list[Line]:
    """Lines of one extractor with the boxes and sizes of another: the two agree on almost every
    word."""
    texts = [text for line in lines for text in line]
    words = [Word(text) for text in texts]
    names = [word.text for word in known]
    if texts == names:
        words = known
    elif max(len(texts), len(names)) <= _MOST_ALIGNED_WORDS:
        _align(texts, known, names, words)
    at = 0
    placed: list[Line] = []
    for line in lines:
        placed.append(Line(tuple(words[at : at + len(line)])))
        at += len(line)
    return placed


def _align(texts: list[str], known: list[Word], names: list[str], words: list[Word]) -> None:
    matcher = SequenceMatcher(None, texts, names, autojunk=False)
    for kind, low, high, known_low, known_high in matcher.get_opcodes():
        if kind == "equal":
            words[low:high] = known[known_low:known_high]
        elif kind == "replace" and "".join(texts[low:high]) == "".join(names[known_low:known_high]):
            # The same letters cut into other words: the whole stretch is their box.
            whole = Line(tuple(known[known_low:known_high]))
            words[low:high] = [
                Word(text, whole.box, size=whole.words[0].size) for text in texts[low:high]
            ]
        elif kind == "replace" and high - low == known_high - known_low:
            words[low:high] = [
                Word(text, word.box, size=word.size)
                for text, word in zip(texts[low:high], known[known_low:known_high], strict=True)
            ]
