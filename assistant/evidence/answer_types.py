"""Where a stretch of text holds the kind of thing a question asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.understanding import Wanted
from index.types import Span
from index.vietnamese import CAPITAL, fold, fold_keeping_offsets

_VALUE = re.compile(
    r"(?<![\w/.,-])\d[\d.,]*(?:\s?(?:[-–]|đến)\s?\d[\d.,]*)?(?:/\d[\d.]*)?(?![/\w-]*[/-][A-ZĐ])"
    r"\s?(?P<unit>%|[^\W\d_]+)?"
)
_NUMBER_WORD = re.compile(
    r"\b(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|hang tram|hang nghin)\b (?P<unit>[a-z]+)"
)
_DATE = re.compile(
    r"\b\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}\b|\bngay \d{1,2}\b|\bngay thang \d|"
    r"\bthang (?:\d{1,2}|gieng|hai|ba|tu|nam|sau|bay|tam|chin|muoi|chap)\b|(?<![\d/])(?:19|20)\d{2}\b(?!/)|"
    r"\bhang (?:thang|nam|tuan|ngay)\b|\bngay/(?:tuan|thang)"
)
_DAY = re.compile(
    r"\b\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}\b|\bngay \d{1,2}\b|"
    r"\bthang (?:\d{1,2}|gieng|hai|ba|tu|nam|sau|bay|tam|chin|muoi|chap)\b"
)
_PERIOD = re.compile(r"(?<![\d/])(?:19|20)\d{2}\s?[-–]\s?(?:19|20)\d{2}\b")
_DOCUMENT = re.compile(
    rf"\b\d+(?:/\d{{4}})?[-/]{CAPITAL}[\w/-]*|\bĐiều \d+|\b(?:Luật|Hiến pháp) {CAPITAL}\w*"
)
_NAMED_PERSON = re.compile(
    rf"\b(?:[Ôô]ng|[Bb]à|đồng chí|PGĐ) {CAPITAL}\w*(?: {CAPITAL}\w*)*|"
    rf"(?:{CAPITAL}[^\W\d_]+ ){{2,3}}{CAPITAL}[^\W\d_]+(?=\W*$)"
)
_OFFICE = re.compile(
    r"\b(?:Chủ tịch|Phó |Bộ trưởng|Giám đốc|Thủ trưởng|người đứng đầu|Chánh|Ủy ban|UBND|Ban|Bộ|"
    r"Thanh tra|Tòa án|Công an|Ngân hàng|Viện|Sở|[Cc]ơ quan|Đoàn|Hội đồng|Chính phủ)\b"
)
_PLACE = re.compile(
    r"\b(?:xã|huyện|tỉnh|thành phố|thị trấn|phường|trường|thôn|[Cc]ổng|[Tt]rang|trụ sở|nơi|Ban|Sở|UBND|cấp|"
    rf"[Cc]ơ quan|[Tt]hanh tra|[Bb]ộ phận)\s+\S+|\({CAPITAL}\w+ {CAPITAL}\w+\)"
)
_UNITS_ASKED = re.compile(
    r"(?P<share>phan tram|\bty le\b|\bti le\b|\bmay phan\b|\bbao nhieu phan\b|%)|"
    r"(?P<money>\bbao nhieu (?:tien|ty|trieu|dong)\b|\btien\b|\bkinh phi\b|\bphu cap\b|\bmuc ho tro\b|\bthu nhap\b|\blai\b|\bton bao nhieu\b)|"
    r"(?P<long>\bbao lau\b)|\b(?:bao nhieu|may) (?P<unit>(?!phan\b|lau\b|la\b|thi\b|khi\b|vay\b|the\b|de\b|roi\b|so\b)[a-z]+)"
)
_MONEY = frozenset({"ty", "ti", "trieu", "nghin", "ngan", "dong", "do", "usd"})
_TIME = frozenset({"ngay", "thang", "nam", "tuan", "gio"})
# Classifiers and everyday units that documents write otherwise.
_SAME_UNIT: dict[str, frozenset[str]] = {
    "cay": frozenset({"km"}),
    "cho": frozenset({"don", "co", "noi"}),
    "nha": frozenset({"ho"}),
    "vu": frozenset({"vu", "%"}),
    "nguoi": frozenset({"nguoi", "luot", "dong", "can"}),
    "luot": frozenset({"luot", "nguoi"}),
    "mo": frozenset({"mo"}),
    "ong": frozenset({"nguoi"}),
    "hom": frozenset({"ngay"}),
    "bo": frozenset({"ho"}),
    "giay": frozenset({"ho", "thu"}),
    "nganh": frozenset({"so"}),
    "xa": frozenset({"xa", "ubnd", "don"}),
    "lan": frozenset({"lan"}),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The type of answer: kind, units a number must carry, and whether they must be exact."""

    wanted: Wanted
    units: frozenset[str]
    strict: bool  # money and shares: no other unit will do
    said: frozenset[str]  # numbers the question itself states
    person: bool = False  # a person's own name, not an office
    day: bool = False
    period: bool = False


