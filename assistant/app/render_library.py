"""The library as HTML: documents with their contents, search results, the reader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from assistant.app import texts
from assistant.app.marked import Highlight, plain
from assistant.app.naming import page_name, place_name, shortened
from assistant.app.render_sources import passage_html
from assistant.app.render_status import status_html
from assistant.dates import date_name
from assistant.types import DocumentStatus
from index.types import Document, Hit, Passage, PassageKind, Span
from index.vietnamese import fold_keeping_offsets, syllables

SNIPPET_LETTERS = 260
_BELOW_CONTENTS = ("Khoản", "Điểm", "cước chú")  # too fine for a table of contents


def reader_empty_html(message: str = "") -> str:
    """No document opened. message: what became of the one that was."""
    said = f'<p class="said" role="status">{escape(message)}</p>' if message else ""
    return f'<div class="sources-empty">{said}<p>{texts.READER_EMPTY}</p></div>'


def shelf_html(documents: Sequence[Document], opened: str, passages: Sequence[Passage]) -> str:
    """Every document; the opened one with its table of contents."""
    rows = []
    for document in documents:
        identity = document.identity
        detail = " · ".join(
            escape(part) for part in (identity.issuer, date_name(identity.date)) if part
        )
        current = ' aria-current="true"' if document.id == opened else ""
        contents = contents_html(passages) if document.id == opened else ""
        rows.append(
            f'<li><button type="button" class="document" data-act="open-document" '
            f'data-document="{escape(document.id)}"{current}>{escape(document.title)}'
            f"<small>{detail}</small></button>{contents}</li>"
        )
    add = f'<button type="button" class="quiet" data-act="add">{texts.ADD_OPEN}</button>'
    return f'<h2>{texts.LIBRARY_DOCUMENTS}</h2><ul class="shelf">{"".join(rows)}</ul>{add}'


def scope_html(documents: Sequence[Document]) -> str:
    """The choice of documents to ask; none where there is nothing to choose."""
    if len(documents) < 2:
        return ""
    rows = "".join(
        f'<label><input type="checkbox" value="{escape(document.id)}" data-scope> '
        f"{escape(shortened(document.title, 90))}</label>"
        for document in documents
    )
    return (
        f'<details class="menu scope"><summary>{texts.SCOPE}: <span data-all="{texts.SCOPE_ALL}" '
        f'data-some="{texts.SCOPE_SOME}">{texts.SCOPE_ALL}</span></summary>'
        f"<div><fieldset><legend>{texts.SCOPE_CHOOSE}</legend>{rows}</fieldset></div></details>"
    )


def contents_html(passages: Sequence[Passage], *, headed: bool = True) -> str:
    """The table of contents: every heading once, leading to the first passage under it."""
    seen: set[tuple[str, ...]] = set()
    rows = []
    for passage in passages:
        place = passage.place
        for depth in range(1, len(place.labels) + 1):
            labels = place.labels[:depth]
            if labels in seen or labels[-1].startswith(_BELOW_CONTENTS):
                continue
            seen.add(labels)
            title = place.titles[depth - 1] if depth <= len(place.titles) else ""
            words = f"{labels[-1]}. {title}" if title and title != labels[-1] else labels[-1]
            shown = escape(shortened(plain(words), 110))
            rows.append(
                f'<li class="depth-{min(depth, 4)}"><a href="#" data-act="jump" '
                f'data-passage="{escape(passage.id)}">{shown}</a></li>'
            )
    if not rows:
        return ""
    head = f"<h3>{texts.CONTENTS}</h3>" if headed else ""
    return f'{head}<ul class="contents">{"".join(rows)}</ul>'


def results_html(hits: Sequence[Hit], query: str, titles: dict[str, str]) -> str:
    """Passages found, each leading to its place in the reader."""
    back = (
        f'<p><button type="button" class="quiet" data-act="clear-search">{texts.CLEAR_SEARCH}'
        "</button></p>"
    )
    shown_query = escape(shortened(query, 80))
    if not hits:
        return f"{back}<p>{texts.SEARCH_NONE.format(query=shown_query)}</p>"
    count = texts.SEARCH_COUNT.format(count=len(hits), query=shown_query)
    rows = []
    for hit in hits:
        passage = hit.passage
        where = ", ".join(filter(None, [place_name(passage.place.labels), page_name(passage.page)]))
        title = escape(shortened(titles.get(passage.document, ""), 80))
        rows.append(
            f'<li><button type="button" class="result" data-act="open" '
            f'data-passage="{escape(passage.id)}">'
            f'<span class="where">{escape(where)}</span>'
            f"<span>{snippet_html(plain(passage.text), query)}</span>"
            f"<small>{title}</small></button></li>"
        )
    return (
        f'{back}<p class="count" role="status">{count}</p><ul class="results">{"".join(rows)}</ul>'
    )


def snippet_html(text: str, query: str) -> str:
    """The part of `text` where most of the query's words stand, those words marked."""
    words = {word for word in syllables(query) if len(word) > 1}
    folded = fold_keeping_offsets(text)
    found = [
        (match.start(), match.end())
        for match in re.finditer(r"\d+(?:[.,/]\d+)*|[^\W_]+", folded)
        if match.group() in words
    ]
    start = 0
    if found:
        dense = max(found, key=lambda f: sum(f[0] <= s < f[0] + SNIPPET_LETTERS for s, _ in found))
        start = max(0, dense[0] - 60)
        start = text.rfind(" ", 0, start) + 1 if start else 0
    end = min(len(text), start + SNIPPET_LETTERS)
    parts, at = ["…" if start else ""], start
    for left, right in found:
        if left >= at and right <= end:
            parts += [escape(text[at:left]), f"<b>{escape(text[left:right])}</b>"]
            at = right
    parts += [escape(text[at:end]), "…" if end < len(text) else ""]
    return "".join(parts)


