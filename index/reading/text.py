"""Plain text and Markdown: kept line for line, as written."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from index.errors import UnreadableFile
from index.reading import encodings, messages
from index.reading.limits import MAX_CHARACTERS
from index.reading.repairs import mend_text
from index.types import Repair, SourceText

_NEWLINES = re.compile(r"\r\n?|\u2028|\u2029|\x0b|\x85")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff\u200b\u2060]")
_PAGE_MARK = re.compile(r"(?m)^#{1,3} (?:Page|Trang) (\d{1,5})[ \t]*$")
_FENCE = re.compile(r"(?m)^```\w*[ \t]*$\n?")


def read_text(path: Path) -> SourceText:
    text = encodings.decode(path.read_bytes())
    if text is None:
        raise UnreadableFile(messages.unknown_format(path.name))
    return source_of(text, path.name)


def source_of(text: str, name: str) -> SourceText:
    """Canonical text of a decoded text: line ends, NFC, repairs and page marks, nothing else
    moved."""
    if len(text) > MAX_CHARACTERS:
        raise UnreadableFile(messages.too_long(name, MAX_CHARACTERS))
    text = _CONTROLS.sub("", _NEWLINES.sub("\n", text)).replace("\f", "\n")
    text, page_starts = _without_page_marks(text)
    text, repairs = _modernised(text)
    if not text.strip():
        raise UnreadableFile(messages.no_text(name))
    # These repairs keep every length, so the offsets of the first ones and of pages stay right.
    mended, more = mend_text(text)
    return SourceText(text=mended, repairs=repairs + more, page_starts=page_starts)


def _without_page_marks(text: str) -> tuple[str, tuple[int, ...]]:
    """Converters mark pages with a line "## Page 3"; some put each page in a code block."""
    text = unicodedata.normalize("NFC", text)
    marks = list(_PAGE_MARK.finditer(text))
    numbers = [int(mark.group(1)) for mark in marks]
    first = numbers[0] if numbers else 0
    if first not in (1, 2) or numbers != list(range(first, first + len(numbers))):
        return text, ()
    pieces = [text[: marks[0].start()]]
    starts = [0]
    length = len(pieces[0])
    for position, mark in enumerate(marks):
        end = marks[position + 1].start() if position + 1 < len(marks) else len(text)
        if position or first == 2:
            starts.append(length)
        page = _FENCE.sub("", text[mark.end() : end]).lstrip("\n")
        pieces.append(page)
        length += len(page)
    return "".join(pieces), tuple(starts)


def _modernised(text: str) -> tuple[str, tuple[Repair, ...]]:
    """Line by line, so that each repair keeps the original line of an old encoding."""
    encoding = encodings.legacy_encoding(text)
    if encoding is None:
        return unicodedata.normalize("NFC", text), ()
    lines: list[str] = []
    repairs: list[Repair] = []
    at = 0
    for line in text.split("\n"):
        converted = unicodedata.normalize("NFC", encodings.convert(line, encoding))
        if converted != line:
            reason = messages.legacy_encoding(encoding)
            repairs.append(Repair(at, at + len(converted), line, reason))
        lines.append(converted)
        at += len(converted) + 1
    return "\n".join(lines), tuple(repairs)
