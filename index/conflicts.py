"""Places of the library that contradict each other, found when the index is built.

Nothing here knows a particular figure: quantities are compared by what is counted, documents by
number, date and subject, wholes with the sum of the parts that are given for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from index.reading.phapdien import differences
from index.types import Conflict, ConflictKind, Document, Passage, PassageKind, Reading, Span
from index.vietnamese import CAPITAL, sentences, syllables

_QUANTITY = re.compile(
    r"(?<![\w/.,-])(?P<value>(?>\d{1,3}(?:\.\d{3})+|\d+))(?:,\d+)?+(?![\d/.,-]*[\d/])\s+"
)
_ATOM_END = re.compile(r"[,;:()*]|\.(?:\s|\.|$)|\n")
_DOCUMENT = re.compile(
    r"(?P<kind>Nghị quyết|Kết luận|Chỉ thị|Quyết định|Quy định|Kế hoạch|Công văn|"
    r"Nghị định)\s+(?:số\s+)?"
    rf"(?P<lead>\d+)(?:/(?P<year>\d{{4}}))?[-/](?P<tail>{CAPITAL}[\w-]*(?:/{CAPITAL}[\w-]*)?)"
    r"(?:,?\s+ngày\s+(?P<date>\d{1,2}/\d{1,2}/\d{4}))?"
)
_WHOLE = re.compile(
    r"(?<!\d)(?<!\d\.)(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)\s(?P<unit>[^()\d;.]{2,60})"
    r"\((?P<parts>(?=[^()\d]*\d)[^()]*+)\)"
)
_PART = re.compile(r"(?<![\w/.,-])((?>\d{1,3}(?:\.\d{3})+|\d+))(?![\d/.,%-]*[\d/%]|\s?:)")
# Words before a count that do not narrow it: it is still the whole of the same thing.
_UNNARROWING = frozenset(
    "toan tinh den nay da co hien tong cong so ca gan tren khoang duoc dat la".split()
)
_PLAIN = frozenset(
    "va cac cua cho trong tu den o tai theo ve voi la duoc da co nay mot so nhu".split()
)
_LEAST_SHARED = 3  # content syllables that two counts must share beyond their unit
_LEAST_CONTAINED = 0.8
_NEAR = 400  # characters between two mentions that one sentence may hold
_LEAST_SUBJECT = 0.5  # overlap of subjects for two numbers to be one document


@dataclass(frozen=True, slots=True)
class _Count:
    passage: Passage
    sentence: int  # where its sentence begins
    start: int
    end: int
    value: int
    unit: str
    after: frozenset[str]
    before: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Mention:
    passage: Passage
    start: int
    end: int
    kind: str
    lead: str
    year: str
    tail: str
    date: str
    subject: frozenset[str]

    @property
    def number(self) -> str:
        return f"{self.lead}/{self.year}/{self.tail}" if self.year else f"{self.lead}-{self.tail}"


def find_conflicts(read: Sequence[tuple[Document, Sequence[Passage]]]) -> tuple[Conflict, ...]:
    """All conflicts of a library. Figures are compared within documents that report; in laws,
    different figures are rules for different cases."""
    found = [
        conflict
        for same in _by_number(read).values()
        for one, other in combinations(same, 2)
        for conflict in _text_conflicts(one, other)
    ]
    for _, passages in read:
        if any(p.place.provision for p in passages):
            continue
        found.extend(_value_conflicts(passages))
        found.extend(_number_conflicts(passages))
        found.extend(_sum_conflicts(passages))
    return tuple(found)


def _by_number(
    read: Sequence[tuple[Document, Sequence[Passage]]],
) -> dict[str, list[tuple[Document, Sequence[Passage]]]]:
    """Texts of one document, by its number."""
    found: dict[str, list[tuple[Document, Sequence[Passage]]]] = {}
    for document, passages in read:
        if document.identity.number:
            found.setdefault(document.identity.number, []).append((document, passages))
    return found


def _text_conflicts(
    one: tuple[Document, Sequence[Passage]], other: tuple[Document, Sequence[Passage]]
) -> Iterator[Conflict]:
    """Provisions of one law whose words differ between two of its texts."""
    mine, theirs = _by_article(one[1]), _by_article(other[1])
    for difference in differences(one[0].source, other[0].source):
        first, second = mine.get(difference.place), theirs.get(difference.place)
        if first is None or second is None:
            continue
        readings = tuple(
            Reading(passage.id, start, end, passage.text[start:end])
            for passage, (start, end) in zip(
                (first, second), _first_change(first.text, second.text), strict=True
            )
        )
        subject = f"{' '.join(reversed(difference.place))} {one[0].title}"
        yield Conflict(ConflictKind.TEXT, subject, readings)


def _by_article(passages: Sequence[Passage]) -> dict[tuple[str, ...], Passage]:
    """Passages by their place from the Điều down."""
    found: dict[tuple[str, ...], Passage] = {}
    for passage in passages:
        provision = passage.place.provision
        if provision and passage.kind is not PassageKind.HEADING:
            found.setdefault(provision, passage)
    return found


def _first_change(one: str, other: str) -> tuple[Span, Span]:
    """The first stretch of words that differs, in each of two texts; where words are only in one,
    the word after them in the other."""
    words = [list(re.finditer(r"\S+", text)) for text in (one, other)]
    keys = [["".join(syllables(w.group())) for w in side] for side in words]
    for kind, low, high, low2, high2 in SequenceMatcher(
        None, keys[0], keys[1], autojunk=False
    ).get_opcodes():
        if kind != "equal":
            return _range(words[0], low, high), _range(words[1], low2, high2)
    return (0, len(one)), (0, len(other))


def _range(words: list[re.Match[str]], low: int, high: int) -> Span:
    low = min(low, len(words) - 1)
    return words[low].start(), words[max(high - 1, low)].end()


def _value_conflicts(passages: Sequence[Passage]) -> Iterator[Conflict]:
    counts = [count for p in passages for count in _counts(p)]
    for one, other in combinations(counts, 2):
        if _is_same_thing(one, other) and one.value != other.value:
            subject = _words_after(one)
            readings = tuple(
                Reading(c.passage.id, c.start, c.end, c.passage.text[c.start : c.end].split()[0])
                for c in (one, other)
            )
            yield Conflict(ConflictKind.VALUE, subject, readings)


def _counts(passage: Passage) -> Iterator[_Count]:
    if passage.kind is PassageKind.HEADING:
        return
    text = passage.text
    for begin, finish in sentences(text):
        for match in _QUANTITY.finditer(text, begin, finish):
            stop = _ATOM_END.search(text, match.end(), finish)
            end = stop.start() if stop else finish
            following = syllables(text[match.end() : end])
            if len(following) < 1 + _LEAST_SHARED:
                continue
            opening = max(
                (m.end() for m in _ATOM_END.finditer(text, begin, match.start())), default=begin
            )
            yield _Count(
                passage,
                begin,
                match.start(),
                end,
                int(match["value"].replace(".", "")),
                following[0],
                frozenset(following[1:]) - _PLAIN,
                _narrowing(syllables(text[opening : match.start()])),
            )


def _narrowing(before: list[str]) -> frozenset[str]:
    """Words before a count that narrow what is counted: not 'đến nay', not 'toàn huyện'."""
    kept = [w for n, w in enumerate(before) if w != "toan" and before[max(n - 1, 0)] != "toan"]
    return frozenset(kept) - _PLAIN - _UNNARROWING


def _is_same_thing(one: _Count, other: _Count) -> bool:
    if one.unit != other.unit or (one.passage.id, one.sentence) == (
        other.passage.id,
        other.sentence,
    ):
        return False
    if one.before != other.before:
        return False
    shared = one.after & other.after
    smaller = min(len(one.after), len(other.after))
    return len(shared) >= _LEAST_SHARED and len(shared) >= _LEAST_CONTAINED * smaller


def _words_after(count: _Count) -> str:
    return count.passage.text[count.start : count.end].split(maxsplit=1)[1].rstrip(" .")


def _number_conflicts(passages: Sequence[Passage]) -> Iterator[Conflict]:
    """Mentions that agree in kind, leading number, issuer's sign or date, and subject, but not
    in the whole number."""
    mentions = [m for p in passages for m in _mentions(p)]
    seen: set[frozenset[str]] = set()
    for one, other in combinations(mentions, 2):
        if one.number == other.number or (one.kind, one.lead) != (other.kind, other.lead):
            continue
        pair = frozenset((one.number, other.number))
        if pair in seen or not _is_same_document(one, other):
            continue
        seen.add(pair)
        readings = tuple(Reading(m.passage.id, m.start, m.end, m.number) for m in (one, other))
        yield Conflict(ConflictKind.NUMBER, f"{one.kind} số {one.lead}", readings)


def _mentions(passage: Passage) -> Iterator[_Mention]:
    text = passage.text
    found = list(_DOCUMENT.finditer(text))
    for position, match in enumerate(found):
        stop = found[position + 1].start() if position + 1 < len(found) else len(text)
        subject = syllables(text[match.end() : min(stop, match.end() + 300)])
        yield _Mention(
            passage,
            match.start(),
            match.end(),
            match["kind"],
            match["lead"].lstrip("0"),
            match["year"] or "",
            match["tail"],
            match["date"] or "",
            frozenset(subject) - _PLAIN,
        )


def _is_same_document(one: _Mention, other: _Mention) -> bool:
    if one.date and other.date:
        return one.date == other.date and _subjects_meet(one, other)
    if one.year and other.year and one.tail == other.tail:
        # Same issuer, same running number, another year: only where one sentence speaks of both.
        return one.passage.id == other.passage.id and other.start - one.end < _NEAR
    return False


def _subjects_meet(one: _Mention, other: _Mention) -> bool:
    smaller = min(len(one.subject), len(other.subject))
    return smaller == 0 or len(one.subject & other.subject) >= _LEAST_SUBJECT * smaller


def _sum_conflicts(passages: Iterable[Passage]) -> Iterator[Conflict]:
    """A whole followed by its parts in brackets that do not add up to it."""
    for passage in passages:
        for match in _WHOLE.finditer(passage.text):
            parts = [int(p.replace(".", "")) for p in _PART.findall(match["parts"])]
            whole = int(match["whole"].replace(".", ""))
            if len(parts) < 3 or sum(parts) == whole or max(parts) >= whole:
                continue
            if re.search(r"giảm|tăng|so với", match["parts"]):
                continue
            is_open = "..." in match["parts"] or "…" in match["parts"]
            kind = ConflictKind.OPEN_LIST if is_open else ConflictKind.SUM
            reading = Reading(passage.id, match.start(), match.end(), str(sum(parts)))
            yield Conflict(kind, f"{match['whole']} {match['unit'].strip()}", (reading,))
