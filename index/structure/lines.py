"""Lines of a canonical text as a parser of legal documents sees them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from index.types import SourceText, Span

_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’)\]]*(?:\[\d+\])*$")
_UNIT_START = re.compile(
    r"(?:Điều|Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN|PHỤ LỤC|Phụ lục)\s|\d{1,3}[a-zđ]?[.)]|[a-zđ]{1,2}\)|"
    r"[-+•]\s|[IVXLC]{1,6}[.\-]\s|\[\d+\]"
)
_QUOTE_END = re.compile(r"[”\"][.;,]*(?:\[\d+\])?$")
_MOST_QUOTED_LINES = 600  # a quote without an end is a slip of the pen, not half the law


@dataclass(frozen=True, slots=True)
class Line:
    start: int
    end: int
    text: str
    goes_on: bool = False  # the line before was cut by a page break and continues here
    is_quoted: bool = False  # inside words that an amending article quotes
    table: Span | None = None
    is_run_together: bool = False  # of a text whose lines OCR has lost, and some of its stops


def lines_of(source: SourceText) -> list[Line]:
    """Lines with any text, trimmed, in reading order."""
    spans = [_trimmed(source.text, match.span()) for match in _LINE.finditer(source.text)]
    texts = [(start, end, source.text[start:end]) for start, end in spans if start < end]
    quoted = _quoted([text for _, _, text in texts])
    page_starts = source.page_starts
    notes = tuple(sorted(span for _, span in source.footnotes))
    lines: list[Line] = []
    before: Line | None = None  # of the running text: notes at the foot of a page do not end it
    for position, (start, end, text) in enumerate(texts):
        table = _span_at(source.tables, start)
        goes_on = (
            before is not None
            and table is None
            and before.table is None
            and bisect_right(page_starts, start) > bisect_right(page_starts, before.start)
            and _SENTENCE_END.search(before.text) is None
            and _UNIT_START.match(text) is None
            and not before.text.isupper()
        )
        lines.append(Line(start, end, text, goes_on, quoted[position], table))
        if _span_at(notes, start) is None:
            before = lines[-1]
    return lines


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _span_at(spans: tuple[Span, ...], offset: int) -> Span | None:
    position = bisect_right(spans, (offset, 1 << 62)) - 1
    if position >= 0 and spans[position][0] <= offset < spans[position][1]:
        return spans[position]
    return None


def _quoted(texts: list[str]) -> list[bool]:
    """Whether each line lies inside a quote that an earlier line has opened."""
    flags = [False] * len(texts)
    position = 0
    # Lines looked at while searching for the ends of quotes: keeps hostile texts linear.
    left = _MOST_QUOTED_LINES + 20 * len(texts)
    while position < len(texts):
        last, looked_at = _quote_end(texts, position) if left > 0 else (None, 0)
        left -= looked_at
        if last is None:
            position += 1
            continue
        for inside in range(position + 1, last + 1):
            flags[inside] = True
        position = last + 1
    return flags


def _quote_end(texts: list[str], first: int) -> tuple[int | None, int]:
    """The line that closes the quote opened at the start of line `first` (None where no quote
    opens there or it ends in the same line), and how many lines were looked at."""
    opening = texts[first][0]
    if opening not in '“"' or len(texts[first]) < 2:
        return None, 0
    depth = 0
    stop = min(len(texts), first + _MOST_QUOTED_LINES)
    for position in range(first, stop):
        text = texts[position]
        if opening == "“":
            depth += text.count("“") - text.count("”")
            closed = depth <= 0
        else:
            closed = text.count('"') % 2 == (1 if position > first else 0)
        if closed:
            ends = position > first and _QUOTE_END.search(text) is not None
            return position if ends else None, position - first + 1
    return None, stop - first
