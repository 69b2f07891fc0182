"""What stands on a page beside its text: page numbers, running headers, signature stamps."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from difflib import SequenceMatcher

from index.reading.layout import Line, Page
from index.vietnamese import fold

_PAGE_NUMBER = re.compile(
    r"(?i)^\W{0,3}(?:(?:trang|page)\s*)?(\d{1,4})(?:\s*(?:/|of|trên)\s*\d{1,4})?\W{0,3}$"
)
_STAMP = re.compile(
    r"(?i)^(?:\W*(?:người ký|ký bởi|ký số bởi|được ký bởi|thời gian ký|ngày ký|digitally signed by|"
    r"signature not verified|signed by)\b.*|\W*date\s*:\s*\d{4}[.\-/]\d.*|"
    r"\W*(?:email|e-mail)\s*:\s*\S+@\S+\W*|\W*cơ quan\s*:\s*(?:văn phòng chính phủ|cổng).{0,60}|"
    r"\W*cổng thông tin điện tử chính phủ\W*|\W*(?:công văn|văn bản) đến\W*|"
    r"\W*đến\s+(?:số|giờ|ngày)\s*[.:…].{0,40}|\W*giờ\b.{0,12}ngày\b.{0,16}|"
    r"\W*(?:https?://)?(?:www\.)?(?:thuvienphapluat|luatvietnam|vanban\.chinhphu|vbpl)\.\S+)$"
)
# "Điều 7" may stand at the top of many pages and is text all the same.
_UNIT = re.compile(r"(?i)(?:điều|chương|mục|phần|khoản|phụ lục)\s+[\dIVX]|\d{1,3}\s*[.)]|[a-zđ]\)")
_RULE = re.compile(r"^[\s\-_=*~.•·—–]{2,}$")

_DIGITS = re.compile(r"\d+")

_SEAL = "cong thong tin dien tu chinh phu"  # of the government's gate, folded
_SEAL_LINES = 16  # it stands beside the head of the first page
_LIKE_SEAL = 0.75  # share of letters that OCR reads right in a seal

_EDGE_LINES = 2  # lines at the top and bottom where furniture may stand
_REPEATED_ON = 0.4  # share of the pages a running header stands on
_LEAST_PAGES = 3


def is_rule(text: str) -> bool:
    """A line drawn with characters, as under the motto."""
    return _RULE.match(text) is not None


def without_furniture(pages: list[Page]) -> list[Page]:
    """Pages without the lines that belong to the sheet and not to the document."""
    running = _running_lines(pages)
    shift = _numbering_shift(pages)
    return [_cleaned(page, running, shift) for page in pages]


def _cleaned(page: Page, running: frozenset[str], shift: int | None) -> Page:
    last = len(page.lines) - 1
    kept: list[Line] = []
    for position, line in enumerate(page.lines):
        text = line.text.strip()
        at_edge = position < _EDGE_LINES or position > last - _EDGE_LINES
        if line.table is not None:
            kept.append(line)
            continue
        if is_rule(text) or _STAMP.match(text):
            continue
        if at_edge and (_pattern(text) in running or _is_page_number(text, page.number, shift)):
            continue
        if page.number == 1 and position < _SEAL_LINES:
            line = _without_seal(line)
        if line.words:
            kept.append(line)
    return replace(page, lines=tuple(kept))


def _without_seal(line: Line) -> Line:
    """OCR reads the seal of the government's gate into the line beside it."""
    count = len(_SEAL.split())
    begin = fold(" ".join(word.text for word in line.words[:count]))
    letters = "".join(letter for letter in begin if letter.isalnum() or letter == " ")
    if SequenceMatcher(None, letters, _SEAL, autojunk=False).ratio() < _LIKE_SEAL:
        return line
    return Line(line.words[count:])


def _is_page_number(text: str, page: int, shift: int | None) -> bool:
    match = _PAGE_NUMBER.match(text)
    if match is None:
        return False
    # The number a page should carry; without a pattern (a two-page letter) its own.
    return int(match.group(1)) == page + (shift or 0)


def _numbering_shift(pages: list[Page]) -> int | None:
    """Printed number minus page: the same on most pages that carry a number."""
    shifts: Counter[int] = Counter()
    for page in pages:
        edge = {*range(_EDGE_LINES), *range(len(page.lines) - _EDGE_LINES, len(page.lines))}
        found = {
            int(match.group(1)) - page.number
            for position in edge
            if 0 <= position < len(page.lines)
            and (match := _PAGE_NUMBER.match(page.lines[position].text.strip()))
        }
        shifts.update(found)
    if not shifts:
        return None
    shift, count = shifts.most_common(1)[0]
    return shift if count >= 2 else None


def _running_lines(pages: list[Page]) -> frozenset[str]:
    if len(pages) < _LEAST_PAGES:
        return frozenset()
    counts: Counter[str] = Counter()
    for page in pages:
        edges = (*page.lines[:_EDGE_LINES], *page.lines[-_EDGE_LINES:])
        texts = {line.text for line in edges if line.table is None}
        counts.update({_pattern(text) for text in texts if not _UNIT.match(text)})
    least = max(_LEAST_PAGES, len(pages) * _REPEATED_ON)
    return frozenset(
        text
        for text, count in counts.items()
        if count >= least and sum(letter.isalpha() for letter in text) > 3
    )


def _pattern(text: str) -> str:
    """A line with its numbers taken out: "Trang 3/10" and "Trang 4/10" are one."""
    return _DIGITS.sub("#", " ".join(text.lower().split()))
