"""Có or Không: whether the evidence affirms what was asked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant import messages
from assistant.citing import Excerpt
from assistant.evidence import Candidate
from assistant.evidence.answer_types import values
from assistant.evidence.bounds import breaks_bound, number_of
from assistant.evidence.constraints import roles_in
from assistant.evidence.ruling import lines_of, ruling_of
from assistant.understanding import Understanding
from assistant.understanding.claim import Asks, Claim, claim_of
from assistant.understanding.wanted import EVERY
from index.library import Library
from index.vietnamese import fold, syllables

# 'Có quá 10 ngày không?' compares; only an equal figure can be contradicted.
_COMPARES = re.compile(r"\b(?:hon|tren|duoi|qua|it nhat|toi thieu|toi da|den|tu)\b")
_DENIALS = frozenset({"khong", "chua"})


_ALL = re.compile(
    rf"{EVERY.pattern}|\b(?:tat ca|toan bo)\b|\b(?:xong|du|giai quyet) het\b|\b100 ?%"
)
_OF_ALL = re.compile(
    r"(?<![\d./])(?<!tháng )(?<!ngày )(\d[\d.]{0,9})/(?!(?:19|20)\d\d\b)(\d[\d.]{0,9})(?![\d/])"
)
_SHARE = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,3})?) ?%")
_TURNS_AWAY = re.compile(r"(?:tu choi|duoi|xua|moi (?:\w+ )?ra|cho ve)\b")
# 'Rút rồi thì vụ ấy có được khép lại không?' of 'vẫn phải được giải quyết'
_ENDS_IT = re.compile(
    r"\b(?:khep lai|dung(?: lai)?|ngung|cham dut|dinh chi|bo qua|huy bo|ket thuc|xep lai)\b"
)
_GOES_ON = re.compile(
    r"\bvẫn (?:phải|tiếp tục|được)\b|\btiếp tục (?:được )?(?:giải quyết|thực hiện)\b"
)
_BY = re.compile(
    r"\bdo (?P<who>(?:(?!có |được |phải |không )\S+ ){1,7}?)(?:ban hành|ký(?! luật)|bầu|thành lập|"
    r"tổ chức|quyết định|phê duyệt|chủ trì|quản lý)\b"
)


# Forms of discipline as people and as rules call them; one is not another.
_PENALTIES: dict[str, str] = {
    "phe binh": "phe binh",
    "nhac nho": "nhac nho",
    "khien trach": "khien trach",
    "canh cao": "canh cao",
    "ha bac luong": "ha bac luong",
    "giang chuc": "giang chuc",
    "cach chuc": "cach chuc",
    "mat chuc": "cach chuc",
    "bai nhiem": "bai nhiem",
    "buoc thoi viec": "buoc thoi viec",
    "duoi viec": "buoc thoi viec",
    "sa thai": "buoc thoi viec",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """opening: messages.YES or messages.NO; "" where the evidence leaves it open. line: the words
    in another passage that decide it."""

    opening: str
    line: Excerpt | None = None


def verdict_of(asked: Understanding, evidence: Candidate, library: Library) -> Verdict:
    """What a candidate says to a yes-no question."""
    claim = claim_of(asked.folded)
    ruling = ruling_of(claim, evidence, library)
    outside = breaks_bound(asked.own, evidence.sentence.text)
    whole = None
    if not claim.denied:
        texts = (evidence.clause.text, evidence.sentence.text)
        whole = next((w for text in texts if (w := _is_of_all(asked, text)) is not None), None)
    by_them = _done_by(asked, evidence)
    goes_on = _ENDS_IT.search(" ".join(claim.action)) and _GOES_ON.search(evidence.sentence.text)
    if outside or whole is False or by_them is False or (goes_on and not claim.denied):
        return Verdict(messages.NO)
    if by_them is None:
        return Verdict("")
    if whole:
        return Verdict(messages.YES)
    if claim.denied and _refuses(claim, evidence):
        return Verdict(messages.YES)
    if claim.asks is Asks.ALLOWED and _may_turn_away(claim, lines_of(evidence, library)):
        return Verdict(messages.YES)
    if outside is None and _says_otherwise(asked, evidence.clause.text):
        return Verdict(messages.NO)
    if ruling is None:
        return Verdict(messages.YES)
    # That something is forbidden affirms what asks whether it is.
    affirms = ruling.denies == ((claim.asks is Asks.FORBIDDEN) != claim.denied)
    return Verdict(messages.YES if affirms else messages.NO, ruling.line)


def _refuses(claim: Claim, evidence: Candidate) -> bool:
    """Whether the evidence says the denied action as it was asked: 'từ chối tiếp' is 'không
    tiếp'."""
    verb = next((word for word in claim.action if word not in _DENIALS), "")
    lines = [evidence.sentence.text, evidence.lead.text if evidence.lead else ""]
    refused = re.compile(rf"\b(?:tu choi|khong|khong duoc) {re.escape(verb)}\b")
    return bool(verb) and any(refused.search(fold(line)) for line in lines)


