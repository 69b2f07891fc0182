"""The whole data folder as one file, and back.

The file is a zip: the index in force, the files people added, the settings, the window's log and
conversations, and MANIFEST, which lists every member with its size and hash. It is made while the
window serves: nobody may build meanwhile, and SQLite files are copied by SQLite.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from assistant import __version__
from assistant.cli import messages
from index.errors import DanvanError, IndexMissing
from index.store import Store

MANIFEST = "danvan-backup.json"
FORMAT = 1
MOST_FILES = 200_000
MOST_MANIFEST_BYTES = 100 * 1024 * 1024
_LEFT_OUT = (".lock", ".new", "-wal", "-shm", "-journal")
_PART = 1024 * 1024  # bytes read at once
_CANNOT_BE_NAMED = set('<>:"|?*\\') | {chr(code) for code in range(32)}  # on Windows


class BackupFailed(DanvanError):
    """A backup could not be written or restored; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Backup:
    files: int
    bytes: int


def back_up(data_dir: Path, file: Path) -> Backup:
    """Write the data folder to `file`. Raises BackupFailed, and IndexBusy while one builds."""
    if not data_dir.is_dir():
        raise BackupFailed(messages.BACKUP_NOTHING.format(folder=data_dir))
    beside = file.with_name(f"{file.name}.new")
    try:
        with Store(data_dir).writing(), _private(beside) as out:
            made = _write(data_dir, out)
        beside.replace(file)
    except (OSError, sqlite3.Error, zipfile.LargeZipFile) as error:
        beside.unlink(missing_ok=True)
        raise BackupFailed(messages.BACKUP_UNWRITABLE.format(file=file, detail=error)) from error
    return made


def restore(file: Path, data_dir: Path, replace: bool = False) -> Backup:
    """Put a backup in place of the data folder, whole or not at all. A folder that holds
    something is only taken with `replace`, and stays beside under another name.
    Raises BackupFailed."""
    there = data_dir.is_dir() and any(data_dir.iterdir())
    if there and not replace:
        raise BackupFailed(messages.RESTORE_NOT_EMPTY.format(folder=data_dir))
    parent = data_dir.resolve().parent
    try:
        parent.mkdir(parents=True, exist_ok=True)
        with (
            zipfile.ZipFile(file) as archive,
            tempfile.TemporaryDirectory(
                prefix=f".{data_dir.name}-", dir=parent, ignore_cleanup_errors=True
            ) as beside,
        ):
            listed = _listed(archive, file, shutil.disk_usage(parent).free)
            new = Path(beside) / "data"
            for name, (size, digest) in listed.items():
                _unpack(archive, name, new, size, digest, file)
            if there:
                data_dir.replace(parent / f"{data_dir.name}.cu-{datetime.now():%Y%m%d-%H%M%S}")
            elif data_dir.is_dir():
                data_dir.rmdir()
            new.replace(data_dir)
    except (OSError, zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError) as error:
        raise BackupFailed(messages.RESTORE_FAILED.format(file=file, detail=error)) from error
    return Backup(len(listed), sum(size for size, _ in listed.values()))


def _private(path: Path) -> BinaryIO:
    """A new file that only its owner may read: it holds keys and what people asked."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o600), "wb")


def _write(data_dir: Path, out: BinaryIO) -> Backup:
    listed: dict[str, list[int | str]] = {}
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        tempfile.TemporaryDirectory() as scratch,
    ):
        for path in _files(data_dir):
            name = path.relative_to(data_dir).as_posix()
            source = _settled(path, Path(scratch)) if path.suffix == ".sqlite" else path
            digest, size = hashlib.sha256(), 0
            with source.open("rb") as file, archive.open(name, "w", force_zip64=True) as member:
                while part := file.read(_PART):
                    digest.update(part)
                    size += len(part)
                    member.write(part)
            listed[name] = [size, digest.hexdigest()]
        about = {"format": FORMAT, "version": __version__, "files": listed}
        archive.writestr(MANIFEST, json.dumps(about, ensure_ascii=False))
    return Backup(len(listed), sum(int(size) for size, _ in listed.values()))


def _files(data_dir: Path) -> Iterator[Path]:
    """What belongs to a backup: no locks, nothing half written, no snapshot out of force."""
    snapshots = data_dir / "index" / "snapshots"
    try:
        current: Path | None = Store(data_dir).current()
    except IndexMissing:
        current = None
    for path in sorted(data_dir.rglob("*")):
        if path.is_symlink() or not path.is_file() or path.name.endswith(_LEFT_OUT):
            continue
        if path.is_relative_to(snapshots) and not (current and path.is_relative_to(current)):
            continue
        yield path


def _settled(path: Path, scratch: Path) -> Path:
    """A copy of an SQLite file as of one moment, while others write to it."""
    copy = scratch / "copy.sqlite"
    copy.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(path, timeout=30)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
    return copy


def _listed(archive: zipfile.ZipFile, file: Path, free: int) -> dict[str, tuple[int, str]]:
    """Members by name, with size and hash, once all of it is found fit to unpack."""

    def refuse(detail: str) -> BackupFailed:
        return BackupFailed(messages.RESTORE_FAILED.format(file=file, detail=detail))

    infos = {info.filename: info for info in archive.infolist()}
    manifest = infos.pop(MANIFEST, None)
    if manifest is None or manifest.file_size > MOST_MANIFEST_BYTES:
        raise refuse(messages.RESTORE_NO_BACKUP)
    try:
        about: dict[str, Any] = json.loads(archive.read(manifest))
        listed = {str(n): (int(size), str(sha)) for n, (size, sha) in about["files"].items()}
        form = int(about["format"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise refuse(messages.RESTORE_NO_BACKUP) from error
    if form != FORMAT:
        raise refuse(messages.RESTORE_FORMAT.format(format=form))
    if listed.keys() != infos.keys() or len(archive.infolist()) != len(listed) + 1:
        raise refuse(messages.RESTORE_MEMBERS)
    for name, info in infos.items():
        if not _is_safe(name) or info.is_dir() or stat.S_ISLNK(info.external_attr >> 16):
            raise refuse(messages.RESTORE_NAME.format(name=ascii(name)[:80]))
        if info.file_size != listed[name][0]:
            raise refuse(messages.RESTORE_CHANGED.format(name=name))
    if len(listed) > MOST_FILES or sum(size for size, _ in listed.values()) > free:
        raise refuse(messages.RESTORE_TOO_BIG)
    return listed


def _is_safe(name: str) -> bool:
    """A relative path that stays inside the folder, on any system."""
    parts = PurePosixPath(name).parts
    return (
        bool(parts)
        and "/".join(parts) == name
        and not name.startswith("/")
        and all(part not in (".", "..") and part == part.strip(" .") for part in parts)
        and not _CANNOT_BE_NAMED & set(name)
    )


def _unpack(
    archive: zipfile.ZipFile, name: str, folder: Path, size: int, digest: str, file: Path
) -> None:
    path = folder.joinpath(*PurePosixPath(name).parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    found, taken = hashlib.sha256(), 0
    with archive.open(name) as member, _private(path) as out:
        while part := member.read(_PART):
            taken += len(part)
            found.update(part)
            if taken > size:
                break
            out.write(part)
    if taken != size or found.hexdigest() != digest:
        detail = messages.RESTORE_CHANGED.format(name=name)
        raise BackupFailed(messages.RESTORE_FAILED.format(file=file, detail=detail))
