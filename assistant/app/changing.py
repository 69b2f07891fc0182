"""Long work on the library, in a thread of its own so that its progress is shown meanwhile."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.app import texts
from assistant.app.loading import NotOpened
from index.build import Progress
from index.errors import DanvanError

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Done:
    """How it ended, in a Vietnamese sentence. well: whether the library was changed."""

    said: str
    well: bool


def carried_out(work: Callable[[Progress], str]) -> Iterator[str | Done]:
    """Lines of progress, then how it ended. work: returns what to tell people."""
    news: queue.Queue[str | Done] = queue.Queue()

    def report(stage: str, done: int, total: int) -> None:
        share = f"{100 * done // total} %" if total else ""
        news.put(texts.CHANGING.format(stage=stage, share=share))

    def run() -> None:
        try:
            news.put(Done(work(report), well=True))
        except (DanvanError, NotOpened) as error:
            news.put(Done(str(error), well=False))
        except Exception:
            _log.exception("the library could not be changed")
            news.put(Done(texts.CHANGE_FAILED, well=False))

    threading.Thread(target=run, daemon=True).start()
    yield texts.CHANGING.format(stage="", share="")
    while isinstance(said := news.get(), str):
        yield said
    yield said
