"""What `danvan eval reading` says of a folder of documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.reading import Counts, edit_distance, error_rate, read_files

LAW = "QUỐC HỘI\nLUẬT\nĐƯỜNG LÀNG\nĐiều 1. Phạm vi\n1. Một.\n2. Hai.\nĐiều 2. Hiệu lực\nBa.\n"


@pytest.mark.parametrize(
    ("first", "second", "distance"),
    [("", "", 0), ("", "ab", 2), ("ab", "", 2), ("khoản", "khoan", 1), ("kitten", "sitting", 3)],
)
def test_edit_distance(first: str, second: str, distance: int) -> None:
    assert edit_distance(first, second) == distance


def test_marks_case_and_tone_spelling_are_no_errors() -> None:
    assert error_rate("Hòa bình[1]  và", "HOÀ BÌNH\nvà") == 0
    assert error_rate("một hai", "một hại") == pytest.approx(1 / 7)


def test_a_folder_is_read_and_compared(tmp_path: Path) -> None:
    (tmp_path / "reference-text").mkdir()
    (tmp_path / "reference-text" / "luat.txt").write_text(LAW, encoding="utf-8")
    (tmp_path / "luat.ban-khac.txt").write_text(LAW.replace("Ba", "Bà"), encoding="utf-8")
    (tmp_path / "hong.pdf").write_bytes(b"")
    broken, law = read_files(tmp_path)
    assert broken.refused
    assert law.found == Counts(articles=2, clauses=2)
    assert law.true is None
    assert law.error_rate is not None
    assert 0 < law.error_rate < 0.02
