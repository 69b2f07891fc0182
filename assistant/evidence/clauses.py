"""The clauses of a sentence, weighed: which says most of what is asked in fewest words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.evidence.answer_types import Asked, fit_within, typed_spans, values
from assistant.evidence.atoms import bracketed
from assistant.evidence.constraints import Role, roles_asked, roles_in, years_in
from assistant.evidence.matching import Matcher
from assistant.evidence.meaning import Clauses
from assistant.evidence.views import SentenceView, key_of
from assistant.understanding import Understanding, Wanted
from assistant.understanding.followup import CARRIED
from assistant.understanding.names import people_in
from index.types import Span
from index.vietnamese import fold_keeping_offsets, syllables, word_count

MAX_CLAUSE_WORDS = 45
MAX_SHORT_WORDS = 30  # `short` of the answer contract

# Weights of a clause's worth, chosen on the dev splits.
_PAIRS = 0.35
_TYPED = 0.7
_DENSE = 1.0
_MEANING = 1.5
_OPENS_ITEM = 0.12  # a clause that begins where an item or the sentence begins
_SUBJECT = 0.3  # one that opens the sentence, for questions that ask who: its subject is there
_UNBALANCED = -0.2  # one that opens or closes a bracket alone
_WORD = -0.006  # each word


@dataclass(frozen=True, slots=True)
class Clause:
    """A range of a sentence's text. share, pairs: of the question's concepts and neighbouring
    words that it says. fit: whether it holds what is asked (0-1)."""

    span: Span
    worth: float
    share: float
    pairs: float
    fit: float
    words: int


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The best clause of a sentence, and its best part that is short."""

    clause: Clause
    short: Clause


def narrowed(
    asked: Understanding,
    asks: Asked,
    matcher: Matcher,
    meaning: Clauses,
    sentence: SentenceView,
    dense: tuple[float, ...],
) -> Narrowed:
    """dense: scores of the sentence, of its parts, of its glosses."""
    spans = typed_spans(asks, sentence.text)
    meant = people_in(sentence.text) & set(asked.names) if asked.names else frozenset()
    own = _own_words(asked, sentence)
    beside = _items_with_bracketed(asked.names, sentence)
    # A wrong premise ('có phải là Phó Chủ tịch không?') is denied by the clause of another office.
    claims = asked.wanted is Wanted.YES_NO
    roles = [r for r in roles_asked(asked) if _names(r, sentence.key)] if not claims else []
    numbers = [*_numbers_named(asked, sentence), *_level_asked(asked, sentence)]
    clauses = [
        clause
        for window in _windows(sentence)
        if not numbers or any(number in sentence.key_of(*window) for number in numbers)
        if not own or any(word in sentence.key_of(*window) for word in own)
        if not roles or _is_of(roles, sentence.key_of(*window))
        if beside is None or sentence.items[window[0]] in beside
        if (clause := _weigh(asked, matcher, meaning, sentence, dense, spans, meant, window))
        is not None
    ]
    whole = Clause((0, len(sentence.text)), 0.0, 0.0, 0.0, 0.0, 0)
    best = _best(clauses) or whole
    within = [
        c
        for c in clauses
        if c.words <= MAX_SHORT_WORDS and best.span[0] <= c.span[0] and c.span[1] <= best.span[1]
    ]
    return Narrowed(_closed(sentence, best), _closed(sentence, _best(within) or best))


def _numbers_named(asked: Understanding, sentence: SentenceView) -> list[str]:
    """Numbers of the documents a question names, as far as a sentence says them: of several
    documents in it, the clause must be of these. None for a follow-up: 'còn năm 2020?' asks for
    another one."""
    if asked.follows:
        return []
    keys = (key_of(syllables(n)) for d in asked.named for n in d.numbers if n)
    return [key for key in keys if key in sentence.key]


_LEVEL = re.compile(r"\bcap (xa|huyen|tinh)\b|\bo (xa|huyen|tinh)\b(?! \w)")


def _level_asked(asked: Understanding, sentence: SentenceView) -> list[str]:
    """The level of government a count is asked of ('ở cấp huyện'), if a sentence of several figures
    names it."""
    level = _LEVEL.search(asked.folded) if asked.wanted is Wanted.NUMBER else None
    key = f" {level[1] or level[2]} " if level else ""
    return [key] if key and key in sentence.key and len(values(sentence.text)) > 1 else []


