"""Asks a library questions and prints times, memory and recall, as JSON: a process of its own."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from evals.scale.corpus import questions
from evals.scale.machine import own_bytes, peak_bytes
from index.embedding import load_encoder
from index.lanes import Lane, Lanes
from index.library import Library

LANES: tuple[Lane, ...] = ("bm25", "dense", "hybrid")
DEPTH = 10
_WARM = 10  # questions asked before the clock runs


def ask(
    corpora: Path, count: int, compared: int, data_dir: Path, url: str | None
) -> dict[str, object]:
    """compared: questions whose hits are compared with an exact search, which is slow."""
    asked = questions(corpora, count + _WARM)
    began = time.perf_counter()
    library = Library.open(data_dir, load_encoder(), url)
    library.search(asked[0])
    found: dict[str, object] = {"open_s": time.perf_counter() - began}
    for question in asked[:_WARM]:
        library.search(question)
    for lane in LANES:
        taken, worked = [], []
        for question in asked[_WARM:]:
            at, busy = time.perf_counter(), time.process_time()
            library.search(question, limit=20, lane=lane)
            taken.append((time.perf_counter() - at) * 1000)
            worked.append((time.process_time() - busy) * 1000)
        found[lane] = {
            "p50_ms": float(np.median(taken)),
            "p95_ms": float(np.percentile(taken, 95)),
            "cpu_p50_ms": float(np.median(worked)),
            "cpu_p95_ms": float(np.percentile(worked, 95)),
        }
    found["peak"], found["own"] = peak_bytes(), own_bytes()
    exact = exact_lanes(library.lanes)
    for lane in LANES:
        shares = [recall(library.lanes, exact, q, lane) for q in asked[_WARM : _WARM + compared]]
        measured = found[lane]
        assert isinstance(measured, dict)
        measured["recall"] = float(np.mean(shares))
    return found


def exact_lanes(lanes: Lanes) -> Lanes:
    """The same rows, every one compared with the question."""
    return replace(lanes, units=replace(lanes.units, codes=None), nearest=None)


def recall(lanes: Lanes, exact: Lanes, question: str, lane: Lane) -> float:
    """Share of the exact search's first ten rows that are among the first ten found."""
    wanted = {row for row, _ in exact.rank(question, lane, DEPTH)}
    found = {row for row, _ in lanes.rank(question, lane, DEPTH)}
    return len(wanted & found) / len(wanted) if wanted else 1.0


if __name__ == "__main__":
    corpora, count, compared, data_dir, url = sys.argv[1:]
    print(json.dumps(ask(Path(corpora), int(count), int(compared), Path(data_dir), url or None)))
