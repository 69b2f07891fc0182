"""Runs as a Markdown table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_HEAD = (
    "| store | passages | load | build s (CPU) | disk GB | build peak GB "
    "| asking peak GB (own) | open s | bm25 p50 / p95 ms (CPU p95) | dense p50 / p95 ms (CPU) "
    "| hybrid p50 / p95 ms (CPU) | recall dense, hybrid |"
)


def table(runs: Sequence[Mapping[str, Any]]) -> str:
    return "\n".join((_HEAD, "|" + " --- |" * (_HEAD.count("|") - 1), *map(_row, runs)))


def _row(run: Mapping[str, Any]) -> str:
    lanes = [
        f"{run[lane]['p50_ms']:.0f} / {run[lane]['p95_ms']:.0f} ({run[lane]['cpu_p95_ms']:.0f})"
        for lane in _LANES
    ]
    disk, peak = _giga(run.get("disk", 0)), f"{_giga(run['peak'])} ({_giga(run['own'])})"
    if "server_peak" in run:
        disk += f" + {_giga(run['server_disk'])}"
        peak += f" + {_giga(run['server_peak'])}"
    cells = (
        run["store"],
        f"{run['passages']:,}",
        f"{run['load']:.0f}",
        f"{run.get('build_s', 0):.0f} ({run.get('build_cpu_s', 0):.0f})",
        disk,
        _giga(run.get("build_peak", 0)),
        peak,
        f"{run['open_s']:.1f}",
        *lanes,
        f"{run['dense']['recall']:.3f}, {run['hybrid']['recall']:.3f}",
    )
    return f"| {' | '.join(cells)} |"


_LANES = ("bm25", "dense", "hybrid")


def _giga(count: float) -> str:
    return f"{count / 1e9:.2f}"
