"""Turns of a conversation as HTML. Pure: everything that people or documents wrote is escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

from assistant.app import texts
from assistant.app.copying import shown_understood, with_sources
from assistant.app.making import notice_of_answer_html
from assistant.app.marked import plain
from assistant.app.naming import page_name, place_name, seconds_name, shortened
from assistant.app.render_status import status_html
from assistant.app.session import Conversation, Turn
from assistant.app.sources import Cited, cited_in, ref_of
from assistant.authorship import made_by
from assistant.types import Answer, Citation, Computed, Conflict

_CITE = re.compile(r"\[(\d{1,3})\]")
_ITEM = re.compile(r"^\s*[-+•–]\s+")


def welcome_html() -> str:
    """The empty conversation: what this is, and example questions."""
    examples = "".join(
        f'<li><button type="button" class="example" data-act="ask">{escape(example)}</button></li>'
        for example in texts.EXAMPLES
    )
    return (
        f'<section class="welcome"><h2>{texts.WELCOME}</h2><p>{texts.WELCOME_DETAIL}</p>'
        f'<h3>{texts.EXAMPLES_HEADING}</h3><ul class="examples">{examples}</ul></section>'
    )


def past_turns_html(conversation: Conversation) -> str:
    """Every turn but the last, which changes while its answer streams."""
    return "".join(turn_html(turn) for turn in conversation.turns[:-1])


def last_turn_html(conversation: Conversation) -> str:
    return turn_html(conversation.last, last=True) if conversation.last else welcome_html()


def turn_html(turn: Turn, last: bool = False) -> str:
    """A question and its answer."""
    state = "done" if turn.finished else "pending"
    if turn.answer:
        body = answer_html(turn.answer, turn)
    elif turn.problem:
        body = ""
    else:
        body = f'<p class="thinking" role="status">{texts.THINKING}</p>'
    problem = f'<p class="problem" role="status">{escape(turn.problem)}</p>' if turn.problem else ""
    asked = (
        f'<div class="asked"><span class="sr-only">{texts.YOU_ASKED}: </span>'
        f"{escape(turn.question)}</div>"
        if turn.question
        else ""
    )
    tools = _tools(turn, last) if turn.finished else ""
    return (
        f'<article class="turn {state}" data-turn="{turn.number}">'
        f"{asked}{body}{problem}{tools}</article>"
    )


def answer_html(answer: Answer, turn: Turn) -> str:
    """An answer with clickable [n], conflicts, calculation, nearest passage and source list."""
    cited = cited_in(answer, turn.number)
    parts = []
    understood = shown_understood(answer)
    if understood:
        words = escape(texts.UNDERSTOOD.format(text=understood))
        parts.append(f'<p class="understood">{words}</p>')
    parts += [f'<p class="understood">{escape(choice.text)}</p>' for choice in answer.choices]
    if answer.refused and answer.nearest:
        parts.append(f'<p class="verdict">{texts.NOT_ANSWERED}</p>')
    parts.append(notice_of_answer_html(answer))
    parts.append(_text_html(answer, cited))
    if answer.computed:
        parts.append(_computed_html(answer.computed, answer.body, cited))
    parts += [_conflict_html(conflict, cited) for conflict in answer.conflicts]
    if answer.nearest and answer.refused:
        parts.append(_nearest_html(answer.nearest, cited))
    parts.append(_list_html(answer, cited))
    kind = "answer refused" if answer.refused else "answer"
    return f'<div class="{kind}">{"".join(parts)}</div>'


def cite_html(item: Cited, label: str = "") -> str:
    """A [n] that leads to its quote. A link, so that copying the answer keeps it."""
    citation = item.citation
    where = texts.CITE_LABEL.format(number=citation.number, place=_where(citation))
    return (
        f'<a class="cite" role="button" href="#" data-act="cite" data-ref="{item.ref}" '
        f'aria-label="{escape(where)}" title="{escape(where)}">{escape(label or item.label)}</a>'
    )


def _text_html(answer: Answer, cited: Sequence[Cited]) -> str:
    blocks: list[str] = []
    items: list[str] = []

    def close_list() -> None:
        if items:
            blocks.append(f"<ul>{''.join(items)}</ul>")
            items.clear()

    lines = [line for line in plain(answer.body).splitlines() if line.strip()]
    if answer.refused and answer.nearest:
        # The nearest passage has its own block below, with a link to its place.
        lines = [line for line in lines if plain(answer.nearest.quote) not in line]
    for position, line in enumerate(lines):
        html = _cites_html(_ITEM.sub("", line), answer, cited)
        if _ITEM.match(line):
            items.append(f"<li>{html}</li>")
            continue
        close_list()
        lead = position == 0 and len(line.split()) <= 45 and not answer.refused
        blocks.append(f'<p class="lead">{html}</p>' if lead else f"<p>{html}</p>")
    close_list()
    return "".join(blocks)


def _cites_html(text: str, answer: Answer, cited: Sequence[Cited]) -> str:
    numbered = {c.number: ref_of(cited, c) for c in reversed(answer.citations)}
    by_ref = {item.ref: item for item in cited}

    def link(match: re.Match[str]) -> str:
        ref = numbered.get(int(match.group(1)))
        return cite_html(by_ref[ref]) if ref else match.group()

    return _CITE.sub(link, escape(text))


def _links(citations: Sequence[Citation], cited: Sequence[Cited]) -> str:
    by_ref = {item.ref: item for item in cited}
    return " ".join(cite_html(by_ref[ref_of(cited, citation)]) for citation in citations)


def _conflict_html(conflict: Conflict, cited: Sequence[Cited]) -> str:
    documents = {c.document for c in conflict.citations}
    where = _where if len(documents) > 1 else _place
    sides = "".join(
        f"<li><q>{escape(plain(shortened(c.quote, 320)))}</q> {_links((c,), cited)}"
        f'<span class="where">{escape(where(c))}</span></li>'
        for c in conflict.citations
    )
    return (
        f'<section class="conflict"><h2>{texts.CONFLICT_HEADING}</h2>'
        f"<p>{escape(plain(conflict.text))}</p><ul>{sides}</ul></section>"
    )


def _computed_html(computed: Computed, body: str, cited: Sequence[Cited]) -> str:
    """The numbers of a calculation with their places; its result where the text has it not."""
    result = f'<p class="sum">{escape(computed.text)}</p>' if computed.text not in body else ""
    operands = "".join(
        f"<li><q>{escape(plain(shortened(c.quote, 240)))}</q> {_links((c,), cited)}</li>"
        for c in computed.operands
    )
    return (
        f'<section class="computed"><h2>{texts.COMPUTED_HEADING}</h2>'
        f"{result}<ul>{operands}</ul></section>"
    )


def _nearest_html(nearest: Citation, cited: Sequence[Cited]) -> str:
    item = next(c for c in cited if c.ref == ref_of(cited, nearest))
    return (
        f'<section class="nearest"><h2>{texts.NEAREST}</h2>'
        f"<p><q>{escape(plain(shortened(nearest.quote, 320)))}</q></p>"
        f'<p class="where">{cite_html(item, texts.OPEN_IN_SOURCES)} {escape(_where(nearest))}</p>'
        "</section>"
    )


def _list_html(answer: Answer, cited: Sequence[Cited]) -> str:
    """The sources of the answer's text, by document, for reading on and for printing."""
    if not answer.citations:
        return ""
    by_ref = {item.ref: item for item in cited}
    titles = {citation.document: citation.title for citation in answer.citations}
    statuses = {status.document: status_html(status) for status in answer.statuses}
    rows: dict[str, dict[str, dict[str, str]]] = {}  # document -> place -> reference -> link
    for citation in answer.citations:
        item = by_ref[ref_of(cited, citation)]
        places = rows.setdefault(citation.document, {})
        places.setdefault(_place(citation), {})[item.ref] = cite_html(item)
    documents = "".join(
        f"<p>{escape(shortened(titles[id], 130))}</p>{statuses.get(id, '')}"
        f"<ul>{_places_html(places)}</ul>"
        for id, places in rows.items()
    )
    return f'<div class="refs"><h2>{texts.SOURCES_OF_ANSWER}</h2>{documents}</div>'


