"""Word documents: paragraphs, automatic numbers, tables and footnotes, in reading order.

Nothing is fetched: pictures, external links and embedded objects are not opened.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from index.errors import UnreadableFile
from index.reading import encodings, messages
from index.reading.archives import members_of
from index.reading.furniture import is_rule
from index.reading.limits import MAX_CHARACTERS
from index.reading.numbering import Numbering, read_numbering
from index.reading.repairs import mend_word
from index.reading.words import UNSEEN, Paragraph, Word, assemble, split_words
from index.types import SourceText

_FORMAT = "Word (DOCX)"
_HEADING_STYLE = re.compile(r"(?i)^(?:heading|title|tiêu đề)\b")
# The blocks that an office sets side by side without meaning a table: the head with the motto,
# and addressees beside the signature.
_LAYOUT_TABLE = re.compile(
    r"(?i)độc lập\s{0,4}[-–—]\s{0,4}tự do|^\W{0,9}nơi nhận\s{0,4}:|"
    r"(?m:^\W{0,9}(?:TM|KT|TL|TUQ)\s{0,4}\.)|"
    r"(?-i:(?m:^(?:CHỦ TỊCH|PHÓ CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|CHỦ NHIỆM|GIÁM ĐỐC|TỔNG BÍ THƯ)\b))"
)
_UNICODE_VIETNAMESE = re.compile("[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    encoding: str | None = None
    upper: bool = False
    note: int | None = None


@dataclass(slots=True)
class _Reader:
    document: Any
    numbering: Numbering
    encoding: str | None  # of a document that names no old font but is in an old encoding
    note_bodies: dict[tuple[str, str], Any]
    style_numbers: dict[str, tuple[str, int]]
    style_headings: frozenset[str]
    paragraphs: list[Paragraph] = field(default_factory=list)
    notes: list[tuple[Paragraph, ...]] = field(default_factory=list)
    tables: int = 0

    def read_body(self, element: Any) -> None:
        for block in _blocks(element):
            if block.tag == qn("w:p"):
                self.paragraphs += self.lines_of(block)
            else:
                self.read_table(block)

    def lines_of(self, block: Any) -> list[Paragraph]:
        """The lines of one paragraph (Shift+Enter begins a new one) that hold any text."""
        heading = self.is_heading(block)
        runs = self.runs_of(block)
        if any(run.text.strip() for run in runs):
            label = self.label_of(block)
            if label:
                runs.insert(0, _Run(label + " "))
        lines = [tuple(map(mend_word, words)) for words in _word_lines(runs)]
        found = [Paragraph(words, is_heading=heading) for words in lines if words]
        return [line for line in found if not is_rule(line.text)]

    def runs_of(self, block: Any) -> list[_Run]:
        runs: list[_Run] = []
        for run in block.iter(qn("w:r")):
            if _is_within(run, block, qn("w:del"), qn("w:moveFrom")) or _owner(run) is not block:
                continue
            if _is_hidden(run):
                continue
            encoding, upper = self.font_encoding(run)
            for piece in run:
                if piece.tag == qn("w:t"):
                    runs.append(_Run(UNSEEN.sub("", piece.text or ""), encoding, upper))
                elif piece.tag in (qn("w:tab"), qn("w:ptab")):
                    runs.append(_Run(" "))
                elif piece.tag in (qn("w:br"), qn("w:cr")):
                    runs.append(_Run("\n"))
                elif piece.tag == qn("w:noBreakHyphen"):
                    runs.append(_Run("-"))
                elif piece.tag == qn("w:sym"):
                    runs.append(_Run(" "))
                elif piece.tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
                    runs += self.note_mark(piece)
        return runs

    def note_mark(self, reference: Any) -> list[_Run]:
        kind = "footnote" if reference.tag == qn("w:footnoteReference") else "endnote"
        body = self.note_bodies.get((kind, reference.get(qn("w:id")) or ""))
        if body is None:
            return []
        number = len(self.notes)
        self.notes.append(())  # takes the number before a note inside this one could
        lines = [line for block in body.iter(qn("w:p")) for line in self.lines_of(block)]
        if lines:
            mark = Word(f"[{number + 1}]")
            lines[0] = Paragraph((mark, *lines[0].words))
        self.notes[number] = tuple(lines)
        return [_Run(f"[{number + 1}]", note=number)]

    def font_encoding(self, run: Any) -> tuple[str | None, bool]:
        fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        name = (fonts.get(qn("w:ascii")) or "") if fonts is not None else ""
        if name.startswith(".Vn"):
            return encodings.TCVN3, name.endswith("H")
        if name.upper().startswith("VNI"):
            return encodings.VNI, False
        return self.encoding, False

    def label_of(self, block: Any) -> str:
        properties = block.find(qn("w:pPr"))
        if properties is None:
            return ""
        link = properties.find(qn("w:numPr"))
        if link is not None:
            list_id, depth = _number_link(link)
        else:
            style = properties.find(qn("w:pStyle"))
            name = style.get(qn("w:val")) if style is not None else None
            list_id, depth = self.style_numbers.get(name or "", ("", 0))
        return self.numbering.label(list_id, depth) if list_id not in ("", "0") else ""

    def is_heading(self, block: Any) -> bool:
        properties = block.find(qn("w:pPr"))
        if properties is None:
            return False
        style = properties.find(qn("w:pStyle"))
        if style is not None and style.get(qn("w:val")) in self.style_headings:
            return True
        return properties.find(qn("w:outlineLvl")) is not None

    def read_table(self, table: Any) -> None:
        rows = [list(_cells(row)) for row in table.findall(qn("w:tr"))]
        # The cells of a layout table are read one after the other.
        cells = [[self.cell_lines(cell) for cell in row] for row in rows]
        whole = "\n".join(line.text for row in cells for cell in row for line in cell)
        is_layout = max((len(row) for row in rows), default=0) < 2 or (
            _LAYOUT_TABLE.search(whole) is not None and len(rows) <= 6
        )
        if is_layout:
            self.paragraphs += [line for row in cells for cell in row for line in cell]
            return
        number, self.tables = self.tables, self.tables + 1
        for row in cells:
            words: list[Word] = []
            for position, cell in enumerate(row):
                if position:
                    words.append(Word("|"))
                words += [word for line in cell for word in line.words]
            if any(word.text != "|" for word in words):
                self.paragraphs.append(Paragraph(tuple(words), table=number))

    def cell_lines(self, cell: Any) -> list[Paragraph]:
        merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        if merge is not None and merge.get(qn("w:val")) != "restart":
            return []
        lines: list[Paragraph] = []
        for block in _blocks(cell):
            if block.tag == qn("w:p"):
                lines += self.lines_of(block)
            else:
                for row in block.findall(qn("w:tr")):
                    for inner in _cells(row):
                        lines += self.cell_lines(inner)
        return lines


def read_docx(path: Path) -> SourceText:
    if "word/document.xml" not in members_of(path, _FORMAT):
        raise UnreadableFile(messages.damaged(path.name, _FORMAT))
    try:
        document = docx.Document(str(path))
        reader = _reader_for(document)
        reader.read_body(document.element.body)
    except Exception as error:  # python-docx meets a broken part with any exception there is
        raise UnreadableFile(messages.damaged(path.name, _FORMAT)) from error
    if not reader.paragraphs:
        raise UnreadableFile(messages.no_text(path.name))
    if sum(len(paragraph.text) for paragraph in reader.paragraphs) > MAX_CHARACTERS:
        raise UnreadableFile(messages.too_long(path.name, MAX_CHARACTERS))
    return assemble(reader.paragraphs, notes=reader.notes)


def _reader_for(document: Any) -> _Reader:
    numbering = _part_element(document, "/numbering")
    text = "".join(piece.text or "" for piece in document.element.body.iter(qn("w:t")))
    style_numbers, style_headings = _styles(document)
    return _Reader(
        document=document,
        numbering=read_numbering(numbering),
        encoding=encodings.legacy_encoding(text),
        note_bodies=_note_bodies(document),
        style_numbers=style_numbers,
        style_headings=style_headings,
    )


def _part_element(document: Any, kind: str) -> Any:
    """Root element of the part that the document relates to as `kind`, None without one."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith(kind) and not relation.is_external:
            part = relation.target_part
            element = getattr(part, "element", None)
            return element if element is not None else parse_xml(part.blob)
    return None


