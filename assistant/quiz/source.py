"""Everything of a library that can be asked: facts and lists, without what is disputed, what two
passages answer differently, and what is said twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assistant.quiz.checks import names_person
from assistant.quiz.evidence import Evidence, words_of
from assistant.quiz.facts.blanks import blanks_of
from assistant.quiz.facts.figures import figures_of
from assistant.quiz.facts.lists import Listing, lists_of
from assistant.quiz.facts.mentions import heads_of, mentions_of
from assistant.quiz.facts.offices import Office, named_offices, offices_of
from assistant.quiz.facts.rules import rules_of
from assistant.quiz.facts.terms import meaning_of, terms_of
from assistant.quiz.facts.types import Fact, FactKind
from assistant.quiz.facts.values import Quantity, quantities
from index.library import Library
from index.types import ConflictKind, Passage, PassageKind
from index.vietnamese import fold

_SAME_FACT = 0.6  # share of words from which two statements of one figure are one fact


_MOVES = re.compile(r"\b(?:tăng|giảm|tăng trưởng|vượt)\b[^,;.]{0,30}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it stands in a passage. moves: it says by how much a thing grew or fell."""

    text: str
    passage: str
    unit: str
    family: str
    moves: bool


def _moves(passage: Passage, quantity: Quantity) -> bool:
    return _MOVES.search(passage.text, max(0, quantity.start - 40), quantity.start) is not None


class Source:
    """Facts and lists of a library, read from each document when it is first asked for."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.evidence = Evidence(library)
        self._facts: dict[str, tuple[Fact, ...]] = {}
        self._lists: dict[str, tuple[Listing, ...]] = {}
        self._figures: dict[str, tuple[Figure, ...]] = {}
        self._offices: dict[str, tuple[Office, ...]] = {}
        self._vectors: dict[str, dict[str, NDArray[np.float32]]] = {}

    def facts(self, document: str) -> tuple[Fact, ...]:
        """Facts of a document in reading order."""
        if document not in self._facts:
            self._facts[document] = tuple(_single(self._undisputed(self._read(document))))
        return self._facts[document]

    def lists(self, document: str) -> tuple[Listing, ...]:
        if document not in self._lists:
            found = self.library.document(document)
            self._lists[document] = tuple(lists_of(found, self.library.passages(found.id)))
        return self._lists[document]

    def figures(self, document: str) -> tuple[Figure, ...]:
        """Every figure that stands in a document, asked or not."""
        if document not in self._figures:
            self._figures[document] = tuple(
                Figure(
                    passage.text[q.start : q.end], passage.id, q.unit, q.family, _moves(passage, q)
                )
                for passage in self.library.passages(document)
                if passage.kind is not PassageKind.HEADING
                for q in quantities(passage.text)
            )
        return self._figures[document]

    def likeness(self, document: str, one: str, other: str) -> float:
        """Cosine of two members of a document's lists or of two meanings of its terms, -1 to 1."""
        vectors = self._vectors_of(document)
        return float(vectors[one] @ vectors[other])

    def _vectors_of(self, document: str) -> dict[str, NDArray[np.float32]]:
        if document not in self._vectors:
            texts = [member.text for listing in self.lists(document) for member in listing.fit]
            texts += [f.value for f in self.facts(document) if f.kind is FactKind.MEANING]
            texts += [meaning_of(f) for f in self.facts(document) if f.kind is FactKind.TERM]
            rows = self.library.encoder.encode_passages(texts) if texts else ()
            self._vectors[document] = dict(zip(texts, rows, strict=True))
        return self._vectors[document]

    def offices(self, document: str) -> tuple[Office, ...]:
        """Every office that a document names."""
        if document not in self._offices:
            found = self.library.passages(document)
            self._offices[document] = tuple(dict.fromkeys(named_offices(found)))
        return self._offices[document]

    def _read(self, id: str) -> Iterator[Fact]:
        document, passages = self.library.document(id), self.library.passages(id)
        if document.source.doubtful_pages:
            return
        yield from mentions_of(document, passages, self.library.catalog, self._disputed_numbers)
        yield from heads_of(document, passages)
        yield from figures_of(document, passages)
        yield from blanks_of(document, passages)
        yield from rules_of(document, passages)
        yield from terms_of(document, passages)
        yield from offices_of(document, passages)

    def _undisputed(self, facts: Iterable[Fact]) -> Iterator[Fact]:
        for fact in facts:
            at = fact.excerpt.passage.text.find(fact.value, fact.excerpt.start)
            disputed = self._disputed.get(fact.excerpt.passage.id, ())
            asked = range(at, at + len(fact.value))
            if fact.kind is FactKind.BLANK:  # shows all that it cites
                asked = range(fact.excerpt.start, fact.excerpt.end)
            if any(start < asked.stop and asked.start < end for start, end in disputed):
                continue
            if self._repaired(fact):
                continue
            if not names_person(fact.question, fact.value, fact.excerpt.text):
                yield fact

    def _repaired(self, fact: Fact) -> bool:
        """Whether a reader mended what would be quoted: letters may still be wrong."""
        passage = fact.excerpt.passage
        source = self.library.document(passage.document).source
        spans = passage.locate(fact.excerpt.start, fact.excerpt.end)
        return any(
            repair.start < end and start < repair.end
            for start, end in spans
            for repair in source.repairs
        )

    @cached_property
    def _disputed(self) -> dict[str, list[tuple[int, int]]]:
        """Ranges of passages that the library's documents state differently."""
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for conflict in self.library.conflicts:
            for reading in conflict.readings:
                found[reading.passage].append((reading.start, reading.end))
        return found

    @cached_property
    def _disputed_numbers(self) -> frozenset[str]:
        return frozenset(
            reading.value
            for conflict in self.library.conflicts
            if conflict.kind is ConflictKind.NUMBER
            for reading in conflict.readings
        )


def _single(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Each fact once: of those with one id the first; none of two that one question asks for with
    different answers; of two figures in nearly the same words the first."""
    kept: dict[str, Fact] = {}
    answers: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        kept.setdefault(fact.id, fact)
        answers[fold(fact.stem)].add(fold(fact.value))
    stems: set[str] = set()
    seen: dict[str, list[frozenset[str]]] = defaultdict(list)
    for fact in kept.values():
        stem = fold(fact.stem)
        if len(answers[stem]) > 1 or stem in stems:
            continue
        stems.add(stem)
        if fact.kind in (FactKind.QUANTITY, FactKind.BLANK):
            words = words_of(fact.claim)
            if any(_alike(words, other) for other in seen[fact.value]):
                continue
            seen[fact.value].append(words)
        yield fact


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _SAME_FACT * min(len(one), len(other))
