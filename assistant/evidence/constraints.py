"""What evidence must meet whatever its score: the years, names and documents that were asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from assistant.evidence.ended import Part
from assistant.evidence.views import PassageView, SentenceView
from assistant.understanding import Understanding, Wanted
from index.structure.messages import OPENING
from index.types import Document, Passage
from index.vietnamese import fold, syllables

_YEAR = re.compile(r"(?<![\d/.])(?:19|20)\d{2}(?![\d])")


# What is so 'theo hướng tinh gọn năm 2017' stands in a document of that year; a figure of the year
# does not.
_OF_A_TIME = frozenset({Wanted.NUMBER, Wanted.DATE})


class Unmet(StrEnum):
    """A constraint that a sentence does not meet."""

    YEAR = "year"
    NAME = "name"
    DOCUMENT = "document"
    ROLE = "role"
    SUBJECT = "subject"  # the thing whose figure or date is asked for
    TIME = "time"  # the first or the second time: 'khiếu nại lần hai'


@dataclass(frozen=True, slots=True)
class Home:
    """What a document is about as a whole: its title and opening need not be said again in each
    of its sentences."""

    words: str  # the title, issuer and opening
    year: str  # in which it was issued
    names: str  # key of these
    numbers: frozenset[str]  # catalogue ids of documents its title names
    has_articles: bool = False  # it sets rules
    ended: frozenset[Part] = frozenset()  # its chapters and articles that hold no longer


def unmet(
    asked: Understanding, view: PassageView, sentence: SentenceView, home: Home
) -> frozenset[Unmet]:
    """The constraints that a sentence leaves unmet."""
    found: set[Unmet] = set()
    of_its_year = asked.wanted not in _OF_A_TIME and {home.year} == set(asked.years)
    if asked.years and not of_its_year and not _meets_years(asked.years, view, sentence):
        found.add(Unmet.YEAR)
    around = f"{view.key}{view.title_key}{home.names}"
    if any(f" {name} " not in around for name in asked.names) or any(
        _belongs_elsewhere(name, view, sentence, home) for name in asked.names
    ):
        found.add(Unmet.NAME)
    acting = _roles_above(view)
    if any(
        not _says_role(role, sentence, acting) for role in roles_asked(asked)
    ) or not _is_of_actor(asked, acting):
        found.add(Unmet.ROLE)
    if not _says_subject(asked, view, sentence):
        found.add(Unmet.SUBJECT)
    if not _is_no_rival(asked, view, sentence):
        found.add(Unmet.SUBJECT)
    if not _same_time(_times_asked(asked), sentence):
        found.add(Unmet.TIME)
    if asked.named and not _says_document(asked, view, sentence, home):
        found.add(Unmet.DOCUMENT)
    return frozenset(found)


# What has happened, and what is so in one's own province, stands in no article of a law.
_EVENT = re.compile(
    r"(?<!toi )\bda (?!duoc quy dinh|so\b|dang\b)|\b(?:vua|thoi gian|nhung nam) qua\b|"
    r"\bden nay\b|\btoan tinh\b|\b(?:tinh|huyen) (?:ta|minh|nha)\b"
)
_RULE = re.compile(
    r"\b(?:thi|neu|khi|truong hop|luat|quy dinh|dieu|khoan|ma|co (?:duoc|phai|the|quyen)|phai|"
    r"cham nhat|toi da|toi thieu)\b"
)


def asks_of_events(folded: str) -> bool:
    """Whether a folded question asks what has happened, not what is to be done when it has."""
    return bool(_EVENT.search(folded)) and not _RULE.search(folded)


# 'Chương IV. Khiếu nại quyết định kỷ luật cán bộ, công chức'
_OF_DISCIPLINE = re.compile(
    r" (?:ky luat|khien trach|canh cao|ha bac luong|giang chuc|cach chuc|thoi viec|bai nhiem) "
)


def only_of_discipline(asked: Understanding, view: PassageView) -> bool:
    """Whether a passage stands under a heading on discipline, of which a question says nothing: a
    rule for a special case."""
    return bool(_OF_DISCIPLINE.search(view.title_key)) and not _OF_DISCIPLINE.search(
        _key_of(asked.text)
    )


_OF_BOUNDS = re.compile(
    r"\b(?:tieu chuan|toi thieu|toi da|it nhat|nhieu nhat|cham nhat|khong qua|tro len|tro xuong|"
    r"diem|muc|dieu kien|phai|can|thoi han|bao lau)\b"
)
_SETS_BOUND = re.compile(r"\btu \S+(?: \S+){0,2} tro (?:len|xuong)\b|\bduoc tinh \S+ diem\b")


def only_bounds(asked: Understanding, sentence: SentenceView) -> bool:
    """Whether a sentence sets a bound or gives points ('từ 35 km2 trở lên', 'được tính 20 điểm')
    where a question asks how much there is."""
    asks_bound = _OF_BOUNDS.search(asked.folded) or _RULE.search(asked.folded)
    return not asks_bound and _SETS_BOUND.search(sentence.key) is not None


# Offices a person holds. 'Phó chủ tịch' is another office than 'chủ tịch', the chairman of one body
# another than that of the next, and that of a commune another than that of a district.
_ROLE = re.compile(
    r"(?P<name>(?:pho )?(?:chu tich|bi thu|giam doc|to truong|truong ban|chanh van phong|bo truong|"
    r"thu tuong|hieu truong|truong phong|chi huy truong|chanh thanh tra))\b"
    r"(?:(?= (?P<body>[a-z]+)))?"
    r"(?=(?: (?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|cap|cac))* (?P<level>tinh|huyen|xa)\b)?"
)
_LEVEL = re.compile(r"\b(tinh|huyen|xa)\b")
_NEAR_BEGINNING = 12  # letters: 'Thế còn ông chủ tịch huyện'
_BODIES = frozenset("ubnd hdnd mat huyen xa tinh so thanh quoc uy hoi".split())
_SAME_BODY: dict[str, frozenset[str]] = {
    "uy": frozenset({"uy", "ubnd"}),
    "ubnd": frozenset({"uy", "ubnd"}),
    "tinh": frozenset({"tinh", "ubnd", "uy"}),
    "huyen": frozenset({"huyen", "ubnd", "uy"}),
    "xa": frozenset({"xa", "ubnd", "uy"}),
    "thanh": frozenset({"thanh", "ubnd", "uy"}),
    "hoi": frozenset({"hoi", "hdnd"}),
    "hdnd": frozenset({"hoi", "hdnd"}),
}


@dataclass(frozen=True, slots=True)
class Role:
    """An office that a text names, folded. body: the first word of the body it is of; level: tinh,
    huyen or xa; "" where the text does not tell."""

    name: str
    body: str
    level: str

    def may_be(self, other: Role) -> bool:
        """Whether another text's office may be the same."""
        bodies = _SAME_BODY.get(self.body, frozenset({self.body}))
        same_body = not self.body or not other.body or other.body in bodies
        same_level = not self.level or not other.level or self.level == other.level
        return self.name == other.name and same_body and same_level


