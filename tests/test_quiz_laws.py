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
5. Tạm hoãn là việc tổ hòa giải dời buổi hòa giải sang ngày khác theo đề nghị của một bên.
6. Tạm dừng là việc tổ hòa giải ngừng buổi hòa giải trong ngày theo đề nghị của các bên.
7. Bồi dưỡng là việc giảng viên của huyện về làng dạy kiến thức pháp luật và kỹ năng ghi chép.

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
4. Tòa án nhân dân tối cao hướng dẫn việc công nhận kết quả hòa giải thành ở làng nghề.
5. Quốc hội giám sát việc sử dụng kinh phí hỗ trợ tổ hòa giải ở các làng nghề.
6. Bộ Nội vụ giúp Chính phủ thống nhất quản lý nhà nước về hòa giải ở làng nghề.
7. Thanh tra Chính phủ ban hành mẫu giấy công nhận hòa giải viên và sổ theo dõi buổi hòa giải.
8. Bộ Công an phối hợp bảo đảm an ninh, trật tự nơi diễn ra buổi hòa giải ở làng nghề.

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
    requests = [
        Request(100, laws, kinds=(kind,), seed=seed) for kind in Kind for seed in (1, 2, 3, 4)
    ]
    made = [item for request in requests for item in maker.make(request).items]
    return list({(item.id, item.options): item for item in made}.values())


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
        known = _TERMS if "khái niệm nào" in item.stem else _MEANINGS
        assert set(item.options) <= known


def test_a_wrong_office_is_one_that_could_do_it(items: list[QuizItem]) -> None:
    """No court for a ministry, no legislature where somebody helps the Government."""
    bodies = [i for i in items if i.kind is Kind.SINGLE and "cơ quan, tổ chức nào" in i.stem]
    assert {"Bộ Nội vụ", "Bộ Công an"} <= {i.options[i.key[0]] for i in bodies}
    for item in bodies:
        wrong = {o for n, o in enumerate(item.options) if n not in item.key}
        assert "Tòa án nhân dân tối cao" not in wrong
        if "giúp Chính phủ" in item.stem:
            assert "Quốc hội" not in wrong


def test_a_false_claim_names_an_office_of_the_same_branch(items: list[QuizItem]) -> None:
    false = [i for i in items if i.kind is Kind.TRUE_FALSE and i.key == (1,)]
    claimed = [i.stem for i in false if i.facts[0].startswith("office:")]
    assert claimed
    assert not any(f", {office} " in stem for stem in claimed for office in _OTHER_BRANCHES)


_OTHER_BRANCHES = ("Tòa án nhân dân tối cao", "Quốc hội")


def test_a_false_definition_has_a_meaning_near_its_own(items: list[QuizItem]) -> None:
    """'Tạm hoãn' may be taken for 'Tạm dừng', and neither for 'Bồi dưỡng'."""
    false = [
        i for i in items if i.kind is Kind.TRUE_FALSE and i.key == (1,) and "’ là việc" in i.stem
    ]
    assert false
    for item in false:
        assert "Bồi dưỡng" not in item.stem
        assert "giảng viên" not in item.stem


_TERMS = {
    "Hòa giải viên",
    "Tổ trưởng làng",
    "Người làm chứng",
    "Người ghi biên bản",
    "Tạm hoãn",
    "Tạm dừng",
    "Bồi dưỡng",
}
_MEANINGS = {
    "Người được làng nghề bầu để giúp các bên tự nguyện giải quyết tranh chấp",
    "Người đứng đầu tổ hòa giải, phân công công việc cho các thành viên của tổ",
    "Người biết rõ sự việc và được các bên mời đến buổi hòa giải",
    "Người ghi lại lời các bên và đọc lại cho các bên nghe",
    "Việc tổ hòa giải dời buổi hòa giải sang ngày khác theo đề nghị của một bên",
    "Việc tổ hòa giải ngừng buổi hòa giải trong ngày theo đề nghị của các bên",
    "Việc giảng viên của huyện về làng dạy kiến thức pháp luật và kỹ năng ghi chép",
}
