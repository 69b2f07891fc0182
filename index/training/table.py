"""The trainable table: a token's vector is the sum of the vectors of its features.

Features of a token are its syllables without diacritics, the syllables themselves, and for a
compound the compound with and without diacritics. So rare tokens share what their parts know (as
fastText's n-grams do, Bojanowski et al. 2017), and 'tinh gian' starts beside 'tinh giản'. After
training the sums are written out: what ships is an ordinary table with one row a token.
"""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn

from index.training.tokenizer import SPACE
from index.vietnamese import fold

SIF = 1e-3
"""Smoothing of the initial inverse-frequency weight a/(a+p), Arora, Liang and Ma 2017."""


@dataclass(frozen=True)
class TokenFeatures:
    """Features of token i: flat[offsets[i]:offsets[i + 1]]."""

    flat: NDArray[np.int64]
    offsets: NDArray[np.int64]
    names: tuple[str, ...]


def _features_of(token: str) -> list[str]:
    if not token.startswith(SPACE) or len(token) == 1:
        return [f"piece:{token}"]
    syllables = token[1:].split(SPACE)
    names = [f"folded:{fold(s)}" for s in syllables] + [
        f"word:{s}" for s in syllables if s != fold(s)
    ]
    if len(syllables) > 1:
        whole = SPACE.join(syllables)
        names.append(f"folded:{fold(whole)}")
        if whole != fold(whole):
            names.append(f"word:{whole}")
    return names


def token_features(tokenizer: Tokenizer) -> TokenFeatures:
    ids: dict[str, int] = {}
    flat: list[int] = []
    offsets = [0]
    by_id = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    for token, _ in by_id:
        flat.extend(ids.setdefault(name, len(ids)) for name in _features_of(token))
        offsets.append(len(flat))
    return TokenFeatures(np.array(flat), np.array(offsets), tuple(ids))


@dataclass(frozen=True)
class Rows:
    """The rows of the table that a batch touches, as a leaf of the gradient."""

    indices: NDArray[np.int64]
    values: Tensor


class FeatureTable:
    """Gives the vectors of tokens, and of texts as the mean of their tokens' vectors."""

    def __init__(
        self, features: TokenFeatures, token_counts: NDArray[np.int64], dimensions: int, seed: int
    ) -> None:
        self.features = features
        generator = torch.Generator().manual_seed(seed)
        self.weight = torch.randn(len(features.names), dimensions, generator=generator)
        self.weight.mul_(torch.from_numpy(self._initial_norms(token_counts)).float()[:, None])

    def _initial_norms(self, token_counts: NDArray[np.int64]) -> NDArray[np.float64]:
        lengths = np.diff(self.features.offsets)
        counts = np.bincount(self.features.flat, weights=np.repeat(token_counts, lengths))
        norms = SIF / (SIF + counts / max(token_counts.sum(), 1))
        compound = np.array([SPACE in name.removeprefix("piece:") for name in self.features.names])
        pieces = np.array([name.startswith("piece:") for name in self.features.names])
        factors = np.where(pieces, 0.5, np.where(compound, 0.1, 1.0))
        return np.asarray(norms * factors, dtype=np.float64)

    def _flat(self, ids: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The features of the tokens, flat, and where each token's begin."""
        starts, lengths = self.features.offsets[ids], np.diff(self.features.offsets)[ids]
        offsets = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        inside = np.arange(lengths.sum()) - np.repeat(offsets, lengths)
        return self.features.flat[np.repeat(starts, lengths) + inside], offsets

    def texts(self, ids: NDArray[np.int64], offsets: NDArray[np.int64]) -> tuple[Tensor, Rows]:
        """Texts as runs of token ids starting at `offsets` → [texts, dimensions], not normalised.

        Also gives the rows that took part: their gradient is what the optimiser reads.
        """
        seen, local = np.unique(ids, return_inverse=True)
        flat, starts = self._flat(seen)
        used, inner = np.unique(flat, return_inverse=True)
        rows = Rows(used, self.weight[torch.from_numpy(used)].requires_grad_())
        bag = nn.functional.embedding_bag
        tokens = bag(torch.from_numpy(inner), rows.values, torch.from_numpy(starts), mode="sum")
        texts = bag(torch.from_numpy(local), tokens, torch.from_numpy(offsets), mode="mean")
        return texts, rows

    def collapsed(self) -> NDArray[np.float32]:
        """One row a token: the table that ships."""
        flat, starts = self._flat(np.arange(len(self.features.offsets) - 1))
        table = nn.functional.embedding_bag(
            torch.from_numpy(flat), self.weight, torch.from_numpy(starts), mode="sum"
        )
        return np.asarray(table.numpy(), dtype=np.float32)
