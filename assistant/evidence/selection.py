"""Choosing the sentences and clauses that answer, among the passages found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.citing import Excerpt, excerpt_of
from assistant.evidence.answer_types import Asked, asked_type, fit_within, typed_spans
from assistant.evidence.atoms import bracketed
from assistant.evidence.constraints import Home, Unmet, unmet, years_in
from assistant.evidence.matching import Matcher
from assistant.evidence.views import PassageView, SentenceView, view_of
from assistant.understanding import Understanding, Wanted
from index.library import Library
from index.types import Hit, PassageKind, Span
from index.vietnamese import word_count

MAX_CLAUSE_WORDS = 45
MAX_SHORT_WORDS = 30  # `short` of the answer contract
_SENTENCES_KEPT = 10  # sentences whose clauses are looked at
_UNMET_COST = 1.0


@dataclass(frozen=True, slots=True)
class Weights:
    """Of the features of a sentence and of a clause; fitted on the dev splits."""

    share: float = 1.0
    pairs: float = 0.35
    dense: float = 1.0
    rank: float = 0.25
    typed: float = 0.35
    heading: float = -0.2
    opens_list: float = 0.25  # of a line that a list follows, for questions that want one
    clause: float = 0.25
    context: float = 0.4  # degree of a concept that only the passage or its headings say
    length: float = 0.006  # cost of a word in a clause
    clause_typed: float = 0.7
    clause_dense: float = 1.0
    opens_item: float = 0.12  # a clause that begins where an item or the sentence begins
    unbalanced: float = 0.2  # cost of a clause that opens or closes a bracket alone


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause that may answer and the sentence it stands in. score: higher is better.
    short: the clause, or its best part of at most 30 words.

    share, clause_share: how much of the question the sentence with its surroundings, the clause
    alone, say (0-1). fit: whether the clause holds what is asked (0, 0.5, 1)."""

    clause: Excerpt
    short: Excerpt
    sentence: Excerpt
    lead: Excerpt | None  # the line that opens the list the sentence is a member of
    score: float
    share: float
    clause_share: float
    dense: float
    fit: float
    has_form: bool  # whether the answer must hold something of a recognisable form
    unmet: frozenset[Unmet]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Scored:
    score: float
    view: PassageView
    sentence: SentenceView
    dense: tuple[float, ...]  # of the sentence, then of its parts
    share: float
    lead_fit: float
    unmet: frozenset[Unmet]


def select(
    asked: Understanding,
    hits: Sequence[Hit],
    library: Library,
    home: Callable[[str], Home],
) -> list[Candidate]:
    """Candidates best first, at most one a sentence."""
    matcher = Matcher(asked, library)
    asks = asked_type(asked.wanted, asked.folded)
    best = max((hit.score for hit in hits), default=0.0) or 1.0
    scored: list[_Scored] = []
    for hit in hits:
        view = view_of(hit.passage)
        for sentence, dense in zip(view.sentences, hit.sentences, strict=True):
            scored.append(
                _weigh(asked, asks, matcher, view, sentence, dense, hit.score / best, home)
            )
    scored.sort(key=lambda item: -item.score)
    found = [_narrow(asked, asks, matcher, item) for item in scored[:_SENTENCES_KEPT]]
    return sorted(found, key=lambda c: -c.score)


def _weigh(
    asked: Understanding,
    asks: Asked,
    matcher: Matcher,
    view: PassageView,
    sentence: SentenceView,
    dense: tuple[float, ...],
    rank: float,
    home: Callable[[str], Home],
) -> _Scored:
    opening = view.sentences[sentence.lead] if sentence.lead is not None else None
    lead = opening.key if opening else ""
    share = matcher.share(sentence.key + lead, view.key + view.title_key, WEIGHTS.context)
    fit = fit_within(typed_spans(asks, sentence.text), (0, len(sentence.text)))
    lead_fit = 0.0
    if opening:
        lead_fit = fit_within(typed_spans(asks, opening.text), (0, len(opening.text)))
        fit = max(fit, lead_fit)
    left = unmet(asked, view, sentence, home(view.passage.document))
    score = (
        WEIGHTS.share * share
        + WEIGHTS.pairs * matcher.pair_share(sentence.key + lead)
        + WEIGHTS.dense * max(dense)
        + WEIGHTS.rank * rank
        + WEIGHTS.typed * fit
        - _UNMET_COST * len(left)
    )
    if view.passage.kind is PassageKind.HEADING:
        score += WEIGHTS.heading
    if asked.wanted is Wanted.LIST and sentence.text.rstrip().endswith(":"):
        score += WEIGHTS.opens_list
    return _Scored(score, view, sentence, dense, share, lead_fit, left)


