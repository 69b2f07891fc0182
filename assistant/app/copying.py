"""An answer as plain text that keeps [n] and names its sources the way officials write them."""

from __future__ import annotations

import re

from assistant.app import texts
from assistant.app.marked import plain
from assistant.app.naming import page_name, place_name
from assistant.types import Answer, Citation, Conflict
from index.vietnamese import normalise

_ARTICLE = re.compile(r"(?:\[\d+\] )*Điều \d")


def source_list(answer: Answer) -> str:
    """'([1] Mục B.II.7, [2] Mục B.II.1, Báo cáo ...; [3] Điều 4 khoản 1 Luật ...)': every source
    once, by document, in one parenthesis as officials write it. "" without sources."""
    documents: dict[str, dict[str, list[str]]] = {}  # title -> place -> marks
    for number, citation in numbered_citations(answer).items():
        places = documents.setdefault(citation.title, {})
        places.setdefault(_place(citation), []).append(f"[{number}]")
    named = [
        _with_title(
            ", ".join(" ".join([*marks, place]).strip() for place, marks in places.items()), title
        )
        for title, places in documents.items()
    ]
    return f"({'; '.join(named)})" if named else ""


def _place(citation: Citation) -> str:
    """An article is found without its page."""
    place = place_name(citation.place)
    page = "" if _ARTICLE.match(place) else page_name(citation.page)
    return ", ".join(filter(None, [place, page]))


def _with_title(places: str, title: str) -> str:
    """An article belongs to its law without a comma, a section to its report with one."""
    last = places.rpartition(", ")[2]
    joint = " " if _ARTICLE.match(last) else ", "
    return joint.join(filter(None, [places, title]))


def shown_understood(answer: Answer) -> str:
    """How the question was understood, where that differs from what was typed."""
    same = normalise(answer.understood) == normalise(answer.question.text)
    return "" if same else answer.understood


def numbered_citations(answer: Answer) -> dict[int, Citation]:
    """Number -> citation, of the text, the conflicts and the calculation."""
    everything = [*answer.citations]
    for conflict in answer.conflicts:
        everything += conflict.citations
    if answer.computed:
        everything += answer.computed.operands
    numbered: dict[int, Citation] = {}
    for citation in everything:
        numbered.setdefault(citation.number, citation)
    return dict(sorted(numbered.items()))


def with_sources(answer: Answer) -> str:
    """Question, answer and source list."""
    lines = [answer.question.text]
    understood = shown_understood(answer)
    if understood:
        lines.append(texts.COPY_UNDERSTOOD.format(text=understood))
    lines += [f"({choice.text})" for choice in answer.choices]
    lines += ["", plain(answer.body)]
    if answer.computed and answer.computed.text not in answer.body:
        lines += ["", answer.computed.text]
    for conflict in answer.conflicts:
        lines += ["", *conflict_lines(conflict)]
    sources = source_list(answer)
    if sources:
        lines += ["", f"{texts.COPY_SOURCES} {sources}"]
    lines += [f"{status.title}: {status.text}" for status in answer.statuses]
    return "\n".join(lines)


def conflict_lines(conflict: Conflict) -> list[str]:
    """What is said of a conflict, then each side."""
    sides = [f"- “{plain(c.quote)}” [{c.number}]" for c in conflict.citations]
    return [plain(conflict.text), *sides]
