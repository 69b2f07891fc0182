"""How far a text can be trusted to be Vietnamese as printed: decides pypdf, pdfium or OCR."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.reading.syllables import is_syllable

_LETTERS = re.compile(r"[^\W\d_]+")
# Private-use, replacement and control characters stand where a font's mapping is missing.
_BROKEN = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0b\x0e-\x1f\u0300-\u036f]")

_UNITS = frozenset(("km", "kg", "cm", "mm", "ha", "m"))

LEGIBLE_PAGE = 0.90
"""Least share of well-formed words on one page. Measured on the testing documents: born digital
pages 0.97-1.00 (the lowest lists villages with Gia Rai names), pages of the Constitution whose
text layer drops letters 0.85-0.97, a garbled OCR layer 0.43-0.52."""
LEGIBLE_DOCUMENT = 0.97
"""Least share over all pages: a font without a mapping harms every page, some of them little.
Born digital documents 0.98-1.00, the Constitution 0.93."""
ENOUGH_WORDS = 12
"""A page with fewer words (a lone signature, a cover) is not judged."""


@dataclass(frozen=True, slots=True)
class Legibility:
    score: float  # share of words that have the form of Vietnamese, minus broken characters
    words: int

    @property
    def is_judged(self) -> bool:
        return self.words >= ENOUGH_WORDS

    @property
    def is_good_page(self) -> bool:
        return not self.is_judged or self.score >= LEGIBLE_PAGE

    @property
    def is_good_document(self) -> bool:
        return not self.is_judged or self.score >= LEGIBLE_DOCUMENT


def legibility(text: str) -> Legibility:
    """Judge `text`. Words in capitals without vowels (UBND, NĐ) and parts of document numbers
    are neither good nor bad; a single consonant is bad: it is what is left of a torn word."""
    good = bad = 0
    for match in _LETTERS.finditer(text):
        word = match.group()
        if is_syllable(word):
            good += 1
        elif _is_abbreviation(text, match.start(), match.end()):
            continue
        else:
            bad += 1
    bad += len(_BROKEN.findall(text))
    total = good + bad
    return Legibility(score=good / total if total else 0.0, words=total)


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    word = text[start:end]
    if word in _UNITS:
        return True
    if len(word) > 1 and word.isupper() and len(word) <= 6:
        return True
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    # "a)", "d)", "b khoản 1", "5b", "I-", "A." and the parts of 31/2019/NĐ-CP.
    return before in "/-(.0123456789" or after in ")/-."
