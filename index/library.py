"""The library in force, opened for reading: documents, passages, search.

library = Library.open(data_dir)
for hit in library.search("tinh giản biên chế", limit=5): ...
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import messages
from index.alignment import Alignment
from index.catalog import Catalog, load_catalog
from index.embedding import SHIPPED_MODEL, Encoder, StaticEncoder, Vectors, load_encoder
from index.errors import DocumentUnknown, IndexDamaged, ModelMismatch, StoreUnsuitable
from index.lanes import Lane, Lanes, Scope, best_rows, load_lanes
from index.status import Status, status_of
from index.store import Manifest, Store, load_conflict, load_document, load_passage
from index.types import Conflict, Document, Hit, Passage, PassageKind
from index.vietnamese import nfc


class Library:
    """One snapshot, read-only. Safe to use from several threads."""

    def __init__(self, store: Store, snapshot: Path, manifest: Manifest, encoder: Encoder) -> None:
        self._store = store
        self._snapshot = snapshot
        self.manifest = manifest
        self.encoder = encoder
        self._version = store.version()
        self._lock = threading.Lock()
        self._passage_at = lru_cache(maxsize=100_000)(self._read_passage)
        self._headings_of = lru_cache(maxsize=1_000)(self._read_headings)
        self._openings_of = lru_cache(maxsize=1_000)(self._read_openings)

    @classmethod
    def open(
        cls, data_dir: Path, encoder: Encoder | None = None, store_url: str | None = None
    ) -> Library:
        """The snapshot in force. Raises IndexMissing, IndexDamaged, ModelMismatch or
        StoreUnsuitable."""
        store = Store(data_dir, store_url)
        encoder = encoder or load_encoder()
        snapshot = store.current()
        try:
            return cls._opened(store, snapshot, encoder)
        except IndexDamaged:
            if store.current() == snapshot:
                raise
            return cls._opened(store, store.current(), encoder)  # switched while it was opened

    @classmethod
    def _opened(cls, store: Store, snapshot: Path, encoder: Encoder) -> Library:
        manifest = store.manifest(snapshot)
        if manifest.model_fingerprint != encoder.fingerprint:
            raise ModelMismatch(
                messages.MODEL_MISMATCH.format(built=manifest.model, current=encoder.name)
            )
        if manifest.store != store.vectors.kind:
            raise StoreUnsuitable(messages.STORE_OTHER.format(folder=store.data_dir))
        library = cls(store, snapshot, manifest, encoder)
        if library.lanes.rows != manifest.passages or len(library._extents) == 0:
            raise store.damaged("vectors.npy")
        return library

    @property
    def fingerprint(self) -> str:
        return self.manifest.fingerprint

    def is_current(self) -> bool:
        """Whether no other snapshot was put in force since this one was opened."""
        return self._store.version() == self._version

    @cached_property
    def catalog(self) -> Catalog:
        return load_catalog()

    @cached_property
    def lanes(self) -> Lanes:
        try:
            nearest = self._nearest if self._store.vectors.searched else None
            return load_lanes(self._snapshot, self.encoder, nearest)
        except (OSError, ValueError, KeyError, EOFError) as error:
            raise self._store.damaged(str(error)[:80]) from error

    @cached_property
    def alignment(self) -> Alignment:
        """Of words by meaning; by the shipped model where the index's own has no token table."""
        if isinstance(self.encoder, StaticEncoder):
            return Alignment(self.encoder)
        return Alignment(StaticEncoder(SHIPPED_MODEL))

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Places that contradict each other, found when the index was built."""
        return tuple(load_conflict(row[0]) for row in self._select("SELECT json FROM conflicts"))

    def documents(self) -> tuple[Document, ...]:
        return tuple(self._documents.values())

    def document(self, id: str) -> Document:
        """By its own id or its catalogue entry's. Raises DocumentUnknown."""
        wanted = nfc(id)
        found = self._documents.get(wanted) or next(
            (d for d in self._documents.values() if d.catalog_id == wanted), None
        )
        if found is None:
            raise DocumentUnknown(messages.DOCUMENT_UNKNOWN.format(id=id))
        return found

    def status(self, id: str) -> Status | None:
        """Whether a document still holds, as far as it is stated; None for a report."""
        return self._statuses[self.document(id).id]

    def passages(self, document: str) -> tuple[Passage, ...]:
        """All passages of a document in reading order."""
        first, count = self._extents[self.document(document).id]
        return tuple(self._passage_at(row) for row in range(first, first + count))

    def vectors_of(self, document: str) -> Vectors:
        """Vectors of all units of a document, shape (units, dimension)."""
        first, count = self._extents[self.document(document).id]
        units = self.lanes.units
        return units.block(slice(units.first[first], units.first[first + count]))

    def heading(self, document: str, labels: tuple[str, ...]) -> Passage | None:
        """The passage that holds the words of a heading, by its place."""
        return self._headings_of(self.document(document).id).get(labels)

    def opening(self, passage: Passage) -> Passage | None:
        """The paragraph that opens the list a numbered item is of ('... các trường hợp sau
        đây:')."""
        return self._openings_of(passage.document).get(passage.place.labels[:-1])

    def passage(self, id: str) -> Passage:
        document, _, ordinal = id.rpartition("#")
        first, count = self._extents[self.document(document).id]
        if not ordinal.isdigit() or int(ordinal) >= count:
            raise DocumentUnknown(messages.DOCUMENT_UNKNOWN.format(id=id))
        return self._passage_at(first + int(ordinal))

    def search(
        self,
        query: str,
        limit: int = 20,
        documents: Sequence[str] = (),
        section: str = "",
        lane: Lane = "hybrid",
        expansion: str = "",
    ) -> list[Hit]:
        """Passages for a query, best first; only from `documents` and `section` where given.
        expansion: further words for the lexical lane only."""
        scope = Scope(*self._part(documents)) if documents else None
        scores = self.lanes.score(query, lane, expansion, scope)
        fused = scores.fused
        hits: list[Hit] = []
        for row in best_rows(fused, len(fused) if section else limit):
            passage = self._passage_at(int(row))
            if section and not passage.place.is_within(section):
                continue
            hits.append(
                Hit(
                    passage,
                    float(fused[row]),
                    float(scores.lexical[row]),
                    float(scores.dense[row]),
                    self.lanes.sentences_of(int(row), scores.units),
                )
            )
            if len(hits) == limit:
                break
        return hits

    def _part(self, documents: Iterable[str]) -> tuple[tuple[str, ...], NDArray[np.bool_]]:
        """Own ids of documents, and the mask of their rows."""
        ids = tuple(self.document(id).id for id in documents)
        mask = np.zeros(self.lanes.rows, dtype=np.bool_)
        for id in ids:
            first, count = self._extents[id]
            mask[first : first + count] = True
        return ids, mask

    def _nearest(
        self, vector: NDArray[np.float32], limit: int, documents: tuple[str, ...]
    ) -> NDArray[np.int64]:
        """Rows that the vector store finds nearest."""
        limit = min(limit, self.manifest.passages)
        found = self._store.vectors.nearest(self._snapshot, vector, limit, documents)
        rows = []
        for id in found:
            document, _, ordinal = id.rpartition("#")
            first, _ = self._extents[document]
            rows.append(first + int(ordinal))
        return np.asarray(rows, dtype=np.int64)

    @cached_property
    def _documents(self) -> dict[str, Document]:
        rows = self._select("SELECT json FROM documents ORDER BY first")
        return {d.id: d for d in (load_document(row[0]) for row in rows)}

    @cached_property
    def _statuses(self) -> dict[str, Status | None]:
        documents = self.documents()
        return {document.id: status_of(document, documents) for document in documents}

    @cached_property
    def _extents(self) -> dict[str, tuple[int, int]]:
        """(first row, number of rows) of each document."""
        rows = self._select("SELECT id, first, count FROM documents ORDER BY first")
        return {row[0]: (int(row[1]), int(row[2])) for row in rows}

    def _read_passage(self, row: int) -> Passage:
        return load_passage(self._select("SELECT json FROM passages WHERE row = ?", row)[0][0])

    def _read_headings(self, document: str) -> dict[tuple[str, ...], Passage]:
        """First passage at each place that is a heading or opens with its own label."""
        found: dict[tuple[str, ...], Passage] = {}
        for passage in self.passages(document):
            labels = passage.place.labels
            if passage.kind is PassageKind.HEADING or (
                labels and passage.text.startswith(labels[-1])
            ):
                found.setdefault(labels, passage)
        return found

    def _read_openings(self, document: str) -> dict[tuple[str, ...], Passage]:
        """The last paragraph at each place that ends in a colon."""
        return {
            passage.place.labels: passage
            for passage in self.passages(document)
            if passage.kind is PassageKind.PARAGRAPH
            and passage.place.labels
            and passage.text.rstrip().endswith(":")
        }

    def _select(self, query: str, *values: int) -> list[tuple[str, ...]]:
        try:
            with self._lock:
                return self._connection.execute(query, values).fetchall()
        except (sqlite3.DatabaseError, OSError) as error:
            raise self._store.damaged("library.sqlite") from error

    @cached_property
    def _connection(self) -> sqlite3.Connection:
        """Opened with the library and kept, so that a reader goes on when the snapshot it reads is
        dropped. The snapshot never changes; the lock is Python's, threads share one cursor."""
        uri = f"{(self._snapshot / 'library.sqlite').resolve().as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(uri, uri=True, check_same_thread=False)
