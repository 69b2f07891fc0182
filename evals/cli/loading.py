"""`danvan eval load`."""

from __future__ import annotations

from typing import Annotated

import typer

from evals import messages
from evals.cli.context import told_errors
from evals.errors import EvalsError
from evals.load import put_load
from evals.questions import load_questions, shipped_set, take_split


def load(
    address: Annotated[str, typer.Argument(help=messages.OPT_ADDRESS)] = "http://127.0.0.1:7860",
    people: Annotated[int, typer.Option(min=1, help=messages.OPT_PEOPLE)] = 20,
    think: Annotated[float, typer.Option(min=0, help=messages.OPT_THINK)] = 5.0,
    seconds: Annotated[float, typer.Option(min=1, help=messages.OPT_SECONDS)] = 60.0,
) -> None:
    questions = [q.question for q in take_split(load_questions([shipped_set()]), "dev")]
    with told_errors():
        try:
            measured = put_load(address.rstrip("/"), questions, people, think, seconds)
        except OSError as error:
            raise EvalsError(messages.NO_WINDOW.format(address, error)) from error
    typer.echo(
        messages.LOAD.format(
            people=people,
            think=f"{think:g}".replace(".", ","),
            count=len(measured.seconds),
            lost=measured.lost,
            busy=measured.busy,
            median=round(1000 * measured.at(0.5)),
            p95=round(1000 * measured.at(0.95)),
            p99=round(1000 * measured.at(0.99)),
            longest=round(1000 * measured.at(1.0)),
        )
    )
