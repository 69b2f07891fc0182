"""Who issues a document: the offices printed above its number, or what its number ends with."""

from __future__ import annotations

import re

from index.identity.capitals import lowered, mostly_capitals
from index.identity.dates import DATE_WORDS
from index.identity.numbers import NUMBER_LINE

MOTTO = re.compile(
    r"(?i)cộng (?:hoà|hòa) xã hội chủ nghĩa|độc lập\s*[-–—]|"
    r"^đảng cộng sản việt nam"
)
_OFFICE_WORD = re.compile(
    r"\b(?:QUỐC HỘI|CHÍNH PHỦ|BỘ|ỦY BAN|UỶ BAN|ỦY|UỶ|HỘI|HỘI ĐỒNG|BAN|VĂN PHÒNG|CỤC|SỞ|TÒA|"
    r"TOÀ|VIỆN|"
    r"THANH TRA|ĐẢNG|CHỦ TỊCH|THỦ TƯỚNG|MẶT TRẬN|CÔNG AN|NGÂN HÀNG|ĐOÀN|TRƯỜNG|PHÒNG|KIỂM TOÁN)\b"
)
_ISSUERS = (
    "Ủy ban Thường vụ Quốc hội", "Văn phòng Quốc hội", "Quốc hội", "Thủ tướng Chính phủ",
    "Văn phòng Chính phủ", "Chính phủ", "Ban Chấp hành Trung ương", "Bộ Chính trị", "Ban Bí thư",
    "Văn phòng Trung ương Đảng", "Hội đồng Thẩm phán Tòa án nhân dân tối cao", "Chủ tịch nước",
    "Bộ Nội vụ", "Bộ Tài chính", "Bộ Tư pháp", "Bộ Công an", "Bộ Quốc phòng", "Bộ Công Thương",
    "Bộ Giáo dục và Đào tạo", "Bộ Y tế", "Thanh tra Chính phủ", "Tổng cục Thuế",
)  # fmt: skip
_ISSUER_OF_NUMBER = (
    (re.compile(r"/QH\d+$"), "Quốc hội"),
    (re.compile(r"/UBTVQH\d+$"), "Ủy ban Thường vụ Quốc hội"),
    (re.compile(r"-CP$"), "Chính phủ"),
    (re.compile(r"-TTg$"), "Thủ tướng Chính phủ"),
    (re.compile(r"-VPQH$"), "Văn phòng Quốc hội"),
    (re.compile(r"-VPCP$"), "Văn phòng Chính phủ"),
)
_PLACE_WORDS = re.compile(r"\b(tỉnh|huyện|thành phố|quận|thị xã|xã|phường|thị trấn)\s+(.+)$")
_PLACE_LINE = re.compile(r"TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|XÃ|PHƯỜNG|THỊ|QUỐC HỘI$")


def issuer_of(before: list[str], number: str) -> str:
    """The offices printed above the number: the last one issues (Bộ Tài chính / Tổng cục Thuế).
    Where none is printed, the office that the number's ending stands for."""
    offices: list[str] = []
    for line in before:
        if NUMBER_LINE.match(line) or DATE_WORDS.search(line) or line.lower().startswith("số"):
            break
        name = re.split(r"\s{2,}|\s\|\s|\s*-{3,}", MOTTO.split(line)[0])[0].strip(" .*-|")
        name = name.upper() if mostly_capitals(name) else name
        if name.isupper() and 3 < len(name) < 80 and (offices or _OFFICE_WORD.search(name)):
            if offices and _PLACE_LINE.match(name) and offices[-1] != "QUỐC HỘI":
                offices[-1] += f" {name}"
            elif _OFFICE_WORD.search(name):
                offices.append(name)
    if not offices:
        return next((office for ending, office in _ISSUER_OF_NUMBER if ending.search(number)), "")
    return _spelled(offices[-1])


def _spelled(capitals: str) -> str:
    for office in _ISSUERS:
        if capitals.replace("UỶ", "ỦY").endswith(office.upper()):
            return office
    return _PLACE_WORDS.sub(lambda m: f"{m.group(1)} {m.group(2).title()}", lowered(capitals))
