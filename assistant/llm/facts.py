"""The facts of a sentence that a model must not invent or change: dates, numbers with their unit,
numbers of documents, names. Each of them must stand in the sentences that are cited for it.

A fact is compared by what it means, not by how it is written: 'ngày 11 tháng 7 năm 2016' is
11/07/2016, '12 phần trăm' is 12 %, '3849' is 3.849, 'Uỷ ban nhân dân' is UBND.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from assistant.understanding.abbreviations import OFFICIAL
from index.vietnamese import CAPITAL, fold, normalise, syllables


class FactKind(StrEnum):
    DATE = "date"
    NUMBER = "number"
    DOCUMENT = "document"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Fact:
    """value: in one form for comparison. shown: as it was written."""

    kind: FactKind
    value: str
    shown: str


_DATE = re.compile(
    r"(?<![\d/.])(?:"
    r"(?:ngày\s+)?(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})(?:\s+năm\s+|[/-])(?P<y>\d{4})"
    r"|(?:ngày\s+)?(?P<d2>\d{1,2})\s?[/.-]\s?(?P<m2>\d{1,2})\s?[/.-]\s?(?P<y2>\d{4})"
    r"|tháng\s+(?P<m3>\d{1,2})(?:\s+năm\s+|\s?[/-]\s?)(?P<y3>\d{4})"
    r"|(?P<m4>\d{1,2})/(?P<y4>(?:19|20)\d{2})"
    r"|ngày\s+(?P<d5>\d{1,2})(?:\s+tháng\s+|[/-])(?P<m5>\d{1,2})(?!\s?[/.-]\s?\d|\s+năm)"
    r")(?![\d])"
)
_DOCUMENT = re.compile(
    rf"(?<![\w/-])\d+[a-z]?(?:/\d{{4}})?[-/]{CAPITAL}[^\W_]*(?:[-/&]{CAPITAL}?[^\W_]+)*"
)
_NUMBER = re.compile(
    r"(?<![\w.,/])(?P<digits>\d+(?:[.,]\d+)*)(?:/(?P<whole>\d+(?:[.,]\d+)*))?(?![\d/])"
    r"(?:\s?(?P<unit>%|phần trăm|nghìn|ngàn|triệu|tỷ|tỉ)(?!\w))?"
)
_UNITS = {"phần trăm": "%", "ngàn": "nghìn", "tỉ": "tỷ"}
_WORDS = {"hai": "2", "ba": "3", "bốn": "4", "sáu": "6", "bảy": "7", "tám": "8", "chín": "9"}
_WORDS |= {"mười": "10"}
_WORD_NUMBER = re.compile(rf"(?<!\w)(?P<word>{'|'.join(_WORDS)})\s+(?=[^\W\d_])")
_CAPITAL_WORD = rf"{CAPITAL}[^\W\d_]*"
_NAME = re.compile(rf"(?<![\w/-]){_CAPITAL_WORD}(?:\s{_CAPITAL_WORD})*(?![\w/-])")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WORD = re.compile(r"[^\W_]+")
_SENTENCE_START = re.compile(r"(?:^|[.!?:“\"(]\s*)$")


def facts_of(text: str) -> list[Fact]:
    """In the order of their kinds; what belongs to a document's number or a date is no number."""
    found: list[Fact] = []
    left = text
    for match in _DOCUMENT.finditer(text):
        found.append(Fact(FactKind.DOCUMENT, _document(match.group()), match.group()))
        left = _blanked(left, match)
    lowered = normalise_keeping_length(left)
    for match in _DATE.finditer(lowered):
        found.append(Fact(FactKind.DATE, _date(match), match.group()))
        lowered = _blanked(lowered, match)
    found.extend(
        Fact(FactKind.NUMBER, _quantity(match), match.group())
        for match in _NUMBER.finditer(lowered)
    )
    found.extend(
        Fact(FactKind.NUMBER, _WORDS[match["word"]], match["word"])
        for match in _WORD_NUMBER.finditer(lowered)
    )
    found.extend(_names(left))
    return found


@dataclass(frozen=True, slots=True)
class Source:
    """What the cited sentences state. numbers: every number in any form it may be spoken of: the
    year of a date, the first number of '114-KL/TW'. key: folded words between spaces."""

    dates: frozenset[str]
    numbers: frozenset[str]
    documents: frozenset[str]
    words: str
    key: str

    def states(self, fact: Fact) -> bool:
        match fact.kind:
            case FactKind.DATE:
                return any(_covers(date, fact.value) for date in self.dates)
            case FactKind.NUMBER:
                by_word = fact.shown.isalpha() and f" {fact.shown} " in self.words
                return by_word or fact.value in self.numbers
            case FactKind.DOCUMENT:
                return fact.value in self.documents
            case FactKind.NAME:
                return f" {fact.value} " in self.words


