"""What a yes-no question wants to hear affirmed: 'Viên chức có được góp vốn không?' asks whether
'góp vốn' is allowed to 'viên chức'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Asks(StrEnum):
    ALLOWED = "allowed"
    REQUIRED = "required"
    FORBIDDEN = "forbidden"
    FACT = "fact"


_MODALS: tuple[tuple[Asks, str], ...] = (
    (Asks.FORBIDDEN, r"(?:nghiem )?cam"),
    (Asks.REQUIRED, r"bat buoc(?: phai)?|buoc phai|can phai|nhat thiet phai|phai|can"),
    (
        Asks.ALLOWED,
        r"duoc phep|duoc quyen|duoc|the|quyen|nen|cho(?: phep)?(?= (?:di |lam )?khong\b)",
    ),
)
# 'có' in front of these is 'cơ' without its mark: cơ quan, cơ sở, cơ chế, cơ cấu.
_HAS = r"\bco (?!(?:quan|so|che|cau)\b)(?:con |bi )?"
_FRAMES = tuple((asks, re.compile(rf"{_HAS}(?:{words})\b")) for asks, words in _MODALS)
_PLAIN = re.compile(_HAS)
# 'Có chỗ nào hỏi cho có lệ không?': what there is stands behind the first 'có'.
_EXISTS = re.compile(r"\bco (?:cho|noi|nguoi|truong hop|luc|khi|vu) nao\b")
_DONE = re.compile(r"\bda\b(?=.{0,200}\bchua\b)")
_TAGS = tuple(
    (asks, re.compile(rf"\b(?:{words}) (?:khong|ko|k|hong)\b(?!.{{0,200}}\bkhong\b)"))
    for asks, words in _MODALS
)
# 'có được không anh?', 'đúng vậy không?'
_ASIDE = re.compile(
    r"(?<=\bkhong)(?: (?:cac |may )?(?:anh|chi|em|bac|co|chu|ban|thay|sep|a|vay))+\W*$|"
    r"(?:\bthoi )?(?<!duoc )(?<!co )(?<!phai )(?<!can )\b(?:dung|phai)(?: vay)? "
    r"(?=(?:khong|ko|chua)\b\W*$)"
)
_END = re.compile(r"(?:\b(?:hay|nua|khong|ko|k|hong|chua|a|nhi|vay|the|nao|ha)\b\W*)+$|[^\w]+$")
_DENIED = re.compile(
    r"^(?:khong|chua)\b(?! hay\b)|\bthi (?:khong|chua) (?:bao gio )?(?:phai|duoc|can)\b"
)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Claim:
    """action: folded words of what is done, its verb first; subject: those in front of it.
    denied: the question itself says it negatively ('thì không phải nộp lại đúng không')."""

    asks: Asks
    action: tuple[str, ...]
    subject: tuple[str, ...]
    denied: bool


def claim_of(folded: str) -> Claim:
    """The claim of a folded yes-no question."""
    for _ in range(2):
        folded = _ASIDE.sub("", folded)
    asks, before, after = _parted(folded)
    after = _END.sub("", after).strip()
    if not after:  # 'Xúi giục người khác khiếu nại có bị cấm không?'
        before, after = "", before
    return Claim(
        asks,
        tuple(_WORD.findall(after)),
        tuple(_WORD.findall(before)),
        _DENIED.search(after) is not None,
    )


def _parted(folded: str) -> tuple[Asks, str, str]:
    """What is asked, the words in front of the words that ask it, and those after."""
    exists = _EXISTS.search(folded)
    if exists:
        return Asks.FACT, folded[: exists.start()], folded[exists.end() :]
    framed = [(match, asks) for asks, frame in _FRAMES for match in frame.finditer(folded)]
    if framed:
        match, asks = max(framed, key=lambda pair: pair[0].start())
        return asks, folded[: match.start()], folded[match.end() :]
    tagged = next(((asks, m) for asks, tag in _TAGS if (m := tag.search(folded))), None)
    asks, end = (tagged[0], tagged[1].start()) if tagged else (Asks.FACT, len(folded))
    plain = [*_PLAIN.finditer(folded, 0, end), *_DONE.finditer(folded, 0, end)]
    if plain:
        return asks, folded[: plain[-1].start()], folded[plain[-1].end() : end]
    return asks, "", folded[:end]
