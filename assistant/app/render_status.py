"""Date and status of a cited regulation, as HTML, with the way to the words that state it."""

from __future__ import annotations

from html import escape

from assistant.app import texts
from assistant.types import Citation, DocumentStatus


def status_html(status: DocumentStatus) -> str:
    kind = "status warn" if status.is_warning else "status"
    ways = "".join(f" {_open(citation)}" for citation in status.citations)
    return f'<p class="{kind}">{escape(status.text)}{ways}</p>'


def _open(citation: Citation) -> str:
    spans = ",".join(f"{start}-{end}" for start, end in citation.spans)
    where = escape(texts.STATUS_STATED_LABEL.format(title=citation.title))
    return (
        f'<a href="#" role="button" data-act="open" data-passage="{escape(citation.passage)}" '
        f'data-spans="{spans}" aria-label="{where}">{texts.STATUS_STATED}</a>'
    )
