"""`danvan backup` and `danvan restore`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import messages
from assistant.cli.context import code_of, fail, settings_of
from index.errors import DanvanError

_MEGABYTE = 1024 * 1024


def register(app: typer.Typer) -> None:
    app.command(help=messages.BACKUP)(backup)
    app.command(help=messages.RESTORE)(restore)


def backup(
    context: typer.Context, file: Annotated[Path, typer.Argument(help=messages.BACKUP_FILE)]
) -> None:
    from assistant.backup import back_up

    folder = settings_of(context).data_dir
    try:
        made = back_up(folder, file)
    except DanvanError as error:
        fail(str(error), code_of(error))
    megabytes = max(1, round(made.bytes / _MEGABYTE))
    typer.echo(messages.BACKED_UP.format(files=made.files, megabytes=megabytes, file=file))


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help=messages.RESTORE_FILE)],
    replace: Annotated[bool, typer.Option("--replace", help=messages.RESTORE_REPLACE)] = False,
) -> None:
    from assistant.backup import restore as put_back

    folder = settings_of(context).data_dir
    try:
        made = put_back(file, folder, replace)
    except DanvanError as error:
        fail(str(error), code_of(error))
    typer.echo(messages.RESTORED.format(files=made.files, folder=folder))
