"""Importing Gradio in half the time.

While it is imported, Gradio writes a stub file for type checkers next to each of its components:
it parses each source file and renders a template, half of the whole import (2 of 4 s measured).
It leaves that out for components whose source file it cannot find, so that is what it is told.
"""

from __future__ import annotations

import importlib
import inspect
import os
import sys
from typing import Any

_STUB_WRITER = "gradio.component_meta"


def import_gradio() -> None:
    """Import Gradio, quickly and without its reports to anyone."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    # Else each answer is stored in the browser, where a page offers to send it to a service.
    os.environ["GRADIO_RUN_HISTORY"] = "False"
    if "gradio" in sys.modules:
        return
    find = inspect.getfile

    def getfile(thing: Any) -> str:
        if sys._getframe(1).f_globals.get("__name__") == _STUB_WRITER:
            raise OSError
        return find(thing)

    inspect.getfile = getfile  # type: ignore[assignment]
    try:
        importlib.import_module("gradio")
    finally:
        inspect.getfile = find