def _items_with_bracketed(names: Sequence[str], sentence: SentenceView) -> set[int] | None:
    """Items of a sentence that name in brackets what was asked about, where it is named nowhere
    else: 'có ... 01 huyện vùng cao (Sơn Động); dân số trên 1,8 triệu người' tells no district's
    people. None where that holds of no name."""
    folded = fold_keeping_offsets(sentence.text)
    found: set[int] = set()
    for name in names:
        at = [m.start() for m in re.finditer(rf"\b{re.escape(name)}\b", folded)]
        if not at or any(_depth(sentence.text, start) == 0 for start in at):
            continue
        pairs = zip(sentence.atoms, sentence.items, strict=True)
        found |= {n for (s, e), n in pairs for start in at if s <= start < e}
    return found or None


def _depth(text: str, at: int) -> int:
    return text.count("(", 0, at) - text.count(")", 0, at)


def _names(role: Role, key: str) -> bool:
    return any(role.may_be(other) for other in roles_in(key))


def _is_of(roles: list[Role], key: str) -> bool:
    """Whether a clause speaks of an office that was asked about, or of none: its sentence names
    the office elsewhere ('Chủ tịch UBND tỉnh ...; Chủ tịch UBND các huyện ...')."""
    return not roles_in(key) or any(_names(role, key) for role in roles)


def _own_words(asked: Understanding, sentence: SentenceView) -> list[str]:
    """What a follow-up says itself ('dân số thì sao?') as far as a sentence says it: its clause
    must say some of it too. Empty for other questions."""
    if not asked.follows:
        return []
    own = [c for c in asked.concepts if c.weight > CARRIED]
    carried = key_of(syllables(asked.carried))
    new = [c for c in own if f" {c.key} " not in carried]
    for concepts in (new, own):
        phrases = (f" {phrase} " for concept in concepts for phrase, _ in concept.variants)
        said = [phrase for phrase in phrases if phrase in sentence.key]
        if said:
            return said
    return []


def _best(clauses: list[Clause]) -> Clause | None:
    """The worthiest clause; one that holds the best form of what is asked, if any does."""
    highest = max((c.fit for c in clauses), default=0.0)
    return max((c for c in clauses if c.fit == highest), key=lambda c: c.worth, default=None)


def _closed(sentence: SentenceView, clause: Clause) -> Clause:
    span = bracketed(sentence.text, *clause.span)
    return Clause(span, clause.worth, clause.share, clause.pairs, clause.fit, clause.words)


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


def _weigh(
    asked: Understanding,
    matcher: Matcher,
    meaning: Clauses,
    sentence: SentenceView,
    dense: tuple[float, ...],
    spans: list[tuple[int, int, float]] | None,
    meant: frozenset[str],
    window: tuple[int, int],
) -> Clause | None:
    """A clause weighed; None for one that speaks of other years or people than those asked.
    meant: people of its sentence who were asked about."""
    first, last = window
    start, end = sentence.atoms[first][0], sentence.atoms[last][1]
    text = sentence.text[start:end]
    stated = years_in(text)
    if asked.years and stated and not stated & set(asked.years):
        return None
    if meant:
        # 'ông A - Phó Chủ tịch': an office belongs to who stands before it in the same item.
        before = sentence.text[sentence.text.rfind(";", 0, start) + 1 : start]
        people = people_in(text) or people_in(before)
        if people and meant.isdisjoint(people):
            return None
    key = sentence.key_of(first, last)
    share, pairs = matcher.share(key), matcher.pair_share(key)
    fit = fit_within(spans, (start, end))
    words = word_count(text)
    opens = first == 0 or sentence.items[first] != sentence.items[first - 1]
    worth = (
        share
        + _PAIRS * pairs
        + _TYPED * fit
        + _DENSE * _dense_of(sentence, dense, start, end)
        + _MEANING * meaning.share(first, last)
        + _OPENS_ITEM * opens
        + _SUBJECT * (first == 0 and asked.wanted is Wanted.PERSON)
        + _UNBALANCED * (text.count("(") != text.count(")"))
        + _WORD * words
    )
    return Clause((start, end), worth, share, pairs, fit, words)


def _dense_of(sentence: SentenceView, dense: tuple[float, ...], start: int, end: int) -> float:
    """Dense score of a range of a sentence: the best of the parts it overlaps by half or more."""
    whole, *parts = dense[: 1 + len(sentence.parts)]
    near = [
        score
        for (low, high), score in zip(sentence.parts, parts, strict=True)
        if 2 * (min(high, end) - max(low, start)) >= min(high - low, end - start)
    ]
    return max(near, default=whole)
