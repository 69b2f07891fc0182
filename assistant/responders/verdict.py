"""Có or Không: whether the evidence affirms what was asked."""

from __future__ import annotations

import re

from assistant import messages
from assistant.evidence import Candidate
from assistant.evidence.answer_types import values
from assistant.evidence.constraints import roles_in
from assistant.understanding import Understanding
from index.vietnamese import fold

_DENIES = re.compile(
    r"\b(?:khong|chua|cham dut|bai bo|het hieu luc|bi nghiem cam|nghiem cam|tu choi)\b(?! qua\b|"
    r" qua \d| it hon)"
)
_ASKS_NEGATIVE = re.compile(r"\b(?:co phai (?:la )?khong|khong (?:con|phai|duoc|co))\b(?!\W*$)")


# 'Có quá 10 ngày không?' compares; only an equal figure can be contradicted.
_COMPARES = re.compile(r"\b(?:hon|tren|duoi|qua|it nhat|toi thieu|toi da|den|tu)\b")


def verdict_of(asked: Understanding, evidence: Candidate) -> str:
    """messages.YES or messages.NO."""
    if _says_otherwise(asked, evidence.clause.text):
        return messages.NO
    denied = _DENIES.search(fold(evidence.clause.text)) is not None
    denied = denied != (_ASKS_NEGATIVE.search(asked.folded) is not None)
    return messages.NO if denied else messages.YES


def _says_otherwise(asked: Understanding, clause: str) -> bool:
    """Whether a clause gives another office or another figure of the unit that was asked about:
    'có phải là Phó Chủ tịch không?' of a 'Phó Chỉ huy trưởng'."""
    offices = {role for role, _ in roles_in(asked.folded)}
    said = {role for role, _ in roles_in(fold(clause))}
    if offices and said and not offices & said:
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
