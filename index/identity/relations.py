"""What a document says about others: based on, guides, amends, replaces, ends.

Only what the text states of a document it names; where only a part of another document ends
(a chapter, the provisions on one matter), that is a kind of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.identity.head import head_length
from index.identity.numbers import NUMBER, is_consolidated, number_of, year_in
from index.types import Relation, RelationKind, SourceText, Span

_MENTION = re.compile(
    r"(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư liên tịch|"
    r"Thông tư|Kết luận|Quy định|Hiến pháp)\s(?!này\b)"
    rf"(?:(?:[^;:.()\d“”\n]|\d(?!\d{{0,6}}[/\-])){{0,120}}?\s)?số\s({NUMBER})"
    r"(?:,?\s+ngày\s+\d{1,2}(?:/|\s+tháng\s+)\d{1,2}(?:/|\s+năm\s+)(?P<year>\d{4}))?|"
    r"(?P<name>(?:Bộ luật|Luật|Pháp lệnh|Hiến pháp)\s[^;:.()“”\n\d]{2,90}?)"
    r"(?=\s(?:ngày|năm\s\d|đã được|được sửa|hết hiệu lực)|[;.()]|$)"
)
_CONSOLIDATED = "XÁC THỰC VĂN BẢN HỢP NHẤT"
# "Các quy định về tiếp công dân tại Luật ...": only a part of that law ends.
_PARTLY = re.compile(
    r"\b(?:Chương|Mục|[Đđ]iều|[Kk]hoản|[Đđ]iểm)\s+[\dIVX]|"
    r"\bquy định\s(?:[^,;]{0,80}\s)?(?:tại|trong)\s|"
    # "sửa đổi, bổ sung một số điều của ...", "quy định chi tiết thi hành một số điều của ..." are
    # names of documents.
    r"(?<!bổ sung )(?<!thi hành )(?<!chi tiết )(?<!hướng dẫn )\bmột (?:số|phần)\b"
)
_GUIDING = re.compile(r"(?i)\b(?:quy định chi tiết|hướng dẫn)\b")
_AMENDING = re.compile(r"(?i)\bsửa đổi, bổ sung\b")
_AMENDING_ARTICLE = re.compile(r"Điều \d{1,3}[a-zđ]?\. (?:Sửa đổi|Bổ sung)\b")
_REPLACING = re.compile(r"(?i)\b(?:này|và)\s+thay thế\b|^\W*thay thế\b")
_REPLACED = re.compile(r"(?i)\bđược thay thế (?:bằng|bởi)\b")
_ENDING = re.compile(r"(?i)\b(?:hết hiệu lực|bị bãi bỏ|bãi bỏ)\b")
_ABOLISHING = re.compile(r"(?:Điều )?(?:\d{1,3}[a-zđ]?[.)]|[a-zđ]\))?\s*Bãi bỏ\s")
# "Kể từ ngày Nghị định này có hiệu lực, các Nghị định sau đây hết hiệu lực:" and its items.
_LISTED = re.compile(r"\bnày .{1,300}? sau(?: đây)? (?:hết hiệu lực|bị bãi bỏ)\b")
_ITEM = re.compile(r"(?:(?P<letter>[a-zđ]\d?\))|(?P<dash>[-+•])|(?P<number>\d{1,2}[.)]))\s")
_SENTENCE = re.compile(r"[^.;\n]+(?:\.(?=\d)[^.;\n]*)*")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_HEAD_LINES = 15
_TITLE_LETTERS = 600  # of the title behind "hướng dẫn" or "sửa đổi, bổ sung"


@dataclass(frozen=True, slots=True)
class _Mention:
    target: str  # number, or name where it has none
    year: str
    start: int


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str  # white space collapsed

    def span(self, start: int, end: int) -> Span:
        """Of a part of `text`; of the whole line where its white space was collapsed."""
        if len(self.text) != self.end - self.start:
            return self.start, self.end
        while start < end and self.text[start].isspace():
            start += 1
        return self.start + start, self.start + end


def relations(source: SourceText) -> tuple[Relation, ...]:
    """What a document says about others, each pair of kind and document once, where it says so
    first."""
    text = source.text.split(_CONSOLIDATED, 1)[0]  # behind it stand notes about other laws
    lines = [_line(text, *match.span()) for match in _LINE.finditer(text)]
    head = lines[: min(head_length([line.text for line in lines]), _HEAD_LINES)]
    own = number_of([line.text for line in lines[:_HEAD_LINES]])
    found: dict[tuple[RelationKind, str], Relation] = {}
    for one in (*_of_title(head, own), *_of_lines(lines)):
        if one.target != own:
            found.setdefault((one.kind, one.target), one)
    return tuple(found.values())


def _line(text: str, start: int, end: int) -> _Line:
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return _Line(start, end, " ".join(text[start:end].split()))


def _of_title(head: list[_Line], own: str) -> Iterator[Relation]:
    """What the title says the document is for; a consolidated law's title names its own law."""
    title = " ".join(line.text for line in head)
    if not head or is_consolidated(own):
        return
    span = (head[0].start, head[-1].end)
    for kind, pattern in ((RelationKind.GUIDES, _GUIDING), (RelationKind.AMENDS, _AMENDING)):
        match = pattern.search(title)
        if match is not None:
            for mention in _mentions(title[match.end() :][:_TITLE_LETTERS]):
                yield Relation(kind, mention.target, mention.year, span)


