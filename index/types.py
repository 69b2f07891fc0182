"""What the index layer hands out: documents, their places, passages and hits.

Offsets everywhere are code points in a document's canonical text: the NFC text that
`danvan documents text ID` prints. A quote is one or more spans of it joined by one space
(a sentence that a page break or a footnote cuts has two).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

Span = tuple[int, int]
"""[start, end) in code points of the canonical text."""


def quote_of(text: str, spans: tuple[Span, ...]) -> str:
    """The quote that `spans` cut from a canonical `text`."""
    return " ".join(text[start:end] for start, end in spans)


def sha256_of(text: str) -> str:
    """Hex SHA-256 of the UTF-8 bytes of `text`."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


class PassageKind(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    FOOTNOTE = "footnote"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Place:
    """A node of a document's heading tree, outermost label first.

    labels: `("B", "II", "4.2")`, `("Chương II", "Điều 9", "Khoản 2")`,
    `("B", "I", "3", "cước chú 3")`. A number that already holds its parent's
    (4.2 under 4) is not preceded by it. titles: the heading's words, "" where it has none;
    same length as labels.
    """

    labels: tuple[str, ...]
    titles: tuple[str, ...]

    def __str__(self) -> str:
        return ".".join(self.labels)

    @property
    def provision(self) -> tuple[str, ...]:
        """The labels from the Điều down, by which every text of a law knows a provision; () where
        it stands outside of articles."""
        for depth, label in enumerate(self.labels):
            if label.startswith("Điều "):
                return self.labels[depth:]
        return ()

    def is_within(self, section: str) -> bool:
        """Whether this place is `section` or lies below it in the heading tree: 'B.II.4' takes
        4.1 to 4.4, since their numbers hold their parent's; 'Điều 9' takes all of Điều 9."""
        dotted = f".{self}."
        return dotted.startswith(f".{section}.") or f".{section}." in dotted


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote mark in running text and the passage that holds the note."""

    mark: int  # code-point offset of the mark in the canonical text
    passage: str  # id of the footnote's passage


@dataclass(frozen=True, slots=True)
class Gloss:
    """Everyday wording of the words from `start` to `end` of a passage's text: searched, never
    shown."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A citable unit: a paragraph, heading, footnote or table, never across a heading."""

    id: str  # "<document id>#<ordinal>", ordinal in reading order from 0
    document: str
    kind: PassageKind
    place: Place
    spans: tuple[Span, ...]
    text: str  # quote_of(canonical text, spans)
    page: int | None = None  # 1-based page where the passage begins
    notes: tuple[Note, ...] = ()
    glosses: tuple[Gloss, ...] = ()

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]

    def gloss_of(self, start: int, end: int) -> str:
        """Everyday wordings of what stands in a range of `text`; "" where it has none."""
        return " ".join(g.text for g in self.glosses if start <= g.start and g.end <= end)

    def locate(self, start: int, end: int) -> tuple[Span, ...]:
        """Canonical spans of `self.text[start:end]`.

        The range must not begin or end on the space that joins two spans.
        """
        found: list[Span] = []
        at = 0
        for span_start, span_end in self.spans:
            length = span_end - span_start
            low, high = max(start, at), min(end, at + length)
            if low < high:
                found.append((span_start + low - at, span_start + high - at))
            at += length + 1
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Repair:
    """A stretch of the canonical text that a reader mended."""

    start: int
    end: int
    original: str
    reason: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class WordBox:
    """Where a word of the canonical text stands on its page, in PDF points from the top left."""

    start: int
    end: int
    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class SourceText:
    """What a reader makes of a file: canonical text and what is known about its layout."""

    text: str
    page_starts: tuple[int, ...] = ()  # offset where each page begins; () for a file without pages
    repairs: tuple[Repair, ...] = ()
    boxes: tuple[WordBox, ...] = ()
    headings: tuple[Span, ...] = ()  # stretches the file itself marks as headings (DOCX styles)
    tables: tuple[Span, ...] = ()  # stretches that are tables, one row a line, cells "a | b"
    footnotes: tuple[tuple[int, Span], ...] = ()  # (offset of the mark, span of the note)
    doubtful_pages: tuple[int, ...] = ()  # 1-based pages whose text is not to be trusted

    def page_at(self, offset: int) -> int | None:
        """1-based page of a code-point offset; None for a file without pages."""
        page = None
        for number, start in enumerate(self.page_starts, start=1):
            if start > offset:
                break
            page = number
        return page


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document's own head says it is; "" where it does not say."""

    kind: str = ""
    number: str = ""
    issuer: str = ""
    date: str = ""  # ISO: 2016-07-11, 2020-07 or 2018
    title: str = ""


class RelationKind(StrEnum):
    """What one document says about another, in the words it is known by."""

    BASED_ON = "căn cứ"
    GUIDES = "hướng dẫn"
    AMENDS = "sửa đổi"
    REPLACES = "thay thế"
    ENDS = "hết hiệu lực"
    ENDS_PARTLY = "hết hiệu lực một phần"


@dataclass(frozen=True, slots=True)
class Relation:
    """A document's own words about another. target: the number it gives, or the name where it
    gives none; year: that it gives with it ("2017"), or ""; span: the words that say so."""

    kind: RelationKind
    target: str
    year: str
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the library with its canonical text."""

    id: str  # the file's stem in NFC, or the id it was added under
    identity: Identity
    source: SourceText
    file: str  # file name
    sha256: str  # of the file's bytes
    catalog_id: str | None = None
    effective_from: str = ""  # ISO; from the catalogue, else from the text
    replaced_by: str = ""
    status_checked_on: str = ""
    status_source: str = ""
    relations: tuple[Relation, ...] = ()  # to other documents, as its own text states them

    @property
    def text(self) -> str:
        return self.source.text

    @property
    def title(self) -> str:
        """The name shown to people: 'Báo cáo Kết quả ...', 'Luật Khiếu nại số 02/2011/QH13'."""
        return self.identity.title or self.id


class ConflictKind(StrEnum):
    VALUE = "value"  # one quantity, two figures
    NUMBER = "number"  # one document, two numbers
    TEXT = "text"  # one provision, two wordings
    SUM = "sum"  # parts that do not add up to the whole they are given for
    OPEN_LIST = "open-list"  # parts that do not add up, in a list that says it goes on


@dataclass(frozen=True, slots=True)
class Reading:
    """One side of a conflict: a range of a passage's text."""

    passage: str
    start: int
    end: int
    value: str  # the figure, number or words that differ


@dataclass(frozen=True, slots=True)
class Conflict:
    """Places of the library that do not agree. subject: what they are about, in their words."""

    kind: ConflictKind
    subject: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a query. Scores: higher is better."""

    passage: Passage
    score: float  # fused
    lexical: float
    dense: float
    sentences: tuple[tuple[float, ...], ...]
    """Dense scores of each sentence of the passage in order: its own, those of its parts
    (index.vietnamese.chunks), those of its glosses."""
