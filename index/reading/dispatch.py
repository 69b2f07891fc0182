"""Which reader a file gets."""

from __future__ import annotations

from pathlib import Path

from index.errors import UnreadableFile
from index.reading import messages, phapdien
from index.reading.doc import read_doc
from index.reading.docx import read_docx
from index.reading.html import read_html
from index.reading.isolation import read_pdf_isolated
from index.reading.limits import MAX_CHARACTERS, MAX_LINES
from index.reading.sniff import Format, sniff
from index.reading.text import read_text
from index.types import SourceText


def _read_page(path: Path) -> SourceText:
    return phapdien.whole(path) if phapdien.is_topic(path) else read_html(path)


_READERS = {
    Format.TEXT: read_text,
    Format.HTML: _read_page,
    Format.DOCX: read_docx,
    Format.DOC: read_doc,
    Format.RTF: read_doc,
    Format.PDF: read_pdf_isolated,
}


def read(path: Path) -> SourceText:
    """Canonical text of a file, with pages, word boxes, tables and footnotes where it has them.

    Raises UnreadableFile.
    """
    try:
        source = _READERS[sniff(path)](path)
    except MemoryError as error:
        raise UnreadableFile(messages.bomb(path.name)) from error
    except OSError as error:
        raise UnreadableFile(messages.no_permission(path.name)) from error
    if len(source.text) > MAX_CHARACTERS or source.text.count("\n") > MAX_LINES:
        raise UnreadableFile(messages.too_long(path.name, MAX_CHARACTERS))
    return source
