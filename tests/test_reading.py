"""Reading small files that the tests make themselves: formats, encodings, repairs, refusals.

No real file is at hand in TCVN3 or VNI: those texts are made by inverse conversion of Unicode.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader, PdfWriter

from index.errors import UnreadableFile
from index.reading import doc as doc_reader
from index.reading import encodings, isolation, messages, ocr, read, worker
from index.reading.furniture import without_furniture
from index.reading.layout import Line, Page, with_boxes
from index.reading.legibility import legibility
from index.reading.lost_letters import lost_letters, restored
from index.reading.paragraphs import paragraphs_of
from index.reading.repairs import join_torn, mend_text
from index.reading.syllables import is_syllable
from index.reading.text import source_of
from index.reading.words import Box, Word
from index.types import SourceText

ARTICLE = (
    "Điều 9. Thời hạn giải quyết\n"
    "1. Thời hạn giải quyết khiếu nại lần đầu không quá 30 ngày, kể từ ngày thụ lý.\n"
    "2. Tại vùng sâu, vùng xa đi lại khó khăn thì thời hạn giải quyết không quá 45 ngày."
)


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read(path)
    message = str(caught.value)
    assert "\n" not in message
    assert path.name in message
    return message


# --- text and encodings ----------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_text_is_read_as_written(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "van-ban.txt"
    path.write_bytes(ARTICLE.replace("\n", "\r\n").encode(encoding))
    source = read(path)
    assert source.text == ARTICLE
    assert source.repairs == ()
    assert source.page_at(0) is None


def test_decomposed_letters_become_nfc(tmp_path: Path) -> None:
    import unicodedata

    path = tmp_path / "nfd.txt"
    path.write_text(unicodedata.normalize("NFD", ARTICLE), encoding="utf-8")
    assert read(path).text == ARTICLE


def to_tcvn3(text: str) -> str:
    back = {new: old for old, new in encodings._TCVN3_LETTERS.items()}
    return "".join(back.get(letter, letter) for letter in text)


def to_vni(text: str) -> str:
    """Inverse of `from_vni`, letter by letter."""
    table: dict[str, str] = {}
    for base in "aeouyAEOUY":
        for mark in encodings._VNI_MARKS:
            table.setdefault(encodings.from_vni(base + mark), base + mark)
    for base, letter in (("ô", "ơ"), ("ö", "ư"), ("Ô", "Ơ"), ("Ö", "Ư")):
        for mark in "ùøûõï":
            table.setdefault(encodings.from_vni(base + mark), base + mark)
        table[letter] = base
    table.update((new, old) for old, new in encodings._VNI_ALONE.items())
    return "".join(table.get(letter, letter) for letter in text)


@pytest.mark.parametrize(("name", "inverse"), [("TCVN3", to_tcvn3), ("VNI", to_vni)])
def test_old_encodings_are_recognised_and_recorded(tmp_path: Path, name: str, inverse) -> None:
    path = tmp_path / "cu.txt"
    # TCVN3 has no accented capitals: such texts use another font for them.
    path.write_bytes(inverse(ARTICLE).encode("latin-1"))
    source = read(path)
    assert source.text == ARTICLE
    assert [repair.reason for repair in source.repairs] == [messages.legacy_encoding(name)] * 3
    first = source.repairs[0]
    assert source.text[first.start : first.end] == ARTICLE.split("\n")[0]
    assert first.original == inverse(ARTICLE.split("\n")[0])


def test_unicode_and_foreign_text_is_no_old_encoding() -> None:
    assert encodings.legacy_encoding(ARTICLE * 3) is None
    french = "Le procès-verbal a été établi à l'hôtel de la préfecture où siégeait le délégué. " * 3
    assert encodings.legacy_encoding(french) is None


def test_wrong_code_points_are_mended_and_recorded() -> None:
    text, repairs = mend_text("VĂN PHÕNG nƣớc CỘNG HÕA, ông VÕ VĂN RÕ, xã hội.")
    assert text == "VĂN PHÒNG nước CỘNG HÒA, ông VÕ VĂN RÕ, xã hội."
    assert [(r.original, text[r.start : r.end]) for r in repairs] == [
        ("PHÕNG", "PHÒNG"),
        ("nƣớc", "nước"),
        ("HÕA,", "HÒA,"),
    ]


def test_torn_syllables_are_joined() -> None:
    words = [Word(piece) for piece in "Áp dụ ng t ừ ngày 01 tháng 7 và xã A, b khoản 1".split()]
    joined = join_torn(words)
    assert " ".join(word.text for word in joined) == "Áp dụng từ ngày 01 tháng 7 và xã A, b khoản 1"
    assert [word.original for word in joined if word.original] == ["dụ ng", "t ừ"]


def test_page_marks_of_converters_become_pages() -> None:
    text = (
        "# Luật\n\n## Page 1\n\n```text\nĐiều 1. A\nMột câu bị\n```\n\n"
        "## Page 2\n\n```text\ncắt ở đây.\n```\n"
    )
    source = source_of(text, "a.md")
    assert "Page" not in source.text
    assert "```" not in source.text
    assert source.page_at(source.text.index("cắt")) == 2
    assert source.page_at(source.text.index("Điều")) == 1


@pytest.mark.parametrize("word", "nghiêng quyết giếng gì khuya thuở uỷ đường oanh Đảng".split())
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["l", "dng", "tât", "quoc", "ngh", "toans", "ừng\u0301"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_legibility_tells_clean_from_broken() -> None:
    assert legibility(ARTICLE).score == 1.0
    assert legibility("độc l p, d n chủ, h i nghị, x h ội ch  ngh a").score < 0.75
    assert legibility("DQcl~p - TVdo-H~nh phtic cua T6ng c¥c Thui trl;fcthu9C").score < 0.6
    assert not legibility("Số 31/2019/NĐ-CP").is_judged


# --- DOCX ------------------------------------------------------------------------------------


def make_docx(path: Path, *lines: str) -> Path:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def rewritten(path: Path, change: dict[str, bytes], add: dict[str, bytes] | None = None) -> Path:
    """The zip file at `path` with members replaced or added."""
    with zipfile.ZipFile(path) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    members.update(change)
    members.update(add or {})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def document_xml(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/document.xml")


def test_docx_paragraphs_headings_tables_and_lists(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("QUY ĐỊNH CHUNG", level=1)
    document.add_paragraph("Điều 1.\u00a0Phạm  vi")
    document.add_paragraph("Nội dung thứ nhất", style="List Number")
    document.add_paragraph("Nội dung thứ hai", style="List Number")
    table = document.add_table(rows=2, cols=2)
    for row, cells in zip(
        table.rows, [("Chỉ tiêu", "Số"), ("Diện tích", "3.849 km²")], strict=True
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.save(str(tmp_path / "a.docx"))
    source = read(tmp_path / "a.docx")
    assert source.text == (
        "QUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n1. Nội dung thứ nhất\n2. Nội dung thứ hai\n"
        "Chỉ tiêu | Số\nDiện tích | 3.849 km²\n"
    )
    assert [source.text[a:b] for a, b in source.headings] == ["QUY ĐỊNH CHUNG"]
    assert [source.text[a:b] for a, b in source.tables] == ["Chỉ tiêu | Số\nDiện tích | 3.849 km²"]


def test_docx_head_and_signature_tables_are_read_cell_by_cell(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "CHÍNH PHỦ\n-------\nSố: 1/2020/NĐ-CP"
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    document.save(str(tmp_path / "a.docx"))
    source = read(tmp_path / "a.docx")
    assert source.tables == ()
    assert source.text.split("\n")[:2] == ["CHÍNH PHỦ", "Số: 1/2020/NĐ-CP"]


def test_docx_deleted_text_is_left_out_and_footnotes_are_bound(tmp_path: Path) -> None:
    path = make_docx(tmp_path / "a.docx", "MỘT", "HAI")
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    xml = document_xml(path).decode()
    xml = xml.replace(
        "<w:t>MỘT</w:t></w:r>",
        "<w:t>Tố cáo</w:t></w:r><w:del><w:r><w:delText>xóa</w:delText><w:t>xóa</w:t></w:r></w:del>"
        '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>, khiếu nại.</w:t></w:r>',
    )
    notes = (
        f'<w:footnotes {w}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Nghĩa là báo tin.</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    with zipfile.ZipFile(path) as archive:
        types = archive.read("[Content_Types].xml").decode()
        rels = archive.read("word/_rels/document.xml.rels").decode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    types = types.replace(
        "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    )
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = rels.replace(
        "</Relationships>",
        f'<Relationship Id="rId99" Type="{base}/footnotes" Target="footnotes.xml"/>'
        f'<Relationship Id="rId98" Type="{base}/image" TargetMode="External" Target="http://example.invalid/a.png"/>'
        "</Relationships>",
    )
    rewritten(
        path,
        {"word/document.xml": xml.encode(), "[Content_Types].xml": types.encode(),
         "word/_rels/document.xml.rels": rels.encode()},
        {"word/footnotes.xml": notes.encode()},
    )  # fmt: skip
    source = read(path)
    assert source.text == "Tố cáo[1], khiếu nại.\nHAI\n[1] Nghĩa là báo tin.\n"
    ((mark, (start, end)),) = source.footnotes
    assert source.text[mark:].startswith("[1],")
    assert source.text[start:end] == "[1] Nghĩa là báo tin."


def test_docx_in_an_old_font_is_converted(tmp_path: Path) -> None:
    document = docx.Document()
    run = document.add_paragraph().add_run(to_tcvn3("cộng hòa xã hội"))
    run.font.name = ".VnTimeH"
    document.add_paragraph("Điều 1. Phạm vi")
    document.save(str(tmp_path / "a.docx"))
    source = read(tmp_path / "a.docx")
    assert source.text == "CỘNG HÒA XÃ HỘI\nĐiều 1. Phạm vi\n"
    assert source.repairs[0].original == to_tcvn3("cộng")


def test_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = make_docx(tmp_path / "bom.docx", "a")
    rewritten(path, {}, {"word/media/a.xml": b"\x00" * (64 << 20)})
    assert refusal(path) == messages.bomb("bom.docx")


def test_xml_bomb_is_refused(tmp_path: Path) -> None:
    path = make_docx(tmp_path / "bom.docx", "a")
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    )
    assert refusal(rewritten(path, {"word/document.xml": bomb})) == messages.bomb("bom.docx")


def test_nested_xml_ends_in_one_line(tmp_path: Path) -> None:
    path = make_docx(tmp_path / "sau.docx", "a")
    xml = document_xml(path).replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 20_000)
    refusal(rewritten(path, {"word/document.xml": xml}))


# --- HTML ------------------------------------------------------------------------------------


def test_html_keeps_what_a_reader_sees(tmp_path: Path) -> None:
    path = tmp_path / "trang.html"
    path.write_text(
        "<html><head><title>x</title><style>p{}</style><script>alert('độc')</script></head><body>"
        "<h2>Chương I</h2><p onclick='x()'>Điều 1.&nbsp;Phạm vi<br>1. Luật này</p>"
        "<p style='display:none'>ẩn</p><!-- ghi chú --><iframe src='http://example.invalid'></iframe>"
        "<table><tr><td>Chỉ tiêu</td><td>Số</td></tr><tr><td>Xã</td><td>10</td></tr></table>"
        "</body></html>",
        encoding="utf-8",
    )
    source = read(path)
    assert source.text == "Chương I\nĐiều 1. Phạm vi\n1. Luật này\nChỉ tiêu | Số\nXã | 10\n"
    assert [source.text[a:b] for a, b in source.headings] == ["Chương I"]
    assert len(source.tables) == 1


def test_deep_html_ends(tmp_path: Path) -> None:
    path = tmp_path / "sau.html"
    path.write_text("<html>" + "<div>" * 50_000 + "Điều 1", encoding="utf-8")
    refusal(path)


# --- PDF -------------------------------------------------------------------------------------


def make_pdf(path: Path, pages: list[list[tuple[float, float, str]]]) -> Path:
    """A PDF written by hand: lines of Latin text at (x, y from the bottom)."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids: list[int] = []
    font = 3
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for lines in pages:
        content = (
            b"BT /F1 12 Tf "
            + b" ".join(f"1 0 0 1 {x} {y} Tm ({text}) Tj".encode("latin-1") for x, y, text in lines)
            + b" ET"
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            f"/Resources << /Font << /F1 {font} 0 R >> >> >>".encode()
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (
        len(kids),
        b" ".join(b"%d 0 R" % k for k in kids),
    )
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    offsets = []
    for number, data in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, data))
    xref = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for offset in offsets:
        out.write(b"%010d 00000 n \n" % offset)
    out.write(
        b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, xref)
    )
    path.write_bytes(out.getvalue())
    return path


