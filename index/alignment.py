"""How fully a stretch of text says each word of a question, by meaning: late interaction (ColBERT,
Khattab and Zaharia 2020) over the shipped model's token vectors.

Where one vector a text blurs what a long sentence says, here each token of the question looks for
its own nearest token: 'gặp sếp xã mấy hôm' finds 'tiếp công dân' beside 'chủ tịch UBND cấp xã'.
Works on any library, whatever model its passages were embedded by.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.embedding import StaticEncoder
from index.vietnamese import fold

Ids = NDArray[np.int64]
Cosines = NDArray[np.float32]

_CONCAVE = 0.6
"""A cosine c counts as c(1 + 0.6(1 - c)): saying all words roughly is better than some exactly.
Fitted on held-out questions (see index/model/README.md)."""


class Alignment:
    """The token table of a static encoder."""

    def __init__(self, encoder: StaticEncoder) -> None:
        self._encoder = encoder

    def ids(self, text: str) -> Ids:
        """Rows of the table for a text's tokens."""
        return self._encoder.token_ids(text)

    def is_word(self, word: str) -> bool:
        """Whether a word in lower case is a token by itself: frequent enough in general text."""
        return self._encoder.has_token(word)

    def compounds(self, text: str) -> list[str]:
        """Words of several syllables in a text, folded, in its order ('biên chế')."""
        words = (token.replace("\u2581", " ").strip() for token in self._encoder.tokens(text))
        return [fold(word) for word in words if " " in word]

    def weights(self, question: Ids) -> Cosines:
        """What each token of a question weighs, shape (tokens,), sum 1: the length of its vector,
        which training makes small for words that tell nothing."""
        lengths = np.linalg.norm(self._encoder.token_vectors(question), axis=1)
        total = lengths.sum()
        return np.asarray(lengths / (total if total > 0 else 1), dtype=np.float32)

    def nearest(self, question: Ids, pieces: Sequence[Ids]) -> Cosines:
        """Cosine of each question token with its nearest token in each piece of text, shape
        (tokens, pieces), 0-1; 0 for a piece without tokens."""
        found = np.zeros((len(question), len(pieces)), dtype=np.float32)
        filled = [at for at, piece in enumerate(pieces) if len(piece)]
        if not filled or not len(question):
            return found
        tokens, where = np.unique(
            np.concatenate([pieces[at] for at in filled]), return_inverse=True
        )
        cosines = (
            _unit(self._encoder.token_vectors(question))
            @ _unit(self._encoder.token_vectors(tokens)).T
        )
        starts = np.cumsum([0, *(len(pieces[at]) for at in filled[:-1])])
        found[:, filled] = np.maximum.reduceat(cosines[:, where], starts, axis=1)
        return np.maximum(found, 0)


def coverage(weights: Cosines, nearest: Cosines) -> float:
    """0-1: how fully a question with these token weights is said, given the cosine of each of its
    tokens with the nearest one, shape (tokens,)."""
    return float(weights @ (nearest * (1 + _CONCAVE * (1 - nearest))))


def _unit(rows: Cosines) -> Cosines:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1), dtype=np.float32)
