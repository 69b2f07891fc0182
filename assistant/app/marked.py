"""Document text as HTML: quotes highlighted, footnote marks linked, no asterisks of Markdown.

Offsets are code points of the canonical text: a highlight is exactly what a citation's spans say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from index.types import Span

# Emphasis hugs a word on one side: "(*công nghiệp* ...)". A lone "(*)" or "2 * 3" is no emphasis.
_ASTERISKS = re.compile(r"(?<![\s(])\*+|\*+(?![\s)]|\Z)")
_EMPHASIS = re.compile(r"(\*{1,3})(?=[^\s*])([^*]+)(?<=[^\s*])\1(?!\*)")
_MARKDOWN_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Highlight:
    """A stretch to highlight: the reference that [n] points to, and its spans."""

    ref: str
    spans: tuple[Span, ...]
    label: str = ""  # shown after the stretch, such as "[1]"


def plain(text: str) -> str:
    """`text` without Markdown's asterisks and heading signs."""
    return _ASTERISKS.sub("", _MARKDOWN_HEADING.sub("", text))


def marked_html(
    text: str,
    spans: Sequence[Span],
    highlights: Iterable[Highlight] = (),
    notes: Mapping[int, str] | None = None,
) -> str:
    """`spans` of the canonical `text` as HTML.

    notes: offset of each footnote mark -> id of the element that shows the note.
    """
    letters = _letters(text, spans)
    styles = _styles("".join(letter for letter, _ in letters))
    highlights = tuple(highlights)
    refs_at = _refs_at(highlights, len(text))
    noted = notes or {}
    cells = []
    for (letter, offset), style in zip(letters, styles, strict=True):
        if style is None:
            continue
        at = -1 if offset is None else offset
        cells.append(_Cell(letter, refs_at.get(at, ()), style, noted.get(at, "")))
    _bridge_joins(cells)
    last = _last_cells(cells)
    labels = {h.ref: h.label for h in highlights}
    parts: list[str] = []
    at = 0
    for refs, run in groupby(cells, key=lambda cell: cell.refs):
        members = list(run)
        at += len(members)
        inner = "".join(_styled(style, group) for style, group in groupby(members, key=_look))
        parts.append(_mark(refs, inner) if refs else inner)
        ended = [labels[ref] for ref in refs if last[ref] == at - 1 and labels[ref]]
        parts += [f'<span class="mark-label">{escape(label)}</span>' for label in ended]
    return "".join(parts)


@dataclass(slots=True)
class _Cell:
    letter: str
    refs: tuple[str, ...]
    style: str
    note: str


def _letters(text: str, spans: Sequence[Span]) -> list[tuple[str, int | None]]:
    """Letters with their offsets; the space that joins two spans has none."""
    letters: list[tuple[str, int | None]] = []
    for start, end in spans:
        if letters:
            letters.append((" ", None))
        letters += [(text[offset], offset) for offset in range(start, min(end, len(text)))]
    return letters


def _styles(joined: str) -> list[str | None]:
    """For each letter '', 'em' or 'strong'; None for one that is not shown."""
    styles: list[str | None] = [""] * len(joined)
    for match in _EMPHASIS.finditer(joined):
        name = "em" if len(match.group(1)) == 1 else "strong"
        styles[match.start(2) : match.end(2)] = [name] * len(match.group(2))
    for pattern in (_ASTERISKS, _MARKDOWN_HEADING):
        for match in pattern.finditer(joined):
            styles[match.start() : match.end()] = [None] * len(match.group())
    return styles


def _refs_at(highlights: Sequence[Highlight], length: int) -> dict[int, tuple[str, ...]]:
    """References that highlight the letter at each offset."""
    refs: dict[int, tuple[str, ...]] = {}
    for highlight in highlights:
        letters = {o for start, end in highlight.spans for o in range(start, min(end, length))}
        for offset in letters:
            refs[offset] = (*refs.get(offset, ()), highlight.ref)
    return refs


def _bridge_joins(cells: list[_Cell]) -> None:
    """A joining space between two highlighted spans belongs to the highlight."""
    for before, cell, after in zip(cells, cells[1:], cells[2:], strict=False):
        if not cell.refs and cell.letter == " " and before.refs == after.refs:
            cell.refs = before.refs


def _last_cells(cells: Sequence[_Cell]) -> dict[str, int]:
    return {ref: position for position, cell in enumerate(cells) for ref in cell.refs}


def _look(cell: _Cell) -> tuple[str, str]:
    return cell.style, cell.note


def _styled(look: tuple[str, str], group: Iterable[_Cell]) -> str:
    style, note = look
    words = escape("".join(cell.letter for cell in group))
    if note:
        words = f'<a class="note-mark" href="#{escape(note)}">{words}</a>'
    return f"<{style}>{words}</{style}>" if style else words


def _mark(refs: tuple[str, ...], inner: str) -> str:
    return f'<mark tabindex="-1" data-refs="{escape(" ".join(refs))}">{inner}</mark>'
