"""Whether a cited regulation still holds: only what the catalogue or a document states."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.cli.printing import print_answer
from assistant.settings import Settings
from index.embedding import load_encoder
from index.manage import Librarian
from index.status import Standing, status_of
from index.types import Document, Identity, Relation, RelationKind, SourceText

OLD = """QUỐC HỘI
Luật số: 8/2010/QH12
LUẬT
ĐƯỜNG LÀNG
Điều 1. Chiều rộng
Đường làng rộng ít nhất 4 mét.
Điều 2. Hiệu lực
Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2010.
Luật này được Quốc hội thông qua ngày 20 tháng 4 năm 2010.
"""
NEW = """QUỐC HỘI
Luật số: 9/2019/QH14
LUẬT
GIAO THÔNG LÀNG
Điều 1. Phạm vi
Luật này quy định về giao thông làng.
Điều 2. Hiệu lực thi hành
1. Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2020.
2. Luật Đường làng số 8/2010/QH12 hết hiệu lực kể từ ngày Luật này có hiệu lực.
Luật này được Quốc hội thông qua ngày 10 tháng 6 năm 2019.
"""
QUESTION = "Đường làng rộng ít nhất bao nhiêu mét?"


REPORT = "BÁO CÁO\nKết quả làm đường\n\nI. KẾT QUẢ\n\nĐường làng được sửa dài 12 km.\n"


def holding(folder: Path, *files: Path) -> Assistant:
    """An assistant over nothing but these files."""
    shipped = folder / "nothing-ships"
    shipped.mkdir(exist_ok=True)
    Librarian(folder / "data", load_encoder(), shipped).add(files)
    return Assistant.open(Settings(data_dir=folder / "data", documents_dir=shipped))


def written(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


@pytest.fixture
def alone(tmp_path: Path) -> Assistant:
    return holding(tmp_path, written(tmp_path, "luat-duong-lang.txt", OLD))


def test_what_nobody_states_has_not_been_checked(alone: Assistant) -> None:
    (status,) = alone.ask(QUESTION).statuses
    assert status.standing is Standing.UNCHECKED
    assert status.text == (
        "Ban hành ngày 20/04/2010, có hiệu lực từ ngày 01/07/2010; chưa kiểm tra hiệu lực."
    )
    assert not status.is_warning
    assert status.citations == ()


def test_a_law_that_another_ends_is_shown_with_the_words_that_say_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = written(tmp_path, "luat-cu.txt", OLD), written(tmp_path, "luat-moi.txt", NEW)
    answer = holding(tmp_path, old, new).ask(QUESTION)
    (status,) = answer.statuses
    assert status.standing is Standing.ENDED
    assert status.is_warning
    (said,) = status.citations
    assert said.quote.startswith("Luật Đường làng số 8/2010/QH12 hết hiệu lực")
    assert said.place == ("Điều 2", "Khoản 2")
    print_answer(answer)
    printed = capsys.readouterr().out
    assert "đã hết hiệu lực theo Luật Giao thông làng số 9/2019/QH14 (Điều 2 > Khoản 2)" in printed


def test_a_report_has_no_status(tmp_path: Path) -> None:
    answer = holding(tmp_path, written(tmp_path, "bao-cao.txt", REPORT)).ask(
        "Đường làng được sửa dài bao nhiêu km?"
    )
    assert answer.citations
    assert answer.statuses == ()


def document(id: str, number: str, date: str, *said: tuple[RelationKind, str, str]) -> Document:
    relations = tuple(Relation(kind, target, year, (0, 1)) for kind, target, year in said)
    identity = Identity("Nghị quyết", number, "", date, f"Nghị quyết số {number}")
    return Document(id, identity, SourceText("x"), "", "", relations=relations)


ENDS = RelationKind.ENDS


@pytest.mark.parametrize(
    ("number", "date", "other_date", "target", "year", "standing"),
    [
        ("5/2010/NQ", "2010-01-01", "2015-01-01", "5/2010/NQ", "2010", Standing.ENDED),
        # A number without a year is given again: the year must be stated and agree.
        ("18-NQ/TW", "2017-10-25", "2022-06-16", "18-NQ/TW", "2017", Standing.ENDED),
        ("18-NQ/TW", "2017-10-25", "2022-06-16", "18-NQ/TW", "", Standing.UNCHECKED),
        ("18-NQ/TW", "2017-10-25", "2023-06-16", "18-NQ/TW", "2022", Standing.UNCHECKED),
        # An older document cannot have ended a newer one.
        ("5/2010/NQ", "2010-01-01", "2005-01-01", "5/2010/NQ", "2010", Standing.UNCHECKED),
    ],
)
def test_whom_a_statement_means(
    number: str, date: str, other_date: str, target: str, year: str, standing: Standing
) -> None:
    mine = document("a", number, date)
    other = document("b", "99/2022/NQ", other_date, (ENDS, target, year))
    found = status_of(mine, [mine, other])
    assert found is not None
    assert found.standing is standing


def test_the_gravest_statement_counts_and_the_newest_comes_first() -> None:
    mine = document("a", "5/2010/NQ", "2010-01-01")
    amends = document("b", "6/2012/NQ", "2012-01-01", (RelationKind.AMENDS, "5/2010/NQ", "2010"))
    ends = document("c", "7/2015/NQ", "2015-01-01", (ENDS, "5/2010/NQ", "2010"))
    again = document("d", "8/2016/NQ", "2016-01-01", (ENDS, "5/2010/NQ", "2010"))
    found = status_of(mine, [mine, amends, ends, again])
    assert found is not None
    assert found.standing is Standing.ENDED
    assert [s.document for s in found.statements] == ["d", "c"]


def test_what_the_catalogue_states() -> None:
    mine = document("a", "5/2010/NQ", "2010-01-01")
    replaced = status_of(replace(mine, replaced_by="Nghị quyết 9"), [])
    checked = status_of(replace(mine, status_checked_on="2024-01-01"), [])
    assert replaced is not None
    assert checked is not None
    assert (replaced.standing, checked.standing) == (Standing.REPLACED, Standing.IN_FORCE)


@pytest.mark.shared
def test_real_laws_that_a_later_law_amends(shared: Path, tmp_path: Path) -> None:
    """Luật 97/2025 amends two laws by name; Luật Tiếp công dân ends a chapter of Luật Khiếu nại."""
    documents = shared / "documents"
    files = [
        documents / "van-ban" / "02-2011-QH13.luat-khieu-nai.docx",
        documents / "van-ban" / "42-2013-QH13.luat-tiep-cong-dan.docx",
        documents / "van-ban" / "75-2015-QH13.luat-mat-tran-to-quoc.txt",
        documents / "testfiles" / "Luật-97-2025-QH15.docx",
    ]
    library = holding(tmp_path, *files).library
    standings = {
        d.identity.number: status.standing
        for d in library.documents()
        if (status := library.status(d.id))
    }
    assert standings["02/2011/QH13"] is Standing.PARTLY_ENDED
    assert standings["75/2015/QH13"] is Standing.AMENDED
    assert standings["42/2013/QH13"] is Standing.UNCHECKED
