"""`danvan documents list|text|add|remove|verify`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli import messages
from assistant.cli.context import (
    EXIT_NO_INDEX,
    EXIT_SOME_FAILED,
    EXIT_USAGE,
    code_of,
    fail,
    librarian_of,
    settings_of,
)
from assistant.cli.progress import shown
from assistant.cli.vietnamese import CommandLine
from index.errors import DanvanError

if TYPE_CHECKING:
    from index.catalog import Entry
    from index.library import Library


def register(app: typer.Typer) -> None:
    group = CommandLine(help=messages.DOCUMENTS)
    group.command(name="list", help=messages.DOCUMENTS_LIST)(list_documents)
    group.command(name="text", help=messages.DOCUMENTS_TEXT)(print_text)
    group.command(name="add", help=messages.DOCUMENTS_ADD)(add)
    group.command(name="remove", help=messages.DOCUMENTS_REMOVE)(remove)
    group.command(name="conflicts", help=messages.DOCUMENTS_CONFLICTS)(conflicts)
    group.command(name="verify", help=messages.DOCUMENTS_VERIFY)(verify)
    app.add_typer(group, name="documents")


def list_documents(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help=messages.JSON)] = False,
) -> None:
    rows = rows_of(_library(context))
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
        table.add_row(row["id"], row["title"], row["date"], _text_or_portal(row))
    Console().print(table)
    typer.echo(without_text(rows))


def _text_or_portal(row: dict[str, Any]) -> str:
    if row["file"]:
        return messages.WITH_TEXT
    portal = row["portal"]
    if portal is None:
        return messages.WITHOUT_TEXT
    if not portal["address"]:
        return f"{messages.WITHOUT_TEXT}; {messages.ASK_FOR_IT.format(**portal)}"
    return f"{messages.WITHOUT_TEXT}; {messages.AT_PORTAL.format(**portal)}"


def print_text(
    context: typer.Context, id: Annotated[str, typer.Argument(help=messages.DOCUMENT_ID)]
) -> None:
    try:
        text = _library(context).document(id).text
    except DanvanError as error:
        fail(str(error), code_of(error))
    typer.echo(text, nl=False)


def add(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help=messages.PATHS)],
    id: Annotated[str, typer.Option(help=messages.NEW_ID)] = "",
    law: Annotated[list[str] | None, typer.Option(help=messages.LAW)] = None,
    update: Annotated[bool, typer.Option("--update", help=messages.UPDATE)] = False,
    as_json: Annotated[bool, typer.Option("--json", help=messages.JSON)] = False,
) -> None:
    from index.manage import Outcome

    if id and (len(paths) > 1 or paths[0].is_dir() or len(law or ()) > 1):
        fail(messages.ID_FOR_ONE, EXIT_USAGE)
    try:
        with shown() as progress:
            results = librarian_of(context).add(paths, id, law or (), update, progress)
    except DanvanError as error:
        fail(str(error), code_of(error))
    if as_json:
        typer.echo(json.dumps([asdict(r) for r in results], ensure_ascii=False, indent=2))
    else:
        for result in results:
            typer.echo("\n".join(result.lines), err=result.outcome is Outcome.FAILED)
    if any(r.outcome is Outcome.FAILED for r in results):
        raise typer.Exit(EXIT_SOME_FAILED)


def remove(
    context: typer.Context, id: Annotated[str, typer.Argument(help=messages.DOCUMENT_ID)]
) -> None:
    try:
        with shown() as progress:
            librarian_of(context).remove(id, progress)
    except DanvanError as error:
        fail(str(error), code_of(error))
    typer.echo(messages.REMOVED.format(id=id))


def conflicts(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help=messages.JSON)] = False,
) -> None:
    library = _library(context)
    rows: list[dict[str, Any]] = [
        {
            "kind": conflict.kind.value,
            "subject": conflict.subject,
            "readings": [
                {
                    "value": reading.value,
                    "document": passage.document,
                    "place": list(passage.place.labels),
                    "quote": passage.text[reading.start : reading.end],
                    "spans": [list(s) for s in passage.locate(reading.start, reading.end)],
                }
                for reading in conflict.readings
                for passage in (library.passage(reading.passage),)
            ],
        }
        for conflict in library.conflicts
    ]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for conflict in library.conflicts:
        typer.echo(f"[{messages.CONFLICT_KINDS[conflict.kind.value]}] {conflict.subject}")
        for reading in conflict.readings:
            passage = library.passage(reading.passage)
            place = " > ".join(passage.place.labels)
            quote = passage.text[reading.start : reading.end]
            typer.echo(f"  - “{quote}” ({place}; {passage.document})")


def verify(context: typer.Context) -> None:
    from index.manage import repairs_of

    try:
        faults = librarian_of(context).verify()
    except DanvanError as error:
        fail(str(error), code_of(error))
    for document in _library(context).documents():
        lines = repairs_of(document)
        if lines:
            typer.echo(messages.REPAIRS.format(id=document.id, count=len(lines)))
            typer.echo("\n".join(f"  {line}" for line in lines))
    for fault in faults:
        typer.echo(f"{fault.document or messages.WHOLE_INDEX}: {fault.detail}", err=True)
    if faults:
        raise typer.Exit(EXIT_NO_INDEX)
    typer.echo(messages.VERIFIED)


def _library(context: typer.Context) -> Library:
    from assistant.service import Assistant

    try:
        return Assistant.open(settings_of(context)).library
    except DanvanError as error:
        fail(str(error), code_of(error))


def without_text(rows: list[dict[str, Any]]) -> str:
    """How many of the documents that are named have no text yet, and how to add them."""
    count = sum(row["file"] is None for row in rows)
    return messages.WITHOUT_TEXT_COUNT.format(count=count) if count else ""


def rows_of(library: Library) -> list[dict[str, Any]]:
    """Documents with text, then those the report names that have none."""
    held = library.documents()
    rows: list[dict[str, Any]] = [
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
            "portal": None,
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
            "portal": _portal_row(entry),
        }
        for entry in library.catalog.entries
        if entry.id not in linked
    )
    return rows


def _portal_row(entry: Entry) -> dict[str, str] | None:
    """Where a document known by name can be had, and what to search for there."""
    from index.portals import portal_of, sought_by

    portal = portal_of(entry)
    if portal is None:
        return None
    return {
        "name": portal.name,
        "address": portal.address,
        "search": sought_by(entry),
        "note": portal.note,
    }
