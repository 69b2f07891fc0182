"""Any question: the clause that says most of it, or a refusal that names the nearest passage."""

from __future__ import annotations

from dataclasses import replace

from assistant import messages
from assistant.citing import opened_by
from assistant.drafts import (
    MAX_QUOTE_WORDS,
    Draft,
    Quote,
    grown,
    not_stated,
    pieces,
    quoted,
    refusal,
)
from assistant.evidence import Candidate
from assistant.evidence.answerable import THRESHOLD
from assistant.evidence.cases import with_rule
from assistant.evidence.members import listing_of, members_of
from assistant.evidence.scope import ELSEWHERE, IN_SCOPE
from assistant.evidence.selection import UNMET_COST
from assistant.evidence.subject import office_above, subject_of
from assistant.responders import headed
from assistant.responders.scene import Scene
from assistant.responders.verdict import verdict_of
from assistant.types import Reason
from assistant.understanding import Understanding, Wanted
from index.types import PassageKind

_VERDICT_THRESHOLD = 0.64
"""Least probability at which 'Có' or 'Không' is said: it claims more than a quote does."""
_VERDICT_SAID = 0.25  # of the question, by the sentence and what stands around it
_SECOND_AS_GOOD = 0.93
_FITS = 0.5  # of what holds the form or unit that was asked for
_NEAR_ENOUGH = 0.85  # of the best-scored one that answers, to be taken for its unit
_NEAR_FIRST = 0.7
"""How near the best-scored sentence one must be that alone holds what was asked."""
_SHOWN_WORDS = 45
_LEAD_WORDS = 40  # of the line that opens a list, before the member that answers
_IN_THE_CASE = frozenset({Wanted.NUMBER, Wanted.DATE, Wanted.DOCUMENT, Wanted.PLACE})
"""Kinds of answers that stand in the case of a rule as well as in the rule itself."""
_BROAD = frozenset({Wanted.LIST, Wanted.HOW_WHY, Wanted.COMPARISON, Wanted.DEFINITION})


def respond(scene: Scene) -> Draft:
    if not scene.candidates:
        return refusal(messages.OUT_OF_SCOPE, Reason.OUT_OF_SCOPE)
    first = scene.candidates[0]
    scope = scene.scope
    near = [c for c in scene.candidates if _answers(scene.asked, c) and _is_near(c, first)]
    # 'Có bao nhiêu xã': a figure of xã, if one is near, before one of points.
    best = next(
        (c for c in near if c.fit >= _FITS and c.score >= _NEAR_ENOUGH * near[0].score),
        next(iter(near), None),
    )
    if best is None or scope < IN_SCOPE:
        if scope < ELSEWHERE:
            return refusal(messages.OUT_OF_SCOPE, Reason.OUT_OF_SCOPE)
        would_be = max(scene.candidates, key=lambda c: c.score + UNMET_COST * len(c.unmet))
        nearest = grown(would_be.clause, would_be.sentence, MAX_QUOTE_WORDS)
        return not_stated(scene.library, nearest, first.likely)
    wanted = scene.asked.wanted
    if wanted in headed.BROAD and best.clause.passage.kind is PassageKind.HEADING:
        # A heading names the answer, it is none.
        draft = headed.under(scene, best.clause.passage)
        if draft is not None:
            return replace(draft, confidence=best.likely)
    others = (c for c in scene.candidates[1:3] if not _is_copy(scene, c, best))
    kept = [best, *(c for c in others if _as_good(scene.asked, c, best))]
    quotes = [quote for c in dict.fromkeys(kept) for quote in _quotes(scene, c)]
    opening = ""
    if wanted is Wanted.YES_NO and best.clause.passage.kind is not PassageKind.HEADING:
        verdict = verdict_of(scene.asked, best, scene.library)
        opening = verdict.opening
        if verdict.line is not None:
            quotes.append(Quote(verdict.line, verdict.line))
    above = office_above(best, scene.library) if wanted is Wanted.PERSON else None
    if above is not None:
        quotes.append(Quote(above, above))
    subject = subject_of(scene.asked, best)
    acts = subject is not None and subject.end <= best.clause.start
    short, answer = (subject, subject) if subject and acts else (best.short, best.clause)
    short = above or short
    draft = quoted(scene.library, quotes, short.text, best.likely, opening)
    return replace(draft, answer=answer)


def _answers(asked: Understanding, candidate: Candidate) -> bool:
    if asked.wanted is Wanted.YES_NO:
        said = candidate.features.share >= _VERDICT_SAID
        return candidate.eligible and said and candidate.likely >= _VERDICT_THRESHOLD
    return candidate.eligible and candidate.likely >= THRESHOLD


def _is_near(candidate: Candidate, first: Candidate) -> bool:
    return candidate.score >= _NEAR_FIRST * first.score


def _as_good(asked: Understanding, other: Candidate, best: Candidate) -> bool:
    """Whether a further sentence is shown too: nearly as good, for questions that may need it."""
    as_good = other.score >= _SECOND_AS_GOOD * best.score
    return asked.wanted in _BROAD and as_good and _answers(asked, other)


def _is_copy(scene: Scene, other: Candidate, best: Candidate) -> bool:
    """Whether it says the same provision in another text of the same law."""
    one, two = best.clause.passage, other.clause.passage
    numbers = {scene.library.document(p.document).identity.number for p in (one, two)}
    same_law = one.document != two.document and len(numbers) == 1 and "" not in numbers
    return same_law and one.place.provision == two.place.provision


def _quotes(scene: Scene, candidate: Candidate) -> list[Quote]:
    opens = candidate.sentence.text.endswith(":") and not candidate.has_form
    if opens or scene.asked.wanted in (Wanted.LIST, Wanted.HOW_WHY):
        members = members_of(candidate, scene.library)
        if members:
            return [Quote(excerpt, excerpt) for excerpt in members]
    if scene.asked.wanted is Wanted.LIST:
        return [
            Quote(piece, piece)
            for piece in pieces(listing_of(candidate.clause, candidate.sentence))
        ]
    cited = grown(candidate.clause, candidate.sentence, MAX_QUOTE_WORDS)
    # How something is done is told to the end: the condition alone is no answer.
    # So is more than one figure: 'bao nhiêu chức danh và bao nhiêu người'.
    asks_much = (
        scene.asked.wanted is Wanted.HOW_WHY or len(scene.asked.folded.split("bao nhieu")) > 2
    )
    shown = MAX_QUOTE_WORDS if asks_much else _SHOWN_WORDS
    quote = Quote(grown(candidate.clause, candidate.sentence, shown), cited)
    ruled = with_rule(quote.shown, candidate.sentence)
    if ruled is not None and scene.asked.wanted not in _IN_THE_CASE:
        return [Quote(ruled, ruled)]
    subject = subject_of(scene.asked, candidate)
    if subject is not None and subject.end <= quote.shown.start:
        return [Quote(subject, cited if cited.start <= subject.start else subject), quote]
    if candidate.lead is not None:
        return [
            Quote(
                opened_by(candidate.lead, quote.shown, _LEAD_WORDS),
                opened_by(candidate.lead, quote.cited, _LEAD_WORDS),
            )
        ]
    return [quote]
