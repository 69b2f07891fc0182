"""What every command needs: settings from flags, an assistant, errors as one line and a code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer
from pydantic import ValidationError

from assistant.cli import messages
from assistant.settings import Settings
from index.errors import DanvanError, IndexDamaged, IndexMissing, ModelMismatch

if TYPE_CHECKING:
    from index.manage import Librarian

EXIT_USAGE = 2
EXIT_SOME_FAILED = 3
EXIT_NO_INDEX = 4


def fail(message: str, code: int) -> NoReturn:
    """Say what is wrong on stderr and leave."""
    if message:
        typer.echo(message, err=True)
    raise typer.Exit(code)


def settings_of(context: typer.Context, **flags: Any) -> Settings:
    """Settings with this call's flags on top; flags left out (None) do not count."""
    data_dir: Path | None = context.obj
    given = {
        name: value for name, value in {"data_dir": data_dir, **flags}.items() if value is not None
    }
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        detail = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
        fail(messages.SETTINGS_WRONG.format(detail=detail), EXIT_USAGE)


def code_of(error: DanvanError) -> int:
    """Exit code for an error of the index layer."""
    if isinstance(error, IndexMissing | IndexDamaged | ModelMismatch):
        return EXIT_NO_INDEX
    return EXIT_USAGE


def librarian_of(context: typer.Context) -> Librarian:
    """Who may change the library of these settings."""
    from index.embedding import load_encoder
    from index.manage import Librarian

    settings = settings_of(context)
    encoder = load_encoder(settings.embedding_model, settings.query_prefix, settings.passage_prefix)
    return Librarian(settings.data_dir, encoder, settings.documents_dir, settings.store_url)
