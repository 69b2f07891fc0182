"""Every page of the window under axe-core, light and dark: nothing serious, contrast included.

Needs the package axe-playwright-python, which carries axe-core itself.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

_path = Path(__file__).with_name("test_browser.py")
_spec = importlib.util.spec_from_file_location("browser_tests_of_accessibility", _path)
assert _spec and _spec.loader
window = importlib.util.module_from_spec(_spec)
sys.modules["browser_tests_of_accessibility"] = window
_spec.loader.exec_module(window)
address, browser = window.address, window.browser

pytestmark = pytest.mark.browser


def problems(page) -> list[str]:
    """Serious and critical findings, each with the element it is about."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page.wait_for_timeout(400)
    found = axe.run(page).response["violations"]
    return [
        f"{finding['id']}: {node['html'][:120]}"
        for finding in found
        if finding["impact"] in ("serious", "critical")
        for node in finding["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_nothing_serious(browser, address, scheme, size):
    viewport = {"width": size[0], "height": size[1]}
    context = browser.new_context(viewport=viewport, color_scheme=scheme)
    page = context.new_page()
    window.visit(page, address)
    assert problems(page) == []
    for question in ("toc do tang truong", "so lieu doi chieu", "gia vang"):
        window.ask(page, question)
    page.locator("#past .cite").first.click()
    window.active_quote(page)
    assert problems(page) == []
    page.keyboard.press("Escape")
    for view in ("catalog", "conflicts", "history", "log", "library"):
        page.click(f"[data-view={view}]")
        page.wait_for_timeout(400)
        assert problems(page) == []
    page.locator(".document").first.click()
    page.wait_for_selector(".reader")
    assert problems(page) == []
    page.click("[data-act=add]")
    assert problems(page) == []
    context.close()
