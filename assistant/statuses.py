"""The date and status of each regulation that an answer cites."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from assistant import messages
from assistant.citing import Documents, Excerpt, cite, excerpt_of
from assistant.dates import date_name
from assistant.types import Citation, DocumentStatus
from index.status import Standing, Statement, Status
from index.types import Document, Passage

_MOST_STATEMENTS = 3  # the newest; a code of law may be amended by dozens


class Shelf(Documents, Protocol):
    """What a status is made of (`index.library.Library`)."""

    def status(self, id: str, /) -> Status | None: ...

    def passages(self, document: str, /) -> Sequence[Passage]: ...


def statuses_of(library: Shelf, citations: Iterable[Citation]) -> tuple[DocumentStatus, ...]:
    """Of every document cited that can be in force, in the order of the citations."""
    ids = dict.fromkeys(citation.document for citation in citations)
    found = (status_of(library, library.document(id)) for id in ids)
    return tuple(status for status in found if status is not None)


def status_of(library: Shelf, document: Document) -> DocumentStatus | None:
    """None for a report, which cannot be in force."""
    status = library.status(document.id)
    if status is None:
        return None
    said = tuple(
        cite(library, words, 0)
        for statement in status.statements[:_MOST_STATEMENTS]
        if (words := stated_in(library, statement))
    )
    return DocumentStatus(
        document=document.id,
        title=document.title,
        date=document.identity.date,
        effective_from=document.effective_from,
        standing=status.standing,
        checked_on=document.status_checked_on,
        text=_text(document, status, said),
        citations=said,
    )


def stated_in(library: Shelf, statement: Statement) -> Excerpt | None:
    """The words that state it, as far as they stand in one passage."""
    start, end = statement.span
    for passage in library.passages(statement.document):
        low = _offset(passage, start)
        if low is not None:
            length = min(end - start, len(passage.text) - low)
            return excerpt_of(passage, low, low + length)
    return None


def _offset(passage: Passage, at: int) -> int | None:
    """Where a canonical offset stands in the passage's text."""
    before = 0
    for start, end in passage.spans:
        if start <= at < end:
            return before + at - start
        before += end - start + 1
    return None


def _text(document: Document, status: Status, said: tuple[Citation, ...]) -> str:
    """'Ban hành ngày 11/11/2011, có hiệu lực từ ngày 01/07/2012; chưa kiểm tra hiệu lực.'"""
    dates = [
        words.format(date=date_name(date))
        for words, date in (
            (messages.STATUS_ISSUED, document.identity.date),
            (messages.STATUS_FROM, document.effective_from),
        )
        if date
    ]
    by = "; ".join(
        messages.STATUS_BY.format(title=c.title, place=messages.PLACE_SEPARATOR.join(c.place))
        for c in said
    )
    state = messages.STATUS[status.standing.value].format(
        by=by or document.replaced_by,
        day=date_name(document.status_checked_on),
        source=document.status_source,
    )
    checked = ""
    if status.standing in (Standing.AMENDED, Standing.PARTLY_ENDED):
        checked = f"; {messages.STATUS_REST_UNCHECKED}"
    text = "; ".join(filter(None, [", ".join(dates), state]))
    return f"{text[:1].upper()}{text[1:]}{checked}."
