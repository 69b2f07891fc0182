"""Canonical text -> passages with their places. One parser per family of documents."""

from __future__ import annotations

from index.structure import outline
from index.types import Passage, SourceText


def parse(document_id: str, source: SourceText) -> tuple[Passage, ...]:
    """Passages of a document in reading order."""
    return outline.parse(document_id, source)
