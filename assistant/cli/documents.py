"""`danvan documents list|text`."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from assistant.cli import messages
from assistant.cli.context import code_of, fail, settings_of
from index.errors import DanvanError
from index.library import Library


def register(app: typer.Typer) -> None:
    group = typer.Typer(help=messages.DOCUMENTS, no_args_is_help=True)
    group.command(name="list", help=messages.DOCUMENTS_LIST)(list_documents)
    group.command(name="text", help=messages.DOCUMENTS_TEXT)(print_text)
    app.add_typer(group, name="documents")


def list_documents(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help=messages.JSON)] = False,
) -> None:
    rows = _rows(_library(context))
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table()
    for heading in (
        messages.COLUMN_ID,
        messages.COLUMN_NAME,
        messages.COLUMN_DATE,
        messages.COLUMN_STATUS,
    ):
        table.add_column(heading, overflow="fold")
    for row in rows:
        status = messages.WITH_TEXT if row["file"] else messages.WITHOUT_TEXT
        table.add_row(row["id"], row["title"], row["date"], status)
    Console().print(table)


def print_text(
    context: typer.Context, id: Annotated[str, typer.Argument(help=messages.DOCUMENT_ID)]
) -> None:
    try:
        text = _library(context).document(id).text
    except DanvanError as error:
        fail(str(error), code_of(error))
    typer.echo(text, nl=False)


def _library(context: typer.Context) -> Library:
    from assistant.service import Assistant

    try:
        return Assistant.open(settings_of(context)).library
    except DanvanError as error:
        fail(str(error), code_of(error))


def _rows(library: Library) -> list[dict[str, Any]]:
    """Documents with text, then those the report names that have none."""
    held = library.documents()
    rows = [
        {
            "id": d.id,
            "catalog_id": d.catalog_id,
            "title": d.title,
            "kind": d.identity.kind,
            "number": d.identity.number,
            "issuer": d.identity.issuer,
            "date": d.identity.date,
            "file": d.file,
            "sha256": d.sha256,
            "passages": len(library.passages(d.id)),
        }
        for d in held
    ]
    linked = {d.catalog_id for d in held}
    rows.extend(
        {
            "id": entry.id,
            "catalog_id": entry.id,
            "title": entry.name,
            "kind": entry.kind,
            "number": entry.number,
            "issuer": entry.issuer,
            "date": entry.date,
            "file": None,
            "sha256": None,
            "passages": 0,
        }
        for entry in library.catalog.entries
        if entry.id not in linked
    )
    return rows
