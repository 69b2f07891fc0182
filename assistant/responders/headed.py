"""Broad questions that name a heading: 'Nêu các hạn chế', 'bài học kinh nghiệm', 'nhiệm vụ trọng
tâm'. Answered by the items that stand right under it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.citing import Excerpt, excerpt_of
from assistant.drafts import Draft, Quote, first_words, pieces, quoted
from assistant.evidence.matching import Matcher
from assistant.evidence.members import items_of, list_of, members_of, repeats_heading, shown_of
from assistant.evidence.titles import OF, said_of
from assistant.evidence.views import view_of
from assistant.responders.scene import Scene
from assistant.understanding import Wanted
from index.types import Passage, PassageKind
from index.vietnamese import syllables, word_count

BROAD = frozenset({Wanted.LIST, Wanted.HOW_WHY, Wanted.DEFINITION, Wanted.OTHER})
"""Kinds of questions that all that stands under a heading may answer."""
_MIN_SHARE = 0.75  # of the heading's own words that the question must say
_MIN_OF_QUESTION = 0.55  # of the question's meaning that the heading must say
_MIN_OF_QUESTION_BY_LINE = 0.7  # the same of a line that opens a list
_BY_LINE = 0.1  # such a line says more closely what its list is than the heading does
_SHORT_LINE = 4  # words
_HITS_READ = 20
_MAX_ITEMS = 12
_MAX_PIECES = 5  # of a lone long paragraph
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
_SURE = 0.85
_CASE = re.compile(r"\b(?:khi|truong hop|ma|gap|thi|luc)\b")  # 'neu' may be 'nêu'
_OF_CASES = frozenset({Wanted.HOW_WHY, Wanted.LIST})
_SURE_OF_CASE = 0.8  # probability of the best sentence
_MUCH_MORE = 0.25  # of the question's meaning
_STANDS_OUT = 0.08  # of its score, over the best of another passage


@dataclass(frozen=True, slots=True)
class _Named:
    """A heading, or a line that opens a list: the sentence at `lead` of a passage, or all of an
    opening paragraph. fit: how well a question names it."""

    passage: Passage
    lead: int | None
    fit: float
    of_question: float  # share of the question that it says


def respond(scene: Scene) -> Draft | None:
    if scene.asked.wanted not in BROAD:
        return None
    found = max(_named(scene), key=lambda named: named.fit, default=None)
    if found is None:
        return None
    if found.passage.kind is PassageKind.HEADING:
        if _is_in_a_list(scene, found.passage) or _is_of_a_case(scene, found.passage):
            return None
        if _is_said_elsewhere(scene, found):
            return None
        return under(scene, found.passage)
    if found.lead is None:
        return _answer(scene, items_of(found.passage, scene.library))
    return _answer(scene, list_of(found.passage, found.lead))


def under(scene: Scene, heading: Passage) -> Draft | None:
    """What stands under a heading; None where that is nothing, or more than an answer holds."""
    items = _meant(scene, _items(scene, heading))
    if len(items) == 1:
        return _answer(scene, pieces(excerpt_of(items[0]))[:_MAX_PIECES])
    return _answer(scene, shown_of([item for item in items if not repeats_heading(item)]))


def _answer(scene: Scene, shown: list[Excerpt]) -> Draft | None:
    if not shown:
        return None
    quotes = [Quote(excerpt, excerpt) for excerpt in shown]
    return quoted(scene.library, quotes, first_words(quotes[0].shown.text), _SURE)


def _is_in_a_list(scene: Scene, heading: Passage) -> bool:
    """Whether the best sentence already opens a list inside its own passage ('gồm các nội dung sau
    đây: a) ...') that the question names as well as the heading: that list is the answer then, not
    all that stands under the heading."""
    if scene.asked.wanted is not Wanted.LIST or not scene.candidates:
        return False
    best = scene.candidates[0]
    said = f" {' '.join(syllables(scene.asked.text))} "
    names_it = said_of(best.sentence.text, said) >= said_of(heading.text, said)
    return bool(members_of(best, scene.library)) and (names_it or not _is_all_said(heading, said))


def _is_all_said(heading: Passage, said: str) -> bool:
    return said_of(heading.text, said) == 1


def _is_said_elsewhere(scene: Scene, found: _Named) -> bool:
    """Whether the best sentence surely says much more of the question than the heading does."""
    best = next((c for c in scene.candidates if c.eligible), None)
    return (
        best is not None
        and best.likely >= _SURE_OF_CASE
        and best.features.share >= found.of_question + _MUCH_MORE
    )


def _is_of_a_case(scene: Scene, heading: Passage) -> bool:
    """Whether a question asks what is done in a case ('quá hạn mà chưa giải quyết thì làm thế nào')
    and the best sentence, from elsewhere, stands out: a heading knows no cases."""
    if scene.asked.wanted not in _OF_CASES or not _CASE.search(scene.asked.folded):
        return False
    best = next((c for c in scene.candidates if c.eligible), None)
    if best is None or best.likely < _SURE_OF_CASE:
        return False
    depth = len(heading.place.labels)
    passage = best.sentence.passage
    is_under = passage.document == heading.document and (
        passage.place.labels[:depth] == heading.place.labels
    )
    return not is_under and scene.signs.margin >= _STANDS_OUT


def _named(scene: Scene) -> Iterator[_Named]:
    """The headings above the passages found, and the lines of these that open a list, as far as
    the question names them."""
    said = f" {' '.join(syllables(scene.asked.text))} "
    for spoken, written in _ASKED_AS.items():
        if f" {spoken} " in said:
            said += f"{written} "
    matcher = Matcher(scene.asked, scene.library)
    for heading in _headings_above(scene):
        share = said_of(heading.text, said)
        above = " ".join((*heading.place.titles, heading.text))
        home = scene.home(heading.document).names
        of_question = matcher.share(f" {' '.join(syllables(above))} ", home, 1.0)
        asked_as = _asked_as(said, heading)
        if share >= _MIN_SHARE and max(of_question, asked_as) >= _MIN_OF_QUESTION:
            yield _Named(heading, None, asked_as + share + of_question, max(asked_as, of_question))
    for passage, lead, line in _lines_above(scene):
        share = said_of(line, said)
        home = scene.home(passage.document).names
        of_question = matcher.share(f" {' '.join(syllables(line))} ", home, 1.0)
        if share >= _MIN_SHARE and of_question >= _MIN_OF_QUESTION_BY_LINE:
            yield _Named(passage, lead, _BY_LINE + share + of_question, of_question)


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


def _lines_above(scene: Scene) -> Iterator[tuple[Passage, int | None, str]]:
    """Lines that open a list in the passages found or above them: passage, number of the sentence
    (None for an opening paragraph), and what it names."""
    openings: dict[str, Passage] = {}
    for hit in scene.hits[:_HITS_READ]:
        views = view_of(hit.passage).sentences
        for lead in dict.fromkeys(v.lead for v in views if v.lead is not None):
            yield hit.passage, lead, _name(hit.passage, views[lead].text)
        above = hit.passage if hit.passage.text.endswith(":") else None
        opening = above or scene.library.opening(hit.passage)
        if opening is not None:
            openings.setdefault(opening.id, opening)
    for opening in openings.values():
        yield opening, None, view_of(opening).sentences[-1].text


def _name(passage: Passage, line: str) -> str:
    """What a line names; a short one ('1. Quyền') speaks of what the heading above it names."""
    title = next((t for t in reversed(passage.place.titles) if t), "")
    of = OF.search(title)
    is_short = word_count(line) <= _SHORT_LINE and of is not None
    return f"{line} {title[of.start() :]}" if is_short and of else line


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
