"""`danvan eval reading`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evals import messages
from evals.cli.context import json_text, progress, told_errors
from evals.errors import EvalsError
from evals.reading import FileRead, files_of, read_files
from evals.report_markdown import table


def reading(
    folder: Annotated[Path, typer.Argument(help=messages.OPT_READING_FOLDER)],
    as_json: Annotated[bool, typer.Option("--json", help=messages.OPT_JSON)] = False,
) -> None:
    with told_errors():
        if not folder.is_dir():
            raise EvalsError(messages.READING_NO_FOLDER.format(folder))
    total = len(files_of(folder))
    found: list[FileRead] = []
    with progress(str(folder)) as moved:
        for one in read_files(folder):
            found.append(one)
            moved(len(found), total)
    if as_json:
        typer.echo(json_text([one.to_json() for one in found]))
        return
    typer.echo(table(messages.READING_COLUMNS, map(_row, found)))


def _row(one: FileRead) -> list[str]:
    if one.refused:
        return [f"{one.folder}/{one.file}", *["-"] * 9, f"{one.seconds:.1f}", one.refused]
    true = one.true
    return [
        f"{one.folder}/{one.file}",
        str(one.pages or "-"),
        str(one.characters),
        f"{one.found.articles}/{true.articles if true else '-'}",
        f"{one.found.clauses}/{true.clauses if true else '-'}",
        str(one.passages),
        str(one.tables),
        str(one.notes),
        "-" if one.error_rate is None else f"{100 * one.error_rate:.2f}",
        f"{one.repairs}/{one.doubtful_pages}",
        f"{one.seconds:.1f}",
        "",
    ]
