"""Taking a file into the library: looked at first, then added, by administrators only."""

from __future__ import annotations

import logging
import queue
import re
import secrets
import shutil
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import gradio as gr
from gradio.utils import get_upload_folder

from assistant.app import texts
from assistant.app.asking import SKIP, Html
from assistant.app.blocks import text_field
from assistant.app.files import Files
from assistant.app.header import notice_html
from assistant.app.loading import Loader, NotOpened
from assistant.app.login import Access, Role
from assistant.app.render_adding import adding_html, preview_html
from index.errors import DanvanError
from index.vietnamese import nfc

if TYPE_CHECKING:
    from index.manage import Result

_log = logging.getLogger(__name__)

WAITING_LIMIT = 20  # looked at and neither added nor dropped; the oldest is forgotten
_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that was looked at. id: under which it would be added."""

    path: Path
    id: str


class Adding:
    def __init__(self, loader: Loader, access: Access, files: Files | None) -> None:
        self._loader = loader
        self._access = access
        self._files = files
        self._waiting: dict[str, Waiting] = {}

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
        path = Path(tempfile.mkdtemp(prefix="danvan-")) / name
        shutil.copyfile(uploaded, path)
        from index.reader import read_document, sha256_of_file
        from index.store import Source

        try:
            source = Source(nfc(path.stem), name, sha256_of_file(path))
            document, passages = read_document(path, source)
        except DanvanError as error:
            return adding_html(str(error))
        except Exception:
            _log.exception("an uploaded file could not be read")
            return adding_html(texts.ADD_FAILED)
        token = secrets.token_urlsafe(16)
        while len(self._waiting) >= WAITING_LIMIT:
            self._waiting.pop(next(iter(self._waiting)))
        self._waiting[token] = Waiting(path, document.id)
        return preview_html(document, passages, token)

    def take_in(self, event: gr.EventData, request: gr.Request) -> Iterator[tuple[Html, Html]]:
        """adding, notice: the file that was looked at, into the library"""
        waiting = self._waiting.pop(text_field(event, "token"), None)
        admin = self._access.allows(request.username, Role.ADMIN)
        if waiting is None or self._files is None or not admin:
            yield adding_html(texts.ADD_FAILED if admin else texts.FOR_ADMINS), ""
            return
        id = text_field(event, "id").strip()
        news: queue.Queue[str | Result | None] = queue.Queue()
        work = threading.Thread(target=self._add, args=(waiting, id, news), daemon=True)
        work.start()
        while isinstance(said := news.get(), str):
            yield SKIP, notice_html(said)
        yield adding_html(said.detail if said else texts.ADD_FAILED), ""

    def _add(self, waiting: Waiting, id: str, news: queue.Queue[str | Result | None]) -> None:
        """Add in a thread of its own; news ends with the result, or None after a fault."""

        def report(stage: str, done: int, total: int) -> None:
            share = f"{100 * done // total} %" if total else ""
            news.put(texts.ADDING.format(stage=stage, share=share))

        assert self._files is not None
        result: Result | None = None
        try:
            news.put(texts.ADDING.format(stage="", share=""))
            new_id = nfc(id) if id and nfc(id) != waiting.id else ""
            (result,) = self._files.librarian().add([waiting.path], id=new_id, progress=report)
            self._loader.reopen()
        except (DanvanError, NotOpened) as error:
            news.put(str(error))
        except Exception:
            _log.exception("a file could not be added")
        finally:
            news.put(result)
