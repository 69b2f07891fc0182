"""`danvan log export|purge`: the audit log that the window keeps.

Registered by an entry point of the group `danvan.commands`, as `evals` registers its own.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import Annotated

import typer

from assistant.app import texts
from assistant.app.keeping import Keeper, Logged, NotKept
from assistant.cells import safe_cell
from assistant.cli.context import EXIT_USAGE, fail, settings_of
from assistant.cli.vietnamese import CommandLine

app = CommandLine(help=texts.LOG_HELP)


@app.command(help=texts.LOG_EXPORT_HELP)
def export(
    context: typer.Context, out: Annotated[Path, typer.Argument(help=texts.LOG_OUT_HELP)]
) -> None:
    lines = Keeper(settings_of(context).data_dir).lines()
    write = _write_csv if out.suffix.lower() == ".csv" else _write_jsonl
    try:
        count = write(out, lines)
    except OSError as error:
        fail(texts.NOT_WRITABLE.format(file=out, detail=error.strerror), EXIT_USAGE)
    except NotKept as error:
        fail(str(error), EXIT_USAGE)
    typer.echo(texts.LOG_EXPORTED.format(count=count, out=out))


def _write_jsonl(out: Path, lines: Iterator[Logged]) -> int:
    count = 0
    with out.open("w", encoding="utf-8") as file:
        for line in lines:
            record = {**asdict(line), "answer": json.loads(line.answer)}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
            count += 1
    return count


def _write_csv(out: Path, lines: Iterator[Logged]) -> int:
    """For Excel, which reads Vietnamese only after a byte-order mark: the words of the answer
    instead of its passages."""
    count = 0
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([field.name for field in fields(Logged)])
        for line in lines:
            row = {**asdict(line), "answer": json.loads(line.answer)["text"]}
            writer.writerow([safe_cell(str(value)) for value in row.values()])
            count += 1
    return count


@app.command(help=texts.LOG_PURGE_HELP)
def purge(
    context: typer.Context,
    days: Annotated[int | None, typer.Option(min=0, help=texts.LOG_DAYS_HELP)] = None,
    person: Annotated[str, typer.Option(help=texts.LOG_PERSON_HELP)] = "",
) -> None:
    settings = settings_of(context)
    keeper = Keeper(settings.data_dir)
    kept = settings.log_days if days is None else days
    try:
        if person:
            done = texts.LOG_FORGOTTEN.format(count=keeper.forget(person), person=person)
        else:
            done = texts.LOG_PURGED.format(count=keeper.purge(kept), days=kept)
    except NotKept as error:
        fail(str(error), EXIT_USAGE)
    typer.echo(done)
