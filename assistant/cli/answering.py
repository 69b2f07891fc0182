"""`danvan ask` and `danvan answer`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli import messages
from assistant.cli.context import (
    EXIT_SOME_FAILED,
    EXIT_USAGE,
    code_of,
    fail,
    settings_of,
)
from assistant.cli.printing import print_answer
from assistant.types import Question
from index.errors import DanvanError

Texts = list[str] | None


def register(app: typer.Typer) -> None:
    app.command(help=messages.ASK)(ask)
    app.command(help=messages.ANSWER)(answer)


def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help=messages.QUESTION)],
    history: Annotated[Texts, typer.Option(help=messages.HISTORY)] = None,
    document: Annotated[Texts, typer.Option(help=messages.DOCUMENT)] = None,
    as_json: Annotated[bool, typer.Option("--json", help=messages.JSON)] = False,
) -> None:
    from assistant.service import Assistant

    try:
        assistant = Assistant.open(settings_of(context))
        reply = assistant.ask(Question(question, tuple(history or ()), tuple(document or ())))
    except DanvanError as error:
        fail(str(error), code_of(error))
    if as_json:
        typer.echo(json.dumps(reply.to_json(), ensure_ascii=False, indent=2))
    else:
        print_answer(reply)


def answer(
    context: typer.Context,
    questions: Annotated[Path, typer.Argument(help=messages.QUESTIONS)],
    out: Annotated[Path, typer.Option(help=messages.OUT)],
) -> None:
    from rich.console import Console
    from rich.progress import track

    from assistant.service import Assistant

    try:
        lines = questions.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        fail(messages.FILE_UNREADABLE.format(file=questions, detail=error), EXIT_USAGE)
    try:
        assistant = Assistant.open(settings_of(context))
    except DanvanError as error:
        fail(str(error), code_of(error))
    numbered = [(n, line) for n, line in enumerate(lines, start=1) if line.strip()]
    failed = 0
    try:
        with out.open("w", encoding="utf-8") as file:
            progress = track(numbered, console=Console(stderr=True), description="")
            for record in _answers(assistant.ask, progress):
                failed += "error" in record
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
    except OSError as error:
        fail(messages.FILE_UNWRITABLE.format(file=out, detail=error.strerror), EXIT_USAGE)
    done = len(numbered) - failed
    typer.echo(
        messages.ANSWERED.format(done=done, total=len(numbered), failed=failed, out=out), err=True
    )
    if failed:
        raise typer.Exit(EXIT_SOME_FAILED)


def _answers(ask_one: Any, numbered: Any) -> Iterator[dict[str, Any]]:
    """One record a line, in order; a line that fails says so in its place."""
    for number, line in numbered:
        try:
            yield ask_one(parse_question(line)).to_json()
        except (ValueError, DanvanError) as error:
            yield {"line": number, "id": None, "error": str(error)}


def parse_question(line: str) -> Question:
    """A line of a question set. Raises ValueError with a Vietnamese sentence."""
    try:
        raw = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(messages.BAD_JSON) from error
    if not isinstance(raw, dict) or not isinstance(raw.get("question"), str):
        raise ValueError(messages.BAD_QUESTION)
    texts = {}
    for key in ("history", "documents"):
        value = raw.get(key) or []
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ValueError(messages.BAD_QUESTION)
        texts[key] = tuple(value)
    id = raw.get("id")
    return Question(
        raw["question"], texts["history"], texts["documents"], None if id is None else str(id)
    )
