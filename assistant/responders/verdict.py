"""Có or Không: whether the evidence affirms what was asked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant import messages
from assistant.citing import Excerpt
from assistant.evidence import Candidate
from assistant.evidence.answer_types import values
from assistant.evidence.bounds import breaks_bound
from assistant.evidence.constraints import roles_in
from assistant.evidence.ruling import ruling_of
from assistant.understanding import Understanding
from assistant.understanding.claim import Asks, Claim, claim_of
from index.library import Library
from index.vietnamese import fold

# 'Có quá 10 ngày không?' compares; only an equal figure can be contradicted.
_COMPARES = re.compile(r"\b(?:hon|tren|duoi|qua|it nhat|toi thieu|toi da|den|tu)\b")
_DENIALS = frozenset({"khong", "chua"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """opening: messages.YES or messages.NO. line: the words in another passage that decide it."""

    opening: str
    line: Excerpt | None = None


def verdict_of(asked: Understanding, evidence: Candidate, library: Library) -> Verdict:
    """What a candidate says to a yes-no question."""
    claim = claim_of(asked.folded)
    ruling = ruling_of(claim, evidence, library)
    outside = breaks_bound(asked.own, evidence.sentence.text)
    if outside:
        return Verdict(messages.NO)
    if claim.denied and _refuses(claim, evidence):
        return Verdict(messages.YES)
    if outside is None and _says_otherwise(asked, evidence.clause.text):
        return Verdict(messages.NO)
    if ruling is None:
        return Verdict(messages.YES)
    # That something is forbidden affirms what asks whether it is.
    affirms = ruling.denies == ((claim.asks is Asks.FORBIDDEN) != claim.denied)
    return Verdict(messages.YES if affirms else messages.NO, ruling.line)


def _refuses(claim: Claim, evidence: Candidate) -> bool:
    """Whether the evidence says the denied action as it was asked: 'từ chối tiếp' is 'không
    tiếp'."""
    verb = next((word for word in claim.action if word not in _DENIALS), "")
    lines = [evidence.sentence.text, evidence.lead.text if evidence.lead else ""]
    refused = re.compile(rf"\b(?:tu choi|khong|khong duoc) {re.escape(verb)}\b")
    return bool(verb) and any(refused.search(fold(line)) for line in lines)


def _says_otherwise(asked: Understanding, clause: str) -> bool:
    """Whether a clause gives another office or another figure of the unit that was asked about:
    'có phải là Phó Chủ tịch không?' of a 'Phó Chỉ huy trưởng'."""
    offices = {role.name for role in roles_in(asked.folded)}
    said = {role.name for role in roles_in(fold(clause))}
    if asked.names and offices and said and not offices & said:
        return True
    if _COMPARES.search(asked.folded):
        return False
    figures = _figures(clause)
    return any(
        unit in figures and not numbers & figures[unit]
        for unit, numbers in _figures(asked.text).items()
        if unit
    )


def _figures(text: str) -> dict[str, set[str]]:
    """Numbers of a text by their folded unit; 05 and 5 are one."""
    found: dict[str, set[str]] = {}
    for start, end, unit in values(text):
        number = re.match(r"[\d.,]+", text[start:end])
        if number is not None:
            found.setdefault(unit, set()).add(number.group().lstrip("0").rstrip(".,"))
    return found
