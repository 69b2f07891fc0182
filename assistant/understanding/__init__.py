"""Question -> what is asked: stand-alone words, the query searched, the kind of answer wanted,
and the years, names and documents that the evidence must meet."""

from __future__ import annotations

from assistant.understanding.analysis import Understanding, Vocabulary, understand
from assistant.understanding.wanted import Wanted

__all__ = ["Understanding", "Vocabulary", "Wanted", "understand"]
