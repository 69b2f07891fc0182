"""Zip containers (DOCX): what they may unpack to, checked before anything is unpacked."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from index.errors import UnreadableFile
from index.reading import messages
from index.reading.limits import (
    MAX_UNPACK_RATIO,
    MAX_UNPACKED_BYTES,
    MAX_XML_BYTES,
    MAX_ZIP_MEMBERS,
)

_FREE_BYTES = 1024 * 1024  # a small member may shrink as well as it likes
_ENCRYPTED_FLAG = 0x1
_DTD = (b"<!DOCTYPE", b"<!ENTITY")


def members_of(path: Path, format_name: str) -> frozenset[str]:
    """Names of the members of a zip file that is safe to unpack. Office files never carry a
    DTD, so an XML member with one is an attack."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            _check_sizes(infos, path.name)
            for info in infos:
                if info.filename.endswith((".xml", ".rels")):
                    _check_xml(archive, info, path.name)
            return frozenset(info.filename for info in infos)
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
    ) as error:
        raise UnreadableFile(messages.damaged(path.name, format_name)) from error


def _check_sizes(infos: list[zipfile.ZipInfo], name: str) -> None:
    if len(infos) > MAX_ZIP_MEMBERS:
        raise UnreadableFile(messages.bomb(name))
    if sum(info.file_size for info in infos) > MAX_UNPACKED_BYTES:
        raise UnreadableFile(messages.bomb(name))
    for info in infos:
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise UnreadableFile(messages.encrypted(name))
        if info.filename.endswith((".xml", ".rels")) and info.file_size > MAX_XML_BYTES:
            raise UnreadableFile(messages.bomb(name))
        packed = max(info.compress_size, 1)
        if info.file_size > _FREE_BYTES and info.file_size / packed > MAX_UNPACK_RATIO:
            raise UnreadableFile(messages.bomb(name))


def _check_xml(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> None:
    with archive.open(info) as member:
        # zipfile stops at the declared size, which `_check_sizes` has bounded.
        head = member.read(64 * 1024)
    if any(mark in head for mark in _DTD):
        raise UnreadableFile(messages.bomb(name))
