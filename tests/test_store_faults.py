"""What may happen to a data folder, and what people are told: docs/faults.md."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from test_index import LetterCounts, small_source

from evals.chroma_server import ChromaServer, chroma_server
from index.build import ensure_index
from index.errors import IndexUnwritable
from index.library import Library
from index.manage import Librarian
from index.store import Store

OLD, NEW = "Mục một có 12 xã.\n", "Mục một nay có 15 xã.\n"


def test_a_corrupted_chroma_file_holds_up_no_question(tmp_path: Path) -> None:
    documents, data = small_source(tmp_path, OLD), tmp_path / "data"
    ensure_index(data, LetterCounts(), documents)
    (Store(data).current() / "chroma" / "chroma.sqlite3").write_bytes(b"no database")
    assert Library.open(data, LetterCounts()).search("12 xã")
    librarian = Librarian(data, LetterCounts(), documents)
    assert ["danvan index --rebuild" in f.detail for f in librarian.verify()] == [True]
    ensure_index(data, LetterCounts(), documents, rebuild=True)
    assert librarian.verify() == []


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder nobody may write")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(IndexUnwritable, match=r"/proc/danvan.*quyền ghi"):
        ensure_index(Path("/proc/danvan"), LetterCounts(), small_source(tmp_path))


FULL = """
import os, resource, signal, sys
sys.path.insert(0, os.environ["TESTS"])
from pathlib import Path
from test_index import LetterCounts, small_source
from index.build import ensure_index
from index.errors import IndexUnwritable
data, folder, limit = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    ensure_index(data, LetterCounts(), folder)
except IndexUnwritable as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
@pytest.mark.parametrize("limit", [1_000, 60_000, 250_000])
def test_a_full_disk_leaves_the_old_library_and_no_rubbish(tmp_path: Path, limit: int) -> None:
    documents, data = small_source(tmp_path, OLD), tmp_path / "data"
    before = ensure_index(data, LetterCounts(), documents).fingerprint
    small_source(tmp_path, "".join(f"Mục {n} nay có {n * 7} xã khác nhau.\n\n" for n in range(900)))
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(data), str(documents), str(limit)],
        env={**os.environ, "TESTS": str(Path(__file__).parent)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Thư viện cũ vẫn nguyên vẹn" in done.stdout, done.stderr
    assert Library.open(data, LetterCounts()).fingerprint == before
    assert len(list((data / "index" / "snapshots").iterdir())) == 1


FULL_WHILE_ADDING = """
import os, resource, signal, sys
sys.path.insert(0, os.environ["TESTS"])
from pathlib import Path
from test_index import LetterCounts
from index.errors import IndexUnwritable
from index.manage import Librarian
data, folder, limit = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    print(Librarian(data, LetterCounts(), folder).add([folder / "them.txt"]))
except IndexUnwritable as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
@pytest.mark.parametrize("limit", [1_000, 60_000])  # the file itself does not fit; the index
def test_a_disk_that_fills_while_a_document_is_added(tmp_path: Path, limit: int) -> None:
    documents, data = small_source(tmp_path, OLD), tmp_path / "data"
    before = ensure_index(data, LetterCounts(), documents).fingerprint
    added = documents / "them.txt"
    added.write_text("Tỉnh có 9 huyện.\n\n" * 900, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", FULL_WHILE_ADDING, str(data), str(documents), str(limit)],
        env={**os.environ, "TESTS": str(Path(__file__).parent)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Không ghi được vào thư mục" in done.stdout, done.stderr
    assert "Thư viện cũ vẫn nguyên vẹn" in done.stdout
    assert Library.open(data, LetterCounts()).fingerprint == before
    assert len(list((data / "index" / "snapshots").iterdir())) == 1
    assert list((data / "files").iterdir()) == []


KILLED = """
import os, sys
sys.path.insert(0, os.environ["TESTS"])
from pathlib import Path
from test_index import LetterCounts
from index.build import ensure_index
data, documents, url, fatal = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4]
def report(stage, done, total):
    if stage == fatal and done == total:
        os._exit(9)
ensure_index(data, LetterCounts(), documents, progress=report, store_url=url)
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory):
    with chroma_server(tmp_path_factory.mktemp("chroma")) as running:
        yield running


@pytest.mark.parametrize("stage", ["Đọc tài liệu", "Tính véc-tơ", "Ghi chỉ mục"])
def test_a_kill_while_a_server_is_filled_leaves_one_library(
    server: ChromaServer, tmp_path: Path, stage: str
) -> None:
    import chromadb

    client = chromadb.HttpClient("127.0.0.1", server.port)
    others = {collection.name for collection in client.list_collections()}
    documents, data = small_source(tmp_path, OLD), tmp_path / "data"
    before = ensure_index(data, LetterCounts(), documents, store_url=server.url).fingerprint
    small_source(tmp_path, NEW)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(data), str(documents), server.url, stage],
        env={**os.environ, "TESTS": str(Path(__file__).parent)},
        check=False,
    )
    assert done.returncode == 9
    library = Library.open(data, LetterCounts(), server.url)
    assert library.search("xã", 1)
    assert (library.fingerprint == before) == (stage != "Ghi chỉ mục")
    ensure_index(data, LetterCounts(), documents, rebuild=True, store_url=server.url)
    assert Librarian(data, LetterCounts(), documents, server.url).verify() == []
    mine = {collection.name for collection in client.list_collections()} - others
    assert len(mine) == (2 if stage != "Ghi chỉ mục" else 3)  # in force, and superseded just now
