"""Text for spreadsheets: no cell that a document or a person filled is run as a formula.

Excel and LibreOffice read a cell of a CSV file that begins with one of these signs as a formula,
which may send data away or start a program (OWASP, "CSV Injection").
"""

from __future__ import annotations

_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(text: str) -> str:
    """`text` as the words of a cell: with an apostrophe before what would begin a formula.

    For CSV and for XLSX: openpyxl, too, writes a string that begins with "=" as a formula.
    """
    begins = text.lstrip(" \ufeff\u00a0").startswith(_BEGINS_FORMULA) or text[:1] in "\t\r\n"
    return f"'{text}" if text and begins else text
