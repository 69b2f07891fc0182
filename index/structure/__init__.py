"""Canonical text -> passages with their places. One parser per family of documents."""

from __future__ import annotations

from index.structure import law, outline
from index.structure.points import refine_place
from index.types import Passage, SourceText


def parse(document_id: str, source: SourceText) -> tuple[Passage, ...]:
    """Passages of a document in reading order."""
    parser = law.parse if law.looks_like_law(source) else outline.parse
    return tuple(parser(document_id, source))


__all__ = ["parse", "refine_place"]
