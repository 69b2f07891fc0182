"""Wrong options: values of the same kind from the documents, siblings first, none also true."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from assistant.quiz.evidence import words_of
from assistant.quiz.facts.dates import day_of
from assistant.quiz.facts.offices import level_of
from assistant.quiz.facts.types import Fact, FactKind
from assistant.quiz.facts.values import amount_of
from assistant.quiz.facts.wording import article_of
from assistant.quiz.source import Source
from index.vietnamese import fold, word_count

WANTED = 3
_NEARER = 0.7  # what a step away in place costs, against twice the amount
_FARTHEST = 6.0  # factor between an amount and a plausible wrong one
_LENGTHS = 1.6  # factor between the lengths of texts that stand for each other
_NUMBER = re.compile(r"\d[\d.]*(?:,\d+)?")
_STRANGE = 3  # steps away that a growth rate is from a share
_MOVES = re.compile(r"\b(?:tăng|giảm|vượt)\b", re.IGNORECASE)
_SET_BESIDE = {FactKind.QUANTITY: 2, FactKind.OFFICE: 3}
"""Words by which two claims differ, each from the other, to be of different things."""
_ABOUT = re.compile(r"\b(?:trên|hơn|gần|khoảng) (?:đó )?bao nhiêu\b")
_ORDERS = frozenset("Nghị quyết|Quyết định|Chỉ thị|Quy định|Kết luận".split("|"))
"""Kinds of documents that not every office issues, as it does plans and letters."""
_OTHER_KIND = 2.0  # what an issuer of another kind of document costs
_YEARS = 8  # between a day and a plausible wrong one


@dataclass(frozen=True, slots=True)
class Value:
    """A value that stands in a document. near: 0 in the same passage, 1 the same section, 2 the
    same document, 3 elsewhere; more where it measures another sort of thing. fact: the one it is
    the answer of, where there is one."""

    text: str
    near: int
    fact: Fact | None = None


def distractors(
    source: Source, fact: Fact, documents: Sequence[str], random: Random
) -> list[Value]:
    """Up to three wrong values for a fact, fewer where the documents hold no more that fit. None
    for a figure of a report that is rounded: 'trên 5.552' is true as well where it is 'trên
    6.000', and a round figure among others is seen."""
    if _is_rounded(fact):
        return []
    found: list[Value] = []
    for value in _ranked(fact, _values(source, fact, documents), random):
        if len(found) == WANTED:
            break
        if any(_same(value.text, other.text) for other in found):
            continue
        if _contrasts(fact, value) or not _is_true(source, fact, value.text):
            found.append(value)
    return found


def _is_rounded(fact: Fact) -> bool:
    reported = fact.kind is FactKind.QUANTITY and not article_of(fact.excerpt.passage)[0]
    return reported and _ABOUT.search(fact.question) is not None


def _contrasts(fact: Fact, value: Value) -> bool:
    """Whether the document itself sets a value beside the answer, for another thing: 'khiếu nại
    đạt 84,7%' beside 'tố cáo đạt 84,9%', 'Bộ Nội vụ' beside 'Chính phủ' in one article."""
    other = value.fact
    if other is None or value.near > 1 or fact.kind not in _SET_BESIDE:
        return False
    mine, theirs = words_of(fact.claim), words_of(other.claim)
    least = _SET_BESIDE[fact.kind]
    return min(len(mine - theirs), len(theirs - mine)) >= least


def _is_true(source: Source, fact: Fact, value: str) -> bool:
    """Whether the documents say the claim with another value too. Each definition is its own."""
    if fact.kind in (FactKind.TERM, FactKind.MEANING):
        return False
    return source.evidence.says(fact.claim, value, whole_passages=fact.kind is FactKind.OFFICE)


def _ranked(fact: Fact, values: Iterable[Value], random: Random) -> list[Value]:
    """Values that fit, the nearest in place first, then in size; ties by chance."""
    fit: dict[str, Value] = {}
    for value in values:
        if _fits(fact, value.text) and _may_issue(fact, value):
            text = fold(value.text)
            if text not in fit or value.near < fit[text].near:
                fit[text] = value
    chance = {text: random.random() for text in fit}
    return sorted(
        fit.values(),
        key=lambda v: (
            _NEARER * v.near + _distance(fact, v.text) + _OTHER_KIND * _issues_other(fact, v),
            chance[fold(v.text)],
        ),
    )


def _may_issue(fact: Fact, value: Value) -> bool:
    """Whether an office issues such documents at all: no Ban Dân vận of a district a Nghị quyết."""
    if fact.kind is not FactKind.ISSUER or value.fact is None:
        return True
    return _document_kind(fact) not in _ORDERS or _document_kind(value.fact) in _ORDERS


def _issues_other(fact: Fact, value: Value) -> bool:
    """Whether an office is named for another kind of document."""
    if fact.kind is not FactKind.ISSUER or value.fact is None:
        return False
    return _document_kind(fact) != _document_kind(value.fact)


def _document_kind(fact: Fact) -> str:
    """'Nghị quyết' of the fact of 'Nghị quyết 137-NQ/TU'."""
    return fact.subject_id.rpartition(" ")[0]


