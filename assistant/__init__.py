"""Question -> cited answer; the window; the command line. Knows nothing of chromadb or pypdf.

from assistant import Assistant
answer = Assistant.open().ask("Diện tích tỉnh Bắc Giang là bao nhiêu?")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.service import Assistant as Assistant
    from assistant.types import Answer as Answer
    from assistant.types import Question as Question

__all__ = ["Answer", "Assistant", "Question", "__version__"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Import on first use: `danvan --version` must not load an index."""
    if name == "Assistant":
        from assistant.service import Assistant

        return Assistant
    if name in ("Answer", "Question"):
        from assistant import types

        return getattr(types, name)
    raise AttributeError(name)
