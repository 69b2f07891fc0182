"""Bounds that rules set ('không quá 02 Phó Giám đốc', 'từ cấp huyện trở lên'), against what a
question asks about ('có được bổ nhiệm ba Phó Giám đốc không?')."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.evidence.answer_types import values
from index.vietnamese import fold

_WORDS = "mot hai ba bon nam sau bay tam chin muoi".split()
_AT_MOST = re.compile(
    r"\b(?:khong (?:duoc )?(?:qua|vuot qua|nhieu hon)|toi da|nhieu nhat|duoi)\s*$"
)
_AT_LEAST = re.compile(r"\b(?:it nhat|toi thieu|khong (?:it hon|duoi|thap hon)|tren)\s*$")
_AND_MORE = re.compile(r"^\W*(?:\S+ ){0,6}?tro len\b")
_AND_LESS = re.compile(r"^\W*(?:\S+ ){0,6}?tro xuong\b")
_ONLY_ONCE = re.compile(
    r"(?<!địa )\bchỉ (?:được|có|cần|phải)\b (?:\S+ ){0,12}?(?:một|01|1) (?P<unit>[^\W\d_]+)"
)
_NO_MORE = re.compile(
    r"\bkhong\b[^.;]{0,80}?\bqua (?:\d{1,3}|hai|ba|bon|nam) (?P<unit>[a-z]{1,7})\b"
)
_NEAR = 30  # letters before a figure in which its bound stands

_LEVELS = {"xa": 0, "phuong": 0, "thi tran": 0, "huyen": 1, "tinh": 2, "trung uong": 3}
_LEVEL = re.compile(rf"\b({'|'.join(_LEVELS)})\b")
_LEVEL_BOUND = re.compile(rf"\btu (?:cap )?({'|'.join(_LEVELS)}) tro (len|xuong)\b")


@dataclass(frozen=True, slots=True)
class _Figure:
    number: float
    unit: str
    least: bool  # 'ít nhất 5'
    most: bool  # 'không quá 5'


def breaks_bound(question: str, rule: str) -> bool | None:
    """Whether what a question asks about lies outside a bound that a rule sets on the same unit or
    level; None where the rule sets none on it."""
    asked, ruled = fold(question), fold(rule)
    found = [
        *_figures_outside(question, rule),
        *_levels_outside(asked, ruled),
        *_several_outside(asked, rule),
    ]
    return any(found) if found else None


def _figures_outside(question: str, rule: str) -> Iterator[bool]:
    asked = [f for f in _figures(question) if not f.least and not f.most]
    for bound in _figures(rule):
        if bound.least == bound.most:
            continue
        for figure in asked:
            if figure.unit and figure.unit == bound.unit:
                over = figure.number > bound.number
                yield over if bound.most else figure.number < bound.number


def _levels_outside(question: str, rule: str) -> Iterator[bool]:
    asked = [_LEVELS[m[1]] for m in _LEVEL.finditer(question)]
    bound = _LEVEL_BOUND.search(rule)
    if bound and asked:
        lowest = _LEVELS[bound[1]]
        yield all(level < lowest if bound[2] == "len" else level > lowest for level in asked)


def _several_outside(question: str, rule: str) -> Iterator[bool]:
    """'Nhiều lần' where 'chỉ được yêu cầu ... một lần' or 'không quá hai lần'."""
    for most in _NO_MORE.finditer(fold(rule)):
        if f"nhieu {most['unit']}" in question:
            yield True
    for only in _ONLY_ONCE.finditer(rule):
        if f"nhieu {fold(only['unit'])}" in question:
            yield True


def _figures(text: str) -> Iterator[_Figure]:
    folded = fold(text)
    for start, end, unit in values(text):
        number = number_of(folded[start:end])
        if number is None:
            continue
        before, after = folded[max(0, start - _NEAR) : start], folded[end:]
        least = bool(_AT_LEAST.search(before)) and not _AND_LESS.match(after)
        most = bool(_AT_MOST.search(before)) or bool(_AND_LESS.match(after))
        yield _Figure(number, unit, (least or bool(_AND_MORE.match(after))) and not most, most)


def number_of(folded: str) -> float | None:
    """05 -> 5, 1.500 -> 1500, ba -> 3; None for longer number words."""
    digits = re.match(r"\d[\d.]*(?:,\d+)?", folded)
    if digits:
        return float(digits.group().rstrip(".").replace(".", "").replace(",", "."))
    word = folded.split()[0]
    return float(_WORDS.index(word) + 1) if word in _WORDS else None
