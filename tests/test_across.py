"""Questions to the report and a law together: each says its own, under its name."""

from __future__ import annotations

import pytest

from assistant import Assistant, messages
from assistant.settings import Settings
from index.build import ensure_index
from index.embedding import load_encoder
from index.manage import Librarian

REPORT = "bao-cao-114-2020"
LAW = """QUỐC HỘI

Luật số: 98/2030/QH16

Hà Nội, ngày 25 tháng 11 năm 2030

LUẬT
LỊCH GẶP DÂN

Điều 1. Phạm vi điều chỉnh
Luật này quy định về lịch gặp dân.

Điều 2. Tiếp công dân định kỳ
1. Chủ tịch Ủy ban nhân dân cấp xã tiếp công dân định kỳ ít nhất 02 ngày trong 01 tuần.
2. Lệ phí đăng ký gặp là 20.000 đồng.

Điều 3. Hiệu lực thi hành
Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2031.
"""


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Over the report that ships and one law."""
    folder = tmp_path_factory.mktemp("across")
    (folder / "luat-lich-gap-dan.txt").write_text(LAW, encoding="utf-8")
    ensure_index(folder / "data")
    Librarian(folder / "data", load_encoder()).add([folder / "luat-lich-gap-dan.txt"])
    return Assistant.open(Settings(data_dir=folder / "data"))


@pytest.mark.parametrize(
    "question",
    [
        "Chủ tịch UBND cấp xã tiếp công dân định kỳ mấy ngày theo báo cáo và Luật Lịch gặp dân?",
        "Trong báo cáo, chủ tịch UBND cấp xã tiếp công dân định kỳ mấy ngày, còn Luật Lịch gặp dân "
        "quy định chủ tịch UBND cấp xã tiếp công dân định kỳ mấy ngày?",
    ],
)
def test_an_answer_cites_the_report_and_a_law(both: Assistant, question: str) -> None:
    answer = both.ask(question)
    assert {c.document for c in answer.citations} == {REPORT, "luat-lich-gap-dan"}
    quotes = {c.document: c.quote for c in answer.citations}
    assert "01 ngày/tuần" in quotes[REPORT]
    assert "02 ngày trong 01 tuần" in quotes["luat-lich-gap-dan"]
    lines = answer.text.split("\n")
    assert any(line.startswith("Luật Lịch gặp dân số 98/2030/QH16: ") for line in lines)
    assert any(line.startswith("Báo cáo Kết quả 05 năm thực hiện Kết luận") for line in lines)


def test_where_one_of_them_says_nothing_the_question_is_asked_as_a_whole(both: Assistant) -> None:
    answer = both.ask(
        "Lệ phí đăng ký gặp là bao nhiêu tiền theo báo cáo và theo Luật Lịch gặp dân?"
    )
    assert {c.document for c in answer.citations} == {"luat-lich-gap-dan"}
    assert "20.000 đồng" in answer.text


def test_what_the_report_says_is_not_looked_for_in_a_law(both: Assistant) -> None:
    answer = both.ask("Báo cáo cho biết tỉnh có bao nhiêu xã, phường, thị trấn?")
    assert {c.document for c in answer.citations} == {REPORT}


def test_what_has_happened_stands_in_no_law(both: Assistant) -> None:
    answer = both.ask("Cả năm đã tiếp công dân định kỳ được mấy ngày một tuần ở cấp xã?")
    assert "luat-lich-gap-dan" not in {c.document for c in answer.citations}


def test_several_documents_are_asked_only_where_the_question_names_them(both: Assistant) -> None:
    answer = both.ask("Chủ tịch UBND cấp xã tiếp công dân định kỳ mấy ngày?")
    assert messages.OF_DOCUMENT.format(title="Luật Lịch gặp dân số 98/2030/QH16", quote="") not in (
        answer.text
    )
