"""The same contract for every vector store: the default folder, a Chroma server, another
llama-index store plugged in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from llama_index.core.vector_stores import SimpleVectorStore
from test_index import LetterCounts, small_source
from test_library import LAW, law

from evals.chroma_server import ChromaServer, chroma_server
from index.build import ensure_index
from index.errors import IndexDamaged, StoreUnreachable, StoreUnsuitable
from index.library import Library
from index.manage import Librarian
from index.store import Store
from index.vectorstore import LlamaStore

TEXT = "".join(f"Mục {n} có {n} xã và {3 * n} thôn.\n\n" for n in range(1, 40))


class InOneFile(LlamaStore):
    """llama-index's own SimpleVectorStore, kept as a file in the snapshot."""

    kind = "file"

    def __init__(self, url: str) -> None:
        pass

    def create(self, snapshot: Path) -> SimpleVectorStore:
        return SimpleVectorStore()

    def open(self, snapshot: Path) -> SimpleVectorStore:
        return SimpleVectorStore.from_persist_path(str(snapshot / "simple.json"))

    def keep(self, snapshot: Path, store: SimpleVectorStore) -> None:
        store.persist(str(snapshot / "simple.json"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    with chroma_server(tmp_path_factory.mktemp("chroma")) as running:
        yield running


@pytest.fixture(params=["folder", "server", "llama-index"])
def url(
    request: pytest.FixtureRequest, server: ChromaServer, monkeypatch: pytest.MonkeyPatch
) -> str | None:
    if request.param == "llama-index":
        found = type("Point", (), {"load": lambda self: InOneFile})()
        monkeypatch.setattr("index.vectorstore.entry_points", lambda group, name: [found])
    return {"folder": None, "server": server.url, "llama-index": "file://"}[request.param]


@pytest.fixture
def data(tmp_path: Path, url: str | None) -> Path:
    documents = small_source(tmp_path, TEXT)
    ensure_index(tmp_path / "data", LetterCounts(), documents, store_url=url)
    return tmp_path / "data"


def opened(data: Path, url: str | None) -> Library:
    return Library.open(data, LetterCounts(), url)


def librarian(data: Path, url: str | None) -> Librarian:
    return Librarian(data, LetterCounts(), data.parent / "documents", url)


def collections(server: ChromaServer) -> set[str]:
    import chromadb

    client = chromadb.HttpClient("127.0.0.1", server.port)
    return {collection.name for collection in client.list_collections()}


QUERIES = ("7 xã và 21 thôn", "muc co 12 xa", "thôn", "không có gì giống")


def test_every_store_ranks_alike(data: Path, url: str | None, tmp_path: Path) -> None:
    """What the default finds by comparing everything, the others find too, with equal scores."""
    plain = ensure_index(tmp_path / "plain", LetterCounts(), tmp_path / "documents")
    library = opened(data, url)
    for query in QUERIES:
        wanted, found = plain.search(query, 5), library.search(query, 5)
        assert [h.passage.id for h in found] == [h.passage.id for h in wanted]
        assert [h.score for h in found] == pytest.approx([h.score for h in wanted], abs=1e-5)
        for mine, theirs in zip(found, wanted, strict=True):
            assert np.allclose(np.hstack(mine.sentences), np.hstack(theirs.sentences), atol=1e-5)


def test_adding_finding_verifying_and_removing(data: Path, url: str | None, tmp_path: Path) -> None:
    librarian(data, url).add([law(tmp_path)])
    library = opened(data, url)
    hit = library.search("Đường làng rộng ít nhất 4 mét", limit=1)[0]
    assert hit.passage.document == "luat-duong-lang"
    only = library.search("đường làng", documents=["bao-cao-114-2020"])
    assert {h.passage.document for h in only} == {"bao-cao-114-2020"}
    assert librarian(data, url).verify() == []
    librarian(data, url).remove("luat-duong-lang")
    after = opened(data, url)
    assert {h.passage.document for h in after.search("đường làng")} == {"bao-cao-114-2020"}
    assert librarian(data, url).verify() == []


def test_a_reader_goes_on_while_another_process_adds(
    data: Path, url: str | None, tmp_path: Path
) -> None:
    reader = opened(data, url)
    before = reader.search("12 xã", 5)
    librarian(data, url).add([law(tmp_path)])
    assert not reader.is_current()
    assert reader.search("12 xã", 5) == before
    assert opened(data, url).is_current()


def test_an_index_of_another_store_is_not_mixed_in(data: Path, url: str | None) -> None:
    other = None if url else "http://127.0.0.1:9"
    with pytest.raises(StoreUnsuitable, match="danvan index --rebuild"):
        Library.open(data, LetterCounts(), other)


def test_no_store_of_that_address_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(StoreUnsuitable, match="ftp://may-chu"):
        Store(tmp_path, "ftp://may-chu")


def test_a_removed_document_leaves_the_server_at_once(server: ChromaServer, tmp_path: Path) -> None:
    import chromadb

    data, documents = tmp_path / "data", small_source(tmp_path, TEXT)
    ensure_index(data, LetterCounts(), documents, store_url=server.url)
    librarian(data, server.url).add([law(tmp_path)])
    librarian(data, server.url).remove("luat-duong-lang")
    client = chromadb.HttpClient("127.0.0.1", server.port)
    pointer = json.loads((data / "index" / "current.json").read_text(encoding="utf-8"))
    names = [pointer["snapshot"], *pointer["superseded"]]
    assert len(names) == 3
    for name in names:
        held = client.get_collection(f"danvan-{name}", embedding_function=None)
        assert held.get(where={"document": "luat-duong-lang"})["ids"] == []


def test_old_collections_go_and_those_of_other_libraries_stay(
    server: ChromaServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.store._GRACE_S", 0)
    documents = small_source(tmp_path, TEXT)
    ensure_index(tmp_path / "other", LetterCounts(), documents, store_url=server.url)
    others = collections(server)
    data = tmp_path / "data"
    ensure_index(data, LetterCounts(), documents, store_url=server.url)
    for n in range(3):
        librarian(data, server.url).add([law(tmp_path, f"{n}.txt", LAW.replace("99", str(n)))])
    assert others <= collections(server)
    assert len(collections(server) - others) == 2


READER = """
import os, sys, time
sys.path.insert(0, os.environ["TESTS"])
from pathlib import Path
from test_index import LetterCounts
from index.library import Library
data, url, until = Path(sys.argv[1]), sys.argv[2], time.time() + float(sys.argv[3])
library = Library.open(data, LetterCounts(), url)
asked = 0
print("ready", flush=True)
while time.time() < until:
    if not library.is_current():
        library = Library.open(data, LetterCounts(), url)
    hits = library.search("7 xã và 21 thôn", 5)
    assert "7 xã" in hits[0].passage.text, hits[0]
    for hit in hits:
        assert library.passage(hit.passage.id) == hit.passage
    asked += 1
print(asked, library.fingerprint)
"""


def test_two_processes_serve_one_library_while_it_grows(
    server: ChromaServer, tmp_path: Path
) -> None:
    data, documents = tmp_path / "data", small_source(tmp_path, TEXT)
    ensure_index(data, LetterCounts(), documents, store_url=server.url)
    environment = {**os.environ, "TESTS": str(Path(__file__).parent)}
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(data), server.url, "25"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
    for n in range(3):
        librarian(data, server.url).add([law(tmp_path, f"{n}.txt", LAW.replace("99", str(n)))])
    last = opened(data, server.url).fingerprint
    for reader in readers:
        out, err = reader.communicate(timeout=120)
        assert reader.returncode == 0, err
        asked, fingerprint = out.split()
        assert int(asked) > 0
        assert fingerprint == last


def test_a_server_that_restarts_is_waited_for(tmp_path: Path) -> None:
    with chroma_server(tmp_path / "chroma") as server:
        data, documents = tmp_path / "data", small_source(tmp_path, TEXT)
        library = ensure_index(data, LetterCounts(), documents, store_url=server.url)
        before = library.search("12 xã", 5)
        server.kill()
        threading.Timer(1.0, server.start).start()
        assert library.search("12 xã", 5) == before


def test_a_server_that_stays_away_is_named_with_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.vectorstore._RETRY_S", 0.5)
    with chroma_server(tmp_path / "chroma") as server:
        data, documents = tmp_path / "data", small_source(tmp_path, TEXT)
        library = ensure_index(data, LetterCounts(), documents, store_url=server.url)
        server.kill()
        began = time.monotonic()
        with pytest.raises(StoreUnreachable, match="chroma run"):
            library.search("12 xã", 5)
        with pytest.raises(StoreUnreachable):
            librarian(data, server.url).add([law(tmp_path)])
        assert time.monotonic() - began < 20
        server.start()
        assert {d.id for d in opened(data, server.url).documents()} == {"bao-cao-114-2020"}
        assert library.search("12 xã", 5)


def test_a_server_that_lost_its_folder_is_filled_by_a_rebuild(
    tmp_path: Path, server: ChromaServer
) -> None:
    with chroma_server(tmp_path / "chroma") as lost:
        data, documents = tmp_path / "data", small_source(tmp_path, TEXT)
        ensure_index(data, LetterCounts(), documents, store_url=lost.url)
    with pytest.raises(IndexDamaged, match="danvan index --rebuild"):
        opened(data, server.url).search("12 xã")
    rebuilt = ensure_index(data, LetterCounts(), documents, rebuild=True, store_url=server.url)
    assert rebuilt.search("12 xã")
