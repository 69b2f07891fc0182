"""Fixtures that several tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

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
