"""How much of what a title or an opening line names a question says. 'Quyền, nghĩa vụ của người
khiếu nại' names two things of one: either is a reading of its own."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from index.vietnamese import syllables

_NUMBERING = re.compile(
    r"^(?:(?:Điều|Chương|Mục|Phần)\s[\dIVXLC]+[a-zđ]?\.?\s+|"
    r"(?:[A-ZĐ]|[IVX]+|\d+[a-zđ]?(?:\.\d+)*)[.)]\s*)|\[\d+\]"
)
_PLAIN_WORDS = frozenset(
    """
    nhung cac va cua ve trong thoi gian toi ket qua cong tac viec
    """.split()
)
# 'Công chức phải chịu một trong những hình thức kỷ luật sau đây:' names 'công chức', 'hình thức
# kỷ luật'; these words only lead to the list.
_OPENING_WORDS = re.compile(
    r"\b(?:có|(?:bao )?gồm|sau(?: đây)?|như|được|bị|phải|chịu|một trong|thuộc|chỉ|thực hiện|theo|"
    r"chính|chủ yếu|quy định|trường hợp|khi|thì)\b(?!\w)",
    re.IGNORECASE,
)
_JOINED = re.compile(r",\s|\svà\s")
OF = re.compile(r"\s(?:của|về|trong|đối với)\s")


@lru_cache(maxsize=20_000)
def readings(title: str) -> tuple[tuple[str, ...], ...]:
    """Folded words of what a title names: of all of it, then of each of its parts."""
    words = _NUMBERING.sub("", title)
    if words.rstrip().endswith(":"):
        words = _OPENING_WORDS.sub("", words)
    found = [words]
    of = OF.search(words)
    head, rest = (words[: of.start()], words[of.start() :]) if of else (words, "")
    parts = _JOINED.split(head)
    if len(parts) > 1 and rest:
        found.extend(part + rest for part in parts)
    named = (tuple(w for w in syllables(part) if w not in _PLAIN_WORDS) for part in found)
    return tuple(dict.fromkeys(words for words in named if len(words) > 1)) or ((),)


def said_of(title: str, said: str) -> float:
    """Share (0-1) of what a title names that a question's key says, two of its words together
    among it."""
    best = 0.0
    for number, words in enumerate(readings(title)):
        if number and f" {words[0]} " not in said:
            continue  # a part is named by its own word: 'quyền', not just 'người khiếu nại'
        if any(f" {a} {b} " in said for a, b in pairwise(words)):
            best = max(best, sum(f" {w} " in said for w in words) / len(words))
    return best
