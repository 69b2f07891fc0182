"""Spreadsheets: a table of all items as XLSX or CSV, and Kahoot's import sheet.

Text is never a formula: a cell that begins with = + - @ would run in the reader's program
(OWASP, "CSV Injection").
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from io import BytesIO, StringIO
from typing import Any

from assistant.cells import safe_cell
from assistant.messages import PLACE_SEPARATOR
from assistant.quiz import texts
from assistant.quiz.export.wording import as_pairs, key_letters
from assistant.quiz.types import Kind, Quiz, QuizItem

_OPTIONS = 5
KAHOOT_STEM = 120  # letters, by Kahoot's template
KAHOOT_OPTION = 75
_KAHOOT_SECONDS = 30
_KAHOOT_TITLE = re.compile(r"^(Theo Điều \d+\w?) \(.*?\)(?= \w)")


def rows_of(quiz: Quiz) -> list[list[str]]:
    """Heading and one row an item."""
    rows = [list(texts.SHEET_COLUMNS)]
    for number, item in enumerate(quiz.items, start=1):
        shown = [f"{a} → {b}" for a, b in as_pairs(item)] if item.pairs else list(item.options)
        citation = item.citations[0] if item.citations else None
        rows.append(
            [
                str(number),
                texts.KIND_NAMES[item.kind],
                texts.DIFFICULTY_NAMES[item.difficulty],
                item.stem,
                *(shown + [""] * _OPTIONS)[:_OPTIONS],
                key_letters(item),
                item.explanation,
                citation.title if citation else "",
                PLACE_SEPARATOR.join(citation.place) if citation else "",
                item.id,
            ]
        )
    return rows


def csv_bytes(quiz: Quiz) -> bytes:
    """UTF-8 with a mark at its start, so that Excel reads the letters."""
    stream = StringIO(newline="")
    writer = csv.writer(stream)
    for row in rows_of(quiz):
        writer.writerow([safe_cell(cell) for cell in row])
    return stream.getvalue().encode("utf-8-sig")


def xlsx_bytes(quiz: Quiz) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill

    book = Workbook()
    sheet: Any = book.active
    sheet.title = texts.SHEET_NAME
    for number, row in enumerate(rows_of(quiz), start=1):
        _write(sheet, number, row)
        for cell in sheet[number]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E2EFED")
    for letter, width in zip("ABCDEFGHIJKLMN", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    return _saved(book)


_WIDTHS = (6, 16, 20, 60, 28, 28, 28, 28, 28, 18, 60, 40, 28, 15)


def kahoot_bytes(quiz: Quiz) -> tuple[bytes, int]:
    """Kahoot's import sheet (its template of 2024: headings in row 8, questions from row 9), and
    how many items do not fit it: it knows choices only, with short texts."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Sheet1"
    _write(sheet, 2, ["", "Quiz template"])
    _write(sheet, 8, ["", *_KAHOOT_HEADINGS])
    row = 9
    left_out = 0
    for item in quiz.items:
        fitting = _kahoot_row(item)
        if fitting is None:
            left_out += 1
            continue
        _write(sheet, row, [str(row - 8), *fitting])
        sheet.cell(row, 1).value = row - 8
        sheet.cell(row, 7).value = _KAHOOT_SECONDS
        row += 1
    for letter, width in zip("ABCDEFGH", (5, 70, 30, 30, 30, 30, 14, 16), strict=True):
        sheet.column_dimensions[letter].width = width
    return _saved(book), left_out


_KAHOOT_HEADINGS = (
    "Question - max 120 characters",
    "Answer 1 - max 75 characters",
    "Answer 2 - max 75 characters",
    "Answer 3 - max 75 characters",
    "Answer 4 - max 75 characters",
    "Time limit (sec) - 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)


def _kahoot_row(item: QuizItem) -> list[str] | None:
    if item.kind not in (Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE) or len(item.options) > 4:
        return None
    stem = item.stem
    if len(stem) > KAHOOT_STEM:
        # The article's title may go; without its document a question would ask something else.
        stem = _KAHOOT_TITLE.sub(r"\1", stem)
    if len(stem) > KAHOOT_STEM or any(len(option) > KAHOOT_OPTION for option in item.options):
        return None
    options = [*item.options, "", ""][:4]
    return [stem, *options, "", ",".join(str(n + 1) for n in item.key)]


def _write(sheet: Any, number: int, row: Sequence[str]) -> None:
    """A row of plain text: openpyxl would take '=...' for a formula."""
    for column, text in enumerate(row, start=1):
        if not text:
            continue
        cell = sheet.cell(number, column)
        cell.value = "".join(c for c in text if c.isprintable() or c in "\n\t")
        cell.data_type = "s"
        cell.quotePrefix = safe_cell(text) != text


def _saved(book: Any) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
