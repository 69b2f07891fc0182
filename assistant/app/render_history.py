"""Kept conversations as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.app import texts
from assistant.app.keeping import Kept
from assistant.app.naming import moment_name
from index.vietnamese import fold


def history_html(kept: Sequence[Kept], none: str = texts.HISTORY_NONE) -> str:
    """An owner's conversations: open, rename, delete, filter by words. none: what to say where
    there are none."""
    if not kept:
        heading = f"<h2>{texts.HISTORY_HEADING}</h2>"
        return f'<div class="records">{heading}<p>{none}</p></div>'
    rows = "".join(_row(item) for item in kept)
    return (
        f'<div class="records filtered"><header><h2>{texts.HISTORY_HEADING}</h2>'
        f"<p>{texts.HISTORY_DETAIL}</p>"
        f'<input type="search" data-filter lang="vi" placeholder="{texts.HISTORY_FILTER}" '
        f'aria-label="{texts.HISTORY_FILTER}"></header>'
        f'<ul class="history">{rows}</ul><p class="none" hidden>{texts.HISTORY_NO_MATCH}</p></div>'
    )


def _row(item: Kept) -> str:
    id, title = escape(item.id), escape(item.title)
    words = escape(fold(f"{item.title} {item.questions}"))
    return (
        f'<li data-words="{words}"><button type="button" class="result" data-act="open-kept" '
        f'data-id="{id}"><span>{title}</span><small>{moment_name(item.updated)}</small></button>'
        f"<details><summary>{texts.HISTORY_CHANGE}</summary>"
        f'<div class="tools"><input value="{title}" aria-label="{texts.HISTORY_NAME}" lang="vi">'
        f'<button type="button" class="quiet" data-act="rename-kept" data-id="{id}">'
        f"{texts.HISTORY_RENAME}</button>"
        f'<button type="button" class="quiet danger" data-act="delete-kept" data-id="{id}">'
        f"{texts.HISTORY_DELETE}</button></div></details></li>"
    )
