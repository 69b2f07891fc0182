"""Places of the library that contradict each other, as HTML: both sides, for people to compare."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.app import texts
from assistant.app.marked import plain
from assistant.app.naming import page_name, place_name
from assistant.app.ports import Shelf
from index.types import Conflict, Reading

AROUND = 160  # letters of the passage on each side of the words that differ


def conflicts_html(conflicts: Sequence[Conflict], library: Shelf) -> str:
    """Every conflict, by kind."""
    if not conflicts:
        heading = f"<h2>{texts.CONFLICTS_HEADING}</h2>"
        return f'<div class="records">{heading}<p>{texts.CONFLICTS_NONE}</p></div>'
    groups = []
    for kind, name in texts.CONFLICT_KINDS.items():
        rows = [_row(conflict, library) for conflict in conflicts if conflict.kind.value == kind]
        if rows:
            groups.append(f"<h3>{name}</h3>{''.join(rows)}")
    count = texts.CONFLICTS_COUNT.format(count=len(conflicts))
    return (
        f'<div class="records"><header><h2>{texts.CONFLICTS_HEADING}</h2><p>{count}</p></header>'
        f"<p>{texts.CONFLICTS_DETAIL}</p>{''.join(groups)}</div>"
    )


def _row(conflict: Conflict, library: Shelf) -> str:
    documents = {library.passage(reading.passage).document for reading in conflict.readings}
    titled = len(documents) > 1
    sides = "".join(_side(reading, library, titled) for reading in conflict.readings)
    subject = escape(plain(conflict.subject))
    return f'<section class="disagreement"><h4>{subject}</h4><ul>{sides}</ul></section>'


def _side(reading: Reading, library: Shelf, titled: bool) -> str:
    passage = library.passage(reading.passage)
    text = passage.text
    at = text.find(reading.value, reading.start, reading.end)
    start = at if at >= 0 else reading.start
    end = start + len(reading.value) if at >= 0 else reading.end
    left = max(0, start - AROUND)
    left = text.find(" ", left, start) + 1 if left else 0
    right = min(len(text), end + AROUND)
    right = text.rfind(" ", end, right) if right < len(text) else right
    right = max(right, end)
    words = (
        f"{'…' if left else ''}{escape(plain(text[left:start]))}"
        f"<b>{escape(plain(text[start:end]))}</b>"
        f"{escape(plain(text[end:right]))}{'…' if right < len(text) else ''}"
    )
    where = ", ".join(filter(None, [place_name(passage.place.labels), page_name(passage.page)]))
    title = library.document(passage.document).title if titled else ""
    spans = ",".join(f"{a}-{b}" for a, b in passage.locate(start, end))
    return (
        f'<li><p class="quoted">{words}</p><button type="button" class="quiet" data-act="open" '
        f'data-passage="{escape(passage.id)}" data-spans="{spans}">{escape(where)}</button> '
        f"<small>{escape(title)}</small></li>"
    )
