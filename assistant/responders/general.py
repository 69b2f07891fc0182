"""Any question: the clause that says most of it, or a refusal that names the nearest passage."""

from __future__ import annotations

from dataclasses import replace

from assistant import messages
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
from assistant.responders.scene import Scene
from assistant.responders.verdict import verdict_of
from assistant.types import Reason
from assistant.understanding import Wanted

MIN_SCORE = 0.55
"""Below this a question is refused; chosen on the dev split of the refusal set."""
_SECOND_AS_GOOD = 0.93
_SHOWN_WORDS = 45
_BROAD = frozenset({Wanted.LIST, Wanted.HOW_WHY, Wanted.COMPARISON})


def respond(scene: Scene) -> Draft:
    if not scene.candidates:
        return refusal(messages.NOT_STATED, Reason.NOT_STATED)
    best = scene.candidates[0]
    if not _answers(best):
        nearest = grown(best.clause, best.sentence, MAX_QUOTE_WORDS)
        return not_stated(scene.library, nearest, confidence_of(best))
    kept = [best, *(c for c in scene.candidates[1:3] if _as_good(c, best, scene.asked.wanted))]
    quotes = [quote for candidate in kept for quote in _quotes(candidate, scene.asked.wanted)]
    opening = verdict_of(scene.asked, best) if scene.asked.wanted is Wanted.YES_NO else ""
    draft = quoted(scene.library, quotes, best.short.text, confidence_of(best), opening)
    return replace(draft, answer=best.clause)


def confidence_of(candidate: Candidate) -> float:
    return max(0.0, min(1.0, candidate.score / 2.2))


def _answers(candidate: Candidate) -> bool:
    if candidate.unmet or candidate.score < MIN_SCORE:
        return False
    return candidate.fit > 0 or not candidate.has_form


def _as_good(other: Candidate, best: Candidate, wanted: Wanted) -> bool:
    """Whether a further sentence is shown too: nearly as good, for questions that may need it."""
    return wanted in _BROAD and other.score >= _SECOND_AS_GOOD * best.score and _answers(other)


def _quotes(candidate: Candidate, wanted: Wanted) -> list[Quote]:
    if wanted is Wanted.LIST:
        return [Quote(piece, piece) for piece in pieces(candidate.sentence)]
    cited = grown(candidate.clause, candidate.sentence, MAX_QUOTE_WORDS)
    return [Quote(grown(candidate.clause, candidate.sentence, _SHOWN_WORDS), cited)]
