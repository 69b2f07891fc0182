"""Two ways to rank rows of text for a query, and their fusion.

bm25: folded syllables and their pairs (Robertson and Zaragoza 2009, as in bm25s, Lù 2024).
dense: cosine of unit vectors; how near a row is lies between the row as a whole and the
nearest of its units (itself, its sentences, the parts of long ones, their everyday wordings): the
nearest alone misses what a passage is about, the whole alone what one clause of a long passage says
(measured: neither is as good as both).
hybrid: square of the share of the query that the row says, plus a weight times the cosine. The
share is the BM25 score over the score of a row that said every term of the query as often as one
can (a theoretical bound as normalisation: Bruch, Gai and Ingber 2023, "An analysis of fusion
functions for hybrid retrieval"). Squared, it decides where a row says nearly all of a formal
question, and leaves the choice to the dense lane where every row says little of an everyday one.

A question typed without any diacritics is embedded as typed and as most probably meant
(index/diacritics.py). All constants were chosen on the dev benchmarks: index/model/README.md.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import bm25s
import numpy as np
from numpy.typing import NDArray

from index.diacritics import restore
from index.embedding import Encoder
from index.types import Gloss
from index.units import EXACT_ROWS, Rows, Units, UnitWriter
from index.vietnamese import chunks, is_folded, pairs, sentences, syllables, terms

Lane = Literal["bm25", "dense", "hybrid"]
Progress = Callable[[int, int], None]
Scores = NDArray[np.float32]

DENSE_WEIGHT = 0.2
"""Weight of the cosine (-1 to 1) against the squared lexical share (0 to 1)."""
WHOLE = 0.25
"""Share of the whole row in its dense score, against its nearest unit."""
PAIR_WEIGHT = 0.5
"""Weight of a pair of neighbouring syllables against 1 for a syllable. Compounds are pairs, but a
pair's rarity already counts its syllables again."""
EXPANSION_WEIGHT = 0.5
"""Weight of words that understanding adds to a question, against 1 for its own."""
CANDIDATES = 1_000
"""Rows that each lane proposes where rows are too many to compare every one; the score that
decides is exact. At 1,000 the ten best of the exact search are all among them (docs/scale.md)."""
_SCOPE_EXACT = 4_000  # rows asked about up to which each is compared, however large the library
_BLOCKS = 4  # a wanted row: rows are looked at in so many blocks to find the best of them
_K1, _B = 0.9, 0.9
_EMBED_AT_ONCE = 2048

Nearest = Callable[[Scores, int, tuple[str, ...]], Rows]
"""(vector, how many, documents or all) -> the nearest rows, as a vector store finds them."""


