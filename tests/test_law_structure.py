"""Places of laws: articles and khoản told from quotes, footnotes and references."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest

from evals.reading import true_counts
from index.reading import read
from index.reading.text import source_of
from index.structure import law
from index.structure.numbering import Numbered, running
from index.structure.points import points, refine_place
from index.types import Passage, PassageKind, SourceText, quote_of

LAW = """QUỐC HỘI
Luật số: 99/2019/QH14
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
LUẬT
MẪU[1]
Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;
Quốc hội ban hành Luật Mẫu.
Chương I
NHỮNG QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Luật này quy định về mẫu.
Điều 2. Giải thích từ ngữ
Trong Luật này, các từ ngữ dưới đây được hiểu như sau:
1. Mẫu là vật để theo.
1a.[2] Mẫu nhỏ là:
a) Vật nhỏ;
b) Vật rất nhỏ, gồm:
- Vật dưới 1 kg;
- Vật khác.
Các vật tại điểm a và b khoản này gọi là mẫu nhỏ.
2. Người làm mẫu là cá nhân.
Điều 2 của Luật này không áp dụng cho vật lớn.
Chương II
ĐIỀU KHOẢN THI HÀNH
Mục 1. SỬA ĐỔI LUẬT KHÁC
Điều 3. Sửa đổi, bổ sung Luật Khác
1. Sửa đổi Điều 4 như sau:
“Điều 4. Tên mới
1. Khoản trong lời trích.
Điều 5. Cũng trong lời trích
2. Khoản nữa.”.
2. Bãi bỏ Điều 6.
Mục 2. HIỆU LỰC
Điều 4. Hiệu lực thi hành
Luật này có hiệu lực từ ngày 01 tháng 01 năm 2020.
Điều 5. Chính phủ quy định chi tiết Luật này.
Luật này được Quốc hội khóa XIV, kỳ họp thứ 7 thông qua ngày 14 tháng 6 năm 2019.
CHỦ TỊCH QUỐC HỘI
Phụ lục I
DANH MỤC MẪU
(Kèm theo Luật số 99/2019/QH14)
1. Mẫu thứ nhất.
2. Mẫu thứ hai.
[1] Luật này được sửa đổi bởi Luật số 1/2021/QH15.
[2] Khoản này được bổ sung theo Điều 1 của Luật số 1/2021/QH15:
Điều 6. Hiệu lực của luật sửa đổi
1. Luật này có hiệu lực từ năm 2022.
"""


@pytest.fixture(scope="module")
def source() -> SourceText:
    return source_of(LAW, "mau.txt")


@pytest.fixture(scope="module")
def passages(source: SourceText) -> list[Passage]:
    assert law.looks_like_law(source)
    return law.parse("mau", source)


def at(passages: list[Passage], *labels: str) -> list[Passage]:
    return [passage for passage in passages if passage.place.labels == labels]


def articles(passages: list[Passage]) -> list[str]:
    found: dict[str, None] = {}
    for passage in passages:
        if passage.kind is not PassageKind.FOOTNOTE:
            found.update((one, None) for one in passage.place.labels if one.startswith("Điều "))
    return list(found)


def clauses(passages: list[Passage]) -> Counter[tuple[str, ...]]:
    return Counter(
        passage.place.labels
        for passage in passages
        if passage.kind is PassageKind.PARAGRAPH and passage.place.labels[-1].startswith("Khoản ")
    )


def test_every_passage_is_cut_from_the_text(source: SourceText, passages: list[Passage]) -> None:
    assert [passage.id for passage in passages] == [f"mau#{n}" for n in range(len(passages))]
    for passage in passages:
        assert passage.text == quote_of(source.text, passage.spans)
        assert len(passage.place.labels) == len(passage.place.titles)
    covered = {n for passage in passages for start, end in passage.spans for n in range(start, end)}
    missed = [c for n, c in enumerate(source.text) if n not in covered and not c.isspace()]
    assert missed == []


def test_articles_in_quotes_footnotes_and_references_are_none(passages: list[Passage]) -> None:
    assert articles(passages) == [f"Điều {n}" for n in range(1, 6)]
    assert set(clauses(passages)) == {
        ("Chương I", "Điều 2", "Khoản 1"),
        ("Chương I", "Điều 2", "Khoản 1a"),
        ("Chương I", "Điều 2", "Khoản 2"),
        ("Chương II", "Mục 1", "Điều 3", "Khoản 1"),
        ("Chương II", "Mục 1", "Điều 3", "Khoản 2"),
    }


def test_places_carry_titles_and_headings_are_citable(passages: list[Passage]) -> None:
    (clause,) = at(passages, "Chương II", "Mục 1", "Điều 3", "Khoản 1")
    assert clause.place.titles == (
        "ĐIỀU KHOẢN THI HÀNH",
        "SỬA ĐỔI LUẬT KHÁC",
        "Sửa đổi, bổ sung Luật Khác",
        "",
    )
    assert clause.text.endswith("2. Khoản nữa.”.")
    heading, intro = at(passages, "Chương I", "Điều 2")
    assert (heading.kind, heading.text) == (PassageKind.HEADING, "Điều 2. Giải thích từ ngữ")
    assert intro.text.endswith("như sau:")
    (chapter,) = at(passages, "Chương I")
    assert chapter.text == "Chương I NHỮNG QUY ĐỊNH CHUNG"
    (short,) = at(passages, "Chương II", "Mục 2", "Điều 5")
    assert short.kind is PassageKind.PARAGRAPH
    assert short.text == "Điều 5. Chính phủ quy định chi tiết Luật này."


def test_a_citation_refines_to_the_point(source: SourceText, passages: list[Passage]) -> None:
    (clause,) = at(passages, "Chương I", "Điều 2", "Khoản 1a")
    assert [label for label, _, _ in points(clause)] == ["Điểm a", "Điểm b"]

    def labels_at(words: str) -> tuple[str, ...]:
        return refine_place(clause, source.text.index(words)).labels[2:]

    assert labels_at("Mẫu nhỏ là") == ("Khoản 1a",)
    assert labels_at("Vật nhỏ") == ("Khoản 1a", "Điểm a")
    assert labels_at("- Vật dưới") == ("Khoản 1a", "Điểm b")
    assert labels_at("Các vật tại điểm") == ("Khoản 1a",)


def test_opening_signature_appendix_and_notes(source: SourceText, passages: list[Passage]) -> None:
    assert passages[0].place.labels == (law.OPENING,)
    assert at(passages, law.CLOSING)[0].text.startswith("Luật này được Quốc hội khóa XIV")
    (first,) = at(passages, "Phụ lục I", "1")
    assert first.text == "1. Mẫu thứ nhất."
    notes = [passage for passage in passages if passage.kind is PassageKind.FOOTNOTE]
    assert [note.place.labels[-1] for note in notes] == ["cước chú 1", "cước chú 2"]
    assert notes[1].place.labels[:-1] == ("Chương I", "Điều 2", "Khoản 1a")
    (clause,) = at(passages, "Chương I", "Điều 2", "Khoản 1a")
    (mark,) = clause.notes
    assert mark.passage == notes[1].id
    assert source.text[mark.mark :].startswith("[2] Mẫu nhỏ")


def test_a_sentence_cut_by_a_page_has_two_spans() -> None:
    first = "Điều 1. Tên\n1. Người tố cáo có quyền rút\nĐiều 2. Tên\n1. Câu này bị\n"
    text = first + "cắt giữa chừng.\n2. Hết.\n"
    source = SourceText(text=text, page_starts=(0, len(first)))
    (cut,) = [p for p in law.parse("a", source) if "bị" in p.text]
    assert len(cut.spans) == 2
    assert cut.text == "1. Câu này bị cắt giữa chừng."
    assert cut.page == 1
    assert quote_of(text, cut.spans) == cut.text


def test_tables_are_units_with_their_header() -> None:
    rows = ["Chỉ tiêu | Số"] + [f"Xã số {n} {'có tên rất dài ' * 6} | {n}" for n in range(40)]
    table = "\n".join(rows)
    text = f"Điều 1. Bảng\n1. Như sau:\n{table}\nĐiều 2. Hết\nHết.\n"
    start = text.index(table)
    source = SourceText(text=text, tables=((start, start + len(table)),))
    tables = [p for p in law.parse("a", source) if p.kind is PassageKind.TABLE]
    assert len(tables) > 1
    assert all(p.text.startswith("Chỉ tiêu | Số") for p in tables)
    assert all(p.place.labels == ("Điều 1", "Khoản 1") for p in tables)


def test_units_that_ocr_ran_together_are_found_in_their_lines() -> None:
    """Without line breaks, and with stops lost behind numbers."""
    article = "Điều {n}. Thẩm quyền 1 Giải quyết theo khoản {k} Điều này. 2. Xử lý 3 Chỉ đạo. "
    text = "".join(article.format(n=n, k=n % 3 + 2) for n in range(1, 13))
    found = clauses(law.parse("law", SourceText(text=f"{text}\n")))
    assert sorted(labels for labels in found if labels[0] == "Điều 7") == [
        ("Điều 7", "Khoản 1"),
        ("Điều 7", "Khoản 2"),
        ("Điều 7", "Khoản 3"),
    ]
    assert len(found) == 36


def test_the_count_decides() -> None:
    def kept(*numbers: int) -> list[int]:
        candidates = [Numbered(number) for number in numbers]
        return [n for n, good in zip(numbers, running(candidates), strict=True) if good]

    assert kept(1, 2, 12, 3, 4) == [1, 2, 3, 4]
    assert kept(1, 2, 4, 5) == [1, 2, 4, 5]  # Điều 3 is missing in the text
    assert kept(1, 2, 3, 1, 2) == [1, 2, 3]
    assert kept(1, 2, 90) == [1, 2]


def test_a_party_document_with_a_paragraph_a_line() -> None:
    text = (
        "BAN CHẤP HÀNH TRUNG ƯƠNG\nNGHỊ QUYẾT\nI- TÌNH HÌNH\n1- Kết quả\nĐã đạt kết quả.\n"
        "2- Hạn chế\n- Một là chậm.\n- Hai là yếu.\nII- NHIỆM VỤ\n1- Chung\na) Làm.\n2- Cụ thể\n"
        "2.1- Đối với Đảng\n- Sắp xếp.\n2.2- Đối với Nhà nước\n- Tinh giản.\n"
        "T/M BAN CHẤP HÀNH TRUNG ƯƠNG\nTỔNG BÍ THƯ\n"
    )
    source = SourceText(text=text)
    assert law.looks_like_law(source)
    places = {p.text: p.place.labels for p in law.parse("nq", source)}
    assert all(refine_place(p, p.start) == p.place for p in law.parse("nq", source))
    assert places["Đã đạt kết quả."] == ("I", "1")
    assert places["- Hai là yếu."] == ("I", "2")
    assert places["- Tinh giản."] == ("II", "2.2")
    assert places["T/M BAN CHẤP HÀNH TRUNG ƯƠNG\nTỔNG BÍ THƯ"] == (law.CLOSING,)


def test_paragraphs_between_blank_lines_are_left_to_the_outline() -> None:
    text = "BÁO CÁO\n\nA. MỞ ĐẦU\n\nĐoạn một\ncòn tiếp.\n\nI. KẾT QUẢ\n\nĐoạn hai.\n"
    assert not law.looks_like_law(SourceText(text=text))


LAWS = (
    "02-2011-QH13.luat-khieu-nai.docx",
    "10-2022-QH15.luat-thuc-hien-dan-chu-o-co-so.txt",
    "1211-2016-UBTVQH13.nghi-quyet-tieu-chuan-va-phan-loai-don-vi-hanh-chinh.txt",
    "22-VBHN-VPQH-2019.luat-to-chuc-chinh-quyen-dia-phuong.pdf",
    "25-2018-QH14.luat-to-cao.txt",
    "25-VBHN-VPQH-2019.luat-can-bo-cong-chuc.pdf",
    "31-2019-ND-CP.nghi-dinh-huong-dan-luat-to-cao.txt",
    "36-2018-QH14.luat-phong-chong-tham-nhung.txt",
    "42-2013-QH13.luat-tiep-cong-dan.docx",
    "45-2020-ND-CP.nghi-dinh-thu-tuc-hanh-chinh-tren-moi-truong-dien-tu.txt",
    "58-2010-QH12.luat-vien-chuc.txt",
    "61-2018-ND-CP.nghi-dinh-co-che-mot-cua.txt",
    "63-2010-ND-CP.nghi-dinh-kiem-soat-thu-tuc-hanh-chinh.txt",
    "64-2014-ND-CP.nghi-dinh-huong-dan-luat-tiep-cong-dan.txt",
    "75-2015-QH13.luat-mat-tran-to-quoc.txt",
)


@pytest.mark.shared
@pytest.mark.parametrize("name", LAWS)
def test_real_laws_have_their_true_counts(name: str, shared: Path) -> None:
    source = read(shared / "documents" / "van-ban" / name)
    passages = law.parse("law", source)
    numbered = [article for article in articles(passages) if article[-1].isdigit()]
    inserted = [article for article in articles(passages) if not article[-1].isdigit()]
    found = clauses(passages)
    true = true_counts()[name.split(".")[0]]
    assert (len(numbered), len(found)) == (true.articles, true.clauses)
    assert inserted == (["Điều 35a"] if name.startswith("63-2010") else [])
    assert max(found.values()) == 1
    missing = [10] if name.startswith("1211") else []
    last = true.articles + len(missing)
    assert numbered == [f"Điều {n}" for n in range(1, last + 1) if n not in missing]
    for passage in passages:
        assert passage.text == quote_of(source.text, passage.spans)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("hien-phap-2013.txt", (120, 244)),
        ("42-2013-QH13.luat-tiep-cong-dan.txt", (36, 107)),
        ("02-2011-QH13.luat-khieu-nai.txt", (70, 165)),
    ],
)
def test_reference_texts_have_their_true_counts(
    name: str, counts: tuple[int, int], shared: Path
) -> None:
    passages = law.parse("law", read(shared / "documents" / "reference-text" / name))
    assert (len(articles(passages)), len(clauses(passages))) == counts


@pytest.mark.parametrize(
    "line", ["“mở mà không đóng", "Điều 1.", "Phụ lục I", "1. một", "Chương I"]
)
def test_hostile_repetition_takes_linear_time(line: str) -> None:
    source = SourceText(text=f"{line}\n" * 10_000)
    started = time.monotonic()
    law.parse("a", source)
    assert time.monotonic() - started < 20  # 0.5 s on an idle machine
