"""Peers: other ways to do the job, run on the same questions in the same run.

    stock          llama-index quick start with the small English model (optional package)
    bm25-plain     BM25 over lower-case words with their diacritics
    bm25-folded    BM25 over folded syllables and their pairs: our lexical lane alone
    ours-no-dense, ours-no-bm25
                   the assistant itself with one lane of its search switched off

A retrieval peer has no answering part: its answer is the first passage, its citations the first
five, it never refuses and it does not see the history.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from evals import messages
from evals.errors import EvalsError

if TYPE_CHECKING:
    from evals.baselines.library import HasLibrary
    from evals.types import System


def _stock(assistant: HasLibrary) -> System:
    from evals.baselines.stock import StockSystem

    return StockSystem(assistant.library)


def _plain(assistant: HasLibrary) -> System:
    from evals.baselines.plain_bm25 import PlainBm25System

    return PlainBm25System(assistant.library)


def _folded(assistant: HasLibrary) -> System:
    from evals.baselines.passages import LaneSystem

    return LaneSystem("bm25-folded", assistant.library, "bm25")


def _no_dense(assistant: HasLibrary) -> System:
    from evals.baselines.ablation import without_lane

    return without_lane("ours-no-dense", assistant, "bm25")


def _no_bm25(assistant: HasLibrary) -> System:
    from evals.baselines.ablation import without_lane

    return without_lane("ours-no-bm25", assistant, "dense")


PEERS: dict[str, Callable[[HasLibrary], System]] = {
    "stock": _stock,
    "bm25-plain": _plain,
    "bm25-folded": _folded,
    "ours-no-dense": _no_dense,
    "ours-no-bm25": _no_bm25,
}


def open_peer(name: str, assistant: HasLibrary) -> System:
    """A peer over the assistant's library. Raises PeerUnavailable where a package is missing."""
    if name not in PEERS:
        raise EvalsError(messages.PEER_UNKNOWN.format(name, ", ".join(PEERS)))
    return PEERS[name](assistant)
