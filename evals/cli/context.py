"""What every eval command needs: the assistant, errors as one line and a code, progress."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console
from rich.progress import Progress

from assistant.cli.context import EXIT_SOME_FAILED, EXIT_USAGE, code_of, fail, settings_of
from evals import messages
from evals.assistant_system import LibraryTexts, NoTexts
from evals.errors import EvalsError
from evals.floors import Fall
from index.errors import DanvanError

if TYPE_CHECKING:
    from assistant.service import Assistant
    from evals.types import Run, Texts

EXIT_BELOW_FLOOR = 1


@contextmanager
def told_errors() -> Iterator[None]:
    """A known error is told on stderr and becomes an exit code."""
    try:
        yield
    except EvalsError as error:
        fail(str(error), EXIT_USAGE)
    except DanvanError as error:
        fail(str(error), code_of(error))


def open_assistant(context: typer.Context) -> Assistant:
    from assistant.service import Assistant

    return Assistant.open(settings_of(context))


def texts_if_any(context: typer.Context) -> Texts:
    """The library's texts, or none with a word about it: an answers file can be scored without
    an index."""
    try:
        return LibraryTexts(open_assistant(context).library)
    except DanvanError as error:
        tell(messages.NO_LIBRARY.format(error))
        return NoTexts()


def tell(text: str) -> None:
    """To stderr: stdout is for the result."""
    typer.echo(text, err=True)


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr: call with (done, total)."""
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def write_text(path: Path, content: str) -> None:
    try:
        path.write_text(content, encoding="utf-8")
    except OSError as error:
        fail(messages.CANNOT_WRITE.format(path, error.strerror), EXIT_USAGE)


def json_text(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1)


def leave_if_failed(runs: Iterable[Run]) -> None:
    """Exit 3 when asking a question raised: a crash is not just a low score."""
    failures = [failure for run in runs for failure in run.failures]
    if failures:
        tell(messages.SOME_FAILED.format(len(failures), failures[0][1]))
        raise typer.Exit(EXIT_SOME_FAILED)


def leave_if_fallen(falls: Iterable[Fall]) -> None:
    """Exit 1 when a figure is below its floor."""
    found = list(falls)
    for fall in found:
        figure = messages.NONE_TEXT if fall.figure is None else f"{fall.figure:.4f}"
        tell(messages.FLOOR_FALL.format(fall.set, fall.measure, figure, fall.floor))
    if found:
        raise typer.Exit(EXIT_BELOW_FLOOR)
    tell(messages.FLOORS_HELD)
