"""Floors: figures that may not fall."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.errors import FloorsError
from evals.floors import ANSWER_MEASURES, RETRIEVAL_MEASURES, Fall, falls, load_floors
from evals.questions import shipped_set


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_the_committed_floors_are_of_shipped_sets() -> None:
    floors = load_floors()
    assert floors["report_dev"]
    assert all(shipped_set(name).exists() for name in floors)


def test_falls(tmp_path: Path) -> None:
    floors = load_floors(write(tmp_path / "f.toml", "[s]\nfacts=0.5\nverdict=0.1\np1=0.9\n"))
    assert falls(floors, "s", {"facts": 0.5, "verdict": 0.2}, ANSWER_MEASURES) == ()
    assert falls(floors, "s", {"facts": 0.4999, "verdict": None}, ANSWER_MEASURES) == (
        Fall("s", "facts", 0.5, 0.4999),
        Fall("s", "verdict", 0.1, None),  # nothing to count is no pass
    )
    assert falls(floors, "s", {"p1": 0.8}, RETRIEVAL_MEASURES) == (Fall("s", "p1", 0.9, 0.8),)
    assert falls(floors, "khác", {}, ANSWER_MEASURES) == ()
    # 0.49999 is reported as 0.5.
    assert falls(floors, "s", {"facts": 0.49999, "verdict": 1}, ANSWER_MEASURES) == ()


@pytest.mark.parametrize(
    "text",
    [
        "x = 1",
        "[s]\nfacts = 2",
        "[s]\nfacts = true",
        "[s]\nfacts = '1'",
        "[s]\nfalse_answer = 0.1",  # lower is better: no floor
        "[s]\nfatcs = 0.1",
        "[s",
    ],
)
def test_faulty_floors(tmp_path: Path, text: str) -> None:
    path = write(tmp_path / "f.toml", text)
    with pytest.raises(FloorsError, match=str(path)):
        load_floors(path)
