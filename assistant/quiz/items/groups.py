"""Items over several facts or members: several right options, pairs, an order of days."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from assistant.quiz import texts
from assistant.quiz.facts.dates import YEAR, day_of, in_one_form
from assistant.quiz.facts.lists import Listing, Member
from assistant.quiz.facts.types import Fact, FactKind, capitalised
from assistant.quiz.items.choice import REPEATED, longest_run, repeats, shuffled
from assistant.quiz.items.making import item_of, judged
from assistant.quiz.source import Source
from assistant.quiz.types import Difficulty, Kind, QuizItem

PAIRS = 4
_MATCHES = {
    FactKind.DATE: texts.MATCH_DATES,
    FactKind.SUBJECT: texts.MATCH_SUBJECTS,
    FactKind.ISSUER: texts.MATCH_ISSUERS,
    FactKind.MEANING: texts.MATCH_TERMS,
    FactKind.NUMBER: texts.MATCH_NUMBERS,
    FactKind.EFFECT: texts.MATCH_EFFECTS,
}
_ORDERS = {FactKind.DATE: texts.ASK_ORDER, FactKind.EFFECT: texts.ASK_ORDER_OF_EFFECT}


def several_members(
    source: Source,
    listing: Listing,
    right: Sequence[Member],
    wrong: Sequence[Member],
    random: Random,
) -> QuizItem | None:
    """Two or three members of a list among five options; None where the question tells them."""
    if repeats(listing.question, right, wrong):
        return None
    options, key = shuffled([m.text for m in right], [m.text for m in wrong], random)
    return item_of(
        source.library,
        Kind.MULTIPLE,
        texts.CHOOSE_ALL.format(question=capitalised(_plural(listing))),
        [m.excerpt for m in right],
        [f"{listing.id}:{m.text}" for m in right],
        Difficulty.SIBLINGS,
        options=[capitalised(option) for option in options],
        key=key,
    )


def _plural(listing: Listing) -> str:
    """'thông qua hoạt động nào sau đây' -> 'thông qua những hoạt động nào sau đây'."""
    one = texts.WHICH.format(noun=listing.noun)
    return listing.question.replace(one, texts.WHICH_SEVERAL.format(which=one), 1)


def several_of_year(
    source: Source, year: int, right: Sequence[Fact], wrong: Sequence[Fact], random: Random
) -> QuizItem:
    """The documents of one year among five. right, wrong: their days."""
    options, key = shuffled([f.subject for f in right], [f.subject for f in wrong], random)
    return item_of(
        source.library,
        Kind.MULTIPLE,
        texts.CHOOSE_ALL.format(question=asked_of(right, texts.ASK_YEAR.format(year=year))),
        [fact.excerpt for fact in (*right, *wrong)],
        [f"year:{fact.id}" for fact in (*right, *wrong)],
        difficulty_of([*right, *wrong]),
        options=options,
        key=key,
    )


def asked_of(facts: Sequence[Fact], question: str) -> str:
    """The question behind the name of the document that says all of it of others: numbers of
    letters and plans are found again in every province."""
    return capitalised(f"{facts[0].lead}{question}")


def matching(source: Source, facts: Sequence[Fact]) -> QuizItem | None:
    """Documents with their days, subjects or issuers; terms with their meanings. None where two
    facts share a side, or where a side repeats words of its partner alone, or the year."""
    lefts = {fact.subject for fact in facts}
    rights = {fact.value for fact in facts}
    if len(lefts) < len(facts) or len(rights) < len(facts):
        return None
    if any(longest_run(fact.value, fact.subject) >= REPEATED for fact in facts):
        return None
    if facts[0].kind is FactKind.SUBJECT and any(_told_by_year(fact, facts) for fact in facts):
        return None
    shown = in_one_form([fact.value for fact in facts])
    return item_of(
        source.library,
        Kind.MATCHING,
        asked_of(facts, _MATCHES[facts[0].kind]),
        [fact.excerpt for fact in facts],
        [f"pair:{fact.id}" for fact in facts],
        difficulty_of(facts),
        pairs=[
            (fact.subject, capitalised(right)) for fact, right in zip(facts, shown, strict=True)
        ],
    )


def _told_by_year(fact: Fact, facts: Sequence[Fact]) -> bool:
    """Whether what a document is about names a year that only this document's name holds."""
    return any(
        sum(year in other.subject for other in facts) == 1 and year in fact.subject
        for year in YEAR.findall(fact.value)
    )


def ordering(source: Source, facts: Sequence[Fact], random: Random) -> QuizItem | None:
    """Documents to be put in the order of their days; None where two have the same day."""
    days = [day_of(fact.value) for fact in facts]
    if None in days or len(set(days)) < len(days):
        return None
    shown = list(facts)
    random.shuffle(shown)
    order = sorted(range(len(shown)), key=lambda n: day_of(shown[n].value) or 0)
    if order == list(range(len(shown))):
        shown = [*shown[1:], shown[0]]
        order = sorted(range(len(shown)), key=lambda n: day_of(shown[n].value) or 0)
    return item_of(
        source.library,
        Kind.ORDERING,
        asked_of(shown, _ORDERS[shown[0].kind]),
        [fact.excerpt for fact in shown],
        [f"order:{fact.id}" for fact in shown],
        difficulty_of(facts),
        options=[fact.subject for fact in shown],
        key=order,
    )


def issued_before(source: Source, one: Fact, other: Fact, says: bool) -> QuizItem:
    """A claim that one of two documents was issued before the other. one, other: their days."""
    first, second = sorted((one, other), key=lambda f: day_of(f.value) or 0)
    named = (first, second) if says else (second, first)
    said = texts.CLAIM_BEFORE.format(one=named[0].subject, other=named[1].subject)
    claim = asked_of(named, said)
    return item_of(
        source.library,
        Kind.TRUE_FALSE,
        judged(claim),
        [fact.excerpt for fact in named],
        [f"before:{fact.id}" for fact in named],
        difficulty_of(named),
        options=(texts.TRUE, texts.FALSE),
        key=(0 if says else 1,),
    )


def difficulty_of(facts: Sequence[Fact]) -> Difficulty:
    """Two passages where the facts stand in more than one."""
    passages = {fact.excerpt.passage.id for fact in facts}
    return Difficulty.TWO_PASSAGES if len(passages) > 1 else Difficulty.SIBLINGS
