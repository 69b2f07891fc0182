"""Wrong options: values of the same kind from the documents, siblings first, none also true."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from assistant.quiz.evidence import SAID, words_of
from assistant.quiz.facts.dates import YEAR, day_of, written
from assistant.quiz.facts.offices import branch_of, level_of
from assistant.quiz.facts.terms import meaning_of
from assistant.quiz.facts.types import Fact, FactKind
from assistant.quiz.facts.values import amount_of, quantities
from assistant.quiz.facts.wording import article_of
from assistant.quiz.source import Source
from index.types import Passage
from index.vietnamese import fold, word_count

WANTED = 3
_NEARER = 0.7  # what a step away in place costs, against twice the amount
_FARTHEST = 6.0  # factor between an amount and a plausible wrong one
_LENGTHS = 1.6  # factor between the lengths of texts that stand for each other
_NUMBER = re.compile(r"\d[\d.]*(?:,\d+)?")
_STRANGE = 3  # steps away that a growth rate is from a share
_MOVES = re.compile(r"\b(?:tăng|giảm|vượt)\b", re.IGNORECASE)
_SET_BESIDE = {FactKind.QUANTITY: 2, FactKind.OFFICE: 1}
"""Words by which two claims differ, each from the other, to be of different things."""
_ABOUT = re.compile(r"\b(?:trên|hơn|gần|khoảng) (?:đó )?bao nhiêu\b")
_YEARS = 8  # between a day and a plausible wrong one
_TOLD_APART = 15  # days between two days that somebody can be asked to tell apart
_IN_FORCE = 366  # days between two days from which one document may be in force
_ANY_LEVEL = "cac cap"
_LEVEL = re.compile(r" (?:cac cap|cap (?:tinh|huyen|xa))$")
_LEVELS = 2  # between two offices of which one is taken for the other
_A_LEVEL = 1.5  # what a level of the administration costs
_HELPS = "{} giúp "
_DEFINING = (FactKind.TERM, FactKind.MEANING)
_NEAR_MEANING, _SAME_MEANING = 0.6, 0.9
"""Cosines from which two meanings are of one matter, and may both be true of a term: of Luật Cán
bộ, công chức 'Biệt phái' and 'Điều động' 0.67, 'Luân chuyển' and 'Cách chức' 0.53, 'Từ chức' and
'Miễn nhiệm' 0.92."""
_FAR_MEANING = 4.0  # what a meaning costs that shares no word
_ELSEWHERE = 3  # Value.near
_POINTS = 10.0  # of a percentage, that count as a step away


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
    for value in _ranked(source, fact, _values(source, fact, documents), random):
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
    if fact.kind in _DEFINING:
        return False
    return source.evidence.says(fact.claim, value, whole_passages=fact.kind is FactKind.OFFICE)


def _ranked(source: Source, fact: Fact, values: Iterable[Value], random: Random) -> list[Value]:
    """Values that fit, the nearest in place first, then in size; ties by chance."""
    fit: dict[str, Value] = {}
    for value in values:
        if _fits(fact, value.text) and _of_such(fact, value.fact):
            text = fold(value.text)
            if text not in fit or value.near < fit[text].near:
                fit[text] = value
    chance = {text: random.random() for text in fit}
    return sorted(
        fit.values(),
        key=lambda v: (
            _NEARER * v.near + _distance(source, fact, v),
            chance[fold(v.text)],
        ),
    )


def _of_such(fact: Fact, other: Fact | None) -> bool:
    """Whether a value is one of such a document: no Ban Dân vận of a district issues a Nghị quyết,
    no council one about the leadership of the Party, no law defines the words of another or gives
    duties to its bodies of another level, and the document itself has no second subject."""
    if other is None:
        return True
    if fact.kind is FactKind.ISSUER:
        return kind_of_document(fact)[0] == kind_of_document(other)[0]
    if fact.kind in (FactKind.NUMBER, FactKind.SUBJECT):
        return fact.subject_id != other.subject_id and kind_of_document(fact) == kind_of_document(
            other
        )
    at_home = fact.excerpt.passage.document == other.excerpt.passage.document
    if fact.kind in _DEFINING:
        return at_home
    if fact.kind is FactKind.OFFICE:
        return at_home or level_of(other.value) == level_of(fact.value)
    return True


def kind_of_document(fact: Fact) -> tuple[str, str]:
    """('Nghị quyết', 'council') of the fact of 'Nghị quyết 12/2018/NQ-HĐND'. The Party puts a
    hyphen behind the number, the state a stroke (Hướng dẫn 36-HD/VPTW, Nghị định
    30/2020/NĐ-CP)."""
    kind, _, number = fact.subject_id.rpartition(" ")
    if not kind:
        return fact.family, ""
    if "HĐND" in number:
        return kind, "council"
    return kind, "party" if re.match(r"\d+-", number) else "state"


def _fits(fact: Fact, text: str) -> bool:
    """Whether a value could be taken for the answer, and is not it."""
    if _same(text, fact.value) or _holds(fact.question, text):
        return False
    if fact.kind is FactKind.QUANTITY:
        one, other = _NUMBER.search(fact.value), _NUMBER.search(text)
        if one is None or other is None:
            return False
        ratio = _ratio(amount_of(one.group()), amount_of(other.group()))
        alike = 1 < ratio <= _FARTHEST and _whole(one.group()) == _whole(other.group())
        return alike and _on_its_side(fact, amount_of(one.group()), amount_of(other.group()))
    if fact.kind in (FactKind.DATE, FactKind.EFFECT):
        return _may_be_its_day(fact, text)
    if fact.kind is FactKind.NUMBER:
        return _years_told(fact, fact.value) == _years_told(fact, text)
    if fact.kind is FactKind.OFFICE:
        near = abs(level_of(fact.value) - level_of(text)) <= _LEVELS
        return near and _may_do(fact, text)
    one_words, other_words = word_count(fact.value), word_count(text)
    if fact.kind in (FactKind.SUBJECT, FactKind.MEANING, FactKind.MEMBER):
        return max(one_words, other_words) <= _LENGTHS * min(one_words, other_words)
    return True


def _on_its_side(fact: Fact, own: float, amount: float) -> bool:
    """Whether a count lies on the same side as the answer of every count near it that the question
    tells: 3.814 visitors bring no 5.552 cases."""
    if _is_measured(fact):
        return True
    told = (q.amount for q in quantities(fact.question) if not q.unit)
    return all((amount < t) == (own < t) for t in told if _ratio(own, t) <= _FARTHEST)


def _is_measured(fact: Fact) -> bool:
    """Whether the answer has a unit: '30 ngày', '97%'."""
    return any(not c.isdigit() and c not in ".," for c in fact.value)


def _may_do(fact: Fact, office: str) -> bool:
    """Whether an office could be taken for the one that does a thing: a court or the audit only for
    their like, and who helps an authority is of its branch."""
    branches = {branch_of(fact.value), branch_of(office)}
    return len(branches) == 1 or ("justice" not in branches and _HELPS not in fact.claim)


def believable(source: Source, fact: Fact, value: Value) -> bool:
    """Whether somebody could take the claim with a wrong value for true. An office must be of the
    same branch and about the same level; a meaning must be near the term's own, and not so near
    that it may be true of the term as well."""
    if fact.kind is FactKind.OFFICE:
        apart = abs(level_of(fact.value) - level_of(value.text))
        return apart <= 1 and branch_of(fact.value) == branch_of(value.text)
    if fact.kind in _DEFINING:
        near = _NEAR_MEANING <= _likeness(source, fact, value) <= _SAME_MEANING
        return near and not _says_as_much(fact, value)
    return True


def _likeness(source: Source, fact: Fact, value: Value) -> float:
    """Cosine of the meanings of two terms of one document."""
    if value.fact is None:
        return 0.0
    home = fact.excerpt.passage.document
    return source.likeness(home, meaning_of(fact), meaning_of(value.fact))


def _says_as_much(fact: Fact, value: Value) -> bool:
    """Whether one of two meanings holds nearly all words of the other."""
    if value.fact is None:
        return False
    mine, theirs = words_of(meaning_of(fact)), words_of(meaning_of(value.fact))
    claimed = mine if fact.kind is FactKind.TERM else theirs
    return len(mine & theirs) >= SAID * len(claimed)


def _may_be_its_day(fact: Fact, text: str) -> bool:
    """Whether a day can be that of a document whose number or name tells the year."""
    day, own = day_of(text), day_of(fact.value)
    if day is None or own is None:
        return False
    if fact.kind is FactKind.EFFECT:
        return _TOLD_APART <= abs((day - own).days) <= _IN_FORCE
    return str(own.year) not in fact.question or day.year == own.year


def _years_told(fact: Fact, text: str) -> set[str]:
    """Years of a text that the question tells."""
    return set(YEAR.findall(text)) & set(YEAR.findall(fact.question))


def _distance(source: Source, fact: Fact, value: Value) -> float:
    text = value.text
    if fact.kind is FactKind.QUANTITY:
        one, other = _NUMBER.search(fact.value), _NUMBER.search(text)
        assert one is not None and other is not None
        if fact.family == "%":
            return round(abs(amount_of(one.group()) - amount_of(other.group())) / _POINTS)
        ratio = _ratio(amount_of(one.group()), amount_of(other.group()))
        # An amount several times as large is seen through; so is a different way of writing it.
        return round(math.log2(ratio)) + 0.5 * (len(one.group()) != len(other.group()))
    if fact.kind in (FactKind.DATE, FactKind.EFFECT):
        one_day, other_day = day_of(fact.value), day_of(text)
        assert one_day is not None and other_day is not None
        return min(abs((one_day - other_day).days) // 365, _YEARS)
    if fact.kind is FactKind.NUMBER:
        # A number with another sign than '-NQ/TU' is seen through when the issuer is named.
        return 2.0 * (sign_of(fact.value) != sign_of(text))
    if fact.kind is FactKind.OFFICE:
        return (
            _A_LEVEL * abs(level_of(fact.value) - level_of(text))
            + (branch_of(fact.value) != branch_of(text))
            + (not _does_alike(fact, value))
        )
    if fact.kind in _DEFINING:
        return _FAR_MEANING * (1 - _likeness(source, fact, value))
    return abs(math.log(max(len(text), 1) / len(fact.value)))


def _does_alike(fact: Fact, value: Value) -> bool:
    """Whether an office is said to do such a thing elsewhere: to lay down rules, to guide, to
    chair."""
    return value.fact is not None and _deed(value.fact) == _deed(fact)


def _deed(fact: Fact) -> str:
    """'quy định chi' of '{} quy định chi tiết việc ...'."""
    return " ".join(fact.claim.split()[1:3])


def _values(source: Source, fact: Fact, documents: Sequence[str]) -> Iterator[Value]:
    home = fact.excerpt.passage.document
    for document in dict.fromkeys((home, *documents)):
        for other in source.facts(document):
            if fact.kind is FactKind.EFFECT and other.kind is FactKind.EFFECT:
                continue  # reckoned below
            if other.kind is fact.kind and other.family == fact.family:
                strange = fact.kind is FactKind.QUANTITY and _moves(fact) != _moves(other)
                yield Value(other.value, _near(fact, other) + _STRANGE * strange, other)
    if fact.kind is FactKind.QUANTITY:
        yield from _written(source, fact)
    if fact.kind is FactKind.OFFICE:
        yield from _offices(source, fact, documents)
    if fact.kind in (FactKind.DATE, FactKind.EFFECT) and fact.subject_id == home:
        yield from _reckoned(source, fact)


def _offices(source: Source, fact: Fact, documents: Sequence[str]) -> Iterator[Value]:
    """Offices that the document names; of other documents those of the same level and branch."""
    home = fact.excerpt.passage.document
    for office in source.offices(home):
        if office.family == fact.family:
            yield Value(office.name, _steps(fact, office.passage))
    kin = (fact.family, level_of(fact.value), branch_of(fact.value))
    elsewhere = (o for d in documents if d != home for o in source.offices(d))
    for name, family in dict.fromkeys((o.name, o.family) for o in elsewhere):
        if (family, level_of(name), branch_of(name)) == kin:
            yield Value(name, _ELSEWHERE)


def _steps(fact: Fact, passage: Passage) -> int:
    """How far a passage of the same document is from a fact's."""
    if passage.id == fact.excerpt.passage.id:
        return 0
    article = article_of(passage)[0]
    return 1 if article and article == article_of(fact.excerpt.passage)[0] else 2


