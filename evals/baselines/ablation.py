"""The assistant itself with one lane of its search switched off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from evals.assistant_system import Asks, AssistantSystem
from evals.baselines.library import HasLibrary, LibraryView
from index.lanes import Lane
from index.types import Hit


class OneLaneLibrary:
    """A library whose search uses one lane whatever is asked; all else is the library's."""

    def __init__(self, library: LibraryView, lane: Lane) -> None:
        self._library = library
        self._lane = lane

    def search(self, query: str, *filters: Any, **options: Any) -> list[Hit]:
        return self._library.search(query, *filters, **{**options, "lane": self._lane})

    def __getattr__(self, name: str) -> Any:
        return getattr(self._library, name)


def without_lane(name: str, assistant: HasLibrary, lane: Lane) -> AssistantSystem:
    """The same kind of assistant over a library that searches with `lane` only."""
    build = cast(Callable[[OneLaneLibrary], Asks], type(assistant))
    return AssistantSystem(build(OneLaneLibrary(assistant.library, lane)), name)