def roles_in(folded: str) -> list[Role]:
    """The offices that a text names."""
    return [
        Role(m["name"], m["body"] if m["body"] in _BODIES else "", m["level"] or "")
        for m in _ROLE.finditer(folded)
    ]


def roles_asked(asked: Understanding) -> tuple[Role, ...]:
    """Those that a question names; its own win over those of earlier turns, and so does a level
    alone ('còn cấp xã?')."""
    return _roles_of(asked.own, asked.carried)


@lru_cache(maxsize=64)  # asked again for every sentence of a question
def _roles_of(own: str, carried: str) -> tuple[Role, ...]:
    said = fold(own)
    named = roles_in(said)
    names = {role.name for role in named}
    others = [role for role in roles_in(fold(carried)) if role.name not in names]
    level = _LEVEL.search(said)
    return (*named, *(replace(role, level=level[1]) if level else role for role in others))


def _roles_above(view: PassageView) -> list[Role]:
    """The offices that the heading of a passage names: 'Thẩm quyền của Chủ tịch ...'."""
    title = next((t for t in reversed(view.passage.place.titles) if t), "")
    return roles_in(fold(title))


def _is_of_actor(asked: Understanding, acting: list[Role]) -> bool:
    """Whether the office that a question begins with is the one whose powers a heading names
    ('Thẩm quyền của Chủ tịch Ủy ban nhân dân cấp tỉnh'): below it others are only spoken of."""
    own = fold(asked.own)
    opens = _ROLE.search(own)
    if asked.wanted is Wanted.PERSON or opens is None or opens.start() > _NEAR_BEGINNING:
        return True
    return not acting or any(roles_in(own)[0].may_be(role) for role in acting)


