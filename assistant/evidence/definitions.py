"""What the documents define: sentences of the form 'X là ...'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.evidence.views import view_of
from index.library import Library
from index.types import PassageKind
from index.vietnamese import CAPITAL, syllables

_IS = re.compile(
    r"(?:\d+\.|[a-zđ]\))?\s{0,4}(?P<head>[^.;:,]{2,120}?)(?:\s|:\s?)(?:được hiểu )?là\s"
    r"(?!do\b|của\b|một trong\b|\d)"
)
# '..., Mặt trận Tổ quốc Việt Nam là tổ chức ...': a name in the middle of a sentence.
_IS_LATER = re.compile(
    rf",\s(?P<head>{CAPITAL}[^.;:,]{{2,120}}?)\slà\s(?!do\b|của\b|một trong\b|\d)"
)
_MOST_WORDS = 14


@dataclass(frozen=True, slots=True)
class Definition:
    """head: folded words of what is defined. sentence: its number among the passage's. start:
    where in the sentence the definition begins."""

    head: tuple[str, ...]
    document: str
    passage: str
    sentence: int
    start: int


def definitions_of(library: Library) -> Iterator[Definition]:
    """Every sentence of a library that opens with a few words and 'là', or has a name before
    it."""
    for document in library.documents():
        for passage in library.passages(document.id):
            if passage.kind is PassageKind.HEADING or " là " not in passage.text:
                continue
            for number, sentence in enumerate(view_of(passage).sentences):
                opens = _IS.match(sentence.text)
                match = opens or _IS_LATER.search(sentence.text)
                if match is None:
                    continue
                head = tuple(w for w in syllables(match["head"]) if not w.isdigit())
                start = 0 if opens else match.start("head")
                if 0 < len(head) <= _MOST_WORDS:
                    yield Definition(head, document.id, passage.id, number, start)
