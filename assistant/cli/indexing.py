"""`danvan index`."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli import messages
from assistant.cli.context import code_of, fail, settings_of
from assistant.cli.documents import rows_of, without_text
from assistant.cli.progress import shown
from index.errors import DanvanError


def register(app: typer.Typer) -> None:
    app.command(name="index", help=messages.INDEX)(index)


def index(
    context: typer.Context,
    rebuild: Annotated[bool, typer.Option("--rebuild", help=messages.REBUILD)] = False,
) -> None:
    from assistant.service import Assistant

    settings = settings_of(context)
    try:
        with shown() as progress:
            library = Assistant.prepare(settings, rebuild, progress).library
    except DanvanError as error:
        fail(str(error), code_of(error))
    typer.echo(
        messages.INDEX_READY.format(
            documents=len(library.documents()),
            passages=library.manifest.passages,
            fingerprint=library.fingerprint,
            folder=settings.data_dir,
        )
    )
    typer.echo(without_text(rows_of(library)))