def _note_bodies(document: Any) -> dict[tuple[str, str], Any]:
    bodies: dict[tuple[str, str], Any] = {}
    for kind in ("footnote", "endnote"):
        root = _part_element(document, f"/{kind}s")
        for note in root.findall(qn(f"w:{kind}")) if root is not None else ():
            if note.get(qn("w:type")) in (None, "normal"):
                bodies[kind, note.get(qn("w:id")) or ""] = note
    return bodies


def _styles(document: Any) -> tuple[dict[str, tuple[str, int]], frozenset[str]]:
    numbers: dict[str, tuple[str, int]] = {}
    headings: set[str] = set()
    for style in document.styles.element.findall(qn("w:style")):
        key = style.get(qn("w:styleId")) or ""
        name = style.find(qn("w:name"))
        if name is not None and _HEADING_STYLE.match(name.get(qn("w:val")) or ""):
            headings.add(key)
        link = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if link is not None:
            numbers[key] = _number_link(link)
    return numbers, frozenset(headings)


def _number_link(link: Any) -> tuple[str, int]:
    list_id, depth = link.find(qn("w:numId")), link.find(qn("w:ilvl"))
    level = depth.get(qn("w:val")) if depth is not None else "0"
    return (
        (list_id.get(qn("w:val")) or "") if list_id is not None else "",
        int(level) if level is not None and level.isdecimal() else 0,
    )


