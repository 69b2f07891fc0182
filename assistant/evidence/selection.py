"""Choosing the sentences and clauses that answer, among the passages found."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.citing import Excerpt, excerpt_of
from assistant.evidence.answer_types import (
    Asked,
    asked_type,
    fit_within,
    names_actor,
    typed_spans,
)
from assistant.evidence.answerable import Features, focus_of, focus_share, probability
from assistant.evidence.clauses import Narrowed, narrowed
from assistant.evidence.constraints import Home, Unmet, only_bounds, only_of_discipline, unmet
from assistant.evidence.ended import parts_of
from assistant.evidence.matching import Matcher
from assistant.evidence.meaning import Clauses, Meaning
from assistant.evidence.views import PassageView, SentenceView, opening_line, view_of
from assistant.understanding import Understanding, Wanted
from index.library import Library
from index.structure.messages import OPENING, RECIPIENTS, SIGNATURE
from index.types import Hit, PassageKind, Span
from index.vietnamese import fold, syllables

_LEVELS = ("tinh", "thanh pho", "huyen", "xa")  # 'tỉnh' of 'tỉnh Bắc Giang' belongs to the name
# Questions about these are answered by assistant.responders.particulars; here their names and dates
# would only pass for something else.
_AROUND = frozenset({OPENING, RECIPIENTS, SIGNATURE})
_QUANTITY = re.compile(r"\b(?:dan so|dien tich|thu nhap|toc do|ty le|ti le|kinh phi)\b")
_SENTENCES_KEPT = 10  # sentences whose clauses are looked at
_NEAREST_KEPT = 2
UNMET_COST = 1.0  # of the score, for each constraint that a sentence does not meet


@dataclass(frozen=True, slots=True)
class Weights:
    """Of the features of a sentence and its best clause; chosen on the dev splits."""

    share: float = 1.0
    pairs: float = 0.35
    dense: float = 1.0
    meaning: float = 2.5
    rank: float = 1.0
    typed: float = 0.35
    heading: float = -0.2
    actor: float = 0.4  # of a sentence that says who acts, for questions that ask it
    opens_list: float = 0.8  # of a line that a list follows, for questions that want one
    ended: float = -1.0  # of what stands in a part that holds no longer
    special: float = -0.5  # of what stands under a heading on discipline, where none is asked about
    bound: float = -1.5  # of a bound, for questions that ask how much there is
    clause: float = 0.6
    context: float = 0.4  # degree of a concept that only the passage or its headings say


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause that may answer and the sentence it stands in. score: higher is better.
    short: the clause, or its best part of at most 30 words.

    fit: whether the clause holds what is asked (0-1). likely: probability that it answers."""

    clause: Excerpt
    short: Excerpt
    sentence: Excerpt
    lead: Excerpt | None  # the line that opens the list the sentence is a member of
    score: float
    fit: float
    has_form: bool  # whether the answer must hold something of a recognisable form
    unmet: frozenset[Unmet]
    features: Features
    likely: float
    is_glossed: bool = False  # whether its sentence has everyday wordings

    @property
    def eligible(self) -> bool:
        """Whether it meets what was asked of it and holds what is wanted."""
        return not self.unmet and (self.fit > 0 or not self.has_form)


@dataclass(frozen=True, slots=True)
class _Scored:
    score: float
    view: PassageView
    sentence: SentenceView
    dense: tuple[float, ...]  # of the sentence, of its parts, of its glosses
    meaning: Clauses
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
    matcher = Matcher(asked, library, _local_words(asked, hits, home))
    # 'Còn dân số?' after a count of districts counts people.
    own = fold(asked.own)
    says_quantity = asked.follows and _QUANTITY.search(own) is not None
    asks = asked_type(asked.wanted, own if says_quantity else asked.folded)
    best = max((hit.score for hit in hits), default=0.0) or 1.0
    hits = [hit for hit in hits if not _AROUND & set(hit.passage.place.labels)]
    scored: list[_Scored] = []
    views = [view_of(hit.passage) for hit in hits]
    meaning = Meaning(asked, library.alignment, views)
    for hit, view in zip(hits, views, strict=True):
        for sentence, dense in zip(view.sentences, hit.sentences, strict=True):
            scored.append(
                _weigh(
                    asked,
                    asks,
                    matcher,
                    meaning.of(view, sentence),
                    view,
                    sentence,
                    dense,
                    hit.score / best,
                    home,
                )
            )
    scored.sort(key=lambda item: -item.score)
    focus = focus_of(asked)
    kept = [
        (item, narrowed(asked, asks, matcher, item.meaning, item.sentence, item.dense))
        for item in _kept(scored)
    ]
    first = max((i.score + WEIGHTS.clause * n.clause.worth for i, n in kept), default=0.0)
    found = [_candidate(item, n, asks, matcher, focus, first) for item, n in kept]
    return sorted(found, key=lambda c: -c.score)


