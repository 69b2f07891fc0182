"""Pictures of the window for the docs, of the real assistant over the report that ships.

DANVAN_SCREENSHOTS=docs/screenshots python -m pytest tests/test_browser_screenshots.py
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

import pytest
import window

FOLDER = os.environ.get("DANVAN_SCREENSHOTS", "")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not FOLDER, reason="DANVAN_SCREENSHOTS names no folder"),
]
GROWTH = "Tốc độ tăng trưởng GRDP bình quân giai đoạn 2016-2020 là bao nhiêu?"
LIST = "Những hạn chế trong công tác dân vận là gì?"
UNKNOWN = "Giá vàng hôm nay bao nhiêu?"


@pytest.fixture
def opened(browser, real_address):
    """A page of the wanted size and scheme."""
    with ExitStack() as pages:

        def open_page(width, height, scheme="light", scale=1):
            page = pages.enter_context(
                window.visitor(
                    browser,
                    viewport={"width": width, "height": height},
                    color_scheme=scheme,
                    device_scale_factor=scale,
                )
            )
            window.visit(page, real_address)
            return page

        yield open_page


def shoot(page, name: str) -> None:
    page.wait_for_timeout(900)  # scrolling and suggestions come to rest
    Path(FOLDER).mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(Path(FOLDER) / f"{name}.png"))


def test_desktop(opened):
    page = opened(1366, 768)
    shoot(page, "mo-dau")
    window.ask(page, GROWTH)
    page.click("#last .cite >> nth=0")
    shoot(page, "hoi-dap")
    page.click("[data-act=new]")
    page.wait_for_selector(".welcome")
    window.ask(page, LIST)
    page.click("#last .cite >> nth=0")
    shoot(page, "danh-sach")
    page.click("[data-act=new]")
    page.wait_for_selector(".welcome")
    window.ask(page, UNKNOWN)
    shoot(page, "khong-neu")
    page.click("[data-view=library]")
    page.locator(".document").first.click()
    page.wait_for_selector(".reader")
    page.click(".contents a:has-text('4.2. Kết quả xử lý đơn thư')")
    shoot(page, "thu-vien")
    page.click("[data-view=catalog]")
    shoot(page, "van-ban-duoc-nhac")
    page.click("[data-view=conflicts]")
    shoot(page, "can-doi-chieu")
    page.click("[data-view=guide]")
    shoot(page, "huong-dan")


def test_quiz(opened):
    page = opened(1366, 768)
    page.click("nav [data-view=quiz]")
    page.fill('#quiz [data-field="count"]', "10")
    page.click('[data-act="quiz-make"]')
    page.wait_for_selector("#quiz .quiz-item")
    page.locator("#quiz .quiz-item").first.scroll_into_view_if_needed()
    shoot(page, "trac-nghiem")


def test_wide_and_dark(opened):
    page = opened(1920, 1080, "dark")
    window.ask(page, GROWTH)
    page.click("#last .cite >> nth=0")
    shoot(page, "nen-toi")


def test_phone(opened):
    page = opened(390, 844, scale=2)
    window.ask(page, GROWTH)
    shoot(page, "dien-thoai")
    page.click("#last .cite >> nth=0")
    shoot(page, "dien-thoai-nguon")
