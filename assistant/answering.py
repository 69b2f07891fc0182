"""Understanding and evidence -> the answer: short part first, then the quoted evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant import messages
from assistant.citing import Excerpt, cite, excerpt_of
from assistant.evidence import Candidate
from assistant.evidence.lists import listed
from assistant.types import Citation, Reason
from assistant.understanding import Understanding, Wanted
from index.library import Library
from index.vietnamese import word_count

MAX_QUOTE_WORDS = 75  # a citation is read at a glance; the whole sentence is in the pane
MIN_SCORE = 0.55
"""Below this a question is refused; chosen on the dev split of the refusal set."""
_SECOND_AS_GOOD = 0.93


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer without the bookkeeping."""

    text: str
    short: str
    citations: tuple[Citation, ...]
    refused: bool
    reason: Reason | None
    nearest: Citation | None
    confidence: float


def draft(asked: Understanding, candidates: Sequence[Candidate], library: Library) -> Draft:
    """Answer from the best candidates, or refuse and name the nearest passage."""
    if not candidates:
        return refusal(messages.NOT_STATED, Reason.NOT_STATED)
    best = candidates[0]
    confidence = max(0.0, min(1.0, best.score / 1.3))
    if best.score < MIN_SCORE:
        nearest = cite(library, _bounded(best), 1)
        return _not_stated(nearest, confidence)
    whole = listed(asked, best, library)
    if whole:
        return _list_answer(whole, library, confidence)
    return _plain_answer(asked, candidates, library, confidence)


def refusal(text: str, reason: Reason, nearest: Citation | None = None) -> Draft:
    return Draft(text, text, (), True, reason, nearest, 0.0)


def _not_stated(nearest: Citation, confidence: float) -> Draft:
    place = messages.PLACE_SEPARATOR.join(nearest.place)
    near = messages.NEAREST.format(quote=nearest.quote, place=place)
    return Draft(
        f"{messages.NOT_STATED} {near}",
        messages.NOT_STATED,
        (),
        True,
        Reason.NOT_STATED,
        nearest,
        confidence,
    )


def _plain_answer(
    asked: Understanding, candidates: Sequence[Candidate], library: Library, confidence: float
) -> Draft:
    best = candidates[0]
    kept = [best]
    broad = asked.wanted in (Wanted.LIST, Wanted.HOW_WHY, Wanted.COMPARISON, Wanted.DOCUMENT)
    for other in candidates[1:3]:
        enough = other.score >= _SECOND_AS_GOOD * best.score
        if broad and enough and other.sentence.passage.id != best.sentence.passage.id:
            kept.append(other)
    quotes = [_bounded(candidate) for candidate in kept]
    citations = tuple(cite(library, quote, n) for n, quote in enumerate(quotes, start=1))
    short = best.clause.text
    shown = quotes[0].text if broad or best.clause.text not in quotes[0].text else short
    if asked.wanted is Wanted.LIST or asked.wanted is Wanted.HOW_WHY:
        shown = quotes[0].text
    text = f"{shown} [1]"
    for citation in citations[1:]:
        text += f"\n{citation.quote} [{citation.number}]"
    return Draft(text, _first_words(short), citations, False, None, None, confidence)


def _list_answer(items: Sequence[Excerpt], library: Library, confidence: float) -> Draft:
    citations = tuple(cite(library, item, n) for n, item in enumerate(items, start=1))
    text = "\n".join(f"{c.quote} [{c.number}]" for c in citations)
    return Draft(text, _first_words(items[0].text), citations, False, None, None, confidence)


def _bounded(candidate: Candidate) -> Excerpt:
    """The sentence where it is short enough, else the clause with what stands around it."""
    sentence, clause = candidate.sentence, candidate.clause
    if word_count(sentence.text) <= MAX_QUOTE_WORDS:
        return sentence
    text = sentence.passage.text
    start, end = clause.start, clause.end
    while True:
        grown = _grow(text, start, end, sentence)
        if grown == (start, end) or word_count(text[grown[0] : grown[1]]) > MAX_QUOTE_WORDS:
            return excerpt_of(sentence.passage, start, end)
        start, end = grown


def _grow(text: str, start: int, end: int, within: Excerpt) -> tuple[int, int]:
    """One clause more on either side, up to the next semicolon or comma."""
    right = end
    while right < within.end and text[right] not in ";,":
        right += 1
    if right >= within.end or text[right] == ";":
        right = min(right, within.end)
    else:
        right += 1
        while right < within.end and text[right] not in ";,":
            right += 1
    left = start
    while left > within.start and text[left - 1] not in ";":
        left -= 1
    if left < start and word_count(text[left:right]) <= MAX_QUOTE_WORDS:
        return left, right
    return start, right


def _first_words(text: str, limit: int = 30) -> str:
    """The first words of a text, exactly as they stand."""
    words = text.split()
    if len(words) <= limit:
        return text
    at = 0
    for word in words[:limit]:
        at = text.index(word, at) + len(word)
    return text[:at]