@dataclass(frozen=True, slots=True)
class LaneScores:
    """Scores for one query, higher is better. Shapes: (rows,), units: (units,)."""

    lexical: Scores
    dense: Scores
    fused: Scores
    units: Scores


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of the library that is searched. rows: a mask, shape (rows,)."""

    documents: tuple[str, ...]
    rows: NDArray[np.bool_]


@dataclass(frozen=True)
class Lanes:
    """Searchable rows of text."""

    lexical: Any  # bm25s.BM25
    units: Units
    first_part: NDArray[np.int64]  # (sentences,): where the units of each sentence begin
    encoder: Encoder
    nearest: Nearest | None = None  # of a vector store that is asked instead of `units`

    @property
    def rows(self) -> int:
        return self.units.rows

    def score(
        self, query: str, lane: Lane = "hybrid", expansion: str = "", scope: Scope | None = None
    ) -> LaneScores:
        """Scores of all rows, zero outside `scope`. expansion: further words for the lexical lane,
        at reduced weight. Rows that no lane proposes have a dense and a fused score of zero."""
        zeros = np.zeros(self.rows, dtype=np.float32)
        lexical = zeros if lane == "dense" else self._lexical(query)
        if expansion and lane != "dense":
            lexical = lexical + EXPANSION_WEIGHT * self._lexical(expansion)
        if scope is not None:
            lexical = np.where(scope.rows, lexical, np.float32(0))
        units = np.zeros(len(self.units), dtype=np.float32)
        dense, proposed = zeros, None
        if lane != "bm25" and self.rows:
            vector = self._vector(query)
            proposed = self._proposed(vector, lexical, scope)
            units, dense = self._near(vector, proposed)
        bound = self._bound(query)
        if proposed is None:
            fused = _fused(lexical, dense, bound)
            if scope is not None:
                fused = np.where(scope.rows, fused, np.float32(0))
        else:
            fused = np.zeros(self.rows, dtype=np.float32)
            fused[proposed] = _fused(lexical[proposed], dense[proposed], bound)
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

    def _proposed(self, vector: Scores, lexical: Scores, scope: Scope | None) -> Rows | None:
        """Rows to compare with the query's vector; None for every one."""
        if self.units.codes is None and self.nearest is None:
            return None
        if scope is not None and np.count_nonzero(scope.rows) <= _SCOPE_EXACT:
            return np.flatnonzero(scope.rows)
        if self.nearest is not None:
            near = self.nearest(vector, CANDIDATES, scope.documents if scope else ())
        else:
            near = self._coarsely_near(vector, scope)
        return np.union1d(near, best_rows(lexical, CANDIDATES))

    def _coarsely_near(self, vector: Scores, scope: Scope | None) -> Rows:
        """The nearest rows by the bits of their units, at most CANDIDATES."""
        rows = self.units.scanned(vector) if scope is None else np.flatnonzero(scope.rows)
        chosen, start = self.units.of_rows(rows)
        coarse = _of_rows(self.units.agreement(chosen, vector), start)
        return rows[best_rows(coarse, CANDIDATES)]

    def _near(self, vector: Scores, proposed: Rows | None) -> tuple[Scores, Scores]:
        """Cosines of units and dense scores of rows, zero where a row is not proposed."""
        if proposed is None:
            every = self.units.cosines(vector)
            return every, _of_rows(every, self.units.first[:-1])
        units = np.zeros(len(self.units), dtype=np.float32)
        dense = np.zeros(self.rows, dtype=np.float32)
        if len(proposed):
            chosen, start = self.units.of_rows(proposed)
            cosines = self.units.cosines_at(chosen, vector)
            units[chosen] = cosines
            dense[proposed] = _of_rows(cosines, start)
        return units, dense

    def _bound(self, query: str) -> float:
        """What BM25 would give a row that said every term of the query without end."""
        singles = syllables(query)
        known = {pair for pair in pairs(singles) if self.frequency(pair)}
        return sum(map(self.rarity, set(singles))) + PAIR_WEIGHT * sum(map(self.rarity, known))

    def _vector(self, query: str) -> Scores:
        """What the dense lane looks for, shape (dimension,)."""
        readings = [query, restore(query)] if is_folded(query) else [query]
        vector = self.encoder.encode_queries(readings).sum(axis=0)
        vector /= np.linalg.norm(vector) or 1.0
        return np.asarray(vector, dtype=np.float32)

    def sentences_of(self, row: int, units: Scores) -> tuple[tuple[float, ...], ...]:
        """Scores of each sentence of a row: the sentence's own, those of its parts, those of its
        glosses."""
        begin, end = int(self.units.first[row]), int(self.units.first[row + 1])
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
        """The units were written as they came."""
        self.lexical.save(str(folder / "lexical"), show_progress=False)
        np.save(folder / "first_part.npy", self.first_part)


def _of_rows(units: Scores, first: Rows) -> Scores:
    """Dense score of rows from those of their units, shape (len(first),). first: where in `units`
    each row begins, with the unit that is the row as a whole."""
    nearest = np.maximum.reduceat(units, first)
    return np.asarray(WHOLE * units[first] + (1 - WHOLE) * nearest, dtype=np.float32)


def _fused(lexical: Scores, dense: Scores, bound: float) -> Scores:
    """Fused scores of the same rows, from both lanes' scores."""
    fused = np.float32(DENSE_WEIGHT) * np.maximum(dense, 0)
    return fused + np.square(lexical / np.float32(bound)) if bound > 0 else fused


