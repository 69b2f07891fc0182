"""A sentence in atoms: the stretches between commas, semicolons, colons and brackets.

Windows of neighbouring atoms are the clauses an answer may quote.
"""

from __future__ import annotations

import re

from index.types import Span

ITEM_MARK = r"(?:\d+[a-zđ]?\.|[a-zđ]\))(?:\[\d+\])?\s"
"""What an item of a provision begins with: '1. ', '2a. ', 'b)[3] '. A pattern."""
# A comma inside a number (14,6) or a dot inside one (3.849) does not part anything.
_BREAK = re.compile(r"(?:[,;:](?=\s)|(?<=\s)[-–](?=\s)|[()*\n])+")


_FEW_WORDS = 2


def atoms(text: str) -> list[Span]:
    """[start, end) of each atom, without the marks between them. A word or two between commas is
    a member of a list ('xã, phường, thị trấn') and stays with its neighbours."""
    found: list[Span] = []
    start = 0
    for match in _BREAK.finditer(text):
        _add(text, start, match.start(), found)
        start = match.end()
    _add(text, start, len(text), found)
    return _with_short_ones_joined(text, found)


def _with_short_ones_joined(text: str, spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    last_was_short = False
    for start, end in spans:
        is_short = len(text[start:end].split()) <= _FEW_WORDS
        by_comma = bool(joined) and text[joined[-1][1] : start].strip() == ","
        if by_comma and (is_short or last_was_short):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
        last_was_short = is_short
    return joined


def _add(text: str, start: int, end: int, found: list[Span]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:"):
        end -= 1
    if start < end:
        found.append((start, end))


def bracketed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range with brackets it opens or closes alone: '(a; b' gets its ')' or loses its '('."""
    piece = text[start:end]
    missing = piece.count("(") - piece.count(")")
    if missing > 0 and text[end : end + 2].lstrip("*").startswith(")"):
        return start, text.index(")", end) + 1
    if missing < 0 and start > 0 and text[start - 1] == "(":
        return start - 1, end
    return start, end
