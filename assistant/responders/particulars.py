"""Questions about the document itself: its number, date, signer, recipients and what it was
written on. They are answered from its opening, closing, recipients and signature."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant import messages
from assistant.citing import Excerpt, excerpt_of
from assistant.drafts import Draft, Quote, not_stated, pieces, quoted
from assistant.responders.scene import Scene
from index.structure.messages import CLOSING, OPENING, RECIPIENTS, SIGNATURE
from index.types import Passage
from index.vietnamese import fold, syllables

_ITSELF = re.compile(
    r"\b(?:bao cao|van ban|tai lieu) (?:nay|114|cua so noi vu)\b|\b(?:ky|lap|gui) bao cao\b|"
    r"\bbao cao (?:duoc )?(?:lap|ky|gui|viet|xay dung|mang so)\b|"
    r"\bnoi nhan\b(?= (?:bao cao|van ban|cua|gom|la|co|nhung)\b|\W*$)|\bphan ket\b"
)
# 'Ai ký hợp đồng làm việc?' is asked of a rule, not of the document.
_SIGNER = re.compile(
    r"\b(?:(?:nguoi|ai) (?:la nguoi )?ky(?= (?:bao cao|van ban|tai lieu|ten|vao|la|thay|cuoi|o|"
    r"duoi)\b|\W*$)|ky (?:bao cao )?la ai\b|do ai ky(?=\W*$))"
)
_OF_SIGNING = frozenset(
    """
    ai nguoi la ky ten bao cao van ban tai lieu nay do duoc thi vay a cuoi o duoi vao thay mat chuc
    danh vu gi so noi bac giang cua tinh 114 nam 2020 the nhi ha
    """.split()
)
_RECIPIENTS = re.compile(
    r"\bgui (?:cho|toi|den|di)?\b|\bnoi nhan\b|\bbao cao co quan nao\b|\btran trong bao cao\b"
)
_DAY = re.compile(r"\bngay (?:nao|may|bao nhieu)\b|\bvao ngay\b")
_DATE = re.compile(
    r"\bthang (?:may|nao)\b|\bnam nao\b|\bkhi nao\b|\bluc nao\b|\bthang, nam\b|\bbao gio\b"
)
_NUMBER = re.compile(r"\bso hieu\b|\bmang so\b|\bso (?:bao nhieu|may)\b|\bky hieu\b")
_BASIS = re.compile(
    r"\btheo (?:cong van|van ban|yeu cau)\b|\bcan cu\b|\bthuc hien (?:theo )?(?:cong van|"
    r"van ban) nao\b"
)
_DATE_LINE = re.compile(
    r"ngày\s{0,4}(?P<day>\d{1,2})?\s{0,4}tháng\s{0,4}(?P<month>\d{1,2})\s{0,4}năm\s{0,4}\d{4}"
)
_NUMBER_LINE = re.compile(r"Số:\s*(?P<number>\d*)[^\n]*")
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class _Part:
    """What answers one of the things asked; with `missing`, the place where it should stand."""

    excerpts: tuple[Excerpt, ...] = ()
    missing: str = ""


def respond(scene: Scene) -> Draft | None:
    folded = scene.asked.folded
    if not _ITSELF.search(folded) and not (_SIGNER.search(folded) and _asks_no_more(folded)):
        return None
    if scene.asked.named and not all(d.in_library for d in scene.asked.named):
        return None
    first_to_last = [answer for asks, answer in _ANSWERS if asks.search(folded)]
    several = [
        a for a in _SLOTS if a in first_to_last and not (a is _date and _day in first_to_last)
    ]
    first = first_to_last[:1]
    asked = several if first == several[:1] else first
    for id in scene.searched or [d.id for d in scene.library.documents()]:
        passages = scene.library.passages(id)
        parts = [part for answer in asked if (part := answer(scene, passages)).excerpts]
        if parts:
            return _answer(scene, parts)
    return None


def _asks_no_more(folded: str) -> bool:
    """'Ai ký?', but not 'Quyết định giải quyết khiếu nại do ai ký?', which asks for a rule."""
    return _OF_SIGNING.issuperset(syllables(folded))


def _signer(scene: Scene, passages: tuple[Passage, ...]) -> _Part:
    signed = _at(passages, SIGNATURE)
    if not signed:
        return _Part()
    # The list of recipients often repeats the signer with the office written out.
    surname = " ".join(signed[-1].text.split()[-2:])
    also = [p for p in _at(passages, RECIPIENTS) if surname in p.text]
    return _Part(tuple(_whole(p) for p in (*signed, *also)))


def _recipients(scene: Scene, passages: tuple[Passage, ...]) -> _Part:
    closing = [p for p in _at(passages, CLOSING) if "trân trọng báo cáo" in p.text]
    listed = [p for p in _at(passages, RECIPIENTS) if p.text.startswith(("-", "+"))]
    wants_list = "nhung" in scene.asked.folded or not closing
    return _Part(tuple(_whole(p) for p in (listed if wants_list else closing)))


def _day(scene: Scene, passages: tuple[Passage, ...]) -> _Part:
    return _dated(passages, needs_day=True)


def _date(scene: Scene, passages: tuple[Passage, ...]) -> _Part:
    return _dated(passages, needs_day=False)


def _dated(passages: tuple[Passage, ...], needs_day: bool) -> _Part:
    for passage in _at(passages, OPENING):
        match = _DATE_LINE.search(passage.text)
        if match is None:
            continue
        if needs_day and not match["day"]:
            return _Part((_whole(passage),), messages.MISSING_DAY)
        return _Part((_whole(passage),))
    return _Part()


def _number(scene: Scene, passages: tuple[Passage, ...]) -> _Part:
    for passage in _at(passages, OPENING):
        match = _NUMBER_LINE.search(passage.text)
        if match is None:
            continue
        if not match["number"]:
            return _Part((_whole(passage),), messages.MISSING_NUMBER)
        return _Part((_whole(passage),))
    return _Part()


def _basis(scene: Scene, passages: tuple[Passage, ...]) -> _Part:
    found = [p for p in _at(passages, OPENING) if fold(p.text).startswith(("thuc hien", "can cu"))]
    return _Part(tuple(piece for p in found for piece in pieces(_whole(p))))


def _answer(scene: Scene, parts: list[_Part]) -> Draft:
    """What is stated, quoted, and then what is not."""
    missing = "; ".join(part.missing for part in parts if part.missing)
    said = [excerpt for part in parts if not part.missing for excerpt in part.excerpts]
    if not said:
        return not_stated(scene.library, parts[0].excerpts[0], _SURE, missing)
    quotes = [Quote(excerpt, excerpt) for excerpt in said]
    closing = messages.NOT_STATED_DETAIL.format(missing=missing) if missing else ""
    return quoted(scene.library, quotes, said[0].text, _SURE, closing=closing)


def _at(passages: tuple[Passage, ...], label: str) -> list[Passage]:
    return [p for p in passages if p.place.labels == (label,)]


def _whole(passage: Passage) -> Excerpt:
    return excerpt_of(passage)


_Answer = Callable[[Scene, tuple[Passage, ...]], _Part]
_ANSWERS: tuple[tuple[re.Pattern[str], _Answer], ...] = (
    (_SIGNER, _signer),
    (_NUMBER, _number),
    (_BASIS, _basis),
    (_RECIPIENTS, _recipients),
    (_DAY, _day),
    (_DATE, _date),
)
_SLOTS = (_signer, _number, _day, _date)
"""These may be asked together; of others the first is meant."""