def _of_lines(lines: list[_Line]) -> Iterator[Relation]:
    listed = ""  # how the items of a list of documents that end are marked; "" outside one
    before: _Line | None = None
    for line in lines:
        item = _ITEM.match(line.text)
        form = item.lastgroup or "" if item else ""
        begins = before is not None and _opens_list(before.text)
        listed = form if begins or form == listed else ""
        if listed:
            yield from _of_item(line)
        else:
            yield from _of_line(line)
        before = line


def _opens_list(text: str) -> bool:
    return text.endswith(":") and _LISTED.search(text) is not None


def _of_item(line: _Line) -> Iterator[Relation]:
    for match in _SENTENCE.finditer(line.text):
        # What follows the first is part of its name.
        for mention in list(_mentions(match.group()))[:1]:
            partly = _PARTLY.search(match.group(), 0, mention.start) is not None
            kind = RelationKind.ENDS_PARTLY if partly else RelationKind.ENDS
            yield _relation(kind, mention, line.span(*match.span()))


def _of_line(line: _Line) -> Iterator[Relation]:
    if line.text.startswith("Căn cứ"):
        # What follows the first is what amended it.
        for mention in list(_mentions(line.text))[:1]:
            yield _relation(RelationKind.BASED_ON, mention, (line.start, line.end))
    elif amending := _AMENDING_ARTICLE.match(line.text):
        for mention in list(_mentions(line.text, amending.end()))[:1]:
            yield _relation(RelationKind.AMENDS, mention, (line.start, line.end))
    elif any(word in line.text for word in ("hiệu lực", "thay thế", "bãi bỏ", "Bãi bỏ")):
        for match in _SENTENCE.finditer(line.text):
            span = line.span(*match.span())
            abolishes = _ABOLISHING.match(line.text) is not None
            for kind, mention in _endings(match.group(), abolishes):
                yield _relation(kind, mention, span)


def _relation(kind: RelationKind, mention: _Mention, span: Span) -> Relation:
    return Relation(kind, mention.target, mention.year, span)


def _mentions(text: str, start: int = 0) -> Iterator[_Mention]:
    for match in _MENTION.finditer(text, start):
        number = match.group(1)
        name = number or " ".join(match.group("name").split())
        if not re.search(r"\bnày\b", match.group()):
            target = name.rstrip(" .,-/")
            year = year_in(target) if number else ""
            yield _Mention(target, year or match.group("year") or "", match.start())


def _endings(sentence: str, abolishes: bool) -> Iterator[tuple[RelationKind, _Mention]]:
    """Documents that a sentence says are replaced or no longer in force. abolishes: it stands in
    a paragraph that begins with "Bãi bỏ", so that it needs no "này"."""
    replacing, replaced = _REPLACING.search(sentence), _REPLACED.search(sentence)
    ending = _ENDING.search(sentence)
    if not (replacing or replaced or ending):
        return
    if not abolishes and not re.search(r"\bnày\b", sentence):
        return
    partly = False
    before = 0
    for mention in _mentions(sentence):
        partly = partly or _PARTLY.search(sentence, before, mention.start) is not None
        inside_name = sentence[: mention.start].rstrip().endswith((" của", "thi hành"))
        before = mention.start
        if (replacing and mention.start > replacing.start()) or (
            replaced and mention.start < replaced.start()
        ):
            yield (RelationKind.ENDS_PARTLY if partly else RelationKind.REPLACES), mention
        elif ending and (mention.start < ending.start() or abolishes):
            if partly:
                yield RelationKind.ENDS_PARTLY, mention
            elif not inside_name:
                yield RelationKind.ENDS, mention
