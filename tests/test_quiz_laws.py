"""Quizzes made from regulations: three invented ones, written as the real ones are."""

from __future__ import annotations

from datetime import date

import pytest

from assistant import Assistant
from assistant.quiz.facts.dates import day_of
from assistant.quiz.making import QuizMaker
from assistant.quiz.types import Kind, QuizItem, Request
from assistant.settings import Settings
from index.catalog import shipped_documents
from index.embedding import load_encoder
from index.manage import Librarian

LAW = """QUỐC HỘI
Luật số: 90/2015/QH13

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Hà Nội, ngày 20 tháng 6 năm 2015

LUẬT
HÒA GIẢI Ở LÀNG NGHỀ

Chương I
NHỮNG QUY ĐỊNH CHUNG

Điều 1. Phạm vi điều chỉnh
Luật này quy định về hòa giải ở làng nghề.

Điều 2. Giải thích từ ngữ
1. Hòa giải viên là người được làng nghề bầu để giúp các bên tự nguyện giải quyết tranh chấp.
2. Tổ trưởng làng là người đứng đầu tổ hòa giải, phân công công việc cho các thành viên của tổ.
3. Người làm chứng là người biết rõ sự việc và được các bên mời đến buổi hòa giải.
4. Người ghi biên bản là người ghi lại lời các bên và đọc lại cho các bên nghe.

Chương II
QUYỀN VÀ NGHĨA VỤ

Điều 3. Quyền của hòa giải viên
Hòa giải viên có các quyền sau đây:
a) Đề nghị các bên cung cấp giấy tờ về vụ tranh chấp;
b) Mời người có uy tín trong làng tham gia buổi hòa giải;
c) Tạm dừng buổi hòa giải khi một bên đề nghị;
d) Từ chối vụ việc có liên quan đến người thân của mình.

Điều 4. Trách nhiệm của cơ quan nhà nước
1. Chính phủ quy định chi tiết việc hỗ trợ kinh phí cho tổ hòa giải ở làng nghề.
2. Bộ Tư pháp hướng dẫn việc bồi dưỡng kiến thức pháp luật cho hòa giải viên làng nghề.
3. Bộ Tài chính quyết định mức chi cho một buổi hòa giải thành ở làng nghề truyền thống.

Điều 5. Thời hạn
1. Buổi hòa giải đầu tiên phải được tổ chức không quá 10 ngày kể từ ngày nhận đề nghị.

Chương III
ĐIỀU KHOẢN THI HÀNH

Điều 6. Hiệu lực thi hành
Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2016.
"""


@pytest.fixture(scope="module")
def items(tmp_path_factory: pytest.TempPathFactory) -> list[QuizItem]:
    folder = tmp_path_factory.mktemp("laws")
    data = tmp_path_factory.mktemp("data")
    (folder / "luat-hoa-giai.txt").write_text(LAW, encoding="utf-8")
    consolidated = LAW.replace("Luật số: 90/2015/QH13", "Số: 77/VBHN-VPQH").replace(
        "HÒA GIẢI Ở LÀNG NGHỀ", "TRỌNG TÀI Ở LÀNG NGHỀ"
    )
    (folder / "hop-nhat.txt").write_text(consolidated, encoding="utf-8")
    settings = Settings(data_dir=data)
    Assistant.prepare(settings)
    Librarian(data, load_encoder(), shipped_documents()).add([folder])
    library = Assistant.open(settings).library
    laws = tuple(d.id for d in library.documents() if d.id != "bao-cao-114-2020")
    maker = QuizMaker(library)
    return [i for kind in Kind for i in maker.make(Request(100, laws, kinds=(kind,))).items]


def test_a_consolidated_text_is_not_called_by_the_number_of_a_law(items: list[QuizItem]) -> None:
    named = [i for i in items if "Trọng tài" in i.stem]
    assert named
    for item in named:
        assert "Luật Trọng tài ở làng nghề (Văn bản hợp nhất số 77/VBHN-VPQH)" in item.stem
        assert "làng nghề số 77/VBHN" not in f"{item.explanation} {item.citations[0].title}"


def test_days_of_effect_are_such_as_the_law_could_have(items: list[QuizItem]) -> None:
    """It was issued on 20/6/2015: in force on no day before, and within a year of the right one."""
    chosen = [i for i in items if i.kind is Kind.SINGLE and i.stem.endswith("từ ngày nào?")]
    assert chosen
    for item in chosen:
        days = [day_of(option) for option in item.options]
        assert all(day is not None and date(2015, 6, 20) <= day for day in days)
        assert item.options[item.key[0]] == "01 tháng 01 năm 2016"
        assert all(" tháng " in option for option in item.options)


def test_wrong_terms_and_meanings_are_those_of_the_same_law(items: list[QuizItem]) -> None:
    defining = [i for i in items if i.kind is Kind.SINGLE and "được hiểu là" in i.stem]
    assert defining
    for item in defining:
        assert all(" là " not in option and option in _MEANINGS for option in item.options)


_MEANINGS = {
    "Người được làng nghề bầu để giúp các bên tự nguyện giải quyết tranh chấp",
    "Người đứng đầu tổ hòa giải, phân công công việc cho các thành viên của tổ",
    "Người biết rõ sự việc và được các bên mời đến buổi hòa giải",
    "Người ghi lại lời các bên và đọc lại cho các bên nghe",
}
