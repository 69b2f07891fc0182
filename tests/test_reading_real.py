"""Reading the real documents: how many characters go wrong, what is mended, what is dropped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from index.reading import messages, read
from index.reading.doc import office_program
from index.reading.layout import Line
from index.reading.legibility import legibility
from index.reading.lost_letters import lost_letters, restored
from index.reading.ocr import Tesseract
from index.reading.pdf import _best_layer, _pypdf_reader
from index.reading.pdfium import PdfiumFile
from index.reading.repairs import mend_word
from index.types import SourceText
from index.vietnamese import normalise

pytestmark = pytest.mark.shared


def character_error_rate(reference: str, text: str) -> float:
    """Edit distance of both texts in one form (case, tone placement, quotes, spaces; without
    footnote marks), over the characters of the reference. Hyyrö's bit-parallel algorithm."""
    first, second = (normalise(re.sub(r"\[\d+\]", "", one)) for one in (reference, text))
    where: dict[str, int] = {}
    for position, letter in enumerate(first):
        where[letter] = where.get(letter, 0) | 1 << position
    length = len(first)
    mask, top = (1 << length) - 1, 1 << (length - 1)
    plus, minus, distance = mask, 0, length
    for letter in second:
        equal = where.get(letter, 0)
        vertical = equal | minus
        horizontal = (((equal & plus) + plus) ^ plus) | equal
        up = minus | (~(horizontal | plus) & mask)
        down = plus & horizontal
        distance += bool(up & top) - bool(down & top)
        up, down = (up << 1 | 1) & mask, down << 1 & mask
        plus = down | (~(vertical | up) & mask)
        minus = up & vertical
    return distance / length


# What remains in the Word files is their portal's own head ("Nguồn: Cổng thông tin vbpl.vn").
RATES = {
    "02-2011-QH13.luat-khieu-nai.docx": 0.003,
    "42-2013-QH13.luat-tiep-cong-dan.docx": 0.002,
    "18-NQ-TW-2017.nghi-quyet-sap-xep-to-chuc-bo-may.pdf": 0.0001,
    "25-VBHN-VPQH-2019.luat-can-bo-cong-chuc.pdf": 0.0001,
}


@pytest.mark.parametrize("name", RATES)
def test_character_error_rate(name: str, shared: Path) -> None:
    documents = shared / "documents"
    reference = next((documents / "reference-text").glob(f"{name.split('.')[0]}*")).read_text(
        "utf-8"
    )
    assert character_error_rate(reference, read(documents / "van-ban" / name).text) <= RATES[name]


@pytest.fixture(scope="module")
def consolidated(shared: Path) -> SourceText:
    return read(
        shared / "documents/van-ban/22-VBHN-VPQH-2019.luat-to-chuc-chinh-quyen-dia-phuong.pdf"
    )


def test_wrong_code_points_of_a_real_pdf_are_mended(consolidated: SourceText) -> None:
    assert "ƣ" not in consolidated.text
    mended = [one for one in consolidated.repairs if messages.WRONG_CODE_POINT in one.reason]
    assert sum(one.original.count("ƣ") + one.original.count("Ƣ") for one in mended) > 1_600
    for one in mended:
        assert one.page is not None
        assert consolidated.page_at(one.start) == one.page
    assert "TỔ CHỨC CHÍNH QUYỀN ĐỊA PHƯƠNG" in consolidated.text


def test_pages_and_boxes_of_a_real_pdf(consolidated: SourceText) -> None:
    assert len(consolidated.page_starts) == 62
    assert list(consolidated.page_starts) == sorted(consolidated.page_starts)
    words = len(consolidated.text.split())
    assert len(consolidated.boxes) > words * 0.99
    for box in consolidated.boxes[::500]:
        assert consolidated.page_at(box.start) == box.page
        assert 0 <= box.left < box.right <= 700
        assert 0 <= box.top < box.bottom <= 900


def test_capitals_with_a_wrong_tone_are_mended(shared: Path) -> None:
    source = read(shared / "documents/van-ban/25-VBHN-VPQH-2019.luat-can-bo-cong-chuc.pdf")
    assert source.text.startswith("VĂN PHÒNG QUỐC HỘI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert [one.original for one in source.repairs[:2]] == ["PHÕNG", "HÕA"]


def test_footnotes_and_tables_of_a_real_docx(shared: Path) -> None:
    source = read(shared / "documents/testfiles/Phuluc5.docx")
    assert len(source.footnotes) == 5
    assert len(source.tables) == 5
    for mark, (start, end) in source.footnotes:
        number = source.text[mark : source.text.index("]", mark) + 1]
        assert source.text[start:end].startswith(number)


@pytest.mark.skipif(office_program() is None, reason="LibreOffice is not installed")
def test_real_old_word_files(shared: Path) -> None:
    text = read(shared / "documents/testfiles/Phuluc2.doc").text
    assert text.startswith("Phụ lục II\nVIẾT HOA TRONG VĂN BẢN HÀNH CHÍNH")


def test_a_real_page_that_lost_letters_is_mended_by_ocr(shared: Path) -> None:
    """One page of the Constitution; the whole file takes OCR a minute or more."""
    tesseract = Tesseract.find()
    if tesseract is None:
        pytest.skip("tesseract with Vietnamese data is not installed")
    path = shared / "documents/van-ban/hien-phap-2013.broken-textlayer.pdf"
    document = PdfiumFile(path)
    try:
        layer = [
            Line(tuple(map(mend_word, one.words)))
            for one in _best_layer(_pypdf_reader(path), document, 3)
        ]
        ((_, seen),) = tesseract.read_pages(document, [3])
    finally:
        document.close()
    whole = restored(layer, seen, lost_letters([(layer, seen)]))
    before, after = ("\n".join(one.text for one in lines) for lines in (layer, whole))
    assert legibility(before).score < 0.9
    assert legibility(after).score > 0.99
    assert "Mặt trận Tổ quốc Việt Nam là tổ chức liên minh chính trị" in after.replace("\n", " ")


def test_one_decision_in_two_forms(shared: Path) -> None:
    """A text layer that a scanner's OCR wrote is read as it is; its blank last page is in doubt
    or empty."""
    folder = shared / "documents/testfiles"
    (path,) = folder.glob("123-2016-N*CP_1628621475.pdf")
    source = read(path)
    assert len(source.page_starts) == 6
    assert "Cục Thuế" in source.text
