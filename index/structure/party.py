"""Party documents, plans and notices with one paragraph a line: I- / 1- / 1.1- / a) / - / +.

The report's own form (paragraphs between blank lines, notes in the middle of the text) is
parsed by `outline`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from index.structure.closing import closing_of
from index.structure.drafts import (
    Draft,
    drafts_of,
    groups_of,
    numbered,
    without_notes,
)
from index.structure.lines import Line, lines_of
from index.types import Passage, PassageKind, Place, SourceText

_PART = re.compile(r"([A-Z])\s?[.\-–]\s*(?=[A-ZĐÀ-Ỹ])")
_ROMAN = re.compile(r"([IVX]{1,6})\s?[.\-–]\s*(?=\S)")
_ARABIC = re.compile(r"(\d{1,2})\s?[.\-–)]\s*(?=[^\d\s])")
_DECIMAL = re.compile(
    r"(\d{1,2}(?:\.\d{1,2}){1,3})\s?[.\-–)]?\s+(?=\S)|(\d{1,2}(?:\.\d{1,2}){1,3})[\-–.](?=\S)"
)
_LETTER = re.compile(r"([a-zđ])\s?[)]\s*(?=\S)|([a-zđ])[.\-–]\s+(?=\S)")
_VALUES = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9,
           "X": 10, "XI": 11, "XII": 12, "XIII": 13, "XIV": 14, "XV": 15}  # fmt: skip

OPENING = "Mở đầu"
BODY = "Nội dung"
CLOSING = "Chữ ký"
_MOST_BLANK = 0.2  # share of blank lines in a text that has a paragraph on each line
_MOST_HEADING_WORDS = 30
_HEAD_LINE = 160  # characters: a longer line is no longer the head of the document


def looks_like_lines(source: SourceText, lines: list[Line]) -> bool:
    """Whether each line is a paragraph, not a stretch between blank lines."""
    if not lines or not source.text.strip():
        return False
    blank = source.text.strip().count("\n\n")
    return blank <= len(lines) * _MOST_BLANK


@dataclass(frozen=True, slots=True)
class _Unit:
    level: int  # 0 part, 1 roman, 2 arabic, 3 decimal, 4 letter
    label: str
    title: str  # what follows the number


def parse(document_id: str, source: SourceText) -> list[Passage]:
    """Passages of a document in reading order: headings, paragraphs, tables, notes."""
    body, notes = without_notes(lines_of(source), source)
    return numbered(document_id, source, _Outline().drafts(body), notes)


@dataclass(slots=True)
class _Outline:
    path: list[tuple[_Unit, bool]] = field(default_factory=list)  # unit, is it a heading
    found: list[Draft] = field(default_factory=list)

    def drafts(self, lines: list[Line]) -> list[Draft]:
        units = _units(lines)
        first = min(units, default=_head_end(lines))
        closing = closing_of(lines, max(units, default=first - 1) + 1)
        self.grouped(lines[:first], OPENING)
        position = first
        while position < closing:
            paragraph = _paragraph(lines, position)
            self.paragraph(paragraph, units.get(position))
            position += len(paragraph)
        self.path = []
        self.grouped(lines[closing:], CLOSING)
        return self.found

    def paragraph(self, lines: list[Line], unit: _Unit | None) -> None:
        kind = PassageKind.PARAGRAPH
        if unit is not None:
            is_heading = _is_heading(unit)
            self.path = [step for step in self.path if step[0].level < unit.level]
            self.path.append((unit, is_heading))
            kind = PassageKind.HEADING if is_heading else kind
        self.found += drafts_of(kind, self.place(), lines)

    def place(self) -> Place:
        """The path as a place. A 4.2 already holds the 4 above it, which is left out."""
        if not self.path:
            return Place((BODY,), ("",))
        shown = [
            (unit.label, unit.title if is_heading else "")
            for position, (unit, is_heading) in enumerate(self.path)
            if not (unit.level == 2 and self._level_at(position + 1) == 3)
        ]
        return Place(tuple(label for label, _ in shown), tuple(title for _, title in shown))

    def _level_at(self, position: int) -> int | None:
        return self.path[position][0].level if position < len(self.path) else None

    def grouped(self, lines: list[Line], label: str) -> None:
        place = Place((label,), ("",))
        for group in groups_of(lines):
            self.found += drafts_of(PassageKind.PARAGRAPH, place, group)


def _paragraph(lines: list[Line], position: int) -> list[Line]:
    """The line at `position` and those that continue it behind a page break; a whole table."""
    first = lines[position]
    stop = position + 1
    while stop < len(lines) and (
        lines[stop].goes_on or (first.table is not None and lines[stop].table == first.table)
    ):
        stop += 1
    return lines[position:stop]


def _head_end(lines: list[Line]) -> int:
    """Where the head of a document without numbered units ends."""
    for position, line in enumerate(lines):
        if len(line.text) > _HEAD_LINE:
            return position
    return len(lines)


def _is_heading(unit: _Unit) -> bool:
    if unit.level <= 1:
        return True
    return len(unit.title.split()) <= _MOST_HEADING_WORDS and not unit.title.endswith(
        (".", ";", ",")
    )


def _units(lines: list[Line]) -> dict[int, _Unit]:
    """The numbered lines, each of which follows the number before it at its level."""
    counts = [0, 0, 0, 0, 0]
    decimal = ""
    found: dict[int, _Unit] = {}
    for position, line in enumerate(lines):
        if line.goes_on or line.is_quoted or line.table is not None:
            continue
        unit, number = _unit_of(line.text, counts, decimal)
        if unit is None:
            continue
        found[position] = unit
        counts[unit.level] = number
        for deeper in range(unit.level + 1, len(counts)):
            counts[deeper] = 0
        if unit.level < 3:
            decimal = ""
        elif unit.level == 3:
            decimal = unit.label
    return found


def _unit_of(text: str, counts: list[int], decimal: str) -> tuple[_Unit | None, int]:
    """The unit that a line begins, if its number is the next of its level, and that number."""
    roman = _ROMAN.match(text)
    if roman is not None and _VALUES.get(roman.group(1)) == counts[1] + 1:
        return _Unit(1, roman.group(1), text[roman.end() :]), counts[1] + 1
    part = _PART.match(text)
    if part is not None and ord(part.group(1)) - ord("A") == counts[0] and text.isupper():
        return _Unit(0, part.group(1), text[part.end() :]), counts[0] + 1
    inner = _DECIMAL.match(text)
    if inner is not None:
        label = inner.group(1) or inner.group(2)
        head, last = label.rsplit(".", 1)
        before, _, count = decimal.rpartition(".")
        follows = decimal != "" and before == head and int(last) == int(count) + 1
        begins = int(last) == 1 and head in (str(counts[2]), decimal)
        if begins or follows:
            return _Unit(3, label, text[inner.end() :]), int(last)
        return None, 0
    arabic = _ARABIC.match(text)
    if arabic is not None and int(arabic.group(1)) == counts[2] + 1:
        return _Unit(2, arabic.group(1), text[arabic.end() :]), counts[2] + 1
    letter = _LETTER.match(text)
    if letter is not None:
        name = letter.group(1) or letter.group(2)
        if name in _LETTERS and _LETTERS.index(name) in (counts[4], counts[4] + 1):
            return _Unit(4, name, text[letter.end() :]), _LETTERS.index(name) + 1
    return None, 0


_LETTERS = "abcdđeghiklmnopqrstuvxy"
