"""Fixtures that several tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.settings import Settings
from index.library import Library
from index.types import Passage

REPOSITORY = Path(__file__).resolve().parent.parent


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
