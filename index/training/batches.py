"""Encoded streams and the seeded sampling of batches from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.training.tokenizer import SPACE
from index.vietnamese import fold

Ids = NDArray[np.int64]


@dataclass(frozen=True)
class Texts:
    """Token ids of many texts in one flat array: text i is flat[offsets[i]:offsets[i + 1]]."""

    flat: NDArray[np.int32]
    offsets: Ids

    @staticmethod
    def of(encoded: Sequence[Sequence[int]]) -> "Texts":
        lengths = np.array([len(ids) for ids in encoded], dtype=np.int64)
        flat = np.fromiter(
            (i for ids in encoded for i in ids), dtype=np.int32, count=int(lengths.sum())
        )
        return Texts(flat, np.concatenate([[0], np.cumsum(lengths)]))

    def take(self, rows: Ids) -> tuple[Ids, Ids]:
        """The chosen texts' token ids, flat, and their lengths."""
        lengths = self.offsets[rows + 1] - self.offsets[rows]
        starts = np.repeat(
            self.offsets[rows] - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths
        )
        return self.flat[starts + np.arange(lengths.sum())].astype(np.int64), lengths


@dataclass(frozen=True)
class EncodedStream:
    """Pairs of one view; a passage asked about several times is stored once."""

    name: str
    queries: Texts
    passages: Texts
    passage_of: Ids

    def __len__(self) -> int:
        return len(self.passage_of)


def save_streams(path: Path, streams: list[EncodedStream]) -> None:
    arrays: dict[str, NDArray[np.int64] | NDArray[np.int32]] = {}
    for stream in streams:
        arrays[f"{stream.name} passage_of"] = stream.passage_of
        for part, texts in (("queries", stream.queries), ("passages", stream.passages)):
            arrays[f"{stream.name} {part} flat"] = texts.flat
            arrays[f"{stream.name} {part} offsets"] = texts.offsets
    partial = path.with_suffix(".partial")  # A killed run must not leave half a file to go on from.
    with partial.open("wb") as file:
        np.savez(file, allow_pickle=False, **arrays)
    partial.replace(path)


def load_streams(path: Path) -> list[EncodedStream]:
    with np.load(path) as kept:

        def texts(name: str, part: str) -> Texts:
            return Texts(kept[f"{name} {part} flat"], kept[f"{name} {part} offsets"])

        names = [key.removesuffix(" passage_of") for key in kept if key.endswith(" passage_of")]
        return [
            EncodedStream(n, texts(n, "queries"), texts(n, "passages"), kept[f"{n} passage_of"])
            for n in names
        ]


@dataclass(frozen=True)
class Batch:
    """Queries, then candidate passages, as one run of texts; target[i] is query i's passage."""

    ids: Ids
    offsets: Ids
    queries: int
    target: Ids


def _drop(ids: Ids, lengths: Ids, share: float, rng: Generator) -> tuple[Ids, Ids]:
    """Leaves out tokens at random, never a text's first, so that no text becomes empty."""
    keep = rng.random(len(ids)) >= share
    keep[np.concatenate([[0], np.cumsum(lengths)[:-1]])] = True
    owner = np.repeat(np.arange(len(lengths)), lengths)
    return ids[keep], np.bincount(owner[keep], minlength=len(lengths))


@dataclass(frozen=True)
class Folding:
    """What each token becomes without its diacritics, as token ids."""

    tokens: Texts

    @staticmethod
    def of(tokenizer: Tokenizer) -> "Folding":
        by_id = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
        encoded = tokenizer.encode_batch(
            [fold(t).replace(SPACE, " ") for t, _ in by_id], add_special_tokens=False
        )
        return Folding(Texts.of([e.ids or [i] for i, e in enumerate(encoded)]))

    def apply(self, ids: Ids, lengths: Ids, chosen: NDArray[np.bool_]) -> tuple[Ids, Ids]:
        """Folds the chosen tokens of texts given flat."""
        owner = np.repeat(np.arange(len(lengths)), lengths)
        folded, sizes = self.tokens.take(ids)
        first = np.repeat(np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes)
        chosen_wide, inside = np.repeat(chosen, sizes), np.arange(len(folded)) - first
        kept = chosen_wide | (inside == 0)
        result = np.where(chosen_wide, folded, np.repeat(ids, sizes))[kept]
        return result, np.bincount(np.repeat(owner, sizes)[kept], minlength=len(lengths))


HALF_FOLDED = 0.15
"""Share of the queries that lose the diacritics of every second word."""


def draw(
    stream: EncodedStream,
    size: int,
    run: int,
    dropout: float,
    folded: float,
    folding: Folding,
    rng: Generator,
    mistakes: Ids | None = None,
) -> Batch:
    """Runs of neighbouring pairs: the document's other passages are then among the negatives.

    `mistakes` [pairs, n]: wrong passages of each pair, of which one joins the negatives.
    """
    run = max(1, min(run, size, len(stream)))
    starts = rng.choice(len(stream) // run, size=min(size, len(stream)) // run, replace=False) * run
    rows = (starts[:, None] + np.arange(run)).ravel()
    candidates = stream.passage_of[rows]
    if mistakes is not None and mistakes.shape[1]:
        column = rng.integers(mistakes.shape[1], size=len(rows))
        candidates = np.concatenate([candidates, mistakes[rows, column]])
    passages, place = np.unique(candidates, return_inverse=True)
    target = place[: len(rows)]
    ids, lengths = stream.queries.take(rows)
    spelling = rng.random(len(rows))
    share = np.where(spelling < folded, 1.0, np.where(spelling < folded + HALF_FOLDED, 0.5, 0.0))
    ids, lengths = folding.apply(ids, lengths, rng.random(len(ids)) < np.repeat(share, lengths))
    passage_ids, passage_lengths = stream.passages.take(passages)
    ids, lengths = np.concatenate([ids, passage_ids]), np.concatenate([lengths, passage_lengths])
    ids, lengths = _drop(ids, lengths, dropout, rng)
    return Batch(
        ids, np.concatenate([[0], np.cumsum(lengths)[:-1]]), len(rows), target.astype(np.int64)
    )
