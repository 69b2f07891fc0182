"""Files -> a new snapshot, through a llama-index ingestion pipeline."""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from index import messages
from index.catalog import load_catalog, shipped_documents
from index.conflicts import find_conflicts
from index.embedding import Encoder, Vectors, load_encoder
from index.errors import DanvanError, IndexDamaged
from index.lanes import Lanes, Layout, build_lexical
from index.library import Library
from index.reader import read_document, sha256_of_file
from index.store import FORMAT, Manifest, Source, Store, read_library, write_library
from index.types import Document, Passage
from index.vietnamese import nfc

Progress = Callable[[str, int, int], None]
"""(stage in Vietnamese, steps done, steps in all)"""
_SHORT_NAME_WORDS = 12  # 'Luật Cán bộ, công chức', not the title of a report
Read = tuple[Document, tuple[Passage, ...]]


def shipped_sources(folder: Path | None = None) -> tuple[Source, ...]:
    """The catalogue's documents that have a file in `folder` (default: those that ship)."""
    folder = folder or shipped_documents()
    return tuple(
        Source(nfc(Path(entry.file).stem), entry.file, sha256_of_file(folder / entry.file))
        for entry in load_catalog().entries
        if entry.file and (folder / entry.file).is_file()
    )


def fingerprint_of(sources: Sequence[Source], encoder: Encoder) -> str:
    """Hex; equal for equal files, model and format."""
    parts = [str(FORMAT), encoder.fingerprint, *(f"{s.id}={s.sha256}{s.part}" for s in sources)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def ensure_index(
    data_dir: Path,
    encoder: Encoder | None = None,
    documents_dir: Path | None = None,
    rebuild: bool = False,
    progress: Progress | None = None,
) -> Library:
    """The library, built first where it is missing, stale or damaged: the documents that ship
    and those that were added. Raises IndexBusy."""
    encoder = encoder or load_encoder()
    store = Store(data_dir)
    shipped = shipped_sources(documents_dir)
    if not rebuild:
        try:
            library = Library.open(data_dir, encoder)
            if library.fingerprint == fingerprint_of((*shipped, *store.added()), encoder):
                return library
        except DanvanError:
            pass  # missing, damaged or of another model: built anew below
    known = {} if rebuild else documents_read(store)
    with store.writing():
        try:
            added = store.added()
        except IndexDamaged:
            added = ()  # the list itself is lost; the files stay until something else is added
        build_index(store, (*shipped, *added), encoder, documents_dir, progress, known)
    return Library.open(data_dir, encoder)


def build_index(
    store: Store,
    sources: Sequence[Source],
    encoder: Encoder,
    documents_dir: Path | None = None,
    progress: Progress | None = None,
    known: Mapping[str, Read] | None = None,
    vectors: Mapping[str, Vectors] | None = None,
) -> None:
    """Read, embed and store `sources` as a new snapshot, then switch to it. The caller holds the
    lock. known: documents already read, by id; vectors: of texts already embedded."""
    report = progress or (lambda stage, done, total: None)
    read: list[Read] = []
    for number, source in enumerate(sources):
        report(messages.STAGE_READING, number, len(sources))
        held = (known or {}).get(source.id)
        if held is None or held[0].sha256 != source.sha256:
            held = read_document(path_of(store, source, documents_dir), source)
        read.append(held)
    report(messages.STAGE_READING, len(sources), len(sources))
    fingerprint = fingerprint_of(sources, encoder)
    snapshot = store.new_snapshot(fingerprint)
    lanes = _embed_and_record(snapshot, read, encoder, report, dict(vectors or {}))
    lanes.save(snapshot)
    write_library(snapshot, read, find_conflicts(read))
    report(messages.STAGE_STORING, 0, 1)
    store.publish(
        snapshot,
        Manifest(
            format=FORMAT,
            fingerprint=fingerprint,
            model=encoder.name,
            model_fingerprint=encoder.fingerprint,
            dimension=encoder.dimension,
            passages=lanes.rows,
            sources=tuple(sources),
        ),
    )
    report(messages.STAGE_STORING, 1, 1)


def documents_read(store: Store) -> dict[str, Read]:
    """Documents as the snapshot in force holds them; none where it cannot be read or is of
    another format."""
    try:
        snapshot = store.current()
        if store.manifest(snapshot).format != FORMAT:
            return {}
        return read_library(snapshot)
    except (DanvanError, sqlite3.DatabaseError, ValueError, TypeError):
        return {}


def path_of(store: Store, source: Source, documents_dir: Path | None = None) -> Path:
    """Where a source's file lies on this machine."""
    if source.stored:
        return store.data_dir / source.stored
    return (documents_dir or shipped_documents()) / source.name


def indexed_text(document: Document, passage: Passage) -> str:
    """What a passage is searched by: the document's name where it is short, the nearest heading's
    words, then its own."""
    name = re.split(r"\s+số\s+\d", document.title)[0]
    title = next((t for t in reversed(passage.place.titles) if t), "")
    before = [name] if len(name.split()) <= _SHORT_NAME_WORDS else []
    if title and title not in passage.text:
        before.append(title)
    return "\n".join((*before, passage.text))


def _embed_and_record(
    snapshot: Path,
    read: Sequence[tuple[Document, tuple[Passage, ...]]],
    encoder: Encoder,
    report: Progress,
    known: dict[str, Vectors],
) -> Lanes:
    """Vectors of all passages and their sentences; passages go into Chroma as well."""
    # Neither Chroma nor any other library may call home from an office network.
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    import chromadb
    from llama_index.core.ingestion import IngestionPipeline
    from llama_index.vector_stores.chroma import ChromaVectorStore

    from index.llama import PassageEmbedding, PassageSplitter, llama_document

    client = chromadb.PersistentClient(
        str(snapshot / "chroma"), settings=chromadb.Settings(anonymized_telemetry=False)
    )
    # The adapter would make an l2 collection, and the default ef_search loses neighbours.
    collection = client.create_collection(
        "passages",
        embedding_function=None,
        configuration={"hnsw": {"space": "cosine", "ef_search": 500}},
    )
    by_id = {document.id: document for document, _ in read}
    embedding = PassageEmbedding(encoder, known)
    pipeline = IngestionPipeline(
        transformations=[
            PassageSplitter(
                passages={document.id: passages for document, passages in read},
                indexed_text=lambda passage: indexed_text(by_id[passage.document], passage),
            ),
            embedding,
        ],
        vector_store=ChromaVectorStore(chroma_collection=collection),
        disable_cache=True,
    )
    texts: list[str] = []
    blocks: list[Vectors] = []
    layout = Layout()
    for number, (document, passages) in enumerate(read):
        report(messages.STAGE_EMBEDDING, number, len(read))
        pipeline.run(documents=[llama_document(document)], show_progress=False)
        units: list[str] = []
        for passage in passages:
            texts.append(indexed_text(document, passage))
            units.extend(layout.add(texts[-1], passage.text))
        if units:
            blocks.append(embedding.vectors_of(units))
    report(messages.STAGE_EMBEDDING, len(read), len(read))
    client.close()
    return layout.lanes(build_lexical(texts), np.vstack(blocks), encoder)
