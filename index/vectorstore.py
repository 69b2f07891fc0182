"""Where the vectors of whole passages are kept: the one place to plug in another store.

A store holds one collection for each snapshot of the index (index/store.py), under the snapshot's
name, so that readers of the old snapshot and of the new one never see each other's vectors.

    ChromaFolder    the default: Chroma's files inside the snapshot
    ChromaServer    store_url = "http://127.0.0.1:8000": a server started with `chroma run`
    LlamaStore      any other llama-index vector store; docs/scale.md shows how
"""

from __future__ import annotations

import os
import sqlite3
import struct
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from functools import lru_cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from index import messages
from index.errors import IndexDamaged, StoreUnreachable, StoreUnsuitable

if TYPE_CHECKING:
    from llama_index.core.vector_stores.types import BasePydanticVectorStore

Returned = TypeVar("Returned")
PLUG_INS = "danvan.vector_stores"
"""Entry-point group: the scheme of a store_url -> a callable that makes a store of such a URL."""
RECORD_ROWS = 20_000
"""Passages up to which the default keeps a Chroma collection beside the files it searches, for
other programs to open. Its graph takes 2 ms a passage to build, which a large library would spend
on something that no question reads."""
_RETRY_S = 10.0  # how long a question waits for a server that is being restarted
_PAUSE_S = 0.25
_TIMEOUT_S = 60.0  # of one request; a server that hangs is as good as gone
# The adapter would make an l2 collection, and the default ef_search loses neighbours.
_CONFIGURATION = {"hnsw": {"space": "cosine", "ef_search": 500}}
_LENGTH_BYTES = 4  # of one entry of hnswlib's length.bin
_PAGE = 10_000  # rows read at once


class VectorStore(Protocol):
    """snapshot: the snapshot's folder; its name names the collection."""

    @property
    def kind(self) -> str:
        """Written into the snapshot; one built for another kind must be built anew. "" for the
        default."""
        ...

    @property
    def searched(self) -> bool:
        """Whether questions are put to the store rather than to the files of the snapshot."""
        ...

    def filling(
        self, snapshot: Path, passages: int
    ) -> AbstractContextManager[BasePydanticVectorStore | None]:
        """A new collection to add so many nodes to; complete when the block is left. None where
        nothing needs adding."""
        ...

    def nearest(
        self, snapshot: Path, vector: NDArray[np.float32], limit: int, documents: Sequence[str]
    ) -> list[str]:
        """Ids of the passages nearest to a vector, of some documents or () for all.
        Raises StoreUnreachable; IndexDamaged where the collection is not there."""
        ...

    def quotes(self, snapshot: Path) -> dict[str, str] | None:
        """Words of every passage by id, for `verify`; None where the store keeps none."""
        ...

    def forget(self, snapshot: Path, documents: Sequence[str]) -> None:
        """Drop what a collection holds of these documents; it may be gone already."""
        ...

    def drop(self, snapshot: Path) -> None:
        """Drop a collection; it may be gone already."""
        ...


def vector_store(url: str | None) -> VectorStore:
    """The store of a setting. Raises StoreUnsuitable."""
    if not url:
        return ChromaFolder()
    scheme = urlsplit(url).scheme
    if scheme in ("http", "https"):
        return ChromaServer(url)
    for plug_in in entry_points(group=PLUG_INS, name=scheme):
        made: VectorStore = plug_in.load()(url)
        return made
    raise StoreUnsuitable(messages.STORE_UNKNOWN.format(url=url))


def blank_unused(folder: Path) -> None:
    """Zeros for the elements that Chroma's graphs have room for but do not hold: hnswlib writes
    that memory as it finds it, and words of a document that was removed may stand there."""
    for header in folder.rglob("header.bin"):
        _version, _offset, _room, held, size = struct.unpack_from("<i4Q", header.read_bytes())
        for name, width in (("data_level0.bin", size), ("length.bin", _LENGTH_BYTES)):
            with (header.parent / name).open("r+b") as file:
                unused = file.seek(0, os.SEEK_END) - held * width
                if unused > 0:
                    file.seek(held * width)
                    file.write(bytes(unused))


