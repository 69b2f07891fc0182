"""Marks of the options of an item with several right ones, as Moodle knows them."""

from __future__ import annotations

from assistant.quiz.types import QuizItem

# Moodle takes only these parts of a mark, so written (question/engine/bank.php).
_PARTS = {1: "100", 2: "50", 3: "33.33333", 4: "25", 5: "20"}


def share_of(item: QuizItem, option: int) -> str:
    """Per cent of the mark that choosing an option gives or takes: all right ones give 100, all
    wrong ones take 100."""
    right = option in item.key
    parts = len(item.key) if right else len(item.options) - len(item.key)
    share = _PARTS[min(parts, 5)]
    return share if right else f"-{share}"
