"""Where the full text of a document that the report names can be had officially."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from index.catalog import Entry, shipped_documents


@dataclass(frozen=True, slots=True)
class Portal:
    """An official portal or office. address: its front page, "" where the document must be asked
    for; nothing here opens it. note: how to look there, in Vietnamese."""

    name: str
    address: str
    note: str
    fits: re.Pattern[str]


def portal_of(entry: Entry) -> Portal | None:
    """The portal of a document known by name; None for one that ships with its text."""
    if entry.file:
        return None
    words = f"{entry.name} · {entry.issuer}"
    return next((portal for portal in _portals() if portal.fits.search(words)), None)


def sought_by(entry: Entry) -> str:
    """What to type into a portal's search box."""
    return entry.number or entry.name


@cache
def _portals() -> tuple[Portal, ...]:
    file = shipped_documents() / "portals.toml"
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["portal"]
    return tuple(
        Portal(row["name"], row["address"], row["note"], re.compile(row["fits"])) for row in rows
    )
