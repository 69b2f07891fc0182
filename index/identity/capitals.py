"""Words printed in capitals as a sentence, with the capitals that names keep."""

from __future__ import annotations

import re

PROPER = (
    "Việt Nam", "Quốc hội", "Chính phủ", "Trung ương", "Đảng", "Nhà nước", "Thủ tướng",
    "Ban Bí thư", "Bộ Chính trị", "Mặt trận Tổ quốc", "Tổ quốc", "Hà Nội", "Bắc Giang",
    "Hiến pháp", "Ban Chấp hành", "Công đoàn", "Cộng hòa", "Cộng hoà", "Kho bạc Nhà nước",
    "Ủy ban Thường vụ",
)  # fmt: skip
_ROMAN = re.compile(r"\b[ivx]{2,6}\b")
_NAMED_LAW = re.compile(r"\b(bộ luật|luật|pháp lệnh) (\w)")


def lowered(text: str) -> str:
    """ "LUẬT TỐ CÁO CỦA QUỐC HỘI" -> "Luật Tố cáo của Quốc hội"; other text as it is."""
    if text.isupper():
        text = text.lower()
        for name in PROPER:
            text = re.sub(rf"\b{name.lower()}\b", name, text)
        text = _ROMAN.sub(lambda match: match.group().upper(), text)
        text = _NAMED_LAW.sub(lambda m: f"{m.group(1).capitalize()} {m.group(2).upper()}", text)
    return text[:1].upper() + text[1:]


def mostly_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) > len(letters) * 0.7
