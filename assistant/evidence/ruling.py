"""Whether a provision grants or denies what a yes-no question asks: told by the words in front of
it ('Người khiếu nại có thể rút ...'), else by the line that opens its list ('không được làm những
việc sau đây:'), else by the heading above ('Các hành vi bị nghiêm cấm')."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.citing import Excerpt, excerpt_of
from assistant.evidence.selection import Candidate
from assistant.understanding.claim import Asks, Claim
from index.library import Library
from index.vietnamese import fold

# A plain 'không' or 'chưa' denies the words next to it only: 'không thông thạo tiếng Việt thì
# có quyền dùng người phiên dịch'.
_NEXT_WORDS = 6
_PLAINLY = r"(?:chưa|không(?! (?:quá|ít hơn|dưới|chỉ|kể|những|phân biệt)\b))(?!\w)"
_NEXT = rf"(?! (?:\S+ ){{{_NEXT_WORDS}}})"
_DENIES = (
    r"không (?:được|thể|phải|cần|bắt buộc|có quyền|ai|đồng thời)|nghiêm cấm|bị cấm|cấm|từ chối|"
    r"chấm dứt|"
    rf"bãi bỏ|thiếu|hết hiệu lực|{_PLAINLY}{_NEXT}"
)
_GRANTS = (
    r"được(?! (?:giao|phân công|quy định)\b)|có (?P<may>thể)|"
    r"có (?:các |những )?(?:quyền|trách nhiệm|nghĩa vụ)|phải|cần|bắt buộc"
)
_OPERATOR = re.compile(rf"(?<!\w)(?:(?P<denies>{_DENIES})|{_GRANTS})(?!\w)", re.IGNORECASE)
# Of a line that rules a whole list these decide, wherever in it they stand.
_DENIES_ALL = re.compile(
    r"(?<!\w)(?P<denies>không (?:được|có quyền)|nghiêm cấm|bị cấm)(?P<may>)(?!\w)", re.IGNORECASE
)
_PLAIN = re.compile(rf"(?<!\w){_PLAINLY}", re.IGNORECASE)
_POWERS = re.compile(r"^Điều \d{1,4}\S{0,2} (?:Thẩm quyền|Nhiệm vụ|Quyền hạn|Quyền|Trách nhiệm)\b")
_ITEM_MARK = re.compile(r"\s*(?:\d{1,3}[a-zđ]?\.|[a-zđ]\)|[-+])?\s*")
_WORD = re.compile(r"[^\W_]+")
# 'không được ..., trừ trường hợp tặng quà vì mục đích từ thiện'
_EXCEPT = re.compile(r"[,(]\s{0,2}(?:ngoại )?trừ\b(?: (?:các |những )?trường hợp| khi)?")
_CASE = re.compile(r"\s{0,3}(?:\d{1,3}\.|[a-zđ]\))?\s{0,3}(?:[Tt]rường hợp|[Nn]ếu|[Kk]hi)\b")
_THEN = re.compile(r"\bthì\b")
_MUST = re.compile(r"(?<!\w)(?:phải|bắt buộc)(?!\w)")
_LEAST_RUN = 2  # neighbouring words that say an action; its verb alone where they do not


@dataclass(frozen=True, slots=True)
class Ruling:
    """line: the words in another passage that decide, where it is these."""

    denies: bool
    line: Excerpt | None


@dataclass(frozen=True, slots=True)
class _Anchor:
    """Where a line says an action. late: how many of the action's words stand in front of those
    that were found."""

    line: int
    start: int
    late: int
    length: int


def ruling_of(claim: Claim, candidate: Candidate, library: Library) -> Ruling | None:
    """What a candidate rules on a claim; None where no word of it decides."""
    lines = lines_of(candidate, library)
    ruling = _ruled(claim, candidate, lines)
    if ruling is None:
        return Ruling(_says_no(lines[0].text), None) if claim.denied else None
    return replace(ruling, denies=ruling.denies != _excepted(claim, lines[0].text))


def _says_no(text: str) -> bool:
    return any(operator["denies"] for operator in _OPERATOR.finditer(text))


def _excepted(claim: Claim, text: str) -> bool:
    """Whether what is asked is what a rule excepts: two neighbouring words of the claim stand
    behind 'trừ' and not before."""
    match = _EXCEPT.search(text)
    if match is None:
        return False
    before, behind = (
        f" {' '.join(_WORD.findall(fold(part)))} "
        for part in (text[: match.start()], text[match.end() :])
    )
    pairs = [f" {a} {b} " for a, b in pairwise(claim.action)]
    return any(pair in behind and pair not in before for pair in pairs)


def _ruled(claim: Claim, candidate: Candidate, lines: list[Excerpt]) -> Ruling | None:
    granted = _among_powers(claim, lines)
    if granted is not None:
        return granted
    if claim.asks is Asks.FACT and _denied_after(claim, candidate.clause):
        return Ruling(True, None)
    for words in (claim.action, claim.subject):
        anchor = _anchor(words, lines)
        ruling = _ruling(claim, lines, anchor) if anchor else None
        if ruling is not None:
            return ruling
    for line in lines:
        if _DENIES_ALL.search(line.text):
            return Ruling(True, _elsewhere(lines, line))
    return None


def _among_powers(claim: Claim, lines: list[Excerpt]) -> Ruling | None:
    """An item that begins with the action under a heading that names powers or duties ('Điều 18.
    Thẩm quyền của Chủ tịch ...': '2. Giải quyết khiếu nại lần hai đối với ...') grants it."""
    begins = fold(_ITEM_MARK.sub("", lines[0].text, count=1))
    pairs = zip(claim.action, claim.action[1:], strict=False)
    heading = next((line for line in lines[1:] if _POWERS.search(line.text)), None)
    if heading is None or not any(begins.startswith(f"{a} {b}") for a, b in pairs):
        return None
    return Ruling(False, _elsewhere(lines, heading))


def lines_of(candidate: Candidate, library: Library) -> list[Excerpt]:
    """The sentence, then the lines that stand above it, nearest first."""
    passage = candidate.sentence.passage
    labels = passage.place.labels
    depth = next((n for n, label in enumerate(labels, 1) if label.startswith("Điều ")), 0)
    above = (library.opening(passage), library.heading(passage.document, labels[:depth]))
    found = [candidate.sentence, *([candidate.lead] if candidate.lead else [])]
    return [*found, *(excerpt_of(p) for p in above if p is not None and p.id != passage.id)]


def _anchor(words: tuple[str, ...], lines: list[Excerpt]) -> _Anchor | None:
    """Where the lines say an action from as near its verb on as any does: 'góp vốn | vào ...'."""
    found = [
        anchor
        for number, line in enumerate(lines)
        for late in range(len(words))
        if (anchor := _run(words, late, number, line)).length >= (_LEAST_RUN if late else 1)
    ]
    return max(found, key=lambda a: (a.length >= _LEAST_RUN, -a.late, a.length), default=None)


def _run(words: tuple[str, ...], late: int, number: int, line: Excerpt) -> _Anchor:
    """The longest stretch of a line that says the words from the one at `late` on."""
    said = [(m.start(), fold(m.group())) for m in _WORD.finditer(line.text)]
    best = _Anchor(number, 0, late, 0)
    for at, (start, _) in enumerate(said):
        pairs = zip(said[at:], words[late:], strict=False)
        length = next((n for n, ((_, a), b) in enumerate(pairs) if a != b), -1)
        if length < 0:
            length = min(len(said) - at, len(words) - late)
        if length > best.length:
            best = _Anchor(number, start, late, length)
    return best


def _ruling(claim: Claim, lines: list[Excerpt], anchor: _Anchor) -> Ruling | None:
    """By the last operator in front of the action in its item of the sentence; else by the nearest
    line above that has one; else by what stands elsewhere in the sentence."""
    own = lines[anchor.line].text
    item = own.rfind(";", 0, anchor.start) + 1
    at = anchor.line
    end = own.find(";", anchor.start)
    then = _THEN.search(own, anchor.start, len(own) if end < 0 else end)
    if then and _CASE.match(own, item):  # the case was found; what holds in it stands behind 'thì'
        decides = _operators(claim, own, then.end(), len(own) if end < 0 else end)[:1]
    else:
        decides = _operators(claim, own, item, anchor.start)
    while not decides and at + 1 < len(lines):
        at += 1
        above = lines[at].text
        decides = [*_DENIES_ALL.finditer(above)] or _operators(claim, above, 0, len(above))
    if not decides and _ITEM_MARK.fullmatch(own, item, anchor.start):
        return None  # an item that begins with the action; what follows is of its case
    if not decides:
        at = anchor.line
        decides = _operators(claim, own, 0, item)
        if not decides and anchor.length >= _LEAST_RUN:
            decides = _operators(claim, own, anchor.start, len(own) if end < 0 else end)[:1]
    if not decides:
        return None
    denies = decides[-1]["denies"] is not None
    or_else = " hoặc " in own and not _MUST.search(own)
    only_may = claim.asks is Asks.REQUIRED and (decides[-1]["may"] is not None or or_else)
    return Ruling(denies or only_may, _elsewhere(lines, lines[at]))


def _operators(claim: Claim, text: str, start: int, end: int) -> list[re.Match[str]]:
    """The operators of a stretch, without a 'không' that names what the claim names by it too
    ('không chuyên trách')."""
    named = {pair for pair in pairwise((*claim.subject, *claim.action)) if pair[0] == "khong"}
    return [
        operator
        for operator in _OPERATOR.finditer(text, start, end)
        if claim.denied or tuple(fold(text[operator.start() :]).split()[:2]) not in named
    ]


def _denied_after(claim: Claim, clause: Excerpt) -> bool:
    """Whether a clause goes on to deny what it says: 'đã phối hợp nhưng chưa đồng bộ'."""
    anchor = _anchor(claim.action, [clause])
    return _PLAIN.search(clause.text, anchor.start if anchor else 0) is not None


def _elsewhere(lines: list[Excerpt], line: Excerpt) -> Excerpt | None:
    return line if line.passage.id != lines[0].passage.id else None
