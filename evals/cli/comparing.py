"""`danvan eval compare`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evals import messages
from evals.bootstrap import SEED
from evals.cli.context import json_text, told_errors, write_text
from evals.compare import compare
from evals.records import read_run
from evals.report_json import comparison_to_json
from evals.report_markdown import comparison_markdown


def compare_runs(
    run_a: Annotated[Path, typer.Argument(help=messages.OPT_RUN_A)],
    run_b: Annotated[Path, typer.Argument(help=messages.OPT_RUN_B)],
    as_json: Annotated[bool, typer.Option("--json", help=messages.OPT_JSON)] = False,
    markdown: Annotated[Path | None, typer.Option(help=messages.OPT_MARKDOWN)] = None,
    seed: Annotated[int, typer.Option(help=messages.OPT_SEED)] = SEED,
) -> None:
    with told_errors():
        found = compare(read_run(run_a), read_run(run_b), seed)
    if markdown is not None:
        write_text(markdown, comparison_markdown(found))
    typer.echo(json_text(comparison_to_json(found)) if as_json else comparison_markdown(found))
