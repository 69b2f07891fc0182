"""What becomes of the window and its log when the disk is full, the folder read-only, or a kill
comes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import window
from gradio_client import Client

from assistant.app import texts
from assistant.app.keeping import Keeper, NotKept
from index.build import ensure_index

REPOSITORY = Path(__file__).resolve().parent.parent
WRITE = """
import sys
from pathlib import Path
sys.path[:0] = [sys.argv[2], sys.argv[2] + "/tests"]
import fake_assistant
from assistant.app.keeping import Keeper
from assistant.types import Question
answer = fake_assistant.FakeAssistant().ask(Question("dien tich"))
keeper = Keeper(Path(sys.argv[1]))
{before}
while True:
    print(keeper.log("", answer), flush=True)
"""
LIMIT = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
"""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits and signals of POSIX")


def writing(folder: Path, told: Path, before: str = "") -> subprocess.Popen[str]:
    """A program that logs on and on, and writes each acknowledged line's id to `told`."""
    with told.open("w", encoding="utf-8") as out:
        return subprocess.Popen(
            [sys.executable, "-c", WRITE.format(before=before), str(folder), str(REPOSITORY)],
            stdout=out,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )


def ids(told: Path) -> list[int]:
    return [int(line) for line in told.read_text(encoding="utf-8").splitlines()]


def lines_kept(folder: Path) -> list[int]:
    return [line.id for line in Keeper(folder).lines()]


def test_a_kill_while_the_log_is_written_loses_nothing_acknowledged(tmp_path: Path) -> None:
    file = tmp_path / "told"
    process = writing(tmp_path, file)
    while process.poll() is None and len(ids(file)) < 50:
        time.sleep(0.05)
    process.kill()
    process.communicate()
    told, kept = ids(file), lines_kept(tmp_path)
    assert kept[: len(told)] == told
    assert len(kept) <= len(told) + 1  # the one that was written and not yet told


def test_a_full_disk_ends_in_an_error_and_keeps_what_was_told(tmp_path: Path) -> None:
    file = tmp_path / "told"
    process = writing(tmp_path, file, LIMIT)
    _, complained = process.communicate(timeout=300)
    assert process.returncode == 1
    assert "NotKept" in complained  # which the window says as ANSWER_NOT_KEPT
    assert "Kiểm tra quyền ghi và dung lượng đĩa" in complained
    assert ids(file)
    assert lines_kept(tmp_path) == ids(file)
    assert Keeper(tmp_path).purge(-1) == len(ids(file))  # room again: it goes on


def test_a_file_that_cannot_be_written_is_said_and_tried_again(tmp_path: Path) -> None:
    (tmp_path / "window.sqlite").mkdir()
    keeper = Keeper(tmp_path)
    with pytest.raises(NotKept, match="Không ghi được tệp"):
        keeper.purge(30)
    assert "window.sqlite" in keeper.trouble()
    (tmp_path / "window.sqlite").rmdir()
    assert keeper.trouble() == ""
    assert keeper.purge(30) == 0


def test_a_damaged_file_is_said_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "window.sqlite").write_bytes(b"no database" * 100)
    with pytest.raises(NotKept, match=r"bị hỏng.*danvan restore"):
        Keeper(tmp_path).purge(30)
    (tmp_path / "window.sqlite").rename(tmp_path / "elsewhere")
    assert Keeper(tmp_path).purge(30) == 0


@pytest.fixture(scope="module")
def read_only(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder with an index, in which nobody may write."""
    folder = tmp_path_factory.mktemp("read-only") / "data"
    ensure_index(folder)
    paths = [folder, *folder.rglob("*")]
    for path in paths:
        path.chmod(path.stat().st_mode & ~0o222)
    yield folder
    for path in paths:
        path.chmod(path.stat().st_mode | 0o200)


def test_over_a_read_only_folder_the_window_answers_and_says_what_it_cannot(
    read_only: Path, tmp_path: Path
) -> None:
    said = tmp_path / "said"
    with (
        said.open("wb") as out,
        window.chat(bound=window.bound_by_modes(), out=out, DANVAN_DATA_DIR=str(read_only)) as (
            address,
            _,
        ),
    ):
        client = Client(address, verbose=False)
        answer = client.predict("Diện tích đất tự nhiên của tỉnh?", [], [], api_name="/ask")
    assert "3.849" in str(answer)
    assert f"{read_only / 'window.sqlite'}" in said.read_text(encoding="utf-8")
    assert texts.NOTHING_KEPT in said.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "command",
    [("documents", "add", "{file}"), ("index", "--rebuild"), ("log", "purge"),
     ("log", "export", "{file}"), ("backup", "{file}")],
)  # fmt: skip
def test_over_a_read_only_folder_commands_end_in_one_sentence(
    read_only: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Điều 1. Phạm vi\nThông tư này quy định một điều.\n", encoding="utf-8")
    done = subprocess.run(
        [*window.bound_by_modes(), sys.executable, "-m", "assistant.cli",
         *(word.format(file=file) for word in command)],
        env={**os.environ, "DANVAN_DATA_DIR": str(read_only), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "Không ghi được" in done.stderr
    assert str(read_only) in done.stderr
    assert "Traceback" not in done.stderr
