"""Bars and the risk-coverage curve as inline SVG and HTML, without a script."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from evals import messages
from evals.risk import RiskPoint

_WIDTH, _HEIGHT, _LEFT, _BOTTOM = 520, 260, 56, 40


def bar(share: float | None, label: str) -> str:
    """A bar of 0-100 % with its figure."""
    width = 0.0 if share is None else max(0.0, min(1.0, share)) * 100
    return (
        f'<div class="bar"><span class="fill" style="width:{width:.1f}%"></span>'
        f'<span class="value">{escape(label)}</span></div>'
    )


def risk_curve(points: Sequence[RiskPoint]) -> str:
    """Risk (y) over coverage (x), both 0-1."""
    right, top = _WIDTH - 28, 12
    bottom = _HEIGHT - _BOTTOM

    def x(share: float) -> float:
        return _LEFT + share * (right - _LEFT)

    def y(share: float) -> float:
        return bottom - share * (bottom - top)

    parts = [
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="{escape(messages.SECTION_RISK)}">'
    ]
    for step in range(0, 101, 25):
        share = step / 100
        parts.append(
            f'<line class="grid" x1="{_LEFT}" x2="{right}" '
            f'y1="{y(share):.1f}" y2="{y(share):.1f}"/>'
            f'<text x="{_LEFT - 6}" y="{y(share) + 4:.1f}" text-anchor="end">{step} %</text>'
            f'<text x="{x(share):.1f}" y="{bottom + 16}" text-anchor="middle">{step} %</text>'
        )
    path = " ".join(f"{x(p.coverage):.1f},{y(p.risk):.1f}" for p in points)
    parts.append(f'<polyline class="curve" points="{path}"/>')
    parts += [
        f'<circle class="dot" cx="{x(point.coverage):.1f}" cy="{y(point.risk):.1f}" r="3.5"/>'
        for point in (points[0], points[-1])
    ]
    parts.append(
        f'<text x="{(_LEFT + right) / 2:.0f}" y="{_HEIGHT - 6}" text-anchor="middle">'
        f"{escape(messages.RISK_X)}</text>"
        f'<text transform="translate(14 {(top + bottom) / 2:.0f}) rotate(-90)" '
        f'text-anchor="middle">{escape(messages.RISK_Y)}</text></svg>'
    )
    return "".join(parts)
