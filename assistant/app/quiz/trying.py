"""A quiz to answer, and what was answered: right or not, with the cited words."""

from __future__ import annotations

from html import escape

from assistant.app import texts
from assistant.app.quiz.desk import Desk
from assistant.quiz.export.wording import LETTERS, key_words
from assistant.quiz.marking import Answered, is_right
from assistant.quiz.texts import KIND_NAMES
from assistant.quiz.types import Kind, QuizItem


def tryout_html(desk: Desk) -> str:
    """The items as questions; once handed in, with score and explanations."""
    handed_in = bool(desk.answered)
    rows = "".join(
        _question(number, item, desk.answered.get(item.id) if handed_in else None)
        for number, item in enumerate(desk.items, start=1)
    )
    if handed_in:
        right = sum(is_right(i, desk.answered.get(i.id, Answered())) for i in desk.items)
        score = texts.QUIZ_SCORE.format(right=right, total=len(desk.items))
        return f'<p class="said score" role="status">{score}</p><ol class="quiz-items">{rows}</ol>'
    return (
        f'<ol class="quiz-items">{rows}</ol><div class="tools"><button type="button" '
        f'class="quiet strong" data-act="quiz-mark">{texts.QUIZ_HAND_IN}</button></div>'
    )


def _question(number: int, item: QuizItem, answered: Answered | None) -> str:
    outcome = ""
    if answered is not None:
        right = is_right(item, answered)
        word = texts.QUIZ_IS_RIGHT if right else texts.QUIZ_IS_WRONG
        outcome = (
            f'<p class="outcome {"good" if right else "bad"}"><b>{word}.</b> '
            f"{texts.QUIZ_KEY}: {escape(key_words(item))}</p>"
            f'<p class="why">{escape(item.explanation)}</p>'
        )
    return (
        f'<li class="quiz-item" data-item="{escape(item.id)}" data-kind="{item.kind.value}">'
        f'<p class="badges"><b>{number}.</b> <span>{KIND_NAMES[item.kind]}</span></p>'
        f'<p class="stem" id="stem-{escape(item.id)}">{escape(item.stem)}</p>'
        f"{_inputs(item, answered)}{outcome}</li>"
    )


def _inputs(item: QuizItem, answered: Answered | None) -> str:
    given = answered or Answered()
    off = " disabled" if answered is not None else ""
    match item.kind:
        case Kind.FILL:
            return (
                f'<label>{texts.QUIZ_ANSWER} <input data-typed lang="vi" maxlength="200" '
                f'value="{escape(given.typed)}"{off}></label>'
            )
        case Kind.MATCHING:
            order = sorted(range(len(item.pairs)), key=lambda n: item.pairs[n][1])
            rows = "".join(
                f"<tr><td>{escape(left)}</td><td>{_select(item, order, given, n, off)}</td></tr>"
                for n, (left, _) in enumerate(item.pairs)
            )
            return f'<table class="pairs"><tbody>{rows}</tbody></table>'
        case Kind.ORDERING:
            rows = "".join(
                f"<li>{_place(item, given, n, off)} {escape(option)}</li>"
                for n, option in enumerate(item.options)
            )
            return f'<ul class="options">{rows}</ul>'
        case _:
            kind = "checkbox" if item.kind is Kind.MULTIPLE else "radio"
            rows = "".join(
                f'<li><label class="box"><input type="{kind}" name="try-{escape(item.id)}" '
                f'data-chosen value="{n}"{" checked" if n in given.chosen else ""}{off}> '
                f"<b>{LETTERS[n]}.</b> {escape(option)}</label></li>"
                for n, option in enumerate(item.options)
            )
            return f'<ul class="options">{rows}</ul>'


def _select(item: QuizItem, order: list[int], given: Answered, pair: int, off: str) -> str:
    """The right sides to choose from for one left side."""
    chosen = given.chosen[pair] if pair < len(given.chosen) else -1
    options = f'<option value="-1">{texts.QUIZ_CHOOSE}</option>'
    for n in order:
        mark = " selected" if n == chosen else ""
        options += f'<option value="{n}"{mark}>{escape(item.pairs[n][1])}</option>'
    label = escape(item.pairs[pair][0])
    return f'<select data-match aria-label="{label}"{off}>{options}</select>'


def _place(item: QuizItem, given: Answered, option: int, off: str) -> str:
    place = given.chosen.index(option) + 1 if option in given.chosen else ""
    label = texts.QUIZ_PLACE.format(letter=escape(item.options[option]))
    return (
        f'<input type="number" data-place min="1" max="{len(item.options)}" value="{place}" '
        f'aria-label="{label}"{off}>'
    )
