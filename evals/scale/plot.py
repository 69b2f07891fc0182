"""Runs as an SVG: 95 % of hybrid questions take no longer, over the number of passages, both
logarithmic. Written by hand: a few lines need no library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log10
from typing import Any

_WIDTH, _HEIGHT, _LEFT, _TOP = 640, 360, 70, 30
_X, _Y = (3.0, 6.0), (0.0, 3.0)  # powers of ten: 1,000 to 1,000,000 passages; 1 to 1,000 ms
_COLOURS = {"folder": "#0b5a54", "server": "#b3541e"}
_DASHES = {"hybrid": "", "dense": "6 4", "bm25": "2 3"}


def plot(runs: Sequence[Mapping[str, Any]]) -> str:
    parts = [*_axes()]
    for number, (store, colour) in enumerate(_COLOURS.items()):
        mine = sorted((r for r in runs if r["store"] == store), key=lambda r: int(r["passages"]))
        for order, (lane, dash) in enumerate(_DASHES.items()):
            points = [(_x(run["passages"]), _y(run[lane]["p95_ms"])) for run in mine]
            if points:
                parts.append(_line(points, colour, dash))
                at = _TOP + 16 + 16 * (order + 3 * number)
                parts.append(_line([(_LEFT + 12, at - 4), (_LEFT + 42, at - 4)], colour, dash))
                parts.append(_text(_LEFT + 48, at, f"{lane}, {store}"))
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'font-family="sans-serif" font-size="12">\n'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>\n{body}\n</svg>\n'
    )


def _axes() -> list[str]:
    parts = []
    for power in range(int(_X[0]), int(_X[1]) + 1):
        x = _x(10**power)
        parts.append(_line([(x, _y(1)), (x, _TOP)], "#dddddd", ""))
        parts.append(_text(x, _y(1) + 18, f"{10**power:,}", "middle"))
    for power in range(int(_Y[0]), int(_Y[1]) + 1):
        y = _y(10**power)
        parts.append(_line([(_LEFT, y), (_x(10 ** _X[1]), y)], "#dddddd", ""))
        parts.append(_text(_LEFT - 8, y + 4, f"{10**power:,} ms", "end"))
    parts.append(_text(_WIDTH / 2, _HEIGHT - 8, "passages", "middle"))
    parts.append(_text(_LEFT, _TOP - 12, "95 % of questions take no longer than"))
    return parts


def _x(passages: float) -> float:
    return _LEFT + (_WIDTH - _LEFT - 40) * (log10(passages) - _X[0]) / (_X[1] - _X[0])


def _y(milliseconds: float) -> float:
    share = (log10(max(milliseconds, 1)) - _Y[0]) / (_Y[1] - _Y[0])
    return _HEIGHT - 50 - (_HEIGHT - 50 - _TOP) * share


def _line(points: Sequence[tuple[float, float]], colour: str, dash: str) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return (
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.8" '
        f'stroke-dasharray="{dash}"/>'
    )


def _text(x: float, y: float, words: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{words}</text>'
