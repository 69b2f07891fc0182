"""How much of a question's meaning sentences and clauses say, word for word."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from assistant.evidence.views import PassageView, SentenceView
from assistant.understanding import Understanding
from assistant.understanding.followup import CARRIED
from index.alignment import Alignment, Cosines, Ids, coverage

_GLOSS = 0.9  # of what only the everyday wording of a sentence says


class Meaning:
    """One question against the passages found for it; shares are 0-1."""

    def __init__(
        self, asked: Understanding, alignment: Alignment, views: Iterable[PassageView]
    ) -> None:
        own, carried = asked.own, asked.carried
        parts = [alignment.ids(own), alignment.ids(carried)] if carried else [alignment.ids(own)]
        question = np.concatenate(parts)
        weights = alignment.weights(question)
        weights[len(parts[0]) :] *= CARRIED
        self._weights = weights / (weights.sum() or 1)
        self._begins: dict[tuple[str, int], int] = {}
        pieces: list[Ids] = []
        for view in views:
            for sentence in view.sentences:
                self._begins[view.passage.id, sentence.start] = len(pieces)
                pieces.extend(_atom_ids(alignment, sentence))
                pieces.append(_ids(alignment, sentence.gloss))
        self._nearest = alignment.nearest(question, pieces)

    def of(self, view: PassageView, sentence: SentenceView) -> Clauses:
        """Of one sentence, and of its clauses."""
        begin = self._begins[view.passage.id, sentence.start]
        gloss = begin + len(sentence.atoms)
        return Clauses(self._weights, self._nearest[:, begin:gloss], self._nearest[:, gloss])


class Clauses:
    """nearest: of each question token with each atom of a sentence, shape (tokens, atoms); gloss:
    with its everyday wording, shape (tokens,)."""

    def __init__(self, weights: Cosines, nearest: Cosines, gloss: Cosines) -> None:
        self._weights = weights
        self._nearest = nearest
        self._gloss = gloss

    @property
    def whole(self) -> float:
        """Share of the question that the sentence says."""
        said = self._nearest.max(axis=1, initial=0)
        return coverage(self._weights, np.maximum(said, _GLOSS * self._gloss))

    def share(self, first: int, last: int) -> float:
        """Share that the window from atom `first` to atom `last` says."""
        if last < first:
            return 0.0
        return coverage(self._weights, self._nearest[:, first : last + 1].max(axis=1))


@lru_cache(maxsize=20_000)
def _ids(alignment: Alignment, text: str) -> Ids:
    return alignment.ids(text)


def _atom_ids(alignment: Alignment, sentence: SentenceView) -> list[Ids]:
    return [_ids(alignment, sentence.text[start:end]) for start, end in sentence.atoms]
