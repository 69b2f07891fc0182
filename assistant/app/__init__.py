"""The chat window, in Vietnamese, on this machine.

    from assistant.app import launch
    launch(settings)

Gradio and the assistant are imported on use: importing this module costs nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.app.ports import Answerer
    from assistant.settings import Settings
    from index.build import Progress


def launch(
    settings: Settings,
    terminal: Callable[[], AbstractContextManager[Progress]] | None = None,
) -> None:
    """Open the window under `settings` and serve it until interrupted. The index is built first
    where it is missing: the page shows how far that is, and so does `terminal`, if given."""
    # People ask at once: threads inside one answer's arithmetic take the others' processor time
    # (half of all of it, measured). numpy reads this when it is imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from assistant.app.quick import import_gradio

    import_gradio(mcp=settings.mcp)
    from assistant.app.files import DataFolder
    from assistant.app.server import serve

    def open_assistant(report: Progress) -> Answerer:
        from assistant.app.texts import EXAMPLES
        from assistant.service import Assistant
        from index.vietnamese import fold

        with terminal() if terminal else nullcontext(_silent) as tell:

            def both(stage: str, done: int, total: int) -> None:
                report(stage, done, total)
                tell(stage, done, total)

            assistant = Assistant.prepare(settings, progress=both)
            # What is loaded for the first question, and for the first one without diacritics,
            # nobody then waits for.
            for example in (EXAMPLES[0], fold(EXAMPLES[0])):
                assistant.ask_quoted(example)
            return assistant

    serve(open_assistant, settings, DataFolder(settings))


def build_app(open_assistant: Callable[[Progress], Answerer], data_dir: Path) -> Any:
    """The window as a gradio.Blocks, for a program that serves it itself."""
    from assistant.app.quick import import_gradio

    import_gradio()
    from assistant.app.keeping import Keeper
    from assistant.app.loading import Loader
    from assistant.app.login import Access
    from assistant.app.page import build_page

    loader = Loader(open_assistant)
    loader.start()
    return build_page(loader, Keeper(data_dir), Access(None))


def _silent(stage: str, done: int, total: int) -> None:
    pass


__all__ = ["build_app", "launch"]
