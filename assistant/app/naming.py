"""How places, dates and numbers are written for officials."""

from __future__ import annotations

import re
from html import escape

from assistant.app import texts
from assistant.dates import date_name

_NUMBERED = re.compile(r"[A-ZĐ]|[IVXLC]+|\d+(?:\.\d+)*|[a-zđ]")


def place_name(labels: tuple[str, ...]) -> str:
    """'Mục B.II.4.2', 'cước chú 3, Mục B.I.3', 'Điều 9 khoản 2 điểm b', 'Mở đầu'."""
    for depth, label in enumerate(labels):
        if label.startswith("Điều "):
            below = [lower.lower() for lower in labels[depth + 1 :]]
            return " ".join([label, *below])
    numbered = [label for label in labels if _NUMBERED.fullmatch(label)]
    named = [label for label in labels if not _NUMBERED.fullmatch(label)]
    notes = [label for label in named if label.startswith("cước chú")]
    words = [label for label in named if not label.startswith("cước chú")]
    section = [texts.SECTION.format(labels=".".join(numbered))] if numbered else []
    return ", ".join([*notes, *reversed(words), *section])


def heading_path(labels: tuple[str, ...], titles: tuple[str, ...]) -> str:
    """The headings above a passage as HTML, outermost first."""
    steps = []
    for label, title in zip(labels, titles, strict=False):
        words = f" {escape(title)}" if title and title != label else ""
        steps.append(f"<li><b>{escape(label)}{_dot(label)}</b>{words}</li>")
    return f'<ol class="path">{"".join(steps)}</ol>' if steps else ""


def _dot(label: str) -> str:
    return "." if _NUMBERED.fullmatch(label) else ""


def page_name(page: int | None) -> str:
    return texts.PAGE.format(number=page) if page else ""


def seconds_name(seconds: float) -> str:
    """0.0234 -> 0,02: Vietnamese decimals."""
    return f"{max(seconds, 0.01):.2f}".replace(".", ",")


def shortened(text: str, limit: int) -> str:
    """`text` cut at a word, with an ellipsis where it was cut."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(",;:. ") + "…"


def ending(text: str, limit: int) -> str:
    """The end of `text`, from a word on, with an ellipsis where it was cut."""
    if len(text) <= limit:
        return text
    return "…" + text[-limit:].split(" ", 1)[-1]


def moment_name(iso: str) -> str:
    """2026-11-25T08:05:00 -> 08:05 25/11/2026."""
    day, _, time = iso.partition("T")
    return f"{time[:5]} {date_name(day)}".strip()
