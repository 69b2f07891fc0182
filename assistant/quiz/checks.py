"""What no item may do: name a person, give its answer away, ask what documents dispute."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.quiz.types import Kind, QuizItem
from assistant.types import Citation
from index.vietnamese import CAPITAL, fold

_PERSON = re.compile(rf"\b(?:[Ôô]ng|[Bb]à|đồng chí|PGĐ|Đ/c)\s+{CAPITAL}\w+")
_SUBJECT = re.compile(
    r"(?:(?:pair|order|year|extreme|before):)?(?:date|number|issuer|subject|effect|term|meaning):"
    r"(?P<subject>.+)"
)
_GIVES_AWAY = re.compile(r"\b(?:tất cả|cả [abcd]|đáp án trên|các ý trên|không có đáp án)\b")
_SHORT = 24  # letters up to which the length of an option says nothing
_CLAUSE = 5  # words from which an option is a clause that opens in some way
LENGTH_RATIO = 1.7
"""An option longer than every other by this factor, or shorter, is seen without reading."""


def names_person(*texts: str) -> bool:
    """Whether a natural person is named. The report names people only where they are praised or
    disciplined: a quiz needs neither."""
    return any(_PERSON.search(text) for text in texts)


def given_away_by_length(options: Sequence[str], key: Sequence[int]) -> bool:
    """Whether the right options can be told by their length alone."""
    lengths = [len(option) for option in options]
    right = [lengths[n] for n in key]
    wrong = [length for n, length in enumerate(lengths) if n not in key]
    if not wrong or max(lengths) <= _SHORT:
        return False
    return min(right) > LENGTH_RATIO * max(wrong) or max(right) * LENGTH_RATIO < min(wrong)


def given_away_by_words(options: Sequence[str]) -> bool:
    """'Tất cả các đáp án trên' and its like."""
    return any(_GIVES_AWAY.search(option.lower()) for option in options)


def given_away_by_opening(options: Sequence[str], key: Sequence[int]) -> bool:
    """Whether all wrong options, and no right one, open with the same words."""
    openings = [tuple(fold(option).split()[:2]) for option in options]
    if min(len(option.split()) for option in options) < _CLAUSE:
        return False
    wrong = {opening for n, opening in enumerate(openings) if n not in key}
    return len(wrong) == 1 and not any(openings[n] in wrong for n in key)


def distinct(options: Sequence[str]) -> bool:
    """Whether no option says the same as another, or holds it."""
    folded = [f" {' '.join(fold(option).split())} " for option in options]
    return not any(
        one.strip() in other
        for n, one in enumerate(folded)
        for m, other in enumerate(folded)
        if n != m and (len(one) > _SHORT or one == other)
    )


def solve_each_other(one: QuizItem, other: QuizItem) -> bool:
    """Whether the answer of one of two items is shown by the other: both ask about one document or
    term, whose name in one holds what the other asks; or one prints a figure of the other, from
    the same words of a document (a number that stands elsewhere too tells nothing)."""
    if subjects_of(one.facts) & subjects_of(other.facts):
        return True
    if _prints_options(one, other) or _prints_options(other, one):
        return True
    if _is_listed(one) and len(set(one.options) & set(other.options)) > 1:
        return True
    near = any(_overlap(a, b) for a in one.citations for b in other.citations)
    if near and Kind.TRUE_FALSE in (one.kind, other.kind):
        return True  # a claim holds its value, true or false
    return any(
        (near or _asks_number(asked)) and _shows(shown, asked)
        for shown, asked in ((one, other), (other, one))
    )


def subjects_of(facts: Sequence[str]) -> frozenset[str]:
    """The documents and terms that facts are about: 'pair:date:Công văn 374/UBND-TCD' is about
    that letter."""
    found = (_SUBJECT.match(fact) for fact in facts)
    return frozenset(match["subject"] for match in found if match)


def _prints_options(shown: QuizItem, asked: QuizItem) -> bool:
    """Whether an item prints, as the subject of a document or the meaning of a term, what stands
    to choose in an item that asks for such: one option the less."""
    if not asked.facts[0].startswith(("subject:", "meaning:")):
        return False
    said = fold(
        " | ".join((shown.stem, *shown.options, *(t for pair in shown.pairs for t in pair)))
    )
    return any(fold(option) in said for option in asked.options if len(option) > _SHORT)


def _is_listed(item: QuizItem) -> bool:
    """Whether an item asks for members of a list."""
    return item.facts[0].startswith("list:")


def _asks_number(item: QuizItem) -> bool:
    """Whether an item asks for the number of a document, which names it wherever it stands."""
    return item.facts[0].startswith("number:")


def _overlap(one: Citation, other: Citation) -> bool:
    return one.document == other.document and one.start < other.end and other.start < one.end


def _shows(shown: QuizItem, asked: QuizItem) -> bool:
    """Whether an item's words hold the answer of another: a figure, a day or a name. A choice
    shows its options too, of which a figure is soon found to be the one that is asked."""
    if asked.kind not in (Kind.SINGLE, Kind.FILL) or asked.facts[0].startswith("extreme:"):
        return False
    answer = fold(asked.answers[0] if asked.answers else asked.options[asked.key[0]])
    options = shown.options if shown.kind is Kind.SINGLE and answer[:1].isdigit() else ()
    pairs = (text for pair in shown.pairs for text in pair)
    said = fold(" | ".join((shown.stem, *options, *pairs)))
    return re.search(rf"(?<![\w.,]){re.escape(answer)}(?!\w|[.,]\d)", said) is not None


def passes(item: QuizItem) -> bool:
    """Whether an item may be handed out."""
    shown = (item.stem, *item.options, *item.answers, *(t for pair in item.pairs for t in pair))
    quotes = tuple(citation.quote for citation in item.citations)
    if names_person(*shown, *quotes) or given_away_by_words(item.options):
        return False
    if item.options and item.key and len(item.key) < len(item.options):
        told = given_away_by_length(item.options, item.key) or given_away_by_opening(
            item.options, item.key
        )
        return not told and distinct(item.options)
    return True
