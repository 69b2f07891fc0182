"""The form in which texts are compared, as SCHEMA.md states it.

Written here and not taken from `index.vietnamese` on purpose: a score must not move because
the assistant learned to match more leniently.
"""

from __future__ import annotations

import re
import unicodedata

# In NFD a new-style tone stands behind the second vowel (ho + a + grave); the old style puts
# it behind the first. Only where the pair closes the syllable: "hoàn", "hoặc" are the same in
# both. "quý" is no pair: u belongs to qu.
_TONE = "[\u0300\u0301\u0303\u0309\u0323]"
_CLOSED = "(?![a-z\u0300-\u036f])"
_OA_OE = re.compile(f"(o)([ae])({_TONE}){_CLOSED}")
_UY = re.compile(f"(?<!q)(u)(y)({_TONE}){_CLOSED}")
_STRAIGHT = str.maketrans("“”„‟‘’‚‛", "\"\"\"\"''''")
# A citation mark such as [3] is no fact: its digits are masked, in place.
_MARK = re.compile(r"\[\d{1,3}\]")
_EDGES = re.compile(r"^[^\w]+|[^\w%²³]+$")


def comparable(text: str) -> str:
    """NFC, lower case, white space collapsed, one tone-mark placement, straight quotes."""
    letters = unicodedata.normalize("NFD", text.translate(_STRAIGHT)).lower()
    letters = _OA_OE.sub(r"\1\3\2", letters)
    letters = _UY.sub(r"\1\3\2", letters)
    return " ".join(unicodedata.normalize("NFC", letters).split())


def first_words(text: str, limit: int) -> str:
    """The first `limit` words (separated by white space), joined by single spaces."""
    return " ".join(text.split()[:limit])


def states(text: str, fact: str) -> bool:
    """Whether comparable `text` holds comparable `fact`. A fact that begins or ends with a
    digit must not be part of a longer number: 849 is not in 3.849, nor 12 in 12,5."""
    if not fact:
        return False
    before = r"(?<!\d)(?<!\d[.,])" if fact[0].isdigit() else ""
    after = r"(?![.,]?\d)" if fact[-1].isdigit() else ""
    return re.search(f"{before}{re.escape(fact)}{after}", text) is not None


def mask_marks(text: str) -> str:
    """`text` with the digits of citation marks gone, so that [12] does not state the fact 12."""
    return _MARK.sub("[·]", text)


def words(text: str) -> list[str]:
    """Words of a comparable text without the punctuation at their edges."""
    trimmed = (_EDGES.sub("", word) for word in text.split())
    return [word for word in trimmed if word]


def strip_diacritics(text: str) -> str:
    """What a person types who does not type diacritics: 'Đất đai' -> 'Dat dai'."""
    decomposed = unicodedata.normalize("NFD", text)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", plain.replace("đ", "d").replace("Đ", "D"))
