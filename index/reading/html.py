"""HTML pages: what a browser would show as text. Scripts, styles and hidden parts are dropped,
nothing is fetched."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from index.errors import UnreadableFile
from index.reading import encodings, messages
from index.reading.furniture import is_rule
from index.reading.limits import MAX_CHARACTERS
from index.reading.repairs import mend_word
from index.reading.words import Paragraph, Word, assemble, split_words
from index.types import SourceText

_FORMAT = "HTML"
_SKIPPED_NAMES = (
    "script style template noscript head iframe object embed svg math canvas select textarea "
    "button form nav audio video link meta"
)
_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd div dl dt fieldset figure footer "
    "h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section table tbody td tfoot th thead "
    "tr ul"
)
_SKIPPED = frozenset(_SKIPPED_NAMES.split())
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_CHARSET = re.compile(rb"(?i)<meta[^>]{0,300}charset\s*=\s*[\"']?([\w-]{2,20})")
_MAX_DEPTH = 200


@dataclass(slots=True)
class _Page:
    encoding: str | None = None
    pieces: list[str] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: int = 0

    def close(self, *, heading: bool = False) -> None:
        words = self.words_of("".join(self.pieces))
        self.pieces.clear()
        paragraph = Paragraph(words, is_heading=heading)
        if words and not is_rule(paragraph.text):
            self.paragraphs.append(paragraph)

    def words_of(self, text: str) -> tuple[Word, ...]:
        words = split_words(unicodedata.normalize("NFC", text))
        if self.encoding is not None:
            reason = messages.legacy_encoding(self.encoding)
            words = tuple(
                word.mended(encodings.convert(word.text, self.encoding), reason) for word in words
            )
        return tuple(map(mend_word, words))

    def read(self, element: Any, depth: int = 0) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag == "" or tag in _SKIPPED or _HIDDEN.search(element.get("style") or ""):
            return
        if depth > _MAX_DEPTH:
            self.pieces += [" ", " ".join(element.itertext()), " "]
            return
        if tag == "table" and self.read_table(element):
            return
        is_block = tag in _BLOCKS
        if is_block:
            self.close()
        self.pieces.append(element.text or "")
        for child in element:
            if child.tag == "br":
                self.close(heading=tag in _HEADINGS)
            else:
                self.read(child, depth + 1)
            self.pieces.append(child.tail or "")
        if is_block:
            self.close(heading=tag in _HEADINGS)

    def read_table(self, table: Any) -> bool:
        """Rows of a table of data; False for a table that only lays out a page."""
        rows = [row for row in table.iter("tr") if _table_of(row) is table]
        cells = [[_cell_text(cell) for cell in row if cell.tag in ("td", "th")] for row in rows]
        widest = max((len(row) for row in cells), default=0)
        if widest < 2 or len(rows) < 2 or next(table.iterdescendants("table"), None) is not None:
            return False
        if re.search(r"(?i)độc lập\s*[-–]\s*tự do|nơi nhận\s*:", " ".join(map(" ".join, cells))):
            return False
        self.close()
        number, self.tables = self.tables, self.tables + 1
        for row in cells:
            words = self.words_of(" | ".join(row))
            if any(word.text != "|" for word in words):
                self.paragraphs.append(Paragraph(words, table=number))
        return True


def _table_of(row: Any) -> Any:
    parent = row.getparent()
    while parent is not None and parent.tag != "table":
        parent = parent.getparent()
    return parent


def _cell_text(cell: Any) -> str:
    pieces: list[str] = []
    for node in cell.iter():
        if isinstance(node.tag, str) and node.tag not in _SKIPPED:
            pieces.append(node.text or "")
        if node is not cell:
            pieces.append(
                (" " if node.tag in _BLOCKS or node.tag == "br" else "") + (node.tail or "")
            )
    return " ".join("".join(pieces).split())


def parse_html(data: bytes, name: str) -> Any:
    """Root element of an HTML file; None where there is nothing."""
    text = _decoded(data)
    if text is None:
        raise UnreadableFile(messages.damaged(name, _FORMAT))
    if len(text) > MAX_CHARACTERS:
        raise UnreadableFile(messages.too_long(name, MAX_CHARACTERS))
    text = _DECLARATION.sub("", text.replace("\x00", ""))
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(text, parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableFile(messages.damaged(name, _FORMAT)) from error


def _decoded(data: bytes) -> str | None:
    declared = _CHARSET.search(data[:4096])
    if declared is not None and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(declared.group(1).decode("ascii"))
        except (UnicodeDecodeError, LookupError):
            return encodings.decode(data)  # pages often lie about their encoding
    return encodings.decode(data)


def read_html(path: Path) -> SourceText:
    root = parse_html(path.read_bytes(), path.name)
    page = _Page()
    if root is not None:
        page.encoding = encodings.legacy_encoding(" ".join(root.itertext()))
        page.read(root)
        page.close()
    if not page.paragraphs:
        raise UnreadableFile(messages.no_text(path.name))
    return assemble(page.paragraphs)


def lines_of(element: Any) -> list[Paragraph]:
    """Paragraphs of one element of a page."""
    page = _Page()
    page.read(element)
    page.close()
    return page.paragraphs
