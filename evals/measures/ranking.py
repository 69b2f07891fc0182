"""Measures of a ranked list of passages, for `danvan eval retrieval`."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence


def precision_at_1(ranked: Sequence[str], relevant: Collection[str]) -> float:
    """Whether the first passage is relevant.

    Convention: an empty ranking scores 0.
    Source: trec_eval `P.1`.
    """
    return float(bool(ranked) and ranked[0] in relevant)


def recall_at(ranked: Sequence[str], relevant: Collection[str], k: int = 10) -> float:
    """Share of the relevant passages among the first k.

    Convention: an empty ranking scores 0; a passage counts once.
    Source: trec_eval `recall.k`.
    """
    return len(set(ranked[:k]) & set(relevant)) / len(set(relevant))


def reciprocal_rank(ranked: Sequence[str], relevant: Collection[str], k: int = 10) -> float:
    """1 / rank of the first relevant passage among the first k, else 0.

    Source: trec_eval `recip_rank`, cut at k; Voorhees, TREC-8 question answering (1999).
    """
    for rank, passage in enumerate(ranked[:k], start=1):
        if passage in relevant:
            return 1 / rank
    return 0.0


def ndcg_at(ranked: Sequence[str], relevant: Collection[str], k: int = 10) -> float:
    """Discounted gain of the first k over that of an ideal ranking; binary gains.

    Convention: discount 1 / log2(rank + 1); the ideal has min(k, relevant) hits on top.
    Source: Järvelin & Kekäläinen 2002; trec_eval `ndcg_cut.k`.
    """
    wanted = set(relevant)
    gain = sum(1 / math.log2(rank + 1) for rank, p in enumerate(ranked[:k], start=1) if p in wanted)
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(k, len(wanted)) + 1))
    return gain / ideal


def evidence_at(passages: Sequence[str], evidence: Sequence[str], k: int) -> float:
    """Share of the evidence quotes contained whole in one of the first k passages.

    Convention: both texts in comparable form (evals.text); no passage: 0.
    Source: issue of this project; answer recall@k of open-domain question answering
    (Karpukhin et al. 2020), with quotes in place of answer strings.
    """
    found = sum(any(quote in passage for passage in passages[:k]) for quote in evidence)
    return found / len(evidence)
