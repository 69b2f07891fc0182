"""Adding, updating and removing documents: what people see, and what a kill leaves behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant import Assistant
from index.build import ensure_index
from index.errors import DocumentUnknown, IndexBusy
from index.library import Library
from index.manage import Librarian, Outcome
from index.store import Store
from index.vectorstore import blank_unused
from index.vietnamese import fold

LAW = """QUỐC HỘI

Luật số: 99/2015/QH13

Hà Nội, ngày 10 tháng 6 năm 2015

LUẬT
VỀ ĐƯỜNG LÀNG

Chương I
QUY ĐỊNH CHUNG

Điều 1. Phạm vi điều chỉnh
Luật này quy định về đường làng.

Điều 2. Chiều rộng đường làng
1. Đường làng rộng ít nhất 4 mét.
2. Ủy ban nhân dân cấp xã có trách nhiệm sau đây:
a) Cắm mốc giới đường làng;
b) Sửa chữa đường làng hằng năm.

Điều 3. Hiệu lực thi hành
Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2016.
"""
KILLED = 9


class Counting:
    """An encoder of letter counts that remembers what it was asked to embed."""

    name = "counting"
    fingerprint = "counting-1"
    dimension = 26

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def encode_queries(self, texts: list[str]) -> NDArray[np.float32]:
        rows = np.array(
            [[fold(text).count(chr(97 + n)) + 0.01 for n in range(26)] for text in texts],
            dtype=np.float32,
        )
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def encode_passages(self, texts: list[str]) -> NDArray[np.float32]:
        self.embedded.extend(texts)
        return self.encode_queries(texts)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    ensure_index(tmp_path / "data", Counting())
    return tmp_path / "data"


def law(folder: Path, name: str = "luat-duong-lang.txt", text: str = LAW) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_law_is_read_named_and_found(data: Path, tmp_path: Path) -> None:
    (result,) = Librarian(data, Counting()).add([law(tmp_path)])
    assert result.outcome is Outcome.ADDED
    library = Library.open(data, Counting())
    document = library.document("luat-duong-lang")
    assert document.identity.number == "99/2015/QH13"
    assert document.identity.date == "2015-06-10"
    hit = library.search("Đường làng rộng ít nhất 4 mét", limit=1)[0].passage
    assert hit.place.labels == ("Chương I", "Điều 2", "Khoản 1")


def test_only_what_is_new_is_embedded(data: Path, tmp_path: Path) -> None:
    encoder = Counting()
    Librarian(data, encoder).add([law(tmp_path)])
    assert any("đường làng" in text for text in encoder.embedded)
    assert not any("Bắc Giang là tỉnh miền núi" in text for text in encoder.embedded)


def test_the_same_content_twice_is_recognised(data: Path, tmp_path: Path) -> None:
    librarian = Librarian(data, Counting())
    librarian.add([law(tmp_path)])
    (again,) = librarian.add([law(tmp_path, "ten-khac.txt")])
    assert again.outcome is Outcome.ALREADY
    assert again.id == "luat-duong-lang"


def test_a_used_id_with_other_content_is_refused_naming_the_way_out(
    data: Path, tmp_path: Path
) -> None:
    librarian = Librarian(data, Counting())
    librarian.add([law(tmp_path)])
    changed = law(tmp_path, text=LAW.replace("4 mét", "5 mét"))
    (refused,) = librarian.add([changed])
    assert refused.outcome is Outcome.FAILED
    assert "--id" in refused.detail
    (taken,) = librarian.add([changed], id="luat-duong-lang-2")
    assert taken.outcome is Outcome.ADDED
    (updated,) = librarian.add([law(tmp_path, text=LAW.replace("4 mét", "6 mét"))], update=True)
    assert updated.outcome is Outcome.UPDATED
    assert "6 mét" in Library.open(data, Counting()).document("luat-duong-lang").text


def test_a_bad_file_is_one_line_and_the_rest_goes_on(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a-rong.pdf").write_bytes(b"")
    law(folder, "b-luat.txt")
    (folder / "c-hong.docx").write_bytes(b"PK\x03\x04 no archive")
    results = Librarian(data, Counting()).add([folder])
    assert [r.outcome for r in results] == [Outcome.FAILED, Outcome.ADDED, Outcome.FAILED]
    assert all(r.detail and "\n" not in r.detail for r in results)
    assert "b-luat" in {d.id for d in Library.open(data, Counting()).documents()}


def test_removal_leaves_nothing_behind(data: Path, tmp_path: Path) -> None:
    librarian = Librarian(data, Counting())
    librarian.add([law(tmp_path)])
    librarian.remove("luat-duong-lang")
    librarian.add([law(tmp_path, "khac.txt", LAW.replace("đường làng", "bờ ao"))])
    librarian.remove("khac")
    library = Library.open(data, Counting())
    assert {d.id for d in library.documents()} == {"bao-cao-114-2020"}
    with pytest.raises(DocumentUnknown):
        library.document("luat-duong-lang")
    assert library.lanes.frequency("mot nghin met") == 0
    kept = [
        p
        for p in data.rglob("*")
        if p.is_file() and b"m\xe1\xbb\x91c gi\xe1\xbb\x9bi" in p.read_bytes()
    ]
    assert kept == []


def test_chroma_keeps_no_memory_of_elements_that_it_does_not_hold(data: Path) -> None:
    """What stands in memory that was freed may be the words of a removed document."""
    (graph,) = data.rglob("data_level0.bin")
    assert not any(graph.read_bytes())  # few passages: they stand in Chroma's log, not in a graph
    graph.write_bytes("mốc giới".encode() * 9)
    blank_unused(graph.parent)
    assert not any(graph.read_bytes())
    assert Librarian(data, Counting()).verify() == []


def test_what_ships_cannot_be_removed(data: Path) -> None:
    with pytest.raises(DocumentUnknown, match="đi kèm"):
        Librarian(data, Counting()).remove("bao-cao-114-2020")


def test_readers_keep_what_they_opened_while_one_writes(data: Path, tmp_path: Path) -> None:
    reader = Library.open(data, Counting())
    before = reader.search("khiếu nại", limit=3)
    with Store(data).writing(), pytest.raises(IndexBusy):
        Librarian(data, Counting()).add([law(tmp_path)])
    Librarian(data, Counting()).add([law(tmp_path)])
    assert reader.search("khiếu nại", limit=3) == before


def test_verify_finds_what_was_changed_behind_its_back(data: Path, tmp_path: Path) -> None:
    librarian = Librarian(data, Counting())
    librarian.add([law(tmp_path)])
    assert librarian.verify() == []
    stored = next((data / "files").iterdir())
    stored.write_bytes(stored.read_bytes() + b"\n")
    assert [f.document for f in librarian.verify()] == ["luat-duong-lang"]


def test_a_rebuild_keeps_added_documents(data: Path, tmp_path: Path) -> None:
    Librarian(data, Counting()).add([law(tmp_path)])
    library = ensure_index(data, Counting(), rebuild=True)
    assert {d.id for d in library.documents()} == {"bao-cao-114-2020", "luat-duong-lang"}


def test_another_model_embeds_anew_without_losing_documents(data: Path, tmp_path: Path) -> None:
    Librarian(data, Counting()).add([law(tmp_path)])
    other = Counting()
    other.fingerprint = "counting-2"
    library = ensure_index(data, other)
    assert {d.id for d in library.documents()} == {"bao-cao-114-2020", "luat-duong-lang"}


PROGRAM = """
import os, sys
sys.path.insert(0, os.environ["TESTS"])
from pathlib import Path
from test_library import Counting, KILLED
from index.manage import Librarian
action, data, file, fatal = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
calls = 0
def trace(frame, event, argument):
    global calls
    if event == "call" and "/index/" in frame.f_code.co_filename.replace(os.sep, "/"):
        calls += 1
        if calls == fatal:
            os._exit(KILLED)
