"""Which lines begin a unit of a law: a heading, an article, a section or a khoản.

What a line looks like is told by its pattern; whether it is that, by its number: real units count
on (`index.structure.numbering`).
"""

from __future__ import annotations

import re

from index.structure.lines import Line
from index.structure.numbering import Numbered, running

_MARK = r"(?:\s*\[\d{1,3}\])?"
_ARTICLE = re.compile(rf"Điều\s+(\d{{1,4}})\s?([a-zđ]?)\b{_MARK}\s*(?:[.:]\s*(?P<title>.*)|$)")
# "Điều 18.1.LQ.30.": an article of the Bộ pháp điển, where the codes do not run on.
_CODED = re.compile(
    r"Điều\s+(\d{1,3}\.\d{1,3}\.[A-ZĐ]{1,5}\.(?:\d{1,4}\.)?\d{1,4}[a-zđ]?)()\.\s*(?P<title>.*)"
)
_CLAUSE = re.compile(
    r"(\d{1,3})([a-zđ]?)\s?[.)](?:\s*\[\d{1,3}\])?\s+(?=\S)|(\d{1,3})([a-zđ]?)\.(?=[A-ZĐÀ-Ỹ\[“])"
)
_CLAUSE_WITHOUT_STOP = re.compile(r"(\d{1,2})() ?[.,;]? (?!Điều )(?=[A-ZĐÀ-Ỹ])()()")
ROMAN = r"[IVXLC]{1,7}"
_HEADINGS = (
    (
        "Phần",
        re.compile(
            rf"(?:PHẦN|Phần)\s+((?:THỨ|thứ)\s+\w+|{ROMAN}|\d{{1,2}}|[A-Z])(?!\w){_MARK}(.*)"
        ),
    ),
    ("Chương", re.compile(rf"(?:CHƯƠNG|Chương)\s+({ROMAN}|\d{{1,3}})(?!\w){_MARK}(.*)")),
    ("Mục", re.compile(rf"(?:MỤC|Mục)\s+({ROMAN}|\d{{1,3}}|[A-Z])(?!\w){_MARK}(.*)")),
    (
        "Tiểu mục",
        re.compile(rf"(?:TIỂU MỤC|Tiểu mục)\s+({ROMAN}|\d{{1,3}}|[A-Z])(?!\w){_MARK}(.*)"),
    ),
)
HEADING_LEVELS = {name: level for level, (name, _) in enumerate(_HEADINGS)}
SECTION = re.compile(rf"({ROMAN})\s?[.\-–]\s*(?=\S)")  # I. QUAN ĐIỂM, inside an article
LEAST_ARTICLES = 2


def articles_of(lines: list[Line]) -> dict[int, re.Match[str]]:
    """Position and match of the lines that head an article."""
    coded = {
        position: match
        for position, line in enumerate(lines)
        if (match := _CODED.match(line.text)) and not line.is_quoted
    }
    if len(coded) >= LEAST_ARTICLES:
        return coded
    found = [
        (position, match)
        for position, line in enumerate(lines)
        if not line.is_quoted and line.table is None and (match := _ARTICLE.match(line.text))
    ]
    accepted = running([Numbered(int(match.group(1)), match.group(2)) for _, match in found])
    return {
        position: match for (position, match), good in zip(found, accepted, strict=True) if good
    }


def heading_of(line: Line) -> tuple[str, str, str] | None:
    """Level, label and title words of a line that heads a Phần, Chương, Mục or Tiểu mục."""
    if line.is_quoted or line.table is not None:
        return None
    for name, pattern in _HEADINGS:
        match = pattern.fullmatch(line.text)
        if match is None:
            continue
        rest = match.group(2)
        words = rest.strip(" .:-–")
        # "Chương II của Luật này" is running text; "Mục 1 QUY ĐỊNH", "Chương I. Quy định" are not.
        if words and not (rest.lstrip()[0] in ".:-–" or words.isupper()):
            return None
        number = match.group(1)
        return name, f"{name} {number.lower() if ' ' in number else number}", words
    return None


def sections_of(lines: list[Line]) -> list[tuple[int, str]]:
    found = [
        (position, match.group(1))
        for position, line in enumerate(lines)
        if not line.is_quoted and line.table is None and (match := SECTION.match(line.text))
    ]
    accepted = running([Numbered(_roman(number)) for _, number in found])
    kept = [one for one, good in zip(found, accepted, strict=True) if good]
    return kept if len(kept) >= 2 else []


def clauses_of(lines: list[Line]) -> list[tuple[int, str]]:
    """Position and number of the lines that begin a khoản."""
    found: list[tuple[int, Numbered]] = []
    for position, line in enumerate(lines):
        match = None if line.is_quoted or line.table else _CLAUSE.match(line.text)
        if match is None and line.is_run_together:
            match = _CLAUSE_WITHOUT_STOP.match(line.text)
        if match is not None:
            number, suffix = match.group(1) or match.group(3), match.group(2) or match.group(4)
            found.append((position, Numbered(int(number), suffix or "")))
    accepted = running([number for _, number in found])
    return [
        (position, f"{number.number}{number.suffix}")
        for (position, number), good in zip(found, accepted, strict=True)
        if good
    ]


def _roman(number: str) -> int:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    total = 0
    for letter, after in zip(number, [*number[1:], ""], strict=True):
        value = values[letter]
        total += -value if after and values[after] > value else value
    return total