FULL = "cong dan co quyen to cao hanh vi vi pham theo quy dinh cua phap luat"


def test_pdf_pages_wrapped_lines_and_boxes(tmp_path: Path) -> None:
    path = make_pdf(
        tmp_path / "a.pdf",
        [
            [
                (300, 800, "1"),
                (72, 750, f"1. {FULL} va"),
                (72, 735, f"{FULL} va"),
                (72, 720, "khieu nai."),
            ],
            [(300, 800, "2"), (72, 750, f"2. {FULL} va"), (72, 735, "het.")],
            [(300, 800, "3"), (72, 750, f"3. {FULL} va"), (72, 735, "het.")],
        ],
    )
    source = read(path)
    lines = source.text.split("\n")
    assert lines[0] == f"1. {FULL} va {FULL} va khieu nai."  # wrapped lines joined, no page number
    assert lines[1].startswith("2. ")
    assert [source.page_at(source.text.index(f"{n}. cong")) for n in (1, 2, 3)] == [1, 2, 3]
    box = source.boxes[0]
    assert source.text[box.start : box.end] == "1."
    assert (box.page, round(box.left)) == (1, 73) or (box.page, round(box.left)) == (1, 72)
    assert 80 < box.top < box.bottom < 95  # 750 from the bottom of 842
    assert len(source.boxes) == len(source.text.split())


