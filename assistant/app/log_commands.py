"""`danvan log export|purge`: the audit log that the window keeps.

Registered by an entry point of the group `danvan.commands`, as `evals` registers its own.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from assistant.app import texts
from assistant.app.keeping import Keeper
from assistant.cli.context import settings_of
from assistant.cli.vietnamese import CommandLine

app = CommandLine(help=texts.LOG_HELP)


@app.command(help=texts.LOG_EXPORT_HELP)
def export(
    context: typer.Context, out: Annotated[Path, typer.Argument(help=texts.LOG_OUT_HELP)]
) -> None:
    keeper = Keeper(settings_of(context).data_dir)
    count = 0
    with out.open("w", encoding="utf-8") as file:
        for line in keeper.lines():
            record = {**asdict(line), "answer": json.loads(line.answer)}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
            count += 1
    typer.echo(texts.LOG_EXPORTED.format(count=count, out=out))


@app.command(help=texts.LOG_PURGE_HELP)
def purge(
    context: typer.Context,
    days: Annotated[int | None, typer.Option(min=0, help=texts.LOG_DAYS_HELP)] = None,
) -> None:
    settings = settings_of(context)
    kept = settings.log_days if days is None else days
    count = Keeper(settings.data_dir).purge(kept)
    typer.echo(texts.LOG_PURGED.format(count=count, days=kept))