def _places_html(places: Mapping[str, Mapping[str, str]]) -> str:
    return "".join(
        f"<li>{' '.join(links.values())} {escape(place)}</li>" for place, links in places.items()
    )


def _tools(turn: Turn, last: bool) -> str:
    buttons = []
    answer = turn.answer
    after = ""
    if answer:
        copy = escape(with_sources(answer))
        buttons.append(_button("copy", texts.COPY, f' data-copy="{copy}"'))
        count = len(cited_in(answer, turn.number))
        if count:
            label = texts.SHOW_SOURCES.format(count=count)
            buttons.append(_button("show-sources", label, ' data-only="phone"'))
    if last:
        buttons += [_button("retry", texts.RETRY), _button("edit", texts.EDIT)]
    if answer:
        buttons.append(_export_html(turn.number))
        buttons.append(_feedback_html(turn) if turn.logged else "")
        by = made_by(answer)
        took = texts.TOOK.format(seconds=seconds_name(answer.seconds))
        after = f'<span class="meta">{escape(by)} · {took}</span>'
    return f'<footer class="tools">{"".join(buttons)}{after}</footer>'


def suggestions_html(questions: Sequence[str], turn: int) -> str:
    """Questions to go on with after a turn; page.js hides them once another turn is the last."""
    if not questions:
        return ""
    rows = "".join(
        f'<li><button type="button" class="example" data-act="ask">{escape(question)}</button></li>'
        for question in questions
    )
    return (
        f'<section class="suggestions" data-turn="{turn}"><h2>{texts.SUGGESTIONS}</h2>'
        f'<ul class="examples">{rows}</ul></section>'
    )


