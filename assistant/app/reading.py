"""What happens on the pages "Thư viện", "Văn bản được nhắc" and "Hướng dẫn", and when the page
opens."""

from __future__ import annotations

import re
from collections.abc import Iterator

import gradio as gr

from assistant.app import texts
from assistant.app.asking import LETTERS_LIMIT, SKIP, Html
from assistant.app.blocks import number_field, text_field
from assistant.app.files import Files
from assistant.app.header import notice_html
from assistant.app.keeping import Keeper
from assistant.app.loading import Loader, NotOpened
from assistant.app.login import Access, Role
from assistant.app.pictures import page_picture, picture_html
from assistant.app.ports import Shelf
from assistant.app.render_catalog import catalog_html
from assistant.app.render_conflicts import conflicts_html
from assistant.app.render_library import reader_html, results_html, scope_html, shelf_html
from assistant.statuses import status_of
from index.errors import DanvanError
from index.types import Span

SEARCH_LIMIT = 20
NOTICE_SECONDS = 0.5  # between two looks at how far the documents are


class Reading:
    def __init__(self, loader: Loader, keeper: Keeper, access: Access, files: Files | None) -> None:
        self._loader = loader
        self._keeper = keeper
        self._access = access
        self._files = files

    def open_page(self) -> Iterator[tuple[Html, Html, Html, Html, Html]]:
        """notice, shelf, catalogue, conflicts, choice of documents"""
        while not self._loader.wait(NOTICE_SECONDS):
            yield notice_html(self._loader.notice), SKIP, SKIP, SKIP, SKIP
        try:
            library = self._loader.assistant().library
        except NotOpened as error:
            yield notice_html(str(error), "error"), SKIP, SKIP, SKIP, SKIP
            return
        documents = library.documents()
        yield (
            self._kept_notice(),
            shelf_html(documents, "", ()),
            self._catalog(library),
            conflicts_html(library.conflicts, library),
            scope_html(documents),
        )

    def _kept_notice(self) -> Html:
        if not self._keeper.trouble():
            return ""
        return notice_html(f"{texts.NOTHING_KEPT} {texts.ASK_ADMIN}", "error")

    def open_document(self, event: gr.EventData, request: gr.Request) -> tuple[Html, Html]:
        """shelf, reader: a document, at a passage or an offset where the message names one"""
        library = self._loader.assistant().library
        passage = text_field(event, "passage")
        name = passage.rpartition("#")[0] or text_field(event, "document")
        try:
            document = library.document(name)
            passages = library.passages(document.id)
        except DanvanError:
            return SKIP, f'<p class="remark">{texts.DOCUMENT_UNKNOWN}</p>'
        offset = number_field(event, "offset")
        if offset:
            found = (p.id for p in passages if any(s <= offset < e for s, e in p.spans))
            passage = next(found, "")
        return (
            shelf_html(library.documents(), document.id, passages),
            reader_html(
                document,
                passages,
                passage,
                _spans(text_field(event, "spans", 4000)),
                number_field(event, "visit"),
                status_of(library, document),
                removable=self._may_remove(document.id, request.username),
            ),
        )

    def _may_remove(self, document: str, person: str | None) -> bool:
        if self._files is None or not self._access.allows(person, Role.ADMIN):
            return False
        return self._files.may_be_removed(document)

    def picture(self, event: gr.EventData) -> Html:
        """a page of a PDF with the cited words boxed"""
        library = self._loader.assistant().library
        page = number_field(event, "page")
        try:
            document = library.document(text_field(event, "document"))
            file = self._files.file_of(document.id) if self._files else None
        except DanvanError:
            return ""
        picture = page_picture(file, page) if file and file.suffix.lower() == ".pdf" else None
        spans = _spans(text_field(event, "spans", 4000))
        return picture_html(document, page, picture, spans, number_field(event, "visit"))

    def guide(self) -> Html:
        """the guide"""
        from assistant.app.render_guide import guide_html  # seldom read; Markdown costs start-up

        return guide_html()

    def search(self, query: str) -> Html:
        """results in place of the shelf"""
        query = query.strip()[:LETTERS_LIMIT]
        if not query:
            return self.clear_search()
        library = self._loader.assistant().library
        titles = {document.id: document.title for document in library.documents()}
        return results_html(library.search(query, SEARCH_LIMIT), query, titles)

    def clear_search(self) -> Html:
        """shelf"""
        return shelf_html(self._loader.assistant().library.documents(), "", ())

    def _catalog(self, library: Shelf) -> Html:
        documents = library.documents()
        full = {d.catalog_id or d.id for d in documents} | {d.id for d in documents}
        report = next((e.id for e in library.catalog.entries if e.id in full and e.file), "")
        return catalog_html(library.catalog, full, report)


def _spans(text: str) -> tuple[Span, ...]:
    """'12-40,50-60' -> ((12, 40), (50, 60)); () for anything else."""
    if not re.fullmatch(r"\d{1,9}-\d{1,9}(,\d{1,9}-\d{1,9})*", text):
        return ()
    pairs = (part.split("-") for part in text.split(","))
    return tuple((int(start), int(end)) for start, end in pairs)
