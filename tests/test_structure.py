"""The report's structure as a reader of the printed page sees it."""

from __future__ import annotations

import pytest

from index.library import Library
from index.structure.outline import parse
from index.types import Passage, PassageKind, SourceText, quote_of

Report = tuple[Passage, ...]

# The report's headings, read off its pages.
HEADINGS = [
    "A", "B", "B.I", "B.I.1", "B.I.2", "B.I.3", "B.II", "B.II.1", "B.II.2", "B.II.3", "B.II.4",
    "B.II.4.1", "B.II.4.2", "B.II.4.3", "B.II.4.4", "B.II.5", "B.II.6", "B.II.7", "B.II.8",
    "B.III", "B.III.1", "B.III.2", "B.III.3", "B.III.4", "C",
]  # fmt: skip

# Sentences that a page break cuts: last words before it, first words after it.
CUTS = [
    ("Tình hình an ninh trật tự trên một số mặt", "còn tiềm ẩn phức tạp"),
    ("chấn chỉnh tác phong, lề lối làm việc và", "nâng cao trách nhiệm trong thực thi"),
    ("tạo điều kiện thuận lợi cho việc", "thực hiện ở địa phương."),
    ("giải quyết KNTC", "trên địa bàn⁶."),
    ("ngày 20/3/2019 của Thanh tra", "Chính phủ, Chủ tịch UBND tỉnh đã"),
    ("văn bản gửi đi", "cấp Sở đạt 93%"),
    ("đã giảm được 17 ban chỉ đạo; thực hiện", "ting giản biên chế"),
    ("nhiều chủ trương, nghị quyết của", "Đảng, chính sách, pháp luật"),
    ("Thực hiện tốt chức năng", "giám sát, phản biện xã hội"),
]

# Footnotes: number, words that carry the mark, the note's first words, its place.
NOTES = [
    ("1", "cao hơn giai đoạn 2011-2015", "¹ Mục tiêu giai đoạn", "A"),
    ("2", "công tác dân vận chính quyền", "² Kế hoạch số 50-KH", "B.I.2"),
    ("3", "phường, thị trấn trên địa bàn", "³ BCĐ thực hiện QCDC", "B.I.3"),
    ("4", "kế hoạch sử dụng đất trên địa bàn", "⁴ Các nghị quyết của HĐND", "B.II.1"),
    ("5", "phụ trách công tác dân vận của chính quyền", "⁵ 21/21 sở, ban, ngành", "B.II.1"),
    ("6", "giải quyết KNTC trên địa bàn", "⁶ Chỉ thị số 02/CT-UBND", "B.II.4.1"),
]  # fmt: skip


def test_headings_are_those_of_the_page(report: Report) -> None:
    assert [str(p.place) for p in report if p.kind is PassageKind.HEADING] == HEADINGS


def test_a_place_knows_the_words_of_its_headings(report: Report) -> None:
    passage = next(p for p in report if p.text.startswith("Việc rà soát phân loại đơn thư"))
    assert passage.place.labels == ("B", "II", "4.2")
    assert passage.place.titles[-1] == "Kết quả xử lý đơn thư và giải quyết khiếu nại, tố cáo"
    assert len(passage.place.titles) == len(passage.place.labels)


@pytest.mark.parametrize(("before", "after"), CUTS)
def test_a_sentence_cut_by_a_page_is_one(report: Report, before: str, after: str) -> None:
    holding = [p for p in report if f"{before} {after}" in p.text and len(p.spans) == 2]
    assert len(holding) == 1


def test_nothing_else_is_joined(report: Report) -> None:
    joined = [p for p in report if len(p.spans) > 1]
    signature = [p for p in joined if p.place.labels == ("Chữ ký",)]
    assert len(joined) == len(CUTS) + len(signature)


@pytest.mark.parametrize(("number", "carrier", "note", "place"), NOTES)
def test_a_footnote_is_tied_to_the_words_that_carry_its_mark(
    report: Report, library: Library, number: str, carrier: str, note: str, place: str
) -> None:
    text = library.document("bao-cao-114-2020").text
    passage = next(p for p in report if p.text.startswith(note))
    assert passage.kind is PassageKind.FOOTNOTE
    assert passage.place.labels == (*place.split("."), f"cước chú {number}") or (
        str(passage.place) == f"{place}.cước chú {number}"
    )
    bound = [n for p in report for n in p.notes if n.passage == passage.id]
    assert len(bound) == 1
    before = " ".join(text[: bound[0].mark].split())
    assert before.endswith(carrier)


def test_a_square_kilometre_is_no_footnote(report: Report) -> None:
    passage = next(p for p in report if "3.849 km²" in p.text)
    assert passage.notes == ()


def test_opening_recipients_and_signature_are_places(report: Report) -> None:
    places = {p.place.labels[0]: p.text for p in report if len(p.place.labels) == 1}
    assert {"Mở đầu", "Kết thúc", "Nơi nhận", "Chữ ký"} <= places.keys()
    assert places["Chữ ký"].endswith("Khuông Văn Thông")


def test_a_section_takes_all_below_it(report: Report) -> None:
    within = {str(p.place) for p in report if p.place.is_within("B.II.4")}
    assert {"B.II.4", "B.II.4.1", "B.II.4.2", "B.II.4.3", "B.II.4.4"} <= within
    assert "B.II.4.1.cước chú 6" in within
    assert "B.II.5" not in within


def test_every_passage_is_cut_from_the_canonical_text(report: Report, library: Library) -> None:
    text = library.document("bao-cao-114-2020").text
    for passage in report:
        assert passage.text == quote_of(text, passage.spans)
        assert passage.text == passage.text.strip()


def test_every_letter_of_the_report_is_in_a_passage(report: Report, library: Library) -> None:
    text = library.document("bao-cao-114-2020").text
    covered = bytearray(len(text))
    for passage in report:
        for start, end in passage.spans:
            assert not any(covered[start:end]), "two passages hold the same words"
            covered[start:end] = b"\1" * (end - start)
    left = "".join(c for c, seen in zip(text, covered, strict=True) if not seen)
    assert not left.strip()


def test_ordinals_follow_the_reading_order(report: Report) -> None:
    assert [p.id for p in report] == [f"bao-cao-114-2020#{n}" for n in range(len(report))]


def test_a_range_across_a_cut_has_two_spans(report: Report, library: Library) -> None:
    passage = next(p for p in report if "chức năng giám sát, phản biện" in p.text)
    start = passage.text.index("chức năng giám sát")
    spans = passage.locate(start, start + len("chức năng giám sát"))
    assert len(spans) == 2
    text = library.document("bao-cao-114-2020").text
    assert quote_of(text, spans) == "chức năng giám sát"


def test_a_numbered_item_without_text_below_is_no_heading() -> None:
    text = "A. PHẦN MỘT\n\n1. Làm việc thứ nhất.\n\n2. Làm việc thứ hai.\n\n"
    passages = parse("x", SourceText(text))
    assert [(p.kind.value, str(p.place)) for p in passages] == [
        ("heading", "A"),
        ("paragraph", "A.1"),
        ("paragraph", "A.2"),
    ]
