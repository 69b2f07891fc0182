"""The assistant itself with one lane of its search switched off."""

from __future__ import annotations

from typing import Any, Literal

from evals.assistant_system import AssistantSystem


class OneLaneLibrary:
    """A library whose search uses one lane whatever is asked; all else is the library's."""

    def __init__(self, library: Any, lane: Literal["bm25", "dense"]) -> None:
        self._library = library
        self._lane = lane

    def search(self, query: str, *filters: Any, **options: Any) -> Any:
        return self._library.search(query, *filters, **{**options, "lane": self._lane})

    def __getattr__(self, name: str) -> Any:
        return getattr(self._library, name)


def without_lane(name: str, assistant: Any, lane: Literal["bm25", "dense"]) -> AssistantSystem:
    """The same kind of assistant over a library that searches with `lane` only."""
    ablated = type(assistant)(OneLaneLibrary(assistant.library, lane))
    return AssistantSystem(ablated, name)
