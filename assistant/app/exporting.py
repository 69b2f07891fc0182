"""Turns as pages to take away: the same content for Word and for printing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from assistant.app import texts
from assistant.app.copying import conflict_lines, numbered_citations, shown_understood, source_list
from assistant.app.marked import plain
from assistant.app.session import Turn
from assistant.authorship import made_by
from assistant.types import Answer


@dataclass(frozen=True, slots=True)
class Page:
    """One answered question. sources: all of them in one parenthesis. quotes: what is cited and
    does not stand in the lines already."""

    question: str
    understood: str
    lines: tuple[str, ...]
    sources: str
    quotes: tuple[str, ...]
    statuses: tuple[str, ...]  # of the regulations among the sources
    made_by: str


def pages_of(turns: Sequence[Turn]) -> list[Page]:
    return [_page(turn) for turn in turns if turn.answer]


def _page(turn: Turn) -> Page:
    answer = turn.answer
    assert answer is not None
    lines = [choice.text for choice in answer.choices]
    lines += [line for line in plain(answer.body).splitlines() if line.strip()]
    if answer.computed and answer.computed.text not in answer.body:
        lines.append(answer.computed.text)
    lines += [line for conflict in answer.conflicts for line in conflict_lines(conflict)]
    made = texts.EXPORT_MADE_BY.format(
        how=made_by(answer), version=answer.version, index=answer.index
    )
    statuses = tuple(f"{status.title}: {status.text}" for status in answer.statuses)
    return Page(
        turn.question,
        shown_understood(answer),
        tuple(lines),
        source_list(answer),
        _further_quotes(answer, lines),
        statuses,
        made,
    )


def _further_quotes(answer: Answer, lines: Sequence[str]) -> tuple[str, ...]:
    said = "\n".join(lines)
    quotes = {n: plain(c.quote) for n, c in numbered_citations(answer).items()}
    return tuple(f"[{n}] “{q}”" for n, q in quotes.items() if q.lstrip("-+• ") not in said)


def print_file(turns: Sequence[Turn], day: str) -> bytes:
    """The turns as a page of HTML that needs nothing else, set for A4."""
    body = "".join(_article(page) for page in pages_of(turns))
    title = texts.EXPORT_TITLE
    text = (
        f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{title}</h1>"
        f'<p class="day">{escape(texts.EXPORT_DAY.format(day=day))}</p>{body}</body></html>'
    )
    return text.encode("utf-8")


_STYLE = (
    "@page{size:A4;margin:20mm 15mm 20mm 30mm}"
    'body{font:14pt/1.4 "Times New Roman","Liberation Serif",serif;'
    "max-width:165mm;margin:10mm auto}"
    "h1{font-size:14pt;text-align:center;margin:0}h2{font-size:14pt;margin:16pt 0 6pt}"
    "p{margin:0 0 6pt;text-align:justify}.day{text-align:center;font-style:italic}"
    ".line{text-indent:10mm}li,.sources,.made{font-size:12pt}"
    "ul{list-style:none;padding:0;margin:0 0 6pt}"
    ".made{font-style:italic}article{break-inside:auto}h2{break-after:avoid}"
    "@media print{body{margin:0}}"
)


def _article(page: Page) -> str:
    understood = (
        f"<p><i>{escape(texts.UNDERSTOOD.format(text=page.understood))}</i></p>"
        if page.understood
        else ""
    )
    lines = "".join(f'<p class="line">{escape(line)}</p>' for line in page.lines)
    rows = "".join(f"<li>{escape(row)}</li>" for row in (*page.quotes, *page.statuses))
    sources = (
        f'<p class="sources"><b>{texts.COPY_SOURCES}</b> {escape(page.sources)}</p><ul>{rows}</ul>'
        if page.sources
        else ""
    )
    question = escape(texts.EXPORT_QUESTION.format(text=page.question))
    return (
        f"<article><h2>{question}</h2>{understood}{lines}{sources}"
        f'<p class="made">{escape(page.made_by)}</p></article>'
    )