def test_encrypted_pdf_is_refused(tmp_path: Path) -> None:
    plain = make_pdf(tmp_path / "a.pdf", [[(72, 700, "mot hai ba")]])
    writer = PdfWriter(clone_from=PdfReader(plain))
    writer.encrypt("mat-khau", algorithm="RC4-128")
    writer.write(tmp_path / "khoa.pdf")
    assert refusal(tmp_path / "khoa.pdf") == messages.encrypted("khoa.pdf")


def test_pdf_with_too_many_pages_is_refused(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "day.pdf", [[(72, 700, "a")]] * 2_001)
    assert "2001 trang" in refusal(path)


def test_a_broken_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "hong.pdf"
    path.write_bytes(b"%PDF-1.7\n" + b"rac " * 500)
    assert refusal(path) == messages.damaged("hong.pdf", "PDF")


def test_a_worker_that_dies_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_pdf(tmp_path / "a.pdf", [[(72, 700, "mot hai ba")]])
    monkeypatch.setattr(isolation, "_WORKER", "index.reading.no_such_module")
    assert refusal(path) == messages.damaged("a.pdf", "PDF")


def test_a_worker_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make_pdf(tmp_path / "a.pdf", [[(72, 700, "mot hai ba")]])
    monkeypatch.setattr(isolation, "_MAX_SECONDS_PER_PAGE", 0.05)
    assert "đã dừng" in refusal(path)


