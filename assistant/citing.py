"""Ranges of passages -> citations whose quote equals the spans of the canonical text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from assistant.types import Citation
from index.structure import refine_place
from index.types import Document, Passage, Span, sha256_of
from index.vietnamese import word_count


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A range of a passage's text, without white space at its ends. opening: the range before it
    that a member of a list needs to be understood ('không được làm những việc sau đây:')."""

    passage: Passage
    start: int
    end: int
    opening: Span | None = None

    @property
    def text(self) -> str:
        """The words of the ranges, joined by one space."""
        return " ".join(self.passage.text[start:end] for start, end in self.ranges)

    @property
    def ranges(self) -> tuple[Span, ...]:
        own = (self.start, self.end)
        return (own,) if self.opening is None else (self.opening, own)

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


def opened_by(lead: Excerpt, member: Excerpt, limit: int) -> Excerpt:
    """A member of a list behind the line that opens it, of which the last `limit` words at most."""
    start = lead.start
    while word_count(member.passage.text[start : lead.end]) > limit:
        comma = member.passage.text.find(", ", start, lead.end)
        if comma < 0:
            return member
        start = comma + 2
    return replace(member, opening=(start, lead.end))


class Documents(Protocol):
    """Where a citation finds its document (`index.library.Library`)."""

    def document(self, id: str, /) -> Document: ...


def cite(library: Documents, excerpt: Excerpt, number: int) -> Citation:
    """The citation of an excerpt as [number]."""
    passage = excerpt.passage
    document = library.document(passage.document)
    spans = tuple(span for range in excerpt.ranges for span in passage.locate(*range))
    place = refine_place(passage, passage.locate(excerpt.start, excerpt.end)[0][0])
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
