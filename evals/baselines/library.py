"""What a peer needs of the assistant: the library it searches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from index.lanes import Lane
from index.types import Document, Hit, Passage


class LibraryView(Protocol):
    """The part of `index.library.Library` that peers use."""

    def documents(self) -> Sequence[Document]: ...

    def document(self, id: str) -> Document: ...

    def passages(self, document: str) -> Sequence[Passage]: ...

    def search(
        self,
        query: str,
        limit: int = 20,
        documents: Sequence[str] = (),
        *,
        lane: Lane = "hybrid",
    ) -> list[Hit]: ...


class HasLibrary(Protocol):
    """The assistant, as peers see it."""

    @property
    def library(self) -> LibraryView: ...