_WRAPPERS = (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins"), qn("w:smartTag"))


def _blocks(element: Any) -> Iterator[Any]:
    """Paragraphs and tables directly in `element`, through content controls."""
    for child in element:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _blocks(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == qn("w:tc"):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _cells(child)


def _is_hidden(run: Any) -> bool:
    """Whether Word neither shows nor prints it."""
    hidden = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return hidden is not None and hidden.get(qn("w:val")) not in ("0", "false", "off")


def _is_within(element: Any, top: Any, *tags: str) -> bool:
    parent = element.getparent()
    while parent is not None and parent is not top:
        if parent.tag in tags:
            return True
        parent = parent.getparent()
    return False


def _owner(run: Any) -> Any:
    """The paragraph a run belongs to: a text box nests paragraphs inside a run."""
    parent = run.getparent()
    while parent is not None and parent.tag != qn("w:p"):
        parent = parent.getparent()
    return parent


def _word_lines(runs: list[_Run]) -> Iterator[list[Word]]:
    """Words of each line. A word may be made of several runs; marks of notes are words."""
    words: list[Word] = []
    now = original = ""
    encoding: str | None = None

    def close() -> None:
        nonlocal now, original
        for piece in split_words(unicodedata.normalize("NFC", now)):
            if encoding is not None and original != now:
                piece = replace(piece, original=original, reason=messages.legacy_encoding(encoding))
            words.append(piece)
        now = original = ""

    for run in runs:
        if run.note is not None:
            close()
            words.append(Word(run.text, note=run.note))
            continue
        for letters in re.split(r"(\s)", run.text):
            if letters == "" or not letters.isspace():
                encoding = run.encoding
                original += letters
                now += _unicode_of(letters, run)
                continue
            close()
            if letters == "\n":
                yield words
                words = []
    close()
    yield words


def _unicode_of(letters: str, run: _Run) -> str:
    if run.encoding is None or _UNICODE_VIETNAMESE.search(letters):
        return letters
    converted = encodings.convert(letters, run.encoding)
    return converted.upper() if run.upper else converted
