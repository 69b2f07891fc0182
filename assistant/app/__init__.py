"""The chat window, in Vietnamese, on this machine.

    from assistant.app import launch
    launch(settings)

Gradio and the assistant are imported on use: importing this module costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.app.ports import Answerer
    from assistant.settings import Settings


def launch(settings: Settings) -> None:
    """Open the window under `settings` and serve it until interrupted."""

    def open_assistant() -> Answerer:
        from assistant.service import Assistant

        return Assistant.open(settings)

    from assistant.app.server import serve

    serve(open_assistant, settings.host, settings.port)


def build_app(open_assistant: Callable[[], Answerer]) -> Any:
    """The window as a gradio.Blocks, for a program that serves it itself."""
    from assistant.app.loading import Loader
    from assistant.app.page import build_page

    loader = Loader(open_assistant)
    loader.start()
    return build_page(loader)


__all__ = ["build_app", "launch"]
