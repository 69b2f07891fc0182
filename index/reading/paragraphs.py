"""Printed lines to paragraphs: where a line was only wrapped, its words go on.

A line is wrapped where the first word of the next would not have fitted behind it; that needs
the boxes of the words. Where a text marks units (Điều, 1., a), -) a new one always begins.
"""

from __future__ import annotations

import re

from index.reading.layout import Line, Page
from index.reading.words import Paragraph, Word

_STRONG_UNIT = re.compile(
    r"^[“\"]?(?:Điều\s+\d{1,4}[a-zđ]?\s*[.:]|(?:CHƯƠNG|Chương|PHẦN|Phần|MỤC|Mục|Tiểu mục|"
    r"TIỂU MỤC)\s+(?:[IVXLC]+|\d+|thứ|THỨ)\b|PHỤ LỤC\b|"
    r"Căn cứ |Theo đề nghị |Nơi nhận|\[\d{1,3}\]\s)"
)
_UNIT = re.compile(
    r"^[“\"]?(?:\d{1,3}[a-zđ]?(?:\.\d{1,3}){0,3}\s*[.)\-](?:\s|\[)|[a-zđ]\d?\)|\([ivx]+\)|"
    r"[IVXLC]{1,6}\s*[.\-–]\s|[A-ZĐ][.)]\s|[-–+*•]\s|Điều\s+\d{1,4}[a-zđ]?$)"
)
_ENDS = re.compile(r"[.;:!?…][”\"’)\]]*(?:\[\d+\])?$|/\.?$")
_SLACK = 6.0  # points by which print misses the margin it was justified to
_FULL = 0.80  # share of the longest lines that counts as full where no boxes are known


def paragraphs_of(pages: list[Page]) -> list[Paragraph]:
    """Paragraphs in reading order. A page always begins a new one: the place where a sentence
    is cut by a page break is joined by whoever quotes it."""
    return [paragraph for page in pages for paragraph in _page_paragraphs(page)]


def _page_paragraphs(page: Page) -> list[Paragraph]:
    lines = [line for line in page.lines if line.words]
    margin = _right_margin(lines)
    longest = sorted(len(line.text) for line in lines)[-max(1, len(lines) // 4) :][:1]
    found: list[list[Word]] = []
    alone: dict[int, Line] = {}  # position in `found` -> row of a table, or footnote
    before: Line | None = None
    for line in lines:
        if line.table is not None or line.note is not None:
            alone[len(found)] = line
            found.append(list(line.words))
            before = None
            continue
        # A heading may fill its line without a full stop; a numbered unit after it is new.
        heads = before is not None and _STRONG_UNIT.match(_beginning(found[-1])) is not None
        if before is not None and _goes_on(before, line, margin, longest[0], heads):
            found[-1].extend(line.words)
        else:
            found.append(list(line.words))
        before = line
    return [
        Paragraph(
            tuple(words),
            page=page.number,
            table=alone[position].table if position in alone else None,
            note=alone[position].note if position in alone else None,
        )
        for position, words in enumerate(found)
    ]


def _right_margin(lines: list[Line]) -> float | None:
    """Where full lines end: the right edge that a tenth of the lines reaches."""
    edges = sorted((box.right for line in lines if (box := line.box)), reverse=True)
    return edges[len(edges) // 10] if edges else None


def _beginning(words: list[Word]) -> str:
    return " ".join(word.text for word in words[:4])


def _goes_on(before: Line, line: Line, margin: float | None, longest: int, heads: bool) -> bool:
    """Whether `line` continues the paragraph of `before`."""
    text, earlier = line.text, before.text
    ended = _ENDS.search(earlier) is not None
    if _STRONG_UNIT.match(text):
        return False
    if _UNIT.match(text) and (ended or heads or not _is_full(before, line, margin, longest)):
        return False
    if earlier.isupper() != text.isupper() and not ended and len(earlier) > 12:
        return False  # a title in capitals and the text under it
    if not _is_full(before, line, margin, longest):
        return False
    return not (ended and _is_indented(before, line))


def _is_full(before: Line, line: Line, margin: float | None, longest: int) -> bool:
    box, first = before.box, line.words[0]
    if margin is None or box is None or first.box is None:
        return len(before.text) >= longest * _FULL
    room = margin - box.right
    return room < (first.box.right - first.box.left) + _SLACK


def _is_indented(before: Line, line: Line) -> bool:
    mine, other = line.box, before.box
    return mine is not None and other is not None and mine.left > other.left + _SLACK
