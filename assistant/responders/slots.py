"""What may be asked of a document as such: its number, date, issuer, signer and subject, one or
several at once ('do ai ban hành, ngày nào, số bao nhiêu?')."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant import messages


class Slot(StrEnum):
    NUMBER = "number"
    DAY = "day"
    DATE = "date"
    ISSUER = "issuer"
    SIGNER = "signer"
    SUBJECT = "subject"


ASKS: dict[Slot, re.Pattern[str]] = {
    Slot.NUMBER: re.compile(
        r"\bso (?:hieu|ky hieu)(?: (?:la )?(?:gi|bao nhieu|may|nao))?\b|\bky hieu (?:la )?gi\b|"
        r"(?<!\bco )\bso (?:la )?(?:bao nhieu|may)\b|\bmang so (?:\S+)?"
    ),
    Slot.DAY: re.compile(r"\bngay(?:,? thang)? (?:nao|may|bao nhieu)\b"),
    Slot.DATE: re.compile(
        r"\b(?:ban hanh|ra|ky|co|vao|ban hanh vao|de|de ngay)?\s?(?:ngay|"
        r"thoi gian)(?:,? thang,? nam)? (?:nao|may|bao nhieu|ban hanh)\b|"
        r"\bban hanh (?:khi nao|nam nao|bao gio|luc nao|hoi nao)\b|\bra (?:khi nao|nam nao|"
        r"luc nao|hoi nao)\b"
    ),
    Slot.ISSUER: re.compile(
        r"\b(?:do|cua) (?:\S+ ){0,3}?(?:nao|ai)\b(?! ky\b)|\b(?:co quan|don vi|ai|chuc danh|"
        r"cap)(?: nao)? (?:da )?(?:ban hanh|ra)\b|\bai (?:ban hanh|ra)\b"
    ),
    Slot.SIGNER: re.compile(r"\b(?:do )?ai (?:la nguoi )?ky\b|\bnguoi (?:da )?ky (?:la )?ai\b"),
    Slot.SUBJECT: re.compile(
        r"\bve (?:viec |van de |noi dung |chuyen |cai |vd )*gi\b|\bnoi (?:ve )?(?:cai |viec |"
        r"chuyen )?gi\b|\bnoi dung (?:ve )?(?:\S+ )?(?:la )?gi\b|"
        r"\bquy dinh (?:ve )?(?:cai |viec )?gi\b|\bnoi ve\b|\bla ve\b|\bve viec gi\b|"
        r"\bnoi ve (?:\S+ ){0,3}gi\b"
    ),
}
DATES = frozenset({Slot.DAY, Slot.DATE})
MISSING = {
    Slot.NUMBER: messages.MISSING_NUMBER_OF,
    Slot.DAY: messages.MISSING_DATE,
    Slot.DATE: messages.MISSING_DATE,
    Slot.ISSUER: messages.MISSING_ISSUER,
    Slot.SIGNER: messages.MISSING_SIGNER,
    Slot.SUBJECT: messages.MISSING_SUBJECT,
}
OF_DOCUMENTS = frozenset("ban hanh ky so ngay thang nam noi dung van quy dinh".split())
"""Words that speak of a document as such."""


def slots_asked(folded: str) -> list[Slot]:
    """The slots that a folded question asks for; a day is one date, not two."""
    found = [slot for slot, pattern in ASKS.items() if pattern.search(folded)]
    return [s for s in found if s is not Slot.DATE or Slot.DAY not in found]


def not_stated_of(slots: list[Slot], document: str) -> str:
    """'Tài liệu không nêu ngày ban hành ...; người ký ....'"""
    named = "; ".join(MISSING[slot].format(document=document) for slot in slots)
    return messages.NOT_STATED_DETAIL.format(missing=named)
