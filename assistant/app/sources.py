"""What the source pane shows: each cited passage once, with its surroundings and its footnotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.app.ports import Shelf
from assistant.types import Answer, Citation
from index.errors import DanvanError
from index.types import Document, Passage, PassageKind


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation and the reference under which the page knows it, "<turn>-<position>"."""

    ref: str
    citation: Citation

    @property
    def label(self) -> str:
        return f"[{self.citation.number}]" if self.citation.number > 0 else ""


@dataclass(frozen=True, slots=True)
class Source:
    """A cited passage in its surroundings. passage is None when the library no longer has it."""

    cited: tuple[Cited, ...]
    document: Document | None
    passage: Passage | None
    before: Passage | None = None
    after: Passage | None = None
    footnotes: tuple[Passage, ...] = ()


def cited_in(answer: Answer, turn: int) -> tuple[Cited, ...]:
    """Every citation of an answer once: of its text, conflicts, calculation and nearest passage."""
    everything = [*answer.citations]
    for conflict in answer.conflicts:
        everything += conflict.citations
    if answer.computed:
        everything += answer.computed.operands
    if answer.nearest:
        everything.append(answer.nearest)
    unique = {(c.document, c.spans): c for c in reversed(everything)}
    ordered = dict.fromkeys((c.document, c.spans) for c in everything)
    return tuple(
        Cited(f"{turn}-{position}", unique[key]) for position, key in enumerate(ordered, start=1)
    )


def ref_of(cited: Sequence[Cited], citation: Citation) -> str:
    """The reference of a citation that `cited_in` listed."""
    return next(
        item.ref
        for item in cited
        if (item.citation.document, item.citation.spans) == (citation.document, citation.spans)
    )


def sources_of(cited: Sequence[Cited], library: Shelf) -> tuple[Source, ...]:
    """The passages that are cited, in the order of their first citation."""
    grouped: dict[str, list[Cited]] = {}
    for item in cited:
        grouped.setdefault(item.citation.passage or item.ref, []).append(item)
    return tuple(_source(tuple(items), library) for items in grouped.values())


def _source(items: tuple[Cited, ...], library: Shelf) -> Source:
    first = items[0].citation
    try:
        document = library.document(first.document)
        passages = library.passages(document.id)
        passage = library.passage(first.passage)
    except (DanvanError, KeyError, StopIteration):
        return Source(items, None, None)
    body = passage
    if passage.kind is PassageKind.FOOTNOTE:
        body = next((p for p in passages if _has_note(p, passage.id)), passage)
    before, after = _neighbours(passages, body)
    notes = {note.passage for note in body.notes}
    footnotes = tuple(p for p in passages if p.id in notes)
    return Source(items, document, body, before, after, footnotes)


def _has_note(passage: Passage, note: str) -> bool:
    return any(entry.passage == note for entry in passage.notes)


def _neighbours(
    passages: Sequence[Passage], passage: Passage
) -> tuple[Passage | None, Passage | None]:
    """The passages before and after in reading order; footnotes stand with their marks."""
    running = [p for p in passages if p.kind is not PassageKind.FOOTNOTE or p.id == passage.id]
    position = next((i for i, p in enumerate(running) if p.id == passage.id), None)
    if position is None:
        return None, None
    before = running[position - 1] if position > 0 else None
    if before and before.kind is PassageKind.HEADING:
        before = None  # the heading path above the passage says it already
    after = running[position + 1] if position + 1 < len(running) else None
    return before, after