def asked_type(wanted: Wanted, folded: str) -> Asked:
    """What the answer must hold, from a folded question."""
    units: set[str] = set()
    strict = False
    for match in _UNITS_ASKED.finditer(folded):
        if match["share"]:
            units |= {"%", "phan"}
            strict = True
        elif match["money"]:
            units |= _MONEY
            strict = True
        elif match["long"]:
            units |= _TIME
            strict = True
        elif match["unit"]:
            units |= {match["unit"], *_SAME_UNIT.get(match["unit"], ())}
    said = frozenset(re.findall(r"(?<![\w/])\d[\d.,]*(?![\w/])", folded))
    return Asked(
        wanted,
        frozenset(units),
        strict,
        said,
        person=bool(
            re.search(
                r"\bten (?:la )?gi\b|\bho (?:va )?ten\b|\bong nao\b|\bba nao\b|\bai ky\b|\bgiao vien nao\b",
                folded,
            )
        ),
        day=bool(re.search(r"\bngay\b|\bthang may\b|\bhom nao\b", folded)),
        period="giai doan" in folded or "khoang thoi gian" in folded,
    )


def typed_spans(asked: Asked, text: str) -> list[tuple[int, int, float]] | None:
    """(start, end, fit 0-1) of what the text holds of the asked type; None for kinds of answers
    that have no form of their own."""
    if asked.wanted is Wanted.NUMBER:
        return [(s, e, _unit_fit(asked, unit)) for s, e, unit in values(text, asked.said)]
    if asked.wanted is Wanted.DATE:
        pattern = _PERIOD if asked.period else _DAY if asked.day else _DATE
        return _spans(pattern, fold_keeping_offsets(text))
    if asked.wanted is Wanted.DOCUMENT:
        return _spans(_DOCUMENT, text)
    if asked.wanted is Wanted.PERSON:
        named = _spans(_NAMED_PERSON, text)
        return named if asked.person else named + _spans(_OFFICE, text)
    if asked.wanted is Wanted.PLACE:
        return _spans(_PLACE, text)
    return None


def values(text: str, said: frozenset[str] = frozenset()) -> list[tuple[int, int, str]]:
    """(start, end, folded unit) of the quantities in a text, without years and the numbers that
    the question states itself."""
    found = []
    for match in _VALUE.finditer(text):
        number = re.split(r"[\s%]", match.group())[0].rstrip(".,")
        unit = fold(match["unit"] or "")
        if re.fullmatch(r"(?:19|20)\d{2}(?:[-–](?:19|20)\d{2})?", number):
            continue
        if number in said:
            continue
        found.append((match.start(), match.start() + len(match.group().rstrip()), unit))
    folded = fold_keeping_offsets(text)
    found.extend((m.start(), m.end(), m["unit"]) for m in _NUMBER_WORD.finditer(folded))
    return found


def _unit_fit(asked: Asked, unit: str) -> float:
    if not asked.units or unit in asked.units:
        return 1.0
    return 0.0 if asked.strict else 0.5


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int, float]]:
    return [(m.start(), m.end(), 1.0) for m in pattern.finditer(text)]


def fit_within(spans: list[tuple[int, int, float]] | None, window: Span) -> float:
    """Best fit of what stands inside a window; 1 where the type has no form."""
    if spans is None:
        return 1.0
    start, end = window
    return max((fit for s, e, fit in spans if s >= start and e <= end), default=0.0)
