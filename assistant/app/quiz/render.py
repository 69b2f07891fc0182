"""The quiz page as HTML: the request, the items to edit."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.app import texts
from assistant.app.quiz.desk import Desk
from assistant.app.quiz.trying import tryout_html
from assistant.quiz.export.wording import LETTERS, key_letters
from assistant.quiz.facts.wording import document_title
from assistant.quiz.texts import DIFFICULTY_NAMES, KIND_NAMES
from assistant.quiz.types import Difficulty, Kind, Quiz, QuizItem, Request
from index.types import Document

MOST_MADE = 200
_LETTERS_A_LINE = 80  # of a field


def quiz_html(desk: Desk, documents: Sequence[Document], index: str = "") -> str:
    """The whole page. index: fingerprint of the library, to tell a quiz from older documents."""
    said = f'<p class="said" role="status">{escape(desk.said)}</p>' if desk.said else ""
    if desk.quiz is None or not desk.quiz.items:
        body = f'<p class="none">{texts.QUIZ_NONE}</p>'
    else:
        old = desk.quiz.index and index and desk.quiz.index != index
        warned = f'<p class="said">{texts.QUIZ_CHANGED}</p>' if old else ""
        body = _tools(desk, desk.quiz) + warned
        body += tryout_html(desk) if desk.trying else _items(desk)
    return (
        f'<div class="records quiz"><header><h2>{texts.QUIZ_HEADING}</h2>'
        f"<p>{texts.QUIZ_DETAIL}</p></header>{_form(desk, documents)}{said}{body}</div>"
    )


def making_html(text: str) -> str:
    return (
        f'<div class="records quiz"><p class="said making" role="status">{escape(text)}</p></div>'
    )


def refused_html() -> str:
    return f'<div class="records"><p>{texts.FOR_TEACHERS}</p></div>'


# --- the request ------------------------------------------------------------------------------


def _form(desk: Desk, documents: Sequence[Document]) -> str:
    request = desk.request
    shut = "" if desk.quiz is None else " data-made"
    is_open = " open" if desk.quiz is None else ""
    return (
        f'<details class="quiz-form"{is_open}{shut}><summary>{texts.QUIZ_SETTINGS}</summary>'
        f'<div class="fields">{_number("count", texts.QUIZ_COUNT, request.count, 1, MOST_MADE)}'
        f"{_field('section', texts.QUIZ_SECTION, request.section)}"
        f"{_field('topic', texts.QUIZ_TOPIC, request.topic)}"
        f"{_difficulties(request)}{_number('seed', texts.QUIZ_SEED, request.seed, 0, 999_999)}"
        f"{_kinds(request)}{_documents(request, documents)}</div>"
        f'<div class="tools"><button type="button" class="quiet strong" data-act="quiz-make">'
        f"{texts.QUIZ_MAKE}</button>"
        f'<label class="quiet choose">{texts.QUIZ_OPEN}<input type="file" data-quiz-file '
        f'class="sr-only" accept=".json,application/json"></label></div></details>'
    )


def _field(name: str, label: str, value: str) -> str:
    return (
        f'<label>{label}<input data-field="{name}" value="{escape(value)}" lang="vi" '
        f'maxlength="200"></label>'
    )


def _number(name: str, label: str, value: int, low: int, high: int) -> str:
    return (
        f'<label>{label}<input data-field="{name}" type="number" value="{value}" min="{low}" '
        f'max="{high}"></label>'
    )


def _difficulties(request: Request) -> str:
    options = f'<option value="">{texts.QUIZ_ANY_DIFFICULTY}</option>'
    for level in Difficulty:
        chosen = " selected" if request.difficulty is level else ""
        options += f'<option value="{level.value}"{chosen}>{DIFFICULTY_NAMES[level]}</option>'
    return (
        f'<label>{texts.QUIZ_DIFFICULTY}<select data-field="difficulty">{options}</select></label>'
    )


def _kinds(request: Request) -> str:
    boxes = "".join(
        f'<label class="box"><input type="checkbox" data-kind value="{kind.value}"'
        f"{' checked' if kind in request.kinds else ''}> {KIND_NAMES[kind]}</label>"
        for kind in Kind
    )
    return f'<fieldset class="wide"><legend>{texts.QUIZ_KINDS}</legend>{boxes}</fieldset>'


def _documents(request: Request, documents: Sequence[Document]) -> str:
    boxes = "".join(
        f'<label class="box"><input type="checkbox" data-document value="{escape(d.id)}"'
        f"{' checked' if d.id in request.documents else ''}> {escape(document_title(d))}</label>"
        for d in documents
    )
    return f'<fieldset class="wide"><legend>{texts.QUIZ_DOCUMENTS}</legend>{boxes}</fieldset>'


# --- what can be done with the whole --------------------------------------------------------


def _tools(desk: Desk, quiz: Quiz) -> str:
    count = texts.QUIZ_COUNTED.format(count=len(quiz.items))
    switch = texts.QUIZ_EDIT_MODE if desk.trying else texts.QUIZ_TRY
    formats = "".join(
        f'<button type="button" data-act="quiz-export" data-format="{id}">{name}</button>'
        for id, name in texts.QUIZ_FORMATS.items()
    )
    papers = "".join(f'<option value="{n}">{n}</option>' for n in range(1, 5))
    return (
        f'<div class="tools quiz-tools"><label>{texts.QUIZ_TITLE} <input data-quiz-title '
        f'value="{escape(quiz.title)}" lang="vi" maxlength="200"></label><span>{count}</span>'
        f'<button type="button" class="quiet" data-act="quiz-try">{switch}</button>'
        f'<label>{texts.QUIZ_MORE_COUNT} <input type="number" data-more value="5" min="1" '
        f'max="{MOST_MADE}"></label>'
        f'<button type="button" class="quiet" data-act="quiz-more">{texts.QUIZ_MORE}</button>'
        f'<details class="menu"><summary class="quiet">{texts.QUIZ_SAVE_AS}</summary><div>'
        f"<label>{texts.QUIZ_PAPERS} <select data-papers>{papers}</select></label>{formats}</div>"
        f"</details></div>"
    )


# --- the items --------------------------------------------------------------------------------


def _items(desk: Desk) -> str:
    rows = "".join(
        _item(number, item, item.id == desk.open) for number, item in enumerate(desk.items, start=1)
    )
    return f'<ol class="quiz-items">{rows}</ol>'


def _item(number: int, item: QuizItem, is_open: bool) -> str:
    id = escape(item.id)
    return (
        f'<li class="quiz-item" data-item="{id}" data-kind="{item.kind.value}">'
        f'<p class="badges"><b>{number}.</b> <span>{KIND_NAMES[item.kind]}</span>'
        f"<span>{DIFFICULTY_NAMES[item.difficulty]}</span></p>"
        f'<p class="stem">{escape(item.stem)}</p>{shown_options(item)}'
        f'<details class="grounds"><summary>{texts.QUIZ_GROUNDS}</summary>{grounds_html(item)}'
        f"</details>"
        f'<details class="edit"{" open" if is_open else ""}><summary>{texts.QUIZ_EDIT}</summary>'
        f"{_editor(item)}</details>"
        f'<div class="tools">{_button("quiz-up", texts.QUIZ_UP, "↑", number)}'
        f"{_button('quiz-down', texts.QUIZ_DOWN, '↓', number)}"
        f"{_button('quiz-another', texts.QUIZ_ANOTHER)}"
        f"{_button('quiz-drop', texts.QUIZ_DROP, danger=True)}</div></li>"
    )


def _button(act: str, label: str, face: str = "", number: int = 0, danger: bool = False) -> str:
    said = f' aria-label="{label} ({number})" title="{label}"' if face else ""
    style = "quiet danger" if danger else "quiet"
    return f'<button type="button" class="{style}" data-act="{act}"{said}>{face or label}</button>'


def shown_options(item: QuizItem) -> str:
    """What may be chosen, the key marked."""
    if item.kind is Kind.MATCHING:
        rows = "".join(
            f"<tr><td>{escape(left)}</td><td>{escape(right)}</td></tr>"
            for left, right in item.pairs
        )
        return f'<table class="pairs"><tbody>{rows}</tbody></table>'
    key = f'<p class="key"><b>{texts.QUIZ_KEY}:</b> {escape(key_letters(item))}</p>'
    if item.kind is Kind.FILL:
        return key
    rows = "".join(
        f"<li{_marked(item, n)}><b>{LETTERS[n]}.</b> {escape(option)}</li>"
        for n, option in enumerate(item.options)
    )
    return f'<ul class="options">{rows}</ul>{key}'


def _marked(item: QuizItem, option: int) -> str:
    return ' class="right"' if item.kind is not Kind.ORDERING and option in item.key else ""


def grounds_html(item: QuizItem) -> str:
    """The cited words with a way to each source."""
    rows = ""
    for line, citation in zip(item.explanation.split("\n"), item.citations, strict=False):
        rows += (
            f"<li>{escape(line)} "
            f'<button type="button" class="quiet" data-act="open-offset" '
            f'data-document="{escape(citation.document)}" data-offset="{citation.start}">'
            f"{texts.QUIZ_SOURCE}</button></li>"
        )
    return f"<ul>{rows}</ul>" if rows else f"<p>{escape(item.explanation)}</p>"


def _editor(item: QuizItem) -> str:
    fields = (
        f'<label class="wide">{texts.QUIZ_STEM}<textarea data-stem rows="3" lang="vi" '
        f'maxlength="2000">{escape(item.stem)}</textarea></label>'
    )
    match item.kind:
        case Kind.FILL:
            accepted = escape("\n".join(item.answers))
            fields += (
                f'<label class="wide">{texts.QUIZ_ACCEPTED}<textarea data-accepted rows="3" '
                f'lang="vi" maxlength="2000">{accepted}</textarea></label>'
            )
        case Kind.MATCHING:
            for n, (left, right) in enumerate(item.pairs, start=1):
                fields += (
                    f'<div class="pair">{_text("left", texts.QUIZ_LEFT.format(number=n), left)}'
                    f"{_text('right', texts.QUIZ_RIGHT_SIDE.format(number=n), right)}</div>"
                )
        case _:
            fields += "".join(_option(item, n) for n in range(len(item.options)))
    return (
        f'<div class="editor">{fields}<button type="button" class="quiet strong" '
        f'data-act="quiz-edit">{texts.QUIZ_KEEP}</button></div>'
    )


def _text(name: str, label: str, value: str) -> str:
    return f"<label>{label}{_field_of(name, value)}</label>"


def _field_of(name: str, value: str, fixed: bool = False) -> str:
    """A field as high as what stands in it: half a clause cannot be edited."""
    only = " readonly" if fixed else ""
    rows = len(value) // _LETTERS_A_LINE + 1
    return (
        f'<textarea data-{name} rows="{rows}" lang="vi" maxlength="1000"{only}>'
        f"{escape(value)}</textarea>"
    )


def _option(item: QuizItem, n: int) -> str:
    letter = LETTERS[n]
    name = f"key-{escape(item.id)}"
    if item.kind is Kind.ORDERING:
        place = item.key.index(n) + 1
        mark = (
            f'<input type="number" data-place value="{place}" min="1" max="{len(item.options)}" '
            f'aria-label="{texts.QUIZ_PLACE.format(letter=letter)}">'
        )
    else:
        kind = "checkbox" if item.kind is Kind.MULTIPLE else "radio"
        checked = " checked" if n in item.key else ""
        mark = (
            f'<label class="box"><input type="{kind}" name="{name}" data-key value="{n}"{checked}> '
            f"{texts.QUIZ_RIGHT}</label>"
        )
    label = texts.QUIZ_OPTION.format(letter=letter)
    field = _field_of("option", item.options[n], fixed=item.kind is Kind.TRUE_FALSE)
    return f'<div class="option"><label>{label}{field}</label>{mark}</div>'
