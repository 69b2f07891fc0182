"""A clause with one value in it -> question and claim: Vietnamese asks where the answer stands."""

from __future__ import annotations

import re

from assistant.quiz import texts
from assistant.quiz.facts.values import Quantity
from assistant.quiz.facts.wording import inside, plain

# '144/170 đạt 84,7%': the share can be worked out from the counts in front of it.
_RATIO = re.compile(r"\s\d[\d.]*/\d[\d.]*(?=\sđạt\s$)")
# 'bao nhiêu cơ quan (Công an, Cục Thuế, ...)': what is counted, one by one.
_COUNTED_OUT = re.compile(r"^([^(;:]*?)\s\([^()]*,[^()]*\)")

# '10 huyện, thành phố, ' in front of the last of some figures.
_LISTED = re.compile(r"(?<![\d.,/])\d+ [^;:]*\w, $")
_FIGURE = rf"(?:\d[\d.,]*|\{{\}}|{texts.HOW_MANY}|{texts.BLANK})"
_ACT = rf"(?:tiếp|tiếp nhận|giải quyết|xử lý|tổ chức|sắp xếp|thành lập|thực hiện) {_FIGURE}"
# 'tiếp 698 lượt người đến kiến nghị giải quyết 593 vụ việc': two acts without a word between.
_FIRST_ACT = re.compile(rf"\b{_ACT}")
_NEXT_ACT = re.compile(
    rf"(?<=\w)(?<!đề nghị)(?<! để)(?<! và)(?<! đã)(?<! được)(?<! phải)(?<! nhằm)(?<! cần)"
    rf"(?<! yêu cầu)(?<! {texts.AMONG}) (?={_ACT})"
)


def parted(text: str) -> str:
    """A clause with a semicolon between acts that run together."""
    first = _FIRST_ACT.search(text)
    if first is None:
        return text
    return text[: first.end()] + _NEXT_ACT.sub("; ", text[first.end() :])


def asked_how_many(clause: str, quantity: Quantity) -> str:
    """'không quá 30 ngày, kể từ ...' -> 'không quá bao nhiêu ngày, kể từ ...'."""
    unit = texts.PERCENT if quantity.unit == "%" else quantity.unit
    words = f"{texts.HOW_MANY} {unit or quantity.counted}".rstrip()
    before = _before(clause, quantity)
    return plain(f"{before}{words}{_rest(clause, quantity)}").rstrip(" .,;:")


def _rest(clause: str, quantity: Quantity) -> str:
    """What follows the value; small where the value opened the sentence ('100% Số thủ tục')."""
    rest = _COUNTED_OUT.sub(r"\1", clause[quantity.end :])
    return f" {inside(rest.lstrip())}" if rest[:1] == " " and not quantity.start else rest


def _before(clause: str, quantity: Quantity) -> str:
    """What stands in front of the value, without the counts that a share is worked out from; of
    several figures the last follows 'và'."""
    before = clause[: quantity.start]
    if _LISTED.search(before):
        before = f"{before.removesuffix(', ')} {texts.AND} "
    return _RATIO.sub("", before) if quantity.unit == "%" else before


def claimed(clause: str, quantity: Quantity) -> str:
    """The clause with `{}` in the place of the value."""
    before, after = (
        text.replace("{", "(").replace("}", ")")
        for text in (_before(clause, quantity), _rest(clause, quantity))
    )
    return plain(f"{before}{{}}{after}").rstrip(" .,;:")
