"""In-batch contrastive loss at several vector lengths at once."""

import torch
from torch import Tensor, nn


def contrastive(
    vectors: Tensor, queries: int, target: Tensor, scale: float, lengths: tuple[int, ...]
) -> Tensor:
    """InfoNCE (van den Oord et al. 2018) of queries against every candidate passage of the batch.

    Summed over prefixes of the vectors, so that they may be cut (Matryoshka, Kusupati et al. 2022).
    `vectors` holds the queries first, then the candidates; `target[i]` is query i's candidate.
    """
    loss = torch.zeros(())
    for length in lengths:
        unit = nn.functional.normalize(vectors[:, :length], dim=1)
        logits = scale * unit[:queries] @ unit[queries:].T
        loss = loss + nn.functional.cross_entropy(logits, target)
    return loss / len(lengths)
