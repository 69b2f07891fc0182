"""Ruled tables and footnotes of PDF pages, from boxes and rules with readable numbers."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from index.reading.footnotes import with_footnotes
from index.reading.layout import Line, Page
from index.reading.paragraphs import paragraphs_of
from index.reading.pdfium import PdfiumFile
from index.reading.tables import Rule, with_tables
from index.reading.words import Box, Word, assemble
from index.structure import parse
from index.types import PassageKind


def row(top: float, *cells: tuple[float, str]) -> Line:
    """A printed line: words 10 points high that begin at the given distances from the left."""
    words = [
        Word(text, Box(left + 12 * n, top, left + 12 * n + 10, top + 10))
        for left, words in cells
        for n, text in enumerate(words.split())
    ]
    return Line(tuple(words))


def rules(xs: list[float], ys: list[float], missing: set[Rule] | None = None) -> list[Rule]:
    """A full grid, each side of a cell a rule of its own, as Word draws it."""
    across = [Rule(False, y, a, b) for y in ys for a, b in pairwise(xs)]
    down = [Rule(True, x, a, b) for x in xs for a, b in pairwise(ys)]
    return [rule for rule in across + down if rule not in (missing or set())]


LINES = [
    row(80, (50, "trước bảng")),
    row(105, (55, "TT"), (105, "Tên hồ"), (205, "Số tờ")),
    row(117, (105, "sơ")),
    row(135, (55, "1"), (105, "Hồ sơ A"), (205, "12")),
    row(160, (50, "sau bảng")),
]
GRID = rules([50, 100, 200, 300], [100, 130, 150])


def texts(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


def test_rows_of_a_ruled_table_are_lines_with_bars() -> None:
    found = with_tables(LINES, GRID, 7)
    assert texts(found) == [
        "trước bảng", "TT | Tên hồ sơ | Số tờ", "1 | Hồ sơ A | 12", "sau bảng",
    ]  # fmt: skip
    assert [line.table for line in found] == [None, 7, 7, None]


def test_a_merged_cell_is_read_once_and_an_empty_one_keeps_its_bar() -> None:
    merged = rules([50, 100, 200, 300], [100, 130, 150], {Rule(True, 200, 100, 130)})
    lines = [row(105, (55, "TT"), (105, "Hồ sơ")), row(135, (105, "A"), (205, "12"))]
    assert texts(with_tables(lines, merged, 1)) == ["TT | Hồ sơ", "| A | 12"]


@pytest.mark.parametrize(
    "drawn",
    [
        [],
        rules([50, 300], [90, 170]),  # a frame around paragraphs
        [Rule(False, 100, 50, 300), Rule(False, 150, 50, 300)],  # lines under a title
        rules([50, 100, 200, 300], [400, 430, 450]),  # an empty form elsewhere
    ],
)
def test_what_is_no_table_stays_lines(drawn: list[Rule]) -> None:
    assert with_tables(LINES, drawn, 1) == LINES


def test_words_whose_place_is_unknown_leave_the_table_as_lines() -> None:
    lines = [*LINES[:3], Line((*LINES[3].words, Word("lạc"))), LINES[4]]
    assert with_tables(lines, GRID, 1) == lines


def test_a_table_of_a_page_is_a_passage(tmp_path: Path) -> None:
    page = Page(1, 595, 842, tuple(with_tables(LINES, GRID, 1)))
    source = assemble(paragraphs_of([page]), pages=1)
    (span,) = source.tables
    assert source.text[slice(*span)] == "TT | Tên hồ sơ | Số tờ\n1 | Hồ sơ A | 12"
    assert PassageKind.TABLE in {p.kind for p in parse("d", source)}


def test_rules_of_a_real_page(tmp_path: Path) -> None:
    """Lines, rectangles and thin filled boxes that a PDF draws."""
    drawn = (
        b"50 700 m 300 700 l S 60 600 80 40 re S 10 500 200 1 re f 1 0 0 1 5 0 cm 0 0 m 0 90 l S"
    )
    file = tmp_path / "a.pdf"
    file.write_bytes(
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Length %d>>stream\n%s\nendstream endobj\ntrailer<</Root 1 0 R>>\n"
        % (len(drawn), drawn)
    )
    document = PdfiumFile(file)
    found = document.rules(1)
    document.close()
    for wanted in (
        Rule(False, 142, 50, 300),
        Rule(False, 242, 60, 140), Rule(False, 202, 60, 140),
        Rule(True, 60, 202, 242), Rule(True, 140, 202, 242),
        Rule(False, 341.5, 10, 210),
        Rule(True, 5, 752, 842),
    ):  # fmt: skip
        assert any(close(rule, wanted) for rule in found), wanted


def close(rule: Rule, other: Rule) -> bool:
    """The same but for the thickness of the pen."""
    mine, theirs = (rule.at, rule.start, rule.end), (other.at, other.start, other.end)
    return rule.is_upright == other.is_upright and mine == pytest.approx(theirs, abs=1)


def line(text: str, size: float = 14, marks: dict[str, tuple[int, int]] | None = None) -> Line:
    """Words of one size; marks: where figures are raised in a word."""
    return Line(tuple(Word(w, None, size=size, raised=(marks or {}).get(w)) for w in text.split()))


BODY = [line("một đoạn văn dài của tờ trình gửi Ủy ban nhân dân tỉnh") for _ in range(6)]


def page(number: int, *lines: Line) -> Page:
    return Page(number, 595, 842, (*BODY, *lines))


def bound(*pages: Page) -> list[str]:
    source = assemble(paragraphs_of(with_footnotes(list(pages))), pages=len(pages))
    return [
        f"{source.text[mark - 3 : mark + 3]} -> {source.text[start:end]}"
        for mark, (start, end) in source.footnotes
    ]


def test_small_print_at_the_foot_is_bound_to_its_mark() -> None:
    sentence = line("theo báo cáo1 và kế hoạch2.", marks={"cáo1": (3, 4), "hoạch2.": (5, 6)})
    found = bound(
        page(1, sentence, line("1 Báo cáo số 5.", 10), line("2 Kế hoạch", 10), line("số 6.", 10))
    )
    assert found == ["cáo[1] -> [1] Báo cáo số 5.", "ạch[2] -> [2] Kế hoạch số 6."]


def test_numbers_that_begin_anew_on_each_page_are_counted_on() -> None:
    sentence = line("theo báo cáo1.", marks={"cáo1.": (3, 4)})
    first = page(1, sentence, line("1 Báo cáo năm 2018.", 10))
    second = page(2, sentence, line("1 Báo cáo năm 2019.", 10))
    assert bound(first, second) == [
        "cáo[1] -> [1] Báo cáo năm 2018.", "cáo[2] -> [2] Báo cáo năm 2019.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        (line("rộng 5 km2", marks={"km2": (2, 3)}), line("2 Theo niên giám.", 10)),  # a unit
        (line("theo báo cáo"), line("1 Báo cáo số 5.", 10)),  # nothing calls it
        (line("theo báo cáo1", marks={"cáo1": (3, 4)}), line("1 Báo cáo số 5.")),  # not small
        (line("theo báo cáo1", marks={"cáo1": (3, 4)}), line("Nơi nhận: 1 bản", 10)),
    ],
)
def test_other_small_print_stays_text(lines: tuple[Line, ...]) -> None:
    assert with_footnotes([page(1, *lines)]) == [page(1, *lines)]


def test_a_sentence_goes_on_behind_the_notes_of_its_page() -> None:
    sentence = line("QUY ĐỊNH theo báo cáo1 và", marks={"cáo1": (3, 4)})
    pages = [
        page(1, line("Điều 1. Phạm vi"), sentence, line("1 Báo cáo số 5.", 10)),
        Page(2, 595, 842, (line("kế hoạch năm 2019."), line("Điều 2. Hiệu lực"), line("Ngay."))),
    ]
    source = assemble(paragraphs_of(with_footnotes(pages)), pages=2)
    passages = parse("d", source)
    assert any(p.text.endswith("báo cáo[1] và kế hoạch năm 2019.") for p in passages)
    (note,) = (p for p in passages if p.kind is PassageKind.FOOTNOTE)
    assert (note.text, note.page) == ("[1] Báo cáo số 5.", 1)
