"""What could be asked in a scope: a draft for every fact and list and kind of item, built only
when it is chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from random import Random

from assistant.quiz.distractors import WANTED, kind_of_document, sign_of
from assistant.quiz.facts.dates import day_of
from assistant.quiz.facts.lists import Listing, Member
from assistant.quiz.facts.types import Fact, FactKind
from assistant.quiz.facts.values import quantities
from assistant.quiz.items.choice import choice_of_extreme, choice_of_member, choice_of_value
from assistant.quiz.items.groups import (
    PAIRS,
    issued_before,
    matching,
    ordering,
    several_members,
    several_of_year,
)
from assistant.quiz.items.simple import fill, true_or_false
from assistant.quiz.source import Source
from assistant.quiz.strangers import strangers
from assistant.quiz.types import Kind, QuizItem
from index.vietnamese import word_count

_OPTIONS = 5  # of an item with several right ones
_MOST_MATCHED = 26  # words of a text that is matched; longer ones do not fit a table
_MATCHED = {
    True: frozenset({FactKind.DATE, FactKind.EFFECT, FactKind.SUBJECT}),
    False: frozenset(
        {FactKind.DATE, FactKind.NUMBER, FactKind.SUBJECT, FactKind.ISSUER, FactKind.MEANING}
    ),
}
"""What is matched, for what a document says of itself and of others."""
_CLAIMED = frozenset(FactKind) - {FactKind.MEMBER, FactKind.BLANK}
_DAYS = frozenset({FactKind.DATE, FactKind.EFFECT})
_DRAWN = 4  # times that documents are put into fours, for one to be left whole by other items
_SPAN = 400  # days within which documents named with their years are put in order
_MOST_CLAIMED = 70  # words


@dataclass(frozen=True, slots=True)
class Draft:
    """An item that can be built. about: what kind of thing it asks, for variety. facts: what it
    asks; subjects: of what, so that neighbours do not give each other away. whole: what the
    figure asked is a part of, "". says: whether a claim to be judged is true, None elsewhere.
    last: it asks what nobody need know by heart, or what nearly every other item about a document
    prints: the number of any, the day of issue of one of the library."""

    kind: Kind
    document: str
    section: str
    about: str
    facts: tuple[str, ...]
    subjects: tuple[str, ...]
    build: Callable[[], QuizItem | None]
    whole: str = ""
    says: bool | None = None
    last: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked about: facts and lists of some documents, and the documents that may lend
    wrong options."""

    facts: tuple[Fact, ...]
    lists: tuple[Listing, ...]
    documents: tuple[str, ...]


def drafts_of(source: Source, scope: Scope, kind: Kind, seed: str) -> Iterator[Draft]:
    """Drafts of one kind, in the order of the documents."""
    match kind:
        case Kind.SINGLE:
            yield from _singles(source, scope, seed)
        case Kind.TRUE_FALSE:
            for fact in scope.facts:
                if fact.kind in _CLAIMED and _is_one_claim(fact):
                    for says in (True, False):
                        build = _true_or_false(source, scope, fact, says, seed)
                        yield replace(_of_fact(kind, fact, build), says=says)
            yield from _comparisons(source, scope, seed)
        case Kind.FILL:
            for fact in scope.facts:
                yield _of_fact(kind, fact, _filled(source, fact))
        case Kind.MULTIPLE:
            yield from _multiples(source, scope, seed)
            yield from _of_one_year(source, scope, seed)
        case Kind.MATCHING:
            yield from _matchings(source, scope, seed)
        case Kind.ORDERING:
            yield from _orderings(source, scope, seed)


def _comparisons(source: Source, scope: Scope, seed: str) -> Iterator[Draft]:
    """Claims that one document was issued before another, true and false ones."""
    pairs: list[tuple[Fact, Fact]] = []
    for facts in _dated(scope):
        _chance(seed, "before", "").shuffle(facts)
        pairs += list(pairwise(facts))[::2]
    for one, other in pairs:
        if day_of(one.value) == day_of(other.value) or one.subject == other.subject:
            continue
        if word_count(one.subject) + word_count(other.subject) > _MOST_CLAIMED:
            continue
        for says in (True, False):
            yield Draft(
                Kind.TRUE_FALSE,
                one.excerpt.passage.document,
                one.section,
                "before",
                (f"before:{one.id}", f"before:{other.id}"),
                (one.subject_id, other.subject_id),
                _comparison(source, one, other, says),
                says=says,
            )


def _comparison(
    source: Source, one: Fact, other: Fact, says: bool
) -> Callable[[], QuizItem | None]:
    return lambda: issued_before(source, one, other, says)


def _is_one_claim(fact: Fact) -> bool:
    """Whether a claim is short enough to be judged, and of few enough figures to be about one."""
    if word_count(fact.states(fact.value)) > _MOST_CLAIMED:
        return False
    return fact.kind is not FactKind.QUANTITY or len([*quantities(fact.question)]) <= 1


