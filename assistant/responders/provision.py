"""'Khoản 2 Điều 31 Luật Khiếu nại quy định gì?': the provision itself, under its article's name."""

from __future__ import annotations

import re

from assistant.citing import excerpt_of
from assistant.drafts import Draft, Quote, first_words, not_stated, quoted
from assistant.evidence.members import shown_of
from assistant.responders.scene import Scene
from index.types import Passage, PassageKind
from index.vietnamese import syllables

_PROVISION = re.compile(r"\b(?:khoan (?P<clause>\d{1,3}[a-z]?) )?dieu (?P<article>\d{1,4}[a-z]?)\b")
_ASKS = re.compile(
    r"\b(?:quy dinh|noi|neu|ghi|viet)\b.{0,30}\b(?:gi|the nao|ra sao)\b|\bnoi dung\b|\bnguyen van\b"
)
# Any other word asks for something in the provision, not for the provision.
_PLAIN = frozenset(
    """
    khoan dieu diem cua trong tai theo o luat nghi dinh quyet thong tu hien phap bo so nam quy
    noi neu ghi viet ve van de dung viec nhung gi la the nao nhu ra sao nguyen day du cho biet
    toi em minh xin hay hoi va a vay nhe
    """.split()
)
_SURE = 0.9


def respond(scene: Scene) -> Draft | None:
    asked = _PROVISION.search(scene.asked.folded)
    if asked is None or not _ASKS.search(scene.asked.folded) or len(scene.searched) != 1:
        return None
    if _says_more(scene, asked):
        return None
    labels = [f"Điều {asked['article']}"]
    if asked["clause"]:
        labels.append(f"Khoản {asked['clause']}")
    found = _passages(scene, tuple(labels))
    article = _passages(scene, tuple(labels[:1]))
    if not found:
        near = article or _passages(scene, ())[-1:]
        title = scene.library.document(scene.searched[0]).title
        missing = f"{' '.join(reversed(labels))} {title}"
        return not_stated(scene.library, excerpt_of(near[0]), _SURE, missing) if near else None
    heading = article[0]
    shown = [excerpt_of(heading)] if heading not in found else []
    headings = [excerpt_of(p) for p in found if p.kind is PassageKind.HEADING]
    words = shown_of([p for p in found if p.kind is PassageKind.PARAGRAPH])
    quotes = [Quote(e, e) for e in (*shown, *headings, *words)]
    short = words[0] if words else quotes[0].shown
    return quoted(scene.library, quotes, first_words(short.text), _SURE)


def _passages(scene: Scene, labels: tuple[str, ...]) -> list[Passage]:
    """Heading and paragraphs of a provision, in order."""
    return [
        p
        for p in scene.library.passages(scene.searched[0])
        if p.place.provision
        and p.place.provision[: len(labels)] == labels
        and p.kind in (PassageKind.HEADING, PassageKind.PARAGRAPH)
    ]


def _says_more(scene: Scene, asked: re.Match[str]) -> bool:
    names = [n for d in scene.asked.named for n in (d.name, *d.names, *d.numbers)]
    said = {word for name in names for word in syllables(name)} | _PLAIN
    rest = scene.asked.folded.replace(asked.group(), " ")
    return any(word not in said for word in syllables(rest))
