"""Parts of a document that another document of the library says have ended: 'Chương V của Luật
Khiếu nại số 02/2011/QH13 hết hiệu lực'. What stands in them answers only where nothing else does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.statuses import Shelf, stated_in
from index.status import Standing
from index.types import Document, Passage
from index.vietnamese import fold

Part = tuple[str, str]
"""('chuong', '5') for 'Chương V' and 'Chương 5'."""

_PARTS = re.compile(r"\b(?P<kind>Chương|Mục|Điều)\s+(?P<number>[IVXLC]+\b|\d{1,4}[a-zđ]?)")
_NUMBER = re.compile(r"\d{1,6}/\d{4}/[\w-]{2,20}")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def part(kind: str, number: str) -> Part:
    """Of a kind ('Chương', 'dieu') and a number, Roman in capitals or not."""
    values = [_ROMAN.get(letter, 0) for letter in number]
    if values and all(values):
        later = [*values[1:], 0]
        number = str(sum(-v if v < after else v for v, after in zip(values, later, strict=True)))
    return fold(kind), fold(number)


def parts_of(passage: Passage) -> frozenset[Part]:
    """The chapter, section and article that a passage stands in."""
    labels = (label.split(" ", 1) for label in passage.place.labels if " " in label)
    return frozenset(part(*words) for words in labels)


def parts_named(statement: str, number: str) -> Iterator[Part]:
    """Parts of the document of a number that a statement names: those whose next number is its
    own, or that no number follows."""
    for match in _PARTS.finditer(statement):
        following = _NUMBER.search(statement, match.end())
        if following is None or not number or fold(following.group()) == fold(number):
            yield part(match["kind"], match["number"])


def ended_parts(library: Shelf, document: Document) -> frozenset[Part]:
    """Of a document that still holds otherwise."""
    status = library.status(document.id)
    if status is None or status.standing is not Standing.PARTLY_ENDED:
        return frozenset()
    said = (words for s in status.statements if (words := stated_in(library, s)))
    number = document.identity.number
    return frozenset(p for words in said for p in parts_named(words.text, number))
