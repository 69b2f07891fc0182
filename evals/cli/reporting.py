"""`danvan eval report`: a report of a run that was written before."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evals import messages
from evals.cli.context import told_errors, write_text
from evals.records import read_run
from evals.report import Report
from evals.report_html import report_html
from evals.report_markdown import report_markdown


def report(
    run: Annotated[Path, typer.Argument(help=messages.OPT_RUN)],
    html: Annotated[Path | None, typer.Option(help=messages.OPT_HTML)] = None,
    markdown: Annotated[Path | None, typer.Option(help=messages.OPT_MARKDOWN)] = None,
) -> None:
    with told_errors():
        found = Report(read_run(run))
    if html is not None:
        write_text(html, report_html(found))
    if markdown is not None:
        write_text(markdown, report_markdown(found))
    if html is None and markdown is None:
        typer.echo(report_markdown(found))
