"""Choosing the sentences and clauses that answer, among the passages found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.citing import Excerpt, excerpt_of
from assistant.evidence.answer_types import holds, units_asked, values
from assistant.evidence.atoms import atoms, bracketed
from assistant.understanding import Understanding, Wanted
from index.library import Library
from index.types import Hit, PassageKind, Span
from index.vietnamese import fold, sentences, syllables, word_count

MAX_SHORT_WORDS = 30  # of the answer contract
_SENTENCES_KEPT = 8  # sentences whose clauses are looked at


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause that may answer, the sentence it stands in, and how well it fits (about 0-1.5).

    coverage: share of the question's meaning that the sentence and its surroundings say, 0-1.
    missing: content words of the question found nowhere around it."""

    clause: Excerpt
    sentence: Excerpt
    score: float
    coverage: float
    dense: float
    missing: tuple[str, ...]
    typed: bool


class _Terms:
    """The question's content words and pairs with their weights."""

    def __init__(self, asked: Understanding, library: Library) -> None:
        singles = list(dict.fromkeys(asked.content))
        pairs = [f"{a} {b}" for a, b in zip(asked.content, asked.content[1:], strict=False)]
        self.singles = {t: library.lanes.rarity(t) for t in singles}
        self.pairs = {t: library.lanes.rarity(t) for t in dict.fromkeys(pairs)}
        self.total = sum(self.singles.values()) or 1.0
        self.total_pairs = sum(self.pairs.values()) or 1.0

    def share(self, words: frozenset[str]) -> float:
        return sum(w for t, w in self.singles.items() if t in words) / self.total

    def share_of_pairs(self, pairs: frozenset[str]) -> float:
        return sum(w for t, w in self.pairs.items() if t in pairs) / self.total_pairs


def select(asked: Understanding, hits: Sequence[Hit], library: Library) -> list[Candidate]:
    """Candidates best first, at most one a sentence."""
    terms = _Terms(asked, library)
    units = units_asked(fold(asked.text))
    best_score = max((hit.score for hit in hits), default=1.0) or 1.0
    scored: list[tuple[float, Excerpt, Hit, float, float]] = []
    for hit in hits:
        scored.extend(_sentences(asked, hit, terms, units, hit.score / best_score))
    scored.sort(key=lambda item: -item[0])
    found = [
        _narrow(asked, terms, units, *item) for item in scored[:_SENTENCES_KEPT]
    ]
    return sorted(found, key=lambda c: -c.score)


def _sentences(
    asked: Understanding, hit: Hit, terms: _Terms, units: frozenset[str], rank: float
) -> list[tuple[float, Excerpt, Hit, float, float]]:
    passage = hit.passage
    around = frozenset(syllables(" ".join((*passage.place.titles, passage.text))))
    around_share = terms.share(around)
    title = frozenset(syllables(" ".join(passage.place.titles)))
    found = []
    spans = list(sentences(passage.text))
    for (start, end), dense in zip(spans, hit.sentences, strict=True):
        text = passage.text[start:end]
        words = syllables(text)
        single = terms.share(frozenset(words))
        single += 0.4 * (terms.share(frozenset(words) | title) - single)
        pair = terms.share_of_pairs(frozenset(map(" ".join, zip(words, words[1:], strict=False))))
        typed = _fits(asked.wanted, text, units)
        years = _years(asked, text, passage.text)
        coverage = single + 0.3 * (around_share - terms.share(frozenset(words)))
        score = 0.45 * single + 0.2 * pair + 0.35 * dense + 0.25 * rank + 0.2 * typed + 0.15 * years
        if passage.kind is PassageKind.HEADING:
            score -= 0.15
        found.append((score, excerpt_of(passage, start, end), hit, dense, coverage))
    return found


def _fits(wanted: Wanted, text: str, units: frozenset[str]) -> float:
    """1 where the text holds what is asked, 0.5 where a number has another unit, 0 where not."""
    if not holds(wanted, text):
        return 0.0
    if wanted is Wanted.NUMBER and units:
        return 1.0 if units & {unit for _, _, unit in values(text)} else 0.5
    return 1.0


def _years(asked: Understanding, text: str, passage: str) -> float:
    """1 where every stated year is in the sentence, 0.5 in the passage, -1 where nowhere."""
    if not asked.years:
        return 0.0
    if all(year in text for year in asked.years):
        return 1.0
    return 0.5 if all(year in passage for year in asked.years) else -1.0


def _narrow(
    asked: Understanding,
    terms: _Terms,
    units: frozenset[str],
    score: float,
    sentence: Excerpt,
    hit: Hit,
    dense: float,
    coverage: float,
) -> Candidate:
    """The shortest clause of a sentence that says most of what is asked."""
    text = sentence.text
    parts = atoms(text)
    words = [frozenset(syllables(text[s:e])) for s, e in parts]
    best: tuple[float, Span] | None = None
    for first in range(len(parts)):
        together: frozenset[str] = frozenset()
        for last in range(first, len(parts)):
            start, end = parts[first][0], parts[last][1]
            length = word_count(text[start:end])
            if length > MAX_SHORT_WORDS and last > first:
                break
            together |= words[last]
            piece = text[start:end]
            worth = terms.share(together) + 0.35 * _fits(asked.wanted, piece, units)
            worth += 0.1 * _opens_well(piece) - 0.008 * length
            if best is None or worth > best[0]:
                best = (worth, (start, end))
    start, end = bracketed(text, *(best[1] if best else (0, len(text))))
    clause = excerpt_of(sentence.passage, sentence.start + start, sentence.start + end)
    around = frozenset(
        syllables(" ".join((*hit.passage.place.titles, hit.passage.text)))
    )
    return Candidate(
        clause=clause,
        sentence=sentence,
        score=score + (0.2 * best[0] if best else 0),
        coverage=coverage,
        dense=dense,
        missing=tuple(t for t in terms.singles if t not in around),
        typed=_fits(asked.wanted, clause.text, units) > 0,
    )


def _opens_well(piece: str) -> float:
    """Whether a clause begins with a word that can open a statement."""
    return 0.0 if fold(piece).split()[0] in {"va", "hoac", "cua", "trong", "de", "ve"} else 1.0
