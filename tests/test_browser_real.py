"""The whole way: `danvan chat` on an empty data folder, the report that ships, a real Chromium."""

from __future__ import annotations

import os

import pytest
import window

from assistant.app.marked import plain
from index.catalog import shipped_documents
from index.embedding import SHIPPED_MODEL

MODEL = os.environ.get("DANVAN_EMBEDDING_MODEL", "")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not MODEL and not (SHIPPED_MODEL / "modules.json").is_file(),
        reason="no embedding model in index/model; DANVAN_EMBEDDING_MODEL names none",
    ),
]
REPORT = (shipped_documents() / "bao-cao-114-2020.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(browser, real_address):
    with window.visitor(browser) as opened:
        window.visit(opened, real_address)
        yield opened


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("Tỷ lệ giải quyết khiếu nại thuộc thẩm quyền đạt bao nhiêu?", "84,7%"),
        ("dien tich dat tu nhien cua tinh la bao nhieu", "3.849"),
        ("Sau sắp xếp, tỉnh giảm bao nhiêu đơn vị hành chính cấp xã?", "21"),
    ],
)
def test_a_question_leads_to_its_words_in_the_report(page, question, fact):
    page.click("[data-act=new]")
    page.wait_for_selector(".welcome")
    window.ask(page, question)
    assert fact in page.inner_text("#last .answer")
    page.click("#last .cite >> nth=0")
    quote = window.active_quote(page)
    assert fact in quote
    assert " ".join(quote.split()) in " ".join(plain(REPORT).split())
    page.click("#sources [data-act=open]")
    marked = """quote => [...document.querySelectorAll('#reader mark')]
        .map(mark => mark.textContent).join('').includes(quote)"""
    page.wait_for_function(marked, arg=quote)
    page.click("[data-view=ask]")


def test_the_pages_of_the_report(page):
    page.click("[data-view=catalog]")
    assert page.locator(".catalog tbody tr").count() > 40
    page.click("[data-view=conflicts]")
    assert "110-NQ/TW" in page.inner_text("#conflicts")
    assert "110-NQ/TU" in page.inner_text("#conflicts")
    assert window.leftovers(page) == []
