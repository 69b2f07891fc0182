"""Moodle GIFT (docs.moodle.org, "GIFT format"): a text file that question banks import.

An order becomes a matching of options with their places: GIFT has no ordering.
"""

from __future__ import annotations

import re

from assistant.quiz import texts
from assistant.quiz.export.weights import share_of
from assistant.quiz.export.wording import as_pairs, named
from assistant.quiz.types import Kind, Quiz, QuizItem

_SPECIAL = re.compile(r"([\\~=#{}:])")


def gift_text(quiz: Quiz) -> str:
    category = texts.CATEGORY.format(title=_line(quiz.title).replace("/", "//"))
    parts = [f"$CATEGORY: {category}"]
    parts += [_item(number, item) for number, item in enumerate(quiz.items, start=1)]
    return "\n\n".join(parts) + "\n"


def _item(number: int, item: QuizItem) -> str:
    # [plain] keeps a stem that begins with a bracket from being read as the name of a format.
    head = f"::{escaped(named(number, item))}::[plain]{escaped(item.stem)} {{"
    lines = _answers(item)
    return "\n".join([head, *lines, f"####{escaped(item.explanation)}", "}"])


def _answers(item: QuizItem) -> list[str]:
    match item.kind:
        case Kind.TRUE_FALSE:
            return ["TRUE" if item.key == (0,) else "FALSE"]
        case Kind.FILL:
            return [f"={escaped(answer)}" for answer in item.answers]
        case Kind.MATCHING | Kind.ORDERING:
            return [f"={_side(left)} -> {_side(right)}" for left, right in as_pairs(item)]
        case Kind.SINGLE:
            return [
                f"{'=' if n in item.key else '~'}{escaped(option)}"
                for n, option in enumerate(item.options)
            ]
        case Kind.MULTIPLE:
            return [
                f"~%{share_of(item, n)}%{escaped(option)}" for n, option in enumerate(item.options)
            ]


def escaped(text: str) -> str:
    """GIFT's control characters with a backslash in front, on one line."""
    return _SPECIAL.sub(r"\\\1", text).replace("\r", "").replace("\n", "\\n")


def _side(text: str) -> str:
    """One side of a pair: an arrow in it would part it again."""
    return escaped(text.replace("->", "→"))


def _line(text: str) -> str:
    return " ".join(text.split())
