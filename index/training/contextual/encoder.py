"""The encoder on top of the static table.

Two layers of attention (Vaswani et al. 2017, normalised before as in Xiong et al. 2020) read the
tokens' static vectors and correct each of them: by a weight and by a difference. Both corrections
start at zero, so an untrained encoder gives exactly the static mean, and training starts there.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

Reading = Callable[[NDArray[np.int64], NDArray[np.int64]], Tensor]
"""Texts as runs of token ids and where each begins → [texts, d], not of unit length."""
_TOGETHER = 48
"""Texts of similar length that are padded and read together."""


@dataclass(frozen=True)
class Shape:
    """Sizes of the encoder."""

    width: int = 256
    layers: int = 2
    heads: int = 4
    longest: int = 128
    """Tokens of a text that are read."""


class _Layer(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.before = nn.LayerNorm(shape.width)
        self.all = nn.Linear(shape.width, 3 * shape.width)
        self.mixed = nn.Linear(shape.width, shape.width)
        self.between = nn.LayerNorm(shape.width)
        self.wide = nn.Linear(shape.width, 4 * shape.width)
        self.narrow = nn.Linear(4 * shape.width, shape.width)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        texts, tokens, width = hidden.shape
        three = self.all(self.before(hidden)).view(texts, tokens, 3, self.heads, -1)
        query, key, value = three.permute(2, 0, 3, 1, 4)
        seen = nn.functional.scaled_dot_product_attention(
            query, key, value, attn_mask=mask[:, None, None, :]
        )
        hidden = hidden + self.mixed(seen.transpose(1, 2).reshape(texts, tokens, width))
        return hidden + self.narrow(nn.functional.gelu(self.wide(self.between(hidden))))


class ContextualEncoder(nn.Module):
    """Token ids → text vectors. `table`: [tokens, d], not trained."""

    def __init__(self, table: NDArray[np.float32], shape: Shape, seed: int) -> None:
        super().__init__()
        torch.manual_seed(seed)
        self.shape = shape
        self.table = torch.from_numpy(table / np.linalg.norm(table, axis=1).mean())
        dimensions = table.shape[1]
        self.down = nn.Linear(dimensions, shape.width)
        self.places = nn.Parameter(0.02 * torch.randn(shape.longest, shape.width))
        self.layers = nn.ModuleList(_Layer(shape) for _ in range(shape.layers))
        self.last = nn.LayerNorm(shape.width)
        self.weigh = nn.Linear(shape.width, 1)
        self.correct = nn.Linear(shape.width, dimensions)
        for zero in (self.weigh, self.correct):
            nn.init.zeros_(zero.weight)
            nn.init.zeros_(zero.bias)
        with torch.no_grad():  # The directions in which the table varies most.
            _, _, directions = torch.linalg.svd(self.table[:20_000], full_matrices=False)
            found = directions[: shape.width]
            self.down.weight[: len(found)] = found * float(dimensions) ** 0.5
            nn.init.zeros_(self.down.bias)

    def forward(self, ids: NDArray[np.int64], offsets: NDArray[np.int64]) -> Tensor:
        """Texts as runs of token ids starting at `offsets` → [texts, d], not of unit length."""
        lengths = np.minimum(np.diff(np.append(offsets, len(ids))), self.shape.longest)
        order = np.argsort(lengths, kind="stable")
        parts = []
        for begin in range(0, len(order), _TOGETHER):
            group = order[begin : begin + _TOGETHER]
            steps = np.arange(lengths[group].max())
            present = steps < lengths[group][:, None]
            at = np.where(present, offsets[group][:, None] + steps, 0)
            parts.append(self._padded(torch.from_numpy(ids[at]), torch.from_numpy(present)))
        return torch.cat(parts)[torch.from_numpy(np.argsort(order))]

    def static(self, ids: NDArray[np.int64], offsets: NDArray[np.int64]) -> Tensor:
        """The same without context: the means of the static vectors, of whole texts."""
        return nn.functional.embedding_bag(
            torch.from_numpy(ids), self.table, torch.from_numpy(offsets), mode="mean"
        )

    def _padded(self, ids: Tensor, present: Tensor) -> Tensor:
        static = self.table[ids]
        hidden = self.down(static) + self.places[: ids.shape[1]]
        for layer in self.layers:
            hidden = layer(hidden, present)
        hidden = self.last(hidden)
        tokens = static * (1 + self.weigh(hidden)) + self.correct(hidden)
        shown = present[..., None].to(tokens.dtype)
        return (tokens * shown).sum(1) / shown.sum(1)
