"""A report as JSON: the run's RUN.json with what stood beside it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from evals.compare import Comparison
from evals.records import run_to_json
from evals.report import Report
from evals.support import support_of


def report_to_json(report: Report) -> dict[str, Any]:
    """RUN.json, with `fold` (loss against the questions with diacritics), `peers` and `judge`
    where they were asked for."""
    whole = run_to_json(report.run)
    if report.plain is not None and report.fold_loss is not None:
        whole["fold"] = {
            "summary_with_diacritics": run_to_json(report.plain)["summary"],
            "loss": _differences(report.fold_loss, report.guard),
        }
    if report.peers:
        whole["peers"] = {
            peer.system: {
                **{key: run_to_json(peer)[key] for key in ("summary", "intervals", "seconds")},
                "ours_minus_peer": _differences(found, report.guard),
            }
            for peer, found in zip(report.peers, report.against, strict=True)
        }
    support = support_of(score.answer for score in report.run.scores)
    if support is not None:
        whole["support"] = asdict(support) | {
            "share_before": support.share_before,
            "share_after": support.share_after,
        }
    if report.judge is not None:
        whole["judge"] = {
            "model": report.judge.model,
            "judged": len(report.judge.verdicts),
            "failed": len(report.judge.failed),
            **report.judge.figures(),
        }
    return whole


def comparison_to_json(found: Comparison) -> dict[str, Any]:
    return {
        "schema": 1,
        "a": _named(found.a),
        "b": _named(found.b),
        "common": found.common,
        "only_a": list(found.only_a),
        "only_b": list(found.only_b),
        "measures": _differences(found, False),
    }


def _named(run: Any) -> dict[str, Any]:
    return {"system": run.system, "set": run.set, "index": run.index, "commit": run.commit}


def _differences(found: Comparison, totals_only: bool) -> dict[str, Any]:
    return {
        name: {
            "a": round(d.a, 4),
            "b": round(d.b, 4),
            "difference": round(d.difference, 4),
            "interval": [round(value, 4) for value in d.interval],
            "p": round(d.p, 4),
            "pairs": d.pairs,
            "won": len(d.won) if totals_only else list(d.won),
            "lost": len(d.lost) if totals_only else list(d.lost),
        }
        for name, d in found.differences.items()
    }
