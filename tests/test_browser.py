"""The real window in a real Chromium, over the small assistant of fake_assistant.py."""

from __future__ import annotations

import pytest
from window import (
    GROWTH_START,
    QUESTION,
    active_quote,
    ask,
    in_view,
    leftovers,
    served,
    visit,
)

pytestmark = pytest.mark.browser


def test_ask_without_diacritics_and_follow_the_citation(page):
    ask(page, "toc do tang truong grdp giai doan 2016-2020")
    assert "14,6%" in page.inner_text("#last .lead")
    assert "Hiểu là" in page.inner_text("#last .understood")
    page.click("#last .cite >> nth=0")
    quote = active_quote(page)
    assert quote.startswith(GROWTH_START)
    assert quote.endswith("(công nghiệp tăng 25,2%, xây dựng tăng 11,2%)")
    page.wait_for_timeout(600)
    assert in_view(page, "#sources mark.active", "#sources-pane")
    assert "*" not in page.inner_text("body")


def test_citations_work_with_the_keyboard(page):
    ask(page, "toc do tang truong")
    for key in ("Enter", " "):
        link = page.locator("#last .cite").nth(2 if key == " " else 0)
        link.focus()
        page.keyboard.press(key)
        focused = page.evaluate("document.activeElement.tagName")
        assert focused == "MARK"
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.className").startswith("cite")
    assert "9,5%" in active_quote(page)


def test_hovering_shows_the_quote(page):
    ask(page, "toc do tang truong")
    page.mouse.move(5, 300)
    box = page.locator("#last li .cite").first.bounding_box()
    page.mouse.move(box["x"] + 4, box["y"] + 4, steps=4)
    assert "9,5%" in active_quote(page)


def test_hovering_an_earlier_answer_shows_its_quote(page):
    ask(page, "toc do tang truong")
    ask(page, "dien tich")
    page.mouse.move(5, 300)
    link = page.locator("#past .cite").first
    link.scroll_into_view_if_needed()
    box = link.bounding_box()
    page.mouse.move(box["x"] + 4, box["y"] + 4, steps=4)
    assert active_quote(page).startswith(GROWTH_START)


def test_the_theme_is_remembered(page):
    for expected in (True, False):
        page.click("[data-act=theme]")
        page.reload()
        page.wait_for_selector(QUESTION)
        page.wait_for_timeout(500)
        assert page.evaluate("document.body.classList.contains('dark')") is expected


def test_an_earlier_answer_brings_its_sources_back(page):
    ask(page, "toc do tang truong")
    ask(page, "dien tich")
    assert page.locator("#sources mark").count() == 1
    page.locator("#past .cite").first.click()
    page.wait_for_selector('#sources .sources[data-turn="1"]')
    assert active_quote(page).startswith(GROWTH_START)


def test_refusal_conflict_and_calculation(page):
    ask(page, "gia vang hom nay")
    assert page.inner_text("#last .verdict") == "Tài liệu không nêu"
    page.click("#last .nearest .cite")
    assert active_quote(page) == "diện tích đất tự nhiên 3.849 km²"
    ask(page, "số liệu đối chiếu")
    assert page.locator("#last .conflict .cite").count() >= 2
    assert "7.570 - 3.849 = 3.721" in page.inner_text("#last .computed")


def test_examples_new_conversation_retry_and_edit(page):
    page.locator(".example").first.click()
    page.wait_for_selector("#last .turn.done")
    page.click("#last [data-act=retry]")
    page.wait_for_timeout(500)
    page.wait_for_selector("#last .turn.done")
    assert page.locator(".turn").count() == 1
    page.click("#last [data-act=edit]")
    page.wait_for_function("document.querySelector('#question textarea').value !== ''")
    page.fill(QUESTION, "dien tich")
    page.press(QUESTION, "Enter")
    page.wait_for_selector("#last .lead:has-text('3.849')")
    assert page.locator(".turn").count() == 1
    page.click("[data-act=new]")
    page.wait_for_selector(".welcome")
    assert page.locator(".turn").count() == 0


