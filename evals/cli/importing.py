"""`danvan eval import`: a spreadsheet becomes a question set."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from evals import messages
from evals.assistant_system import LibraryTexts
from evals.cli.context import open_assistant, tell, told_errors, write_text
from evals.errors import SpreadsheetError
from evals.questions import to_row
from evals.spreadsheet import missing_quotes, read_sheet, write_template


def import_sheet(
    context: typer.Context,
    sheet: Annotated[Path | None, typer.Argument(help=messages.OPT_SHEET)] = None,
    out: Annotated[Path | None, typer.Option(help=messages.OPT_SET_OUT)] = None,
    template: Annotated[Path | None, typer.Option(help=messages.OPT_TEMPLATE)] = None,
    check_quotes: Annotated[
        bool, typer.Option("--check-quotes", help=messages.OPT_CHECK_QUOTES)
    ] = False,
) -> None:
    with told_errors():
        if template is not None:
            write_template(template)
            tell(messages.SHEET_TEMPLATE_WRITTEN.format(template))
            return
        if sheet is None:
            raise SpreadsheetError(messages.SHEET_NEEDS_FILE)
        if out is None:
            raise SpreadsheetError(messages.SHEET_NEEDS_OUT)
        rows = read_sheet(sheet)
        if check_quotes:
            library = open_assistant(context).library
            every = tuple(document.id for document in library.documents())
            faults = missing_quotes(rows, LibraryTexts(library), every)
            if faults:
                raise SpreadsheetError("\n".join(faults))
    lines = [json.dumps(to_row(question), ensure_ascii=False) for _, question in rows]
    write_text(out, "\n".join(lines) + "\n")
    tell(messages.SHEET_WRITTEN.format(len(rows), out))