def _says_role(role: Role, sentence: SentenceView, acting: list[Role]) -> bool:
    """Whether a sentence, its everyday wording, or the heading above it, names the same office of
    the same body."""
    said = roles_in(f"{sentence.key}{sentence.gloss_key}".replace("pgd", "pho giam doc"))
    return any(role.may_be(other) for other in (*said, *acting))


_QUESTION_WORD = re.compile(
    r"\b(?:nao|gi|ai|bao nhieu|may|o dau|tu dau|sao|khong|ko|chua|bao lau|bao gio|ke ten)\b"
)
# 'Số lượng Phó Chủ tịch', 'Tỷ lệ vốn đầu tư': what is measured comes behind.
_MEASURES = frozenset(
    {*"so luong tong ty ti le muc".split(), "so luong", "tong so", "ty le", "ti le"}
)
_IN_FORCE = ("hieu luc", "thi hanh", "ap dung")
_WHEN_IN_FORCE = re.compile(
    r"\bhieu luc(?: \S+){0,3}? (?:nao|may|gio|hom)\b|\bngay (?:co )?hieu luc\b|\bhieu luc\W*$"
)


def _says_subject(asked: Understanding, view: PassageView, sentence: SentenceView) -> bool:
    """Whether a sentence, or what stands above it, says what a figure or date is asked of: the
    first word of 'Dân số tỉnh năm 2017'; that something takes effect, for 'có hiệu lực khi nào'."""
    lead = view.sentences[sentence.lead].key if sentence.lead is not None else ""
    around = f"{sentence.key}{lead}{view.title_key}"
    if asked.wanted is Wanted.DATE and _WHEN_IN_FORCE.search(fold(asked.own)):
        return any(f" {words} " in around for words in _IN_FORCE)
    named_alone = asked.wanted is Wanted.NUMBER and not asked.follows
    if not named_alone or _QUESTION_WORD.search(asked.folded) or not asked.concepts:
        return True
    measured = (c for c in asked.concepts if c.key not in _MEASURES)
    subject = next(measured, asked.concepts[0])
    return any(f" {phrase} " in around for phrase, _ in subject.variants)


# Of each pair a rule of one is no rule of the other: folded ways to say it.
_RIVALS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("cong chuc",), ("vien chuc",)),
    (("khieu nai",), ("to cao",)),
    (("hdnd", "hoi dong nhan dan"), ("ubnd", "uy ban nhan dan")),
    (
        ("quyet dinh hanh chinh", "hanh vi hanh chinh"),
        ("quyet dinh ky luat", "ky luat can bo", "ky luat buoc thoi viec"),
    ),
    (("thoi han thu ly",), ("thoi han giai quyet",)),
)


def _is_no_rival(asked: Understanding, view: PassageView, sentence: SentenceView) -> bool:
    """Whether a sentence, with what stands above it, is not of the other of a pair than the
    question names; what a follow-up names itself counts before what was said."""
    lead = view.sentences[sentence.lead].key if sentence.lead is not None else ""
    around = f"{sentence.key}{lead}{view.title_key}"
    for pair in _RIVALS:
        meant = _named_of(pair, asked.own, asked.carried)
        said = [_says_any(words, around) for words in pair]
        if meant is not None and said[1 - meant] and not said[meant]:
            return False
    return True


