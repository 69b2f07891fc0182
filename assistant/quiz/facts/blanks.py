"""Figures of a report that no question asks well: its sentence with a blank where the figure
stands. Only for answers that are typed; a choice or a claim needs a question."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.citing import excerpt_of
from assistant.evidence.atoms import bracketed
from assistant.quiz import texts
from assistant.quiz.facts.asking import parted
from assistant.quiz.facts.figures import PLACED, time_of
from assistant.quiz.facts.lines import Line, reported_lines
from assistant.quiz.facts.types import Fact, FactKind, capitalised
from assistant.quiz.facts.values import Quantity, amount_of, quantities
from assistant.quiz.facts.wording import (
    lead_of,
    names_place,
    opens_well,
    place_named,
    place_of,
    plain,
    section_lead_of,
    sound,
    spelled,
    without_label,
)
from assistant.understanding.abbreviations import defined_abbreviations
from index.types import Document, Passage
from index.vietnamese import word_count

# Where a sentence may end early, and where it may begin late, and still says whose the figure is.
_END = re.compile(r";|,?\s+trong đó\b|\s\(|,\s+(?:đạt|giảm|tăng|vượt|cao hơn|qua đó|nhất là)\b|:\s")
_ANNOUNCES = re.compile(r",[^,;]{0,30}\b(?:cụ thể|như sau|gồm|như)$")
_BEGIN = re.compile(r";\s+|trong đó:\s+")
_NUMBERS = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")
_MOST_OPEN = 10  # words before a figure of a clause that shares its subject with the one in front
_MOST_WORDS = 75  # of a stem: a quotation is read more easily than a question
_FEWEST = 5  # words around a blank that say what is missing
_MANY = 5  # figures of one sentence from which nobody knows which is asked


def blanks_of(document: Document, passages: tuple[Passage, ...]) -> Iterator[Fact]:
    """A fact for every figure of a document without articles whose sentence is short enough."""
    defined = defined_abbreviations([document.text])
    for passage, line in reported_lines(passages):
        for quantity in quantities(line.text):
            fact = _fact(document, passage, line, quantity, defined)
            if fact is not None:
                yield fact


def _fact(
    document: Document, passage: Passage, line: Line, quantity: Quantity, defined: dict[str, str]
) -> Fact | None:
    """The last beginning from which the sentence can be read is taken."""
    if quantity.number + quantity.unit == "100%":
        return None  # "all" is what everybody would guess
    stop = _END.search(line.text, quantity.end)
    end = stop.start() if stop else len(line.text.rstrip(" ."))
    announces = _ANNOUNCES.search(line.text, quantity.end, end)
    end = announces.start() if announces else end
    begins = [0, *(m.end() for m in _BEGIN.finditer(line.text, 0, quantity.start))]
    own = line.text[begins[-1] :]
    shared = begins[-1] > 0 and not opens_well(own)
    if shared and word_count(line.text[begins[-1] : quantity.start]) > _MOST_OPEN:
        return None
    for start in reversed(begins):
        claim = _with_blank(line.text, start, end, quantity)
        if not claim:
            continue
        claim = parted(place_named(spelled(plain(without_label(claim)), defined), document))
        placed = PLACED.search(claim)
        lead = lead_of(document, passage) if placed else section_lead_of(document, passage)
        if not lead:
            continue
        told = not placed or names_place(claim, document)  # the heading tells, or the sentence
        ask = texts.ASK_BLANK if told else texts.ASK_BLANK_OF_PLACE
        quoted = claim.replace("“", "‘").replace("”", "’")
        question = ask.format(claim=quoted, place=place_of(document))
        if not sound((lead + question).replace(texts.LEFT_OUT, ""), _MOST_WORDS):
            continue
        at = line.start + quantity.start
        return Fact(
            id=f"{passage.id}:{at}",
            kind=FactKind.BLANK,
            lead=lead,
            question=question,
            claim=claim.replace(texts.BLANK, "{}"),
            value=quantity.number,
            family=quantity.family,
            excerpt=excerpt_of(passage, *bracketed(passage.text, line.start, line.start + end)),
            section=f"{document.id}/{passage.place}",
        )
    return None


def _with_blank(text: str, start: int, end: int, quantity: Quantity) -> str:
    """A stretch of a sentence with a blank, and its time in front where it begins late; "" where
    the figure stands there twice, can be worked out, or is one of too many, and for a fragment
    that opens with a figure ('100% Số thủ tục ...')."""
    opening = ""
    if text[start : start + 1].isdigit():
        return ""
    if start:
        if not opens_well(text[start:]):
            return ""
        time = time_of(text)
        if not time and texts.AMONG in text[:start]:
            return ""  # a part of a whole that is not shown
        opening = f"{time}, {texts.LEFT_OUT} " if time else ""
    hole = quantity.start + len(quantity.number)
    before, after = text[start : quantity.start], text[hole:end]
    others = [q.number for q in quantities(f"{before}{quantity.number}{after}")]
    others.remove(quantity.number)
    amounts = {amount_of(number) for number in _NUMBERS.findall(f"{before} {after}")}
    worked_out = any(
        abs(a - b) == quantity.amount or a + b == quantity.amount for a in amounts for b in amounts
    )
    if quantity.amount in amounts or worked_out or len(others) >= _MANY or '"' in text[start:end]:
        return ""
    claim = f"{opening}{before if opening else capitalised(before)}{texts.BLANK}{after}"
    return claim if word_count(claim) >= _FEWEST else ""
