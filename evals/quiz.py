"""Quizzes judged without a person: is the key what the passage says, are the wrong options wrong,
is anything given away, asked twice, or asked of one corner of the documents only.

Written apart from what makes the quizzes: texts are compared by `evals.text`, and a wrong option
counts as supported by a rule of its own.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from assistant.quiz.types import Kind, Quiz, QuizItem
from assistant.types import Citation, Question
from evals.text import comparable, states, words

if TYPE_CHECKING:
    from assistant.service import Assistant
    from index.library import Library

SUPPORTED = 0.9
"""Share of a stem's words that a clause with a wrong option must hold to support it."""
_LEAST_ASKED = 3  # words of a stem, besides its document's name, that can be looked for

_NUMBER = re.compile(r"\d+(?:/\d{4})?[-/][^\W\d_][\w-]*(?:/[^\W\d_][\w-]*)?")
_DAY = re.compile(r"(\d{1,2})(?:/| tháng )(\d{1,2})(?:/| năm )(\d{4})")
_PERSON = re.compile(r"\b(?:[Ôô]ng|[Bb]à|đồng chí)\s+[A-ZĐÀ-Ỹ]\w+")
_ALL = re.compile(r"\btất cả\b|\bcả [abcd] và\b|đáp án trên|không có đáp án", re.IGNORECASE)
_SUBJECT = re.compile(r"có trích yếu nội dung là: (?P<value>.+)$")
_ISSUER = re.compile(r" do (?P<value>.{3,90}) ban hành$")
_NUMBERED = re.compile(r"có số, ký hiệu là (?P<value>\S+)$")
_DEFINED = re.compile(r'^"(?P<term>[^"]+)" là (?P<meaning>.+)$')
_PUT_IN = frozenset({"là", "có", "ngày", "đó"})  # words that claims put in front of a number
_REACHING = frozenset({"đạt", "tăng", "giảm"})  # words before figures of several things
_RATIO = re.compile(r"[\d.]+/[\d.]+")  # of counts, which claims leave out
_OPENING = 7  # words that say who does something
_CLAIM = re.compile(r"“(?P<claim>.*)”\?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Faults:
    """Items that fail a check: (id, stem)."""

    key_unsupported: tuple[tuple[str, str], ...] = ()
    options_same: tuple[tuple[str, str], ...] = ()
    wrong_supported: tuple[tuple[str, str], ...] = ()
    repeated: tuple[tuple[str, str], ...] = ()
    cited_wrongly: tuple[tuple[str, str], ...] = ()
    names_person: tuple[tuple[str, str], ...] = ()
    all_of_above: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """What was found over `items` items. Shares are 0-1; None where nothing was asked."""

    items: int
    wanted: int
    shortfall: str
    seconds: float
    key_supported: float
    quotes_valid: float
    options_distinct: float
    wrong_unsupported: float
    answerable: float | None  # by the assistant, from the stem alone
    answerable_asked: int
    key_longest: float | None  # of choices among texts; by chance 1 in 4
    key_position: dict[str, int]
    true_share: float | None  # of true-or-false items
    repeated: int
    documents: int
    documents_covered: int
    sections_covered: int
    largest_section: float  # share of items from the section that has most
    kinds: dict[str, int]
    difficulties: dict[str, int]
    faults: Faults = field(default_factory=Faults)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def judge_quiz(
    assistant: Assistant,
    quiz: Quiz,
    documents: int,
    seconds: float,
    ask: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> Figures:
    """documents: how many the quiz could ask about. seconds: it took to make. ask: try the stems
    on the assistant too, which takes a while."""
    clauses = _Clauses(assistant.library)
    faults: dict[str, list[tuple[str, str]]] = defaultdict(list)
    seen: set[str] = set()
    asked_facts: set[str] = set()
    answered = tried = 0
    for done, item in enumerate(quiz.items, start=1):
        said = (item.id, item.stem)
        if not _key_supported(assistant.library, item):
            faults["key_unsupported"].append(said)
        if not all(_is_cut(assistant.library, citation) for citation in item.citations):
            faults["cited_wrongly"].append(said)
        if len({comparable(option) for option in item.options}) < len(item.options):
            faults["options_same"].append(said)
        if any(clauses.support(item, wrong) for wrong in _wrong_values(item)):
            faults["wrong_supported"].append(said)
        same = comparable("|".join([item.stem, *_right(item)]))
        if same in seen or asked_facts.intersection(item.facts):
            faults["repeated"].append(said)
        seen.add(same)
        asked_facts.update(item.facts)
        shown = " ".join([item.stem, *item.options, *item.answers, item.explanation])
        if _PERSON.search(shown):
            faults["names_person"].append(said)
        if any(_ALL.search(option) for option in item.options):
            faults["all_of_above"].append(said)
        if ask and item.kind in (Kind.SINGLE, Kind.FILL) and len(item.citations) == 1:
            tried += 1
            answered += _answered(assistant, item)
        if progress is not None:
            progress(done, len(quiz.items))
    return _figures(quiz, documents, seconds, faults, (answered, tried))


def _figures(
    quiz: Quiz,
    documents: int,
    seconds: float,
    faults: dict[str, list[tuple[str, str]]],
    answers: tuple[int, int],
) -> Figures:
    items = quiz.items
    count = max(len(items), 1)
    choices = [i for i in items if i.kind is Kind.SINGLE and max(map(len, i.options)) > 24]
    longest = sum(len(i.options[i.key[0]]) == max(map(len, i.options)) for i in choices)
    claims = [item for item in items if item.kind is Kind.TRUE_FALSE]
    sections = Counter(_section(item) for item in items)
    answered, tried = answers
    return Figures(
        items=len(items),
        wanted=quiz.request.count,
        shortfall=quiz.shortfall,
        seconds=round(seconds, 2),
        key_supported=1 - len(faults["key_unsupported"]) / count,
        quotes_valid=1 - len(faults["cited_wrongly"]) / count,
        options_distinct=1 - len(faults["options_same"]) / count,
        wrong_unsupported=1 - len(faults["wrong_supported"]) / count,
        answerable=answered / tried if tried else None,
        answerable_asked=tried,
        key_longest=longest / len(choices) if choices else None,
        key_position=dict(
            sorted(Counter("ABCD"[i.key[0]] for i in items if i.kind is Kind.SINGLE).items())
        ),
        true_share=sum(i.key == (0,) for i in claims) / len(claims) if claims else None,
        repeated=len(faults["repeated"]),
        documents=documents,
        documents_covered=len({i.citations[0].document for i in items if i.citations}),
        sections_covered=len(sections),
        largest_section=max(sections.values(), default=0) / count,
        kinds=dict(Counter(item.kind.value for item in items)),
        difficulties={str(k): n for k, n in sorted(Counter(i.difficulty for i in items).items())},
        faults=Faults(**{name: tuple(rows) for name, rows in faults.items()}),
    )


def _section(item: QuizItem) -> str:
    """Document and place down to the article or the section of a report."""
    citation = item.citations[0]
    labels = citation.place
    at = next((n for n, label in enumerate(labels) if label.startswith("Điều ")), 2)
    return f"{citation.document}/{'.'.join(labels[: at + 1])}"


def _right(item: QuizItem) -> list[str]:
    if item.kind is Kind.FILL:
        return [item.answers[0]]
    if item.kind is Kind.MATCHING:
        return [right for _, right in item.pairs]
    return [item.options[n] for n in item.key]


def _is_cut(library: Library, citation: Citation) -> bool:
    text = library.document(citation.document).text
    return " ".join(text[start:end] for start, end in citation.spans) == citation.quote


# --- the key ---------------------------------------------------------------------------------


def _key_supported(library: Library, item: QuizItem) -> bool:
    quotes = [comparable(_unmarked(citation.quote)) for citation in item.citations]
    match item.kind:
        case Kind.TRUE_FALSE if item.facts[0].startswith("before:"):
            first, second = (_day(citation.quote) for citation in item.citations)
            return date.min not in (first, second) and (first < second) == (item.key == (0,))
        case Kind.TRUE_FALSE:
            return _claim_supported(library, item, " ".join(quotes)) == (item.key == (0,))
        case Kind.ORDERING:
            days = [_day(citation.quote) for citation in item.citations]
            order = [days[n] for n in item.key]
            return (
                len(days) == len(item.options) and order == sorted(order) and date.min not in days
            )
        case Kind.MATCHING:
            return all(any(_holds(quote, right) for quote in quotes) for _, right in item.pairs)
    if item.facts[0].startswith(("extreme:", "year:")):
        return _days_agree(item)
    return all(any(_holds(quote, right) for quote in quotes) for right in _right(item))


def _holds(quote: str, value: str) -> bool:
    """Whether a comparable quote states a value; a day in whatever form it is written."""
    if _DAY.fullmatch(value):
        return any(_day(found.group()) == _day(value) for found in _DAY.finditer(quote))
    return states(quote, comparable(value))


def _claim_supported(library: Library, item: QuizItem, quote: str) -> bool:
    """Whether the passage says the claim. What a claim may have wrong stands in one place of it: a
    subject, an issuer, a term or its meaning, a number, or who does something."""
    claim = comparable(_bare_claim(library, item)).replace("'", '"')
    for pattern in (_SUBJECT, _ISSUER, _NUMBERED):
        match = pattern.search(claim)
        if match:
            return match["value"] in quote
    defined = _DEFINED.match(claim)
    if defined:
        term, meaning = defined["term"], defined["meaning"]
        return (
            re.search(rf"{re.escape(term)}\W* (?:được hiểu )?là {re.escape(meaning)}", quote)
            is not None
        )
    said, held = (
        [word for word in words(text) if not _RATIO.fullmatch(word)] for text in (claim, quote)
    )
    pairs = set(pairwise(held))
    threes = set(zip(held, held[1:], held[2:], strict=False))
    numbers = [n for n, word in enumerate(said) if any(c.isdigit() for c in word)]
    if numbers and not item.facts[0].startswith("office:"):
        return all(
            said[n] in held
            and (n == 0 or said[n - 1] in _PUT_IN or (said[n - 1], said[n]) in pairs)
            and (n < 2 or said[n - 1] not in _REACHING or tuple(said[n - 2 : n + 1]) in threes)
            for n in numbers
        )
    return " ".join(said[:_OPENING]) in " ".join(held)


def _bare_claim(library: Library, item: QuizItem) -> str:
    """The claim without 'Theo Điều 9 Luật ..., ' in front."""
    match = _CLAIM.search(item.stem)
    claim = match["claim"] if match else item.stem
    identity = library.document(item.citations[0].document).identity
    named = next((n for n in (identity.number, identity.issuer) if n and n in claim), "")
    if named and "ký hiệu là" not in claim:
        return claim[claim.find(named) + len(named) :].lstrip(" ,")
    return claim


def _days_agree(item: QuizItem) -> bool:
    """Whether the right documents are, by the quotes, the earliest, latest or those of a year."""
    days = [_day(citation.quote) for citation in item.citations]
    right = days[: len(item.key)]
    if "sớm nhất" in item.stem:
        return right[0] == min(days)
    if "muộn nhất" in item.stem:
        return right[0] == max(days)
    year = re.search(r"ban hành năm (\d{4})", item.stem)
    return year is not None and [d.year == int(year[1]) for d in days] == [
        n < len(right) for n in range(len(days))
    ]


def _day(quote: str) -> date:
    """The last day that a quote writes: the document's own stands behind its issuer's."""
    found = _DAY.findall(quote)
    if not found:
        return date.min
    day, month, year = map(int, found[0] if len(found) == 1 else found[-1])
    return date(year, month, day)


def _unmarked(text: str) -> str:
    """Without the marks of footnotes, of consolidated laws and of emphasis."""
    return re.sub(r"(?<![mM])[¹²³⁰⁴-⁹]|\[\d+\]|\*", "", text)


# --- the wrong options ------------------------------------------------------------------------


def _wrong_values(item: QuizItem) -> list[str]:
    """Wrong options that are values: members of lists and documents are told apart otherwise."""
    if item.kind is not Kind.SINGLE or item.facts[0].startswith(("extreme:", "list:")):
        return []
    return [option for n, option in enumerate(item.options) if n not in item.key]


class _Clauses:
    """The library's clauses, by the rarest word looked for."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def support(self, item: QuizItem, wrong: str) -> bool:
        """Whether a clause holds the wrong option and nearly all that the stem says."""
        citation = item.citations[0]
        lead = set(words(comparable(" ".join((citation.title, *citation.place_titles)))))
        asked = {
            w
            for w in words(comparable(item.stem))
            if w not in lead and w not in _ASKING and not w.startswith("theo")
        }
        value = comparable(wrong)
        value_words = words(value)
        if len(asked) < _LEAST_ASKED or not value_words:
            return False
        rows = min((self._index.get(word, ()) for word in value_words), key=len)
        for row in rows:
            text, held = self._rows[row]
            if states(text, value) and len(asked & held) >= SUPPORTED * len(asked):
                return True
        return False

    @cached_property
    def _rows(self) -> list[tuple[str, frozenset[str]]]:
        found = []
        for document in self._library.documents():
            for passage in self._library.passages(document.id):
                for clause in re.split(r"[;\n]", passage.text):
                    text = comparable(_unmarked(clause))
                    found.append((text, frozenset(words(text))))
        return found

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = defaultdict(list)
        for row, (_, held) in enumerate(self._rows):
            for word in held:
                index[word].append(row)
        return index


_ASKING = frozenset(
    "bao nhiêu phần trăm nào cơ quan tổ chức hoặc người có thẩm quyền đã được vào là gì trích yếu "
    "nội dung số ký hiệu khái niệm hiểu giữ chức vụ ban hành ngày thi hiệu lực từ "
    "văn bản việc".split()
)


# --- asking the assistant -----------------------------------------------------------------------


def _answered(assistant: Assistant, item: QuizItem) -> bool:
    """Whether the assistant's answer to the bare stem holds the key."""
    document = item.citations[0].document
    answer = assistant.ask(Question(item.stem, documents=(document,)))
    return not answer.refused and _holds(comparable(answer.text), _right(item)[0])


def groups(library: Library) -> Iterator[tuple[str, Sequence[str]]]:
    """(name, ids) of the documents that ship, and of those that were added."""
    shipped: list[str] = []
    added: list[str] = []
    for document in library.documents():
        entry = library.catalog.entry(document.id)
        (shipped if entry and entry.file == document.file else added).append(document.id)
    if shipped:
        yield "shipped", shipped
    if added:
        yield "added", added
