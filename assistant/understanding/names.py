"""Places and people that a question names, folded: they must stand by the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.vietnamese import CAPITAL, fold, is_folded, syllables

_WORD = rf"{CAPITAL}[^\W\d_]*"
_PLACE = re.compile(
    rf"\b(?:xã|huyện|tỉnh|thành phố|phường|thị trấn|thôn|TP)\s({_WORD}(?:\s{_WORD}){{0,2}})"
)
_TITLE = re.compile(rf"\b(?:[Ôô]ng|[Bb]à|đồng chí|thầy|cô)\s({_WORD}(?:\s{_WORD}){{0,3}})")

# Provinces and cities of Việt Nam before and after the mergers of 2025 (Nghị quyết 202/2025/QH15):
# a question about another province is out of scope even when typed without diacritics.
PROVINCES = frozenset(
    fold(name.strip())
    for name in """
    Hà Nội|Hồ Chí Minh|Hải Phòng|Đà Nẵng|Cần Thơ|An Giang|Bà Rịa|Vũng Tàu|Bắc Kạn|Bạc Liêu|
    Bắc Ninh|Bến Tre|Bình Định|Bình Dương|Bình Phước|Bình Thuận|Cà Mau|Cao Bằng|Đắk Lắk|
    Đắk Nông|Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai|Hà Giang|Hà Nam|Hà Tĩnh|Hải Dương|Hậu Giang|
    Hòa Bình|Hưng Yên|Khánh Hòa|Kiên Giang|Kon Tum|Lai Châu|Lâm Đồng|Lạng Sơn|Lào Cai|Long An|
    Nam Định|Nghệ An|Ninh Bình|Ninh Thuận|Phú Thọ|Phú Yên|Quảng Bình|Quảng Nam|Quảng Ngãi|
    Quảng Ninh|Quảng Trị|Sóc Trăng|Sơn La|Tây Ninh|Thái Bình|Thái Nguyên|Thanh Hóa|Huế|
    Tiền Giang|Trà Vinh|Tuyên Quang|Vĩnh Long|Vĩnh Phúc|Yên Bái
    """.split("|")
)


def names_in(text: str, known: frozenset[str]) -> tuple[str, ...]:
    """Names of two syllables or more in a question. known: folded names of the library, by which
    a question typed without diacritics or capitals is read."""
    folded = f" {' '.join(syllables(text))} "
    found = dict.fromkeys(
        name for name in sorted(known | PROVINCES, key=len, reverse=True) if f" {name} " in folded
    )
    if not is_folded(text):
        for pattern in (_PLACE, _TITLE):
            for match in pattern.finditer(text):
                name = " ".join(syllables(match.group(1)))
                if " " in name:
                    found[name] = None
    return tuple(
        n for n in found if not any(n != other and f" {n} " in f" {other} " for other in found)
    )


def people_in(text: str) -> frozenset[str]:
    """Folded names of the people that a text names with a title: 'ông Nguyễn Văn A'."""
    return frozenset(" ".join(syllables(m.group(1))) for m in _TITLE.finditer(text))


def _names_of(text: str) -> frozenset[str]:
    names: set[str] = set()
    for pattern in (_PLACE, _TITLE):
        names.update(" ".join(syllables(m.group(1))) for m in pattern.finditer(text))
    return frozenset(n for n in names if " " in n and len(n.split()) <= 4)


def names_of(texts: Iterable[str]) -> frozenset[str]:
    """Folded names of places and people that documents write."""
    found: frozenset[str] = frozenset()
    for text in texts:
        found |= _names_of(text)
    return found
