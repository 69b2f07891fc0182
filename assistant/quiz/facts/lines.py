"""Sentences of a passage, each with the line that opens the list it is in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.quiz.facts.wording import article_of
from index.structure.messages import CLOSING, OPENING
from index.types import Passage, PassageKind
from index.vietnamese import sentences

_MEMBER = re.compile(r"(?:[a-zđ]{1,2}\)|[-+•])\s")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence. start, end: in the passage's text. lead: '... sau đây:' where it is a member of
    a list; ''."""

    start: int
    end: int
    text: str
    lead: str


def lines_of(passage: Passage) -> Iterator[Line]:
    lead = ""
    for start, end in sentences(passage.text):
        text = passage.text[start:end]
        if _MEMBER.match(text) and lead:
            yield Line(start, end, text, lead)
            continue
        lead = text.rstrip() if text.rstrip().endswith(":") else ""
        yield Line(start, end, text, "")


def reported_lines(passages: Iterable[Passage]) -> Iterator[tuple[Passage, Line]]:
    """Sentences of paragraphs and notes that stand in no article and in no formal part."""
    for passage in passages:
        if passage.kind not in (PassageKind.PARAGRAPH, PassageKind.FOOTNOTE):
            continue
        if article_of(passage)[0] or passage.place.labels[:1] in ((OPENING,), (CLOSING,)):
            continue
        for line in lines_of(passage):
            yield passage, line