def _reckoned(source: Source, fact: Fact) -> Iterator[Value]:
    """Days that people take for those of a document: of its issue for that of its effect, 45 days
    later (the least by Điều 151 of Luật Ban hành văn bản quy phạm pháp luật 2015), the first of
    the half-years after it; the same day of neighbouring months for that of its issue."""
    issued = day_of(
        "/".join(reversed(source.library.document(fact.subject_id).identity.date.split("-")))
    )
    if issued is None:
        return
    if fact.kind is FactKind.EFFECT:
        halves = [date(issued.year + n, month, 1) for n in (0, 1) for month in (1, 7)]
        days = [issued, issued + timedelta(days=45), *(day for day in halves if day > issued)]
    else:
        moved = [issued.month + n for n in (-2, -1, 1, 2)]
        days = [issued.replace(month=m, day=min(issued.day, 28)) for m in moved if 1 <= m <= 12]
    for day in days:
        yield Value(written(day, fact.value), 1)


def _written(source: Source, fact: Fact) -> Iterator[Value]:
    """Figures of the document that no fact asks for: those of the same unit as they stand; for a
    count, the number of any other count."""
    home = fact.excerpt.passage.document
    moves = _moves(fact)
    measured = _is_measured(fact)
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
    if _ANY_LEVEL in f"{a} {b}":
        a, b = (_LEVEL.sub("", text) for text in (a, b))
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
    """Whether the number of a document is alone in its sign."""
    if fact.kind is not FactKind.NUMBER:
        return False
    return all(sign_of(text) != sign_of(fact.value) for text in wrong)


def sign_of(number: str) -> str:
    """'-NQ/TU' of '137-NQ/TU'."""
    return re.sub(r"^\d+(?:/\d{4})?", "", number)
