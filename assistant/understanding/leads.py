"""'Theo báo cáo năm 2020 của Sở Nội vụ tỉnh Bắc Giang, ...': where to look, said before what is
asked.

Only for documents without a number, which are named by what they are: by kind, year, issuer, title.
The words are taken off the question, or the report's year would be asked of every sentence in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.understanding.naming import REPORT, Named
from index.vietnamese import fold

_LEAD = re.compile(
    r"\s*(?:theo|trong|tai|o|can cu(?: vao| theo)?|dua (?:vao|theo|tren))\s+(?:ban |noi dung )?"
)
_WORD = re.compile(r"[\w/.-]*\w")
_POINTING = frozenset({"nay", "tren", "do", "ay", "noi"})
_REST = re.compile(r"\s*(?:[,:;]\s*)?(?:thi\s+)?")
_ENDS = re.compile(r"\s*[,:;]|\s+thi\b")
_LEAST_LEFT = 2  # words that must be left to ask something
_JOINS = ("va ", "voi ", "hay ", "hoac ")  # the document is one of several


@dataclass(frozen=True, slots=True)
class Lead:
    """documents: those that the words before the question fit, none where there are no such words.
    rest: the question without them."""

    documents: tuple[Named, ...]
    rest: str


def lead_of(text: str, named: Sequence[Named]) -> Lead:
    folded = fold(text)
    opening = _LEAD.match(folded)
    if opening is None or len(folded) != len(text):
        return Lead((), text)
    begin = opening.end()
    ends = {d: _end(d, folded, begin) for d in named if d.in_library and not d.number}
    furthest = max(ends.values(), default=begin)
    rest = _rest(text, folded, furthest)
    joins = fold(rest).startswith(_JOINS)
    if furthest == begin or joins or len(rest.split()) < _LEAST_LEFT:
        return Lead((), text)
    return Lead(tuple(d for d, end in ends.items() if end == furthest), rest)


def _rest(text: str, folded: str, end: int) -> str:
    joint = _REST.match(folded, end)
    rest = text[joint.end() if joint else end :]
    return rest[:1].upper() + rest[1:]


def _end(document: Named, folded: str, begin: int) -> int:
    """Where the words that name a document end; `begin` where they do not name it."""
    kind = fold(document.kind)
    if not kind or not re.match(rf"{re.escape(kind)}\b", folded[begin:]):
        return begin
    alone = end = begin + len(kind)
    while True:
        after = _described(document, folded, end)
        if after is None:
            return begin
        if after == end:
            break
        end = after
    # 'Theo Luật Cán bộ, công chức': the words behind 'luật' name another one.
    names_other = end == alone and document.kind != REPORT and not _ENDS.match(folded, end)
    return begin if names_other else end


def _described(document: Named, folded: str, at: int) -> int | None:
    """Where one more description of a document that begins at `at` ends; `at` where none does,
    None for one of another document."""
    if folded[at : at + 1] != " ":
        return at
    word = _word(folded, at)
    if word in _POINTING:
        return at + 1 + len(word)
    if word == "nam" or re.fullmatch(r"(?:19|20)\d\d", word):
        year = re.match(r" (?:nam )?((?:19|20)\d\d)\b", folded[at:])
        if year is None:
            return at
        return at + year.end() if year[1] == document.year else None
    of = at + len(" cua") if word == "cua" else at
    issuer = _run(folded, of, document.issuer)
    if issuer > of:
        return issuer
    if word == "cua":
        return at
    title = fold(document.name).removeprefix(fold(document.kind)).strip()
    end = _run(folded, at, title)
    # 'Luật Tổ chức chính quyền' begins like 'Luật Tố cáo'.
    return end if document.kind == REPORT or end - at > len(title) else at


def _run(folded: str, at: int, words: str) -> int:
    """Where the longest run of the first of `words` that begins at `at` ends."""
    for word in words.split():
        if _word(folded, at) != word:
            break
        at += 1 + len(word)
    return at


def _word(folded: str, at: int) -> str:
    """The word behind the space at `at`, "" where there is none."""
    if folded[at : at + 1] != " ":
        return ""
    match = _WORD.match(folded, at + 1)
    return match.group() if match else ""
