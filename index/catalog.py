"""The documents that the report names: numbers, dates, subjects, and what people call them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent


def shipped_documents() -> Path:
    """Folder of the documents that come with the product: `documents/` in a checkout,
    `index/_documents` in an installed wheel."""
    checkout = _PACKAGE.parent / "documents"
    return checkout if (checkout / "catalog.toml").is_file() else _PACKAGE / "_documents"


@dataclass(frozen=True, slots=True)
class Mention:
    """Where the report names a document."""

    place: tuple[str, ...]
    offset: int


@dataclass(frozen=True, slots=True)
class Reading:
    """One of the numbers between which the report contradicts itself."""

    number: str
    offset: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A document the report names; "" where the report does not say."""

    id: str
    number: str
    kind: str
    issuer: str
    date: str
    subject: str
    short_names: tuple[str, ...]
    ambiguous_names: tuple[str, ...]
    places: tuple[Mention, ...]
    readings: tuple[Reading, ...]
    effective_from: str
    replaced_by: str
    status_checked_on: str
    status_source: str
    file: str
    note: str

    @property
    def name(self) -> str:
        """'Nghị quyết số 110-NQ/TU', 'Luật Tiếp công dân'."""
        return f"{self.kind} số {self.number}" if self.number else f"{self.kind} {self.subject}"


@dataclass(frozen=True, slots=True)
class Catalog:
    entries: tuple[Entry, ...]

    def entry(self, id: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.id == id), None)


@cache
def load_catalog(path: Path | None = None) -> Catalog:
    """The catalogue in `path`, or the one that ships."""
    file = path or shipped_documents() / "catalog.toml"
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["document"]
    return Catalog(tuple(_entry(row) for row in rows))


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(
        id=row["id"],
        number=row["number"],
        kind=row["kind"],
        issuer=row["issuer"],
        date=row["date"],
        subject=row["subject"],
        short_names=tuple(row["short_names"]),
        ambiguous_names=tuple(row.get("ambiguous_names", ())),
        places=tuple(Mention(tuple(p["place"]), p["offset"]) for p in row["places"]),
        readings=tuple(Reading(r["number"], r["offset"]) for r in row.get("readings", ())),
        effective_from=row["effective_from"],
        replaced_by=row["replaced_by"],
        status_checked_on=row["status_checked_on"],
        status_source=row["status_source"],
        file=row["file"],
        note=row["note"],
    )
