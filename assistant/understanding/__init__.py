"""Question -> what is asked: stand-alone words, the query searched, the kind of answer wanted."""

from __future__ import annotations

from assistant.understanding.analysis import Understanding, Wanted, understand

__all__ = ["Understanding", "Wanted", "understand"]
