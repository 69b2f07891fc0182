"""Days as documents write them: '11/7/2016', '11 tháng 7 năm 2016'."""

from __future__ import annotations

import re
from datetime import date

DAY = r"\d{1,2}/\d{1,2}/\d{4}|\d{1,2} tháng \d{1,2} năm \d{4}"


def day_of(text: str) -> date | None:
    """The day that a text writes; None where it writes none."""
    numbers = re.findall(r"\d+", text)
    if len(numbers) != 3:
        return None
    day, month, year = map(int, numbers)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def style_of(text: str) -> str:
    """Days of one style can stand for each other without giving themselves away."""
    return "ngày /" if "/" in text else "ngày tháng"