def test_worker_answers_survive_the_wire() -> None:
    source = SourceText(
        text="a b", page_starts=(0,), headings=((0, 1),), tables=((0, 3),), footnotes=((1, (2, 3)),)
    )
    assert isolation.source_from_json(isolation.source_to_json(source)) == source
    assert worker.main.__module__ == "index.reading.worker"


def test_scan_without_ocr_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PIL import Image

    from index.reading.pdf import read_pdf

    path = tmp_path / "quet.pdf"
    Image.new("L", (200, 280), 255).save(path, "PDF")
    monkeypatch.setattr(ocr.Tesseract, "find", classmethod(lambda cls: None))
    with pytest.raises(UnreadableFile, match="tesseract-ocr-vie"):
        read_pdf(path)


# --- pages and lines -------------------------------------------------------------------------


def line(text: str, left: float = 72, right: float = 520, top: float = 100) -> Line:
    width = (right - left) / max(1, len(text))
    words, at = [], left
    for piece in text.split():
        words.append(Word(piece, Box(at, top, at + width * len(piece), top + 12)))
        at += width * (len(piece) + 1)
    return Line(tuple(words))


def test_furniture_goes_and_articles_stay() -> None:
    pages = [
        Page(
            number,
            595,
            842,
            (
                line("CÔNG BÁO/Số 15 + 16/Ngày 10-01-2020"),
                line(f"Điều {number}"),
                line("Nội dung của điều này."),
                line("Ký bởi: Cổng Thông tin điện tử Chính phủ"),
                line(str(number)),
            ),
        )
        for number in range(1, 6)
    ]
    kept = [one.text for page in without_furniture(pages) for one in page.lines]
    assert kept == [t for n in range(1, 6) for t in (f"Điều {n}", "Nội dung của điều này.")]


