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
    """Lines of one extractor with the boxes of another: the two agree on almost every word."""
    texts = [text for line in lines for text in line]
    boxes: list[Box | None] = [None] * len(texts)
    names = [word.text for word in known]
    if texts == names:
        boxes = [word.box for word in known]
    elif max(len(texts), len(names)) <= _MOST_ALIGNED_WORDS:
        _align(texts, known, names, boxes)
    at = 0
    placed: list[Line] = []
    for line in lines:
        words = [
            Word(text, box) for text, box in zip(line, boxes[at : at + len(line)], strict=True)
        ]
        placed.append(Line(tuple(words)))
        at += len(line)
    return placed


def _align(texts: list[str], known: list[Word], names: list[str], boxes: list[Box | None]) -> None:
    matcher = SequenceMatcher(None, texts, names, autojunk=False)
    for kind, low, high, known_low, known_high in matcher.get_opcodes():
        if kind == "equal":
            boxes[low:high] = [word.box for word in known[known_low:known_high]]
        elif kind == "replace" and "".join(texts[low:high]) == "".join(names[known_low:known_high]):
            # The same letters cut into other words: the whole stretch is their box.
            parts = [word.box for word in known[known_low:known_high] if word.box is not None]
            if parts:
                boxes[low:high] = [reduce(Box.union, parts)] * (high - low)
        elif kind == "replace" and high - low == known_high - known_low:
            boxes[low:high] = [word.box for word in known[known_low:known_high]]