def source_of(cited: str, about: str = "") -> Source:
    """cited: the words of the cited sentences. about: headings and title above them, whose names
    and document numbers count too, but not their figures."""
    facts = facts_of(cited)
    numbers = {f.value for f in facts if f.kind is FactKind.NUMBER}
    dates = {f.value for f in facts if f.kind is FactKind.DATE}
    documents = {f for f in facts if f.kind is FactKind.DOCUMENT}
    numbers |= {date.split("/")[2] for date in dates}
    for ratio in [number for number in numbers if "/" in number]:
        numbers.update(ratio.split("/"))
    documents |= {f for f in facts_of(about) if f.kind is FactKind.DOCUMENT}
    for document in documents:
        # 'Nghị quyết 137' for 137-NQ/TU; 'Luật năm 2013' for 42/2013/QH13.
        numbers.update(n.lstrip("0") for n in re.findall(r"^\d+|(?<=/)\d{4}(?=/)", document.shown))
    return Source(
        frozenset(dates),
        frozenset(numbers),
        frozenset(f.value for f in documents),
        _words_of(f"{cited} . {about}"),
        f" {' '.join(syllables(cited))} ",
    )


def normalise_keeping_length(text: str) -> str:
    """Lower case, letter by letter, so that offsets stay."""
    return "".join(lower if len(lower := letter.lower()) == 1 else letter for letter in text)


def _blanked(text: str, match: re.Match[str]) -> str:
    return text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]


def _document(written: str) -> str:
    """'06/CT-UBND' and '6/CT-UBND' are one number."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", fold(written))


def _date(match: re.Match[str]) -> str:
    """day/month/year, 0 for what is not said."""
    parts = match.groupdict()
    day = parts["d"] or parts["d2"] or parts["d5"] or "0"
    month = next(parts[name] for name in ("m", "m2", "m3", "m4", "m5") if parts[name])
    year = next((parts[name] for name in ("y", "y2", "y3", "y4") if parts[name]), "0")
    return f"{int(day)}/{int(month)}/{int(year)}"


def _covers(stated: str, said: str) -> bool:
    """Whether a stated date says all that is said: 11/7/2016 covers 'tháng 7 năm 2016'."""
    return all(b in ("0", a) for a, b in zip(stated.split("/"), said.split("/"), strict=True))


def _quantity(match: re.Match[str]) -> str:
    unit = match["unit"] or ""
    if match["whole"]:
        return f"{value_of(match['digits'])}/{value_of(match['whole'])}"
    return value_of(match["digits"]) + _UNITS.get(unit, unit)


def value_of(digits: str) -> str:
    """'3.849' -> '3849', '14,6' -> '14.6', '05' -> '5': dots part thousands, a comma decimals."""
    grouped = re.fullmatch(r"(\d{1,3}(?:\.\d{3})+)(?:,(\d+))?", digits)
    if grouped:
        whole, decimals = grouped.group(1).replace(".", ""), grouped.group(2) or ""
    else:
        whole, _, decimals = digits.replace(",", ".").partition(".")
    whole = whole.lstrip("0") or "0"
    decimals = decimals.rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole


def _names(text: str) -> Iterator[Fact]:
    """Runs of capitalised words. The first word of a sentence is a name only where it is all
    capitals or another follows it: its capital may be the sentence's."""
    for match in _NAME.finditer(text):
        words = match.group().split()
        starts = bool(_SENTENCE_START.search(text[: match.start()]))
        if starts and not words[0].isupper():
            words = words[1:]
        elif len(words) == 1 and len(words[0]) == 1:
            continue  # a letter of a heading: 'điểm A'
        if words:
            shown = " ".join(words)
            yield Fact(FactKind.NAME, " ".join(normalise(shown).split()), shown)


def _words_of(text: str) -> str:
    """Words between spaces, with abbreviations written out and the other way round."""
    words = f" {' '.join(_WORD.findall(normalise(text)))} "
    folded = fold(words)
    more = [words.strip()]
    for short, long in _spelled():
        if f" {fold(short)} " in folded:
            more.append(long)
        if f" {long} " in words:
            more.append(short)
    return f" {' . '.join(more)} "


@cache
def _spelled() -> tuple[tuple[str, str], ...]:
    """(abbreviation, its words), in lower case with diacritics: ('hđnd', 'hội đồng nhân dân')."""
    found = []
    for short, long in OFFICIAL.items():
        words = " ".join(_WORD.findall(normalise(long)))
        initials = _without_tones("".join(word[0] for word in words.split()))
        found.append((initials if fold(initials) == short else short, words))
    return tuple(found)


def _without_tones(text: str) -> str:
    """'ủbnd' -> 'ubnd', while đ, ô and ư stay: abbreviations carry no tone."""
    kept = (c for c in unicodedata.normalize("NFD", text) if c not in _TONES)
    return unicodedata.normalize("NFC", "".join(kept))
