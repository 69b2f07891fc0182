"""What one visitor has on the quiz page."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.quiz.marking import Answered
from assistant.quiz.types import Quiz, QuizItem, Request

FIRST = Request(count=20)


@dataclass(frozen=True, slots=True)
class Desk:
    """said: what the last act came to, in Vietnamese. trying: the quiz is being answered instead
    of edited. answered: by item id, once handed in. open: id of the item whose form is open."""

    quiz: Quiz | None = None
    request: Request = FIRST
    said: str = ""
    trying: bool = False
    answered: dict[str, Answered] = field(default_factory=dict)
    open: str = ""

    @property
    def items(self) -> tuple[QuizItem, ...]:
        return self.quiz.items if self.quiz else ()

    def item(self, id: str) -> QuizItem | None:
        return next((item for item in self.items if item.id == id), None)
