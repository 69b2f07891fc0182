"""A writer killed outright, at moments that nobody chose: the library before or the one after.

`python tests/test_library_kills.py COUNT [FOLDER]` kills more often, with the documents of FOLDER,
and prints how often each command was killed and which library stood there then.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from index.embedding import load_encoder
from index.library import Library
from index.manage import Librarian

SEED = 114
SHIPPED = frozenset({"bao-cao-114-2020"})


def own_laws(folder: Path) -> list[Path]:
    """Three small laws."""
    for name in ("ao", "cau", "dinh"):
        articles = "\n".join(f"Điều {n}. Về {name} {n}\n1. Một.\n2. Hai." for n in range(1, 40))
        text = f"QUỐC HỘI\n\nLuật số: 9/2015/{name.upper()}\n\nLUẬT\n{name.upper()}\n\n{articles}\n"
        (folder / f"luat-{name}.txt").write_text(text, encoding="utf-8")
    return sorted(folder.iterdir())


@dataclass
class Trial:
    """A data folder, and `danvan` commands over it that are killed. took: seconds that a command
    takes when it is let finish."""

    data: Path
    files: list[Path]
    chance: random.Random
    took: dict[str, float] = field(default_factory=dict)
    ends: Counter[tuple[str, str]] = field(default_factory=Counter)

    def held(self) -> frozenset[str]:
        """The documents of the library; it is whole, whatever it is."""
        librarian = Librarian(self.data, load_encoder())
        assert librarian.verify() == []
        library = Library.open(self.data, load_encoder())
        assert all(library.passages(document.id) for document in library.documents())
        assert library.search("đường", limit=1)
        return frozenset(document.id for document in library.documents())

    def choose(self, held: frozenset[str]) -> tuple[str, list[str], frozenset[str]]:
        """A command, its arguments, and the documents there will be when it is through."""
        missing = [file for file in self.files if file.stem not in held]
        steps: list[Callable[[], tuple[str, list[str], frozenset[str]]]] = [
            lambda: ("index", ["index", "--rebuild"], held)
        ]
        if missing:
            some = self.chance.sample(missing, min(2, len(missing)))
            after = held | {file.stem for file in some}
            steps.append(lambda: ("add", ["documents", "add", *map(str, some)], after))
        if held - SHIPPED:
            one = self.chance.choice(sorted(held - SHIPPED))
            steps.append(lambda: ("remove", ["documents", "remove", one], held - {one}))
        return self.chance.choice(steps)()

    def run(self, arguments: list[str], seconds: float | None = None) -> bool:
        """Whether the command was killed, after so many seconds."""
        command = [sys.executable, "-m", "assistant.cli", "--data-dir", str(self.data), *arguments]
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                return True
        assert process.returncode == 0, command
        return False

    def begin(self) -> None:
        """Each command once in peace, for how long it takes."""
        first = self.files[0]
        for name, arguments in (
            ("index", ["index", "--rebuild"]),
            ("add", ["documents", "add", str(first)]),
            ("remove", ["documents", "remove", first.stem]),
        ):
            began = time.monotonic()
            self.run(arguments)
            self.took[name] = time.monotonic() - began

    def kill(self) -> bool:
        """One command, killed at some moment of its time. False where it was through before."""
        before = self.held()
        name, arguments, after = self.choose(before)
        killed = self.run(arguments, self.chance.uniform(0, self.took[name]))
        found = self.held()
        assert found in (before, after), f"{name}: {sorted(found)}"
        if killed:
            end = "as before" if found == before else "as after"
            self.ends[name, "either" if before == after else end] += 1
        else:
            assert found == after
        return killed


def test_a_kill_at_any_moment_leaves_a_whole_library(tmp_path: Path) -> None:
    (tmp_path / "laws").mkdir()
    trial = Trial(tmp_path / "data", own_laws(tmp_path / "laws"), random.Random(SEED))
    trial.begin()
    assert sum(trial.kill() for _ in range(6))
    trial.run(["index"])  # as each start of the window does: what was left goes
    assert len(list((tmp_path / "data" / "index" / "snapshots").iterdir())) == 1


def main(count: int, folder: Path | None) -> None:
    with tempfile.TemporaryDirectory() as work:
        (Path(work) / "laws").mkdir()
        files = sorted(folder.iterdir()) if folder else own_laws(Path(work) / "laws")
        trial = Trial(Path(work) / "data", files, random.Random())
        trial.begin()
        while sum(trial.ends.values()) < count:
            trial.kill()
    for (name, end), times in sorted(trial.ends.items()):
        print(f"{name:8} {end:10} {times}")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
