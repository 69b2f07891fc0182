"""Sentences of a passage, each with the line that opens the list it is in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.types import Passage
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