def _fits(fact: Fact, text: str) -> bool:
    """Whether a value could be taken for the answer, and is not it."""
    if _same(text, fact.value) or _holds(fact.question, text):
        return False
    if fact.kind is FactKind.QUANTITY:
        one, other = _NUMBER.search(fact.value), _NUMBER.search(text)
        if one is None or other is None:
            return False
        ratio = _ratio(amount_of(one.group()), amount_of(other.group()))
        return 1 < ratio <= _FARTHEST and _whole(one.group()) == _whole(other.group())
    if fact.kind in (FactKind.DATE, FactKind.EFFECT):
        return day_of(text) is not None
    one_words, other_words = word_count(fact.value), word_count(text)
    if fact.kind in (FactKind.SUBJECT, FactKind.MEANING, FactKind.MEMBER):
        return max(one_words, other_words) <= _LENGTHS * min(one_words, other_words)
    return True


def _distance(fact: Fact, text: str) -> float:
    if fact.kind is FactKind.QUANTITY:
        one, other = _NUMBER.search(fact.value), _NUMBER.search(text)
        assert one is not None and other is not None
        ratio = _ratio(amount_of(one.group()), amount_of(other.group()))
        # An amount several times as large is seen through; so is a different way of writing it.
        return round(math.log2(ratio)) + 0.5 * (len(one.group()) != len(other.group()))
    if fact.kind in (FactKind.DATE, FactKind.EFFECT):
        one_day, other_day = day_of(fact.value), day_of(text)
        assert one_day is not None and other_day is not None
        return min(abs((one_day - other_day).days) // 365, _YEARS)
    if fact.kind is FactKind.NUMBER:
        # A number with another sign than '-NQ/TU' is seen through when the issuer is named.
        return 2.0 * (_sign(fact.value) != _sign(text))
    if fact.kind is FactKind.OFFICE:
        return 1.0 * abs(level_of(fact.value) - level_of(text))
    return abs(math.log(max(len(text), 1) / len(fact.value)))


def _values(source: Source, fact: Fact, documents: Sequence[str]) -> Iterator[Value]:
    home = fact.excerpt.passage.document
    for document in dict.fromkeys((home, *documents)):
        for other in source.facts(document):
            if other.kind is fact.kind and other.family == fact.family:
                strange = fact.kind is FactKind.QUANTITY and _moves(fact) != _moves(other)
                yield Value(other.value, _near(fact, other) + _STRANGE * strange, other)
    if fact.kind is FactKind.QUANTITY:
        yield from _written(source, fact)


def _written(source: Source, fact: Fact) -> Iterator[Value]:
    """Figures of the document that no fact asks for: those of the same unit as they stand; for a
    count, the number of any other count."""
    home = fact.excerpt.passage.document
    moves = _moves(fact)
    measured = any(not c.isdigit() and c not in ".," for c in fact.value)
    for figure in source.figures(home):
        if figure.family == fact.family:
            near = 0 if figure.passage == fact.excerpt.passage.id else 2
            yield Value(figure.text, near + _STRANGE * (figure.moves != moves))
        elif not measured and not figure.unit:
            yield Value(figure.text, 3)


def _moves(fact: Fact) -> bool:
    """Whether a figure says by how much a thing grew or fell."""
    return _MOVES.search(fact.question) is not None


def _near(fact: Fact, other: Fact) -> int:
    if other.excerpt.passage.id == fact.excerpt.passage.id:
        return 0
    if other.section == fact.section:
        return 1
    return 2 if other.excerpt.passage.document == fact.excerpt.passage.document else 3


def _same(one: str, other: str) -> bool:
    """Whether two values say the same: '09' and '9', 'Bộ Chính trị' and 'Bộ Chính trị khóa X'."""
    a, b = _bare(one), _bare(other)
    if a == b:
        return True
    if any(c.isdigit() for c in a + b):
        return False
    return f" {a} " in f" {b} " or f" {b} " in f" {a} "


def _bare(text: str) -> str:
    text = re.sub(r"(?<![\d.,])0+(?=\d)", "", fold(text)).replace("khoa", "")
    return " ".join(re.sub(r"[()“”\"]", " ", text).split())


def _holds(question: str, value: str) -> bool:
    """Whether a question states a value already."""
    return (
        re.search(rf"(?<![\w.,]){re.escape(fold(value))}(?![\w]|[.,]\d)", fold(question))
        is not None
    )


def _ratio(one: float, other: float) -> float:
    if one <= 0 or other <= 0:
        return math.inf
    return max(one, other) / min(one, other)


def _whole(number: str) -> bool:
    return "," not in number


def told_by_sign(fact: Fact, wrong: Sequence[str]) -> bool:
    """Whether the number of a document is alone in its sign, or alone in a year that the question
    names."""
    if fact.kind is not FactKind.NUMBER:
        return False
    if all(_sign(text) != _sign(fact.value) for text in wrong):
        return True
    years = set(re.findall(r"\d{4}", fact.value)) & set(re.findall(r"\d{4}", fact.question))
    return any(all(year not in text for text in wrong) for year in years)


def _sign(number: str) -> str:
    """'-NQ/TU' of '137-NQ/TU'."""
    return re.sub(r"^\d+(?:/\d{4})?", "", number)
