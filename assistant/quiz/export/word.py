"""Papers and answer key as one Word file: each paper on its own pages, then the keys of all papers
side by side, then what every answer stands on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from assistant.quiz import texts
from assistant.quiz.export.wording import LETTERS, key_on_paper
from assistant.quiz.papers import Asked, Paper, papers_of
from assistant.quiz.types import Kind, Quiz
from assistant.wordpage import SMALL_POINTS, add_paragraph, blank_page, printable, saved

_POINTS = 13
_RULE = "." * 60


def docx_bytes(quiz: Quiz, papers: int, seed: int) -> bytes:
    file = blank_page()
    made = papers_of(quiz, papers, seed)
    for paper in made:
        _paper(file, quiz, paper)
        file.add_page_break()
    _keys(file, made)
    _grounds(file, made[0])
    return saved(file)


def _paper(file: Any, quiz: Quiz, paper: Paper) -> None:
    add_paragraph(file, quiz.title.upper(), bold=True, centred=True, after=2)
    add_paragraph(file, texts.PAPER_CODE.format(code=paper.code), bold=True, centred=True)
    add_paragraph(file, f"{texts.PAPER_NAME} {_RULE}", size=_POINTS, after=2)
    add_paragraph(file, f"{texts.PAPER_OFFICE} {_RULE}", size=_POINTS, after=12)
    for asked in paper.asked:
        _question(file, asked)


def _question(file: Any, asked: Asked) -> None:
    item = asked.item
    paragraph = file.add_paragraph()
    number = paragraph.add_run(f"{texts.QUESTION.format(number=asked.number)} ")
    number.bold = True
    stem = paragraph.add_run(printable(item.stem))
    for run in (number, stem):
        run.font.size = Pt(_POINTS)
    form = paragraph.paragraph_format
    form.space_after, form.keep_with_next = Pt(3), True
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    match item.kind:
        case Kind.FILL:
            add_paragraph(file, f"{texts.PAPER_ANSWER} {_RULE}", size=_POINTS, after=10)
        case Kind.MATCHING:
            _pairs(file, asked)
        case _:
            for n, option in enumerate(item.options):
                last = n == len(item.options) - 1
                line = add_paragraph(
                    file, f"{LETTERS[n]}. {option}", size=_POINTS, after=10 if last else 2
                )
                line.paragraph_format.left_indent = Cm(0.8)
                line.paragraph_format.keep_with_next = not last
            if item.kind is Kind.ORDERING:
                add_paragraph(file, f"{texts.PAPER_ORDER} {_RULE}", size=_POINTS, after=10)


def _pairs(file: Any, asked: Asked) -> None:
    """Both columns as a table, the right one in an order of its own."""
    table = file.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    for n, ((left, _), right) in enumerate(zip(asked.item.pairs, asked.rights, strict=True)):
        cells = table.add_row().cells
        _cell(cells[0], f"{n + 1}. {left}")
        _cell(cells[1], f"{LETTERS[n].lower()}. {right}")
    add_paragraph(file, f"{texts.PAPER_ANSWER} {_RULE}", size=_POINTS, after=10)


def _keys(file: Any, papers: Sequence[Paper]) -> None:
    add_paragraph(file, texts.PAPER_KEYS, bold=True, centred=True, after=6)
    table = file.add_table(rows=1, cols=1 + len(papers))
    table.style = "Table Grid"
    heads = [texts.KEY_NUMBER, *(texts.PAPER_CODE.format(code=p.code) for p in papers)]
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        _cell(cell, text, bold=True)
    for asked in zip(*(paper.asked for paper in papers), strict=True):
        cells = table.add_row().cells
        _cell(cells[0], str(asked[0].number))
        for cell, one in zip(cells[1:], asked, strict=True):
            _cell(cell, key_on_paper(one))


def _grounds(file: Any, paper: Paper) -> None:
    """What each answer stands on, in the order of the first paper."""
    heading = texts.PAPER_GROUNDS.format(code=paper.code)
    add_paragraph(
        file, heading, bold=True, centred=True, after=6
    ).paragraph_format.space_before = Pt(14)
    for asked in paper.asked:
        number = texts.QUESTION.format(number=asked.number)
        grounds = asked.item.explanation.replace("\n", "; ")
        text = f"{number} [{key_on_paper(asked)}] {grounds}"
        add_paragraph(file, text, size=SMALL_POINTS, after=4)


def _cell(cell: Any, text: str, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(printable(text))
    run.bold, run.font.size = bold, Pt(SMALL_POINTS)
    paragraph.paragraph_format.space_after = Pt(2)
