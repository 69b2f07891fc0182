"""More people than may wait: they are told at once, and those who wait get their answers."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import window

from assistant.app import texts
from assistant.app.page import CONCURRENT, WAITING


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nobody is answered before this file is there."""
    return tmp_path_factory.mktemp("gate") / "open"


@pytest.fixture(scope="module")
def crowded(gate: Path) -> Iterator[str]:
    with window.served(str(gate)) as (address, _):
        yield address


def join(address: str) -> Any:
    body = json.dumps({"data": ["dien tich", [], []]}).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{address}/gradio_api/call/ask", body, headers)
    with urllib.request.urlopen(request, timeout=20) as reply:
        return json.load(reply)["event_id"]


@pytest.mark.browser
def test_who_comes_too_late_is_told_and_who_waits_is_answered(
    crowded: str, gate: Path, browser: Any
) -> None:
    with window.visitor(browser) as page:
        page.set_default_timeout(2 * window.PATIENCE)
        page.goto(crowded)
        page.wait_for_selector(window.QUESTION)
        accepted, refused = [], []
        for _ in range(CONCURRENT + WAITING + 20):
            try:
                accepted.append(join(crowded))
            except urllib.error.HTTPError as error:
                assert error.code == 503
                assert error.headers["Retry-After"]
                refused.append(json.load(error)["detail"])
        assert refused
        assert set(refused) == {texts.BUSY}
        assert "đang bận" in texts.BUSY

        page.fill(window.QUESTION, "diện tích")
        page.press(window.QUESTION, "Enter")
        page.wait_for_function(f"document.body.textContent.includes({json.dumps(texts.BUSY)})")

    gate.touch()
    url = f"{crowded}/gradio_api/call/ask/{accepted[0]}"
    with urllib.request.urlopen(url, timeout=120) as reply:
        assert "event: complete" in reply.read().decode("utf-8").splitlines()