def _of_fact(kind: Kind, fact: Fact, build: Callable[[], QuizItem | None]) -> Draft:
    return Draft(
        kind,
        fact.excerpt.passage.document,
        fact.section,
        fact.kind,
        (fact.id,),
        (fact.subject_id,) if fact.subject_id else (),
        build,
        fact.whole,
        last=fact.kind is FactKind.NUMBER or (fact.kind is FactKind.DATE and _of_itself(fact)),
    )


def _true_or_false(
    source: Source, scope: Scope, fact: Fact, says: bool, seed: str
) -> Callable[[], QuizItem | None]:
    return lambda: true_or_false(source, fact, scope.documents, says, _chance(seed, "tf", fact.id))


def _filled(source: Source, fact: Fact) -> Callable[[], QuizItem | None]:
    return lambda: fill(source, fact)


def _singles(source: Source, scope: Scope, seed: str) -> Iterator[Draft]:
    for fact in scope.facts:
        if fact.kind is FactKind.BLANK:
            continue
        yield _of_fact(Kind.SINGLE, fact, _choice(source, scope, fact, seed))
    for listing in scope.lists:
        for member in listing.fit:
            yield Draft(
                Kind.SINGLE,
                listing.document,
                listing.section,
                FactKind.MEMBER,
                (f"{listing.id}:{member.text}",),
                (listing.id,),
                _member_choice(source, listing, member, seed),
            )
    for number, group in enumerate(_by_day(scope, seed, "extreme")):
        yield Draft(
            Kind.SINGLE,
            group[0].excerpt.passage.document,
            group[0].section,
            "extreme",
            tuple(f"extreme:{fact.id}" for fact in group),
            tuple(fact.subject_id for fact in group),
            _extreme(source, group, bool(number % 2), seed),
        )


def _choice(source: Source, scope: Scope, fact: Fact, seed: str) -> Callable[[], QuizItem | None]:
    return lambda: choice_of_value(source, fact, scope.documents, _chance(seed, "one", fact.id))


def _member_choice(
    source: Source, listing: Listing, member: Member, seed: str
) -> Callable[[], QuizItem | None]:
    def build() -> QuizItem | None:
        random = _chance(seed, "member", member.excerpt.passage.id + member.text)
        others = strangers(source, listing, (member,), WANTED, random)
        return choice_of_member(source, listing, member, others, random)

    return build


def _extreme(
    source: Source, group: Sequence[Fact], latest: bool, seed: str
) -> Callable[[], QuizItem | None]:
    return lambda: choice_of_extreme(source, group, latest, _chance(seed, "ext", group[0].id))


def _multiples(source: Source, scope: Scope, seed: str) -> Iterator[Draft]:
    """One item for every three members of a list."""
    for listing in scope.lists:
        members = list(listing.fit)
        _chance(seed, "several", listing.id).shuffle(members)
        for start in range(0, len(members) - 1, 3):
            right = members[start : start + 3]
            if len(right) < 2:
                continue
            yield Draft(
                Kind.MULTIPLE,
                listing.document,
                listing.section,
                FactKind.MEMBER,
                tuple(f"{listing.id}:{m.text}" for m in right),
                (listing.id,),
                _several(source, listing, right, seed),
            )


def _of_one_year(source: Source, scope: Scope, seed: str) -> Iterator[Draft]:
    """Items that ask for the documents of a year among those of other years."""
    for facts in _dated(scope):
        _chance(seed, "year", "").shuffle(facts)
        yield from _by_year(source, facts, seed)


def _by_year(source: Source, facts: Sequence[Fact], seed: str) -> Iterator[Draft]:
    for year in sorted({_year(fact) for fact in facts}):
        ours = [fact for fact in facts if _year(fact) == year]
        theirs = [fact for fact in facts if _year(fact) != year]
        for start in range(0, len(ours) - 1, 3):
            right = ours[start : start + 3]
            random = _chance(seed, "year", right[0].id)
            if len(right) < 2 or len(theirs) < _OPTIONS:
                continue
            wrong = random.sample(theirs, _OPTIONS - len(right))
            yield Draft(
                Kind.MULTIPLE,
                right[0].excerpt.passage.document,
                right[0].section,
                "year",
                tuple(f"year:{fact.id}" for fact in (*right, *wrong)),
                tuple(fact.subject_id for fact in (*right, *wrong)),
                _year_item(source, year, right, wrong, random),
            )


def _year_item(
    source: Source, year: int, right: Sequence[Fact], wrong: Sequence[Fact], random: Random
) -> Callable[[], QuizItem | None]:
    state = random.getstate()

    def build() -> QuizItem:
        random.setstate(state)
        return several_of_year(source, year, right, wrong, random)

    return build


def _several(
    source: Source, listing: Listing, right: Sequence[Member], seed: str
) -> Callable[[], QuizItem | None]:
    def build() -> QuizItem | None:
        random = _chance(seed, "several", right[0].excerpt.passage.id + right[0].text)
        wrong = strangers(source, listing, right, _OPTIONS - len(right), random)
        if len(wrong) < _OPTIONS - len(right):
            return None
        return several_members(source, listing, right, wrong, random)

    return build


