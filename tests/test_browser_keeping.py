"""Keeping, taking away and feedback in the real window."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import window

from evals.questions import load_questions, shipped_set

pytestmark = pytest.mark.browser


def choose(page, label: str):
    """Open the menu of downloads and take one; the downloaded file."""
    page.click("#last .menu:not(.feedback) summary")
    with page.expect_download() as waiting:
        page.click(f"#last .menu button:has-text('{label}')")
    return Path(waiting.value.path()), waiting.value.suggested_filename


def test_an_answer_as_a_word_file(page):
    from docx import Document

    window.ask(page, "toc do tang truong")
    path, name = choose(page, "Câu trả lời này (Word)")
    assert name.startswith("tra-cuu-")
    assert name.endswith(".docx")
    file = Document(str(path))
    text = "\n".join(paragraph.text for paragraph in file.paragraphs)
    assert "Câu hỏi: toc do tang truong" in text
    assert "Nguồn: ([1] Mục A, trang 1, [2] cước chú 1, Mục A, trang 1, Báo cáo" in text
    assert "*" not in text
    assert file.styles["Normal"].font.name == "Times New Roman"
    assert file.styles["Normal"].font.size.pt == 14
    assert round(file.sections[0].left_margin.mm) == 30


def test_a_conversation_to_print(page):
    window.ask(page, "toc do tang truong")
    window.ask(page, "<b>gia vang</b>")
    path, name = choose(page, "Cả cuộc hỏi (trang in)")
    text = path.read_text(encoding="utf-8")
    assert name.endswith(".html")
    assert "Câu hỏi: toc do tang truong" in text
    assert "&lt;b&gt;gia vang" in text


def test_conversations_are_kept_renamed_found_and_deleted(page, address):
    window.ask(page, "toc do tang truong")
    window.ask(page, "dien tich")
    page.click("[data-act=new]")
    page.reload()
    page.wait_for_selector(window.QUESTION)
    page.click("[data-view=history]")
    page.locator(".history .result").first.click()
    page.wait_for_selector("#past .turn")
    assert page.locator(".turn").count() == 2
    page.locator("#past .cite").first.click()
    assert window.active_quote(page).startswith(window.GROWTH_START)
    page.click("[data-view=history]")
    page.click(".history summary")
    page.fill(".history input", "Số liệu <b>GRDP</b>")
    page.click("[data-act=rename-kept]")
    page.wait_for_selector(".history .result:has-text('Số liệu <b>GRDP</b>')")
    page.fill("#history header input", "dien tich")
    assert page.locator(".history li:visible").count() == 1
    page.fill("#history header input", "khong co")
    assert page.locator(".history li:visible").count() == 0
    page.fill("#history header input", "")
    page.click(".history summary")
    page.click("[data-act=delete-kept]")
    assert page.inner_text("[data-act=delete-kept]") == "Bấm lần nữa để xóa hẳn"
    page.click("[data-act=delete-kept]")
    page.wait_for_selector("#history :text('Chưa có cuộc hỏi nào')")


def test_another_browser_sees_nothing_of_it(page, browser, address):
    window.ask(page, "dien tich")
    other = browser.new_context().new_page()
    window.visit(other, address)
    other.click("[data-view=history]")
    other.wait_for_selector("#history :text('Chưa có cuộc hỏi nào')")
    other.context.close()


def test_login(browser, tmp_path):
    from assistant.app.login import hashed

    users = tmp_path / "users.toml"
    users.write_text(
        f'[[users]]\nname = "lan"\nrole = "người đọc"\nhash = "{hashed("đúng rồi")}"\n',
        encoding="utf-8",
    )
    with window.served(str(users), str(users)) as (address, _):
        context = browser.new_context(locale="en-US")
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector("input[type=password]")
        page.wait_for_timeout(300)
        assert window.leftovers(page) == []
        assert window.problems(page) == []
        page.fill("input[type=text], input:not([type])", "lan")
        page.fill("input[type=password]", "sai")
        page.click("button:has-text('Đăng nhập')")
        page.wait_for_timeout(2500)
        assert page.locator("input[type=password]").count() == 1
        assert window.leftovers(page) == []
        page.fill("input[type=text], input:not([type])", "lan")
        page.fill("input[type=password]", "đúng rồi")
        page.click("button:has-text('Đăng nhập')")
        page.wait_for_selector(window.QUESTION)
        window.ask(page, "dien tich")
        assert page.locator("[data-view=log]").count() == 0
        page.evaluate("danvanSignals.log()")
        page.wait_for_selector("#log :text('vai trò quản trị')", state="attached")
        page.click("[data-view=library]")
        page.click("[data-act=add]")
        page.set_input_files("[data-upload]", {"name": "a.txt", **TEXT})
        page.wait_for_selector("#add :text('vai trò quản trị')")
        context.close()


LAW = """QUỐC HỘI
Luật số: 99/2030/QH16

LUẬT THỬ NGHIỆM

Chương I
NHỮNG QUY ĐỊNH CHUNG

Điều 1. Phạm vi <img src=x onerror="window.hacked=5">

