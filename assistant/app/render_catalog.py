"""The documents that the report names, with their status, as HTML."""

from __future__ import annotations

from collections.abc import Collection
from html import escape

from assistant.app import texts
from assistant.app.naming import place_name
from assistant.dates import date_name
from index.catalog import Catalog, Entry
from index.portals import portal_of, sought_by
from index.vietnamese import fold


def catalog_html(catalog: Catalog, full: Collection[str], report: str) -> str:
    """A table of every entry. full: ids of entries whose text is in the library.
    report: id of the document in which the entries' places stand; "" when it is not there."""
    entries = catalog.entries
    count = texts.CATALOG_COUNT.format(
        count=len(entries), full=sum(entry.id in full for entry in entries)
    )
    heads = "".join(
        f'<th scope="col">{name}</th>'
        for name in (
            texts.CATALOG_NUMBER,
            texts.CATALOG_SUBJECT,
            texts.CATALOG_ISSUER,
            texts.CATALOG_DATE,
            texts.CATALOG_STATUS,
            texts.CATALOG_PLACES,
        )
    )
    rows = "".join(_row(entry, entry.id in full, report) for entry in entries)
    return (
        f'<div class="catalog filtered"><header><h2>{texts.CATALOG_HEADING}</h2><p>{count}</p>'
        f'<input type="search" data-filter lang="vi" '
        f'placeholder="{texts.CATALOG_FILTER}" aria-label="{texts.CATALOG_FILTER}"></header>'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        f'<p class="none" hidden>{texts.CATALOG_NONE}</p></div>'
    )


def _row(entry: Entry, has_text: bool, report: str) -> str:
    words = " ".join([entry.name, entry.subject, entry.issuer, *entry.short_names])
    status = texts.HAS_TEXT if has_text else texts.NO_TEXT
    status_html = (
        f'<button type="button" class="quiet" data-act="open-document" '
        f'data-document="{escape(entry.id)}">{status}</button>'
        if has_text
        else f'<span class="absent">{status}</span>{_portal_html(entry)}'
    )
    if entry.replaced_by:
        replaced = texts.REPLACED_BY.format(name=escape(entry.replaced_by))
        status_html += f'<p class="remark">{replaced}</p>'
    note = texts.CATALOG_NOTE.format(note=escape(entry.note))
    note_html = f'<p class="remark">{note}</p>' if entry.note else ""
    cells = (
        ("number", f"<strong>{escape(entry.name)}</strong>"),
        ("subject", f"{escape(entry.subject) if entry.number else ''}{note_html}"),
        ("issuer", escape(entry.issuer)),
        ("date", date_name(entry.date)),
        ("status", status_html),
        ("places", _places(entry, report)),
    )
    body = "".join(f'<td class="{name}">{cell}</td>' for name, cell in cells)
    return f'<tr data-words="{escape(fold(words))}">{body}</tr>'


def _portal_html(entry: Entry) -> str:
    """Where it can be had; as words: nothing here opens another site."""
    portal = portal_of(entry)
    if portal is None:
        return ""
    words = texts.PORTAL if portal.address else texts.PORTAL_ASK
    said = words.format(search=sought_by(entry), name=portal.name, address=portal.address)
    return f'<p class="remark" title="{escape(portal.note)}">{escape(said)}</p>'


def _places(entry: Entry, report: str) -> str:
    """Where the report names it; each leads to that place in the reader."""
    names: dict[str, int] = {}
    for mention in entry.places:
        names.setdefault(place_name(mention.place), mention.offset)
    if not report:
        return escape("; ".join(names))
    return " ".join(
        f'<a href="#" data-act="open-offset" data-document="{escape(report)}" '
        f'data-offset="{offset}">{escape(name)}</a>'
        for name, offset in names.items()
    )
