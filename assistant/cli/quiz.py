"""`danvan quiz`: items from the documents, written as the file that a trainer hands out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import messages
from assistant.cli.context import EXIT_USAGE, code_of, fail, settings_of
from assistant.quiz.export import FORMATS, Format
from assistant.quiz.storing import kinds_from, quiz_from_text
from assistant.quiz.types import Difficulty, Quiz, Request
from index.errors import DanvanError


def register(app: typer.Typer) -> None:
    app.command(help=messages.QUIZ)(quiz)


def quiz(
    context: typer.Context,
    count: Annotated[int, typer.Option(min=1, max=500, help=messages.QUIZ_COUNT)] = 20,
    document: Annotated[list[str] | None, typer.Option(help=messages.QUIZ_DOCUMENT)] = None,
    section: Annotated[str, typer.Option(help=messages.QUIZ_SECTION)] = "",
    topic: Annotated[str, typer.Option(help=messages.QUIZ_TOPIC)] = "",
    kinds: Annotated[str, typer.Option(help=messages.QUIZ_KINDS)] = "",
    difficulty: Annotated[
        int | None, typer.Option(min=1, max=3, help=messages.QUIZ_DIFFICULTY)
    ] = None,
    seed: Annotated[int, typer.Option(help=messages.QUIZ_SEED)] = 1,
    extend: Annotated[Path | None, typer.Option("--continue", help=messages.QUIZ_CONTINUE)] = None,
    papers: Annotated[int, typer.Option(min=1, max=4, help=messages.QUIZ_PAPERS)] = 1,
    format: Annotated[Format, typer.Option(help=messages.QUIZ_FORMAT)] = Format.JSON,
    out: Annotated[Path | None, typer.Option(help=messages.QUIZ_OUT)] = None,
) -> None:
    try:
        chosen = kinds_from(name.strip() for name in kinds.split(",") if name.strip())
    except DanvanError as error:
        fail(str(error), EXIT_USAGE)
    request = Request(
        count=count,
        documents=tuple(document or ()),
        section=section.strip(),
        topic=topic,
        kinds=chosen,
        difficulty=Difficulty(difficulty) if difficulty else None,
        seed=seed,
    )
    form = FORMATS[format]
    if out is None and not form.is_text:
        fail(messages.QUIZ_NEEDS_OUT.format(format=format.value), EXIT_USAGE)
    made = _made(context, request, extend)
    if not made.items:
        fail(made.shortfall, EXIT_USAGE)
    written = form.write(made, papers, seed)
    if out is None:
        typer.echo(written.content.decode("utf-8-sig"), nl=False)
    else:
        try:
            out.write_bytes(written.content)
        except OSError as error:
            fail(messages.FILE_UNWRITABLE.format(file=out, detail=error.strerror), EXIT_USAGE)
        typer.echo(messages.QUIZ_WRITTEN.format(count=len(made.items), out=out), err=True)
    for note in (made.shortfall, written.note):
        if note:
            typer.echo(note, err=True)


def _made(context: typer.Context, request: Request, extend: Path | None) -> Quiz:
    from assistant.service import Assistant

    try:
        before = quiz_from_text(extend.read_text(encoding="utf-8-sig")) if extend else None
        maker = Assistant.open(settings_of(context)).quizzes
        if before is not None:
            return maker.more(before, request.count)
        return maker.make(request)
    except DanvanError as error:
        fail(str(error), code_of(error))
    except (OSError, UnicodeDecodeError) as error:
        fail(messages.FILE_UNREADABLE.format(file=extend, detail=error), EXIT_USAGE)