class ChromaFolder:
    """Chroma's own files in the snapshot. Two processes must not open them to write: the writer
    holds the lock of index/store.py, and questions read the files of index/units.py instead."""

    kind = ""
    searched = False

    @contextmanager
    def filling(self, snapshot: Path, passages: int) -> Iterator[BasePydanticVectorStore | None]:
        if passages > RECORD_ROWS:
            yield None
            return
        from chromadb.errors import ChromaError

        try:
            with closing(self._client(snapshot)) as client:
                yield _adapter(
                    client.create_collection(
                        "passages", embedding_function=None, configuration=_CONFIGURATION
                    )
                )
        except ChromaError as error:  # of a full disk, for one
            raise OSError(str(error)) from error
        blank_unused(snapshot / "chroma")

    def nearest(
        self, snapshot: Path, vector: NDArray[np.float32], limit: int, documents: Sequence[str]
    ) -> list[str]:
        raise NotImplementedError  # `searched` is false

    def quotes(self, snapshot: Path) -> dict[str, str] | None:
        file = snapshot / "chroma" / "chroma.sqlite3"
        if not file.parent.is_dir():
            return None
        try:
            # Chroma itself would write to the folder, and panics over a broken file.
            with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as opened:
                return dict(
                    opened.execute(
                        "SELECT e.embedding_id, m.string_value FROM embeddings e"
                        " JOIN embedding_metadata m ON m.id = e.id AND m.key = 'quote'"
                    ).fetchall()
                )
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(messages.CHROMA_WRONG.format(detail=error)) from error

    def forget(self, snapshot: Path, documents: Sequence[str]) -> None:
        pass  # goes with the snapshot's folder

    def drop(self, snapshot: Path) -> None:
        pass  # likewise

    def _client(self, snapshot: Path) -> Any:
        import chromadb

        return chromadb.PersistentClient(str(snapshot / "chroma"), settings=_settings())


class ChromaServer:
    """A Chroma server on this machine or in the office, shared by several app processes."""

    kind = "chroma"
    searched = True

    def __init__(self, url: str) -> None:
        self._url = url
        self._lock = threading.Lock()
        self._opened: tuple[str, Any] | None = None

    @contextmanager
    def filling(self, snapshot: Path, passages: int) -> Iterator[BasePydanticVectorStore | None]:
        client = self._asked(self._client)
        name = _name(snapshot)
        collection = self._asked(
            lambda: client.create_collection(
                name, embedding_function=None, configuration=_CONFIGURATION
            )
        )
        try:
            yield _adapter(collection)
        except _lost() as error:
            raise self._unreachable(error) from error
        if self._asked(collection.count) != passages:
            raise IndexDamaged(messages.COLLECTION_INCOMPLETE.format(url=self._url))

    def nearest(
        self, snapshot: Path, vector: NDArray[np.float32], limit: int, documents: Sequence[str]
    ) -> list[str]:
        where = {"document": {"$in": list(documents)}} if documents else None

        def ask() -> list[str]:
            found = self._collection(snapshot).query(
                query_embeddings=[vector], n_results=limit, where=where, include=[]
            )
            return list(found["ids"][0])

        return self._asked(ask)

    def quotes(self, snapshot: Path) -> dict[str, str] | None:
        def ask() -> dict[str, str]:
            collection = self._collection(snapshot)
            found: dict[str, str] = {}
            for offset in range(0, collection.count(), _PAGE):
                page = collection.get(include=["metadatas"], limit=_PAGE, offset=offset)
                quotes = (str(metadata["quote"]) for metadata in page["metadatas"])
                found.update(zip(page["ids"], quotes, strict=True))
            return found

        return self._asked(ask)

    def forget(self, snapshot: Path, documents: Sequence[str]) -> None:
        if documents:
            where = {"document": {"$in": list(documents)}}
            with suppress(IndexDamaged):
                self._asked(lambda: self._collection(snapshot).delete(where=where))

    def drop(self, snapshot: Path) -> None:
        def ask() -> None:
            self._client().delete_collection(_name(snapshot))

        with suppress(IndexDamaged):
            self._asked(ask)

    def _client(self) -> Any:
        import chromadb

        parts = urlsplit(self._url)
        secure = parts.scheme == "https"
        client = chromadb.HttpClient(
            host=parts.hostname or "localhost",
            port=parts.port or (443 if secure else 8000),
            ssl=secure,
            settings=_settings(),
        )
        client._server._session.timeout = _TIMEOUT_S  # Chroma would wait for ever
        return client

    def _collection(self, snapshot: Path) -> Any:
        """The collection of a snapshot; its connection is kept."""
        name = _name(snapshot)
        with self._lock:
            if self._opened is None or self._opened[0] != name:
                collection = self._client().get_collection(name, embedding_function=None)
                self._opened = name, collection
            return self._opened[1]

    def _asked(self, ask: Callable[[], Returned]) -> Returned:
        """The server's reply, waited for while it is being restarted. Raises StoreUnreachable,
        and IndexDamaged where it does not have the collection."""
        from chromadb.errors import NotFoundError

        until = time.monotonic() + _RETRY_S
        while True:
            try:
                return ask()
            except NotFoundError as error:
                self._opened = None
                raise IndexDamaged(messages.COLLECTION_MISSING.format(url=self._url)) from error
            except _lost() as error:
                self._opened = None
                if time.monotonic() > until:
                    raise self._unreachable(error) from error
                time.sleep(_PAUSE_S)

    def _unreachable(self, error: Exception) -> StoreUnreachable:
        detail = (str(error) or type(error).__name__)[:120]
        return StoreUnreachable(messages.STORE_UNREACHABLE.format(url=self._url, detail=detail))


