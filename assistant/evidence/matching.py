"""How much of what a question says a stretch of text says too."""

from __future__ import annotations

from itertools import pairwise

from assistant.understanding import Understanding
from assistant.understanding.followup import CARRIED
from index.library import Library
from index.vietnamese import syllables

_ASKING = frozenset("la bao nhieu may nao gi ai".split())  # pairs of these only ask
_GLOSS = 0.7  # degree of a concept that only the everyday wording says
_LOCAL = 0.1  # weight of a local name's words, against 1 for others


class Matcher:
    """A question's concepts with their weights; shares are 0-1."""

    def __init__(
        self, asked: Understanding, library: Library, local: frozenset[str] = frozenset()
    ) -> None:
        """local: folded words of names that the documents are about as a whole; they tell none of
        their sentences from another ('dân số tỉnh Bắc Giang' in a report of Bắc Giang)."""
        rarity = library.lanes.rarity
        self._concepts = [
            (
                (_LOCAL if local.issuperset(concept.key.split()) else 1.0)
                * concept.weight
                * max(rarity(word) for word in concept.key.split()),
                tuple((f" {phrase} ", degree) for phrase, degree in concept.variants),
                concept.key,
            )
            for concept in asked.concepts
        ]
        self._total = sum(weight for weight, _, _ in self._concepts) or 1.0
        # Pairs of any two neighbours that the library knows: 'thôi việc' means something although
        # neither word does by itself, and a pair it does not know cannot be found anyway.
        self._pairs = {
            f" {a} {b} ": weight * rarity(f"{a} {b}")
            for text, weight in ((asked.carried, CARRIED), (asked.own, 1.0))
            for a, b in pairwise(syllables(text))
            if library.lanes.frequency(f"{a} {b}") and not (local | _ASKING) & {a, b}
        }
        self._total_pairs = sum(self._pairs.values()) or 1.0

    def share(
        self, key: str, context: str = "", context_degree: float = 0.0, gloss: str = ""
    ) -> float:
        """Share of the concepts that `key` says; those only its everyday wording or `context` says
        count partly."""
        found = 0.0
        for weight, variants, _ in self._concepts:
            degree = _degree(variants, key)
            if gloss and degree < _GLOSS:
                degree = max(degree, _GLOSS * _degree(variants, gloss))
            if degree < context_degree and context:
                degree = max(degree, context_degree * _degree(variants, context))
            found += weight * degree
        return found / self._total

    def pair_share(self, key: str, gloss: str = "") -> float:
        found = (
            w if pair in key else _GLOSS * w
            for pair, w in self._pairs.items()
            if pair in key or pair in gloss
        )
        return sum(found) / self._total_pairs

    def says(self, word: str, key: str) -> bool:
        """Whether `key` says a word of the question, in any way its concept may be written."""
        variants = next((v for _, v, name in self._concepts if name == word), ((f" {word} ", 1.0),))
        return _degree(variants, key) > 0

    @property
    def size(self) -> int:
        """Number of concepts."""
        return len(self._concepts)

    def missing(self, key: str) -> tuple[str, ...]:
        """Concepts that `key` does not say at all."""
        return tuple(name for _, variants, name in self._concepts if not _degree(variants, key))


def _degree(variants: tuple[tuple[str, float], ...], key: str) -> float:
    best = 0.0
    for phrase, degree in variants:
        if degree > best and phrase in key:
            best = degree
    return best
