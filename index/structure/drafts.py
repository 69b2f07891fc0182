"""What every parser of lines needs: passages in the making, footnotes, tables and ids."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from index.structure.lines import Line
from index.structure.numbering import Numbered, running
from index.types import Note, Passage, PassageKind, Place, SourceText, Span, quote_of

Key = TypeVar("Key", str, int)

NOTE_MARK = re.compile(r"\[(\d{1,3})\]")
_NOTE_LINE = re.compile(r"\[(\d{1,3})\]\s*(?=\S)")
_LONG_TABLE = 1_500  # characters of a piece of a table
_LONG_GROUP = 1_200  # characters of a group of short lines that is still one passage


@dataclass(frozen=True, slots=True)
class Draft:
    kind: PassageKind
    place: Place
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class FootNote:
    number: int
    lines: tuple[Line, ...]


def spans_of(lines: Iterable[Line]) -> tuple[Span, ...]:
    """Neighbouring lines are one span with their line ends in it; a page break inside a
    sentence begins another."""
    spans: list[Span] = []
    for line in lines:
        if spans and not line.goes_on:
            spans[-1] = (spans[-1][0], line.end)
        else:
            spans.append((line.start, line.end))
    return tuple(spans)


def stretches(starts: list[tuple[int, Key]], end: int) -> Iterable[tuple[int, int, Key]]:
    """Where each of `starts` begins and ends, with its label."""
    for position, (start, label) in enumerate(starts):
        stop = starts[position + 1][0] if position + 1 < len(starts) else end
        yield start, stop, label


def heading_spans(lines: list[Line]) -> tuple[Span, ...]:
    """A heading's lines are separate spans: "Chương I" and its title read as one line."""
    return tuple((line.start, line.end) for line in lines)


def whole_paragraphs(lines: list[Line]) -> list[list[Line]]:
    """Paragraphs: a line and the lines that continue it behind a page break."""
    paragraphs: list[list[Line]] = []
    for line in lines:
        if paragraphs and line.goes_on:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _row_groups(rows: list[Line]) -> list[tuple[Span, ...]]:
    """A table in pieces of a citable size, each with the header row first."""
    groups: list[tuple[Span, ...]] = []
    header = rows[0]
    start, size = 0, 0
    for position, row in enumerate(rows):
        if position > start and size + len(row.text) > _LONG_TABLE:
            groups.append(_table_spans(header, rows[start:position]))
            start, size = position, 0
        size += len(row.text)
    groups.append(_table_spans(header, rows[start:]))
    return groups


def _table_spans(header: Line, rows: list[Line]) -> tuple[Span, ...]:
    body = (rows[0].start, rows[-1].end)
    return (body,) if rows[0] is header else ((header.start, header.end), body)


def groups_of(lines: list[Line], most: int = _LONG_GROUP) -> Iterable[list[Line]]:
    """Lines as few passages: a paragraph that would take one past `most` characters begins
    another."""
    group: list[Line] = []
    size = 0
    for whole in whole_paragraphs(lines):
        if group and size + len(whole[0].text) > most:
            yield group
            group, size = [], 0
        group += whole
        size += sum(len(line.text) for line in whole)
    if group:
        yield group


def drafts_of(kind: PassageKind, place: Place, lines: list[Line]) -> list[Draft]:
    """Passages of `lines` in reading order; tables among them are passages of their own."""
    found: list[Draft] = []
    run: list[Line] = []
    tables: dict[Span, list[Line]] = {}
    for line in [*lines, None]:
        if line is not None and line.table is None:
            run.append(line)
            continue
        if run:
            spans = heading_spans(run) if kind is PassageKind.HEADING else spans_of(run)
            found.append(Draft(kind, place, spans))
            run = []
        if line is not None and line.table is not None:
            tables.setdefault(line.table, []).append(line)
    for rows in tables.values():
        found += [Draft(PassageKind.TABLE, place, group) for group in _row_groups(rows)]
    return sorted(found, key=lambda draft: draft.spans[-1][0])


def without_notes(lines: list[Line], source: SourceText) -> tuple[list[Line], list[FootNote]]:
    """The running text and the notes: those the file marks, or "[1] ..." at the end of a
    consolidated law."""
    if source.footnotes:
        return _marked_notes(lines, source.footnotes)
    starts = [
        (position, int(match.group(1)))
        for position, line in enumerate(lines)
        if not line.goes_on and (match := _NOTE_LINE.match(line.text))
    ]
    accepted = running([Numbered(number) for _, number in starts])
    kept = [one for one, good in zip(starts, accepted, strict=True) if good]
    if not kept:
        return lines, []
    marks = {int(number) for line in lines[: kept[0][0]] for number in NOTE_MARK.findall(line.text)}
    if not marks:
        return lines, []
    notes = [
        FootNote(number, tuple(lines[position:stop]))
        for position, stop, number in stretches(kept, len(lines))
    ]
    return lines[: kept[0][0]], notes


def _marked_notes(
    lines: list[Line], footnotes: tuple[tuple[int, Span], ...]
) -> tuple[list[Line], list[FootNote]]:
    notes: list[FootNote] = []
    inside: set[int] = set()
    for _, (start, end) in footnotes:
        own = [line for line in lines if start <= line.start < end]
        match = _NOTE_LINE.match(own[0].text) if own else None
        if match is not None:
            notes.append(FootNote(int(match.group(1)), tuple(own)))
            inside |= {line.start for line in own}
    return [line for line in lines if line.start not in inside], notes


def numbered(
    document_id: str, source: SourceText, drafts: list[Draft], notes: list[FootNote]
) -> list[Passage]:
    """Passages with ids, notes last; each mark in the text leads to its note."""
    ids = {note.number: f"{document_id}#{len(drafts) + n}" for n, note in enumerate(notes)}
    places: dict[int, Place] = {}
    passages: list[Passage] = []
    for ordinal, draft in enumerate(drafts):
        marks = tuple(_marks(source.text, draft.spans, ids))
        for number, _ in marks:
            places.setdefault(number, draft.place)
        passages.append(
            Passage(
                id=f"{document_id}#{ordinal}",
                document=document_id,
                kind=draft.kind,
                place=draft.place,
                spans=draft.spans,
                text=quote_of(source.text, draft.spans),
                page=source.page_at(draft.spans[0][0]),
                notes=tuple(note for _, note in marks),
            )
        )
    for note in notes:
        at = places.get(note.number, Place((), ()))
        spans = spans_of(note.lines)
        passages.append(
            Passage(
                id=ids[note.number],
                document=document_id,
                kind=PassageKind.FOOTNOTE,
                place=Place((*at.labels, f"cước chú {note.number}"), (*at.titles, "")),
                spans=spans,
                text=quote_of(source.text, spans),
                page=source.page_at(spans[0][0]),
            )
        )
    return passages


def _marks(text: str, spans: tuple[Span, ...], ids: dict[int, str]) -> Iterable[tuple[int, Note]]:
    for start, end in spans:
        for match in NOTE_MARK.finditer(text, start, end):
            number = int(match.group(1))
            if number in ids:
                yield number, Note(match.start(), ids[number])
