"""Fixtures that several tests share."""

from __future__ import annotations

import os
import runpy
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import window

from assistant import Assistant
from assistant.settings import Settings
from index.library import Library
from index.types import Passage

REPOSITORY = Path(__file__).resolve().parent.parent
GUARD = REPOSITORY / "tests" / "guard"  # its sitecustomize.py refuses what leaves this machine


def pytest_configure() -> None:
    """Nothing that the tests run, in this process or in others, may leave this machine."""
    handle, attempts = tempfile.mkstemp(prefix="danvan-attempts-")
    os.close(handle)
    os.environ["ATTEMPTS"] = attempts
    # gradio_client, as programs outside use it, asks its maker's hub who runs it (docs/api.md).
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["PYTHONPATH"] = os.pathsep.join((str(GUARD), os.environ.get("PYTHONPATH", "")))
    runpy.run_path(str(GUARD / "sitecustomize.py"))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """The run fails where anything tried, whether or not a test noticed."""
    attempts = Path(os.environ["ATTEMPTS"])
    tried = attempts.read_text(encoding="utf-8") if attempts.is_file() else ""
    attempts.unlink(missing_ok=True)
    if tried:
        print(f"\nOutgoing connections were tried during this run:\n{tried}")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of testing documents that do not ship with the project (law texts, benchmarks)."""
    folder = Path(os.environ.get("DANVAN_SHARED", REPOSITORY.parent / "shared"))
    if not (folder / "documents").is_dir():
        missing = f"testing documents not found in {folder}; set DANVAN_SHARED to their folder"
        if os.environ.get("DANVAN_REQUIRE_SHARED") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    return folder


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The assistant over the report that ships, with an index of its own."""
    return Assistant.prepare(Settings(data_dir=tmp_path_factory.mktemp("data")))


@pytest.fixture(scope="session")
def library(assistant: Assistant) -> Library:
    return assistant.library


@pytest.fixture(scope="session")
def report(library: Library) -> tuple[Passage, ...]:
    """Passages of the report in reading order."""
    return library.passages("bao-cao-114-2020")


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Of the window over the fake assistant; it speaks MCP where that is installed."""
    with window.served(DANVAN_MCP=str(find_spec("mcp") is not None)) as (address, _):
        yield address


@pytest.fixture(scope="session")
def real_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Of `danvan chat`, begun with an empty data folder."""
    with window.chat(DANVAN_DATA_DIR=str(tmp_path_factory.mktemp("chat"))) as (address, _):
        yield address


@pytest.fixture(scope="module")  # not the session: Playwright's loop would be in others' way
def browser() -> Iterator[Any]:
    executable = window.chromium()
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        launched = running.chromium.launch(executable_path=executable, args=window.CHROMIUM_ARGS)
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """A fresh visitor of the window over the fake assistant."""
    with window.visitor(browser) as opened:
        window.visit(opened, address)
        yield opened
