"""The source pane as HTML: cited passages in their surroundings, exact quotes highlighted."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.app import texts
from assistant.app.marked import Highlight, marked_html, plain
from assistant.app.naming import ending, heading_path, page_name, shortened
from assistant.app.render_status import status_html
from assistant.app.sources import Source
from assistant.types import DocumentStatus
from index.types import Document, Passage, PassageKind

CONTEXT_LETTERS = 320  # of the passages before and after; the whole is one click away


def empty_html() -> str:
    return f'<div class="sources-empty"><p>{texts.SOURCES_EMPTY}</p></div>'


def sources_html(
    sources: Sequence[Source],
    question: str,
    turn: int,
    statuses: Sequence[DocumentStatus] = (),
) -> str:
    """The pane for one answer. statuses: of the regulations among the documents."""
    about = escape(texts.SOURCES_FOR.format(question=shortened(question, 90)))
    ids = ["", *(source.cited[0].citation.document for source in sources)]
    known = {status.document: status_html(status) for status in statuses}
    cards = "".join(
        _card(source, known.get(id, ""), titled=before != id)
        for source, before, id in zip(sources, ids, ids[1:], strict=False)
    )
    return (
        f'<div class="sources" data-turn="{turn}">'
        f'<header class="sources-head"><h2>{texts.SOURCES_HEADING}</h2><p>{about}</p>'
        f'<button type="button" class="quiet close" data-act="close-sources" data-only="phone">'
        f"{texts.CLOSE_SOURCES}</button></header>"
        f"{cards or f'<p>{texts.SOURCES_NONE}</p>'}</div>"
    )


def passage_html(
    document: Document,
    passage: Passage,
    highlights: Sequence[Highlight] = (),
    footnotes: Sequence[Passage] = (),
    anchor: str = "",
) -> str:
    """One passage and the footnotes whose marks it carries. anchor: prefix of element ids."""
    ids = {note.passage: f"{anchor}{note.passage}" for note in passage.notes}
    marks = {note.mark: ids[note.passage] for note in passage.notes}
    body = marked_html(document.text, passage.spans, highlights, marks)
    kind = passage.kind.value
    notes = "".join(
        f'<p class="footnote" id="{escape(ids.get(note.id, anchor + note.id))}" tabindex="-1">'
        f'<span class="sr-only">{texts.FOOTNOTE}: </span>'
        f"{marked_html(document.text, note.spans, highlights)}</p>"
        for note in footnotes
    )
    if passage.kind is PassageKind.TABLE:
        return _table_html(body) + notes
    return f'<p class="passage {kind}">{body}</p>{notes}'


def _table_html(body: str) -> str:
    """A table passage: one row a line, cells "a | b"; kept as lines, so offsets stay whole."""
    return f'<pre class="passage table" tabindex="0">{body}</pre>'


def _card(source: Source, status: str, titled: bool) -> str:
    """titled: whether to name the document with its status, which the card above may have done."""
    first = source.cited[0].citation
    numbers = "".join(f'<span class="number">{item.label}</span>' for item in source.cited)
    page = page_name(first.page)
    page_html = f'<span class="page">{page}</span>' if page else ""
    title = f"<h3>{escape(first.title)}</h3>{status}" if titled else ""
    head = (
        f'<header>{title}<div class="card-title"><span class="numbers">{numbers}</span>'
        f"{heading_path(first.place, first.place_titles)}{page_html}</div></header>"
    )
    if source.document is None:
        ref = source.cited[0].ref
        quote = f'<mark tabindex="-1" data-refs="{ref}">{escape(plain(first.quote))}</mark>'
        lost = f'<p class="remark">{texts.QUOTE_ONLY}</p><p class="passage">{quote}</p>'
        return f'<section class="card">{head}{lost}</section>'
    document = source.document
    highlights = [Highlight(i.ref, i.citation.spans, i.label) for i in source.cited]
    anchor = f"s{source.cited[0].ref}-"
    body = "".join(
        passage_html(document, passage, highlights, _notes_of(passage, source), anchor)
        + _remarks(document, passage)
        for passage in source.passages
    )
    before = _context(source.before, texts.BEFORE, keep_end=True)
    after = _context(source.after, texts.AFTER, keep_end=False)
    spans = ",".join(f"{a}-{b}" for item in source.cited for a, b in item.citation.spans)
    more = (
        f'<button type="button" class="quiet" data-act="open" data-spans="{spans}" '
        f'data-passage="{escape(source.passages[0].id)}">{texts.OPEN_IN_DOCUMENT}</button>'
    )
    if first.page and document.file.lower().endswith(".pdf"):
        more += (
            f'<button type="button" class="quiet" data-act="picture" data-page="{first.page}" '
            f'data-document="{escape(document.id)}" data-spans="{spans}">'
            f"{texts.PICTURE_OPEN}</button>"
        )
    return (
        f'<section class="card">{head}<div class="reading">{before}{body}{after}</div>'
        f'<footer class="tools">{more}</footer></section>'
    )


def _notes_of(passage: Passage, source: Source) -> list[Passage]:
    wanted = {note.passage for note in passage.notes}
    return [note for note in source.footnotes if note.id in wanted]


def _context(passage: Passage | None, label: str, *, keep_end: bool) -> str:
    if passage is None:
        return ""
    words = plain(passage.text)
    cut = ending(words, CONTEXT_LETTERS) if keep_end else shortened(words, CONTEXT_LETTERS)
    return f'<p class="context"><span class="sr-only">{label}: </span>{escape(cut)}</p>'


def _remarks(document: Document, passage: Passage) -> str:
    """What a reader should know about how the text came about."""
    source = document.source
    remarks = []
    if passage.page in source.doubtful_pages:
        remarks.append(texts.DOUBTFUL_PAGE)
    repaired = [r.original for r in source.repairs if passage.start <= r.start < passage.end]
    if repaired:
        shown = ", ".join(f"«{plain(original)}»" for original in repaired[:5])
        remarks.append(texts.REPAIRED.format(original=shown))
    return "".join(f'<p class="remark">{escape(remark)}</p>' for remark in remarks)
