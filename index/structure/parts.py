"""The parts of a file: the document itself, then what is attached to it (appendices, rules)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.structure.lines import Line
from index.structure.marks import ROMAN, SECTION, heading_of

_APPENDIX = re.compile(
    rf"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:SỐ|số))?\s*({ROMAN}|\d{{1,2}}[A-Za-z]?|[A-Z])?(?!\w)"
    r"\s*[.:\-–]?\s*(.*)"
)
_ATTACHED = re.compile(
    r"(?:QUY CHẾ|QUY ĐỊNH|QUY TRÌNH|ĐIỀU LỆ|NỘI QUY|CHƯƠNG TRÌNH|KẾ HOẠCH|ĐỀ ÁN|HƯỚNG DẪN|"
    r"CHIẾN LƯỢC|DANH MỤC|TUYÊN NGÔN|BIỂU MẪU|MẪU)\b"
)
_ATTACHED_TO = re.compile(r"\(?\s*(?:ban hành\s+)?kèm theo\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    lines: list[Line]
    label: str = ""  # "" for the document itself
    heading: int = 0  # lines at its start that are its heading
    title: str = ""


def parts_of(lines: list[Line]) -> list[Part]:
    starts: list[int] = []
    for position in range(len(lines)):
        if _begins_attachment(lines, position):
            # "DANH MỤC ..." under "Phụ lục I" is that appendix's title.
            last = _attachment(lines[starts[-1] :]) if starts else None
            if last is None or position >= starts[-1] + last.heading:
                starts.append(position)
    parts: list[Part] = []
    for low, high in zip([0, *starts], [*starts, len(lines)], strict=True):
        piece = lines[low:high]
        if not piece:
            continue
        parts.append(_attachment(piece) if low in starts else Part(piece))
    return parts


def _begins_attachment(lines: list[Line], position: int) -> bool:
    line = lines[position]
    if line.is_quoted or line.table is not None or line.goes_on:
        return False
    match = _APPENDIX.match(line.text)
    if match is not None:
        rest = match.group(2)
        named = match.group(1) is not None or line.text.startswith("PHỤ LỤC")
        return named and (not rest or rest.isupper() or rest.startswith("("))
    if _ATTACHED.match(line.text) is None or not line.text.isupper() or position == 0:
        return False
    following = [other.text for other in lines[position + 1 : position + 6]]
    return any(_ATTACHED_TO.match(text) for text in following)


def _attachment(lines: list[Line]) -> Part:
    match = _APPENDIX.match(lines[0].text)
    if match is not None:
        label = f"Phụ lục {match.group(1)}" if match.group(1) else "Phụ lục"
        words = [match.group(2).strip()]
    else:
        label = lines[0].text.capitalize() if len(lines[0].text) < 40 else "Văn bản kèm theo"
        words = [] if len(lines[0].text) < 40 else [lines[0].text]
    heading = 1
    while heading < len(lines) and heading < 8:
        text = lines[heading].text
        if not (text.isupper() or _ATTACHED_TO.match(text)):
            break
        if heading_of(lines[heading]) is not None or SECTION.match(text):
            break
        if text.isupper():
            words.append(text)
        heading += 1
    return Part(lines, label, heading, " ".join(word for word in words if word))
