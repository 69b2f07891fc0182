"""Importing Gradio in half the time.

While it is imported, Gradio writes a stub file for type checkers next to each of its components:
it parses each source file and renders a template, half of the whole import (2 of 4 s measured).
It leaves that out for components whose source file it cannot find, so that is what it is told.
It also imports pandas, for one component that the window does not have, and the MCP package
wherever that is installed; together they are a third of what is left.
"""

from __future__ import annotations

import importlib
import inspect
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from types import ModuleType
from typing import Any

_SWITCHED_OFF = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    # Its HTTP client, in the MCP server too, reports its use to a hub and asks it who runs it.
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    # Each answer stored in the browser, where a page offers to send them to a service.
    "GRADIO_RUN_HISTORY": "False",
    # A table of every event so far, summed up anew after each event.
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": str(10**9),
    "GRADIO_ANALYTICS_MAX_EVENTS": "100",
}
_STUB_WRITER = "gradio.component_meta"


def import_gradio(mcp: bool = False) -> None:
    """Import Gradio, quickly and without its reports to anyone. mcp: with its MCP server."""
    os.environ.update(_SWITCHED_OFF)
    if "gradio" in sys.modules:
        return
    with _without_stubs(), _standing_in("pandas", _Later("pandas")):
        if mcp:
            importlib.import_module("gradio")
        else:
            with _standing_in("mcp", None):
                importlib.import_module("gradio")
    if find_spec("matplotlib") is None:
        # Gradio tries to import it twice an event; this spares it looking through every folder.
        sys.modules["matplotlib"] = None  # type: ignore[assignment]


class _Later(ModuleType):
    """A module that is imported when something of it is first used."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)


@contextmanager
def _without_stubs() -> Iterator[None]:
    find = inspect.getfile

    def getfile(thing: Any) -> str:
        if sys._getframe(1).f_globals.get("__name__") == _STUB_WRITER:
            raise OSError
        return find(thing)

    inspect.getfile = getfile  # type: ignore[assignment]
    try:
        yield
    finally:
        inspect.getfile = find


@contextmanager
def _standing_in(name: str, module: ModuleType | None) -> Iterator[None]:
    """`module` in place of one that is not imported yet; None: as if it were not installed."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = module  # type: ignore[assignment]
    try:
        yield
    finally:
        if sys.modules.get(name) is module:
            del sys.modules[name]
