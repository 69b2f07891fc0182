"""`danvan chat`."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli import messages
from assistant.cli.context import code_of, fail, settings_of
from assistant.cli.progress import shown
from index.errors import DanvanError


def register(app: typer.Typer) -> None:
    app.command(help=messages.CHAT)(chat)


def chat(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help=messages.HOST)] = None,
    port: Annotated[int | None, typer.Option(help=messages.PORT)] = None,
    allow_without_login: Annotated[
        bool | None,
        typer.Option("--allow-without-login", help=messages.ALLOW_WITHOUT_LOGIN),
    ] = None,
    mcp: Annotated[bool | None, typer.Option("--mcp", help=messages.MCP)] = None,
) -> None:
    settings = settings_of(
        context, host=host, port=port, allow_without_login=allow_without_login, mcp=mcp
    )
    from assistant.app import launch

    try:
        launch(settings, shown)
    except DanvanError as error:
        fail(str(error), code_of(error))
