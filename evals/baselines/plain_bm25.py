"""BM25 as it comes: lower-case words, diacritics kept, no pairs, no stop words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import bm25s
import numpy as np
from numpy.typing import NDArray

from evals.baselines.library import LibraryView
from evals.baselines.passages import CITED, cite, passage_answer
from evals.types import EvalAnswer, EvalQuestion

_WORD = re.compile(r"\w+")


def plain_words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


class PlainBm25:
    """Ranks rows of text; k1 and b are bm25s' own (1.5, 0.75)."""

    name = "bm25-plain"

    def __init__(self, texts: Sequence[str]) -> None:
        self._bm25 = bm25s.BM25()
        # bm25s cannot index a text without a word.
        self._bm25.index([plain_words(text) or ["\0"] for text in texts], show_progress=False)
        self._rows = len(texts)

    def scores(self, query: str) -> NDArray[np.float32]:
        """Shape (rows,)."""
        known = [word for word in plain_words(query) if word in self._bm25.vocab_dict]
        if not known:
            return np.zeros(self._rows, dtype=np.float32)
        return np.asarray(self._bm25.get_scores(known), dtype=np.float32)

    def rank(self, query: str, limit: int = 10) -> list[int]:
        return best(self.scores(query), limit)


def best(scores: NDArray[np.float32], limit: int) -> list[int]:
    """Rows of the highest scores above 0, best first; ties in row order."""
    order = np.argsort(-scores, kind="stable")[:limit]
    return [int(row) for row in order if scores[row] > 0]


class PlainBm25System:
    """Plain BM25 over the library's passages."""

    name = "bm25-plain"

    def __init__(self, library: LibraryView) -> None:
        self._library = library
        self._passages = [p for d in library.documents() for p in library.passages(d.id)]
        self._documents = np.array([p.document for p in self._passages])
        self._bm25 = PlainBm25([p.text for p in self._passages])

    def answer(self, question: EvalQuestion) -> EvalAnswer:
        scores = self._bm25.scores(question.question)
        if question.documents:
            wanted = [self._library.document(id).id for id in question.documents]
            scores = np.where(np.isin(self._documents, wanted), scores, 0)
        found = [cite(self._passages[row]) for row in best(scores, CITED)]
        return passage_answer(question, found)