class LlamaStore(ABC):
    """Any llama-index vector store. A plug-in says how its collection is made, kept and dropped."""

    searched = True

    @property
    @abstractmethod
    def kind(self) -> str: ...

    @abstractmethod
    def create(self, snapshot: Path) -> BasePydanticVectorStore:
        """An empty collection."""

    @abstractmethod
    def open(self, snapshot: Path) -> BasePydanticVectorStore:
        """The collection that `create` made and `keep` kept."""

    @abstractmethod
    def keep(self, snapshot: Path, store: BasePydanticVectorStore) -> None:
        """Called when every node was added, for stores that are not kept by themselves."""

    @contextmanager
    def filling(self, snapshot: Path, passages: int) -> Iterator[BasePydanticVectorStore | None]:
        store = self.create(snapshot)
        yield store
        self.keep(snapshot, store)

    def nearest(
        self, snapshot: Path, vector: NDArray[np.float32], limit: int, documents: Sequence[str]
    ) -> list[str]:
        from llama_index.core.vector_stores.types import (
            FilterOperator,
            MetadataFilter,
            MetadataFilters,
            VectorStoreQuery,
        )

        within = MetadataFilter(key="document", value=list(documents), operator=FilterOperator.IN)
        query = VectorStoreQuery(
            query_embedding=[float(x) for x in vector],
            similarity_top_k=limit,
            filters=MetadataFilters(filters=[within]) if documents else None,
        )
        return list(self._opened(snapshot).query(query).ids or ())

    def quotes(self, snapshot: Path) -> dict[str, str] | None:
        return None

    def forget(self, snapshot: Path, documents: Sequence[str]) -> None:  # noqa: B027
        """To be overridden where collections do not lie in the snapshot's folder, which goes."""

    def drop(self, snapshot: Path) -> None:  # noqa: B027
        """Likewise."""

    def _opened(self, snapshot: Path) -> BasePydanticVectorStore:
        return _kept(self, snapshot)


@lru_cache(maxsize=4)
def _kept(store: LlamaStore, snapshot: Path) -> BasePydanticVectorStore:
    return store.open(snapshot)


def _name(snapshot: Path) -> str:
    return f"danvan-{snapshot.name}"


def _settings() -> Any:
    # Neither Chroma nor any other library may call home from an office network.
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    import chromadb

    return chromadb.Settings(anonymized_telemetry=False)


def _adapter(collection: Any) -> BasePydanticVectorStore:
    from llama_index.vector_stores.chroma import ChromaVectorStore

    made: BasePydanticVectorStore = ChromaVectorStore(chroma_collection=collection)
    return made


def _lost() -> tuple[type[Exception], ...]:
    """What Chroma's client raises where the server is not there, or no longer."""
    import httpx
    from chromadb.errors import InternalError

    return (httpx.TransportError, InternalError, ConnectionError, ValueError)
