"""'CT 06 ban hành ngày nào, về việc gì?': date, issuer and subject of a document that is known
only by name, read from the words around its number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assistant import messages
from assistant.citing import Excerpt, excerpt_of
from assistant.drafts import Draft, Quote, first_words, not_stated, quoted
from assistant.evidence.views import view_of
from assistant.responders.scene import Scene
from assistant.understanding.followup import CARRIED
from assistant.understanding.naming import Named
from index.types import Passage, PassageKind
from index.vietnamese import CAPITAL, syllables, word_count


class Attribute(StrEnum):
    DAY = "day"
    DATE = "date"
    ISSUER = "issuer"
    SUBJECT = "subject"


_ASKS: dict[Attribute, re.Pattern[str]] = {
    Attribute.DAY: re.compile(r"\bngay(?:,? thang)? (?:nao|may|bao nhieu)\b"),
    Attribute.DATE: re.compile(
        r"\b(?:ban hanh|ra|ky|co|vao|ban hanh vao|de|de ngay)?\s?(?:ngay|"
        r"thoi gian)(?:,? thang,? nam)? (?:nao|may|bao nhieu|ban hanh)\b|"
        r"\bban hanh (?:khi nao|nam nao|bao gio|luc nao|hoi nao)\b|\bra (?:khi nao|nam nao|"
        r"luc nao|hoi nao)\b"
    ),
    Attribute.ISSUER: re.compile(
        r"\b(?:do|cua) (?:\S+ ){0,3}?(?:nao|ai)\b(?! ky\b)|\b(?:co quan|don vi|ai|chuc danh|"
        r"cap)(?: nao)? (?:da )?(?:ban hanh|ra)\b|\bai (?:ban hanh|ra)\b"
    ),
    Attribute.SUBJECT: re.compile(
        r"\bve (?:viec |van de |noi dung |chuyen |cai |vd )*gi\b|\bnoi (?:ve )?(?:cai |viec |"
        r"chuyen )?gi\b|\bnoi dung (?:ve )?(?:\S+ )?(?:la )?gi\b|"
        r"\bquy dinh (?:ve )?(?:cai |viec )?gi\b|\bnoi ve\b|\bla ve\b|\bve viec gi\b|"
        r"\bnoi ve (?:\S+ ){0,3}gi\b"
    ),
}
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
_MISSING = {
    Attribute.DAY: messages.MISSING_DATE,
    Attribute.DATE: messages.MISSING_DATE,
    Attribute.ISSUER: messages.MISSING_ISSUER,
    Attribute.SUBJECT: messages.MISSING_SUBJECT,
}
_OF_DOCUMENTS = frozenset("ban hanh ky so ngay thang nam noi dung van quy dinh".split())
_DATES = frozenset({Attribute.DAY, Attribute.DATE})
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
    has: frozenset[Attribute]


def respond(scene: Scene) -> Draft | None:
    asked = scene.asked
    wanted = [a for a, pattern in _ASKS.items() if pattern.search(asked.folded)]
    unread = [d for d in asked.named if d.number and not d.in_library]
    if not wanted or not unread or len(unread) != len(asked.named):
        return None
    quotes: list[Quote] = []
    for document in unread[:4]:
        mentions = list(_mentions(scene, document))
        if not mentions:
            continue
        best = max(mentions, key=lambda m: sum(a in m.has for a in wanted))
        lacking = [a for a in wanted if a not in best.has]
        if lacking and len(unread) == 1 and lacking[0] in _DATES:
            name = f"{document.kind} số {document.number}"
            return not_stated(
                scene.library, best.opening, _SURE, _MISSING[lacking[0]].format(document=name)
            )
        quotes.extend(_best_quotes(wanted, best, mentions))
    if not quotes:
        return None
    if _asks_more(scene, wanted, unread, quotes):
        return None
    short = "; ".join(first_words(q.shown.text, 30 // len(quotes)) for q in quotes)
    return quoted(scene.library, quotes, short if len(quotes) > 1 else quotes[0].shown.text, _SURE)


def _asks_more(
    scene: Scene, wanted: list[Attribute], documents: list[Named], quotes: list[Quote]
) -> bool:
    """Whether a question says much that neither names the documents nor asks for an attribute nor
    stands in the quotes."""
    said = {
        word for d in documents for n in (*d.names, *d.numbers, d.kind) for word in syllables(n)
    }
    for attribute in wanted:
        for match in _ASKS[attribute].finditer(scene.asked.folded):
            said.update(match.group().split())
    key = f" {' '.join(w for q in quotes for w in syllables(q.cited.text))} "
    own = [c for c in scene.asked.concepts if c.weight > CARRIED]
    other = [c for c in own if not set(c.key.split()) <= said | _OF_DOCUMENTS]
    unsaid = [c for c in other if not any(f" {phrase} " in key for phrase, _ in c.variants)]
    return len(other) > 1 and len(unsaid) > _LEFT_UNSAID * len(other)


def _best_quotes(
    wanted: list[Attribute], best: _Mention, mentions: list[_Mention]
) -> Iterator[Quote]:
    shown = best.opening if Attribute.ISSUER in wanted else best.excerpt
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
        has.add(Attribute.DATE)
        if "/" in dated.group() or "." in dated.group():
            has.add(Attribute.DAY)
    if _ISSUER_NEAR.search(tail) or issuer:
        has.add(Attribute.ISSUER)
    if passage.kind is not PassageKind.HEADING and _SUBJECT_NEAR.search(tail):
        has.add(Attribute.SUBJECT)
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
