"""Snapshots on disk: written whole, then switched to at once.

    data_dir/index/current.json              names the snapshot in force and the added files
    data_dir/index/snapshots/<name>/
        manifest.json                        written last: a snapshot without one was never finished
        library.sqlite                       documents, passages and conflicts
        chroma/                              passages as a Chroma collection (index/vectorstore.py)
        vectors.npy first_*.npy lexical/ ... what searches read, memory-mapped (index/units.py)
    data_dir/files/<sha256>.<suffix>         files people added

A kill at any moment leaves `current.json` naming the old snapshot or the new one. With a server of
vectors, its collections bear the names of snapshots, so the one pointer switches all at once: text,
words and vectors of two snapshots never mix, in any process that shares the folder.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from index import messages
from index.errors import (
    IndexBusy,
    IndexDamaged,
    IndexMissing,
    IndexOutdated,
    IndexUnwritable,
    StoreUnreachable,
)
from index.types import (
    Conflict,
    ConflictKind,
    Document,
    Gloss,
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
from index.vectorstore import VectorStore, vector_store

FILES = "files"
_GRACE_S = 300.0
"""How long a server keeps the collection of a superseded snapshot: a process that shares it
opens the new one within seconds of its next question."""
FORMAT = 9
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
    store: str = ""  # VectorStore.kind that holds the passages' vectors


class Store:
    """The index folder of a data folder. url: of the server that keeps vectors, if any."""

    def __init__(self, data_dir: Path, url: str | None = None) -> None:
        self.data_dir = data_dir
        self.vectors: VectorStore = vector_store(url)
        self._root = data_dir / "index"
        self._pointer = self._root / "current.json"

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One writer at a time; readers are not held up. Raises IndexBusy; IndexUnwritable where
        the folder cannot be written or the disk fills up on the way."""
        try:
            self._root.mkdir(parents=True, exist_ok=True)
            with FileLock(self._root / "write.lock", timeout=0):
                yield
        except Timeout as error:
            raise IndexBusy(messages.INDEX_BUSY.format(folder=self.data_dir)) from error
        except (OSError, sqlite3.OperationalError) as error:
            detail = getattr(error, "strerror", None) or str(error)
            raise IndexUnwritable(
                messages.FOLDER_UNWRITABLE.format(folder=self.data_dir, detail=detail)
            ) from error

    @contextmanager
    def adding(self) -> Iterator[None]:
        """As `writing`; where it fails, the files that were kept meanwhile leave the disk."""
        with self.writing():
            before = self._files()
            try:
                yield
            except BaseException:
                listed = {self.data_dir / source.stored for source in self.added()}
                for path in self._files() - before - listed:
                    path.unlink(missing_ok=True)
                raise

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
        """Raises IndexDamaged, and IndexOutdated where another version wrote it: such a manifest
        may have other fields."""
        try:
            raw = json.loads((snapshot / "manifest.json").read_text(encoding="utf-8"))
            if raw["format"] != FORMAT:
                raise IndexOutdated(
                    messages.INDEX_OUTDATED.format(
                        folder=self.data_dir, format=raw["format"], wanted=FORMAT
                    )
                )
            raw["sources"] = tuple(Source(**source) for source in raw["sources"])
            return Manifest(**raw)
        except (ValueError, KeyError, TypeError, OSError) as error:
            raise self.damaged("manifest.json") from error

    def damaged(self, detail: str) -> IndexDamaged:
        return IndexDamaged(messages.INDEX_DAMAGED.format(folder=self.data_dir, detail=detail))

    def new_snapshot(self, fingerprint: str) -> Path:
        """An empty folder to build in. Nothing reads it before `publish`. What a kill left of
        others goes first, or a full disk would stay full."""
        self._clear_left_behind()
        folder = self._root / "snapshots" / f"{fingerprint}-{os.urandom(4).hex()}"
        folder.mkdir(parents=True)
        return folder

    def tidy(self) -> None:
        """Clear away what a killed writer left: a half-filled snapshot, or one that held a document
        removed since. Nothing where a writer is at work, or the folder may not be written."""
        with suppress(IndexBusy, IndexUnwritable, IndexDamaged), self.writing():
            self.current()  # raises where the pointer cannot be read: then nothing goes
            self._clear_left_behind()
            self._drop_files_but({source.stored for source in self.added()})

    def _clear_left_behind(self) -> None:
        in_force, _ = self._pointed()
        snapshots = self._root / "snapshots"
        for left in snapshots.iterdir() if snapshots.is_dir() else ():
            if left.name != in_force:
                self.abandon(left)

    def abandon(self, snapshot: Path) -> None:
        """Clear away a snapshot that was not finished. Where the server of vectors does not reply,
        the folder stays, for its name to be dropped there the next time."""
        with suppress(StoreUnreachable):
            self.vectors.drop(snapshot)
            shutil.rmtree(snapshot, ignore_errors=True)

    def publish(self, snapshot: Path, manifest: Manifest) -> None:
        """Finish a snapshot, make it the one in force, drop all others and the files that the
        library no longer holds. Readers go on with what they have open: a server keeps the
        collections of snapshots before for a while, without the documents that are gone."""
        before, kept = self._pointed()
        now = time.time()
        if before:
            kept[before] = now
        kept = {name: since for name, since in kept.items() if now - since <= _GRACE_S}
        _write_whole(snapshot / "manifest.json", json.dumps(asdict(manifest), ensure_ascii=False))
        self._drop_collections_but({snapshot.name, *kept})
        added = [asdict(source) for source in manifest.sources if source.stored]
        pointer = {"snapshot": snapshot.name, "added": added, "superseded": kept}
        _write_whole(self._pointer, json.dumps(pointer, ensure_ascii=False))
        if before:
            gone = self._gone_since(before, manifest)
            for name in kept:
                self.vectors.forget(self._folder_of(name), gone)
        self._drop_all_but({snapshot.name})
        self._drop_files_but({source["stored"] for source in added})

    def _pointed(self) -> tuple[str, dict[str, float]]:
        """Name of the snapshot in force, and when those that may still be read were superseded."""
        try:
            pointer = json.loads(self._pointer.read_text(encoding="utf-8"))
            superseded = dict(pointer.get("superseded", {}))
            return str(pointer["snapshot"]), {str(n): float(t) for n, t in superseded.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return "", {}

    def _drop_collections_but(self, kept: set[str]) -> None:
        """Those of finished snapshots that were superseded, and of ones that a kill left behind:
        their folders are still there."""
        superseded = self._pointed()[1]
        left = {folder.name for folder in (self._root / "snapshots").iterdir()}
        for name in sorted({*left, *superseded} - kept):
            self.vectors.drop(self._folder_of(name))

    def _gone_since(self, before: str, manifest: Manifest) -> list[str]:
        """Documents of the snapshot before that the new one does not hold as they were."""
        held = {(source.id, source.sha256) for source in manifest.sources}
        try:
            sources = self.manifest(self._folder_of(before)).sources
        except IndexDamaged:
            return []
        return [source.id for source in sources if (source.id, source.sha256) not in held]

    def _folder_of(self, name: str) -> Path:
        return self._root / "snapshots" / name

    def version(self) -> tuple[int, int] | None:
        """Changes whenever another snapshot is put in force; None where there is none. Cheap."""
        try:
            found = self._pointer.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_ino

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
        for path in self._files() - {self.data_dir / stored for stored in kept}:
            path.unlink(missing_ok=True)

    def _files(self) -> set[Path]:
        """The files that people added, and what a kill left beside them."""
        folder = self.data_dir / FILES
        return set(folder.iterdir()) if folder.is_dir() else set()

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
    documents: Sequence[tuple[Document, tuple[Passage, ...]]],
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
    raw["glosses"] = tuple(Gloss(**gloss) for gloss in raw["glosses"])
    return Passage(**raw)
