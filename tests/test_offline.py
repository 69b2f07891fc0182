"""The assistant answers with every outgoing connection forbidden, and tries to make none.

A program of its own is started for it, under a `sitecustomize` that writes down and refuses each
look-up and connection that leaves this machine (Python's audit events; nothing is patched). Code
that is not Python raises no such events: where Linux lets us, the program also gets a network of
its own with nothing in it but loopback.
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
QUESTION = "Diện tích tự nhiên của tỉnh Bắc Giang là bao nhiêu?"
START = 120  # seconds until the window must answer


class Sealed:
    """Runs programs that can reach nothing but this machine."""

    def __init__(self, folder: Path) -> None:
        guard = REPOSITORY / "tests" / "guard"
        home = folder / "home"
        home.mkdir()
        self.log = folder / "attempts.txt"
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("HF_", "TRANSFORMERS_", "GRADIO_", "DANVAN_", "PYTHON"))
            and not name.lower().endswith("_proxy")
        }
        self.environment = kept | {
            "ATTEMPTS": str(self.log),
            "DANVAN_DATA_DIR": str(folder / "data"),
            "HOME": str(home),  # no cache of a model hub to fall back on
            "USERPROFILE": str(home),
            "XDG_CACHE_HOME": str(home / "cache"),
            "PYTHONPATH": os.pathsep.join((str(guard), str(REPOSITORY))),
            "PYTHONIOENCODING": "utf-8",
        }
        self.folder = folder

    @property
    def attempts(self) -> str:
        return self.log.read_text(encoding="utf-8") if self.log.exists() else ""

    def command(self, code: str, *arguments: str, prefix: tuple[str, ...] = ()) -> list[str]:
        return [*prefix, sys.executable, "-c", code, *arguments]

    def run(
        self, code: str, *arguments: str, prefix: tuple[str, ...] = ()
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(code, *arguments, prefix=prefix),
            capture_output=True,
            encoding="utf-8",
            env=self.environment,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            check=False,
        )


DANVAN = "from assistant.cli import main; main()"


def _own_network() -> tuple[str, ...]:
    """`unshare`, where this machine lets us make an empty network; else nothing."""
    unshare, ip = shutil.which("unshare"), shutil.which("ip")
    if not unshare:
        return ()
    up = f"{ip} link set lo up && " if ip else ""
    prefix = (unshare, "--user", "--map-root-user", "--net", "sh", "-c", f'{up}exec "$@"', "sh")
    probe = subprocess.run([*prefix, "true"], capture_output=True, check=False)
    return prefix if probe.returncode == 0 else ()


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Sealed:
    """With an index built under the seal."""
    sealed = Sealed(tmp_path_factory.mktemp("sealed"))
    built = sealed.run(DANVAN, "index", prefix=_own_network())
    assert built.returncode == 0, built.stdout + built.stderr
    return sealed


def test_the_seal_holds(tmp_path: Path) -> None:
    sealed = Sealed(tmp_path)
    for code in (
        "import urllib.request as u; u.urlopen('http://192.0.2.1/', timeout=1)",
        "import socket; socket.getaddrinfo('example.org', 80)",
        "import socket as s; s.socket(type=s.SOCK_DGRAM).sendto(b'', ('192.0.2.1', 53))",
    ):
        run = sealed.run(code)
        assert run.returncode != 0
        assert "outgoing connections are forbidden here" in run.stderr
    assert len(sealed.attempts.splitlines()) == 3


def test_index_and_answer_without_a_network(sealed: Sealed) -> None:
    run = sealed.run(DANVAN, "ask", QUESTION, "--json", prefix=_own_network())
    assert run.returncode == 0, run.stderr
    answer = json.loads(run.stdout)
    assert not answer["refused"]
    assert any("3.849" in citation["quote"] for citation in answer["citations"])
    assert sealed.attempts == ""


@contextmanager
def window(sealed: Sealed) -> Iterator[int]:
    """The window's port, once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    printed = sealed.folder / "window.txt"
    with printed.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            sealed.command(DANVAN, "chat", "--host", "127.0.0.1", "--port", str(port)),
            stdout=out,
            stderr=subprocess.STDOUT,
            env=sealed.environment,
            cwd=sealed.folder,
            stdin=subprocess.DEVNULL,
        )
        try:
            for _ in range(START * 5):
                if process.poll() is not None:
                    break
                with socket.socket() as client:
                    if client.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.2)
            assert process.poll() is None, printed.read_text(encoding="utf-8")
            yield port
        finally:
            process.terminate()
            process.wait(timeout=30)


def test_the_window_opens_without_a_network(sealed: Sealed) -> None:
    with window(sealed) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=START)
        connection.request("GET", "/")
        response = connection.getresponse()
        page = response.read().decode("utf-8")
    assert response.status == 200
    assert "<html" in page
    assert sealed.attempts == ""


@pytest.mark.browser
def test_the_page_asks_only_this_machine(sealed: Sealed) -> None:
    """No font, script or count from a server on the internet."""
    from playwright.sync_api import sync_playwright

    names = ("chromium", "chromium-browser", "google-chrome")
    chromium = os.environ.get("DANVAN_CHROMIUM") or next(filter(None, map(shutil.which, names)), "")
    assert chromium, "Chromium is missing: `make test` installs it, or says how"
    asked: list[str] = []
    with window(sealed) as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"http://127.0.0.1:{port}/")
        page.get_by_role("textbox").first.wait_for(timeout=START * 1000)
        page.wait_for_timeout(2000)  # what the page loads late
        browser.close()
    outside = [
        url for url in asked if not url.startswith((f"http://127.0.0.1:{port}/", "data:", "blob:"))
    ]
    assert asked
    assert not outside
    assert sealed.attempts == ""
