"""Opening the assistant in the background, so that the page is reachable before the index is."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.app import texts
from assistant.app.ports import Answerer
from index.errors import DanvanError

if TYPE_CHECKING:
    from index.build import Progress

_log = logging.getLogger(__name__)


class NotOpened(Exception):
    """The assistant could not be opened; str(error) is a Vietnamese sentence for people."""


class Loader:
    """Runs `open_assistant` once in a thread; everyone who needs its result waits for it."""

    def __init__(self, open_assistant: Callable[[Progress], Answerer]) -> None:
        self._open = open_assistant
        self._done = threading.Event()
        self._renewing = threading.Lock()
        self._assistant: Answerer | None = None
        self._problem = ""
        self.notice = texts.LOADING  # what to tell people who wait

    def start(self) -> None:
        threading.Thread(target=self._run, name="danvan-open", daemon=True).start()

    def wait(self, seconds: float) -> bool:
        """Whether opening is over, after at most so many seconds."""
        return self._done.wait(seconds)

    def assistant(self) -> Answerer:
        """The opened assistant, once it is there. Where another process has changed the library,
        the new one is opened in the background; nobody waits for it."""
        self._done.wait()
        if self._assistant is None:
            raise NotOpened(self._problem)
        if not self._assistant.library.is_current() and self._renewing.acquire(blocking=False):
            threading.Thread(target=self._renew, name="danvan-renew", daemon=True).start()
        return self._assistant

    @property
    def opened(self) -> Answerer | None:
        """The assistant where it is there already."""
        return self._assistant

    @property
    def failed(self) -> bool:
        return bool(self._problem)

    def reopen(self) -> None:
        """Open anew, after the library changed. Raises NotOpened, and then keeps the old one."""
        try:
            self._assistant = self._open(self._report)
        except DanvanError as error:
            raise NotOpened(str(error)) from error

    def _renew(self) -> None:
        try:
            self.reopen()
        except NotOpened as error:
            _log.warning("the changed library could not be opened: %s", error)
        finally:
            self._renewing.release()

    def _run(self) -> None:
        try:
            self._assistant = self._open(self._report)
        except DanvanError as error:
            self._problem = str(error)
        except Exception:
            # Shown in the window; without the log the cause would be lost.
            _log.exception("the assistant could not be opened")
            self._problem = texts.LOAD_FAILED
        finally:
            self._done.set()

    def _report(self, stage: str, done: int, total: int) -> None:
        share = f"{100 * done // total} %" if total else ""
        self.notice = texts.BUILDING.format(stage=stage, share=share)
