"""Footnotes at the foot of PDF pages: told from the text and bound to the marks that call them.

A page's last lines are notes if they are set smaller than the document's text, the first begins
with a number, and each number stands raised or small in the text above. What does not meet all
three stays text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.reading.layout import Line, Page
from index.reading.words import Word

_SMALLER = 0.93  # of the text's size: notes are set in 10 or 11 points under 12 to 14
_MARK_SIZE = 0.8  # of the text's size: raised figures are set in 58 to 66 %
_BEGINS = re.compile(r"\[?(\d{1,3})[\].]?(?=[^\d.,/%)]|$)")
_UNITS = frozenset(("m", "km", "cm", "dm", "mm", "hm"))  # km², never note 2
_LEAST_LETTERS = 200  # of a document whose size of text can be told


@dataclass(frozen=True, slots=True)
class _Note:
    printed: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where a note is called: line, word, and the figures' place in the word."""

    line: int
    word: int
    start: int
    end: int


def with_footnotes(pages: list[Page]) -> list[Page]:
    """Pages whose notes are lines of their own, "[3] ...", with marks "[3]" in the text; numbers
    that begin anew on each page are counted on."""
    size = _text_size(pages)
    if size is None:
        return pages
    numbers: list[int] = []  # of the notes so far; a note's index is its place here
    done: list[Page] = []
    for page in pages:
        first, notes = _notes_of(page, size)
        marks = _marks_of(page.lines[:first], notes, size)
        done.append(_bound(page, first, notes, marks, numbers) if marks else page)
    return done


def has_raised_figures(line: Line) -> bool:
    """Whether figures of a line are set smaller than its words, as a footnote's mark is."""
    largest = max((word.size for word in line.words if word.size), default=0.0)
    return any(
        word.raised is not None
        or (word.text.isdigit() and word.size and word.size <= largest * _MARK_SIZE)
        for word in line.words
    )


def _text_size(pages: list[Page]) -> float | None:
    """The size in which most letters are set, in points."""
    letters: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            for word in line.words:
                if word.size is not None:
                    letters[round(word.size, 1)] += len(word.text)
    if letters.total() < _LEAST_LETTERS:
        return None
    return letters.most_common(1)[0][0]


def _notes_of(page: Page, size: float) -> tuple[int, list[_Note]]:
    """Position of the first line that belongs to the notes, and the notes; none where the page has
    no such foot."""
    first = len(page.lines)
    while first and _is_small(page.lines[first - 1], size):
        first -= 1
    notes: list[_Note] = []
    for position in range(first, len(page.lines)):
        line = page.lines[position]
        match = _BEGINS.match(line.text)
        expected = int(notes[-1].printed) + 1 if notes else None
        if match is not None and expected in (None, int(match.group(1))):
            if not notes:
                first = position
            notes.append(_Note(match.group(1), (_without(line, match.end()),)))
        elif notes:
            notes[-1] = replace(notes[-1], lines=(*notes[-1].lines, line))
    return (first, notes) if first else (len(page.lines), [])


def _is_small(line: Line, size: float) -> bool:
    sizes = [word.size for word in line.words if word.size is not None]
    return bool(sizes) and line.table is None and max(sizes) <= size * _SMALLER


def _without(line: Line, letters: int) -> Line:
    """A line without its first letters, which may end inside a word."""
    words = list(line.words)
    while words and letters >= len(words[0].text):
        letters -= len(words.pop(0).text) + 1
    if words and letters > 0:
        words[0] = replace(words[0], text=words[0].text[letters:])
    return replace(line, words=tuple(words))


def _marks_of(lines: tuple[Line, ...], notes: list[_Note], size: float) -> list[_Mark]:
    """Where each note is called, in order; [] unless all are."""
    marks: list[_Mark] = []
    raised = list(_raised(lines, size))
    for note in notes:
        found = next((m for m, figures in raised if figures == note.printed), None)
        if found is None:
            return []
        raised = raised[[m for m, _ in raised].index(found) + 1 :]
        marks.append(found)
    return marks


def _raised(lines: tuple[Line, ...], size: float) -> Iterator[tuple[_Mark, str]]:
    for at, line in enumerate(lines):
        for position, word in enumerate(line.words):
            if word.raised is not None:
                start, end = word.raised
                if word.text[:start].rpartition("(")[2].lower() not in _UNITS:
                    yield _Mark(at, position, start, end), word.text[start:end]
            elif word.text.isdigit() and word.size and word.size <= size * _MARK_SIZE:
                yield _Mark(at, position, 0, len(word.text)), word.text


def _bound(
    page: Page, first: int, notes: list[_Note], marks: list[_Mark], numbers: list[int]
) -> Page:
    lines = list(page.lines[:first])
    made: list[Line] = []
    inserts: list[tuple[_Mark, Word]] = []
    for note, mark in zip(notes, marks, strict=True):
        printed = int(note.printed)
        number = printed if printed not in numbers else max(numbers) + 1
        index = len(numbers)
        numbers.append(number)
        label = Word(f"[{number}]", note=index)
        inserts.append((mark, label))
        body = [word for line in note.lines for word in line.words]
        made.append(Line((Word(f"[{number}]"), *body), note=index))
    for mark, label in reversed(inserts):
        lines[mark.line] = _called(lines[mark.line], mark, label)
    return replace(page, lines=(*lines, *made))


def _called(line: Line, mark: _Mark, label: Word) -> Line:
    """A line with the figures of a mark replaced by its label."""
    word = line.words[mark.word]
    pieces = [word.text[: mark.start], word.text[mark.end :]]
    before, after = (replace(word, text=text, raised=None) for text in pieces)
    put = [*([before] if before.text else []), replace(label, box=word.box)]
    put += [after] if after.text else []
    return replace(line, words=(*line.words[: mark.word], *put, *line.words[mark.word + 1 :]))