def _export_html(turn: int) -> str:
    choices = (
        (turn, "word", texts.EXPORT_WORD),
        (0, "word", texts.EXPORT_ALL_WORD),
        (0, "print", texts.EXPORT_ALL_PRINT),
    )
    rows = "".join(
        _button("export", label, f' data-turn="{number}" data-kind="{kind}"')
        for number, kind, label in choices
    )
    return f'<details class="menu"><summary>{texts.EXPORT}</summary><div>{rows}</div></details>'


def _feedback_html(turn: Turn) -> str:
    name = f"rating-{turn.number}"
    choices = "".join(
        f'<label><input type="radio" name="{name}" value="{value}"> {label}</label>'
        for value, label in texts.RATINGS.items()
    )
    send = _button("rate", texts.FEEDBACK_SEND, f' data-turn="{turn.number}"')
    return (
        f'<details class="menu feedback"><summary>{texts.FEEDBACK}</summary><div>'
        f"<fieldset><legend>{texts.FEEDBACK_QUESTION}</legend>{choices}</fieldset>"
        f'<textarea rows="2" lang="vi" maxlength="2000" placeholder="{texts.FEEDBACK_NOTE}" '
        f'aria-label="{texts.FEEDBACK_NOTE}"></textarea>{send}</div></details>'
    )


def _button(act: str, label: str, extra: str = "") -> str:
    return f'<button type="button" class="quiet" data-act="{act}"{extra}>{escape(label)}</button>'


def _place(citation: Citation) -> str:
    return ", ".join(filter(None, [place_name(citation.place), page_name(citation.page)]))


def _where(citation: Citation) -> str:
    return ", ".join(filter(None, [_place(citation), shortened(citation.title, 70)]))