def test_stop(page):
    page.fill(QUESTION, "tăng trưởng, trả lời chậm")
    page.press(QUESTION, "Enter")
    page.wait_for_selector("#last .turn.pending")
    page.click("#question .stop-button")
    page.wait_for_selector("#last .problem")
    assert "Đã dừng" in page.inner_text("#last .problem")
    page.wait_for_timeout(500)
    ask(page, "dien tich")
    assert "3.849" in page.inner_text("#last .lead")


def test_html_from_people_and_documents_is_never_run(page):
    attack = '<img src=x onerror="window.hacked=3"><script>window.hacked=4</script> van ban la:'
    ask(page, f"{attack} dan van la gi")
    page.click("#last .cite >> nth=0")
    assert "{{x}} ${1+1}" in active_quote(page)
    page.click("[data-view=library]")
    page.locator(".document").nth(1).click()
    page.wait_for_selector(".reader[data-document=tai-lieu-la]")
    page.fill("#library-query input, #library-query textarea", attack + " dan van")
    page.keyboard.press("Enter")
    page.wait_for_selector(".results")
    page.wait_for_timeout(300)
    assert page.evaluate("window.hacked") is None
    assert page.locator("img").count() == 0


def test_bad_input_gets_a_clear_reply(page):
    page.fill(QUESTION, "a " * 5000)
    page.press(QUESTION, "Enter")
    page.wait_for_selector("#last .problem")
    assert "tối đa 2.000 ký tự" in page.inner_text("#last .problem")
    ask(page, "làm hỏng đi")
    assert "Có lỗi khi tìm câu trả lời" in page.inner_text("#last .problem")
    ask(page, "dien tich")
    assert "3.849" in page.inner_text("#last .lead")


def test_library_contents_search_and_catalogue(page):
    page.click("[data-view=library]")
    page.locator(".document").first.click()
    page.wait_for_selector(".reader .place")
    page.click(".contents a:has-text('4.2. Kết quả xử lý đơn thư')")
    page.wait_for_timeout(700)
    assert in_view(page, "#reader .here", "#reader-pane")
    page.fill("#library-query input, #library-query textarea", "tinh gian bien che")
    page.keyboard.press("Enter")
    page.locator(".result").first.click()
    page.wait_for_selector("#reader .here")
    page.click("[data-view=catalog]")
    page.fill(".catalog input", "nghi quyet 110")
    page.wait_for_timeout(200)
    rows = page.locator(".catalog tbody tr:visible")
    assert 1 <= rows.count() < 10
    page.locator(".catalog .places a:visible").first.click()
    page.wait_for_selector("#view-library #reader .here", state="visible")
    page.wait_for_timeout(700)
    assert in_view(page, "#reader .here", "#reader-pane")


def test_a_citation_opens_the_document_at_its_words(page):
    ask(page, "dien tich")
    page.click("#sources [data-act=open]")
    page.wait_for_selector("#reader mark", state="visible")
    assert page.inner_text("#reader mark") == "diện tích đất tự nhiên 3.849 km²"
    assert in_view(page, "#reader mark", "#reader-pane")
    page.click("[data-view=conflicts]")
    page.locator(".disagreement [data-act=open]").nth(1).click()
    page.wait_for_selector("#reader mark:has-text('7.570')", state="visible")
    assert in_view(page, "#reader mark", "#reader-pane")


def test_the_guide_is_in_the_window(page):
    page.click("[data-view=guide]")
    page.wait_for_selector(".guide h1")
    assert page.inner_text(".guide h1") == "Hướng dẫn sử dụng Trợ lý Dân vận"
    link = page.locator(".guide nav a:has-text('Khi thấy câu trả lời sai')")
    link.click()
    page.wait_for_timeout(700)
    assert in_view(page, link.get_attribute("href"), "#view-guide")
    assert page.locator(".guide article a").count() == 0
    assert leftovers(page) == []


