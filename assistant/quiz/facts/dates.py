"""Days as documents write them: '11/7/2016', '11 tháng 7 năm 2016'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
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


def written(day: date, like: str) -> str:
    """A day in the style of another: '01/07/2014', '01 tháng 7 năm 2014' (Nghị định
    30/2020/NĐ-CP, Annex I: a zero in front of days below 10 and of January and February)."""
    if "/" in like:
        return f"{day:%d/%m/%Y}"
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"{day.day:02} tháng {month} năm {day.year}"


def in_one_form(texts: Sequence[str]) -> list[str]:
    """Days side by side in one form, so that none stands out by its zeros or its words; texts that
    are no days, or that are alike in form, as they are."""
    days = [day_of(text) for text in texts if re.fullmatch(DAY, text)]
    forms = {re.sub(r"\d", "0", text) for text in texts}
    if len(days) < len(texts) or len(forms) == 1:
        return list(texts)
    like = texts[0] if len({style_of(text) for text in texts}) == 1 else "/"
    return [written(day, like) for day in days if day is not None]
