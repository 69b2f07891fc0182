"""Two ways to rank rows of text for a query, and their fusion.

bm25: folded syllables and their pairs (Robertson and Zaragoza 2009, as in bm25s, Lù 2024).
dense: cosine of unit vectors; how near a row is lies between the row as a whole and the
nearest of its units (itself, its sentences, the parts of long ones): the nearest alone misses what
a passage is about, the whole alone what one clause of a long passage says (measured: neither is as
good as both).
hybrid: square of the share of the query that the row says, plus a weight times the cosine. The
share is the BM25 score over the score of a row that said every term of the query as often as one
can (a theoretical bound as normalisation: Bruch, Gai and Ingber 2023, "An analysis of fusion
functions for hybrid retrieval"). Squared, it decides where a row says nearly all of a formal
question, and leaves the choice to the dense lane where every row says little of an everyday one.

A question typed without any diacritics is embedded as typed and as most probably meant
(index/diacritics.py). All constants were chosen on the dev benchmarks: index/model/README.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import bm25s
import numpy as np
from numpy.typing import NDArray

from index.diacritics import restore
from index.embedding import Encoder, Vectors
from index.vietnamese import chunks, is_folded, pairs, sentences, syllables, terms

Lane = Literal["bm25", "dense", "hybrid"]
Progress = Callable[[int, int], None]
Scores = NDArray[np.float32]

DENSE_WEIGHT = 0.2
"""Weight of the cosine (-1 to 1) against the squared lexical share (0 to 1)."""
WHOLE = 0.4
"""Share of the whole row in its dense score, against its nearest unit."""
PAIR_WEIGHT = 0.5
"""Weight of a pair of neighbouring syllables against 1 for a syllable. Compounds are pairs, but a
pair's rarity already counts its syllables again."""
EXPANSION_WEIGHT = 0.5
"""Weight of words that understanding adds to a question, against 1 for its own."""
_K1, _B = 1.2, 0.75
_EMBED_AT_ONCE = 2048


@dataclass(frozen=True, slots=True)
class LaneScores:
    """Scores for one query, higher is better. Shapes: (rows,), units: (units,)."""

    lexical: Scores
    dense: Scores
    fused: Scores
    units: Scores


@dataclass(frozen=True)
class Lanes:
    """Searchable rows of text."""

    lexical: Any  # bm25s.BM25
    vectors: Vectors  # (units, dimension): of each row itself, its sentences and their parts
    first_unit: NDArray[np.int64]  # (rows,): where each row's units begin
    first_part: NDArray[np.int64]  # (sentences,): where the units of each sentence begin
    encoder: Encoder

    @property
    def rows(self) -> int:
        return len(self.first_unit)

    def score(self, query: str, lane: Lane = "hybrid", expansion: str = "") -> LaneScores:
        """Scores of all rows. expansion: further words for the lexical lane, at reduced weight."""
        zeros = np.zeros(self.rows, dtype=np.float32)
        lexical = zeros if lane == "dense" else self._lexical(query)
        if expansion and lane != "dense":
            lexical = lexical + EXPANSION_WEIGHT * self._lexical(expansion)
        units = (
            np.zeros(len(self.vectors), dtype=np.float32) if lane == "bm25" else self._units(query)
        )
        dense = self._of_rows(units) if self.rows else zeros
        bound = self._bound(query)
        fused: Scores = np.float32(DENSE_WEIGHT) * np.maximum(dense, 0)
        if bound > 0:
            fused = fused + np.square(lexical / np.float32(bound))
        return LaneScores(lexical, dense, fused, units)

    def rank(self, query: str, lane: Lane = "hybrid", limit: int = 10) -> list[tuple[int, float]]:
        """(row, score) of the best rows, best first."""
        fused = self.score(query, lane).fused
        return [(int(row), float(fused[row])) for row in best_rows(fused, limit)]

    def _lexical(self, query: str) -> Scores:
        singles = syllables(query)
        scores = self._sum_of(singles) + np.float32(PAIR_WEIGHT) * self._sum_of(pairs(singles))
        return np.asarray(scores, dtype=np.float32)

    def _sum_of(self, wanted: Sequence[str]) -> Scores:
        known = [term for term in wanted if term in self.lexical.vocab_dict]
        if not known:
            return np.zeros(self.rows, dtype=np.float32)
        return np.asarray(self.lexical.get_scores(known), dtype=np.float32)

    def _of_rows(self, units: Scores) -> Scores:
        """Dense score of each row from those of its units, shape (rows,)."""
        nearest = np.maximum.reduceat(units, self.first_unit)
        whole = units[self.first_unit]
        return np.asarray(WHOLE * whole + (1 - WHOLE) * nearest, dtype=np.float32)

    def _bound(self, query: str) -> float:
        """What BM25 would give a row that said every term of the query without end."""
        singles = syllables(query)
        known = {pair for pair in pairs(singles) if self.frequency(pair)}
        return sum(map(self.rarity, set(singles))) + PAIR_WEIGHT * sum(map(self.rarity, known))

    def _units(self, query: str) -> Scores:
        """Cosine of each row and each sentence with the query."""
        readings = [query, restore(query)] if is_folded(query) else [query]
        vector = self.encoder.encode_queries(readings).sum(axis=0)
        vector /= np.linalg.norm(vector) or 1.0
        return np.asarray(self.vectors @ vector, dtype=np.float32)

    def sentences_of(self, row: int, units: Scores) -> tuple[tuple[float, ...], ...]:
        """Scores of each sentence of a row: the sentence's own, then those of its parts."""
        begin = int(self.first_unit[row])
        end = int(self.first_unit[row + 1]) if row + 1 < self.rows else len(self.vectors)
        low, high = np.searchsorted(self.first_part, (begin, end))
        starts = [int(unit) for unit in self.first_part[low:high]]
        return tuple(
            tuple(float(score) for score in units[start:stop])
            for start, stop in zip(starts, [*starts[1:], end], strict=True)
        )

    def frequency(self, term: str) -> int:
        """Rows that have a folded term."""
        known = self.lexical.vocab_dict.get(term)
        if known is None:
            return 0
        begin, end = self.lexical.scores["indptr"][known : known + 2]
        return int(end) - int(begin)

    def rarity(self, term: str) -> float:
        """Inverse document frequency of a folded term, as in BM25; highest where no row has it."""
        frequency = self.frequency(term)
        return float(np.log(1 + (self.rows - frequency + 0.5) / (frequency + 0.5)))

    def save(self, folder: Path) -> None:
        self.lexical.save(str(folder / "lexical"), show_progress=False)
        np.save(folder / "vectors.npy", self.vectors)
        np.save(folder / "first_unit.npy", self.first_unit)
        np.save(folder / "first_part.npy", self.first_part)


