"""`danvan chat`."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Annotated

import typer

from assistant.cli import messages
from assistant.cli.context import EXIT_USAGE, code_of, fail, settings_of
from assistant.cli.progress import shown
from index.errors import DanvanError


def register(app: typer.Typer) -> None:
    app.command(help=messages.CHAT)(chat)


def chat(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help=messages.HOST)] = None,
    port: Annotated[int | None, typer.Option(help=messages.PORT)] = None,
) -> None:
    settings = settings_of(context, host=host, port=port)
    if settings.login_file is None and not _is_loopback(settings.host):
        fail(messages.NOT_LOOPBACK.format(host=settings.host), EXIT_USAGE)
    from assistant.app import launch

    try:
        launch(settings, shown)
    except DanvanError as error:
        fail(str(error), code_of(error))


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