1. Luật này quy định về thử nghiệm.

Điều 2. Giải thích từ ngữ

1. Thử nghiệm là làm cho biết.
"""
TEXT = {"mimeType": "text/plain", "buffer": LAW.encode()}


def test_a_file_is_looked_at_and_then_taken_in(page):
    page.click("[data-view=library]")
    page.click("[data-act=add]")
    named = 'Luật thử <img src=x onerror="window.hacked=6">.txt'
    page.set_input_files("[data-upload]", {"name": named, **TEXT})
    page.wait_for_selector("#add .preview")
    assert page.locator("#add img").count() == 0
    shown = page.inner_text("#add .preview")
    assert "99/2030/QH16" in shown
    assert "Điều 2. Giải thích từ ngữ" in shown
    assert window.leftovers(page) == []
    page.click("#add .preview [data-act=add]")
    page.wait_for_selector("#add .choose")
    page.set_input_files("[data-upload]", {"name": "Luật thử nghiệm.txt", **TEXT})
    page.wait_for_selector("#add .preview")
    page.fill("#add [data-id]", "luat-thu")
    page.click("[data-act=take-in]")
    page.wait_for_selector("#add .said:has-text('Đã thêm với mã luat-thu')")
    page.click("[data-view=library]")
    page.click(".document[data-document=luat-thu]")
    page.wait_for_selector(".reader[data-document=luat-thu]")
    assert page.evaluate("window.hacked") is None


def test_an_added_document_is_taken_out_again_at_the_second_click(page):
    page.click("[data-view=library]")
    page.click("[data-act=add]")
    page.set_input_files("[data-upload]", {"name": "Luật tạm.txt", **TEXT})
    page.wait_for_selector("#add .preview")
    page.fill("#add [data-id]", "luat-tam")
    page.click("[data-act=take-in]")
    page.wait_for_selector("#add .said")
    page.click("[data-view=library]")
    page.click(".document[data-document=bao-cao-114-2020]")
    page.wait_for_selector(".reader[data-document=bao-cao-114-2020]")
    assert page.locator("[data-act=remove-document]").count() == 0  # it ships with the product
    page.click(".document[data-document=luat-tam]")
    page.wait_for_selector(".reader[data-document=luat-tam]")
    assert "Chưa kiểm tra hiệu lực" in page.inner_text(".reader > header")
    page.click("[data-act=remove-document]")
    assert "Bấm lần nữa" in page.inner_text("[data-act=remove-document]")
    assert window.leftovers(page) == []
    page.click("[data-act=remove-document]")
    page.wait_for_selector("#reader .said:has-text('Đã gỡ')")
    page.wait_for_selector(".document[data-document=luat-tam]", state="detached")


def test_no_copy_of_a_file_outlives_its_document(browser, tmp_path):
    """Neither the upload nor what it was looked at by."""
    folders = {"TMPDIR": str(tmp_path), "GRADIO_TEMP_DIR": str(tmp_path / "uploads")}
    with window.served(**folders) as (address, _), window.visitor(browser) as page:
        window.visit(page, address)
        page.click("[data-view=library]")
        page.click("[data-act=add]")
        page.set_input_files("[data-upload]", {"name": "Luật tạm.txt", **TEXT})
        page.wait_for_selector("#add .preview")
        assert copies(tmp_path)
        page.fill("#add [data-id]", "luat-tam")
        page.click("[data-act=take-in]")
        page.wait_for_selector("#add .said")
        page.click("[data-view=library]")
        page.click(".document[data-document=luat-tam]")
        page.click("[data-act=remove-document]")
        page.click("[data-act=remove-document]")
        page.wait_for_selector("#reader .said:has-text('Đã gỡ')")
        assert copies(tmp_path) == []


def copies(folder):
    """Files that hold the law's words."""
    words = "Thử nghiệm là làm cho biết".encode()
    return [p for p in folder.rglob("*") if p.is_file() and words in p.read_bytes()]


TOPIC = """<html><head><title>Đề mục</title></head><body>
<a onclick="ViewDanhSachVB()"></a><h3>Đề mục 18.4 Đường làng</h3><div class="_content">
<p class="pDieu">Điều 18.4.LQ.1. Phạm vi điều chỉnh</p>
<p class="pGhiChu">(Điều 1 Luật số 98/2030/QH16 Đường làng ngày 25/11/2030 của Quốc hội, có hiệu lực
thi hành kể từ ngày 01/07/2031)</p>
<p class="pNoiDung">Luật này quy định về đường làng.</p>
<p class="pDieu">Điều 18.4.NĐ.1.1. Chiều rộng</p>
<p class="pGhiChu">(Điều 1 Nghị định số 64/2031/NĐ-CP quy định chi tiết ngày 26/06/2031 của Chính
phủ,
có hiệu lực thi hành kể từ ngày 15/08/2031)</p>
<p class="pNoiDung">Đường làng rộng bốn mét.</p>
</div></body></html>"""


