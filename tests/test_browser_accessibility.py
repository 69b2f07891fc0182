"""Every page of the window under axe-core, light and dark: nothing serious, contrast included.

Needs the package axe-playwright-python, which carries axe-core itself.
"""

from __future__ import annotations

import pytest
import window

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_nothing_serious(browser, address, scheme, size):
    viewport = {"width": size[0], "height": size[1]}
    with window.visitor(browser, viewport=viewport, color_scheme=scheme) as page:
        window.visit(page, address)
        look_around(page)


def look_around(page) -> None:
    assert window.problems(page) == []
    for question in ("toc do tang truong", "so lieu doi chieu", "gia vang"):
        window.ask(page, question)
    page.locator("#past .cite").first.click()
    window.active_quote(page)
    assert window.problems(page) == []
    page.keyboard.press("Escape")
    for view in ("catalog", "conflicts", "history", "log", "guide", "library"):
        page.click(f"[data-view={view}]")
        page.wait_for_timeout(400)
        assert window.problems(page) == []
    page.locator(".document").first.click()
    page.wait_for_selector(".reader")
    assert window.problems(page) == []
    page.click("[data-act=add]")
    assert window.problems(page) == []
