"""Files -> a new snapshot, through a llama-index ingestion pipeline."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from index import messages
from index.catalog import Catalog, load_catalog, shipped_documents
from index.embedding import Encoder, Vectors, load_encoder
from index.errors import DanvanError, UnreadableFile
from index.lanes import Lanes, build_lexical, units_of
from index.library import Library
from index.store import FORMAT, Manifest, Source, Store, write_library
from index.structure import parse
from index.types import Document, Identity, Passage, SourceText
from index.vietnamese import nfc

Progress = Callable[[str, int, int], None]
"""(stage in Vietnamese, steps done, steps in all)"""


def sources_of(folder: Path | None = None, catalog: Catalog | None = None) -> tuple[Source, ...]:
    """The catalogue's documents that have a file in `folder` (default: those that ship)."""
    folder = folder or shipped_documents()
    entries = (catalog or load_catalog()).entries
    return tuple(
        Source(nfc(Path(e.file).stem), str((folder / e.file).resolve()), _sha256(folder / e.file))
        for e in entries
        if e.file and (folder / e.file).is_file()
    )


def fingerprint_of(sources: Sequence[Source], encoder: Encoder) -> str:
    """Hex; equal for equal files, model and format."""
    parts = [str(FORMAT), encoder.fingerprint, *(f"{s.id}={s.sha256}" for s in sources)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def ensure_index(
    data_dir: Path,
    sources: Sequence[Source] | None = None,
    encoder: Encoder | None = None,
    rebuild: bool = False,
    progress: Progress | None = None,
) -> Library:
    """The library, built first where it is missing, stale or damaged. Raises IndexBusy."""
    encoder = encoder or load_encoder()
    sources = sources_of() if sources is None else sources
    if not rebuild:
        try:
            library = Library.open(data_dir, encoder)
        except DanvanError:
            pass  # missing, damaged or of another model: built anew below
        else:
            if library.fingerprint == fingerprint_of(sources, encoder):
                return library
    build_index(data_dir, sources, encoder, progress)
    return Library.open(data_dir, encoder)


def build_index(
    data_dir: Path, sources: Sequence[Source], encoder: Encoder, progress: Progress | None = None
) -> None:
    """Read, embed and store `sources` as a new snapshot, then switch to it."""
    report = progress or (lambda stage, done, total: None)
    store = Store(data_dir)
    with store.writing():
        read: list[tuple[Document, tuple[Passage, ...]]] = []
        for number, source in enumerate(sources):
            report(messages.STAGE_READING, number, len(sources))
            read.append(read_document(source))
        report(messages.STAGE_READING, len(sources), len(sources))
        snapshot = store.new_snapshot(fingerprint_of(sources, encoder))
        lanes = _embed_and_record(snapshot, read, encoder, report)
        lanes.save(snapshot)
        write_library(snapshot, read)
        store.publish(
            snapshot,
            Manifest(
                format=FORMAT,
                fingerprint=fingerprint_of(sources, encoder),
                model=encoder.name,
                model_fingerprint=encoder.fingerprint,
                dimension=encoder.dimension,
                passages=lanes.rows,
                sources=tuple(sources),
            ),
        )
        report(messages.STAGE_STORING, 1, 1)


def read_document(source: Source) -> tuple[Document, tuple[Passage, ...]]:
    """A file's canonical text and passages. Raises UnreadableFile."""
    path = Path(source.path)
    text = _read_text(path)
    entry = load_catalog().entry(source.id)
    identity = Identity()
    if entry is not None:
        title = f"{entry.kind} {entry.subject}" if not entry.number else entry.name
        identity = Identity(entry.kind, entry.number, entry.issuer, entry.date, title)
    document = Document(
        id=source.id,
        identity=identity,
        source=SourceText(text),
        file=path.name,
        sha256=source.sha256,
        catalog_id=entry.id if entry else None,
    )
    return document, parse(document.id, document.source)


def indexed_text(passage: Passage) -> str:
    """What a passage is searched by: the nearest heading's words, then its own."""
    title = next((t for t in reversed(passage.place.titles) if t), "")
    return f"{title}\n{passage.text}" if title and title not in passage.text else passage.text


def _embed_and_record(
    snapshot: Path,
    read: Sequence[tuple[Document, tuple[Passage, ...]]],
    encoder: Encoder,
    report: Progress,
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
    embedding = PassageEmbedding(encoder)
    pipeline = IngestionPipeline(
        transformations=[
            PassageSplitter(
                passages={document.id: passages for document, passages in read},
                indexed_text=indexed_text,
            ),
            embedding,
        ],
        vector_store=ChromaVectorStore(chroma_collection=collection),
        disable_cache=True,
    )
    texts: list[str] = []
    blocks: list[Vectors] = []
    first_unit: list[int] = []
    unit = 0
    for number, (document, passages) in enumerate(read):
        report(messages.STAGE_EMBEDDING, number, len(read))
        pipeline.run(documents=[llama_document(document)], show_progress=False)
        for passage in passages:
            text = indexed_text(passage)
            texts.append(text)
            units = [text, *units_of(passage.text)[1:]]
            first_unit.append(unit)
            unit += len(units)
            blocks.append(np.asarray(embedding.get_text_embedding_batch(units), dtype=np.float32))
    report(messages.STAGE_EMBEDDING, len(read), len(read))
    client.close()
    return Lanes(
        build_lexical(texts), np.vstack(blocks), np.asarray(first_unit, dtype=np.int64), encoder
    )


def _read_text(path: Path) -> str:
    try:
        return nfc(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableFile(messages.NOT_UTF8.format(file=path.name)) from error
    except OSError as error:
        raise UnreadableFile(messages.FILE_MISSING.format(file=path)) from error


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