def best_rows(scores: Scores, limit: int) -> NDArray[np.int64]:
    """Rows of the `limit` highest scores above zero, best first; ties in row order."""
    limit = min(limit, len(scores))
    if limit <= 0:
        return np.empty(0, dtype=np.int64)
    top = (
        np.argpartition(-scores, limit - 1)[:limit]
        if limit < len(scores)
        else np.arange(len(scores))
    )
    ordered = top[np.lexsort((top, -scores[top]))]
    return ordered[scores[ordered] > 0]


def build_lanes(texts: Sequence[str], encoder: Encoder, progress: Progress | None = None) -> Lanes:
    """Index `texts` as they are, one row each."""
    layout = Layout()
    units = [unit for text in texts for unit in layout.add(text, text)]
    blocks = []
    for begin in range(0, len(units), _EMBED_AT_ONCE):
        blocks.append(encoder.encode_passages(units[begin : begin + _EMBED_AT_ONCE]))
        if progress:
            progress(min(begin + _EMBED_AT_ONCE, len(units)), len(units))
    vectors = np.vstack(blocks) if blocks else np.zeros((0, encoder.dimension), dtype=np.float32)
    return layout.lanes(build_lexical(texts), vectors, encoder)


class Layout:
    """Lays rows out as units, and remembers where each row and sentence begins."""

    def __init__(self) -> None:
        self._first_unit: list[int] = []
        self._first_part: list[int] = []
        self._units = 0

    def add(self, whole: str, text: str) -> list[str]:
        """The units of one more row: `whole` (the text with what it is searched by besides), each
        sentence of `text`, and the parts of long ones."""
        units = [whole]
        self._first_unit.append(self._units)
        for start, end in sentences(text):
            sentence = text[start:end]
            self._first_part.append(self._units + len(units))
            units.append(sentence)
            units.extend(sentence[s:e] for s, e in chunks(sentence))
        self._units += len(units)
        return units

    def lanes(self, lexical: Any, vectors: Vectors, encoder: Encoder) -> Lanes:
        return Lanes(
            lexical,
            vectors,
            np.asarray(self._first_unit, dtype=np.int64),
            np.asarray(self._first_part, dtype=np.int64),
            encoder,
        )


def build_lexical(texts: Sequence[str]) -> Any:
    lexical = bm25s.BM25(k1=_K1, b=_B)
    lexical.index([terms(text) or ["\0"] for text in texts], show_progress=False)
    return lexical


def load_lanes(folder: Path, encoder: Encoder) -> Lanes:
    """Lanes that `save` wrote; the matrices stay on disk, mapped."""
    return Lanes(
        bm25s.BM25.load(str(folder / "lexical"), mmap=True, show_progress=False),
        np.load(folder / "vectors.npy", mmap_mode="r"),
        np.load(folder / "first_unit.npy"),
        np.load(folder / "first_part.npy"),
        encoder,
    )
