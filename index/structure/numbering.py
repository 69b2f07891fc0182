"""Which of the lines that look like numbered units are units: those whose numbers run on.

"Điều 12." at the start of a line may be an article, a quotation or a footnote's words. The
real ones count 1, 2, 3, 4, 4a, 5; a stray one breaks the count.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

_MOST_MISSING = 5  # articles in a row that a text may lack (Nghị quyết 1211 lacks Điều 10)


@dataclass(frozen=True, slots=True)
class Numbered:
    number: int
    suffix: str = ""  # the letter of an inserted unit: Điều 35a


def running(candidates: list[Numbered]) -> list[bool]:
    """For each candidate in reading order, whether it belongs to the count."""
    later = Counter(one.number for one in candidates)
    accepted: list[bool] = []
    last = Numbered(0)
    for one in candidates:
        later[one.number] -= 1
        belongs = _follows(last, one, later)
        accepted.append(belongs)
        if belongs:
            last = one
    return accepted


def _follows(last: Numbered, one: Numbered, later: Counter[int]) -> bool:
    if one.number == last.number + 1:
        return True
    if one.number == last.number:
        return one.suffix > last.suffix
    missing = range(last.number + 1, one.number)
    if not 0 < len(missing) <= _MOST_MISSING:
        return False
    # A jump is a gap in the text only if what it jumps over does not come later.
    return not any(later[number] > 0 for number in missing)