@lru_cache(maxsize=256)  # asked again for every sentence of a question
def _named_of(pair: tuple[tuple[str, ...], tuple[str, ...]], own: str, carried: str) -> int | None:
    """Which one of a pair a question names; None for both or neither."""
    for text in (own, carried):
        key = _key_of(text)
        said = [n for n, words in enumerate(pair) if _says_any(words, key)]
        if said:
            return said[0] if len(said) == 1 else None
    return None


@lru_cache(maxsize=64)  # asked again for every sentence of a question
def _key_of(text: str) -> str:
    return f" {' '.join(syllables(text))} "


def _says_any(words: tuple[str, ...], key: str) -> bool:
    return any(f" {word} " in key for word in words)


_TIMES = re.compile(
    r"\blan (?:thu )?(dau|nhat|hai|ba|[123]|mot(?= (?:giai|duoc|thi|la|co|trong)\b))\b"
)
_ASKED_OF = re.compile(r"\b(?:nao|gi|ai|bao nhieu|may|o dau|bao lau)\b")
_SAME_TIME = {"nhat": "dau", "mot": "dau", "1": "dau", "2": "hai", "3": "ba"}


def _times_in(folded: str) -> list[str]:
    """'lần đầu' and 'lần hai' as folded words: dau, hai, ba."""
    return [_SAME_TIME.get(m[1], m[1]) for m in _TIMES.finditer(folded)]


def _times_asked(asked: Understanding) -> list[str]:
    """Those named behind the question word, else all: 'đã giải quyết lần đầu nhưng còn khiếu nại
    thì ai giải quyết lần hai'."""
    own = fold(asked.own)
    asks = _ASKED_OF.search(own)
    behind = _times_in(own[asks.end() :]) if asks else []
    return behind or _times_in(own) or _times_in(fold(asked.carried))


def _same_time(asked: list[str], sentence: SentenceView) -> bool:
    """Whether the time that a sentence speaks of first was asked about, if it tells one."""
    said = _times_in(sentence.key)
    return not asked or not said or said[0] in asked


def years_in(text: str) -> frozenset[str]:
    """Years that a text states by themselves, not as part of a date or a document's number."""
    return frozenset(_YEAR.findall(text))


def _meets_years(years: Iterable[str], view: PassageView, sentence: SentenceView) -> bool:
    """Every asked year stands in the sentence, or in its passage while the sentence states none or
    has another of them ('- Đến năm 2021: ... (4) Giảm 10% so với năm 2015.')."""
    stated = years_in(sentence.text)
    if stated:
        lead = years_in(view.sentences[sentence.lead].text) if sentence.lead is not None else ()
        above = {*lead, *years_in(view.passage.text[: sentence.start])}
        has_one = any(year in stated for year in years)
        return has_one and all(year in stated or year in above for year in years)
    return all(year in view.passage.text for year in years) or all(
        year in " ".join(view.passage.place.titles) for year in years
    )


def _belongs_elsewhere(name: str, view: PassageView, sentence: SentenceView, home: Home) -> bool:
    """Whether a name stands in the passage but not by this sentence."""
    return f" {name} " not in f"{sentence.key}{view.title_key}{home.names}"


def _says_document(
    asked: Understanding, view: PassageView, sentence: SentenceView, home: Home
) -> bool:
    document = view.passage.document
    for named in asked.named:
        if named.id in (document, *home.numbers):
            return True
        keys = [" ".join(syllables(number)) for number in named.numbers if number]
        keys.extend(name for name in named.names if not named.number)
        around = sentence.key + view.title_key
        if any(f" {key} " in around for key in keys if key):
            return True
    return False


def home_of(
    document: Document,
    passages: Iterable[Passage],
    catalog_ids: Iterable[str],
    ended: frozenset[Part] = frozenset(),
) -> Home:
    """What a document's title and opening say, and whether it is made of articles."""
    identity = document.identity
    passages = tuple(passages)
    opening = [p.text for p in passages if p.place.labels == (OPENING,)]
    words = " ".join((document.title, identity.issuer, *opening))
    return Home(
        words,
        identity.date[:4],
        f" {' '.join(syllables(words))} ",
        frozenset({*catalog_ids, document.catalog_id or ""}),
        any(p.place.provision for p in passages),
        ended,
    )
