"""Building, opening and damaging an index; search; the llama-index side."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.build import ensure_index, shipped_sources
from index.embedding import load_encoder
from index.errors import DocumentUnknown, IndexBusy, IndexDamaged, IndexMissing, ModelMismatch
from index.library import Library
from index.store import Store
from index.vietnamese import fold


class LetterCounts:
    """An encoder whose vectors are counts of letters: readable, and unlike the shipped one."""

    name = "letter-counts"
    fingerprint = "letter-counts-1"
    dimension = 26

    def encode_queries(self, texts: list[str]) -> NDArray[np.float32]:
        rows = np.array(
            [[fold(text).count(chr(97 + n)) for n in range(26)] for text in texts], dtype=np.float32
        ).reshape(len(texts), 26)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / np.where(lengths > 0, lengths, 1)

    encode_passages = encode_queries


REPORT = "bao-cao-114-2020.txt"


def small_source(folder: Path, text: str = "Mục một có 12 xã.\n\nMục hai có 7 huyện.\n") -> Path:
    """A folder that stands for the shipped documents, its report a small one."""
    documents = folder / "documents"
    documents.mkdir(exist_ok=True)
    (documents / REPORT).write_text(text, encoding="utf-8")
    return documents


def test_the_second_start_builds_nothing(tmp_path: Path) -> None:
    documents = small_source(tmp_path)
    stages: list[str] = []
    first = ensure_index(
        tmp_path / "data", LetterCounts(), documents, progress=lambda s, d, t: stages.append(s)
    )
    assert stages
    stages.clear()
    again = ensure_index(
        tmp_path / "data", LetterCounts(), documents, progress=lambda s, d, t: stages.append(s)
    )
    assert stages == []
    assert again.fingerprint == first.fingerprint


def test_a_changed_file_is_indexed_anew(tmp_path: Path) -> None:
    data = tmp_path / "data"
    ensure_index(data, LetterCounts(), small_source(tmp_path))
    changed = small_source(tmp_path, "Mục một nay có 15 xã.\n")
    library = ensure_index(data, LetterCounts(), changed)
    assert library.document("bao-cao-114-2020").text == "Mục một nay có 15 xã.\n"
    assert library.search("12 xã", limit=1)[0].passage.text == "Mục một nay có 15 xã."


def test_no_index_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="danvan index"):
        Library.open(tmp_path, LetterCounts())


@pytest.mark.parametrize("file", ["manifest.json", "vectors.npy", "library.sqlite"])
def test_a_damaged_index_says_so_and_how_to_rebuild(tmp_path: Path, file: str) -> None:
    ensure_index(tmp_path / "data", LetterCounts(), small_source(tmp_path))
    snapshot = Store(tmp_path / "data").current()
    (snapshot / file).write_bytes(b"not what was written")
    with pytest.raises(IndexDamaged, match="danvan index --rebuild"):
        Library.open(tmp_path / "data", LetterCounts())


def test_a_missing_file_of_the_index_is_damage(tmp_path: Path) -> None:
    ensure_index(tmp_path / "data", LetterCounts(), small_source(tmp_path))
    (Store(tmp_path / "data").current() / "vectors.npy").unlink()
    with pytest.raises(IndexDamaged):
        Library.open(tmp_path / "data", LetterCounts())


def test_an_unreadable_pointer_is_damage_and_is_rebuilt(tmp_path: Path) -> None:
    documents = small_source(tmp_path)
    ensure_index(tmp_path / "data", LetterCounts(), documents)
    (tmp_path / "data" / "index" / "current.json").write_text("{", encoding="utf-8")
    with pytest.raises(IndexDamaged):
        Library.open(tmp_path / "data", LetterCounts())
    assert ensure_index(tmp_path / "data", LetterCounts(), documents).document("bao-cao-114-2020")


def test_another_model_is_never_mixed_in(tmp_path: Path) -> None:
    ensure_index(tmp_path / "data", LetterCounts(), small_source(tmp_path))
    with pytest.raises(ModelMismatch, match="letter-counts"):
        Library.open(tmp_path / "data", load_encoder())


def test_one_writer_at_a_time_and_readers_go_on(tmp_path: Path) -> None:
    documents = small_source(tmp_path)
    library = ensure_index(tmp_path / "data", LetterCounts(), documents)
    with Store(tmp_path / "data").writing():
        with pytest.raises(IndexBusy):
            ensure_index(tmp_path / "data", LetterCounts(), documents, rebuild=True)
        assert library.search("huyện", limit=1)[0].passage.text == "Mục hai có 7 huyện."
        assert Library.open(tmp_path / "data", LetterCounts()).documents()


def test_a_kill_at_any_stage_leaves_the_old_index(tmp_path: Path) -> None:
    """The builder is killed as it reports each stage; what was there before answers on."""
    data = tmp_path / "data"
    old = small_source(tmp_path)
    before = ensure_index(data, LetterCounts(), old).fingerprint
    small_source(tmp_path, "Mục một nay có 15 xã.\n")
    program = """
