"""What the window needs of the assistant: `assistant.service.Assistant` fits, as does a fake."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from assistant.quiz.making import QuizMaker
from assistant.types import Answer, Question
from index.catalog import Catalog
from index.status import Status
from index.types import Conflict, Document, Hit, Passage


class Shelf(Protocol):
    """The documents and their passages (`index.library.Library`)."""

    @property
    def fingerprint(self) -> str: ...

    @property
    def catalog(self) -> Catalog: ...

    @property
    def conflicts(self) -> Sequence[Conflict]: ...

    def is_current(self) -> bool:
        """Whether the library on disk is still this one; another process may have changed it."""
        ...

    def documents(self) -> Sequence[Document]: ...

    def document(self, id: str, /) -> Document: ...

    def status(self, id: str, /) -> Status | None: ...

    def passages(self, document_id: str, /) -> Sequence[Passage]:
        """In reading order."""
        ...

    def passage(self, id: str, /) -> Passage: ...

    def search(
        self, query: str, limit: int = 20, documents: tuple[str, ...] = ()
    ) -> Sequence[Hit]: ...


class Answerer(Protocol):
    """Who answers (`assistant.service.Assistant`)."""

    @property
    def library(self) -> Shelf: ...

    @property
    def quizzes(self) -> QuizMaker: ...

    def ask(self, question: Question, /) -> Answer: ...

    def ask_quoted(self, question: Question, /) -> Answer:
        """In quotes only, whatever generator is set."""
        ...

    def stream(self, question: Question, /) -> Iterator[Answer]:
        """Growing answers; the last one is whole."""
        ...