def test_a_number_that_is_text_stays() -> None:
    pages = [Page(1, 595, 842, (line("Tổng số"), line("2020"), line("người")))]
    assert [one.text for one in without_furniture(pages)[0].lines] == ["Tổng số", "2020", "người"]


def test_lines_are_joined_only_where_they_were_wrapped() -> None:
    page = Page(
        1,
        595,
        842,
        (
            line("Điều 2. Giải thích từ ngữ trong văn bản này và những văn bản khác có liên"),
            line("1. Tố cáo là việc công dân báo cho cơ quan có thẩm quyền biết về hành vi vi"),
            line("phạm của người khác.", right=200),
            line("a) Một;", right=130),
            line("b) Hai.", right=130),
        ),
    )
    texts = [paragraph.text for paragraph in paragraphs_of([page])]
    assert [text.split()[0] for text in texts] == ["Điều", "1.", "a)", "b)"]
    assert texts[1].endswith("hành vi vi phạm của người khác.")


def test_boxes_of_one_extractor_serve_another() -> None:
    known = [word for piece in ("Điều", "1.Phạm", "vi") for word in line(piece).words]
    (placed,) = with_boxes([["Điều", "1.", "Phạm", "vi"]], known)
    assert [word.box is not None for word in placed.words] == [True, True, True, True]


def test_lost_letters_come_back_from_ocr_and_nothing_else_does() -> None:
    layer = [line("độc l p dân t c, sáng l p và bình đẳng, ảng ta"), line("Thành l p xã ý")]
    seen = [line("độc lập dân tậc, sáng lập và bình đăng, Đảng ta"), line("Thành lập xã y")]
    lost = lost_letters([(layer, seen)])
    assert "ậ" in lost
    assert "ă" not in lost
    result = restored(layer, seen, lost)
    assert result[0].text.startswith("độc lập dân")
    assert "bình đẳng, Đảng ta" in result[0].text
    assert result[1].text == "Thành lập xã ý"
    words = [word for one in result for word in one.words if word.original]
    assert ("l p", "lập") in [(word.original, word.text) for word in words]


# --- what is no document ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("rong.txt", b"", messages.empty("rong.txt")),
        ("anh.pdf", b"\x89PNG\r\n\x1a\n" + b"0" * 99, messages.image_file("anh.pdf")),
        ("nen.docx", b"Rar!\x1a\x07" + b"0" * 99, messages.archive("nen.docx")),
        (
            "chuong-trinh.doc",
            b"MZ\x90\x00" + b"\x00" * 99,
            messages.unknown_format("chuong-trinh.doc"),
        ),
        ("khoang-trang.txt", b" \n\t\n", messages.no_text("khoang-trang.txt")),
        ("rac.txt", bytes(range(256)) * 4, messages.unknown_format("rac.txt")),
    ],
)
def test_files_that_are_no_documents(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert refusal(path) == message


def test_missing_file_folder_and_large_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refusal(tmp_path / "khong-co.pdf") == messages.missing("khong-co.pdf")
    (tmp_path / "thu-muc.pdf").mkdir()
    assert refusal(tmp_path / "thu-muc.pdf") == messages.not_a_file("thu-muc.pdf")
    monkeypatch.setattr("index.reading.sniff.MAX_FILE_BYTES", 10)
    (tmp_path / "to.txt").write_bytes(b"a" * 11)
    assert "quá lớn" in refusal(tmp_path / "to.txt")


def test_content_decides_not_the_extension(tmp_path: Path) -> None:
    path = make_docx(tmp_path / "a.docx", "Điều 1. Phạm vi").rename(tmp_path / "la-pdf.pdf")
    assert read(path).text == "Điều 1. Phạm vi\n"


def test_encrypted_docx_and_spreadsheets_are_named(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
    path = tmp_path / "khoa.docx"
    path.write_bytes(ole + "EncryptedPackage".encode("utf-16-le"))
    assert refusal(path) == messages.encrypted("khoa.docx")
    path = tmp_path / "bang.xls"
    path.write_bytes(ole + "Workbook".encode("utf-16-le"))
    assert refusal(path) == messages.spreadsheet("bang.xls")


def test_old_word_without_libreoffice_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "cu.doc"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "WordDocument".encode("utf-16-le")
    )
    monkeypatch.setattr(doc_reader, "office_program", lambda: None)
    assert refusal(path) == messages.doc_needs_office("cu.doc")
