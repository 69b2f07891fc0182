"""Whether a document still holds, as far as the catalogue or another document of the library
states it. Nothing is inferred: what nobody states has not been checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index.identity.numbers import year_in
from index.types import Document, Relation, RelationKind, Span
from index.vietnamese import fold

_WITHOUT_FORCE = frozenset(
    ("", "Báo cáo", "Tờ trình", "Thông báo", "Công văn", "Công điện", "Đề án")
)


class Standing(StrEnum):
    UNCHECKED = "unchecked"  # nobody states anything
    IN_FORCE = "in-force"  # the catalogue: checked, and not replaced
    AMENDED = "amended"
    PARTLY_ENDED = "partly-ended"
    REPLACED = "replaced"
    ENDED = "ended"


_STANDINGS = {  # weakest first
    RelationKind.AMENDS: Standing.AMENDED,
    RelationKind.ENDS_PARTLY: Standing.PARTLY_ENDED,
    RelationKind.REPLACES: Standing.REPLACED,
    RelationKind.ENDS: Standing.ENDED,
}
_GRAVITY = {standing: level for level, standing in enumerate(_STANDINGS.values())}


@dataclass(frozen=True, slots=True)
class Statement:
    """Words of another document that say so. span: in that document's canonical text."""

    document: str
    span: Span
    standing: Standing


@dataclass(frozen=True, slots=True)
class Status:
    """standing: the gravest that is stated. statements: who states it, newest first; () where it
    is the catalogue or nobody."""

    standing: Standing
    statements: tuple[Statement, ...] = ()


def has_force(document: Document) -> bool:
    """Whether it is of a kind that can be in force: a law, a resolution; not a report or letter."""
    return document.identity.kind not in _WITHOUT_FORCE


def status_of(document: Document, documents: Sequence[Document]) -> Status | None:
    """Of a document among all those of the library; None for one that cannot be in force."""
    if not has_force(document):
        return None
    said = sorted(_statements(document, documents), key=lambda s: -_GRAVITY[s.standing])
    if document.replaced_by and not any(s.standing is Standing.ENDED for s in said):
        replaced = (s for s in said if s.standing is Standing.REPLACED)
        return Status(Standing.REPLACED, tuple(replaced))
    if said:
        gravest = said[0].standing
        return Status(gravest, tuple(s for s in said if s.standing is gravest))
    return Status(Standing.IN_FORCE if document.status_checked_on else Standing.UNCHECKED)


def _statements(document: Document, documents: Iterable[Document]) -> Iterator[Statement]:
    newest_first = sorted(documents, key=lambda d: d.identity.date, reverse=True)
    for other in newest_first:
        for relation in other.relations:
            standing = _STANDINGS.get(relation.kind)
            if standing and other.id != document.id and _means(relation, other, document):
                yield Statement(other.id, relation.span, standing)


def _means(relation: Relation, other: Document, document: Document) -> bool:
    """Whether `other` speaks of `document`. Numbers without a year (18-NQ/TW) are given again, and
    so are names: for these the dates must agree as well."""
    mine, others = document.identity.date, other.identity.date
    if mine and others and others < mine:
        return False
    number = document.identity.number
    if number and fold(relation.target) == fold(number):
        return bool(year_in(number)) or (bool(mine) and relation.year == mine[:4])
    name = document.title.removesuffix(f" số {number}") if number else document.title
    return fold(relation.target) == fold(name) and bool(mine and others)
