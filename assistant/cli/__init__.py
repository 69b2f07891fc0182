"""The command line `danvan`, the top layer. Other packages add groups by the entry-point group
`danvan.commands` (evals adds `eval`), so nothing below imports them.

Exit codes: 0 all done, 2 usage or settings, 3 some lines of an answer file failed, 4 no or
damaged index.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.metadata import entry_points
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from assistant import __version__
from assistant.cli import messages
from assistant.cli.context import EXIT_USAGE, fail
from assistant.cli.vietnamese import CommandLine


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


def root(
    context: typer.Context,
    data_dir: Annotated[Path | None, typer.Option(help=messages.DATA_DIR)] = None,
    version: Annotated[
        bool,
        typer.Option("--version", help=messages.VERSION, callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    context.obj = data_dir


# Module of this package -> the commands it registers.
_COMMANDS = {
    "answering": ("ask", "answer"),
    "indexing": ("index",),
    "chatting": ("chat",),
    "documents": ("documents",),
    "quiz": ("quiz",),
    "keeping": ("backup", "restore"),
}


def command_line(word: str = "") -> CommandLine:
    """Every command, those of other packages included. word: the name of a command, which is then
    the only one: the modules of the others, half a second's worth, need not be imported."""
    app = CommandLine(help=messages.APP)
    app.callback()(root)
    others = {point.name: point for point in entry_points(group="danvan.commands")}
    known = word in others or any(word in names for names in _COMMANDS.values())
    for module, names in _COMMANDS.items():
        if word in names or not known:
            import_module(f"assistant.cli.{module}").register(app)
    for name, point in others.items():
        if word == name or not known:
            app.add_typer(point.load(), name=name)
    return app


def main() -> None:
    """Entry point of `danvan`."""
    app = command_line(next((word for word in sys.argv[1:] if not word.startswith("-")), ""))
    for stream in (sys.stdout, sys.stderr):  # Windows consoles are not UTF-8 by themselves
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", newline="\n")
    try:
        app()
    except BrokenPipeError:
        fail("", EXIT_USAGE)