def reader_html(
    document: Document,
    passages: Sequence[Passage],
    target: str = "",
    spans: tuple[Span, ...] = (),
    visit: int = 0,
    status: DocumentStatus | None = None,
    *,
    removable: bool = False,
) -> str:
    """A whole document. target: id of the passage to scroll to. spans: words to mark in it.
    visit: another number each time, so that the page's script sees that it was opened anew.
    removable: whether who looks at it may take it out of the library."""
    marks = [Highlight("target", spans)] if spans else []
    by_id = {passage.id: passage for passage in passages}
    inline = {note.passage for passage in passages for note in passage.notes}
    parts = []
    page = None
    for passage in passages:
        if passage.id in inline:
            continue
        if passage.page is not None and passage.page != page:
            page = passage.page
            label = texts.PAGE_BREAK.format(number=page)
            parts.append(f'<div class="page-break"><span>{label}</span></div>')
        notes = [by_id[note.passage] for note in passage.notes if note.passage in by_id]
        body = passage_html(document, passage, marks, notes, "r-")
        depth = f" depth-{min(len(passage.place.labels), 4)}" if _is_heading(passage) else ""
        parts.append(f'<div class="place{depth}" data-place="{escape(passage.id)}">{body}</div>')
    marked = " marked" if spans else ""
    shown = f' data-target="{escape(target)}"' if target else ""
    return (
        f'<article class="reader{marked}" data-visit="{visit}" '
        f'data-document="{escape(document.id)}"{shown}>'
        f"<header><h2>{escape(document.title)}</h2>{status_html(status) if status else ''}"
        f"{_remove_html(document) if removable else ''}</header>{''.join(parts)}</article>"
    )


def _remove_html(document: Document) -> str:
    return (
        f'<button type="button" class="quiet" data-act="remove-document" '
        f'data-document="{escape(document.id)}" data-ask="{texts.REMOVE_SURE}">'
        f"{texts.REMOVE}</button>"
    )


def _is_heading(passage: Passage) -> bool:
    return passage.kind is PassageKind.HEADING
