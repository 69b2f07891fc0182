"""Ranges of passages -> citations whose quote equals the spans of the canonical text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from assistant.types import Citation
from index.structure import refine_place
from index.types import Document, Passage, sha256_of


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A range of a passage's text, without white space at its ends."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]

    def covers(self, other: Excerpt) -> bool:
        return (
            self.passage.id == other.passage.id
            and self.start <= other.start
            and other.end <= self.end
        )


def excerpt_of(passage: Passage, start: int = 0, end: int | None = None) -> Excerpt:
    """The range [start, end) of a passage, trimmed."""
    end = len(passage.text) if end is None else end
    while start < end and passage.text[start].isspace():
        start += 1
    while end > start and passage.text[end - 1].isspace():
        end -= 1
    return Excerpt(passage, start, end)


class Documents(Protocol):
    """Where a citation finds its document (`index.library.Library`)."""

    def document(self, id: str, /) -> Document: ...


def cite(library: Documents, excerpt: Excerpt, number: int) -> Citation:
    """The citation of an excerpt as [number]."""
    passage = excerpt.passage
    document = library.document(passage.document)
    spans = passage.locate(excerpt.start, excerpt.end)
    place = refine_place(passage, spans[0][0])
    return Citation(
        number=number,
        document=document.id,
        title=document.title,
        place=place.labels,
        place_titles=place.titles,
        page=document.source.page_at(spans[0][0]),
        quote=excerpt.text,
        spans=spans,
        sha256=sha256_of(excerpt.text),
        passage=passage.id,
    )
