"""Whether a stretch of text holds the kind of thing a question asks for."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.understanding import Wanted
from index.vietnamese import fold

_VALUE = re.compile(
    r"(?<![\w/.,-])\d[\d.,]*(?:\s?[-–]\s?\d[\d.,]*)?(?:/\d[\d.]*)?\s?(?P<unit>%|[^\W\d_]+)?"
)
_NUMBER_WORD = re.compile(
    r"\b(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|hang tram|hang nghin) (?P<unit>[a-z]+)"
)
_DATE = re.compile(
    r"\b\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}\b|\bng[àa]y (?:\d{1,2}|tháng)|"
    r"\bth[áa]ng (?:\d{1,2}|[MT]\w+)\b|\b(?:19|20)\d{2}\b|\bhằng tháng\b|\bngày/(?:tuần|tháng)",
)
_DOCUMENT = re.compile(
    r"\b\d+(?:/\d{4})?[-/][A-ZĐ][\w/Đđ-]*|\bĐiều \d+|\b(?:Luật|Hiến pháp) [A-ZĐ]\w*", re.UNICODE
)
_PERSON = re.compile(
    r"\b(?:[Ôô]ng|[Bb]à|đồng chí|PGĐ) [A-ZĐÀ-Ỹ]\w*|(?:[A-ZĐÀ-Ỹ]\w+ ){2,3}[A-ZĐÀ-Ỹ]\w+|"
    r"\b(?:Chủ tịch|Bộ trưởng|Giám đốc|Thủ trưởng|Ủy ban|Ban |Thanh tra|Tòa án|Công an|Ngân hàng)"
)
_PLACE = re.compile(
    r"\b(?:xã|huyện|tỉnh|thành phố|thị trấn|phường|trường|thôn|[Cc]ông thông|Cổng|trụ sở|nơi)\s+\S+|"
    r"\([A-ZĐ]\w+ [A-ZĐ]\w+\)"
)
_UNITS_ASKED = re.compile(
    r"\b(?:bao nhieu|may|bao lau) (?P<unit>(?!phan\b|lau\b)[a-z]+)|(?P<share>phan tram|ty le|may phan|bao nhieu phan|%)|"
    r"(?P<money>tien|dong|do la|kiem duoc|thu nhap|kinh phi|lai)\b|(?P<long>bao lau|thoi han|thoi gian)"
)
_MONEY = ("ty", "trieu", "nghin", "dong", "ngan")
_TIME = ("ngay", "thang", "nam", "tuan", "gio")


def holds(wanted: Wanted, text: str) -> bool:
    """Whether `text` holds a value of the wanted kind (True for kinds that any text may answer)."""
    test = _TESTS.get(wanted)
    return test(text) if test else True


def units_asked(folded_question: str) -> frozenset[str]:
    """Units (folded first words) that a number must carry to answer a folded question."""
    units: set[str] = set()
    for match in _UNITS_ASKED.finditer(folded_question):
        if match["share"]:
            units.update(("%", "phan"))
        elif match["money"]:
            units.update(_MONEY)
        elif match["long"]:
            units.update(_TIME)
        elif match["unit"]:
            units.add(match["unit"])
    return frozenset(units)


def values(text: str) -> list[tuple[int, int, str]]:
    """(start, end, folded unit) of the numbers in a text that are quantities."""
    found = []
    for match in _VALUE.finditer(text):
        number = match.group().split()[0]
        unit = fold(match["unit"] or "")
        if re.fullmatch(r"(?:19|20)\d{2}", number) and unit not in ("nguoi", "ho"):
            continue
        found.append((match.start(), match.end(), unit))
    found.extend(
        (m.start(), m.end(), m["unit"]) for m in _NUMBER_WORD.finditer(fold(text))
    )
    return found


def _holds_number(text: str) -> bool:
    return bool(values(text))


_TESTS: dict[Wanted, Callable[[str], bool]] = {
    Wanted.NUMBER: _holds_number,
    Wanted.DATE: lambda text: _DATE.search(text) is not None,
    Wanted.DOCUMENT: lambda text: _DOCUMENT.search(text) is not None,
    Wanted.PERSON: lambda text: _PERSON.search(text) is not None,
    Wanted.PLACE: lambda text: _PLACE.search(text) is not None,
}
