"""`danvan eval support`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from evals import messages
from evals.cli.context import json_text, open_assistant, progress, told_errors
from evals.errors import EvalsError
from evals.questions import load_questions, shipped_set, take_split
from evals.report import figure
from evals.report_markdown import table
from evals.scripted_models import SCRIPTS
from evals.scripted_run import ScriptTally, run_script
from evals.types import Split

_SCRIPT_HELP = messages.OPT_SCRIPT.format(", ".join(SCRIPTS))


def support(
    context: typer.Context,
    questions: Annotated[list[Path] | None, typer.Option(help=messages.OPT_QUESTIONS)] = None,
    split: Annotated[Split, typer.Option(help=messages.OPT_SPLIT)] = "all",
    script: Annotated[list[str] | None, typer.Option(help=_SCRIPT_HELP)] = None,
    as_json: Annotated[bool, typer.Option("--json", help=messages.OPT_JSON)] = False,
) -> None:
    with told_errors():
        for name in script or ():
            if name not in SCRIPTS:
                raise EvalsError(messages.SCRIPT_UNKNOWN.format(name, ", ".join(SCRIPTS)))
        asked = take_split(load_questions(questions or [shipped_set()]), split)
        library = open_assistant(context).library
        tallies = []
        for name in script or SCRIPTS:
            with progress(name) as moved:
                tallies.append(run_script(name, library, asked, moved))
    if as_json:
        rows = [asdict(t) | {"before": t.before, "after": t.after} for t in tallies]
        typer.echo(json_text({"schema": 1, "scripts": rows}))
    else:
        typer.echo(f"{table(messages.SUPPORT_COLUMNS, map(_row, tallies))}\n")
        typer.echo(messages.SUPPORT_NO_REAL_MODEL)


def _row(tally: ScriptTally) -> list[str]:
    counts = (
        tally.answers,
        tally.instead,
        tally.true,
        tally.true_shown,
        tally.false,
        tally.false_shown,
    )
    return [
        tally.name,
        *map(str, counts),
        figure("", tally.before),
        figure("", tally.after),
    ]