import os, sys
sys.path.insert(0, os.environ["TESTS"])
from pathlib import Path
from test_index import LetterCounts, small_source
from index.build import ensure_index
data, folder, fatal = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
steps = 0
def report(stage, done, total):
    global steps
    steps += 1
    if steps == fatal:
        os._exit(9)
ensure_index(data, LetterCounts(), small_source(folder, "Mục một nay có 15 xã.\\n"), False, report)
"""
    environment = {**os.environ, "TESTS": str(Path(__file__).parent)}
    for fatal in range(1, 5):
        done = subprocess.run(
            [sys.executable, "-c", program, str(data), str(tmp_path), str(fatal)],
            env=environment,
            check=False,
        )
        assert done.returncode == 9
        assert Library.open(data, LetterCounts()).fingerprint == before
    done = subprocess.run(
        [sys.executable, "-c", program, str(data), str(tmp_path), "99"],
        env=environment,
        check=False,
    )
    assert done.returncode == 0
    assert Library.open(data, LetterCounts()).fingerprint != before


def test_chroma_holds_every_passage_under_cosine(library: Library) -> None:
    import chromadb

    snapshot = Store(library._store.data_dir).current()
    client = chromadb.PersistentClient(
        str(snapshot / "chroma"), settings=chromadb.Settings(anonymized_telemetry=False)
    )
    collection = client.get_collection("passages", embedding_function=None)
    stored = collection.get(include=["metadatas", "embeddings"])
    passages = {p.id: p for p in library.passages("bao-cao-114-2020")}
    assert set(stored["ids"]) == set(passages)
    assert collection.configuration_json["hnsw"]["space"] == "cosine"
    for id, metadata in zip(stored["ids"], stored["metadatas"], strict=True):
        assert metadata["quote"] == passages[id].text
    client.close()


@pytest.mark.parametrize(
    "typed",
    [
        "hệ thống họp trực tuyến có bao nhiêu điểm cầu",
        "he thong hop truc tuyen co bao nhieu diem cau",
        "HỆ THỐNG HỌP TRỰC TUYẾN có bao nhiêu điểm cầu",
        unicodedata.normalize("NFD", "hệ thống họp trực tuyến có bao nhiêu điểm cầu"),
    ],
)
def test_any_way_of_typing_finds_the_passage(library: Library, typed: str) -> None:
    assert "267 điểm cầu" in library.search(typed, limit=1)[0].passage.text


def test_a_misspelt_word_of_the_scan_does_not_hide_its_passage(library: Library) -> None:
    found = library.search("tinh giản biên chế 1.672 người", limit=1)[0].passage
    assert "ting giản biên chế" in found.text


def test_search_keeps_to_a_section(library: Library) -> None:
    hits = library.search("khiếu nại, tố cáo", limit=10, section="B.II.4")
    assert hits
    assert all(str(hit.passage.place).startswith("B.II.4") for hit in hits)


def test_unknown_documents_are_named(library: Library) -> None:
    with pytest.raises(DocumentUnknown, match="khong-co"):
        library.search("dân số", documents=["khong-co"])


def test_the_numpy_encoder_equals_sentence_transformers() -> None:
    """The window answers before torch is imported, with the very same vectors."""
    from sentence_transformers import SentenceTransformer

    from index.embedding import SHIPPED_MODEL

    texts = ["Công tác dân vận của cơ quan nhà nước", "tinh gian bien che", "14,6%", ""]
    ours = load_encoder().encode_queries(texts)
    theirs = SentenceTransformer(str(SHIPPED_MODEL), device="cpu").encode(
        texts, normalize_embeddings=True
    )
    assert np.allclose(ours, np.nan_to_num(theirs), atol=1e-5)


def test_the_report_ships() -> None:
    assert [(s.id, s.name) for s in shipped_sources()] == [("bao-cao-114-2020", REPORT)]


def test_any_llama_index_program_can_use_the_retriever(library: Library) -> None:
    from llama_index.core.llms import MockLLM
    from llama_index.core.query_engine import RetrieverQueryEngine

    from index.llama import DanvanRetriever

    retriever = DanvanRetriever(library, limit=3)
    nodes = retriever.retrieve("dân số trên 1,8 triệu người, đồng bào dân tộc ít người")
    assert "dân số trên 1,8 triệu người" in nodes[0].node.get_content()
    assert nodes[0].score is not None and nodes[0].score >= nodes[1].score  # type: ignore[operator]
    engine = RetrieverQueryEngine.from_args(retriever, llm=MockLLM())
    assert engine.query("dân số").source_nodes


def test_the_readme_s_example_runs(tmp_path: Path) -> None:
    readme = (Path(__file__).resolve().parent.parent / "README.md").read_text(encoding="utf-8")
    example = readme.split("```python\n")[1].split("```")[0]
    done = subprocess.run(
        [sys.executable, "-c", example],
        env={**os.environ, "DANVAN_DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert "3.600 km kênh mương" in done.stdout
