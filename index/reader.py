"""A file -> a document of the library with its passages: read, named, matched, structured."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from index import messages
from index.catalog import Catalog, Entry, load_catalog
from index.reading import read
from index.store import Source
from index.structure import parse
from index.types import Document, Identity, Passage, Relation
from index.vietnamese import fold

if TYPE_CHECKING:
    from index.reading.phapdien import CodifiedLaw


def read_document(path: Path, source: Source) -> tuple[Document, tuple[Passage, ...]]:
    """A source's canonical text and passages. Raises UnreadableFile."""
    if source.part:
        from index.reading.phapdien import pick

        text = pick(path, source.part)
    else:
        text = read(path)
    stem = Path(source.name).stem
    entry = load_catalog().entry(source.id)
    if entry is not None and entry.file == source.name:
        identity = _identity_of(entry)  # a document that ships is what the catalogue says
        related: tuple[Relation, ...] = ()
        in_force = entry.effective_from
    else:
        from index.identity import identify, in_force_from, relations

        related = relations(text)
        identity = identify(text, source.part or stem)
        if source.part:  # another file may hold the same law: each is cited by a name of its own
            identity = replace(identity, title=messages.CODIFIED.format(title=identity.title))
        entry = matching_entry(identity, load_catalog())
        in_force = (entry.effective_from if entry else "") or in_force_from(text.text)
    document = Document(
        id=source.id,
        identity=identity,
        source=text,
        file=source.name,
        sha256=source.sha256,
        catalog_id=entry.id if entry else None,
        effective_from=in_force,
        replaced_by=entry.replaced_by if entry else "",
        status_checked_on=entry.status_checked_on if entry else "",
        status_source=entry.status_source if entry else "",
        relations=related,
    )
    return document, parse(document.id, text)


def laws_in(path: Path) -> tuple[CodifiedLaw, ...]:
    """The documents whose articles can be picked from a file: those of a đề mục of the Bộ pháp
    điển, those with most articles first; none for any other file."""
    if path.suffix.lower() not in (".html", ".htm"):
        return ()
    from index.reading import phapdien

    return phapdien.laws(path) if phapdien.is_topic(path) else ()


def matching_entry(identity: Identity, catalog: Catalog) -> Entry | None:
    """The catalogue entry that a file's own head says it is.

    Kind and number must agree; where both sides state a year, and where both state an issuer of
    the same level, they must agree too: numbers are used again in other years by other issuers.
    A law that the catalogue names without number is matched by its name, one that it names by its
    year alone by that."""
    for entry in catalog.entries:
        if fold(entry.kind) != fold(identity.kind):
            continue
        numbers = {fold(n) for n in (entry.number, *(r.number for r in entry.readings)) if n}
        if numbers:
            same = fold(identity.number) in numbers and bool(identity.number)
            years = (entry.date[:4], identity.date[:4])
            if same and (not all(years) or years[0] == years[1]):
                return entry
            continue
        named = fold(f"{entry.kind} {entry.subject}")
        by_year = fold(entry.subject) == f"nam {identity.date[:4]}"  # 'Hiến pháp năm 2013'
        if by_year or (entry.subject and fold(identity.title).startswith(named)):
            return entry
    return None


def sha256_of_file(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _identity_of(entry: Entry) -> Identity:
    title = entry.name if entry.number else f"{entry.kind} {entry.subject}"
    return Identity(entry.kind, entry.number, entry.issuer, entry.date, title)
