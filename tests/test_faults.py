"""What becomes of the window's log when the disk is full, the folder read-only, or a kill comes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.app.keeping import Keeper, NotKept

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
    assert "sqlite3.OperationalError" in complained  # which the window says as ANSWER_NOT_KEPT
    assert ids(file)
    assert lines_kept(tmp_path) == ids(file)
    assert Keeper(tmp_path).purge(-1) == len(ids(file))  # room again: it goes on


def test_a_folder_that_cannot_be_written_is_said_in_vietnamese(tmp_path: Path) -> None:
    (tmp_path / "window.sqlite").mkdir()
    with pytest.raises(NotKept, match="Không ghi được tệp"):
        Keeper(tmp_path)
