"""A conversation as the window holds it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import uuid4

from assistant.types import Answer, Question

HISTORY_QUESTIONS = 6  # earlier questions passed on; a follow-up seldom reaches further back


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what came of it. answer: None until something arrived.
    problem: a Vietnamese sentence when there is no answer. logged: its line in the audit log."""

    number: int
    question: str
    answer: Answer | None = None
    finished: bool = False
    problem: str = ""
    logged: int = 0


@dataclass(frozen=True, slots=True)
class Conversation:
    """editing: the next question replaces the last one. id: "" until the first question."""

    turns: tuple[Turn, ...] = ()
    editing: bool = False
    id: str = ""

    @property
    def last(self) -> Turn | None:
        return self.turns[-1] if self.turns else None

    def asked(self, question: str) -> Conversation:
        """With a new turn that waits for its answer."""
        kept = self.turns[:-1] if self.editing else self.turns
        return Conversation((*kept, Turn(len(kept) + 1, question)), id=self.id or uuid4().hex)

    def question(self, documents: tuple[str, ...] = ()) -> Question:
        """The last turn as a question to the assistant, with the earlier ones as history."""
        *earlier, last = self.turns
        history = tuple(turn.question for turn in earlier if turn.answer)[-HISTORY_QUESTIONS:]
        return Question(last.question, history, documents)

    def with_last(
        self,
        *,
        answer: Answer | None = None,
        finished: bool = False,
        problem: str = "",
        logged: int = 0,
    ) -> Conversation:
        """With news about the last turn."""
        *earlier, last = self.turns
        changed = replace(
            last,
            answer=answer or last.answer,
            finished=finished,
            problem=problem or last.problem,
            logged=logged or last.logged,
        )
        return replace(self, turns=(*earlier, changed))

    def turn(self, number: int) -> Turn | None:
        return next((turn for turn in self.turns if turn.number == number), None)
