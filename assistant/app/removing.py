"""Taking an added document out of the library again, by administrators only."""

from __future__ import annotations

from collections.abc import Iterator

import gradio as gr

from assistant.app import texts
from assistant.app.asking import SKIP, Html
from assistant.app.blocks import text_field
from assistant.app.changing import carried_out
from assistant.app.files import Files
from assistant.app.header import notice_html
from assistant.app.loading import Loader
from assistant.app.login import Access, Role
from assistant.app.render_library import reader_empty_html
from index.build import Progress


class Removing:
    def __init__(self, loader: Loader, access: Access, files: Files | None) -> None:
        self._loader = loader
        self._access = access
        self._files = files

    def remove(self, event: gr.EventData, request: gr.Request) -> Iterator[tuple[Html, Html]]:
        """reader, notice: the document that the message names, out of the library"""
        files, document = self._files, text_field(event, "document")
        if files is None or not self._access.allows(request.username, Role.ADMIN):
            yield SKIP, notice_html(texts.FOR_ADMINS, "error")
            return

        def work(progress: Progress) -> str:
            title = self._loader.assistant().library.document(document).title
            files.librarian().remove(document, progress)
            self._loader.reopen()
            return texts.REMOVED.format(title=title)

        for news in carried_out(work):
            if isinstance(news, str):
                yield SKIP, notice_html(news)
            elif news.well:
                yield reader_empty_html(news.said), ""
            else:
                yield SKIP, notice_html(news.said, "error")
