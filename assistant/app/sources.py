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
    """Cited passages that follow one another at one place, in their surroundings. document is
    None and passages are empty when the library no longer has them."""

    cited: tuple[Cited, ...]
    document: Document | None = None
    passages: tuple[Passage, ...] = ()
    before: Passage | None = None
    after: Passage | None = None
    footnotes: tuple[Passage, ...] = ()  # whose marks the passages carry


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
    """What is cited, in the order of the first citations."""
    runs: list[_Run] = []
    lost: list[Source] = []
    for item in cited:
        try:
            text = _Running.of(library, item.citation.document)
            position = text.position_of(library.passage(item.citation.passage).id)
        except (DanvanError, LookupError, ValueError):
            lost.append(Source((item,)))
            continue
        run = next((run for run in runs if run.takes(text, position)), None)
        if run is None:
            run = _Run(text, position, position, [])
            runs.append(run)
        run.first, run.last = min(run.first, position), max(run.last, position)
        run.cited.append(item)
    return (*(run.source() for run in runs), *lost)


@dataclass(frozen=True, slots=True)
class _Running:
    """A document's running passages; its footnotes stand with their marks."""

    document: Document
    passages: tuple[Passage, ...]
    notes: tuple[Passage, ...]

    @classmethod
    def of(cls, library: Shelf, id: str) -> _Running:
        document = library.document(id)
        passages = library.passages(document.id)
        noted = {note.passage for passage in passages for note in passage.notes}
        running = tuple(p for p in passages if p.id not in noted)
        return cls(document, running, tuple(p for p in passages if p.id in noted))

    def position_of(self, id: str) -> int:
        """Of the passage, or of the one that carries the mark of that footnote."""
        for position, passage in enumerate(self.passages):
            if passage.id == id or any(note.passage == id for note in passage.notes):
                return position
        raise LookupError(id)


@dataclass(slots=True)
class _Run:
    """Positions first to last of a document's running passages."""

    text: _Running
    first: int
    last: int
    cited: list[Cited]

    def takes(self, text: _Running, position: int) -> bool:
        """Whether a passage stands in the run or next to it, under the same heading."""
        return (
            text.document.id == self.text.document.id
            and text.passages[position].place == self.text.passages[self.first].place
            and self.first - 1 <= position <= self.last + 1
        )

    def source(self) -> Source:
        running = self.text.passages
        shown = running[self.first : self.last + 1]
        before = running[self.first - 1] if self.first > 0 else None
        if before and before.kind is PassageKind.HEADING:
            before = None  # the heading path above the passage says it already
        after = running[self.last + 1] if self.last + 1 < len(running) else None
        wanted = {note.passage for passage in shown for note in passage.notes}
        notes = tuple(note for note in self.text.notes if note.id in wanted)
        return Source(tuple(self.cited), self.text.document, shown, before, after, notes)
