"""Bytes to text, and the old Vietnamese encodings TCVN3 (ABC) and VNI to Unicode.

Files of the 1990s and 2000s hold Vietnamese as Latin letters that only a special font shows
right ("Céng hoµ x· héi" in .VnTime, "Coäng hoøa xaõ hoäi" in VNI-Times).
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from index.reading.syllables import is_syllable

TCVN3 = "TCVN3"
VNI = "VNI"

_TCVN3_LETTERS = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
# VNI writes a letter and then its mark; nine letters of its own stand alone.
_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309",
    "ã": "\u0302\u0303", "ä": "\u0302\u0323", "ê": "\u0306", "é": "\u0306\u0301",
    "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_ALONE = {
    "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ", "í": "í", "ì": "ì",
    "Ñ": "Đ", "Æ": "Ỉ", "Ó": "Ĩ", "Ò": "Ị", "Ô": "Ơ", "Ö": "Ư", "Î": "Ỵ", "Í": "Í", "Ì": "Ì",
}  # fmt: skip
_VNI_BASE = "aeouyôöAEOUYÔÖ"
_VNI_PAIR = re.compile(f"([{_VNI_BASE}])([{''.join(_VNI_MARKS)}{''.join(_VNI_MARKS).upper()}])")

_WORD = re.compile(r"[^\W\d_]+")
# Everything that either encoding uses outside ASCII; TCVN3 has symbols among its letters.
_LEGACY_WORD = re.compile("[A-Za-z" + "".join(chr(code) for code in range(0xA1, 0x100)) + "]+")
_FOREIGN = re.compile("[\u00a1-\u00ff]")

_SURE = 0.90  # share of converted words that must be well-formed Vietnamese
_BETTER_BY = 0.25  # and the gain over the text as it stands
_ENOUGH = 5  # words with letters outside ASCII; fewer prove nothing


def decode(data: bytes) -> str | None:
    """Text of a text file's bytes, or None if they are not text at all."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _decoded(data, name)
    if b"\x00" in data:
        return _utf16_without_mark(data)
    text = _decoded(data, "utf-8")
    if text is not None:
        return text
    # Windows' Vietnamese code page composes a letter and a tone; TCVN3 and VNI use all of
    # Latin-1, so they read as that and are converted by `modernise`.
    latin = data.decode("latin-1")
    windows = data.decode("cp1258", errors="replace")
    candidates = [latin, unicodedata.normalize("NFC", windows)]
    candidates.sort(key=lambda candidate: -_wellformed(modernise(candidate)[0]))
    return candidates[0]


def _decoded(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, ValueError):
        return None


def _utf16_without_mark(data: bytes) -> str | None:
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if max(even, odd) < len(data) * 0.05 or min(even, odd) > max(even, odd) * 0.2:
        return None
    return _decoded(data, "utf-16-le" if odd > even else "utf-16-be")


def from_tcvn3(text: str) -> str:
    return "".join(_TCVN3_LETTERS.get(letter, letter) for letter in text)


def from_vni(text: str) -> str:
    """A mark belongs to the letter before it; `Ö`, `Ô` and the like are letters."""

    def join(match: re.Match[str]) -> str:
        base, mark = match.groups()
        letter = _VNI_ALONE.get(base, base)
        marks = _VNI_MARKS.get(mark) or _VNI_MARKS[mark.lower()]
        return unicodedata.normalize("NFC", letter + marks)

    joined: list[str] = []
    at = 0
    for match in _VNI_PAIR.finditer(text):
        joined.append(
            "".join(_VNI_ALONE.get(letter, letter) for letter in text[at : match.start()])
        )
        joined.append(join(match))
        at = match.end()
    joined.append("".join(_VNI_ALONE.get(letter, letter) for letter in text[at:]))
    return "".join(joined)


def legacy_encoding(text: str) -> str | None:
    """TCVN3 or VNI if `text` is clearly in that encoding, None if it is (or may be) Unicode."""
    words = [word for word in _LEGACY_WORD.findall(text) if _FOREIGN.search(word)]
    if len(words) < _ENOUGH:
        return None
    as_is = _share(words)
    best: str | None = None
    best_score = max(_SURE, as_is + _BETTER_BY)
    for name, convert in ((TCVN3, from_tcvn3), (VNI, from_vni)):
        score = _share([convert(word) for word in words])
        if score >= best_score:
            best, best_score = name, score
    return best


def convert(text: str, encoding: str) -> str:
    return from_tcvn3(text) if encoding == TCVN3 else from_vni(text)


def modernise(text: str) -> tuple[str, str | None]:
    """`text` in Unicode and the encoding it was in, None where it needed nothing."""
    encoding = legacy_encoding(text)
    return (convert(text, encoding), encoding) if encoding else (text, None)


def _share(words: list[str]) -> float:
    return sum(_is_wellformed(word) for word in words) / len(words) if words else 0.0


def _is_wellformed(word: str) -> bool:
    return is_syllable(unicodedata.normalize("NFC", word))


def _wellformed(text: str) -> float:
    return _share(_WORD.findall(text)[:5_000])
