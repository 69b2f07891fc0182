"""An answer in the terminal."""

from __future__ import annotations

import typer

from assistant.authorship import made_by
from assistant.cli import messages
from assistant.types import Answer, Citation


def print_answer(answer: Answer) -> None:
    """The answer, then its sources, as plain text that can be piped."""
    if answer.understood != answer.question.text:
        typer.echo(messages.UNDERSTOOD.format(text=answer.understood))
    for choice in answer.choices:
        typer.echo(f"({choice.text})")
    if answer.notice:
        typer.echo(f"{answer.notice}\n")
    typer.echo(answer.text)
    if answer.citations:
        typer.echo(f"\n{messages.SOURCES}")
        for citation in answer.citations:
            typer.echo(f"[{citation.number}] {_source(citation)}")
    if answer.statuses:
        typer.echo(f"\n{messages.STATUSES}")
        for status in answer.statuses:
            typer.echo(f"- {status.title}: {status.text}")
    if answer.writing:
        typer.echo(f"\n({made_by(answer)})")


def _source(citation: Citation) -> str:
    place = " > ".join(citation.place)
    page = f", {messages.PAGE.format(page=citation.page)}" if citation.page else ""
    return f"“{citation.quote}” ({place}{page}; {citation.title})"
