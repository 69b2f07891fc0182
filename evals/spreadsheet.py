"""A question set written in a spreadsheet by someone who is no programmer.

One question a row. Cells that hold several things hold one a line (Alt+Enter in Excel); the
alternatives of one fact are separated by "|". Headings and choices may be Vietnamese or the
names of SCHEMA.md. A fault names the file, the row and the column.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from evals import messages
from evals.errors import QuestionSetError, SpreadsheetError
from evals.questions import parse_question
from evals.sheet_words import ANSWERABLE, COLUMNS, KINDS, STYLES, TEMPLATE, VERDICTS, column_of
from evals.text import comparable
from evals.types import EvalQuestion, Texts

Row = tuple[int, Mapping[str, str]]  # row number in the sheet, cells by field
Placed = tuple[str, EvalQuestion]  # where the question stands, the question


def read_sheet(path: Path) -> list[Placed]:
    """Every question of a .csv or .xlsx file. All faults are told at once."""
    placed: list[Placed] = []
    faults: list[str] = []
    seen: dict[str, str] = {}
    for number, cells in _rows(path):
        where = messages.line_of(path, number)
        try:
            question = parse_question(_to_row(cells, number, where), where, path.stem)
        except (QuestionSetError, SpreadsheetError) as error:
            faults.append(str(error))
            continue
        if question.id in seen:
            fault = messages.DUPLICATE_ID.format(question.id, seen[question.id])
            faults.append(messages.at(where, fault))
        seen[question.id] = where
        placed.append((where, question))
    if faults:
        raise SpreadsheetError("\n".join(faults))
    if not placed:
        raise SpreadsheetError(messages.SHEET_EMPTY.format(path))
    return placed


def missing_quotes(rows: Sequence[Placed], texts: Texts, every: Sequence[str]) -> list[str]:
    """Evidence that no document of its question holds; `every`: documents of the library."""
    faults = []
    known: dict[str, str] = {}
    for where, question in rows:
        for id in question.documents or every:
            if id not in known:
                known[id] = comparable(texts.text(id) or "")
        for quote in question.evidence:
            wanted = comparable(quote)
            if not any(wanted in known[id] for id in question.documents or every):
                faults.append(messages.at(where, messages.SHEET_QUOTE_MISSING.format(quote)))
    return faults


def write_template(path: Path) -> None:
    """An empty sheet with headings and two rows to write over."""
    head = [names[0] for names in COLUMNS.values()]
    rows = [head, *([row.get(field, "") for field in COLUMNS] for row in TEMPLATE)]
    if path.suffix.lower() == ".csv":
        # With a byte-order mark: without it Excel reads Vietnamese as another encoding.
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(rows)
        return
    openpyxl = _openpyxl(path)
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for index, width in enumerate((8, 50, 30, 20, 16, 16, 30, 50, 12, 12, 24)):
        letter = openpyxl.utils.get_column_letter(index + 1)
        book.active.column_dimensions[letter].width = width
    book.save(path)


def _rows(path: Path) -> list[Row]:
    if not path.exists():
        raise SpreadsheetError(messages.NO_FILE.format(path))
    table = _csv(path) if path.suffix.lower() == ".csv" else _xlsx(path)
    filled = [(number, row) for number, row in table if any(cell.strip() for cell in row)]
    if not filled:
        raise SpreadsheetError(messages.SHEET_EMPTY.format(path))
    number, head = filled[0]
    fields = _fields(head, messages.line_of(path, number))
    return [
        (number, {field: row[i].strip() for i, field in fields.items() if i < len(row)})
        for number, row in filled[1:]
    ]


def _fields(head: Sequence[str], where: str) -> dict[int, str]:
    """Column index -> field of SCHEMA.md."""
    fields: dict[int, str] = {}
    for index, heading in enumerate(head):
        if not heading.strip():
            continue
        field = column_of(heading)
        if field is None:
            usable = ", ".join(names[0] for names in COLUMNS.values())
            fault = messages.SHEET_UNKNOWN_COLUMN.format(heading.strip(), usable)
            raise SpreadsheetError(messages.at(where, fault))
        if field in fields.values():
            fault = messages.SHEET_TWICE.format(heading.strip())
            raise SpreadsheetError(messages.at(where, fault))
        fields[index] = field
    for needed in ("question", "kind"):
        if needed not in fields.values():
            fault = messages.SHEET_MISSING_COLUMN.format(COLUMNS[needed][0])
            raise SpreadsheetError(messages.at(where, fault))
    return fields


def _csv(path: Path) -> list[tuple[int, list[str]]]:
    """Separated by comma, semicolon (Excel with Vietnamese settings) or tab."""
    try:
        content = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SpreadsheetError(messages.NOT_UTF8.format(path)) from error
    head = content.split("\n", 1)[0]
    separator = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=separator)
    rows = []
    first_line = 1
    try:
        for row in reader:
            rows.append((first_line, row))
            first_line = reader.line_num + 1
    except csv.Error as error:
        raise SpreadsheetError(messages.SHEET_BROKEN.format(path, error)) from error
    return rows


def _xlsx(path: Path) -> list[tuple[int, list[str]]]:
    openpyxl = _openpyxl(path)
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise SpreadsheetError(messages.SHEET_BROKEN.format(path, error)) from error
    try:
        rows = book.worksheets[0].iter_rows(values_only=True)
        return [(n, [_cell(value) for value in row]) for n, row in enumerate(rows, start=1)]
    finally:
        book.close()


def _openpyxl(path: Path) -> Any:
    if path.suffix.lower() != ".xlsx":
        raise SpreadsheetError(messages.SHEET_KIND.format(path.suffix or path.name))
    try:
        return import_module("openpyxl")
    except ImportError as error:
        raise SpreadsheetError(messages.SHEET_NO_OPENPYXL) from error


def _cell(value: Any) -> str:
    """A cell as the person reads it: 12.0 was typed as 12."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "co" if value else "khong"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _to_row(cells: Mapping[str, str], number: int, where: str) -> dict[str, object]:
    """The JSON object of SCHEMA.md for a row of the sheet."""
    if not cells.get("question"):
        raise SpreadsheetError(messages.at(where, messages.SHEET_ROW_EMPTY_QUESTION))
    kind = _choice(cells, "kind", KINDS, "", where)
    usual = "false" if kind == "none" else "true"
    answerable = _choice(cells, "answerable", ANSWERABLE, usual, where)
    row: dict[str, object] = {
        "id": cells.get("id") or f"q{number:03d}",
        "question": cells["question"],
        "history": _lines(cells.get("history", "")),
        "documents": _lines(cells.get("documents", "")),
        "kind": kind,
        "style": _choice(cells, "style", STYLES, "formal", where),
        "facts": [
            [part.strip() for part in line.split("|") if part.strip()]
            for line in _lines(cells.get("facts", ""))
        ],
        "evidence": _lines(cells.get("evidence", "")),
        "answerable": answerable == "true",
    }
    if cells.get("verdict"):
        row["verdict"] = _choice(cells, "verdict", VERDICTS, "", where)
    if cells.get("note"):
        row["note"] = cells["note"]
    return row


def _choice(
    cells: Mapping[str, str], field: str, choices: Mapping[str, str], default: str, where: str
) -> str:
    written = cells.get(field, "")
    if not written and default:
        return default
    found = choices.get(comparable(written))
    if found is None:
        allowed = ", ".join(dict.fromkeys(choices))
        fault = messages.SHEET_CHOICE.format(COLUMNS[field][0], written, allowed)
        raise SpreadsheetError(messages.at(where, fault))
    return found


def _lines(cell: str) -> list[str]:
    return [line.strip() for line in cell.splitlines() if line.strip()]
