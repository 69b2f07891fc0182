"""Pages of a PDF as pictures with the cited words boxed."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from assistant.app.pictures import Picture, boxes_of, page_picture, picture_html
from index.types import Document, Identity, SourceText, WordBox

TEXT = "một hai ba bốn"
BOXES = (
    WordBox(0, 3, 1, 100, 50, 120, 60),
    WordBox(4, 7, 1, 124, 51, 140, 61),
    WordBox(8, 10, 1, 100, 70, 110, 80),
    WordBox(11, 14, 2, 10, 10, 20, 20),
)


def document() -> Document:
    source = SourceText(TEXT, (0, 11), boxes=BOXES)
    title = '<img src=x onerror="1">'
    return Document("d", Identity(title=title), source, "d.pdf", "0" * 64)


def pdf(folder: Path) -> Path:
    path = folder / "hai trang.pdf"
    file = pypdfium2.PdfDocument.new()
    file.new_page(200, 100)
    file.new_page(595, 842)
    file.save(str(path))
    file.close()
    return path


def test_a_page_is_drawn(tmp_path):
    picture = page_picture(pdf(tmp_path), 2)
    assert picture is not None
    assert picture.png.startswith(b"\x89PNG")
    assert (round(picture.width), round(picture.height)) == (595, 842)


def test_what_cannot_be_drawn(tmp_path):
    damaged = tmp_path / "hong.pdf"
    damaged.write_bytes(b"%PDF-1.4 nothing")
    assert page_picture(damaged, 1) is None
    assert page_picture(tmp_path / "none.pdf", 1) is None
    assert page_picture(pdf(tmp_path), 9) is None


def test_words_of_a_line_share_a_box():
    one, two = boxes_of(document(), 1, ((0, 10),))
    assert (one.left, one.right, one.top, one.bottom) == (100, 140, 50, 61)
    assert (two.left, two.top) == (100, 70)
    assert boxes_of(document(), 1, ((11, 14),)) == []
    assert len(boxes_of(document(), 2, ((11, 14),))) == 1


def test_boxes_stand_where_the_words_are():
    html = picture_html(document(), 1, Picture(b"png", 200, 100), ((0, 3),), 7)
    assert "left:50.00%;top:50.00%;width:10.00%;height:10.00%" in html
    assert "<img src=x" not in html
    assert "Không vẽ được" in picture_html(document(), 1, None, (), 8)
