"""The điểm inside a khoản: where each stands, and the place of a quote that begins in one."""

from __future__ import annotations

import re
from dataclasses import replace

from index.structure.lines import Line, lines_of
from index.types import Passage, Place, SourceText

POINT = re.compile(r"([a-zđ]{1,2}\d?)\)(?:\s*\[\d{1,3}\])?\s*(?=\S)")
_INSIDE_POINT = re.compile(r"[-+•*]\s|\([ivx]+\)|[a-zđ]\.\d|[ivx]+\)|[a-zà-ỹđ]")


def points(passage: Passage) -> tuple[tuple[str, int, int], ...]:
    """The điểm of a khoản: label and canonical start and end of each."""
    found: list[tuple[str, int, int]] = []
    is_open = False
    for line in _passage_lines(passage):
        match = POINT.match(line.text)
        if match is not None and not line.is_quoted:
            found.append((f"Điểm {match.group(1)}", line.start, line.end))
            is_open = True
        elif is_open and (line.is_quoted or _INSIDE_POINT.match(line.text) or line.text[0] in '“"'):
            label, start, _ = found[-1]
            found[-1] = (label, start, line.end)
        else:
            is_open = False  # words that close the khoản, after its points
    return tuple(found)


def refine_place(passage: Passage, start: int) -> Place:
    """The place of a quote that begins at canonical offset `start`: with its điểm, if in one.
    Only khoản and điều have điểm: a) of a report or programme is a place already."""
    if not passage.place.labels or not passage.place.labels[-1].startswith(("Khoản ", "Điều ")):
        return passage.place
    for label, low, high in points(passage):
        if low <= start < high:
            place = passage.place
            return replace(place, labels=(*place.labels, label), titles=(*place.titles, ""))
    return passage.place


def _passage_lines(passage: Passage) -> list[Line]:
    """Lines of a passage at their canonical offsets."""
    text = passage.text
    lines = lines_of(SourceText(text=text))
    placed: list[Line] = []
    for line in lines:
        where = passage.locate(line.start, line.end)
        if where:
            placed.append(replace(line, start=where[0][0], end=where[-1][1]))
    return placed
