"""Broad questions that name a heading: 'Nêu các hạn chế', 'bài học kinh nghiệm', 'nhiệm vụ trọng
tâm'. Answered by the items that stand right under it."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.citing import Excerpt, excerpt_of
from assistant.drafts import Draft, Quote, first_words, grown, pieces, quoted
from assistant.evidence.matching import Matcher
from assistant.evidence.members import members_of
from assistant.evidence.views import PassageView, view_of
from assistant.responders.scene import Scene
from assistant.understanding import Wanted
from index.types import Passage, PassageKind
from index.vietnamese import syllables, word_count

BROAD = frozenset({Wanted.LIST, Wanted.HOW_WHY, Wanted.DEFINITION, Wanted.OTHER})
"""Kinds of questions that all that stands under a heading may answer."""
_MIN_SHARE = 0.75  # of the heading's own words that the question must say
_MIN_OF_QUESTION = 0.55  # of the question's meaning that the heading must say
_HITS_READ = 20
_MAX_ITEMS = 12
_ITEM_WORDS = 60
_NUMBERING = re.compile(
    r"^(?:(?:Điều|Chương|Mục|Phần)\s[\dIVXLC]+[a-z]?\.?\s+|(?:[A-ZĐ]|[IVX]+|\d+(?:\.\d+)*)\.\s+)|"
    r"\[\d+\]"
)
# How people ask for what a heading of reports names; general to the kind of document.
_ASKED_AS: dict[str, str] = {
    "do dau": "nguyen nhan",
    "vi sao": "nguyen nhan",
    "tai sao": "nguyen nhan",
    "ly do": "nguyen nhan",
    "bai hoc": "kinh nghiem",
    "mat duoc": "uu diem",
    "diem manh": "uu diem",
    "mat tot": "uu diem",
    "ton tai": "han che",
    "yeu kem": "han che",
    "khuyet diem": "han che",
    "thieu sot": "han che",
    "phuong huong": "nhiem vu",
    "viec can lam": "nhiem vu",
}
_PLAIN_WORDS = frozenset(
    """
    nhung cac va cua ve trong thoi gian toi ket qua cong tac viec
    """.split()
)
_SURE = 0.85


def respond(scene: Scene) -> Draft | None:
    if scene.asked.wanted not in BROAD or _is_in_a_list(scene):
        return None
    found = _heading(scene)
    return None if found is None else under(scene, found)


def under(scene: Scene, heading: Passage) -> Draft | None:
    """What stands under a heading; None where that is nothing, or more than an answer holds."""
    items = _meant(scene, _items(scene, heading))
    if not items:
        return None
    quotes = [Quote(e, e) for p in items for e in _shown(p, len(items))]
    return quoted(scene.library, quotes, first_words(quotes[0].shown.text), _SURE)


def _is_in_a_list(scene: Scene) -> bool:
    """Whether the best sentence already opens a list inside its own passage ('gồm các nội dung sau
    đây: a) ...'): that list is the answer then, not all that stands under the heading."""
    if scene.asked.wanted is not Wanted.LIST or not scene.candidates:
        return False
    return bool(members_of(scene.candidates[0]))


def _heading(scene: Scene) -> Passage | None:
    """The heading above the passages found that the question names best, if it names one."""
    said = f" {' '.join(syllables(scene.asked.text))} "
    for spoken, written in _ASKED_AS.items():
        if f" {spoken} " in said:
            said += f"{written} "
    matcher = Matcher(scene.asked, scene.library)
    found: list[tuple[float, Passage]] = []
    for heading in _headings_above(scene):
        words = [w for w in syllables(_NUMBERING.sub("", heading.text)) if w not in _PLAIN_WORDS]
        together = sum(f" {a} {b} " in said for a, b in pairwise(words))
        if not words or not together:
            continue
        share = sum(f" {w} " in said for w in words) / len(words)
        home = scene.home(heading.document).names
        above = " ".join((*heading.place.titles, heading.text))
        of_question = matcher.share(f" {' '.join(syllables(above))} ", home, 1.0)
        if share >= _MIN_SHARE and max(of_question, _asked_as(said, heading)) >= _MIN_OF_QUESTION:
            found.append((_asked_as(said, heading) + share + of_question, heading))
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _headings_above(scene: Scene) -> list[Passage]:
    """Headings of the places where passages were found, each once, best passage first."""
    headings: dict[str, Passage] = {}
    for hit in scene.hits[:_HITS_READ]:
        labels = hit.passage.place.labels
        for depth in range(1, len(labels) + 1):
            heading = scene.library.heading(hit.passage.document, labels[:depth])
            if heading is not None and heading.kind is PassageKind.HEADING:
                headings.setdefault(heading.id, heading)
    return list(headings.values())


def _asked_as(said: str, heading: Passage) -> float:
    """1 where the question asks for this heading in other words ('do đâu' for 'nguyên nhân')."""
    words = f" {' '.join(syllables(heading.text))} "
    return float(any(f" {s} " in said and f" {w} " in words for s, w in _ASKED_AS.items()))


def _items(scene: Scene, heading: Passage) -> list[Passage]:
    """Paragraphs under a heading, its numbered items among them."""
    depth = len(heading.place.labels)
    under = [
        p
        for p in scene.library.passages(heading.document)
        if p.place.labels[:depth] == heading.place.labels and p.kind is PassageKind.PARAGRAPH
    ]
    return under if 1 <= len(under) <= _MAX_ITEMS else []


def _meant(scene: Scene, items: list[Passage]) -> list[Passage]:
    """Of items that each open a list ('1. ... có các quyền sau đây:', '2. ... các nghĩa vụ ...:')
    the one whose opening says most of the question; all where they say alike."""
    openings = [view_of(item).sentences[0] for item in items]
    listing = [(o, i) for o, i in zip(openings, items, strict=True) if o.text.endswith(":")]
    if len(listing) < 2:
        return items
    matcher = Matcher(scene.asked, scene.library)
    shares = [matcher.share(opening.key) for opening, _ in listing]
    best = [item for share, (_, item) in zip(shares, listing, strict=True) if share == max(shares)]
    return best if len(best) == 1 else items


def _shown(passage: Passage, items: int) -> list[Excerpt]:
    """An item whole, or its first clause where there are many; a lone long paragraph in pieces."""
    whole = excerpt_of(passage)
    if items == 1:
        return pieces(whole)[:5]
    view: PassageView = view_of(passage)
    if word_count(passage.text) <= _ITEM_WORDS:
        return [whole]
    first = view.sentences[0]
    opening = excerpt_of(passage, first.start, first.end)
    start = excerpt_of(passage, first.start, first.start + max(first.atoms[0][1], 1))
    return [grown(start, opening, _ITEM_WORDS)]
