"""What a file is by its first bytes; its name is only a hint between text formats."""

from __future__ import annotations

import re
import zipfile
from enum import StrEnum
from pathlib import Path

from index.errors import UnreadableFile
from index.reading import encodings, messages
from index.reading.limits import MAX_FILE_BYTES

_HEAD_BYTES = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_PROGRAMS = (b"MZ", b"\x7fELF")
_HTML = re.compile(rb"(?i)<(?:!doctype html|html|head|body|div|table|h[1-6]|p|link|meta|span)\b")


class Format(StrEnum):
    TEXT = "text"
    PDF = "pdf"
    DOCX = "docx"
    DOC = "doc"
    RTF = "rtf"
    HTML = "html"


def sniff(path: Path) -> Format:
    """Format of a file by content. Raises UnreadableFile for what is no document."""
    head = _head(path)
    name = path.name
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _office(path)
    if head.startswith(_OLE):
        return _ole(path)
    if head.lstrip().startswith(b"{\\rtf"):
        return Format.RTF
    if head.startswith(_IMAGES):
        raise UnreadableFile(messages.image_file(name))
    if head.startswith(_ARCHIVES):
        raise UnreadableFile(messages.archive(name))
    if head.startswith(_PROGRAMS):
        raise UnreadableFile(messages.unknown_format(name))
    if _HTML.search(head.replace(b"\x00", b"")) and not _is_markdown(path):
        return Format.HTML
    if not _is_texty(head):
        raise UnreadableFile(messages.unknown_format(name))
    return Format.TEXT


def _head(path: Path) -> bytes:
    try:
        if not path.exists():
            raise UnreadableFile(messages.missing(path.name))
        if not path.is_file():
            raise UnreadableFile(messages.not_a_file(path.name))
        size = path.stat().st_size
        if size == 0:
            raise UnreadableFile(messages.empty(path.name))
        if size > MAX_FILE_BYTES:
            limit = MAX_FILE_BYTES >> 20
            raise UnreadableFile(messages.too_large(path.name, size >> 20, limit))
        with path.open("rb") as file:
            return file.read(_HEAD_BYTES)
    except (OSError, ValueError) as error:
        raise UnreadableFile(messages.no_permission(path.name)) from error


def _office(path: Path) -> Format:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFile(messages.damaged(path.name, "nén (ZIP/DOCX)")) from error
    if "word/document.xml" in names:
        return Format.DOCX
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        raise UnreadableFile(messages.spreadsheet(path.name))
    raise UnreadableFile(messages.archive(path.name))


def _ole(path: Path) -> Format:
    """An OLE container is Word 97, Excel 97, or the wrapper of an encrypted DOCX. Names of its
    streams are UTF-16 in its directory."""
    data = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableFile(messages.encrypted(path.name))
    if "WordDocument".encode("utf-16-le") in data:
        return Format.DOC
    if any(stream.encode("utf-16-le") in data for stream in ("Workbook", "PowerPoint Document")):
        raise UnreadableFile(messages.spreadsheet(path.name))
    raise UnreadableFile(messages.unknown_format(path.name))


def _is_markdown(path: Path) -> bool:
    return path.suffix.lower() in (".md", ".markdown")


def _is_texty(head: bytes) -> bool:
    """No more control characters than a text has. TCVN3 and VNI are Latin-1 bytes."""
    text = encodings.decode(head) or encodings.decode(head[:-3])
    if text is None:
        return False
    controls = sum(letter < " " and letter not in "\t\n\r\f\x0b" for letter in text)
    return controls <= len(text) * 0.01
