"""Ruled tables of a PDF page: the grid that its lines draw, and the words in the cells.

Tables without rules are left as lines: columns that merely stand under each other cannot be told
from a signature beside the addressees.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.reading.layout import Line
from index.reading.words import Box, Word

_NEAR = 3.0  # points by which rules that meet may miss each other
_LEAST_RULES = 3  # of each direction: two columns, two rows
_MOST_RULES = 1_500  # a page with more is a drawing
_MOST_CELLS = 5_000
_SEPARATOR = Word("|")


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line on a page: at one height (or, upright, one distance from the left edge), from
    start to end. In points from the top left."""

    is_upright: bool
    at: float
    start: float
    end: float

    def passes(self, point: float) -> bool:
        return self.start - _NEAR <= point <= self.end + _NEAR

    def meets(self, other: Rule) -> bool:
        return self.passes(other.at) and other.passes(self.at)


@dataclass(frozen=True, slots=True)
class _Grid:
    xs: list[float]  # where columns begin and end
    ys: list[float]
    rules: list[Rule]

    def cell_of(self, box: Box) -> tuple[int, int] | None:
        """Row and column in which the middle of a word lies; None outside the grid."""
        x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        row, column = bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1
        inside = 0 <= row < len(self.ys) - 1 and 0 <= column < len(self.xs) - 1
        return (row, column) if inside else None

    def merged(self) -> dict[tuple[int, int], tuple[int, int]]:
        """The first cell of the merged cell that each cell belongs to."""
        first: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(len(self.ys) - 1):
            for column in range(len(self.xs) - 1):
                first[row, column] = (row, column)
                if row and not self._ruled(False, self.ys[row], self._middle(self.xs, column)):
                    first[row, column] = first[row - 1, column]
                elif column and not self._ruled(True, self.xs[column], self._middle(self.ys, row)):
                    first[row, column] = first[row, column - 1]
        return first

    @staticmethod
    def _middle(bounds: list[float], position: int) -> float:
        return (bounds[position] + bounds[position + 1]) / 2

    def _ruled(self, is_upright: bool, at: float, point: float) -> bool:
        return any(
            rule.is_upright == is_upright and abs(rule.at - at) <= _NEAR and rule.passes(point)
            for rule in self.rules
        )


def with_tables(lines: list[Line], rules: Sequence[Rule], first_table: int) -> list[Line]:
    """The lines of a page with those inside ruled grids replaced by one line a row, cells between
    bars. first_table: number of the first table found, unique in the document."""
    for number, grid in enumerate(_grids(rules), start=first_table):
        lines = _laid_out(lines, grid, number)
    return lines


def _grids(rules: Sequence[Rule]) -> Iterable[_Grid]:
    if not 2 * _LEAST_RULES <= len(rules) <= _MOST_RULES:
        return
    left = list(rules)
    while left:
        group, waiting = [], [left.pop()]
        while waiting:
            rule = waiting.pop()
            group.append(rule)
            apart: list[Rule] = []
            for other in left:
                meets = other.is_upright != rule.is_upright and other.meets(rule)
                (waiting if meets else apart).append(other)
            left = apart
        xs = _apart(rule.at for rule in group if rule.is_upright)
        ys = _apart(rule.at for rule in group if not rule.is_upright)
        if min(len(xs), len(ys)) >= _LEAST_RULES and len(xs) * len(ys) <= _MOST_CELLS:
            yield _Grid(xs, ys, group)


def _apart(places: Iterable[float]) -> list[float]:
    """Places in order, those that are one within `_NEAR` once."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _laid_out(lines: list[Line], grid: _Grid, number: int) -> list[Line]:
    merged = grid.merged()
    cells: dict[tuple[int, int], list[Word]] = {}
    kept: list[Line] = []
    position: int | None = None
    for line in lines:
        places = [grid.cell_of(word.box) if word.box else None for word in line.words]
        if not any(places) or line.table is not None:
            kept.append(line)
            continue
        if any(word.box is None for word in line.words):
            return lines  # where a word of this line belongs is not known
        position = len(kept) if position is None else position
        outside: list[Word] = []
        for word, place in zip(line.words, places, strict=True):
            (outside if place is None else cells.setdefault(merged[place], [])).append(word)
        if outside:
            kept.append(replace(line, words=tuple(outside)))
    rows = _rows(cells, merged, number)
    # Text in but one cell of each row is a frame around paragraphs.
    if position is None or sum(len(used) > 1 for used in _used(cells).values()) < 2:
        return lines
    return [*kept[:position], *rows, *kept[position:]]


def _used(cells: dict[tuple[int, int], list[Word]]) -> dict[int, set[int]]:
    """Columns with text by row."""
    used: dict[int, set[int]] = {}
    for row, column in cells:
        used.setdefault(row, set()).add(column)
    return used


def _rows(
    cells: dict[tuple[int, int], list[Word]],
    merged: dict[tuple[int, int], tuple[int, int]],
    number: int,
) -> list[Line]:
    """One line for each row that has text; an empty cell leaves its bar."""
    rows: list[Line] = []
    for row in sorted({row for row, _ in cells}):
        words: list[Word] = []
        own = sorted(cell for cell in set(merged.values()) if cell[0] == row)
        for position, cell in enumerate(own):
            words += [_SEPARATOR] if position else []
            words += cells.get(cell, [])
        rows.append(Line(tuple(words), number))
    return rows
