"""Vectors of units of text (a row itself, its sentences, the parts of long ones), on disk.

Up to EXACT_ROWS rows every unit is compared with the query: float32, memory-mapped. Beyond, search
narrows down: one bit a dimension, of a quarter of the dimensions, is scanned over all units; the
rows that are nearest so far are compared by all their bits, and what is then left by 8-bit vectors
(binary codes with rescoring: Yamada et al. 2021, "Efficient passage retrieval with
hashing"). Figures that led to this: docs/scale.md.

    vectors.npy      (units, dimension) float32, or int8 beyond EXACT_ROWS
    first_unit.npy   (rows + 1,): where the units of each row begin, and their number
    codes.npy        beyond EXACT_ROWS: (dimension / 64, units) bits, one column a unit
    lengths.npy      beyond EXACT_ROWS: (units,) length of each int8 vector
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from index.embedding import Vectors

EXACT_ROWS = 20_000
"""Rows up to which a question is compared with every unit: about 75,000 units, 40 ms of one core
at 512 dimensions."""
Rows = NDArray[np.int64]
Scores = NDArray[np.float32]
_BLOCK = 1 << 15  # units scanned at once, so that the work stays in the processor's cache
_WORD = 64  # bits
_SCAN = 4  # one word of bits of so many is scanned: 128 dimensions, at which ours can be cut too
_SCANNED = 40_000  # units that the scan leaves
_SAMPLED = 64  # one unit of so many is looked at to tell how near those are


@dataclass(frozen=True)
class Units:
    vectors: NDArray[Any]  # (units, dimension) float32 of length 1, or int8
    first: Rows  # (rows + 1,)
    codes: NDArray[np.uint64] | None = None  # (words, units)
    lengths: Scores | None = None  # (units,) of int8 vectors

    def __len__(self) -> int:
        return len(self.vectors)

    @property
    def rows(self) -> int:
        return len(self.first) - 1

    def cosines(self, vector: Scores) -> Scores:
        """Of every unit with a vector, shape (units,)."""
        if self.lengths is None:
            return np.asarray(self.vectors @ vector, dtype=np.float32)
        blocks = range(0, len(self), _BLOCK)
        return np.concatenate([self.block(slice(b, b + _BLOCK)) @ vector for b in blocks])

    def cosines_at(self, units: Rows, vector: Scores) -> Scores:
        """Of some units with a vector, shape (len(units),)."""
        return np.asarray(self.block(units) @ vector, dtype=np.float32)

    def block(self, units: Rows | slice) -> Vectors:
        """Vectors of some units, of length 1."""
        found = np.asarray(self.vectors[units], dtype=np.float32)
        return found if self.lengths is None else found / self.lengths[units][:, None]

    def of_rows(self, rows: Rows) -> tuple[Rows, Rows]:
        """All units of some rows, and where in them each row begins."""
        begin, count = self.first[rows], self.first[rows + 1] - self.first[rows]
        start = np.cumsum(count) - count
        return np.repeat(begin - start, count) + np.arange(count.sum()), start

    def scanned(self, vector: Scores) -> Rows:
        """Rows that hold one of the units nearest to `vector` by the first of the bits: some
        `_SCANNED` units, ascending. Only where there are codes."""
        assert self.codes is not None
        words = -(-len(self.codes) // _SCAN)
        differing = np.zeros(len(self), dtype=np.uint16)
        same, count = np.empty(_BLOCK, dtype=np.uint64), np.empty(_BLOCK, dtype=np.uint8)
        asked = _codes(vector[None])[0]
        for begin in range(0, len(self), _BLOCK):
            block = self.codes[:words, begin : begin + _BLOCK]
            size = block.shape[1]
            total = differing[begin : begin + size]
            for word, bits in zip(block, asked, strict=False):
                np.bitwise_xor(word, bits, out=same[:size])
                np.add(total, np.bitwise_count(same[:size], out=count[:size]), out=total)
        if len(self) > _SCANNED:
            sample = np.sort(differing[::_SAMPLED])
            nearest = np.flatnonzero(differing <= sample[_SCANNED * len(sample) // len(self)])
        else:
            nearest = np.arange(len(self))
        rows = np.searchsorted(self.first, nearest, side="right") - 1
        return rows[np.diff(rows, prepend=-1) > 0]

    def agreement(self, units: Rows, vector: Scores) -> Scores:
        """Dimensions in which the sign of each of some units is that of `vector`, less those in
        which it is not, shape (len(units),): a coarse cosine. Only where there are codes."""
        assert self.codes is not None
        differing = np.zeros(len(units), dtype=np.uint16)
        for word, bits in zip(self.codes, _codes(vector[None])[0], strict=True):
            differing += np.bitwise_count(word[units] ^ bits)
        return np.float32(len(vector)) - 2 * differing.astype(np.float32)

    @classmethod
    def load(cls, folder: Path) -> Units:
        """Units that `UnitWriter` wrote; the matrices stay on disk, mapped. Raises OSError or
        ValueError where they do not fit together."""
        first = np.load(folder / "first_unit.npy")
        vectors = _mapped(folder / "vectors.npy")
        codes = lengths = None
        if vectors.dtype == np.int8:
            codes, lengths = _mapped(folder / "codes.npy"), _mapped(folder / "lengths.npy")
        if len(first) == 0 or first[-1] != len(vectors):
            raise ValueError("vectors.npy")
        return cls(vectors, first, codes, lengths)


class UnitWriter:
    """Writes units block by block, so that memory does not grow with their number. A context."""

    def __init__(
        self, folder: Path, dimension: int, rows: int, exact_rows: int = EXACT_ROWS
    ) -> None:
        self._folder = folder
        self._coded = rows > exact_rows
        kind = np.int8 if self._coded else np.float32
        self._vectors = _Growing(folder / "vectors.npy", (dimension,), np.dtype(kind))
        self._lengths: list[Scores] = []

    def __enter__(self) -> UnitWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._vectors.close()

    def add(self, vectors: Vectors) -> None:
        """More units, of length 1, shape (n, dimension)."""
        if self._coded:
            largest = np.abs(vectors).max(axis=1, keepdims=True, initial=1e-9)
            short = np.rint(vectors * (127 / largest)).astype(np.int8)
            lengths = np.linalg.norm(short.astype(np.float32), axis=1)
            self._lengths.append(np.where(lengths > 0, lengths, 1).astype(np.float32))
            self._vectors.add(short)
        else:
            self._vectors.add(np.asarray(vectors, dtype=np.float32))

    def finish(self, first: Rows) -> Units:
        """first: shape (rows + 1,). The units, opened."""
        self._vectors.close()
        np.save(self._folder / "first_unit.npy", first)
        if self._coded:
            np.save(self._folder / "lengths.npy", np.concatenate(self._lengths))
            self._write_codes()
        return Units.load(self._folder)

    def _write_codes(self) -> None:
        vectors = np.load(self._folder / "vectors.npy", mmap_mode="r")
        words = -(-vectors.shape[1] // _WORD)
        codes = npy.open_memmap(
            self._folder / "codes.npy", "w+", dtype=np.uint64, shape=(words, len(vectors))
        )
        for begin in range(0, len(vectors), _BLOCK):
            codes[:, begin : begin + _BLOCK] = _codes(vectors[begin : begin + _BLOCK]).T
        codes.flush()


class _Growing:
    """A .npy file whose number of rows is known at its end only: NumPy pads the header so that it
    can be written anew in place."""

    def __init__(self, path: Path, row: tuple[int, ...], kind: np.dtype[Any]) -> None:
        self._file = path.open("wb")
        self._row, self._kind, self._count = row, kind, 0
        self._write_header()

    def add(self, block: NDArray[Any]) -> None:
        self._file.write(np.ascontiguousarray(block, dtype=self._kind).tobytes())
        self._count += len(block)

    def close(self) -> None:
        if not self._file.closed:
            self._file.seek(0)
            self._write_header()
            self._file.close()

    def _write_header(self) -> None:
        shape = (self._count, *self._row)
        header = {"descr": npy.dtype_to_descr(self._kind), "fortran_order": False, "shape": shape}
        npy.write_array_header_1_0(self._file, header)


def _mapped(path: Path) -> NDArray[Any]:
    """A .npy file, left on disk; a plain array, since numpy.memmap takes time for each slice."""
    return np.asarray(np.load(path, mmap_mode="r"))


def _codes(vectors: NDArray[Any]) -> NDArray[np.uint64]:
    """One bit a dimension, set where it is above zero, shape (n, words)."""
    bits = np.packbits(vectors > 0, axis=1)
    padded = np.zeros((len(bits), -(-bits.shape[1] // 8) * 8), dtype=np.uint8)
    padded[:, : bits.shape[1]] = bits
    return padded.view(np.uint64)
