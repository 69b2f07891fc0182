"""Articles that OCR has run together with the words before them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from index.structure.lines import Line
from index.structure.marks import articles_of

_CAPITAL = r"[A-ZĐÀ-Ỹ]"
_INLINE_UNIT = re.compile(
    rf"(?<=\S )(?=Điều \d{{1,3}}\. ?{_CAPITAL})|(?<=[.;:] )(?=[a-zđ]\) {_CAPITAL})|"
    # A khoản: OCR may have lost the stop behind its number, or the one before it. No reference:
    # "khoản 2 Điều này", "Mục 3 TRÌNH TỰ".
    rf"(?<!\b[Kk]hoản )(?<!\b[Mm]ục )(?<!\b[Đđ]iều )(?<!\bphần )(?<!\b[Cc]hương )(?<!\bsố )"
    rf"(?<=\S )(?=\d{{1,2}} ?[.,;]? (?!Điều ){_CAPITAL})"
)


def unwoven(lines: list[Line]) -> list[Line]:
    """Lines cut where an article or a khoản begins inside one, for texts that OCR has run
    together."""
    at_start = len(articles_of(lines))
    cut: list[Line] = []
    for line in lines:
        cut += _cut_at_units(line)
    inside = len(articles_of(cut))
    return cut if inside > at_start * 1.5 and inside >= 10 else lines


def _cut_at_units(line: Line) -> list[Line]:
    places = [0, *(match.start() for match in _INLINE_UNIT.finditer(line.text)), len(line.text)]
    pieces: list[Line] = []
    for low, high in pairwise(places):
        text = line.text[low:high].rstrip()
        if text:
            start = line.start + low
            goes_on = line.goes_on and low == 0
            pieces.append(
                replace(
                    line,
                    start=start,
                    end=start + len(text),
                    text=text,
                    goes_on=goes_on,
                    is_run_together=True,
                )
            )
    return pieces