def _matchings(source: Source, scope: Scope, seed: str) -> Iterator[Draft]:
    """Fours of what one document says of others or defines; fours of the library's documents."""
    groups: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in scope.facts:
        if fact.kind not in _MATCHED[_of_itself(fact)] or word_count(fact.value) > _MOST_MATCHED:
            continue
        if fact.kind is not FactKind.DATE or _of_itself(fact) or not _tells_year(fact):
            groups[_set_of(fact)].append(fact)
    for name, facts in groups.items():
        kind = facts[0].kind
        own_days = kind in _DAYS and _of_itself(facts[0])
        found = list(_of_one_time(facts)) if own_days else []
        for drawn in range(0 if own_days else _DRAWN):
            _chance(seed, f"match{drawn}", "".join(name)).shuffle(facts)
            found += _fours(facts)
        for group in found:
            yield Draft(
                Kind.MATCHING,
                group[0].excerpt.passage.document,
                group[0].section,
                kind,
                tuple(f"pair:{fact.id}" for fact in group),
                tuple(fact.subject_id for fact in group),
                _matching(source, group),
            )


def _set_of(fact: Fact) -> tuple[str, ...]:
    """What facts must share to be matched: numbers, subjects and issuers tell the kind and the
    office of their document, so that the four must be of one kind."""
    document = "" if _of_itself(fact) else fact.excerpt.passage.document
    if fact.kind in _DAYS:
        return fact.kind, document
    if fact.kind is FactKind.MEANING:
        return fact.kind, document, fact.section
    sign = sign_of(fact.value) if fact.kind is FactKind.NUMBER else ""
    return fact.kind, document, *kind_of_document(fact), sign


def _matching(source: Source, group: Sequence[Fact]) -> Callable[[], QuizItem | None]:
    return lambda: matching(source, group)


def _of_one_time(facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    """Fours whose days lie so close that the years in their names do not tell them apart."""
    dated = sorted(facts, key=lambda f: (day_of(f.value) or date.min, f.id))
    while len(dated) >= PAIRS:
        group, days = dated[:PAIRS], [day_of(fact.value) for fact in dated[:PAIRS]]
        first, last = days[0], days[-1]
        if first and last and (last - first).days <= _SPAN and len(set(days)) == PAIRS:
            yield group
            dated = dated[PAIRS:]
        else:
            dated = dated[1:]


def _fours(facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    """Fours with different subjects and values."""
    group: list[Fact] = []
    for fact in facts:
        if any(f.value == fact.value or f.subject == fact.subject for f in group):
            continue
        group.append(fact)
        if len(group) == PAIRS:
            yield group
            group = []


def _orderings(source: Source, scope: Scope, seed: str) -> Iterator[Draft]:
    groups = [group for n in range(_DRAWN) for group in _by_day(scope, seed, f"order{n}")]
    for kind in (FactKind.DATE, FactKind.EFFECT):
        groups += _of_one_time([f for f in scope.facts if f.kind is kind and _of_itself(f)])
    for group in groups:
        yield Draft(
            Kind.ORDERING,
            group[0].excerpt.passage.document,
            group[0].section,
            FactKind.DATE,
            tuple(f"order:{fact.id}" for fact in group),
            tuple(fact.subject_id for fact in group),
            _ordering(source, group, seed),
        )


def _ordering(source: Source, group: Sequence[Fact], seed: str) -> Callable[[], QuizItem | None]:
    return lambda: ordering(source, group, _chance(seed, "order", group[0].id))


def _by_day(scope: Scope, seed: str, purpose: str) -> Iterator[list[Fact]]:
    """Fours of documents issued in different years, mixed from several passages; a document whose
    number holds its year would answer by itself."""
    for facts in _dated(scope):
        _chance(seed, purpose, "").shuffle(facts)
        group: list[Fact] = []
        for fact in facts:
            years = {_year(f) for f in group}
            if _year(fact) in years or any(f.subject == fact.subject for f in group):
                continue
            group.append(fact)
            if len(group) == PAIRS:
                yield group
                group = []


def _of_itself(fact: Fact) -> bool:
    """Whether a document of the library says it of itself."""
    return fact.subject_id == fact.excerpt.passage.document


def _dated(scope: Scope) -> Iterator[list[Fact]]:
    """Days of the documents that one document names, of each that does in turn."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in scope.facts:
        if fact.kind is not FactKind.DATE or _of_itself(fact):
            continue
        if not _tells_year(fact) and day_of(fact.value):
            found[fact.excerpt.passage.document].append(fact)
    yield from found.values()


def _year(fact: Fact) -> int:
    day = day_of(fact.value)
    return day.year if day else 0


def _tells_year(fact: Fact) -> bool:
    return str(_year(fact)) in fact.subject


def _chance(seed: str, purpose: str, thing: str) -> Random:
    """The same chance for the same thing under the same seed, whatever was drawn before."""
    return Random(f"{seed}|{purpose}|{thing}")  # noqa: S311 - a quiz, no secret
