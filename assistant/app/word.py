"""A conversation as a Word file, set as official documents are (assistant/wordpage.py)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.app import texts
from assistant.app.exporting import Page, pages_of
from assistant.app.session import Turn
from assistant.wordpage import SMALL_POINTS, add_paragraph, blank_page, saved


def word_file(turns: Sequence[Turn], day: str) -> bytes:
    """The turns as a .docx file. day: '25/11/2026'."""
    file = blank_page()
    add_paragraph(file, texts.EXPORT_TITLE, bold=True, centred=True, after=2)
    add_paragraph(file, texts.EXPORT_DAY.format(day=day), italic=True, centred=True, after=12)
    for page in pages_of(turns):
        _write(file, page)
    return saved(file)


def _write(file: Any, page: Page) -> None:
    add_paragraph(file, texts.EXPORT_QUESTION.format(text=page.question), bold=True)
    if page.understood:
        add_paragraph(file, texts.UNDERSTOOD.format(text=page.understood), italic=True)
    for line in page.lines:
        add_paragraph(file, line, indented=True)
    if page.sources:
        line = f"{texts.COPY_SOURCES} {page.sources}"
        add_paragraph(file, line, size=SMALL_POINTS, after=3)
    for quote in page.quotes:
        add_paragraph(file, quote, size=SMALL_POINTS, after=3)
    for status in page.statuses:
        add_paragraph(file, status, italic=True, size=SMALL_POINTS, after=3)
    add_paragraph(file, page.made_by, italic=True, size=SMALL_POINTS, after=14)
