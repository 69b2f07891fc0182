"""A Word page in the manner of Nghị định 30/2020: A4, Times New Roman, margins of the decree's Phụ
lục I, page numbers on top from the second page on."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

FONT = "Times New Roman"
BODY_POINTS = 14  # Nghị định 30/2020, Phụ lục I: 13 to 14
SMALL_POINTS = 12


def blank_page() -> Any:
    """An empty file, set up."""
    file = Document()
    _set_page(file)
    _set_font(file)
    return file


def saved(file: Any) -> bytes:
    stream = BytesIO()
    file.save(stream)
    return stream.getvalue()


def add_paragraph(
    file: Any,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    centred: bool = False,
    indented: bool = False,
    size: int = BODY_POINTS,
    after: int = 6,
) -> Any:
    """file: a document or a cell of a table."""
    paragraph = file.add_paragraph()
    run = paragraph.add_run(printable(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    form = paragraph.paragraph_format
    form.space_after, form.line_spacing = Pt(after), 1.15
    if indented:
        form.first_line_indent = Cm(1)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.JUSTIFY
    return paragraph


def printable(text: str) -> str:
    """Without control characters, which a .docx may not hold."""
    return "".join(c for c in text if c.isprintable() or c in "\n\t")


def _set_page(file: Any) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.different_first_page_header_footer = True
    header = section.header.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    header._p.append(field)


def _set_font(file: Any) -> None:
    style = file.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(BODY_POINTS)
    # Word takes Vietnamese letters from these two as well.
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:eastAsia", "w:cs", "w:hAnsi"):
        fonts.set(qn(name), FONT)
