"""Bộ pháp điển: one law picked out of a đề mục, and where it differs from another text."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import UnreadableFile
from index.identity import identify
from index.reading import phapdien, read
from index.structure import law
from index.types import SourceText


def article(code: str, source: str, anchor: str, title: str, body: str) -> str:
    return (
        f"<p class='pDieu'><a name='1'></a>Điều {code}. {title}</p><p class='pGhiChu'>"
        f"<a href='http://vbpl.vn/x?ItemID=1#{anchor}'>({source}</a></p>"
        f"<p class='pNoiDung'>{body}</p>"
        "<p class='pChiDan'>(Điều này có nội dung liên quan đến <a href='#'>Điều 9</a>)</p>"
    )


@pytest.fixture
def topic(tmp_path: Path) -> Path:
    law_words = "Luật số 9/2011/QH13"
    full = f"{law_words} Khiếu nại ngày 11/11/2011 của Quốc hội, "
    full += "có hiệu lực thi hành kể từ ngày 01/07/2012)"
    decree = (
        "Nghị định số 5/2012/NĐ-CP Quy định chi tiết ngày 03/10/2012 của Chính phủ, có hiệu lực)"
    )
    html = (
        "\ufeff<h3>Đề mục 18.1<br/>Khiếu nại</h3><p style='display: none'>"
        "<a onclick='ViewDanhSachVB()'>Danh mục</a></p><div class='_content'>"
        "<p class='pChuong'>Chương I</p><p class='pChuong'>NHỮNG QUY ĐỊNH CHUNG</p>"
        + article(
            "18.1.LQ.2",
            f"Điều 2 {law_words}, có hiệu lực)",
            "Chuong_I_Dieu_2",
            "Từ ngữ",
            "<p>1. Một.</p><p>2. Hai.</p>",
        )
        + article(
            "18.1.NĐ.1.1", f"Điều 1 {decree}", "Chuong_I_Dieu_1", "Phạm vi", "<p>Nghị định này.</p>"
        )
        + article(
            "18.1.LQ.1", f"Điều 1 {full}", "Chuong_I_Dieu_1", "Phạm vi", "<p>Luật này quy định.</p>"
        )
        + "</div>"
    )
    path = tmp_path / "de-muc.html"
    path.write_text(html, encoding="utf-8")
    return path


def test_a_law_is_picked_in_its_own_order_and_numbers(topic: Path) -> None:
    source = phapdien.pick(topic, "9/2011/QH13")
    assert source.text == (
        "Luật số 9/2011/QH13 Khiếu nại ngày 11/11/2011 của Quốc hội, "
        "có hiệu lực thi hành kể từ ngày 01/07/2012\n"
        "Chương I\nNHỮNG QUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\nLuật này quy định.\n"
        "Điều 2. Từ ngữ\n1. Một.\n2. Hai.\n"
    )
    assert [repair.original for repair in source.repairs] == ["18.1.LQ.1", "18.1.LQ.2"]
    assert identify(source, "9/2011/QH13").title == "Luật Khiếu nại số 9/2011/QH13"
    assert phapdien.topic(topic) == "phap-dien-18.1"


def test_a_whole_topic_keeps_its_codes(topic: Path) -> None:
    source = read(topic)
    assert source.text.startswith(
        "Đề mục 18.1 Khiếu nại\nChương I\nNHỮNG QUY ĐỊNH CHUNG\nĐiều 18.1.LQ.2. Từ ngữ\n"
        "(Điều 2 Luật số 9/2011/QH13, có hiệu lực)\n1. Một.\n2. Hai.\nĐiều 18.1.NĐ.1.1. Phạm vi\n"
    )
    assert "nội dung liên quan" not in source.text
    places = {passage.place.labels for passage in law.parse("p", source)}
    assert ("Chương I", "Điều 18.1.LQ.2", "Khoản 2") in places
    assert ("Chương I", "Điều 18.1.NĐ.1.1") in places
    assert identify(source, "x").title == "Đề mục 18.1 Khiếu nại (Bộ pháp điển)"


def test_an_abolished_article_says_by_what(tmp_path: Path) -> None:
    note = "Điều 1 Luật số 9/2011/QH13, bị bãi bỏ bởi Điều 35 Luật số 42/2013/QH13)"
    path = tmp_path / "de-muc.html"
    path.write_text(
        "<h3>Đề mục 18.1 Khiếu nại</h3><a onclick='ViewDanhSachVB()'></a><div class='_content'>"
        + article("18.1.LQ.1", note, "Chuong_V_Dieu_1", "Trụ sở tiếp công dân", "")
        + "</div>",
        encoding="utf-8",
    )
    picked = phapdien.pick(path, "9/2011/QH13")
    assert "Điều 1. Trụ sở tiếp công dân\n(Điều 1 Luật số 9/2011/QH13, bị bãi bỏ" in picked.text
    whole = SourceText(text="Điều 1. Trụ sở tiếp công dân\n1. Một.\n2. Hai.\n")
    (difference,) = phapdien.differences(whole, picked)
    assert difference.place == ("Điều 1",)
    assert difference.words == f"[1. Một. 2. Hai. → ({note}]"


def test_laws_of_a_topic(topic: Path) -> None:
    assert [(one.number, one.articles) for one in phapdien.laws(topic)] == [
        ("9/2011/QH13", 2),
        ("5/2012/NĐ-CP", 1),
    ]


def test_unknown_law_and_other_pages_are_refused(topic: Path, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="9/2011/QH13"):
        phapdien.pick(topic, "1/1990/QH8")
    page = tmp_path / "trang.html"
    page.write_text("<html><body><h3>Tin tức</h3></body></html>", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="pháp điển"):
        phapdien.laws(page)


def test_differences_name_the_place_and_the_words() -> None:
    first = SourceText(text="Điều 1. Tên\n1. Bồi thường cho người bị khiếu nại.\n2. Hoà giải.\n")
    second = SourceText(text="Điều 1. Tên\n1. Bồi thường cho người bị thiệt hại.\n2. Hòa  giải.\n")
    (difference,) = phapdien.differences(first, second)
    assert difference.place == ("Điều 1", "Khoản 1")
    assert difference.words == "cho người bị [khiếu nại. → thiệt hại.]"


@pytest.mark.shared
def test_the_real_difference_of_luat_khieu_nai(shared: Path) -> None:
    folder = shared / "documents"
    (path,) = (
        one
        for one in (folder / "phap-dien").glob("*.html")
        if phapdien.topic(one) == "phap-dien-18.1"
    )
    picked = phapdien.pick(path, "02/2011/QH13")
    other = read(folder / "van-ban" / "02-2011-QH13.luat-khieu-nai.docx")
    found = {one.place: one.words for one in phapdien.differences(other, picked)}
    assert found["Điều 31", "Khoản 2"] == "cho người bị [thiệt hại → khiếu nại] (nếu có); i)"
    # Beside it: two words that the DOCX has by a slip, and the articles on receiving citizens,
    # which the law on that has abolished.
    assert found.pop(("Điều 11", "Khoản 9")) == "chính của Tòa [án.Bổ sung → án.]"
    abolished = [place for place, words in found.items() if "bị bãi bỏ bởi Điều 35" in words]
    assert abolished == [(f"Điều {number}",) for number in (59, 60, 61, 62)]
    assert len(found) == 1 + len(abolished)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("number", "articles", "most_differences"),
    [
        ("42/2013/QH13", 36, 0),
        ("25/2018/QH14", 67, 3),
        ("75/2015/QH13", 41, 13),
        ("31/2019/NĐ-CP", 25, 11),
    ],
)
def test_real_laws_are_whole(
    number: str, articles: int, most_differences: int, shared: Path
) -> None:
    folder = shared / "documents"
    path = next(
        one
        for one in (folder / "phap-dien").glob("*.html")
        if number in {law_found.number for law_found in phapdien.laws(one)}
    )
    picked = phapdien.pick(path, number)
    labels = {
        label
        for passage in law.parse("p", picked)
        for label in passage.place.labels
        if label.startswith("Điều ")
    }
    assert labels == {f"Điều {n}" for n in range(1, articles + 1)}
    stem = number.replace("/", "-").replace("Đ", "D")
    other = read(next((folder / "van-ban").glob(f"{stem}*")))
    assert len(phapdien.differences(picked, other)) <= most_differences