def _may_turn_away(claim: Claim, lines: list[Excerpt]) -> bool:
    """Whether what is asked is to turn somebody away, and a rule allows to refuse: 'được từ chối
    tiếp ... trong các trường hợp sau đây'."""
    return bool(_TURNS_AWAY.match(" ".join(claim.action))) and any(
        "được từ chối" in line.text for line in lines
    )


def _says_otherwise(asked: Understanding, clause: str) -> bool:
    """Whether a clause gives another office, another form of discipline or another figure of the
    unit that was asked about: 'có phải là Phó Chủ tịch không?' of a 'Phó Chỉ huy trưởng'."""
    asked_for, given = _penalties(asked.text), _penalties(clause)
    if asked_for and given and asked_for.isdisjoint(given):
        return True
    offices = {role.name for role in roles_in(asked.folded)}
    said = {role.name for role in roles_in(fold(clause))}
    if asked.names and offices and said and not offices & said:
        return True
    if _COMPARES.search(asked.folded):
        return False
    figures = _figures(clause)
    return any(
        unit in figures and not numbers & figures[unit]
        for unit, numbers in _figures(asked.text).items()
        if unit
    )


def _is_of_all(asked: Understanding, clause: str) -> bool | None:
    """Whether what is asked of all ('xã nào cũng ...', 'giải quyết hết') holds of all by the
    figures of a clause: 21/21 or 100 %; None where it gives none."""
    if not _ALL.search(asked.folded):
        return None
    parts = [(number_of(m[1]), number_of(m[2])) for m in _OF_ALL.finditer(clause)]
    shares = [number_of(m[1].replace(".", ",")) for m in _SHARE.finditer(clause)]
    if parts:
        return all(part == whole for part, whole in parts)
    return all(share == 100 for share in shares) if shares else None


def _done_by(asked: Understanding, evidence: Candidate) -> bool | None:
    """Whether the one that is said to have done it did ('có phải do UBND tỉnh ban hành không'):
    True also where nobody is said to have; None where another clause of the sentence names it."""
    by = _BY.search(asked.text.lower())
    if by is None:
        return True
    who = " ".join(syllables(by["who"]))
    ways = next((c.variants for c in asked.concepts if c.key == who), ((who, 1.0),))
    if _names(ways, evidence.clause.text):
        return True
    return None if _names(ways, evidence.sentence.text) else False


def _names(ways: tuple[tuple[str, float], ...], text: str) -> bool:
    key = f" {' '.join(syllables(text))} "
    return any(f" {way} " in key for way, _ in ways)


def _penalties(text: str) -> set[str]:
    key = f" {' '.join(syllables(text))} "
    return {of for said, of in _PENALTIES.items() if f" {said} " in key}


def _figures(text: str) -> dict[str, set[float]]:
    """Numbers of a text by their folded unit. 'Một' counts nothing: 'một người' is anybody."""
    found: dict[str, set[float]] = {}
    for start, end, unit in values(text):
        said = fold(text[start:end])
        number = number_of(said)
        if number is not None and not said.startswith("mot"):
            found.setdefault(unit, set()).add(number)
    return found
