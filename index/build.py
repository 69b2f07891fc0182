"""Files -> a new snapshot, through a llama-index ingestion pipeline."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from index import messages
from index.catalog import load_catalog, shipped_documents
from index.conflicts import find_conflicts
from index.embedding import Encoder, Vectors, load_encoder
from index.errors import DanvanError, DocumentUnknown, IndexDamaged, StoreUnreachable
from index.glosses import shipped_glosses
from index.lanes import Lanes, Layout, build_lexical
from index.library import Library
from index.reader import read_document, sha256_of_file
from index.store import FORMAT, Manifest, Source, Store, read_library, write_library
from index.types import Document, Passage
from index.units import UnitWriter
from index.vectorstore import VectorStore
from index.vietnamese import nfc

Progress = Callable[[str, int, int], None]
"""(stage in Vietnamese, steps done, steps in all)"""
_SHORT_NAME_WORDS = 12  # 'Luật Cán bộ, công chức', not the title of a report
Read = tuple[Document, tuple[Passage, ...]]
Held = Callable[[Document, tuple[Passage, ...]], Vectors | None]
"""The vectors of all units of a document as they are held already; None: embed it."""


def shipped_sources(folder: Path | None = None) -> tuple[Source, ...]:
    """The catalogue's documents that have a file in `folder` (default: those that ship)."""
    folder = folder or shipped_documents()
    return tuple(
        Source(nfc(Path(entry.file).stem), entry.file, sha256_of_file(folder / entry.file))
        for entry in load_catalog().entries
        if entry.file and (folder / entry.file).is_file()
    )


def fingerprint_of(sources: Sequence[Source], encoder: Encoder, store: str = "") -> str:
    """Hex; equal for equal files, model, glosses, format and kind of vector store."""
    said = shipped_glosses().fingerprint
    known = (f"{s.id}={s.sha256}{s.part}" for s in sources)
    parts = [str(FORMAT), encoder.fingerprint, said, *known]
    if store:
        parts.append(store)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def ensure_index(
    data_dir: Path,
    encoder: Encoder | None = None,
    documents_dir: Path | None = None,
    rebuild: bool = False,
    progress: Progress | None = None,
    store_url: str | None = None,
) -> Library:
    """The library, built first where it is missing, stale or damaged: the documents that ship
    and those that were added. Raises IndexBusy, IndexUnwritable, StoreUnreachable."""
    encoder = encoder or load_encoder()
    store = Store(data_dir, store_url)
    shipped = shipped_sources(documents_dir)
    if not rebuild:
        try:
            library = Library.open(data_dir, encoder, store_url)
            sources = (*shipped, *store.added())
            if library.fingerprint == fingerprint_of(sources, encoder, store.vectors.kind):
                store.tidy()
                return library
        except StoreUnreachable:
            raise  # what is built is good, and building needs the server too
        except DanvanError:
            pass  # missing, damaged, of another model or store: built anew below
    known = {} if rebuild else documents_read(store)
    with store.writing():
        try:
            added = store.added()
        except IndexDamaged:
            added = ()  # the list itself is lost; the files stay until something else is added
        build_index(store, (*shipped, *added), encoder, documents_dir, progress, known)
    return Library.open(data_dir, encoder, store_url)


def build_index(
    store: Store,
    sources: Sequence[Source],
    encoder: Encoder,
    documents_dir: Path | None = None,
    progress: Progress | None = None,
    known: Mapping[str, Read] | None = None,
    held: Held = lambda document, passages: None,
) -> None:
    """Read, embed and store `sources` as a new snapshot, then switch to it. The caller holds the
    lock. known: documents already read, by id."""
    report = progress or (lambda stage, done, total: None)
    read: list[Read] = []
    for number, source in enumerate(sources):
        report(messages.STAGE_READING, number, len(sources))
        before = (known or {}).get(source.id)
        if before is None or before[0].sha256 != source.sha256:
            before = read_document(path_of(store, source, documents_dir), source)
        read.append(before)
    report(messages.STAGE_READING, len(sources), len(sources))
    store_snapshot(store, sources, read, encoder, report, held)


def store_snapshot(
    store: Store,
    sources: Sequence[Source],
    read: Sequence[Read],
    encoder: Encoder,
    report: Progress,
    held: Held = lambda document, passages: None,
) -> None:
    """The second half of `build_index`: documents already read, in the order of their sources."""
    glosses = shipped_glosses()
    read = [(document, glosses.on(passages)) for document, passages in read]
    snapshot = store.new_snapshot(fingerprint_of(sources, encoder, store.vectors.kind))
    try:
        manifest = _fill(store, snapshot, sources, read, encoder, report, held)
    except BaseException:
        store.abandon(snapshot)
        raise
    report(messages.STAGE_STORING, 0, 1)
    store.publish(snapshot, manifest)
    report(messages.STAGE_STORING, 1, 1)


