"""Questions about the document itself: its number, date, signer, recipients and what it was
written on. They are answered from its opening, closing, recipients and signature."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant import messages
from assistant.citing import Excerpt, excerpt_of
from assistant.drafts import Draft, Quote, not_stated, pieces, quoted
from assistant.responders.scene import Scene
from index.structure.messages import CLOSING, OPENING, RECIPIENTS, SIGNATURE
from index.types import Passage
from index.vietnamese import fold

_ITSELF = re.compile(
    r"\b(?:bao cao|van ban|tai lieu) (?:nay|114|cua so noi vu)\b|\b(?:ky|lap|gui) bao cao\b|"
    r"\bbao cao (?:duoc )?(?:lap|ky|gui|viet|xay dung|mang so)\b|\bnoi nhan\b|\bphan ket\b"
)
_SIGNER = re.compile(
    r"\b(?:nguoi|ai) ky\b|\bky (?:bao cao )?la ai\b|\bai (?:la nguoi )?ky\b|\bdo ai ky\b"
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


def respond(scene: Scene) -> Draft | None:
    folded = scene.asked.folded
    if not _ITSELF.search(folded) and not _SIGNER.search(folded):
        return None
    if scene.asked.named and not all(d.in_library for d in scene.asked.named):
        return None
    for asks, answer in _ANSWERS:
        if asks.search(folded):
            for id in scene.documents or [d.id for d in scene.library.documents()]:
                draft = answer(scene, scene.library.passages(id))
                if draft is not None:
                    return draft
    return None


def _signer(scene: Scene, passages: tuple[Passage, ...]) -> Draft | None:
    signed = _at(passages, SIGNATURE)
    if not signed:
        return None
    # The list of recipients often repeats the signer with the office written out.
    surname = " ".join(signed[-1].text.split()[-2:])
    also = [p for p in _at(passages, RECIPIENTS) if surname in p.text]
    quotes = [_whole(p) for p in (*signed, *also)]
    return _answer(scene, quotes)


def _recipients(scene: Scene, passages: tuple[Passage, ...]) -> Draft | None:
    closing = [p for p in _at(passages, CLOSING) if "trân trọng báo cáo" in p.text]
    listed = [p for p in _at(passages, RECIPIENTS) if p.text.startswith(("-", "+"))]
    wants_list = "nhung" in scene.asked.folded or not closing
    return _answer(scene, [_whole(p) for p in (listed if wants_list else closing)])


def _day(scene: Scene, passages: tuple[Passage, ...]) -> Draft | None:
    return _dated(scene, passages, needs_day=True)


def _date(scene: Scene, passages: tuple[Passage, ...]) -> Draft | None:
    return _dated(scene, passages, needs_day=False)


def _dated(scene: Scene, passages: tuple[Passage, ...], needs_day: bool) -> Draft | None:
    for passage in _at(passages, OPENING):
        match = _DATE_LINE.search(passage.text)
        if match is None:
            continue
        if needs_day and not match["day"]:
            return not_stated(scene.library, _whole(passage), _SURE, messages.MISSING_DAY)
        return _answer(scene, [_whole(passage)])
    return None


def _number(scene: Scene, passages: tuple[Passage, ...]) -> Draft | None:
    for passage in _at(passages, OPENING):
        match = _NUMBER_LINE.search(passage.text)
        if match is None:
            continue
        if not match["number"]:
            return not_stated(scene.library, _whole(passage), _SURE, messages.MISSING_NUMBER)
        return _answer(scene, [_whole(passage)])
    return None


def _basis(scene: Scene, passages: tuple[Passage, ...]) -> Draft | None:
    found = [p for p in _at(passages, OPENING) if fold(p.text).startswith(("thuc hien", "can cu"))]
    return _answer(scene, [piece for p in found for piece in pieces(_whole(p))])


def _answer(scene: Scene, excerpts: list[Excerpt]) -> Draft | None:
    if not excerpts:
        return None
    quotes = [Quote(excerpt, excerpt) for excerpt in excerpts]
    return quoted(scene.library, quotes, excerpts[0].text, _SURE)


def _at(passages: tuple[Passage, ...], label: str) -> list[Passage]:
    return [p for p in passages if p.place.labels == (label,)]


def _whole(passage: Passage) -> Excerpt:
    return excerpt_of(passage)


_Answer = Callable[[Scene, tuple[Passage, ...]], Draft | None]
_ANSWERS: tuple[tuple[re.Pattern[str], _Answer], ...] = (
    (_SIGNER, _signer),
    (_NUMBER, _number),
    (_BASIS, _basis),
    (_RECIPIENTS, _recipients),
    (_DAY, _day),
    (_DATE, _date),
)
