"""The assistant as a System: asked through its public API, read back through its contract."""

from __future__ import annotations

from typing import Protocol

from assistant.types import Answer, Question
from evals.answers import parse_answer
from evals.types import EvalAnswer, EvalQuestion
from index.errors import DocumentUnknown
from index.types import Document


class Asks(Protocol):
    """What is needed of the assistant."""

    def ask(self, question: Question) -> Answer: ...


class HasDocuments(Protocol):
    """What is needed of a library."""

    def document(self, id: str) -> Document: ...


class AssistantSystem:
    """`Answer.to_json()` is parsed as any other system's answer: what is measured is what a
    script would get."""

    def __init__(self, assistant: Asks, name: str = "danvan") -> None:
        self._assistant = assistant
        self.name = name

    def answer(self, question: EvalQuestion) -> EvalAnswer:
        asked = Question(
            text=question.question,
            history=question.history,
            documents=question.documents,
            id=question.id,
        )
        return parse_answer(self._assistant.ask(asked).to_json(), f"{self.name}: {question.id}")


class LibraryTexts:
    """Canonical texts of an open library."""

    available = True

    def __init__(self, library: HasDocuments) -> None:
        self._library = library

    def text(self, document: str) -> str | None:
        try:
            return self._library.document(document).text
        except DocumentUnknown:
            return None


class NoTexts:
    """No library at hand: no citation can be checked."""

    available = False

    def text(self, document: str) -> str | None:
        return None
