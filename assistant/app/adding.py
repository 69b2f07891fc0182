"""Taking a file into the library: looked at first, then added, by administrators only."""

from __future__ import annotations

import logging
import re
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import gradio as gr
from gradio.utils import get_upload_folder

from assistant.app import texts
from assistant.app.asking import SKIP, Html
from assistant.app.blocks import list_field, text_field
from assistant.app.changing import carried_out
from assistant.app.files import Files
from assistant.app.header import notice_html
from assistant.app.loading import Loader
from assistant.app.login import Access, Role
from assistant.app.render_adding import adding_html, preview_html
from index.build import Progress
from index.errors import DanvanError
from index.vietnamese import nfc

_log = logging.getLogger(__name__)

WAITING_LIMIT = 20  # looked at and neither added nor dropped; the oldest is forgotten
_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that was looked at. id: under which it would be added. laws: numbers of those that
    can be picked from it."""

    path: Path
    id: str
    laws: frozenset[str]


class Adding:
    def __init__(self, loader: Loader, access: Access, files: Files | None) -> None:
        self._loader = loader
        self._access = access
        self._files = files
        self._waiting: dict[str, Waiting] = {}
        self._folder = tempfile.TemporaryDirectory(prefix="danvan-")  # goes with the window

    def look(self, event: gr.EventData, request: gr.Request) -> Html:
        """what was understood of an uploaded file"""
        if not self._access.allows(request.username, Role.ADMIN):
            return adding_html(texts.FOR_ADMINS)
        given = text_field(event, "path", 4000)
        if not given:
            return adding_html()  # the last file was dropped
        uploaded = Path(given).resolve()
        # The path comes from the browser: nothing but a fresh upload is ever read.
        if not uploaded.is_file() or not uploaded.is_relative_to(
            Path(get_upload_folder()).resolve()
        ):
            return adding_html(texts.ADD_FAILED)
        name = _UNSAFE.sub(" ", nfc(text_field(event, "name"))).strip(" .") or uploaded.name
        path = Path(tempfile.mkdtemp(dir=self._folder.name)) / name
        shutil.move(uploaded, path)  # else a copy would outlive the document
        from index.reader import laws_in, read_document, sha256_of_file
        from index.store import Source

        try:
            source = Source(nfc(path.stem), name, sha256_of_file(path))
            document, passages = read_document(path, source)
            laws = laws_in(path)
        except DanvanError as error:
            _drop(path)
            return adding_html(str(error))
        except Exception:
            _drop(path)
            _log.exception("an uploaded file could not be read")
            return adding_html(texts.ADD_FAILED)
        token = secrets.token_urlsafe(16)
        while len(self._waiting) >= WAITING_LIMIT:
            _drop(self._waiting.pop(next(iter(self._waiting))).path)
        self._waiting[token] = Waiting(path, document.id, frozenset(law.number for law in laws))
        return preview_html(document, passages, token, laws)

    def take_in(self, event: gr.EventData, request: gr.Request) -> Iterator[tuple[Html, Html]]:
        """adding, notice: the file that was looked at, into the library"""
        files, waiting = self._files, self._waiting.pop(text_field(event, "token"), None)
        admin = self._access.allows(request.username, Role.ADMIN)
        if waiting is None or files is None or not admin:
            yield adding_html(texts.ADD_FAILED if admin else texts.FOR_ADMINS), ""
            return
        laws = [number for number in list_field(event, "laws") if number in waiting.laws]
        id = nfc(text_field(event, "id").strip())
        new_id = id if id != waiting.id and not laws else ""  # laws get ids of their own

        def work(progress: Progress) -> str:
            try:
                results = files.librarian().add([waiting.path], new_id, laws, progress=progress)
            finally:
                _drop(waiting.path)
            self._loader.reopen()
            return "\n".join(line for result in results for line in result.lines)

        for news in carried_out(work):
            if isinstance(news, str):
                yield SKIP, notice_html(news)
            else:
                yield adding_html(news.said), ""


def _drop(path: Path) -> None:
    """A file that was looked at, with the folder made for it."""
    shutil.rmtree(path.parent, ignore_errors=True)
