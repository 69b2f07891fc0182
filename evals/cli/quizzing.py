"""`danvan eval quiz`."""

from __future__ import annotations

import time
from typing import Annotated, Any

import typer

from evals import messages
from evals.cli.context import json_text, open_assistant, progress, told_errors
from evals.quiz import Figures, groups, judge_quiz
from evals.report_markdown import table


def quiz(
    context: typer.Context,
    count: Annotated[int, typer.Option(min=1, max=500, help=messages.OPT_QUIZ_COUNT)] = 200,
    seed: Annotated[int, typer.Option(help=messages.OPT_QUIZ_SEED)] = 1,
    no_answers: Annotated[
        bool, typer.Option("--no-answers", help=messages.OPT_QUIZ_NO_ANSWERS)
    ] = False,
    faults: Annotated[bool, typer.Option("--faults", help=messages.OPT_QUIZ_FAULTS)] = False,
    as_json: Annotated[bool, typer.Option("--json", help=messages.OPT_JSON)] = False,
) -> None:
    from assistant.quiz.types import Request

    with told_errors():
        assistant = open_assistant(context)
        found: dict[str, Figures] = {}
        for name, documents in groups(assistant.library):
            label = messages.QUIZ_GROUPS[name]
            began = time.perf_counter()
            made = assistant.quizzes.make(Request(count, tuple(documents), seed=seed))
            seconds = time.perf_counter() - began
            with progress(label) as moved:
                found[label] = judge_quiz(
                    assistant, made, len(documents), seconds, not no_answers, moved
                )
    if as_json:
        typer.echo(json_text({name: figures.to_json() for name, figures in found.items()}))
        return
    typer.echo(_table(found))
    if faults:
        for figures in found.values():
            for check, rows in figures.to_json()["faults"].items():
                for id, stem in rows:
                    typer.echo(f"{check} {id}: {stem}")


def _table(found: dict[str, Figures]) -> str:
    rows = [
        [label, *(_shown(figures.to_json()[name]) for figures in found.values())]
        for name, label in messages.QUIZ_MEASURES.items()
    ]
    return table(["", *found], rows) + "\n"


def _shown(value: Any) -> str:
    if value is None:
        return messages.NONE_TEXT
    if isinstance(value, dict):
        return ", ".join(f"{name} {count}" for name, count in value.items())
    if isinstance(value, float) and value <= 1:
        return f"{100 * value:.1f} %"
    return str(value)
