"""What evidence must meet whatever its score: the years, names and documents that were asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from assistant.evidence.views import PassageView, SentenceView
from assistant.understanding import Understanding
from index.structure.messages import OPENING
from index.types import Document, Passage
from index.vietnamese import syllables

_YEAR = re.compile(r"(?<![\d/.])(?:19|20)\d{2}(?![\d])")


class Unmet(StrEnum):
    """A constraint that a sentence does not meet."""

    YEAR = "year"
    NAME = "name"
    DOCUMENT = "document"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Home:
    """What a document is about as a whole: its title and opening need not be said again in each
    of its sentences."""

    words: str  # the title, issuer and opening
    names: str  # key of these
    numbers: frozenset[str]  # catalogue ids of documents its title names
    has_articles: bool = False  # it sets rules


def unmet(
    asked: Understanding, view: PassageView, sentence: SentenceView, home: Home
) -> frozenset[Unmet]:
    """The constraints that a sentence leaves unmet."""
    found: set[Unmet] = set()
    if asked.years and not _meets_years(asked.years, view, sentence):
        found.add(Unmet.YEAR)
    around = f"{view.key}{view.title_key}{home.names}"
    if any(f" {name} " not in around for name in asked.names) or any(
        _belongs_elsewhere(name, view, sentence, home) for name in asked.names
    ):
        found.add(Unmet.NAME)
    if any(not _says_role(role, body, sentence) for role, body in roles_in(asked.folded)):
        found.add(Unmet.ROLE)
    if asked.named and not _says_document(asked, view, sentence, home):
        found.add(Unmet.DOCUMENT)
    return frozenset(found)


# What has happened, and what is so in one's own province, stands in no article of a law.
_EVENT = re.compile(
    r"(?<!toi )\bda (?!duoc quy dinh|so\b|dang\b)|\b(?:vua|thoi gian|nhung nam) qua\b|"
    r"\bden nay\b|\btoan tinh\b|\b(?:tinh|huyen) (?:ta|minh|nha)\b"
)
_RULE = re.compile(
    r"\b(?:thi|neu|khi|truong hop|luat|quy dinh|dieu|khoan|ma|co (?:duoc|phai|the|quyen))\b"
)


def asks_of_events(folded: str) -> bool:
    """Whether a folded question asks what has happened, not what is to be done when it has."""
    return bool(_EVENT.search(folded)) and not _RULE.search(folded)


# Offices a person holds. 'Phó chủ tịch' is another office than 'chủ tịch', and the chairman of one
# body another than that of the next.
_ROLE = re.compile(
    r"(?P<role>(?:pho )?(?:chu tich|bi thu|giam doc|to truong|truong ban|chanh van phong|bo truong|"
    r"thu tuong|hieu truong|truong phong|chi huy truong|chanh thanh tra))"
    r"\b(?:(?= (?P<body>[a-z]+)))?"
)
_BODIES = frozenset("ubnd hdnd mat huyen xa tinh so tinh huyen thanh quoc uy hoi".split())
_SAME_BODY: dict[str, frozenset[str]] = {
    "uy": frozenset({"uy", "ubnd"}),
    "ubnd": frozenset({"uy", "ubnd"}),
    "tinh": frozenset({"tinh", "ubnd", "uy"}),
    "huyen": frozenset({"huyen", "ubnd", "uy"}),
    "xa": frozenset({"xa", "ubnd", "uy"}),
    "hoi": frozenset({"hoi", "hdnd"}),
    "hdnd": frozenset({"hoi", "hdnd"}),
}


def roles_in(folded: str) -> list[tuple[str, str]]:
    """(role, first word of its body or "") of the offices that a text names."""
    found = []
    for match in _ROLE.finditer(folded):
        body = match["body"] or ""
        found.append((match["role"], body if body in _BODIES else ""))
    return found


def _says_role(role: str, body: str, sentence: SentenceView) -> bool:
    """Whether a sentence names the same office of the same body."""
    bodies = _SAME_BODY.get(body, frozenset({body}))
    for said, of in roles_in(sentence.key.replace("pgd", "pho giam doc")):
        if said == role and (not body or not of or of in bodies):
            return True
    return False


def years_in(text: str) -> frozenset[str]:
    """Years that a text states by themselves, not as part of a date or a document's number."""
    return frozenset(_YEAR.findall(text))


def _meets_years(years: Iterable[str], view: PassageView, sentence: SentenceView) -> bool:
    """Every asked year stands in the sentence, or in its passage while the sentence states none."""
    stated = years_in(sentence.text)
    if stated:
        return all(year in stated for year in years)
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


def home_of(document: Document, passages: Iterable[Passage], catalog_ids: Iterable[str]) -> Home:
    """What a document's title and opening say, and whether it is made of articles."""
    identity = document.identity
    passages = tuple(passages)
    opening = [p.text for p in passages if p.place.labels == (OPENING,)]
    words = " ".join((document.title, identity.issuer, *opening))
    return Home(
        words,
        f" {' '.join(syllables(words))} ",
        frozenset({*catalog_ids, document.catalog_id or ""}),
        any(p.place.provision for p in passages),
    )
