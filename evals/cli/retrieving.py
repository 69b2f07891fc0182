"""`danvan eval retrieval`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from evals import messages
from evals.baselines import open_peer
from evals.baselines.passages import LaneSystem
from evals.cli.context import (
    json_text,
    leave_if_fallen,
    open_assistant,
    progress,
    tell,
    told_errors,
)
from evals.errors import EvalsError, PeerUnavailable
from evals.floors import RETRIEVAL_MEASURES, falls, load_floors
from evals.questions import load_questions
from evals.report import figure
from evals.report_markdown import table
from evals.retrieval import (
    Benchmark,
    LaneRanker,
    Ranker,
    find_evidence,
    load_benchmark,
    rank_benchmark,
)
from evals.types import System
from index.lanes import Lane

LANES: tuple[Lane, ...] = ("bm25", "dense", "hybrid")


def retrieval(
    context: typer.Context,
    data: Annotated[Path | None, typer.Option(help=messages.OPT_DATA)] = None,
    questions: Annotated[Path | None, typer.Option(help=messages.OPT_RETRIEVAL_QUESTIONS)] = None,
    lane: Annotated[Lane, typer.Option(help=messages.OPT_LANE)] = "hybrid",
    fold_questions: Annotated[
        bool, typer.Option("--fold-questions", help=messages.OPT_LIMITLESS)
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=messages.OPT_JSON)] = False,
    peers: Annotated[bool, typer.Option("--peers", help=messages.OPT_RETRIEVAL_PEERS)] = False,
    check_floors: Annotated[bool, typer.Option("--check-floors", help=messages.OPT_FLOORS)] = False,
    floors: Annotated[Path | None, typer.Option(help=messages.OPT_FLOORS_FILE)] = None,
) -> None:
    with told_errors():
        if (data is None) == (questions is None):
            raise EvalsError(messages.RETRIEVAL_ONE_OF)
        if data is not None:
            found = _benchmark(context, load_benchmark(data), lane, fold_questions, peers)
            name = data.resolve().name
        else:
            assert questions is not None
            found = _evidence(context, questions, lane, fold_questions, peers)
            name = questions.stem
        check = check_floors or floors is not None
        limits = (load_floors(floors) if floors else load_floors()) if check else {}
    typer.echo(json_text(found) if as_json else _table(found))
    if check:
        leave_if_fallen(falls(limits, name, found, RETRIEVAL_MEASURES))


def _benchmark(
    context: typer.Context, benchmark: Benchmark, lane: Lane, fold: bool, peers: bool
) -> dict[str, Any]:
    from assistant.cli.context import settings_of
    from index.embedding import load_encoder
    from index.lanes import build_lanes

    settings = settings_of(context)
    encoder = load_encoder(settings.embedding_model, settings.query_prefix, settings.passage_prefix)
    texts = list(benchmark.passages.values())
    folder = TemporaryDirectory(prefix="danvan-", ignore_cleanup_errors=True)
    with progress(benchmark.name) as moved:
        lanes = build_lanes(texts, encoder, Path(folder.name), moved)

    def figures(ranker: Ranker, name: str) -> dict[str, Any]:
        with progress(name) as moved:
            return dict(rank_benchmark(benchmark, ranker, fold, moved).to_json())

    found = figures(LaneRanker(lanes, lane), lane)
    if peers:
        found["peers"] = {}
        for other in LANES:
            if other != lane:
                found["peers"][f"ours-{other}"] = figures(LaneRanker(lanes, other), other)
        for name, build in _peer_rankers():
            try:
                found["peers"][name] = figures(build(texts), name)
            except PeerUnavailable as error:
                tell(messages.PEER_SKIPPED.format(name, error))
    return found


def _peer_rankers() -> Sequence[tuple[str, Callable[[Sequence[str]], Ranker]]]:
    from evals.baselines.plain_bm25 import PlainBm25
    from evals.baselines.stock import StockRanker

    return (("bm25-plain", PlainBm25), ("stock", StockRanker))


def _evidence(
    context: typer.Context, file: Path, lane: Lane, fold: bool, peers: bool
) -> dict[str, Any]:
    questions = load_questions([file])
    assistant = open_assistant(context)

    def figures(system: System) -> dict[str, Any]:
        """A retrieval peer cites its first five passages whole."""
        return find_evidence(
            questions, lambda q: [c.quote for c in system.answer(q).citations], fold
        ).to_json()

    found = figures(LaneSystem(lane, assistant.library, lane))
    if peers:
        found["peers"] = {
            f"ours-{other}": figures(LaneSystem(other, assistant.library, other))
            for other in LANES
            if other != lane
        }
        for name in ("bm25-plain", "stock"):
            try:
                found["peers"][name] = figures(open_peer(name, assistant))
            except PeerUnavailable as error:
                tell(messages.PEER_SKIPPED.format(name, error))
    return found


def _table(found: dict[str, Any]) -> str:
    rows: list[list[str]] = []
    if "p1" in found:
        shown = ("p1", "r10", "mrr10", "ndcg10", "p50_ms")
        rows.append(["danvan", *(figure(name, found[name]) for name in shown)])
        for peer, figures in found.get("peers", {}).items():
            rows.append([peer, *(figure(name, figures[name]) for name in shown)])
        title = messages.RETRIEVAL_LEAD.format(
            questions=found["questions"], passages=found["passages"]
        )
        return f"{title}\n\n{table([messages.COLUMN_SYSTEM, *shown], rows)}\n"
    measures = ("evidence_at_1", "evidence_at_5")
    groups = {"": found, **found["by_style"]}
    for style, figures in groups.items():
        label = messages.STYLE_NAMES.get(style, style) or messages.ALL_STYLES
        count = str(figures["questions"])
        rows.append([label, count, *(figure(name, figures[name]) for name in measures)])
    for peer, figures in found.get("peers", {}).items():
        count = str(figures["questions"])
        rows.append([peer, count, *(figure(name, figures[name]) for name in measures)])
    head = [messages.COLUMN_GROUP, messages.COLUMN_QUESTIONS, *measures]
    return table(head, rows) + "\n"
