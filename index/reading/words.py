"""From words and paragraphs to a `SourceText`: the one place where offsets are made."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from index.types import Repair, SourceText, Span, WordBox

# Characters without width or ink; inside a word they would hide it from every search.
UNSEEN = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page in PDF points, measured from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def union(self, other: Box) -> Box:
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without spaces, where it stands and what the file said instead."""

    text: str
    box: Box | None = None
    original: str | None = None  # what the file holds, where a repair changed it
    reason: str = ""
    note: int | None = None  # index into the notes of the document: this word is a footnote mark
    size: float | None = None  # of its largest letter, in points
    raised: tuple[int, int] | None = None  # where small figures stand in it, as in "này1"

    def mended(self, text: str, reason: str) -> Word:
        if text == self.text:
            return self
        if self.original is None:
            return replace(self, text=text, original=self.text, reason=reason)
        reasons = self.reason if reason in self.reason else f"{self.reason}; {reason}"
        return replace(self, text=text, reason=reasons)


@dataclass(frozen=True, slots=True)
class Paragraph:
    words: tuple[Word, ...]
    page: int | None = None
    is_heading: bool = False
    table: int | None = None  # rows with one number belong to one table
    note: int | None = None  # index into the notes of the document: this paragraph is that note

    @property
    def text(self) -> str:
        pieces = [
            ("" if position == 0 or _touches(self.words[position - 1], word) else " ") + word.text
            for position, word in enumerate(self.words)
        ]
        return "".join(pieces)


def _touches(before: Word, word: Word) -> bool:
    """A footnote mark stands against the word it belongs to, and punctuation against the mark."""
    return word.note is not None or (before.note is not None and word.text[0] in ",.;:!?)”")


def split_words(text: str) -> tuple[Word, ...]:
    return tuple(Word(piece) for piece in UNSEEN.sub("", text).split())


@dataclass(slots=True)
class _Draft:
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    repairs: list[Repair] = field(default_factory=list)
    boxes: list[WordBox] = field(default_factory=list)
    headings: list[Span] = field(default_factory=list)
    tables: dict[int, Span] = field(default_factory=dict)
    marks: dict[int, int] = field(default_factory=dict)
    notes: dict[int, Span] = field(default_factory=dict)  # that stand where their page ends

    def write(self, text: str) -> Span:
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        return start, self.length

    def write_paragraph(self, paragraph: Paragraph) -> Span:
        start = self.length
        for position, word in enumerate(paragraph.words):
            if position and not _touches(paragraph.words[position - 1], word):
                self.write(" ")
            span = self.write(word.text)
            self._remember(word, span, paragraph.page)
        whole = (start, self.length)
        self.write("\n")
        if paragraph.is_heading:
            self.headings.append(whole)
        if paragraph.note is not None:
            self.notes[paragraph.note] = whole
        if paragraph.table is not None:
            first = self.tables.get(paragraph.table, whole)
            self.tables[paragraph.table] = (first[0], whole[1])
        return whole

    def _remember(self, word: Word, span: Span, page: int | None) -> None:
        if word.note is not None:
            self.marks.setdefault(word.note, span[0])
        if word.original is not None:
            self.repairs.append(Repair(*span, word.original, word.reason, page))
        if word.box is not None and page is not None:
            box = word.box
            self.boxes.append(WordBox(*span, page, box.left, box.top, box.right, box.bottom))


def assemble(
    paragraphs: list[Paragraph],
    *,
    notes: list[tuple[Paragraph, ...]] | None = None,
    pages: int = 0,
    doubtful_pages: tuple[int, ...] = (),
) -> SourceText:
    """Paragraphs, one a line, then `notes` (those of a PDF are paragraphs at the foot of their
    page). A file of `pages` pages gets one start for each,
    an empty page included."""
    draft = _Draft()
    starts: list[int] = []
    for paragraph in paragraphs:
        while paragraph.page is not None and len(starts) < paragraph.page:
            starts.append(draft.length)
        draft.write_paragraph(paragraph)
    while len(starts) < pages:
        starts.append(draft.length)
    for number, note in enumerate(notes or []):
        span = _write_note(draft, note)
        if span is not None:
            draft.notes[number] = span
    footnotes = tuple(
        (draft.marks[number], span)
        for number, span in sorted(draft.notes.items())
        if number in draft.marks
    )
    return SourceText(
        text="".join(draft.pieces),
        page_starts=tuple(starts),
        repairs=tuple(draft.repairs),
        boxes=tuple(draft.boxes),
        headings=tuple(draft.headings),
        tables=tuple(draft.tables.values()),
        footnotes=footnotes,
        doubtful_pages=doubtful_pages,
    )


def _write_note(draft: _Draft, note: tuple[Paragraph, ...]) -> Span | None:
    spans = [draft.write_paragraph(paragraph) for paragraph in note if paragraph.words]
    return (spans[0][0], spans[-1][1]) if spans else None


_WORD = re.compile(r"\S+")


def words_with_offsets(text: str) -> list[tuple[int, int, str]]:
    return [(match.start(), match.end(), match.group()) for match in _WORD.finditer(text)]