def _narrow(asked: Understanding, asks: Asked, matcher: Matcher, item: _Scored) -> Candidate:
    """The shortest clause of a sentence that says most of what is asked."""
    sentence = item.sentence
    spans = typed_spans(asks, sentence.text)
    clauses = [
        clause
        for window in _windows(sentence)
        if (clause := _clause(asked, matcher, item, spans, window)) is not None
    ]
    best = _best(clauses) or _Clause(0.0, (0, len(sentence.text)), 0.0, 0.0, 0)
    within = [
        c
        for c in clauses
        if c.words <= MAX_SHORT_WORDS and best.span[0] <= c.span[0] and c.span[1] <= best.span[1]
    ]
    passage = item.view.passage
    return Candidate(
        clause=_excerpt(item, best),
        short=_excerpt(item, _best(within) or best),
        sentence=excerpt_of(passage, sentence.start, sentence.end),
        lead=_lead(item),
        score=item.score + WEIGHTS.clause * best.worth,
        share=item.share,
        clause_share=best.share,
        dense=max(item.dense),
        fit=max(best.fit, item.lead_fit),
        has_form=asks.has_form,
        unmet=item.unmet,
        missing=matcher.missing(item.view.key + item.view.title_key),
    )


def _lead(item: _Scored) -> Excerpt | None:
    if item.sentence.lead is None:
        return None
    opening = item.view.sentences[item.sentence.lead]
    return excerpt_of(item.view.passage, opening.start, opening.end)


@dataclass(frozen=True, slots=True)
class _Clause:
    worth: float
    span: Span
    share: float
    fit: float
    words: int


def _best(clauses: Sequence[_Clause]) -> _Clause | None:
    """The worthiest clause; one that holds the best form of what is asked, if any does."""
    highest = max((c.fit for c in clauses), default=0.0)
    fitting = [c for c in clauses if c.fit == highest]
    return max(fitting, key=lambda c: c.worth, default=None)


def _excerpt(item: _Scored, clause: _Clause) -> Excerpt:
    start, end = bracketed(item.sentence.text, *clause.span)
    begin = item.sentence.start
    return excerpt_of(item.view.passage, begin + start, begin + end)


def _windows(sentence: SentenceView) -> Iterator[tuple[int, int]]:
    """(first, last) atom of every clause short enough that keeps within one item of a list."""
    for first in range(len(sentence.atoms)):
        for last in range(first, len(sentence.atoms)):
            text = sentence.text[sentence.atoms[first][0] : sentence.atoms[last][1]]
            if last > first and (
                sentence.items[last] != sentence.items[first] or word_count(text) > MAX_CLAUSE_WORDS
            ):
                break
            yield first, last


def _clause(
    asked: Understanding,
    matcher: Matcher,
    item: _Scored,
    spans: list[tuple[int, int, float]] | None,
    window: tuple[int, int],
) -> _Clause | None:
    """A clause weighed; None for one that speaks of other years than those asked."""
    sentence = item.sentence
    first, last = window
    start, end = sentence.atoms[first][0], sentence.atoms[last][1]
    text = sentence.text[start:end]
    stated = years_in(text)
    if asked.years and stated and not stated & set(asked.years):
        return None
    key = sentence.key_of(first, last)
    share = matcher.share(key)
    fit = fit_within(spans, (start, end))
    words = word_count(text)
    opens = first == 0 or sentence.items[first] != sentence.items[first - 1]
    worth = (
        share
        + WEIGHTS.pairs * matcher.pair_share(key)
        + WEIGHTS.clause_typed * fit
        + WEIGHTS.clause_dense * _dense_of(item, start, end)
        + WEIGHTS.opens_item * opens
        - WEIGHTS.unbalanced * (text.count("(") != text.count(")"))
        - WEIGHTS.length * words
    )
    return _Clause(worth, (start, end), share, fit, words)


def _dense_of(item: _Scored, start: int, end: int) -> float:
    """Dense score of a range of a sentence: the best of the parts it overlaps by half or more."""
    whole, *parts = item.dense
    near = [
        score
        for (low, high), score in zip(item.sentence.parts, parts, strict=True)
        if 2 * (min(high, end) - max(low, start)) >= min(high - low, end - start)
    ]
    return max(near, default=whole)
