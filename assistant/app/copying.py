"""An answer as plain text that keeps [n] and names its sources the way officials write them."""

from __future__ import annotations

from assistant.app import texts
from assistant.app.marked import plain
from assistant.app.naming import page_name, place_name
from assistant.types import Answer, Citation
from index.vietnamese import normalise


def source_line(citation: Citation) -> str:
    """'Mục B.II.4.2, trang 9, Báo cáo ...'; 'Điều 4 khoản 1 Luật Tiếp công dân số 42/2013/QH13'."""
    place = place_name(citation.place)
    if place.startswith("Điều ") and not citation.page:
        return f"{place} {citation.title}"
    return ", ".join(filter(None, [place, page_name(citation.page), citation.title]))


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
    lines += ["", plain(answer.text)]
    if answer.computed:
        lines += ["", answer.computed.text]
    lines += [line for conflict in answer.conflicts for line in ("", plain(conflict.text))]
    numbered = numbered_citations(answer)
    if numbered:
        lines += ["", texts.COPY_SOURCES]
        lines += [f"[{number}] ({source_line(c)})" for number, c in numbered.items()]
    return "\n".join(lines)
