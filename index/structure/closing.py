"""Where a document's text ends and its signature, seal and addressees begin."""

from __future__ import annotations

import re

from index.structure.lines import Line

SIGNATURE = re.compile(
    r"(?:Luật|Bộ luật|Hiến pháp|Pháp lệnh|Nghị quyết)\s+này\s+(?:đã\s+)?được\s+.{0,120}thông qua|"
    r"(?:TM|T/M|KT|TL|TUQ|Q)\s*\.\s*[A-ZĐ]|T/M\s+[A-ZĐ]|\W{0,3}(?:Nơi nhận|NƠI NHẬN)\b|"
    r"XÁC THỰC VĂN BẢN HỢP NHẤT|\|\s*TM\.|Xác thực văn bản hợp nhất"
)
_OFFICE = re.compile(
    r"(?:PHÓ\s+)?(?:CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|TỔNG BÍ THƯ|CHỦ NHIỆM|THỐNG ĐỐC|CHÁNH ÁN|"
    r"VIỆN TRƯỞNG|TỔNG THANH TRA|BÍ THƯ|GIÁM ĐỐC|TỔNG CỤC TRƯỞNG|CỤC TRƯỞNG)\b"
)
_LONGEST_OFFICE = 60


def closing_of(lines: list[Line], start: int) -> int:
    """Position of the first line at or after `start` that belongs to the signature."""
    for position in range(start, len(lines)):
        line = lines[position]
        if line.is_quoted:
            continue
        is_office = _OFFICE.match(line.text) is not None and line.text.isupper()
        if SIGNATURE.match(line.text) or (is_office and len(line.text) < _LONGEST_OFFICE):
            return position
    return len(lines)
