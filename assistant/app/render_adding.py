"""The page that takes files in, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.app import texts
from assistant.app.marked import plain
from assistant.app.naming import shortened
from assistant.app.render_library import contents_html
from assistant.dates import date_name
from index.reading.phapdien import CodifiedLaw
from index.types import Document, Passage

SHOWN = 8  # repairs and opening words given as examples
OPENING_LETTERS = 600


def adding_html(message: str = "") -> str:
    """The choice of a file, below what became of the last one."""
    said = "".join(
        f'<p class="said" role="status">{escape(line)}</p>' for line in message.splitlines()
    )
    return (
        f'<div class="records"><h2>{texts.ADD_HEADING}</h2>{said}<p>{texts.ADD_DETAIL}</p>'
        f'<label class="quiet choose">{texts.ADD_CHOOSE}<input type="file" data-upload '
        f'class="sr-only" accept=".pdf,.docx,.doc,.txt,.md,.html,.htm"></label>'
        f'<p class="uploading" role="status" hidden>{texts.ADD_UPLOADING}</p></div>'
    )


def preview_html(
    document: Document,
    passages: Sequence[Passage],
    token: str,
    laws: Sequence[CodifiedLaw] = (),
) -> str:
    """What was understood of a file, before it is taken in. laws: those that can be picked from
    a đề mục instead of the whole."""
    identity, source = document.identity, document.source
    facts = [
        (texts.FACT_KIND, identity.kind),
        (texts.FACT_NUMBER, identity.number),
        (texts.FACT_ISSUER, identity.issuer),
        (texts.FACT_DATE, date_name(identity.date)),
        (texts.FACT_FILE, document.file),
        (texts.FACT_PAGES, str(len(source.page_starts)) if source.page_starts else ""),
        (texts.FACT_PASSAGES, str(len(passages))),
        (texts.FACT_DOUBTFUL, ", ".join(map(str, source.doubtful_pages)) or texts.FACT_NONE),
        (texts.FACT_REPAIRS, _repairs(document)),
        (texts.FACT_CATALOG, document.catalog_id or texts.FACT_NONE),
    ]
    rows = "".join(
        f'<tr><th scope="row">{name}</th><td>{escape(value or texts.FACT_UNKNOWN)}</td></tr>'
        for name, value in facts
    )
    opening = escape(shortened(plain(document.text), OPENING_LETTERS))
    return (
        f'<div class="records preview"><h2>{escape(document.title)}</h2>'
        f"<p>{texts.ADD_CHECK}</p><table><tbody>{rows}</tbody></table>"
        f'<h3>{texts.ADD_OPENING}</h3><p class="opening">{opening}</p>'
        f"{_laws(laws)}<h3>{texts.CONTENTS}</h3>{_contents(passages)}"
        f'<div class="tools"><label>{texts.FACT_ID} <input value="{escape(document.id)}" '
        f'data-id></label><button type="button" class="quiet strong" data-act="take-in" '
        f'data-token="{escape(token)}">{texts.ADD_TAKE}</button>'
        f'<button type="button" class="quiet" data-act="add">{texts.ADD_DROP}</button></div></div>'
    )


def _laws(laws: Sequence[CodifiedLaw]) -> str:
    if not laws:
        return ""
    rows = "".join(
        f'<label><input type="checkbox" value="{escape(law.number)}" data-law> '
        f"{escape(shortened(law.heading, 160))}, "
        f"{texts.LAW_ARTICLES.format(count=law.articles)}</label>"
        for law in laws
    )
    return f'<fieldset class="laws"><legend>{texts.LAWS_CHOOSE}</legend>{rows}</fieldset>'


def _repairs(document: Document) -> str:
    repairs = document.source.repairs
    if not repairs:
        return texts.FACT_NONE
    examples = ", ".join(
        f"{repair.original} → {document.text[repair.start : repair.end]}"
        for repair in repairs[:SHOWN]
    )
    return f"{len(repairs)} ({shortened(examples, 200)})"


def _contents(passages: Sequence[Passage]) -> str:
    return contents_html(passages, headed=False) or f"<p>{texts.ADD_NO_STRUCTURE}</p>"