def test_the_documents_asked_can_be_chosen(page):
    page.click(".scope summary")
    page.check(".scope input >> nth=1")
    assert page.inner_text(".scope summary span") == "1 tài liệu"
    page.wait_for_timeout(400)
    ask(page, "theo tai lieu nao")
    assert "Hỏi trong: tai-lieu-la" in page.inner_text("#last")
    page.click(".scope summary")
    page.uncheck(".scope input >> nth=1")
    page.wait_for_timeout(400)
    ask(page, "theo tai lieu nao nua")
    assert "Hỏi trong: tất cả" in page.inner_text("#last")


def test_no_english_is_left(page):
    assert leftovers(page) == []
    ask(page, "toc do tang truong")
    assert leftovers(page) == []
    for view in ("library", "catalog", "conflicts"):
        page.click(f"[data-view={view}]")
        page.wait_for_timeout(200)
        assert leftovers(page) == []
    assert page.evaluate("document.documentElement.lang") == "vi"


def test_the_keyboard_focus_is_visible(page):
    page.focus(QUESTION)
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.className") == "example"
    style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert style == "solid"


@pytest.mark.parametrize("size", [(390, 844), (1366, 768), (1920, 1080)])
def test_nothing_is_cut_off_sideways(page, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    ask(page, "so lieu doi chieu")
    for view in ("ask", "library", "catalog", "conflicts", "guide"):
        page.click(f"[data-view={view}]")
        page.wait_for_timeout(150)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_on_a_phone_sources_come_as_a_sheet(page):
    page.set_viewport_size({"width": 390, "height": 844})
    ask(page, "toc do tang truong")
    assert not page.is_visible("#sources")
    page.click("#last .cite >> nth=0")
    page.wait_for_selector("#sources mark.active", state="visible")
    page.wait_for_timeout(600)
    assert in_view(page, "#sources mark.active", "#sources-pane")
    page.click("[data-act=close-sources]")
    page.wait_for_timeout(300)
    assert not page.is_visible("#sources")


def test_on_a_phone_the_library_reads_below_its_contents(page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.click("[data-view=library]")
    page.locator(".document").first.click()
    page.wait_for_selector(".reader .place")
    page.click(".contents a:has-text('4.2. Kết quả xử lý đơn thư')")
    page.wait_for_timeout(300)
    assert in_view(page, "#reader .here", "#view-library")
    page.click("[data-act=add]")
    page.wait_for_selector("#add .choose", state="visible")


def test_copying_with_sources(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, "toc do tang truong")
    page.click("#last [data-act=copy]")
    page.wait_for_selector("#danvan-message.shown")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Nguồn: ([1]" in copied
    assert "Mục A, trang 1, Báo cáo" in copied


def test_the_page_is_there_before_the_documents_are(browser, tmp_path):
    gate = tmp_path / "open"
    with served(str(gate)) as (address, _):
        page = browser.new_page()
        page.goto(address)
        page.wait_for_selector("#notice :text('Đọc tài liệu 25 %')")
        page.fill(QUESTION, "dien tich")
        page.press(QUESTION, "Enter")
        page.wait_for_selector("#last .turn.pending")
        gate.touch()
        page.wait_for_selector("#last .turn.done")
        assert "3.849" in page.inner_text("#last .lead")
        page.wait_for_selector("#notice .notice", state="detached")
        page.close()


def test_a_lost_connection_is_said_in_vietnamese(browser):
    with served() as (address, process):
        page = browser.new_page()
        visit(page, address)
        process.terminate()
        process.wait(20)
        page.fill(QUESTION, "dien tich")
        page.press(QUESTION, "Enter")
        page.wait_for_selector("#danvan-message.shown")
        assert "Mất kết nối" in page.inner_text("#danvan-message")
        assert leftovers(page) == []
        page.close()