def documents_read(store: Store) -> dict[str, Read]:
    """Documents as the snapshot in force holds them; none where it cannot be read or is of
    another format."""
    try:
        snapshot = store.current()
        store.manifest(snapshot)  # raises where the format is another
        return read_library(snapshot)
    except (DanvanError, sqlite3.DatabaseError, ValueError, TypeError):
        return {}


def _fill(
    store: Store,
    snapshot: Path,
    sources: Sequence[Source],
    read: Sequence[Read],
    encoder: Encoder,
    report: Progress,
    held: Held,
) -> Manifest:
    lanes = _embed_and_record(store.vectors, snapshot, read, encoder, report, held)
    lanes.save(snapshot)
    write_library(snapshot, read, find_conflicts(read))
    return Manifest(
        format=FORMAT,
        fingerprint=fingerprint_of(sources, encoder, store.vectors.kind),
        model=encoder.name,
        model_fingerprint=encoder.fingerprint,
        dimension=encoder.dimension,
        passages=lanes.rows,
        sources=tuple(sources),
        store=store.vectors.kind,
    )


def vectors_held(library: Library) -> Held:
    """Those of the documents that `library` holds unchanged."""

    def held(document: Document, passages: tuple[Passage, ...]) -> Vectors | None:
        try:
            known = library.document(document.id)
        except DocumentUnknown:
            return None
        same = known.sha256 == document.sha256 and library.passages(known.id) == passages
        return library.vectors_of(known.id) if same else None

    return held


def path_of(store: Store, source: Source, documents_dir: Path | None = None) -> Path:
    """Where a source's file lies on this machine."""
    if source.stored:
        return store.data_dir / source.stored
    return (documents_dir or shipped_documents()) / source.name


def indexed_text(document: Document, passage: Passage) -> str:
    """What a passage is searched by: the document's name where it is short, the nearest heading's
    words, then its own and those of its glosses."""
    name = re.split(r"(?<!\s)\s+số\s+\d", document.title)[0]
    title = next((t for t in reversed(passage.place.titles) if t), "")
    before = [name] if len(name.split()) <= _SHORT_NAME_WORDS else []
    if title and title not in passage.text:
        before.append(title)
    return "\n".join((*before, passage.text, *(gloss.text for gloss in passage.glosses)))


def _embed_and_record(
    store: VectorStore,
    snapshot: Path,
    read: Sequence[Read],
    encoder: Encoder,
    report: Progress,
    held: Held,
) -> Lanes:
    """Vectors of all passages and their sentences; passages go into the vector store as well.
    One document at a time, so that memory holds the vectors of one."""
    from llama_index.core.ingestion import IngestionPipeline

    from index.llama import PassageEmbedding, PassageSplitter, llama_document

    rows = sum(len(passages) for _, passages in read)
    texts: list[str] = []
    layout = Layout()
    embedding = PassageEmbedding(encoder)
    by_id = {document.id: (document, passages) for document, passages in read}
    splitter = PassageSplitter(
        passages_of=lambda id: by_id[id][1],
        indexed_text=lambda passage: indexed_text(by_id[passage.document][0], passage),
    )
    with (
        UnitWriter(snapshot, encoder.dimension, rows) as writer,
        store.filling(snapshot, rows) as nodes,
    ):
        pipeline = nodes and IngestionPipeline(
            transformations=[splitter, embedding], vector_store=nodes, disable_cache=True
        )
        for number, (document, passages) in enumerate(read):
            report(messages.STAGE_EMBEDDING, number, len(read))
            whole = [indexed_text(document, passage) for passage in passages]
            units = [
                unit
                for text, passage in zip(whole, passages, strict=True)
                for unit in layout.add(text, passage.text, passage.glosses)
            ]
            if not units:
                continue
            embedding.begin(units, held(document, passages))
            writer.add(embedding.vectors_of(units))
            texts.extend(whole)
            if pipeline:
                pipeline.run(documents=[llama_document(document)], show_progress=False)
        stored = writer.finish(layout.first_unit)
    report(messages.STAGE_EMBEDDING, len(read), len(read))
    return Lanes(build_lexical(texts), stored, layout.first_part, encoder)
