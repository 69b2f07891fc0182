"""One question, understood."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.types import Question
from assistant.understanding import abbreviations
from assistant.understanding.claim import claim_of
from assistant.understanding.concepts import (
    Concept,
    concepts_of,
    defined_by_fold,
    merged,
    spelled_out,
)
from assistant.understanding.followup import MARKS, carry_over, depends_on_history
from assistant.understanding.leads import lead_of
from assistant.understanding.names import names_in
from assistant.understanding.naming import Named, mentioned, unclear, years_consolidated
from assistant.understanding.spelling import mended
from assistant.understanding.wanted import EVERY, Wanted, wanted_of
from index.vietnamese import fold, nfc

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]")
_TOKEN = re.compile(r"[^\W_]+(?:[.&][^\W_]+)*|\s+|.", re.S)
_SUBJECT_WEIGHT = 0.65  # of words in front of the action that a yes-no question asks about
_NAME_WEIGHT = 0.2  # of the words of a named document, against 1 for others
# These are also ordinary syllables without diacritics ('tu' for 'từ'): only capitals mean them.
_NEED_CAPITALS = frozenset({"tu"})
_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d{2}(?![\d/])")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the library knows by name. defined: abbreviation -> its words in the documents."""

    named: tuple[Named, ...]
    names: frozenset[str]
    defined: dict[str, str]
    frequency: Callable[[str], int]  # passages that have a folded syllable or pair
    is_word: Callable[[str], bool]  # whether the language knows a word
    compounds: Callable[[str], list[str]]  # words of several syllables in a text, folded


@dataclass(frozen=True, slots=True)
class Understanding:
    """text: the question in full words, made stand-alone. query: what both lanes are searched by;
    expansion: what the lexical lane is searched by besides. years, names, named: constraints that
    the evidence must meet. unclear: documents among which the words leave open what is meant.
    within: documents that the question says to look in ('theo báo cáo, ...')."""

    text: str
    query: str
    expansion: str
    wanted: Wanted
    concepts: tuple[Concept, ...]
    years: tuple[str, ...]
    names: tuple[str, ...]
    named: tuple[Named, ...]
    follows: bool
    carried: str = ""  # words of earlier turns that are part of `text`
    unclear: tuple[tuple[Named, ...], ...] = ()
    within: tuple[Named, ...] = ()

    @property
    def folded(self) -> str:
        return fold(self.text)

    @property
    def own(self) -> str:
        """`text` without the words of earlier turns."""
        if not self.carried:
            return self.text
        return self.text.removesuffix(f" ({self.carried.rstrip(MARKS)})")


def understand(question: Question, vocabulary: Vocabulary, previous: str = "") -> Understanding:
    """See what a question asks. previous: the words that answered the turn before, where the
    question leans on it."""
    own = _read(clean(question.text), vocabulary)
    history = [clean(turn) for turn in question.history]
    if own.within or not depends_on_history(fold(own.text), bool(history)):
        return own
    before = [_read(turn, vocabulary) for turn in history]
    said = _read(previous, vocabulary)
    return carry_over(own, before, said)


def _read(text: str, vocabulary: Vocabulary) -> Understanding:
    """A single turn, on its own."""
    lead = lead_of(mended(expand(text), vocabulary.frequency, vocabulary.is_word), vocabulary.named)
    full = lead.rest
    folded = fold(full)
    documents = mentioned(folded, vocabulary.named)
    concepts = merged(
        concepts_of(full, defined_by_fold(vocabulary.defined), vocabulary.compounds(full)), ()
    )
    numbers = " ".join(word for d in documents for word in (d.kind, *d.numbers))
    of_documents = {d.year for d in documents} | set(re.findall(r"\b\d{4}\b", numbers))
    of_documents |= years_consolidated(folded, documents)
    years = tuple(y for y in dict.fromkeys(_YEAR.findall(folded)) if y not in of_documents)
    wanted = wanted_of(folded, full)
    if wanted is Wanted.YES_NO and not EVERY.search(folded):  # there whom counts as much as what
        concepts = _of_action(concepts, folded)
    return Understanding(
        text=full,
        query=full,
        expansion=f"{numbers} {spelled_out(concepts)}".strip(),
        wanted=wanted,
        concepts=_without_names(concepts, documents),
        years=years,
        names=names_in(full, vocabulary.names),
        named=documents,
        follows=False,
        unclear=unclear(folded, vocabulary.named),
        within=lead.documents,
    )


def _without_names(
    concepts: tuple[Concept, ...], documents: tuple[Named, ...]
) -> tuple[Concept, ...]:
    """Concepts in which the words of a named document that is searched by itself hardly count: its
    own sentences call it 'luật này'."""
    named = {w for d in documents if d.in_library for name in d.names for w in name.split()}
    return tuple(
        replace(c, weight=_NAME_WEIGHT * c.weight)
        if any(set(phrase.split()) <= named for phrase, _ in c.variants)
        else c
        for c in concepts
    )


def _of_action(concepts: tuple[Concept, ...], folded: str) -> tuple[Concept, ...]:
    """Concepts in which the words of what is asked to be affirmed count most: who does it is said
    in every other sentence."""
    action = set(claim_of(folded).action)
    return tuple(
        c if action & set(c.key.split()) else replace(c, weight=_SUBJECT_WEIGHT * c.weight)
        for c in concepts
    )


def clean(text: str) -> str:
    """NFC without control or invisible characters, single spaces."""
    return " ".join(_CONTROL.sub(" ", nfc(text)).split())


def expand(text: str) -> str:
    """A typed question with the abbreviations of messages written out ('bn' -> 'bao nhiêu')."""
    pieces = _TOKEN.findall(text)
    out: list[str] = []
    for position, piece in enumerate(pieces):
        key = fold(piece)
        rest = "".join(pieces[position + 1 : position + 4]).lstrip()
        names_document = rest[:1].isdigit() or fold(rest).startswith("so ")
        in_number = position > 0 and pieces[position - 1] in "-/"
        spelled = abbreviations.MESSAGES.get(key)
        if key in _NEED_CAPITALS and not piece.isupper():
            spelled = None
        out.append(piece if spelled is None or in_number or names_document else spelled)
    return "".join(out)