def _local_words(
    asked: Understanding, hits: Sequence[Hit], home: Callable[[str], Home]
) -> frozenset[str]:
    """Words of the asked names that stand in the title or opening of the best hit's document."""
    if not hits:
        return frozenset()
    about = home(hits[0].passage.document).names
    asked_words = f" {' '.join(syllables(asked.text))} "
    names = [name for name in asked.names if f" {name} " in about]
    levels = [level for level in _LEVELS if any(f" {level} {n} " in asked_words for n in names)]
    return frozenset(word for said in (*names, *levels) for word in said.split())


def _kept(scored: list[_Scored]) -> list[_Scored]:
    """The best sentences, and those that would be but for the year, name or document that was
    asked: one of these is the nearest passage of a refusal."""
    would_be = sorted(scored, key=lambda item: -(item.score + UNMET_COST * len(item.unmet)))
    best = scored[:_SENTENCES_KEPT]
    return [*best, *(item for item in would_be[:_NEAREST_KEPT] if item not in best)]


def _weigh(
    asked: Understanding,
    asks: Asked,
    matcher: Matcher,
    meaning: Clauses,
    view: PassageView,
    sentence: SentenceView,
    dense: tuple[float, ...],
    rank: float,
    home: Callable[[str], Home],
) -> _Scored:
    opening = view.sentences[sentence.lead] if sentence.lead is not None else None
    lead = opening.key if opening else ""
    gloss = sentence.gloss_key
    share = matcher.share(sentence.key + lead, view.key + view.title_key, WEIGHTS.context, gloss)
    fit = fit_within(typed_spans(asks, sentence.text), (0, len(sentence.text)))
    lead_fit = 0.0
    if opening:
        lead_fit = fit_within(typed_spans(asks, opening.text), (0, len(opening.text)))
        fit = max(fit, lead_fit)
    if asked.wanted is Wanted.PERSON and not fit:
        # 'Thẩm quyền của Thủ tướng Chính phủ' says who does what stands below it, and so does
        # '4. Bộ Tài chính'.
        title = next((t for t in reversed(view.passage.place.titles) if t), "")
        line = opening_line(view, sentence)
        above = f"{title}\n{line.text}" if line else title
        fit = lead_fit = fit_within(typed_spans(asks, above), (0, len(above)))
    left = unmet(asked, view, sentence, home(view.passage.document))
    score = (
        WEIGHTS.share * share
        + WEIGHTS.pairs * matcher.pair_share(sentence.key + lead, gloss)
        + WEIGHTS.dense * max(dense)
        + WEIGHTS.meaning * meaning.whole
        + WEIGHTS.rank * rank
        + WEIGHTS.typed * fit
        - UNMET_COST * len(left)
    )
    if asked.wanted is Wanted.NUMBER and only_bounds(asked, sentence):
        score += WEIGHTS.bound
    if only_of_discipline(asked, view):
        score += WEIGHTS.special
    ended = home(view.passage.document).ended
    if ended and not ended.isdisjoint(parts_of(view.passage)):
        score += WEIGHTS.ended
    if view.passage.kind is PassageKind.HEADING:
        score += WEIGHTS.heading
    if asked.wanted is Wanted.PERSON and names_actor(sentence.text):
        score += WEIGHTS.actor
    if asked.wanted is Wanted.LIST and sentence.text.rstrip().endswith(":"):
        score += WEIGHTS.opens_list
    return _Scored(score, view, sentence, dense, meaning, share, lead_fit, left)


def _candidate(
    item: _Scored,
    found: Narrowed,
    asks: Asked,
    matcher: Matcher,
    focus: tuple[str, ...],
    first: float,
) -> Candidate:
    """A sentence and its clause as a candidate. first: score of the best one."""
    score = item.score + WEIGHTS.clause * found.clause.worth
    fit = max(found.clause.fit, item.lead_fit)
    is_glossed = bool(item.sentence.gloss)
    features = Features(
        share=item.share,
        clause=found.clause.share,
        pairs=found.clause.pairs,
        dense=max(item.dense),
        fit=fit,
        focus=focus_share(focus, matcher, item.sentence),
        elsewhere=matcher.share(item.sentence.key) - found.clause.share,
        concepts=math.log1p(matcher.size),
        first=score / first if first > 0 else 0.0,
        meaning=item.meaning.whole,
    )
    return Candidate(
        clause=_excerpt(item, found.clause.span),
        short=_excerpt(item, found.short.span),
        sentence=_excerpt(item, (0, len(item.sentence.text))),
        lead=_lead(item),
        score=score,
        fit=fit,
        has_form=asks.has_form,
        unmet=item.unmet,
        features=features,
        likely=probability(features, is_glossed),
        is_glossed=is_glossed,
    )


def _excerpt(item: _Scored, span: Span) -> Excerpt:
    begin = item.sentence.start
    return excerpt_of(item.view.passage, begin + span[0], begin + span[1])


def _lead(item: _Scored) -> Excerpt | None:
    if item.sentence.lead is None:
        return None
    opening = item.view.sentences[item.sentence.lead]
    return excerpt_of(item.view.passage, opening.start, opening.end)
