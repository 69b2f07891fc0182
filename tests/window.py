"""The real window and a real Chromium, for the tests that drive them."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest

HERE = Path(__file__).resolve().parent
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING = (
    "The window is tested in Chromium, which is not installed. "
    "Debian or Ubuntu: sudo apt-get install -y chromium fonts-dejavu. "
    "Elsewhere set DANVAN_CHROMIUM to the path of a Chrome or Chromium."
)
QUESTION = "#question textarea"
PATIENCE = 60_000  # milliseconds: a busy machine is slow, and a fault still comes to light
# Words of Gradio's own English interface; a Vietnamese text has none of them as a whole word.
ENGLISH = re.compile(
    r"\b(submit|stop|clear|loading|settings|built|with|use|via|upload|drop|file|click|error|"
    r"queue|processing|copy|share|download|remove|edit|search|close|language|screen|record|"
    r"connection|lost|textbox|label|empty|retry|undo|flag|examples?|login|username|password|run)\b",
    re.IGNORECASE,
)

GROWTH_START = "Tốc độ tăng trưởng kinh tế (GRDP) bình quân giai đoạn 2016-2020 ước đạt 14,6%"


def chromium() -> str:
    """Path of a Chromium; without one the tests fail in CI and are skipped elsewhere."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
    found = os.environ.get("DANVAN_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail(MISSING)
    pytest.skip(MISSING)


@contextmanager
def served(
    *arguments: str, out: IO[bytes] | None = None, **settings: str
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The window over the fake assistant, on a free port, in a process of its own."""
    command = (str(HERE / "fake_assistant.py"), "{port}", *arguments)
    with _running(*command, out=out, **settings) as running:
        yield running


@contextmanager
def chat(
    *arguments: str, bound: tuple[str, ...] = (), out: IO[bytes] | None = None, **settings: str
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """`danvan chat` on a free port. bound: what goes before the command. settings: DANVAN_*
    variables."""
    command = ("-m", "assistant.cli", "chat", "--port", "{port}", *arguments)
    with _running(*command, bound=bound, out=out, **settings) as running:
        yield running


def bound_by_modes() -> tuple[str, ...]:
    """What goes before a command that is to be bound by the modes of files, as everyone but root
    is without it."""
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("root may write everywhere, and setpriv (util-linux) is missing")
    return ("setpriv", "--bounding-set=-dac_override,-dac_read_search")


@contextmanager
def _running(
    *command: str, bound: tuple[str, ...] = (), out: IO[bytes] | None = None, **variables: str
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    path = os.pathsep.join((str(HERE.parent), os.environ.get("PYTHONPATH", "")))
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1", **variables}
    environment.pop("HF_HUB_OFFLINE", None)  # the window itself must see to it that it asks no one
    process = subprocess.Popen(
        [*bound, sys.executable, *(port if word == "{port}" else word for word in command)],
        env=environment,
        stdout=out,
        stderr=out and subprocess.STDOUT,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, process)
        yield address, process
    finally:
        process.terminate()
        process.wait(20)


def wait_for(address: str, process: subprocess.Popen[bytes], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert process.poll() is None, "the window's process ended"
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{address} not reachable")


@contextmanager
def visitor(browser, **options) -> Iterator[Any]:
    """A page of its own; anything asked of another machine, or thrown by a script, fails."""
    options = {"viewport": {"width": 1366, "height": 768}, "locale": "en-US", **options}
    context = browser.new_context(**options)
    page = context.new_page()
    outside: list[str] = []
    thrown: list[str] = []
    page.on("request", lambda r: None if is_local(r.url) else outside.append(r.url))
    page.on("pageerror", lambda error: thrown.append(str(error)))
    yield page
    context.close()
    assert outside == []
    assert thrown == []


def is_local(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:"))


def visit(page, address) -> None:
    """Open the window and wait until the documents are open; an index may have to be built."""
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    page.wait_for_selector(QUESTION)
    page.wait_for_selector("#notice .notice", state="detached", timeout=5 * PATIENCE)


def ask(page, text: str) -> None:
    """Ask and wait for the whole answer."""
    page.fill(QUESTION, text)
    page.press(QUESTION, "Enter")
    asked = "t => document.querySelector('#last .asked')?.textContent.endsWith(t)"
    page.wait_for_function(asked, arg=text.strip())
    page.wait_for_selector("#last .turn.done")


def active_quote(page) -> str:
    page.wait_for_selector("#sources mark.active")
    return "".join(page.locator("#sources mark.active").all_text_contents())


def in_view(page, selector: str, frame: str) -> bool:
    """Whether the first element stands inside the visible part of a pane."""
    script = """([selector, frame]) => {
        const a = document.querySelector(selector).getBoundingClientRect();
        const b = document.querySelector(frame).getBoundingClientRect();
        return a.top >= b.top && a.top < b.bottom && a.left >= b.left && a.right <= b.right + 1;
    }"""
    return page.evaluate(script, [selector, frame])


def leftovers(page) -> list[str]:
    """English words in what is visible, read out or shown on hover."""
    texts = page.evaluate("""() => {
        const found = [];
        const seen = (el) => el.checkVisibility?.({visibilityProperty: true}) ?? true;
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const el = walker.currentNode.parentElement;
            if (el && !["SCRIPT", "STYLE"].includes(el.tagName) && seen(el))
                found.push(walker.currentNode.textContent);
        }
        for (const el of document.querySelectorAll("[aria-label],[title],[placeholder],[alt]"))
            if (seen(el)) for (const name of ["aria-label", "title", "placeholder", "alt"])
                found.push(el.getAttribute(name) ?? "");
        found.push(document.title);
        return found;
    }""")
    return [text for text in texts if ENGLISH.search(text)]


def problems(page) -> list[str]:
    """axe-core's serious and critical findings, each with the element it is about."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page.wait_for_timeout(400)
    found = axe.run(page).response["violations"]
    return [
        f"{finding['id']}: {node['html'][:120]}"
        for finding in found
        if finding["impact"] in ("serious", "critical")
        for node in finding["nodes"]
    ]
