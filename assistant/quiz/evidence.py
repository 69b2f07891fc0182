"""Whether a document says a thing: the clauses that hold a value, and what else they hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from index.library import Library
from index.types import PassageKind
from index.vietnamese import syllables

SAID = 0.8
"""Share of a claim's words from which a clause counts as saying it. Clauses of one enumeration
that differ only in whom they are about share up to three quarters (the report, B.II.4.1)."""

_CLAUSE = re.compile(r"[^;\n]+")
_PLAIN = frozenset("va cac cua cho la duoc co nay mot thi ma ve theo nhung bao nhieu".split())


def words_of(text: str) -> frozenset[str]:
    """Folded words that carry meaning."""
    return frozenset(syllables(text)) - _PLAIN


@dataclass(frozen=True, slots=True)
class _Clause:
    """passage: its number among all. key: folded syllables between spaces."""

    passage: int
    key: str
    words: frozenset[str]


class Evidence:
    """Clauses of a library by the words they hold."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def says(self, claim: str, value: str, whole_passages: bool = False) -> bool:
        """Whether some clause holds `value` and nearly all words of `claim`. whole_passages: look
        at passages instead, whose sentences may share their subject."""
        words = words_of(claim) - words_of(value)
        if not words:
            return False
        holding = self._holding(value)
        if whole_passages:
            numbers = {self._clauses[n].passage for n in holding}
            stretches = [self._passages[n] for n in numbers]
        else:
            stretches = [self._clauses[n].words for n in holding]
        return any(len(words & held) >= SAID * len(words) for held in stretches)

    def _holding(self, value: str) -> list[int]:
        """Numbers of the clauses in which a value stands."""
        phrase = syllables(value)
        if not phrase:
            return []
        rarest: Sequence[int] = min((self._index.get(word, ()) for word in phrase), key=len)
        key = f" {' '.join(phrase)} "
        return [n for n in rarest if key in self._clauses[n].key]

    @cached_property
    def _clauses(self) -> list[_Clause]:
        found: list[_Clause] = []
        number = 0
        for document in self._library.documents():
            for passage in self._library.passages(document.id):
                if passage.kind is PassageKind.HEADING:
                    continue
                for match in _CLAUSE.finditer(passage.text):
                    held = syllables(match.group())
                    found.append(_Clause(number, f" {' '.join(held)} ", frozenset(held)))
                number += 1
        return found

    @cached_property
    def _passages(self) -> list[frozenset[str]]:
        """Words of each passage."""
        words: dict[int, set[str]] = defaultdict(set)
        for clause in self._clauses:
            words[clause.passage] |= clause.words
        return [frozenset(words[number]) for number in range(max(words, default=-1) + 1)]

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        """Numbers of the clauses that hold a word."""
        index: dict[str, list[int]] = defaultdict(list)
        for number, clause in enumerate(self._clauses):
            for word in clause.words:
                index[word].append(number)
        return index
