"""Quantities that a regulation sets: time limits, shares, counts, each in a whole sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.citing import excerpt_of
from assistant.quiz.facts.asking import asked_how_many, claimed
from assistant.quiz.facts.lines import Line, lines_of
from assistant.quiz.facts.types import Fact, FactKind
from assistant.quiz.facts.values import Quantity, quantities
from assistant.quiz.facts.wording import (
    article_of,
    document_name,
    inside,
    lead_of,
    named_pointers,
    opens_well,
    plain,
    sound,
    without_label,
)
from index.types import Document, Passage, PassageKind

# Where a sentence may be cut and what stands in front still says the whole.
_CUT = re.compile(r";|\. |:(?=\s)|, trừ trường hợp|; trường hợp")
_VERB = re.compile(
    r"\b(?:là|không quá|ít nhất|tối thiểu|tối đa|chậm nhất|trong thời hạn|có|đạt|trên|dưới|"
    r"không (?:được )?(?:ít|nhiều|chậm|sớm|dài) hơn|được|phải|sau|trước|kéo dài|định kỳ)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"có (?:các |những )?(?P<noun>quyền|nghĩa vụ|trách nhiệm)(?: sau đây)?:$")


def rules_of(document: Document, passages: tuple[Passage, ...]) -> Iterator[Fact]:
    """A fact for every sentence of an article that sets one quantity."""
    for passage in passages:
        if passage.kind is not PassageKind.PARAGRAPH or not article_of(passage)[0]:
            continue
        for line in lines_of(passage):
            yield from _of_line(document, passage, line)


def _of_line(document: Document, passage: Passage, line: Line) -> Iterator[Fact]:
    found = list(quantities(line.text))
    for quantity in found:
        start, end = _clause(line.text, quantity)
        if sum(start <= q.start < end and q.family == quantity.family for q in found) > 1:
            continue
        clause = line.text[start:end]
        moved = Quantity(
            quantity.start - start,
            quantity.end - start,
            quantity.number,
            quantity.unit,
            quantity.family,
        )
        if _shared_out(clause, moved):
            continue
        before = clause[: moved.start].rstrip()
        if before.endswith(",") or _VERB.search(before) is None:
            continue
        opening = _subject_of(line.lead) if start == 0 else ""
        fact = _fact(document, passage, line, (start, end), moved, opening)
        if fact is not None:
            yield fact


def _clause(text: str, quantity: Quantity) -> tuple[int, int]:
    """The range of the sentence around a quantity that can stand alone."""
    start = max((m.end() for m in re.finditer(r";\s", text[: quantity.start])), default=0)
    cut = _CUT.search(text, quantity.end)
    return start, cut.start() if cut else len(text)


def _shared_out(clause: str, quantity: Quantity) -> bool:
    """Whether what is counted is shared out behind it, so that the answer can be added up: 'ít
    nhất 02 bản, giao 01 bản ... và lưu 01 bản'."""
    rest = clause[quantity.end :]
    noun = quantity.unit or next(iter(re.findall(r"^\s(\w+)", rest)), "")
    return bool(noun) and re.search(rf"\d\s{re.escape(noun)}(?!\w)", rest) is not None


def _subject_of(lead: str) -> str:
    """'Người bị khiếu nại có các nghĩa vụ sau đây:' -> 'Người bị khiếu nại có nghĩa vụ'."""
    match = _LISTED.search(lead.strip())
    return f"{plain(without_label(lead[: match.start()]))} có {match['noun']}" if match else ""


def _fact(
    document: Document,
    passage: Passage,
    line: Line,
    span: tuple[int, int],
    quantity: Quantity,
    opening: str,
) -> Fact | None:
    clause = line.text[span[0] : span[1]]
    asked = without_label(asked_how_many(clause, quantity))
    claim = without_label(claimed(clause, quantity))
    if opening:
        asked = f"{opening} {asked[0].lower()}{asked[1:]}"
        claim = f"{opening} {claim[0].lower()}{claim[1:]}"
    elif line.lead or not opens_well(asked):
        return None
    lead, name = lead_of(document, passage), document_name(document)
    question = named_pointers(inside(asked) + "?", name)
    if not sound(lead + question):
        return None
    at = line.start + span[0] + quantity.start
    return Fact(
        id=f"{passage.id}:{at}",
        kind=FactKind.QUANTITY,
        lead=lead,
        question=question,
        claim=named_pointers(inside(claim), name),
        value=passage.text[at : at + quantity.end - quantity.start],
        family=quantity.family,
        excerpt=excerpt_of(passage, line.start + span[0], line.start + span[1]),
        section=f"{document.id}/{article_of(passage)[0]}",
    )