sys.setprofile(trace)
librarian = Librarian(data, Counting())
librarian.add([file]) if action == "add" else librarian.remove(file.stem)
sys.setprofile(None)
print(calls)
"""


def test_a_kill_at_many_points_leaves_the_old_or_the_new_library(
    data: Path, tmp_path: Path
) -> None:
    """The writer is killed inside its n-th call of index code, for points spread over its work."""
    file = law(tmp_path)
    environment = {**os.environ, "TESTS": str(Path(__file__).parent)}

    def run(action: str, fatal: int) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", PROGRAM, action, str(data), str(file), str(fatal)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    total = int(run("add", -1).stdout)
    old, new = {"bao-cao-114-2020"}, {"bao-cao-114-2020", "luat-duong-lang"}
    states = set()
    for point in [total * n // 8 for n in range(1, 8)] + [total - 40, total - 10, total - 2]:
        Librarian(data, Counting()).remove("luat-duong-lang")
        assert run("add", point).returncode == KILLED
        library = Library.open(data, Counting())
        held = {d.id for d in library.documents()}
        assert held in (old, new)
        states.add(len(held))
        for document in library.documents():
            assert library.passages(document.id)
        if held == old:
            Librarian(data, Counting()).add([file])
        assert Librarian(data, Counting()).verify() == []
    assert 1 in states


def test_the_command_line_adds_lists_and_removes(tmp_path: Path) -> None:
    environment = {**os.environ, "DANVAN_DATA_DIR": str(tmp_path / "data"), "COLUMNS": "200"}

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "assistant.cli", *words],
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    run("index")
    added = json.loads(run("documents", "add", str(law(tmp_path)), "--json").stdout)
    assert added[0]["outcome"] == "added"
    rows = json.loads(run("documents", "list", "--json").stdout)
    assert "luat-duong-lang" in {row["id"] for row in rows}
    answer = json.loads(run("ask", "Đường làng rộng ít nhất bao nhiêu mét?", "--json").stdout)
    assert "4 mét" in answer["answer"]
    assert answer["citations"][0]["place"] == ["Chương I", "Điều 2", "Khoản 1"]
    assert run("documents", "verify").returncode == 0
    assert run("documents", "remove", "luat-duong-lang").returncode == 0
    assert run("documents", "remove", "luat-duong-lang").returncode == 2
    assert run("documents", "add", str(tmp_path / "khong-co.pdf")).returncode == 3


TOPIC = """<h3>Đề mục 18.{n} Đường làng</h3><a onclick="ViewDanhSachVB()"></a>
<div class="_content"><p class="pDieu">Điều 18.{n}.LQ.1. Phạm vi</p>
<p class="pGhiChu">(Điều 1 Luật số {number} Đường làng ngày 25/11/2030 của Quốc hội)</p>
<p class="pNoiDung">Luật này quy định về đường làng.</p></div>"""


def test_laws_are_picked_from_a_folder_of_the_phap_dien(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "BoPhapDien"
    folder.mkdir()
    for n, number in enumerate(("97/2030/QH16", "98/2030/QH16", "99/2030/QH16")):
        (folder / f"{n}.html").write_text(TOPIC.format(n=n, number=number), encoding="utf-8")
    (folder / "style.css").write_text("p { margin: 0 }", encoding="utf-8")
    wanted = ["98/2030/QH16", "1/1990/QH8"]
    missing, added = Librarian(data, Counting()).add([folder], laws=wanted)
    assert (added.outcome, added.id) == (Outcome.ADDED, "18.1.98-2030-QH16")
    assert (missing.outcome, missing.id) == (Outcome.FAILED, "")
    assert "1/1990/QH8" in missing.detail
    title = Library.open(data, Counting()).document(added.id).title
    assert title == "Luật Đường làng số 98/2030/QH16 (Bộ pháp điển)"


def test_two_texts_of_one_law_that_differ_are_shown_as_a_conflict(
    data: Path, tmp_path: Path
) -> None:
    librarian = Librarian(data, Counting())
    librarian.add([law(tmp_path)])
    other = law(tmp_path, "ban-khac.txt", LAW.replace("Sửa chữa đường", "Nâng cấp đường"))
    (result,) = librarian.add([other])
    assert len(result.differences) == 1
    said, difference = result.lines
    assert "luat-duong-lang" in said
    assert difference.startswith("- Khoản 2 Điều 2: ")
    assert "[Sửa chữa → Nâng cấp]" in difference
    conflicts = [c for c in Library.open(data, Counting()).conflicts if c.kind == "text"]
    assert [{r.value for r in c.readings} for c in conflicts] == [{"Sửa chữa", "Nâng cấp"}]
    assert "Khoản 2 Điều 2" in conflicts[0].subject
    assistant = Assistant(Library.open(data, Counting()))
    answer = assistant.ask("Ủy ban nhân dân cấp xã có trách nhiệm gì về đường làng?")
    assert answer.text.count("có trách nhiệm sau đây") == 1
    (conflict,) = answer.conflicts
    assert [c.document for c in conflict.citations] == ["luat-duong-lang", "ban-khac"]
    assert ["Nâng cấp" in c.quote for c in conflict.citations] == [False, True]
