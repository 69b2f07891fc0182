"""Passages as the evidence stage reads them: sentences and atoms with their folded keys.

A key is ' a b c ': folded syllables between spaces, so that ' b c ' in key asks for a phrase.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.evidence.atoms import atoms
from index.types import Passage, Span
from index.vietnamese import CAPITAL, chunks, sentences, syllables

# Items of an enumeration end at a semicolon; words with a colon that open another statement
# ('Tỷ lệ giải quyết: Tỷ lệ ...') stand apart from it.
_MEMBER = re.compile(r"(?P<mark>[a-zđ]{1,2}\)|[-+•])(?:\[\d+\])?\s")
_LINE_WORDS = 12
_ITEM_END = re.compile(rf";|:(?=\s{CAPITAL})")


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence of a passage. atoms: spans within the sentence's text. cuts: where each atom's
    tokens begin and end among `tokens`."""

    start: int  # in the passage's text
    end: int
    text: str
    key: str
    tokens: tuple[str, ...]
    atoms: tuple[Span, ...]
    cuts: tuple[Span, ...]
    items: tuple[int, ...]  # number of the item that each atom belongs to
    parts: tuple[Span, ...]  # as the dense lane reads a long sentence; none for a short one
    gloss: str  # everyday wordings of the sentence and of its parts; "" where it has none
    gloss_key: str
    lead: int | None = None  # the sentence of the passage that opens the list this one is in

    def key_of(self, first: int, last: int) -> str:
        """Key of the window from atom `first` to atom `last`."""
        return key_of(self.tokens[self.cuts[first][0] : self.cuts[last][1]])


@dataclass(frozen=True, slots=True)
class PassageView:
    passage: Passage
    key: str
    title_key: str
    sentences: tuple[SentenceView, ...]


def opening_line(view: PassageView, sentence: SentenceView) -> SentenceView | None:
    """The short line that a passage opens with, above a sentence of it: '4. Bộ Tài chính'."""
    line = view.sentences[0]
    is_above = line.start < sentence.start and len(line.tokens) <= _LINE_WORDS
    return line if is_above else None


def key_of(tokens: tuple[str, ...] | list[str]) -> str:
    return f" {' '.join(tokens)} "


@lru_cache(maxsize=20_000)
def view_of(passage: Passage) -> PassageView:
    """The view of a passage; passages never change, so views are kept."""
    return PassageView(
        passage,
        key_of(syllables(passage.text)),
        key_of(syllables(" ".join(passage.place.titles))),
        _with_leads([_sentence(passage, s, e) for s, e in sentences(passage.text)]),
    )


def _with_leads(views: list[SentenceView]) -> tuple[SentenceView, ...]:
    """Members of a list ('a) ...', '- ...') know the line that opens it ('... sau đây:'). A member
    may go on in sentences of its own; 'a)' and a line with a colon begin a list."""
    found: list[SentenceView] = []
    lead: int | None = None
    plain: int | None = None  # the last sentence that is no member
    for position, view in enumerate(views):
        member = _MEMBER.match(view.text)
        if member is None:
            plain = position
            found.append(view)
            continue
        opens = plain is not None and views[plain].text.rstrip().endswith(":")
        if lead is None or member["mark"] == "a)" or (opens and plain != lead):
            lead = plain
        found.append(view if lead is None else replace(view, lead=lead))
    return tuple(found)


def _sentence(passage: Passage, start: int, end: int) -> SentenceView:
    words = passage.text[start:end]
    gloss = passage.gloss_of(start, end)
    tokens: list[str] = []
    cuts: list[Span] = []
    spans = atoms(words)
    for atom_start, atom_end in spans:
        begin = len(tokens)
        tokens.extend(syllables(words[atom_start:atom_end]))
        cuts.append((begin, len(tokens)))
    ends = [match.start() for match in _ITEM_END.finditer(words)]
    items = tuple(sum(end < atom_start for end in ends) for atom_start, _ in spans)
    return SentenceView(
        start,
        end,
        words,
        key_of(tokens),
        tuple(tokens),
        tuple(spans),
        tuple(cuts),
        items,
        tuple(chunks(words)),
        gloss,
        key_of(syllables(gloss)) if gloss else "",
    )