def test_laws_are_picked_from_a_topic_of_the_phap_dien(page):
    page.click("[data-view=library]")
    page.click("[data-act=add]")
    page.set_input_files(
        "[data-upload]",
        {"name": "de-muc.html", "mimeType": "text/html", "buffer": TOPIC.encode()},
    )
    page.wait_for_selector("#add .preview .laws")
    assert page.locator("#add [data-law]").count() == 2
    assert "Đường làng ngày 25/11/2030" in page.inner_text("#add .laws")
    assert window.leftovers(page) == []
    page.check("#add [data-law][value='98/2030/QH16']")
    page.click("[data-act=take-in]")
    page.wait_for_selector("#add .said:has-text('98-2030-QH16')")
    page.click("[data-view=library]")
    page.click(".document[data-document='98-2030-QH16']")
    page.wait_for_selector(".reader[data-document='98-2030-QH16'] :text('Điều 1. Phạm vi')")
    assert page.locator(".document[data-document='64-2031-ND-CP']").count() == 0


def test_files_that_cannot_be_taken_in(page):
    page.click("[data-view=library]")
    page.click("[data-act=add]")
    page.set_input_files(
        "[data-upload]", {"name": "hỏng.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-x"}
    )
    page.wait_for_selector("#add .said")
    assert page.locator("#add .preview").count() == 0
    page.set_input_files("[data-upload]", {"name": "trung.txt", **TEXT})
    page.click("[data-act=take-in]")
    page.wait_for_selector("#add .said:has-text('đã có tài liệu khác')")
    for path in ("/etc/passwd", "../../etc/passwd"):
        page.evaluate("path => danvanSignals.look({path, name: 'x.txt'})", path)
        page.wait_for_timeout(400)
        assert "root:" not in page.inner_text("body")
        assert page.locator("#add .preview").count() == 0


def test_suggestions_are_asked_with_a_click(page):
    window.ask(page, "toc do tang truong")
    page.click("#more .suggestions .example")
    page.wait_for_selector("#past .turn")
    page.wait_for_selector("#last .turn.done .lead")


def test_feedback_reaches_the_figures(page):
    window.ask(page, "gia vang hom nay")
    page.click("#last .feedback summary")
    page.click("#last [data-act=rate]")
    assert "Hãy chọn" in page.inner_text("#danvan-message")
    page.check("#last .feedback input[value=incomplete]")
    page.fill("#last .feedback textarea", "thiếu <img src=x onerror=alert(1)> số")
    page.click("#last [data-act=rate]")
    page.wait_for_timeout(500)
    page.click("[data-view=log]")
    page.wait_for_selector("#log td:has-text('thiếu <img')")
    assert "gia vang hom nay" in page.inner_text("#log")
    assert page.locator("#log img").count() == 0


@pytest.mark.parametrize("view", ["history", "log"])
def test_no_english_and_no_sideways_scroll(page, view):
    window.ask(page, "dien tich")
    page.click(f"[data-view={view}]")
    page.wait_for_selector(f"#{view} .records")
    # The records hold people's own words, those of the load test among them.
    asked = {question.question for question in load_questions([shipped_set()])}
    assert [words for words in window.leftovers(page) if words not in asked] == []
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(200)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_what_cannot_be_written_is_said_and_kept_once_it_can(browser, tmp_path):
    (tmp_path / "window.sqlite").mkdir()  # in the place of the window's file
    with (
        window.served(DANVAN_DATA_DIR=str(tmp_path)) as (address, _),
        window.visitor(browser) as page,
    ):
        page.set_default_timeout(window.PATIENCE)
        page.goto(address)
        page.wait_for_selector("#notice .notice.error:has-text('chưa ghi được gì')")
        window.ask(page, "dien tich")
        assert "3.849" in page.inner_text("#last .answer")
        assert "không ghi được vào máy" in page.inner_text("#last .problem")
        assert page.locator("#last .feedback").count() == 0
        page.click("[data-view=history]")
        page.wait_for_selector("#history :text('báo người quản trị')")
        page.click("[data-view=log]")
        page.wait_for_selector("#log :text('Không ghi được tệp')")

        (tmp_path / "window.sqlite").rmdir()
        page.click("[data-view=ask]")
        window.ask(page, "tang truong")
        assert page.locator("#last .problem").count() == 0
        page.click("[data-view=history]")
        page.wait_for_selector("#history .result")


def test_a_rating_is_thanked_for_once_it_is_written(browser, tmp_path):
    with (
        window.served(DANVAN_DATA_DIR=str(tmp_path)) as (address, _),
        window.visitor(browser) as page,
    ):
        window.visit(page, address)
        window.ask(page, "dien tich")

        def rate() -> None:
            page.click("#last .feedback summary")
            page.check("#last .feedback input[value=incomplete]")
            page.click("#last [data-act=rate]")

        with closing(sqlite3.connect(tmp_path / "window.sqlite")) as file:
            file.execute("ALTER TABLE log RENAME TO elsewhere")
            rate()
            page.wait_for_selector("#danvan-message.shown:has-text('chưa ghi được')")
            file.execute("ALTER TABLE elsewhere RENAME TO log")
        rate()
        page.wait_for_selector("#danvan-message.shown:has-text('Cảm ơn')")
