"""What documents say they are, and what they say about each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.identity import identify, in_force_from, relations
from index.reading import read
from index.types import Identity, SourceText


def of(text: str, stem: str = "tep") -> Identity:
    return identify(SourceText(text=text), stem)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "QUỐC HỘI\nLuật số: 25/2018/QH14\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
            "Độc lập - Tự do - Hạnh phúc\n"
            "LUẬT\nTỐ CÁO\nCăn cứ Hiến pháp;\nĐiều 1. A\n"
            "Luật này được Quốc hội thông qua ngày 12 tháng 6 năm 2018.",
            Identity(
                "Luật", "25/2018/QH14", "Quốc hội", "2018-06-12", "Luật Tố cáo số 25/2018/QH14"
            ),
        ),
        (
            "CHÍNH PHỦ\nSố: 61/2018/NĐ-CP\nNgày ban hành: 23/04/2018\nNGHỊ ĐỊNH\n"
            "Về thực hiện cơ chế một cửa\n\nĐiều 1. A",
            Identity(
                "Nghị định",
                "61/2018/NĐ-CP",
                "Chính phủ",
                "2018-04-23",
                "Nghị định số 61/2018/NĐ-CP về thực hiện cơ chế một cửa",
            ),
        ),
        (
            "BAN CHẤP HÀNH TRUNG ƯƠNG\nĐẢNG CỘNG SẢN VIỆT NAM\nSố: 25-NQ/TW\n"
            "Hà Nội, ngày 03 tháng 6 năm 2013\n"
            "NGHỊ QUYẾT\nVỀ TĂNG CƯỜNG CÔNG TÁC DÂN VẬN KHÓA XI\nI- TÌNH HÌNH",
            Identity(
                "Nghị quyết",
                "25-NQ/TW",
                "Ban Chấp hành Trung ương",
                "2013-06-03",
                "Nghị quyết số 25-NQ/TW về tăng cường công tác dân vận khóa XI",
            ),
        ),
        (
            "UBND TỈNH BẮC GIANG\nSỞ NỘI VỤ\nSố: 12/KH-SNV\n"
            "Bắc Giang, ngày 1 tháng 2 năm 2020\nKẾ HOẠCH\nCải cách hành chính\nCăn cứ A",
            Identity(
                "Kế hoạch",
                "12/KH-SNV",
                "Sở nội vụ",
                "2020-02-01",
                "Kế hoạch số 12/KH-SNV cải cách hành chính",
            ),
        ),
        (
            "QUỐC HỘI\nHIẾN PHÁP\nNƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nLỜI NÓI ĐẦU\nA\n"
            "Hiến pháp này đã được Quốc hội thông qua ngày 28 tháng 11 năm 2013.",
            Identity(
                "Hiến pháp",
                "",
                "Quốc hội",
                "2013-11-28",
                "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013",
            ),
        ),
        (
            "Luật số 02/2011/QH13 Khiếu nại ngày 11/11/2011 của Quốc hội, "
            "có hiệu lực thi hành kể từ ngày 01/07/2012\nĐiều 1. A",
            Identity(
                "Luật", "02/2011/QH13", "Quốc hội", "2011-11-11", "Luật Khiếu nại số 02/2011/QH13"
            ),
        ),
        (
            "Phụ lục V\nLẬP HỒ SƠ\n(Kèm theo Nghị định số 30/2020/NĐ-CP)\nI. A",
            Identity(
                "Phụ lục", "", "", "", "Phụ lục V Lập hồ sơ (kèm theo Nghị định số 30/2020/NĐ-CP)"
            ),
        ),
        ("Kính gửi: Các phòng\nMột đoạn văn thường.", Identity()),
    ],
)
def test_heads(text: str, expected: Identity) -> None:
    assert of(text) == expected


def test_the_file_name_is_not_believed() -> None:
    text = (
        "BỘ TÀI CHÍNH\nSố: 1836/QĐ-BTC\nHà Nội, ngày 08 tháng 10 năm 2018\nQUYẾT ĐỊNH\n"
        "Quy định chức năng\nCăn cứ Nghị định số 123/2016/NĐ-CP;"
    )
    found = of(text, "123-2016-NĐ-CP_1628621475")
    assert (found.kind, found.number, found.date) == ("Quyết định", "1836/QĐ-BTC", "2018-10-08")


def test_another_documents_number_in_the_title_is_not_its_own() -> None:
    text = "BÁO CÁO\nKết quả 05 năm thực hiện Kết luận số 114-KL/TW của Ban Bí thư\nA. MỞ ĐẦU"
    assert of(text).number == ""


def test_relations() -> None:
    text = (
        "CHÍNH PHỦ\nSố: 31/2019/NĐ-CP\nNGHỊ ĐỊNH\nQuy định chi tiết một số điều của Luật Tố cáo\n"
        "Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;\n"
        "Điều 1. Hiệu lực\n"
        "1. Nghị định này thay thế Nghị định số 1/2010/NĐ-CP.\n"
        "2. Nghị định số 76/2012/NĐ-CP của Chính phủ hết hiệu lực kể từ ngày "
        "Nghị định này có hiệu lực.\n"
        "3. Các quy định về đơn tại Chương V của Nghị định số 9/2009/NĐ-CP hết hiệu lực kể từ ngày "
        "Nghị định này có hiệu lực.\n"
    )
    assert pairs(text) == {
        ("hướng dẫn", "Luật Tố cáo"),
        ("căn cứ", "Luật Tổ chức Chính phủ"),
        ("thay thế", "1/2010/NĐ-CP"),
        ("hết hiệu lực", "76/2012/NĐ-CP"),
        ("hết hiệu lực một phần", "9/2009/NĐ-CP"),
    }


def pairs(text: str) -> set[tuple[str, str]]:
    return {(one.kind.value, one.target) for one in relations(SourceText(text=text))}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Điều 4. Sửa đổi, bổ sung một số điều của Luật Thực hiện dân chủ ở cơ sở",
            {("sửa đổi", "Luật Thực hiện dân chủ ở cơ sở")},
        ),
        (
            "Kể từ ngày Nghị định này có hiệu lực, các Nghị định sau đây hết hiệu lực:\n"
            "a) Nghị định số 3/2014/NĐ-CP quy định chi tiết một số điều của Bộ luật Lao động;\n"
            "b) Chương II Nghị định số 5/2015/NĐ-CP.\n"
            "2. Nghị định số 7/2016/NĐ-CP được áp dụng.",
            {("hết hiệu lực", "3/2014/NĐ-CP"), ("hết hiệu lực một phần", "5/2015/NĐ-CP")},
        ),
        ("2. Bãi bỏ Nghị định số 8/2010/NĐ-CP.", {("hết hiệu lực", "8/2010/NĐ-CP")}),
        (
            "3. Bãi bỏ khoản 2 Điều 5 Nghị định số 8/2010/NĐ-CP.",
            {("hết hiệu lực một phần", "8/2010/NĐ-CP")},
        ),
        (
            "Nghị định số 1/2001/NĐ-CP được thay thế bằng Nghị định này.",
            {("thay thế", "1/2001/NĐ-CP")},
        ),
        (
            "Nghị định số 7/2012/NĐ-CP quy định chi tiết thi hành một số điều của Luật Tố cáo "
            "hết hiệu lực kể từ ngày Nghị định này có hiệu lực.",
            {("hết hiệu lực", "7/2012/NĐ-CP")},
        ),
        ("Ủy ban nhân dân bãi bỏ quyết định trái Luật Đất đai số 45/2013/QH13.", set()),
    ],
)
def test_what_a_sentence_says_of_others(line: str, expected: set[tuple[str, str]]) -> None:
    assert pairs(f"CHÍNH PHỦ\nĐiều 1. Phạm vi\n{line}") == expected


def test_a_relation_keeps_the_words_that_state_it() -> None:
    text = "Điều 9. Hiệu lực\n  Luật này thay thế Nghị quyết số 5-NQ/TW ngày 3/6/2013 cũ.\n"
    (one,) = relations(SourceText(text=text))
    assert (one.target, one.year) == ("5-NQ/TW", "2013")
    start, end = one.span
    assert text[start:end] == "Luật này thay thế Nghị quyết số 5-NQ/TW ngày 3/6/2013 cũ"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2012.", "2012-07-01"),
        ("Nghị định này có hiệu lực kể từ ngày 15/8/2014.", "2014-08-15"),
        ("Luật này có hiệu lực từ ngày 1 tháng 1 năm 2010.\n[1] Luật này có hiệu lực thi hành "
         "từ ngày 1 tháng 7 năm 2020.", ""),
        ("Luật Đất đai có hiệu lực từ ngày 01 tháng 7 năm 2014.", ""),
    ],
)  # fmt: skip
def test_from_when_it_says_it_is_in_force(text: str, day: str) -> None:
    assert in_force_from(text) == day


REAL = {
    "02-2011-QH13.luat-khieu-nai.docx": (
        "Luật", "02/2011/QH13", "2011-11-11", "Luật Khiếu nại số 02/2011/QH13"),
    "42-2013-QH13.luat-tiep-cong-dan.docx": (
        "Luật", "42/2013/QH13", "2013-11-25", "Luật Tiếp công dân số 42/2013/QH13"),
    "75-2015-QH13.luat-mat-tran-to-quoc.txt": (
        "Luật", "75/2015/QH13", "2015-06-09", "Luật Mặt trận Tổ quốc Việt Nam số 75/2015/QH13"),
    "64-2014-ND-CP.nghi-dinh-huong-dan-luat-tiep-cong-dan.txt": (
        "Nghị định", "64/2014/NĐ-CP", "2014-06-26",
        "Nghị định số 64/2014/NĐ-CP quy định chi tiết thi hành một số điều của Luật Tiếp công dân"),
    "25-VBHN-VPQH-2019.luat-can-bo-cong-chuc.pdf": (
        "Luật", "25/VBHN-VPQH", "2019-12-16", "Luật Cán bộ, công chức số 25/VBHN-VPQH"),
}  # fmt: skip


@pytest.mark.shared
@pytest.mark.parametrize("name", REAL)
def test_real_heads(name: str, shared: Path) -> None:
    path = shared / "documents" / "van-ban" / name
    found = identify(read(path), path.stem)
    assert (found.kind, found.number, found.date, found.title) == REAL[name]


@pytest.mark.shared
def test_one_name_two_documents(shared: Path) -> None:
    """Two files are called 123-2016-NĐ-CP; one is a decision of the Bộ Tài chính of 2018."""
    folder = shared / "documents" / "testfiles"
    first, second = (
        identify(read(path), path.stem) for path in sorted(folder.glob("123-2016-N*CP_*.pdf"))
    )
    assert (first.kind, first.number, first.date) == ("Nghị định", "123/2016/NĐ-CP", "2016-09-01")
    assert (second.kind, second.issuer, second.date) == ("Quyết định", "Bộ Tài chính", "2018-10-08")
    assert second.number != first.number
