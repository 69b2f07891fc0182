"""Mending what a file's fonts and tools broke: each change is kept with what stood there.

Three faults of real files, and nothing else: the canonical text is what people quote.
"""

from __future__ import annotations

import re
import unicodedata

from index.reading import messages
from index.reading.syllables import is_syllable
from index.reading.words import Word, words_with_offsets
from index.types import Repair

# U+01A2/3 (LATIN LETTER OI) looks like Ư and is what some PDF fonts map it to. No Vietnamese
# word has it.
# U+00D0 (ETH) looks like Đ and stands for it in some fonts and in what OCR reads.
_LOOKALIKES = str.maketrans({"ƣ": "ư", "Ƣ": "Ư", "Ð": "Đ"})

# The same fonts map capital Ò to Õ. These syllables do not exist with ngã while they do with
# huyền; RÕ, VÕ, NGÕ, GÕ... are words and left alone.
_NEVER_TILDE_LIST = (
    "HÕA PHÕNG TÕA LÕNG DÕNG CÕN ĐÕI TRÕ TRÕN HÕM NGÕI GIÕN ĐÕN MÕN HÕI VÕM NÕNG DÕ LÕ THÕ TÕ "
    "HÕ CÕ ĐÕ SÕ PHÕ XÕE ĐÕA VÕI BÕI CHÕM SÕNG NÕI MÕNG KHÕE"
)
_NEVER_TILDE = frozenset(_NEVER_TILDE_LIST.split())
_WITH_TILDE = re.compile(r"(?<![^\W\d_])[^\W\d_]*Õ[^\W\d_]*")
_OPENING = "\"'“‘(["
_CLOSING = "\"'”’)].,;:!?"


def mend_word(word: Word) -> Word:
    """A word with its code points and the tone of capitals mended."""
    word = word.mended(word.text.translate(_LOOKALIKES), messages.WRONG_CODE_POINT)
    if "Õ" in word.text:
        fixed = _WITH_TILDE.sub(_to_grave, word.text)
        word = word.mended(fixed, messages.WRONG_TONE)
    return word


def _to_grave(match: re.Match[str]) -> str:
    letters = match.group()
    return letters.replace("Õ", "Ò") if letters in _NEVER_TILDE else letters


def join_torn(words: list[Word]) -> list[Word]:
    """Join neighbours where at least one is no syllable and both together are: "t ừ" -> "từ"."""
    joined: list[Word] = []
    for word in words:
        if joined and _belong_together(joined[-1].text, word.text):
            joined[-1] = _join(joined[-1], word)
        else:
            joined.append(word)
    return joined


def _belong_together(left: str, right: str) -> bool:
    head, tail = left.lstrip(_OPENING), right.rstrip(_CLOSING)
    if not (head.isalpha() and tail.isalpha()) or len(head) + len(tail) > 7:
        return False
    # "UBND", "xã A": a capital inside a word does not come from tearing.
    if not tail.islower() or not (head.islower() or head.istitle()):
        return False
    if not is_syllable(head + tail) or (is_syllable(head) and is_syllable(tail)):
        return False
    # Both pieces short of a vowel or a consonant; "a", "b" of a list stand before "khoản".
    return not (len(head) == 1 and is_syllable(tail) and head in "abcdđeghiklmn")


def _join(left: Word, right: Word) -> Word:
    box = left.box.union(right.box) if left.box and right.box else left.box or right.box
    original = f"{left.original or left.text} {right.original or right.text}"
    return Word(left.text + right.text, box, original, messages.TORN_SYLLABLE)


def mend_text(text: str) -> tuple[str, tuple[Repair, ...]]:
    """Mend a text that keeps its own spacing and lines; offsets are those of the result."""
    text = unicodedata.normalize("NFC", text)
    if not any(letter in text for letter in "ƣƢÕÐ"):
        return text, ()
    pieces: list[str] = []
    repairs: list[Repair] = []
    at = shift = 0
    for start, end, piece in words_with_offsets(text):
        word = mend_word(Word(piece))
        if word.original is None:
            continue
        pieces += [text[at:start], word.text]
        where = start + shift
        repairs.append(Repair(where, where + len(word.text), word.original, word.reason))
        shift += len(word.text) - (end - start)
        at = end
    pieces.append(text[at:])
    return "".join(pieces), tuple(repairs)
