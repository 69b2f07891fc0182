"""Reports and Party documents: A. / I. / 1. / 4.1. / - with footnotes at the page's foot.

A paragraph is a stretch between blank lines. Text taken from a scan has two habits that this
parser undoes without changing a letter: a footnote stands where its page ended, in the middle
of the running text, and a page break cuts a sentence in two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from index.structure import messages
from index.types import Note, Passage, PassageKind, Place, SourceText, Span, quote_of

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NOTE = re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]+)\s*(?=\S)")
# A mark follows a letter, a closing quote or a bracket; after a unit of area or volume the
# superscript belongs to the unit (3.849 km²).
_MARK = re.compile(r"(?<=[^\W\d_]|[\"”’)\].,;])[⁰¹²³⁴⁵⁶⁷⁸⁹]+|(?<=\d)[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_UNIT = re.compile(r"(?:\d\s?(?:[kdcm]?m|ha)|\b[kdcm]?m)$")

_PART = re.compile(r"([A-ZĐ])\.\s+(?=\S)")
_ROMAN = re.compile(r"([IVX]{1,5})\.\s+(?=\S)")
_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,8})\.?\s+(?=\S)")
_ARABIC = re.compile(r"(\d{1,2})\.\s+(?=\S)")
_BULLET = re.compile(r"[-+•]\s+")
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’)*]*$")
_SIGNATURE = re.compile(r"\**(?:KT|TM|TL|TUQ|T/M|Q)\.?\s*[A-ZĐÀ-Ỹ]")
_MAX_HEADING_WORDS = 75
# No sentence ends on one of these: what follows belongs to it even with a capital.
_OPEN_WORDS = frozenset(
    """
    của và với về là cho trong ở tại đến do các những theo từ bằng hoặc tới được bởi
    """.split()
)
_LEVELS = {"part": 0, "roman": 1, "arabic": 2, "decimal": 3}


@dataclass(frozen=True, slots=True)
class _Block:
    spans: tuple[Span, ...]
    text: str

    @property
    def start(self) -> int:
        return self.spans[0][0]


@dataclass(frozen=True, slots=True)
class _Heading:
    level: int
    label: str
    title: str
    is_item: bool = False  # a numbered paragraph: a place of its own, without a title


def parse(document_id: str, source: SourceText) -> tuple[Passage, ...]:
    """Passages of a report: paragraphs, headings and footnotes with their places."""
    blocks = [_block(source.text, (span,)) for span in _paragraphs(source.text)]
    running, notes = _join_cut(source.text, blocks)
    return tuple(_Numbering(document_id, source, notes).passages(running))


def _paragraphs(text: str) -> list[Span]:
    """Stretches between blank lines; a run of list lines ('- a;\\n- b;') is one stretch each."""
    spans: list[Span] = []
    for match in re.finditer(r"[^\n]+(?:\n(?![\n\-+•])[^\n]+)*", text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            spans.append((start, end))
    return spans


def _block(text: str, spans: tuple[Span, ...]) -> _Block:
    return _Block(spans, quote_of(text, spans))


def _join_cut(text: str, blocks: list[_Block]) -> tuple[list[_Block], dict[int, _Block]]:
    """Running text with its cut paragraphs joined, and the footnotes by number."""
    running: list[_Block] = []
    notes: dict[int, _Block] = {}
    page_ended = False  # a footnote stood between this block and the one before
    for block in blocks:
        opening = _NOTE.match(block.text)
        if opening:
            notes.setdefault(int(opening.group(1).translate(_SUPERSCRIPTS)), block)
            page_ended = True
            continue
        if running and _goes_on(running[-1].text, block.text, page_ended):
            running[-1] = _block(text, running[-1].spans + block.spans)
        else:
            running.append(block)
        page_ended = False
    return running, notes


def _goes_on(first: str, second: str, page_ended: bool) -> bool:
    """Whether `second` continues the sentence that `first` leaves open."""
    if _SENTENCE_END.search(first) or _level_of(second) is not None or _BULLET.match(second):
        return False
    if _is_capitals(first) or _is_capitals(second):
        return False
    return second[0].islower() or page_ended or first.split()[-1].lower() in _OPEN_WORDS


def _level_of(text: str) -> tuple[int, str, int] | None:
    """(level, label, length of the number) of a numbered line."""
    for name, pattern in (("decimal", _DECIMAL), ("arabic", _ARABIC)):
        match = pattern.match(text)
        if match:
            return _LEVELS[name], match.group(1), match.end()
    match = _ROMAN.match(text)
    if match:
        return _LEVELS["roman"], match.group(1), match.end()
    match = _PART.match(text)
    if match and _is_capitals(text):
        return _LEVELS["part"], match.group(1), match.end()
    return None


def _is_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) > 0.8 * len(letters)


class _Numbering:
    """Walks the blocks in order and gives each its place."""

    def __init__(self, document_id: str, source: SourceText, notes: dict[int, _Block]) -> None:
        self._document = document_id
        self._source = source
        self._notes = notes
        self._stack: list[_Heading] = []
        self._out: list[Passage] = []

    def passages(self, blocks: list[_Block]) -> list[Passage]:
        body_begun = False
        closing: str | None = None
        for position, block in enumerate(blocks):
            following = blocks[position + 1].text if position + 1 < len(blocks) else ""
            heading = None if closing else _heading(block, following)
            if heading is not None:
                body_begun = True
                while self._stack and self._stack[-1].level >= heading.level:
                    self._stack.pop()
                self._stack.append(heading)
                kind = PassageKind.PARAGRAPH if heading.is_item else PassageKind.HEADING
                self._emit(block, self._place(), kind)
                continue
            before = closing
            closing = (_closing_of(block.text) if body_begun else None) or closing
            if closing is not None:
                if closing == before == messages.SIGNATURE:
                    self._extend_last(block)  # office, name and stamp are one signature
                else:
                    self._emit(block, Place((closing,), ("",)), PassageKind.PARAGRAPH)
            elif body_begun:
                self._emit(block, self._place(), PassageKind.PARAGRAPH)
            else:
                self._emit(block, Place((messages.OPENING,), ("",)), PassageKind.PARAGRAPH)
        return self._out

    def _place(self) -> Place:
        below = [*self._stack[1:], None]
        kept = [
            heading
            for heading, child in zip(self._stack, below, strict=True)
            if child is None or not child.label.startswith(heading.label + ".")
        ]
        return Place(tuple(h.label for h in kept), tuple(h.title for h in kept))

    def _emit(self, block: _Block, place: Place, kind: PassageKind) -> None:
        """Add a passage, and behind it the footnotes whose marks it carries."""
        passage = Passage(
            id=f"{self._document}#{len(self._out)}",
            document=self._document,
            kind=kind,
            place=place,
            spans=block.spans,
            text=block.text,
            page=self._source.page_at(block.start),
        )
        self._out.append(passage)
        bound: list[Note] = []
        for match in _MARK.finditer(block.text):
            if _UNIT.search(block.text[: match.start()]):
                continue
            note = self._notes.pop(int(match.group().translate(_SUPERSCRIPTS)), None)
            if note is None:
                continue
            offset = passage.locate(match.start(), match.end())[0][0]
            number = match.group().translate(_SUPERSCRIPTS)
            bound.append(Note(offset, f"{self._document}#{len(self._out)}"))
            label = messages.FOOTNOTE.format(number=number)
            below = Place((*place.labels, label), (*place.titles, ""))
            self._emit(note, below, PassageKind.FOOTNOTE)
        if bound:
            self._out[self._out.index(passage)] = replace(passage, notes=tuple(bound))

    def _extend_last(self, block: _Block) -> None:
        last = self._out[-1]
        spans = last.spans + block.spans
        self._out[-1] = replace(last, spans=spans, text=quote_of(self._source.text, spans))


def _heading(block: _Block, following: str) -> _Heading | None:
    """The heading or numbered item that a block is, if it is one."""
    found = _level_of(block.text)
    if found is None:
        return None
    level, label, width = found
    words = block.text[width:]
    # A numbered paragraph with nothing under it before the next number is an item, not a title.
    after = _level_of(following)
    has_no_body = (after is not None and after[0] <= level) or not following
    has_no_body = has_no_body or _closing_of(following) is not None
    too_long = len(words.split()) > _MAX_HEADING_WORDS
    if too_long or (has_no_body and level >= _LEVELS["arabic"]):
        return _Heading(level, label, "", is_item=True)
    return _Heading(level, label, words.rstrip(" .:"))


def _closing_of(text: str) -> str | None:
    """The closing part that a line opens: final words, recipients, signature."""
    if text.startswith(messages.FINAL_WORDS):
        return messages.CLOSING
    if text.startswith(messages.RECIPIENTS):
        return messages.RECIPIENTS
    if _SIGNATURE.match(text):
        return messages.SIGNATURE
    return None
