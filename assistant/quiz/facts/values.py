"""Quantities of a text: number, what it counts, whether it is one at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.vietnamese import syllables

_NUMBER = re.compile(
    r"(?<![\w/.,:\-–])(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)(?![\d.,]*\d)"
)
# Units that belong to a value: '84,7%', '30 ngày làm việc', '12 nghìn tỷ đồng'.
_UNIT = re.compile(
    r"\s?%|\s(?:ngày làm việc|ngày/tháng|ngày/tuần|ngày|tuần|tháng|năm|giờ|phút|quý|tuổi|"
    r"(?:nghìn |trăm )?(?:tỷ|triệu) đồng(?:/năm)?|nghìn đồng|đồng|triệu người|triệu|"
    r"km²|km2|km|m²|ha)(?![\w²/])"
)
# Words before a number that makes it a name, not a count.
_NAMED = re.compile(
    r"\b(?:ngày|tháng|năm|quý|khoản|điểm|điều|chương|mục|phần|khóa|khoá|lần thứ|thứ|số|loại|"
    r"mức độ|cấp|hạng|kỳ|phụ lục|mẫu|giai đoạn|nhóm|hội nghị|trung ương|lúc|từ)\s*$",
    re.IGNORECASE,
)
_SPAN = re.compile(r"^\s?(?:[-–]|đến|tới)\s?\d|^\s?(?:ngày|tháng|năm)\s\d|^\s?/\s?\d")
_RANGE_BEFORE = re.compile(r"\d\s?%?(?:\s\w+)?\s?(?:[-–]|đến|tới)\s?$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count or measure in a text. unit: what belongs to it: '%', 'ngày', ''. family: values of
    one family can stand for each other. counted: what it counts, where the text does not say it
    behind the number."""

    start: int
    end: int
    number: str
    unit: str
    family: str
    counted: str = ""

    @property
    def amount(self) -> float:
        return amount_of(self.number)


def amount_of(number: str) -> float:
    """'7.570' -> 7570.0, '84,7' -> 84.7."""
    return float(number.replace(".", "").replace(",", "."))


def quantities(text: str) -> Iterator[Quantity]:
    """The quantities of a text, without dates, ranges, ratios, and numbers that are names."""
    for match in _NUMBER.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        unit = _UNIT.match(after)
        if _NAMED.search(before) and not (unit and re.search(r"\btừ\s*$", before)):
            continue
        if _SPAN.match(after) or _RANGE_BEFORE.search(before[-20:]):
            continue
        if unit is None and re.fullmatch(r"(?:19|20)\d\d", match["number"]):
            continue
        if after[:1] in ("/", "-", "–", ")") or after[:1].isalpha():
            continue
        if unit:
            if re.match(r"\s(?:đến|[-–])\s\d", after[unit.end() :]):
                continue
            name = unit.group().strip()
            yield Quantity(match.start(), match.end() + unit.end(), match["number"], name, name)
            continue
        counted = _counted(after)
        if counted and match["number"].lstrip("0") != "1":
            yield Quantity(match.start(), match.end(), match["number"], "", counted)


def _counted(after: str) -> str:
    """The folded first words of what is counted; '' where no noun follows."""
    words = re.match(r"\s([^\W\d_]+(?:\s[^\W\d_]+)?)", after)
    return " ".join(syllables(words.group(1))) if words else ""
