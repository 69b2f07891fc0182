"""'Luật Khiếu nại số bao nhiêu, ban hành ngày nào, ai ký?': what the head and the signature of a
document of the library say of it, slot by slot, and which of them nothing is said of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant import messages
from assistant.citing import Excerpt, excerpt_of
from assistant.drafts import Draft, Quote, not_stated, quoted
from assistant.responders.scene import Scene
from assistant.responders.slots import ASKS, DATES, OF_DOCUMENTS, Slot, not_stated_of, slots_asked
from assistant.understanding.followup import CARRIED
from assistant.understanding.naming import Named
from index.structure.messages import CLOSING, OPENING, SIGNATURE
from index.types import Document
from index.vietnamese import fold, syllables

_ABOUT = frozenset((OPENING, CLOSING, SIGNATURE))
_OTHER_DATE = re.compile(r"\bhieu luc\b|\bthi hanh\b|\bap dung\b")  # not the day of issue
_OFFICE = re.compile(r"[^a-zà-ỹ]+")  # 'TM. CHÍNH PHỦ', 'CHỦ TỊCH QUỐC HỘI'
_OF_ISSUE = OF_DOCUMENTS | frozenset("co quan nguoi thong qua chuc danh thoi gian cap nao".split())
_NAME_WORDS = 5
_SURE = 0.9
_LABELS = {  # a number and a date say themselves what they are
    Slot.ISSUER: messages.SLOT_ISSUER,
    Slot.SIGNER: messages.SLOT_SIGNER,
    Slot.SUBJECT: messages.SLOT_SUBJECT,
}


def respond(scene: Scene) -> Draft | None:
    named = scene.asked.named
    slots = slots_asked(scene.asked.folded)
    if not slots or slots == [Slot.SUBJECT] or len(named) != 1 or not named[0].in_library:
        return None
    document = scene.library.document(named[0].id)
    if scene.documents and document.id not in scene.documents:
        return None
    lines = [line for p in _about(scene, document) for line in _lines(p)]
    if Slot.NUMBER in slots and fold(document.identity.number) in scene.asked.folded:
        return None  # the question states that number: it asks for another
    if _OTHER_DATE.search(scene.asked.folded) or _asks_more(scene, slots, named[0], lines):
        return None
    quotes: list[Quote] = []
    missing: list[Slot] = []
    for slot in slots:
        found = _stated(slot, document, lines)
        if found is None:
            missing.append(slot)
        else:
            quote = Quote(found, found, _LABELS[slot]) if slot in _LABELS else Quote(found, found)
            quotes.append(quote)
    if not quotes:
        if not lines:
            return None
        return not_stated(
            scene.library, lines[0], _SURE, said=not_stated_of(missing, named[0].name)
        )
    closing = not_stated_of(missing, named[0].name) if missing else ""
    quotes = list(dict.fromkeys(quotes))
    short = "; ".join(quote.shown.text for quote in quotes)
    return quoted(scene.library, quotes, short, _SURE, closing=closing)


def _about(scene: Scene, document: Document) -> Iterator[Excerpt]:
    for passage in scene.library.passages(document.id):
        if len(passage.place.labels) == 1 and passage.place.labels[0] in _ABOUT:
            yield excerpt_of(passage)


def _lines(of: Excerpt) -> Iterator[Excerpt]:
    at = of.start
    for line in of.text.split("\n"):
        if line.strip():
            yield excerpt_of(of.passage, at, at + len(line))
        at += len(line) + 1


def _asks_more(scene: Scene, slots: list[Slot], named: Named, lines: list[Excerpt]) -> bool:
    """Whether a question says anything that is neither of the document's name and head nor asks
    for a slot: then it is a matter of its contents."""
    said = {word for n in (*named.names, *named.numbers, named.kind) for word in syllables(n)}
    said.update(word for line in lines for word in syllables(line.text))
    for slot in slots:
        for match in ASKS[slot].finditer(scene.asked.folded):
            said.update(match.group().split())
    own = [c for c in scene.asked.concepts if c.weight > CARRIED * 0.2]
    return any(
        not any(set(phrase.split()) <= said | _OF_ISSUE for phrase, _ in c.variants) for c in own
    )


def _stated(slot: Slot, document: Document, lines: list[Excerpt]) -> Excerpt | None:
    """The line that states it; None where none does."""
    if slot in DATES:
        written = _date_pattern(document.identity.date)
        return next((e for e in lines if written and written.search(fold(e.text))), None)
    if slot is Slot.NUMBER:
        number = fold(document.identity.number)
        return next((e for e in lines if number and number in fold(e.text)), None)
    if slot is Slot.ISSUER:
        return _issuer(fold(document.identity.issuer), lines)
    if slot is Slot.SIGNER:
        return _signer([e for e in lines if e.passage.place.labels == (SIGNATURE,)])
    title = fold(document.identity.kind)
    kinds = [n for n, e in enumerate(lines) if title and fold(e.text) == title]
    return lines[kinds[0] + 1] if kinds and kinds[0] + 1 < len(lines) else None


def _issuer(issuer: str, lines: list[Excerpt]) -> Excerpt | None:
    """The line that is the issuer's name, else the first that says it issues or passes this."""
    if not issuer:
        return None
    exact = (e for e in lines if fold(e.text).startswith(issuer) and len(e.text) < 2 * len(issuer))
    acts = (
        e
        for e in lines
        if re.search(rf"\b{re.escape(issuer)}\b.*\b(?:ban hanh|thong qua)\b", fold(e.text))
    )
    return next(exact, None) or next(acts, None)


def _signer(lines: list[Excerpt]) -> Excerpt | None:
    """The last name that stands alone on a line, with the lines of capitals above it, which name
    the office."""
    at = next((n for n in range(len(lines) - 1, -1, -1) if _is_name(lines[n].text)), None)
    if at is None:
        return None
    first = at
    while first > 0 and _OFFICE.fullmatch(lines[first - 1].text):
        first -= 1
    return excerpt_of(lines[at].passage, lines[first].start, lines[at].end)


def _is_name(text: str) -> bool:
    """'Nguyễn Sinh Hùng', also where the office in capitals stands before it on the line."""
    words = text.strip(" *.").split()
    name = [word for word in reversed(words) if word[:1].isupper() and word[1:].islower()]
    before = words[: len(words) - len(name)]
    return 2 <= len(name) <= _NAME_WORDS and all(not word[:2].islower() for word in before)


def _date_pattern(iso: str) -> re.Pattern[str] | None:
    """A whole date as documents write it: 12/6/2018, ngày 12 tháng 6 năm 2018."""
    parts = iso.split("-")
    if len(parts) != 3:
        return None
    year, month, day = parts
    between = r"(?:\s?[/.-]\s?|\s+thang\s+)"
    return re.compile(
        rf"\b0?{int(day)}{between}0?{int(month)}(?:\s?[/.-]\s?|\s*,?\s+nam\s+){year}\b"
    )
