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
        found = _find(item, library)
        if found is None:
            lost.append(Source((item,)))
            continue
        document, everything, passages, position = found
        run = next((r for r in runs if r.takes(document, passages[position], position)), None)
        if run is None:
            run = _Run(document, passages, position, position, [], everything)
            runs.append(run)
        run.first, run.last = min(run.first, position), max(run.last, position)
        run.cited.append(item)
    return (*map(_source, runs), *lost)


@dataclass(slots=True)
class _Run:
    """Positions first to last of the running passages of a document."""

    document: Document
    passages: Sequence[Passage]
    first: int
    last: int
    cited: list[Cited]
    everything: Sequence[Passage]  # footnotes too

    @property
    def notes(self) -> tuple[Passage, ...]:
        marked = self.passages[self.first : self.last + 1]
        wanted = {note.passage for passage in marked for note in passage.notes}
        return tuple(p for p in self.everything if p.id in wanted)

    def takes(self, document: Document, passage: Passage, position: int) -> bool:
        """Whether a passage stands in the run or next to it, under the same heading."""
        same = document.id == self.document.id and passage.place == self.passages[self.first].place
        return same and self.first - 1 <= position <= self.last + 1


def _find(
    item: Cited, library: Shelf
) -> tuple[Document, Sequence[Passage], list[Passage], int] | None:
    """The cited document, its passages, the running ones (footnotes stand with their marks), and
    where among these the cited one is, or the one that carries the mark of the cited footnote."""
    try:
        document = library.document(item.citation.document)
        passages = library.passages(document.id)
        id = library.passage(item.citation.passage).id
    except (DanvanError, LookupError, ValueError):
        return None
    noted = {note.passage for passage in passages for note in passage.notes}
    running = [p for p in passages if p.id not in noted]
    for position, passage in enumerate(running):
        if passage.id == id or any(note.passage == id for note in passage.notes):
            return document, passages, running, position
    return None


def _source(run: _Run) -> Source:
    shown = tuple(run.passages[run.first : run.last + 1])
    before = run.passages[run.first - 1] if run.first > 0 else None
    if before and before.kind is PassageKind.HEADING:
        before = None  # the heading path above the passage says it already
    after = run.passages[run.last + 1] if run.last + 1 < len(run.passages) else None
    return Source(tuple(run.cited), run.document, shown, before, after, run.notes)
