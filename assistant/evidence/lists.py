"""Broad questions: the items under the heading that the question names, or of an enumeration."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.citing import Excerpt, excerpt_of
from assistant.evidence.selection import Candidate
from assistant.understanding import Understanding, Wanted
from index.library import Library
from index.types import Passage, PassageKind
from index.vietnamese import syllables

_MAX_ITEMS = 12
_HEADING_SHARE = 0.6


def listed(asked: Understanding, best: Candidate, library: Library) -> Sequence[Excerpt]:
    """The items that together answer a broad question; empty where one sentence does.

    A heading counts as named when most of its words are in the question ('các hạn chế' for
    '2. Hạn chế'), and its items are the passages right under it."""
    if asked.wanted not in (Wanted.LIST, Wanted.HOW_WHY, Wanted.OTHER):
        return ()
    passages = library.passages(best.clause.passage.document)
    place = best.clause.passage.place
    title = next((t for t in reversed(place.titles) if t), "")
    if not title or not _is_named(title, asked):
        return ()
    items = [p for p in passages if _under(p, place.labels, len(_heading_of(place.titles)))]
    if not 1 < len(items) <= _MAX_ITEMS:
        return ()
    return [excerpt_of(p) for p in items]


def _is_named(title: str, asked: Understanding) -> bool:
    words = [w for w in syllables(title) if not w.isdigit()]
    said = set(syllables(asked.text))
    return bool(words) and sum(w in said for w in words) >= _HEADING_SHARE * len(words)


def _heading_of(titles: tuple[str, ...]) -> tuple[str, ...]:
    """Titles down to the last that has words."""
    depth = max((n for n, title in enumerate(titles, start=1) if title), default=0)
    return titles[:depth]


def _under(passage: Passage, labels: tuple[str, ...], depth: int) -> bool:
    return (
        passage.kind is PassageKind.PARAGRAPH and passage.place.labels[:depth] == labels[:depth]
    )
