"""Snapshots on disk: written whole, then switched to at once.

    data_dir/index/current.json              names the snapshot in force and the added files
    data_dir/index/snapshots/<name>/
        manifest.json                        written last: a snapshot without one was never finished
        library.sqlite                       documents, passages and conflicts
        chroma/                              the record of vectors (Chroma, cosine)
        vectors.npy first_*.npy lexical/     what searches read, memory-mapped
    data_dir/files/<sha256>.<suffix>         files people added

A kill at any moment leaves `current.json` naming the old snapshot or the new one.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from index import messages
from index.errors import IndexBusy, IndexDamaged, IndexMissing
from index.types import (
    Conflict,
    ConflictKind,
    Document,
    Identity,
    Note,
    Passage,
    PassageKind,
    Place,
    Reading,
    Relation,
    RelationKind,
    Repair,
    SourceText,
    WordBox,
)

FILES = "files"
FORMAT = 4
"""Raised whenever an older snapshot must be rebuilt to be read (or to be parsed anew)."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the library.

    name: its file name as people know it. stored: where it lies, relative to the data folder,
    for a file that was added; "" for one that ships with the product. part: the law picked
    from a file that holds several, else ""."""

    id: str
    name: str
    sha256: str
    stored: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    format: int
    fingerprint: str
    model: str
    model_fingerprint: str
    dimension: int
    passages: int
    sources: tuple[Source, ...]


class Store:
    """The index folder of a data folder."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self._root = data_dir / "index"
        self._pointer = self._root / "current.json"

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One writer at a time; readers are not held up. Raises IndexBusy."""
        try:
            self._root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise IndexBusy(
                messages.FOLDER_UNWRITABLE.format(folder=self.data_dir, detail=error.strerror)
            ) from error
        try:
            with FileLock(self._root / "write.lock", timeout=0):
                yield
        except Timeout as error:
            raise IndexBusy(messages.INDEX_BUSY.format(folder=self.data_dir)) from error

    def current(self) -> Path:
        """Folder of the snapshot in force. Raises IndexMissing or IndexDamaged."""
        if not self._pointer.is_file():
            raise IndexMissing(messages.INDEX_MISSING.format(folder=self.data_dir))
        try:
            name = str(json.loads(self._pointer.read_text(encoding="utf-8"))["snapshot"])
        except (ValueError, KeyError, TypeError, OSError) as error:
            raise self.damaged("current.json") from error
        folder = self._root / "snapshots" / Path(name).name
        if not (folder / "manifest.json").is_file():
            raise self.damaged(name)
        return folder

    def manifest(self, snapshot: Path) -> Manifest:
        try:
            raw = json.loads((snapshot / "manifest.json").read_text(encoding="utf-8"))
            raw["sources"] = tuple(Source(**source) for source in raw["sources"])
            return Manifest(**raw)
        except (ValueError, KeyError, TypeError, OSError) as error:
            raise self.damaged("manifest.json") from error

    def damaged(self, detail: str) -> IndexDamaged:
        return IndexDamaged(messages.INDEX_DAMAGED.format(folder=self.data_dir, detail=detail))

    def new_snapshot(self, fingerprint: str) -> Path:
        """An empty folder to build in. Nothing reads it before `publish`."""
        folder = self._root / "snapshots" / f"{fingerprint}-{os.urandom(4).hex()}"
        folder.mkdir(parents=True)
        return folder

    def publish(self, snapshot: Path, manifest: Manifest) -> None:
        """Finish a snapshot, make it the one in force, drop all others and the files that the
        library no longer holds. Readers go on with what they have open."""
        _write_whole(snapshot / "manifest.json", json.dumps(asdict(manifest), ensure_ascii=False))
        added = [asdict(source) for source in manifest.sources if source.stored]
        pointer = {"snapshot": snapshot.name, "added": added}
        _write_whole(self._pointer, json.dumps(pointer, ensure_ascii=False))
        self._drop_all_but({snapshot.name})
        self._drop_files_but({source["stored"] for source in added})

    def added(self) -> tuple[Source, ...]:
        """The files people added, as the pointer lists them; it outlives a damaged snapshot.
        Raises IndexDamaged where the pointer itself cannot be read."""
        if not self._pointer.is_file():
            return ()
        try:
            listed = json.loads(self._pointer.read_text(encoding="utf-8")).get("added", [])
            return tuple(Source(**source) for source in listed)
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise self.damaged("current.json") from error

    def keep(self, content: bytes, sha256: str, suffix: str) -> str:
        """Store an added file under its hash; returns where, relative to the data folder."""
        stored = f"{FILES}/{sha256}{suffix}"
        path = self.data_dir / stored
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_suffix(".new")
            beside.write_bytes(content)
            beside.replace(path)
        return stored

    def _drop_files_but(self, kept: set[str]) -> None:
        """Added files that the library no longer holds leave the disk."""
        folder = self.data_dir / FILES
        for path in folder.iterdir() if folder.is_dir() else ():
            if f"{FILES}/{path.name}" not in kept:
                path.unlink(missing_ok=True)

    def _drop_all_but(self, kept: set[str]) -> None:
        """Old snapshots go; one that another process still has open may stay until next time."""
        for folder in (self._root / "snapshots").iterdir():
            if folder.name not in kept:
                shutil.rmtree(folder, ignore_errors=True)


def _write_whole(path: Path, text: str) -> None:
    """Replace a file so that a reader sees all of the old or all of the new."""
    beside = path.with_suffix(path.suffix + ".new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def write_library(
    snapshot: Path,
    documents: list[tuple[Document, tuple[Passage, ...]]],
    conflicts: tuple[Conflict, ...],
) -> None:
    """Everything but vectors into `library.sqlite`, passages in the order of the lanes."""
    with closing(sqlite3.connect(snapshot / "library.sqlite")) as database:
        database.executescript(
            "CREATE TABLE documents (id TEXT PRIMARY KEY, first INTEGER, count INTEGER, json TEXT);"
            "CREATE TABLE passages (row INTEGER PRIMARY KEY, id TEXT UNIQUE, json TEXT);"
            "CREATE TABLE conflicts (json TEXT);"
        )
        row = 0
        for document, passages in documents:
            database.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?)",
                (document.id, row, len(passages), _dump(document)),
            )
            database.executemany(
                "INSERT INTO passages VALUES (?, ?, ?)",
                [(row + n, passage.id, _dump(passage)) for n, passage in enumerate(passages)],
            )
            row += len(passages)
        database.executemany(
            "INSERT INTO conflicts VALUES (?)", [(_dump(conflict),) for conflict in conflicts]
        )
        database.commit()


def read_library(snapshot: Path) -> dict[str, tuple[Document, tuple[Passage, ...]]]:
    """Documents and passages of a snapshot by document id, whatever model embedded them, so that
    a file need not be read (or put through OCR) again. Raises sqlite3.DatabaseError."""
    uri = f"{(snapshot / 'library.sqlite').resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as database:
        rows = [
            load_passage(row[0])
            for row in database.execute("SELECT json FROM passages ORDER BY row")
        ]
        return {
            id: (load_document(text), tuple(rows[first : first + count]))
            for id, first, count, text in database.execute(
                "SELECT id, first, count, json FROM documents"
            )
        }


def load_conflict(text: str) -> Conflict:
    raw: dict[str, Any] = json.loads(text)
    readings = tuple(Reading(**reading) for reading in raw["readings"])
    return Conflict(ConflictKind(raw["kind"]), raw["subject"], readings)


def _dump(record: Document | Passage | Conflict) -> str:
    return json.dumps(asdict(record), ensure_ascii=False)


def load_document(text: str) -> Document:
    raw: dict[str, Any] = json.loads(text)
    source = raw["source"]
    raw["identity"] = Identity(**raw["identity"])
    raw["relations"] = tuple(
        Relation(RelationKind(r["kind"]), r["target"], r["year"], tuple(r["span"]))
        for r in raw["relations"]
    )
    raw["source"] = SourceText(
        text=source["text"],
        page_starts=tuple(source["page_starts"]),
        repairs=tuple(Repair(**r) for r in source["repairs"]),
        boxes=tuple(WordBox(**b) for b in source["boxes"]),
        headings=tuple((s, e) for s, e in source["headings"]),
        tables=tuple((s, e) for s, e in source["tables"]),
        footnotes=tuple((mark, (s, e)) for mark, (s, e) in source["footnotes"]),
        doubtful_pages=tuple(source["doubtful_pages"]),
    )
    return Document(**raw)


def load_passage(text: str) -> Passage:
    raw: dict[str, Any] = json.loads(text)
    place = raw["place"]
    raw["kind"] = PassageKind(raw["kind"])
    raw["place"] = Place(tuple(place["labels"]), tuple(place["titles"]))
    raw["spans"] = tuple((s, e) for s, e in raw["spans"])
    raw["notes"] = tuple(Note(**note) for note in raw["notes"])
    return Passage(**raw)
