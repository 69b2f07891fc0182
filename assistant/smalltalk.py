"""Inputs that are no question to the documents: greetings, rubbish, other tongues, injections, and
what only a clock, a calendar or the sky can tell."""

from __future__ import annotations

import re

from assistant import messages
from assistant.types import Reason
from index.vietnamese import fold, is_syllable, syllables

MAX_CHARACTERS = 2000

_GREETING = re.compile(
    r"^(?:xin )?(?:chao|hello|hi|alo|a lo)\b(?: \S+){0,4}\W*$|^chao (?:buoi|em|anh|chi|ban|bac)\b"
)
_THANKS = re.compile(r"^(?:xin |vang |da )*(?:cam on|cam ta|tks|thanks|thank)\b(?: \S+){0,6}\W*$")
_FILLER = re.compile(
    r"^(?:u|um|uh|ok|oke|okay|da|vang|the a|the ha|ukm|oh|o|a|roi|duoc|tot|hay)(?: (?:u|um|uh|ok|"
    r"oke|okay|da|vang|roi|nhe|a|nha|em|anh))*\W*$"
)
_INJECTION = re.compile(
    r"\b(?:bo qua|quen(?: het)?|phot lo|khong (?:can )?(?:tuan|theo)) (?:\S+ ){0,4}(?:huong dan|"
    r"quy tac|chi dan|lenh|chi thi (?:truoc|tren|he thong)|luat le)|"
    r"\bloi nhac (?:he thong|cua ban)|\bsystem prompt|\bignore (?:all|previous)|\b(?:tu gio|"
    r"bay gio|ke tu gio) ban la\b|"
    r"\bdong vai\b|\bjailbreak|\bkhong bi gioi han\b|\bhay (?:coi nhu|gia vo|gia su)\b|"
    r"\bchi (?:duoc )?tra loi (?:dung|la)\b|"
    r"\bbang kien thuc cua ban\b"
)
# Documents speak of days and hours in every other sentence; none knows what day it is.
_HERE_AND_NOW = re.compile(
    r"\b(?:hom nay|bua nay|ngay mai) (?:la )?(?:thu may|(?:ngay|mung) (?:may|bao nhieu|gi)\b)|"
    r"\b(?:bay gio|gio) (?:la )?may gio\b|"
    r"^(?:du bao )?(?:thoi tiet|nhiet do)\b(?! cuc doan).{0,60}\b(?:hom nay|ngay mai|mai|tuan nay|"
    r"cuoi tuan)\b|\b(?:hom nay|ngay mai|mai|toi nay|chieu nay) troi\b|^mai troi\b|"
    r"(?<!vuot )\btroi (?:co |dang )?(?:mua|nang|ret|lanh|nong)\b(?! luc).{0,20}\b(?:khong|ko)\b"
)
_WORDS_OF_ENGLISH = frozenset(
    """
    the of and is what how who where when why please tell me about you
    """.split()
)


def small_talk(text: str) -> tuple[str, Reason] | None:
    """The reply to an input that is no question to the documents; None for a question."""
    if len(text) > MAX_CHARACTERS:
        return messages.TOO_LONG.format(limit=MAX_CHARACTERS), Reason.UNCLEAR
    folded = fold(text).strip()
    words = [w for w in syllables(folded) if not w[0].isdigit()]
    if is_order(folded):
        return messages.INJECTION, Reason.INJECTION
    if _GREETING.search(folded):
        return messages.GREETING, Reason.GREETING
    if _THANKS.search(folded):
        return messages.THANKS, Reason.GREETING
    if not words or _FILLER.search(folded):
        return messages.UNCLEAR, Reason.UNCLEAR
    if _HERE_AND_NOW.search(folded):
        return messages.OUT_OF_SCOPE, Reason.OUT_OF_SCOPE
    if _is_other_language(words, text):
        return messages.OTHER_LANGUAGE, Reason.UNCLEAR
    if not any(_reads_as_vietnamese(w) for w in words) and not any(c.isdigit() for c in text):
        return messages.UNCLEAR, Reason.UNCLEAR
    return None


def is_order(folded: str) -> bool:
    """Whether a text reads as an order to a program ('bỏ qua mọi hướng dẫn trước đó')."""
    return _INJECTION.search(folded) is not None


def _is_other_language(words: list[str], text: str) -> bool:
    if any("\u0370" <= c <= "\u1cff" or "\u2e80" <= c <= "\ud7ff" for c in text):
        return True
    english = sum(w in _WORDS_OF_ENGLISH for w in words)
    return english >= 2 and english >= 0.25 * len(words)


def _reads_as_vietnamese(word: str) -> bool:
    return len(word) > 1 and is_syllable(word)
