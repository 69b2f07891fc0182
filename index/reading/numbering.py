"""The numbers Word writes itself ("Điều 1.", "a)", "-"): part of what a reader sees."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

_PLACEHOLDER = re.compile(r"%(\d)")
_BULLET = "-"


@dataclass(frozen=True, slots=True)
class Level:
    kind: str  # decimal, lowerLetter, upperRoman, bullet, none, ...
    pattern: str  # "Điều %1."
    start: int


@dataclass(slots=True)
class Numbering:
    """Running counters of every list of one document."""

    lists: dict[str, dict[int, Level]]  # numId -> level -> definition
    counters: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, list_id: str, depth: int) -> str:
        """The label of the next paragraph at `depth` of a list; "" where it has none."""
        levels = self.lists.get(list_id)
        if levels is None or depth not in levels:
            return ""
        counts = self.counters.setdefault(list_id, {})
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        level = levels[depth]
        if level.kind == "bullet":
            return _BULLET
        if level.kind == "none":
            return ""

        def number(match: re.Match[str]) -> str:
            other = int(match.group(1)) - 1
            definition = levels.get(other, level)
            return _formatted(counts.get(other, definition.start), definition.kind)

        return _PLACEHOLDER.sub(number, level.pattern).strip()


def read_numbering(root: Any) -> Numbering:
    """Lists of a `w:numbering` element (None: a document without lists)."""
    lists: dict[str, dict[int, Level]] = {}
    if root is None:
        return Numbering(lists)
    abstract = {
        element.get(qn("w:abstractNumId")): _levels(element)
        for element in root.findall(qn("w:abstractNum"))
    }
    for element in root.findall(qn("w:num")):
        link = element.find(qn("w:abstractNumId"))
        levels = dict(abstract.get(link.get(qn("w:val")), {})) if link is not None else {}
        for override in element.findall(qn("w:lvlOverride")):
            start = override.find(qn("w:startOverride"))
            depth = _integer(override.get(qn("w:ilvl")), 0)
            if start is not None and depth in levels:
                old = levels[depth]
                first = _integer(start.get(qn("w:val")), old.start)
                levels[depth] = Level(old.kind, old.pattern, first)
        lists[element.get(qn("w:numId"))] = levels
    return Numbering(lists)


def _levels(abstract: Any) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for element in abstract.findall(qn("w:lvl")):
        levels[_integer(element.get(qn("w:ilvl")), 0)] = Level(
            kind=_child_value(element, "w:numFmt", "decimal"),
            pattern=_child_value(element, "w:lvlText", ""),
            start=_integer(_child_value(element, "w:start", "1"), 1),
        )
    return levels


def _child_value(element: Any, name: str, default: str) -> str:
    child = element.find(qn(name))
    value = child.get(qn("w:val")) if child is not None else None
    return default if value is None else str(value)


def _integer(text: str | None, default: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"\d{1,6}", text) else default


def _formatted(number: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman.lower() if kind == "lowerRoman" else roman
    if kind == "decimalZero":
        return f"{number:02d}"
    return str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4_000:
        return str(number)
    letters = ""
    for value, letter in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        letters += letter * (number // value)
        number %= value
    return letters
