"""Builds a library of so many passages and prints what that took, as JSON: a process of its own,
so that its peak of memory is its own."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from evals.scale.corpus import documents
from evals.scale.machine import bytes_below, peak_bytes
from index.build import store_snapshot, vectors_held
from index.embedding import load_encoder
from index.library import Library
from index.store import Source, Store


def build(
    corpora: Path, passages: int, data_dir: Path, url: str | None, known: Path | None
) -> dict[str, float]:
    """known: a data folder with the same documents, whose vectors are taken; then `embed_s` says
    how long the store took to take them in."""
    encoder = load_encoder()
    encoder.encode_passages(["làm nóng"])
    read = list(documents(corpora, passages))
    sources = tuple(Source(d.id, d.file, d.sha256) for d, _ in read)
    store = Store(data_dir, url)
    began, stages = time.perf_counter(), {}
    busy = time.process_time()

    def report(stage: str, done: int, total: int) -> None:
        if done == total:
            stages[stage] = time.perf_counter() - began

    held = vectors_held(Library.open(known, encoder)) if known else lambda document, passages: None
    with store.writing():
        store_snapshot(store, sources, read, encoder, report, held)
    snapshot = store.current()
    return {
        "build_s": time.perf_counter() - began,
        "build_cpu_s": time.process_time() - busy,
        "embed_s": min(stages.values()),
        "build_peak": peak_bytes(),
        "disk": bytes_below(snapshot),
        "disk_lexical": bytes_below(snapshot / "lexical"),
        "disk_text": bytes_below(snapshot / "library.sqlite"),
    }


if __name__ == "__main__":
    corpora, passages, data_dir, url, known = sys.argv[1:]
    held = Path(known) if known else None
    print(json.dumps(build(Path(corpora), int(passages), Path(data_dir), url or None, held)))
