"""'CT 06 ban hành ngày nào, về việc gì?': date, issuer and subject of a document that is known
only by name, read from the words around its number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant import messages
from assistant.citing import Excerpt, excerpt_of
from assistant.drafts import Draft, Quote, first_words, not_stated, quoted
from assistant.evidence.views import view_of
from assistant.responders.scene import Scene
from assistant.responders.slots import (
    ASKS,
    DATES,
    OF_DOCUMENTS,
    Slot,
    not_stated_of,
    slots_asked,
)
from assistant.understanding.followup import CARRIED
from assistant.understanding.naming import Named
from index.types import Passage, PassageKind
from index.vietnamese import CAPITAL, fold_keeping_offsets, syllables, word_count

# Anything else asked of the document is a matter of its contents, which its name does not tell.
_DATE_NEAR = re.compile(
    r"^\W{0,9}(?:ngày\s{1,3}\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|năm \d{4})"
)
_ISSUER_NEAR = re.compile(rf"^.{{0,40}}?\bcủa\s+{CAPITAL}")
_SUBJECT_NEAR = re.compile(r"\b(?:về|ban hành quy định|quy định|chỉ đạo|của)\b")
_NUMBERED = re.compile(rf"\b\d+(?:/\d{{4}})?[-/]{CAPITAL}[\w/-]*")
_KIND_BEFORE = re.compile(
    r"(?:Kết luận|Nghị quyết|Chỉ thị|Quyết định|Quy định|Kế hoạch|Công văn|Nghị định)\s+(?:số\s+)?$"
)
_ISSUES = re.compile(r"\bban hành\s{1,3}$")
_LONGEST_ISSUES = 12  # letters: "ban hành" and the spaces around it
_TOLD = frozenset({Slot.DAY, Slot.DATE, Slot.ISSUER, Slot.SUBJECT})
"""What the words around a document's number may tell."""
_MAX_WORDS = 60
_SURE = 0.9
_LEFT_UNSAID = 0.34
"""Share of a question's other words that the quotes may leave unsaid; more asks for something
that stands in the document itself ('yêu cầu nộp báo cáo trước ngày nào')."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """Where a document is named: from its kind to where the words about it end. opening: from
    the issuer in front ('UBND tỉnh ban hành ...')."""

    excerpt: Excerpt
    opening: Excerpt
    has: frozenset[Slot]


def respond(scene: Scene) -> Draft | None:
    asked = scene.asked
    wanted = slots_asked(asked.folded)
    unread = [d for d in asked.named if d.number and not d.in_library]
    if not set(wanted) & _TOLD or not unread or len(unread) != len(asked.named):
        return None
    quotes: list[Quote] = []
    unsaid: list[str] = []
    for document in unread[:4]:
        mentions = list(_mentions(scene, document))
        if not mentions:
            continue
        best = max(mentions, key=lambda m: sum(a in m.has for a in wanted))
        lacking = _lacking(wanted, best, mentions)
        if len(unread) == 1 and set(wanted) <= set(lacking) and DATES & set(lacking):
            said = not_stated_of(lacking, document.name)
            return not_stated(scene.library, best.opening, _SURE, said=said)
        quotes.extend(_best_quotes(wanted, best, mentions))
        issuer = _issuer_nearby(document, mentions) if Slot.ISSUER in lacking else None
        if issuer is not None:
            quotes.append(Quote(issuer, issuer, messages.SLOT_ISSUER))
        left = [s for s in lacking if s is not Slot.ISSUER or not document.issuer]
        if left and len(wanted) > 1:
            unsaid.append(not_stated_of(left, document.name))
    if not quotes:
        return None
    if _asks_more(scene, wanted, unread, quotes):
        return None
    short = "; ".join(first_words(q.shown.text, 30 // len(quotes)) for q in quotes)
    short = short if len(quotes) > 1 else quotes[0].shown.text
    return quoted(scene.library, quotes, short, _SURE, closing="\n".join(unsaid))


def _lacking(wanted: list[Slot], best: _Mention, mentions: list[_Mention]) -> list[Slot]:
    """Slots that neither the best mention nor the one that goes beside it tells. Its number is
    what a document is named by; nobody says who signed a document that is only mentioned."""
    told = best.has | {Slot.NUMBER}
    second = next((m for m in mentions if set(wanted) - told & m.has), None)
    return [s for s in wanted if s not in told and (second is None or s not in second.has)]


def _issuer_nearby(document: Named, mentions: list[_Mention]) -> Excerpt | None:
    """The issuer that the catalogue reads from the words around a list of documents ('Tỉnh ủy đã
    ban hành: ...'), where they stand before the document in its passage."""
    for mention in mentions if document.issuer else []:
        passage = mention.excerpt.passage
        before = fold_keeping_offsets(passage.text[: mention.excerpt.start])
        at = before.rfind(document.issuer)
        if at >= 0:
            return excerpt_of(passage, at, at + len(document.issuer))
    return None


def _asks_more(
    scene: Scene, wanted: list[Slot], documents: list[Named], quotes: list[Quote]
) -> bool:
    """Whether a question says much that neither names the documents nor asks for an attribute nor
    stands in the quotes."""
    said = {
        word for d in documents for n in (*d.names, *d.numbers, d.kind) for word in syllables(n)
    }
    for slot in wanted:
        for match in ASKS[slot].finditer(scene.asked.folded):
            said.update(match.group().split())
    key = f" {' '.join(w for q in quotes for w in syllables(q.cited.text))} "
    own = [c for c in scene.asked.concepts if c.weight > CARRIED and " " not in c.key]
    other = [c for c in own if not set(c.key.split()) <= said | OF_DOCUMENTS]
    unsaid = [c for c in other if not any(f" {phrase} " in key for phrase, _ in c.variants)]
    return len(other) > 1 and len(unsaid) > _LEFT_UNSAID * len(other)


def _best_quotes(wanted: list[Slot], best: _Mention, mentions: list[_Mention]) -> Iterator[Quote]:
    shown = best.opening if Slot.ISSUER in wanted else best.excerpt
    yield Quote(shown, best.opening)
    lacking = {a for a in wanted if a not in best.has}
    second = next((m for m in mentions if lacking & m.has), None)
    if second is not None:
        yield Quote(second.excerpt, second.opening)


def _mentions(scene: Scene, document: Named) -> Iterator[_Mention]:
    """Every mention of a document's number, in the order of the library."""
    numbers = re.compile("|".join(rf"(?<![\w/-]){re.escape(n)}(?![\w])" for n in document.numbers))
    for id in scene.documents or [d.id for d in scene.library.documents()]:
        for passage in scene.library.passages(id):
            for match in numbers.finditer(passage.text):
                yield _mention(passage, match.start(), match.end())


def _mention(passage: Passage, start: int, end: int) -> _Mention:
    sentence = next(s for s in view_of(passage).sentences if s.start <= start < s.end)
    text = passage.text
    kind = _KIND_BEFORE.search(text, sentence.start, start)
    begin = kind.start() if kind else start
    following = _NUMBERED.search(text, end, sentence.end)
    stop = _before(text, end, following.start() if following else sentence.end)
    while word_count(text[begin:stop]) > _MAX_WORDS and "," in text[end:stop]:
        stop = text.rindex(",", end, stop)
    issuer = _ISSUES.search(text, max(sentence.start, begin - _LONGEST_ISSUES), begin)
    clause = max(sentence.start, *(1 + text.rfind(sign, sentence.start, begin) for sign in ";."))
    opening = clause if issuer and word_count(text[clause:stop]) <= _MAX_WORDS else begin
    while opening < begin and not text[opening].isalnum():
        opening += 1
    tail = text[end:stop]
    has = set()
    if dated := _DATE_NEAR.search(tail):
        has.add(Slot.DATE)
        if "/" in dated.group() or "." in dated.group():
            has.add(Slot.DAY)
    if _ISSUER_NEAR.search(tail) or opening < begin:
        has.add(Slot.ISSUER)
    if passage.kind is not PassageKind.HEADING and _SUBJECT_NEAR.search(tail):
        has.add(Slot.SUBJECT)
    return _Mention(
        excerpt_of(passage, begin, stop), excerpt_of(passage, opening, stop), frozenset(has)
    )


def _before(text: str, end: int, limit: int) -> int:
    """Where the words about a document stop: at a semicolon, or before the next one's kind."""
    semicolon = text.find(";", end, limit)
    stop = semicolon if semicolon >= 0 else limit
    kind = _KIND_BEFORE.search(text, end, stop) if stop == limit else None
    if kind:
        stop = kind.start()
    while stop > end and (text[stop - 1].isspace() or text[stop - 1] in ",;"):
        stop -= 1
    for word in (" và", ", và"):
        if text.endswith(word, end, stop):
            stop -= len(word)
    return stop
