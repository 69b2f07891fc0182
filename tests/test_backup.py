"""A backup restored elsewhere answers identically; a hostile one changes nothing."""

from __future__ import annotations

import json
import os
import stat
import threading
import zipfile
from pathlib import Path

import fake_assistant as support
import pytest

from assistant import Assistant
from assistant.app.keeping import Keeper
from assistant.backup import MANIFEST, BackupFailed, back_up, restore
from assistant.settings import Settings
from assistant.types import Question
from index.embedding import load_encoder
from index.errors import IndexBusy
from index.manage import Librarian
from index.store import Store

QUESTIONS = (
    "Diện tích tự nhiên của tỉnh Bắc Giang là bao nhiêu?",
    "Biển số xe của chủ tịch tỉnh là gì?",
    "Nghị định mẫu quy định về việc gì?",
)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in use: an added document, settings, a log."""
    folder = tmp_path_factory.mktemp("house") / "data"
    Assistant.prepare(Settings(data_dir=folder))
    added = folder.parent / "mau.txt"
    added.write_text(
        "NGHỊ ĐỊNH\nMẫu\nĐiều 1. Phạm vi\n1. Nghị định mẫu quy định về việc thử.\n", "utf-8"
    )
    Librarian(folder, load_encoder()).add([added])
    (folder / "danvan.toml").write_text("port = 7999\n", encoding="utf-8")
    keeper = Keeper(folder)
    keeper.log(keeper.key_of("lan"), support.FakeAssistant().ask(Question("dien tich")))
    return folder


def answers(folder: Path) -> list[dict[str, object]]:
    assistant = Assistant.open(Settings(data_dir=folder))
    return [
        {k: v for k, v in assistant.ask(q).to_json().items() if k != "seconds"} for q in QUESTIONS
    ]


def test_restored_elsewhere_it_answers_identically(house: Path, tmp_path: Path) -> None:
    file, elsewhere = tmp_path / "sao-luu.zip", tmp_path / "máy khác" / "data"
    made = back_up(house, file)
    assert restore(file, elsewhere) == made
    assert answers(elsewhere) == answers(house)
    assert Librarian(elsewhere, load_encoder()).verify() == []
    assert (elsewhere / "danvan.toml").read_text(encoding="utf-8") == "port = 7999\n"
    one, other = Keeper(house), Keeper(elsewhere)
    assert list(one.lines()) == list(other.lines())
    assert one.key_of("lan") == other.key_of("lan")  # the key came along
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE((elsewhere / "names.key").stat().st_mode) == 0o600


def test_a_backup_while_people_ask_is_of_one_moment(house: Path, tmp_path: Path) -> None:
    keeper, answer = Keeper(house), support.FakeAssistant().ask(Question("dien tich"))
    stop = threading.Event()

    def ask_on() -> None:
        while not stop.is_set():
            keeper.log("", answer)

    asking = threading.Thread(target=ask_on)
    asking.start()
    try:
        back_up(house, tmp_path / "a.zip")
    finally:
        stop.set()
        asking.join()
    restore(tmp_path / "a.zip", tmp_path / "data")
    ids = [line.id for line in Keeper(tmp_path / "data").lines()]
    assert ids == list(range(1, len(ids) + 1))


def test_no_backup_while_the_index_is_built(house: Path, tmp_path: Path) -> None:
    with Store(house).writing(), pytest.raises(IndexBusy):
        back_up(house, tmp_path / "a.zip")
    assert not list(tmp_path.iterdir())


def test_what_is_there_is_replaced_only_when_told_and_stays(house: Path, tmp_path: Path) -> None:
    file, folder = tmp_path / "a.zip", tmp_path / "data"
    back_up(house, file)
    folder.mkdir()
    (folder / "own.txt").write_text("của tôi", encoding="utf-8")
    with pytest.raises(BackupFailed, match="--replace"):
        restore(file, folder)
    assert (folder / "own.txt").is_file()
    restore(file, folder, replace=True)
    assert not (folder / "own.txt").exists()
    (old,) = tmp_path.glob("data.cu-*")
    assert (old / "own.txt").read_text(encoding="utf-8") == "của tôi"


def packed(path: Path, members: dict[str, bytes], listed: object = None) -> Path:
    import hashlib

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        own = {n: [len(c), hashlib.sha256(c).hexdigest()] for n, c in members.items()}
        about = {"format": 1, "version": "0", "files": own if listed is None else listed}
        archive.writestr(MANIFEST, json.dumps(about))
    return path


@pytest.mark.parametrize(
    "name",
    ["../out.txt", "/etc/x", "a/../../out.txt", "C:\\x", "c:x", "a\\..\\..\\x", "./a", "a//b", "a/",
     "x\x01", "a /b", "con<1", ".."],
)  # fmt: skip
def test_names_that_lead_outside_are_refused(name: str, tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    file = packed(tmp_path / "a.zip", {"danvan.toml": b"", name: b"x"})
    with pytest.raises(BackupFailed, match=r"không được phép|không khớp"):
        restore(file, inside / "data")
    assert not list(inside.iterdir())
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.zip", "inside"]


def test_hostile_archives_change_nothing(tmp_path: Path) -> None:
    whole = packed(tmp_path / "a.zip", {"a": b"words"})
    bomb = packed(tmp_path / "bomb.zip", {"a": b"\0" * 50_000_000}, {"a": [10, "0" * 64]})
    files = [
        packed(tmp_path / "b.zip", {"a": b"words"}, {"a": [5, "0" * 64]}),  # other content
        packed(tmp_path / "c.zip", {"a": b"words"}, {}),  # not listed
        packed(tmp_path / "d.zip", {}, {"a": [1 << 60, "0" * 64]}),  # listed, not there
        packed(tmp_path / "e.zip", {"a": b"w"}, [1, 2]),
        bomb,
        tmp_path / "missing.zip",
    ]
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole.read_bytes()[:-30])
    link = tmp_path / "link.zip"
    with zipfile.ZipFile(link, "w") as archive:
        info = zipfile.ZipInfo("a")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
        archive.writestr(MANIFEST, json.dumps({"format": 1, "files": {"a": [11, "0" * 64]}}))
    folder = tmp_path / "data"
    for file in (*files, cut, link):
        with pytest.raises(BackupFailed, match="không thay đổi"):
            restore(file, folder)
        assert not folder.exists(), file
    assert not list(tmp_path.glob(".data-*"))


def test_an_index_of_another_version_is_recognised_and_rebuilt_with_one_command(
    house: Path, tmp_path: Path
) -> None:
    from typer.testing import CliRunner

    from assistant.cli import command_line

    folder = tmp_path / "data"
    back_up(house, tmp_path / "a.zip")
    restore(tmp_path / "a.zip", folder)
    (manifest,) = folder.glob("index/snapshots/*/manifest.json")
    # Of an older program: another number, fields that are unknown now, others missing.
    manifest.write_text('{"format": 1, "hnsw": true, "sources": []}', encoding="utf-8")
    run, here = CliRunner().invoke, ["--data-dir", str(folder)]
    asked = run(command_line(), [*here, "ask", QUESTIONS[0]])
    assert asked.exit_code == 4
    assert "phiên bản khác" in asked.output
    assert "danvan index" in asked.output
    assert run(command_line(), [*here, "index"]).exit_code == 0
    assert answers(folder) == answers(house)  # the added document is there again


def test_the_commands(house: Path, tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from assistant.cli import command_line

    file, run = str(tmp_path / "a.zip"), CliRunner().invoke
    made = run(command_line(), ["--data-dir", str(house), "backup", file])
    assert made.exit_code == 0, made.output
    assert "Đã sao lưu" in made.output
    back = run(command_line(), ["--data-dir", str(tmp_path / "data"), "restore", file])
    assert "Đã khôi phục" in back.output
    again = run(command_line(), ["--data-dir", str(tmp_path / "data"), "restore", file])
    assert again.exit_code == 2
    assert "--replace" in again.output
