"""Dates of a document: of its head, of its passing, and from when it says it is in force."""

from __future__ import annotations

import re

from index.identity.numbers import ANY_KIND

DATE_WORDS = re.compile(
    r"(?i)ngày\s{0,3}(\d{1,2})\s{0,3}tháng\s{0,3}(\d{1,2})\s{0,3}năm\s{0,3}(\d{4})"
)
_DATE_FIGURES = re.compile(
    r"(?i)ngày(?:\s{1,3}ban\s{1,3}hành)?\s{0,3}:?\s{0,3}(\d{1,2})/(\d{1,2})/(\d{4})"
)
_PASSED = re.compile(r"thông qua\s+ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")
_IN_FORCE = re.compile(
    rf"(?:(?i:{ANY_KIND})\s+này\s+|,\s)có\s+hiệu\s+lực(?:\s+thi\s+hành)?\s+(?:kể\s+)?từ\s+ngày\s+"
    r"(\d{1,2})(?:\s+tháng\s+|/)(\d{1,2})(?:\s+năm\s+|/)(\d{4})"
)


def date_of(head: list[str]) -> str:
    """The date printed in a document's head, ISO; "" where it has none."""
    for pattern in (_DATE_FIGURES, DATE_WORDS):
        for line in head:
            match = pattern.search(line)
            # A sentence that mentions another document's date is not the document's own.
            if match is not None and len(line) < 120 and " của " not in line[: match.start()]:
                return iso(*match.groups())
    return ""


def passed(text: str) -> str:
    """A law's date where its head has none: "... thông qua ngày 12 tháng 6 năm 2018"."""
    matches = list(_PASSED.finditer(text))
    return iso(*matches[-1].groups()) if matches else ""


def in_force_from(text: str) -> str:
    """ "Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2012" -> 2012-07-01; "" where the
    text gives no date or, as a consolidated law does, more than one."""
    days = {iso(*match.groups()) for match in _IN_FORCE.finditer(text)}
    return days.pop() if len(days) == 1 else ""


def iso(day: str, month: str, year: str) -> str:
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return ""
    return f"{year}-{int(month):02d}-{int(day):02d}"