def best_rows(scores: Scores, limit: int) -> NDArray[np.int64]:
    """Rows of the `limit` highest scores above zero, best first; ties in row order."""
    if limit <= 0:
        return np.empty(0, dtype=np.int64)
    top = np.flatnonzero(scores >= _floor(scores, limit))
    ordered = top[np.lexsort((top, -scores[top]))][:limit]
    return ordered[scores[ordered] > 0]


def _floor(scores: Scores, limit: int) -> float:
    """A score that at least `limit` rows reach and not many more: the lowest of the `limit`
    highest among the best rows of as many blocks of rows, times `_BLOCKS`."""
    blocks = _BLOCKS * limit
    rows_in_block = len(scores) // blocks
    if rows_in_block < 2:
        return 0.0
    highest = scores[: rows_in_block * blocks].reshape(rows_in_block, blocks).max(axis=0)
    return max(0.0, float(np.partition(highest, blocks - limit)[blocks - limit]))


def build_lanes(
    texts: Sequence[str],
    encoder: Encoder,
    folder: Path,
    progress: Progress | None = None,
    exact_rows: int = EXACT_ROWS,
) -> Lanes:
    """Index `texts` as they are, one row each, in an empty folder."""
    layout = Layout()
    units = [unit for text in texts for unit in layout.add(text, text)]
    with UnitWriter(folder, encoder.dimension, len(texts), exact_rows) as writer:
        for begin in range(0, len(units), _EMBED_AT_ONCE):
            writer.add(encoder.encode_passages(units[begin : begin + _EMBED_AT_ONCE]))
            if progress:
                progress(min(begin + _EMBED_AT_ONCE, len(units)), len(units))
        stored = writer.finish(layout.first_unit)
    lanes = Lanes(build_lexical(texts), stored, layout.first_part, encoder)
    lanes.save(folder)
    return lanes


class Layout:
    """Lays rows out as units, and remembers where each row and sentence begins."""

    def __init__(self) -> None:
        self._first_unit = array("q")
        self._first_part = array("q")
        self._units = 0

    def add(self, whole: str, text: str, glosses: Sequence[Gloss] = ()) -> list[str]:
        """The units of one more row: `whole` (the text with what it is searched by besides), then
        of each sentence of `text` itself, its parts if it is long, and its `glosses`."""
        units = [whole]
        self._first_unit.append(self._units)
        for start, end in sentences(text):
            sentence = text[start:end]
            self._first_part.append(self._units + len(units))
            units.append(sentence)
            units.extend(sentence[s:e] for s, e in chunks(sentence))
            units.extend(g.text for g in glosses if start <= g.start and g.end <= end)
        self._units += len(units)
        return units

    @property
    def first_unit(self) -> Rows:
        """Shape (rows + 1,)."""
        return np.asarray([*self._first_unit, self._units], dtype=np.int64)

    @property
    def first_part(self) -> Rows:
        """Shape (sentences,)."""
        return np.asarray(self._first_part, dtype=np.int64)


def build_lexical(texts: Iterable[str]) -> Any:
    """The BM25 index of rows. Terms become numbers at once: as strings those of a million rows
    would fill the memory."""
    numbers: dict[str, int] = {}
    rows = [
        array("i", [numbers.setdefault(term, len(numbers)) for term in terms(text) or ["\0"]])
        for text in texts
    ]
    lexical = bm25s.BM25(k1=_K1, b=_B)
    lexical.index((rows, numbers), show_progress=False)
    return lexical


def load_lanes(folder: Path, encoder: Encoder, nearest: Nearest | None = None) -> Lanes:
    """Lanes of a finished folder; the matrices stay on disk, mapped."""
    return Lanes(
        bm25s.BM25.load(str(folder / "lexical"), mmap=True, show_progress=False),
        Units.load(folder),
        np.load(folder / "first_part.npy"),
        encoder,
        nearest,
    )
