"""Vietnamese text: normal forms, folding, syllables and sentences.

Nothing here changes what is quoted: these forms are for matching only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.types import Span

# New tone placement -> old (hoà -> hòa): officials write both, matching must not care.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_OPEN_PAIR = re.compile(f"([oO])([aeAE])([{_TONES}])(?![a-zA-Z])")
_UY_PAIR = re.compile(f"(?<![qQ])([uU])([yY])([{_TONES}])(?![a-zA-Z])")

CAPITAL = "[" + "".join(c for c in map(chr, range(0x1F00)) if c.isalpha() and c.isupper()) + "]"
"""Character class of capital letters, Vietnamese ones among them (a range would take in small
letters: the Vietnamese block alternates)."""

_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})
_SYLLABLE = re.compile(r"[^\W_]+")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
_NUMBERED = re.compile(r"\d+(?:[.,/]\d+)*")
# A token is a number with its separators (3.849; 14,6; 11/7/2016) or a run of letters and digits.
_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*|[^\W_]+")

_ABBREVIATED = re.compile(
    r"(?:\b(?:TP|Tp|tp|TT|Tx|TX|Ths|ThS|TS|PGS|GS|KT|TM|TL|Q|P|H|v\.v|vv|đ/c|Đ/c|tr|tr\.đ|Tr|"
    r"Nxb|NXB|St|Mr|Dr))\.$"
)


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def printable(text: str) -> str:
    """NFC on one line, characters that control a terminal or turn the reading round made visible:
    a file may be called anything."""
    return _CONTROLS.sub("\ufffd", nfc(text))


def normalise(text: str) -> str:
    """Text in one form for comparison: NFC, lower case, one tone placement, straight quotes,
    single spaces. Same convention as the scoring in evals."""
    decomposed = unicodedata.normalize("NFD", text.translate(_QUOTES))
    decomposed = _OPEN_PAIR.sub(r"\1\3\2", decomposed)
    decomposed = _UY_PAIR.sub(r"\1\3\2", decomposed)
    return " ".join(nfc(decomposed).lower().split())


class _Folded(dict[int, str]):
    """For str.translate: each letter's folded form, worked out when it is first met."""

    _KEPT = 0x3000  # no more than so many are kept, whatever text is sent here

    def __init__(self, one_each: bool) -> None:
        self._one_each = one_each

    def __missing__(self, code: int) -> str:
        stripped = unicodedata.normalize("NFD", chr(code))
        kept = "".join(c for c in stripped if not unicodedata.combining(c))
        folded = kept.replace("đ", "d").replace("Đ", "D").lower()
        if self._one_each:
            folded = folded[:1] or " "
        if code < self._KEPT:
            self[code] = folded
        return folded


_FOLDED = _Folded(one_each=False)
_FOLDED_ONE_EACH = _Folded(one_each=True)


def fold(text: str) -> str:
    """Lower case without diacritics (đ -> d), the same length as NFC input where every letter
    has a one-letter base, which holds for Vietnamese."""
    return text.translate(_FOLDED)


def fold_keeping_offsets(text: str) -> str:
    """`fold` letter by letter: the result has exactly one character for each of `text`."""
    return text.translate(_FOLDED_ONE_EACH)


def without_tone(word: str) -> str:
    """A word without its tone mark, its letters as they are: 'được' -> 'đươc'."""
    apart = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(c for c in apart if c not in _TONES))


def is_folded(text: str) -> bool:
    """Whether a text of letters carries no diacritics at all ('toc do tang truong')."""
    return any(c.isalpha() for c in text) and fold(text) == text.lower()


def syllables(text: str) -> list[str]:
    """Folded syllables and numbers in order. Numbers keep their digits and separators, with
    leading zeros dropped, so that '07' and '7' meet: '11/07/2016' -> '11/7/2016'."""
    return [_plain_number(token) for token in _TOKEN.findall(fold(text))]


def _plain_number(token: str) -> str:
    if not token[0].isdigit():
        return token
    if _NUMBERED.fullmatch(token) is None:
        return token
    if "/" in token:
        return "/".join(part.lstrip("0") or "0" for part in token.split("/"))
    return token.lstrip("0") or "0" if token.isdigit() else token


def terms(text: str) -> list[str]:
    """Terms of the lexical lane: folded syllables and their neighbouring pairs."""
    singles = syllables(text)
    return singles + pairs(singles)


def pairs(singles: Sequence[str]) -> list[str]:
    """Neighbouring syllables, joined by a space."""
    return [f"{left} {right}" for left, right in pairwise(singles)]


# A syllable as Vietnamese writes it, without diacritics: initial, vowels, final.
_SYLLABLE_FORM = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)


def is_syllable(folded: str) -> bool:
    """Whether a folded word has the form of a Vietnamese syllable."""
    return _SYLLABLE_FORM.fullmatch(folded) is not None


def word_count(text: str) -> int:
    return len(text.split())


def sentences(text: str) -> Iterator[Span]:
    """[start, end) of each sentence of a paragraph. A dot ends one only before a space and a
    capital, a quote, a dash or a bracket, and not after an abbreviation, initial or list number."""
    start = 0
    for match in re.finditer(r"(?<![.!?…])[.!?…]+[\"”’)*]*(?=\s)|;(?=\s*\n)|\n+", text):
        end = match.end()
        following = text[end:].lstrip()
        piece = text[start:end]
        if match.group()[0] == "." and not match.group().startswith("..."):
            last = piece.rstrip('"”’)* ')
            if following and not _opens_sentence(following[0]):
                continue
            if _ABBREVIATED.search(last) or re.search(r"(?:^|\s)[\dA-ZĐa-zđ]{1,3}\.$", last):
                continue
        elif match.group().startswith(("...", "…")) and following and not following[0].isupper():
            continue
        trimmed = _trim(text, start, end)
        if trimmed is not None:
            yield trimmed
        start = end
    trimmed = _trim(text, start, len(text))
    if trimmed is not None:
        yield trimmed


_CHUNK_WORDS = 25
_PART_END = re.compile(r"[,;:](?=\s)|(?<=\s)[-–](?=\s)|\n|(?=\()|(?<=\))")


def chunks(sentence: str) -> list[Span]:
    """[start, end) of the parts that a long sentence is read in: whole items between semicolons
    where these are short, else neighbouring clauses of about 8 to 25 words. A short sentence is
    in no parts."""
    if word_count(sentence) <= _CHUNK_WORDS:
        return []
    found: list[Span] = []
    start = last = 0
    for match in (*_PART_END.finditer(sentence), None):
        end = match.start() if match else len(sentence)
        closes = match is None or match.group() in (";", "\n")
        if word_count(sentence[start:end]) > _CHUNK_WORDS and last > start:
            _keep(sentence, start, last, found)
            start = last
        if closes:
            _keep(sentence, start, end, found)
            start = end + 1
        last = end
    return found


def _keep(sentence: str, start: int, end: int, found: list[Span]) -> None:
    trimmed = _trim(sentence, start, end)
    while trimmed is not None and sentence[trimmed[0]] in ",;:":
        trimmed = _trim(sentence, trimmed[0] + 1, trimmed[1])
    if trimmed is not None:
        found.append(trimmed)


def _opens_sentence(letter: str) -> bool:
    return letter.isupper() or letter.isdigit() or letter in '"“‘(*-+['


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
