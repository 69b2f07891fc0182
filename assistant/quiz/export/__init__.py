"""Quizzes as files of other programs: one module a format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from assistant.quiz.storing import quiz_text
from assistant.quiz.types import Quiz


class Format(StrEnum):
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Form:
    """suffix: of the file. is_text: UTF-8 that can be printed. write: (quiz, number of shuffled
    papers, seed) -> the file's bytes; only paper formats heed the last two."""

    suffix: str
    is_text: bool
    write: Callable[[Quiz, int, int], bytes]


FORMATS = {
    Format.JSON: Form(".json", True, lambda quiz, papers, seed: quiz_text(quiz).encode() + b"\n"),
}
