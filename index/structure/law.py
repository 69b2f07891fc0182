"""Laws, decrees and resolutions with articles: Phần / Chương / Mục / Điều / Khoản / Điểm.

A passage is a khoản with its điểm inside, or a điều without khoản. Headings are passages of
their own, so that a title can be cited. `refine_place` names the điểm of a quote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from index.structure import party
from index.structure.closing import SIGNATURE, closing_of
from index.structure.drafts import (
    NOTE_MARK,
    Draft,
    drafts_of,
    groups_of,
    numbered,
    stretches,
    whole_paragraphs,
    without_notes,
)
from index.structure.lines import Line, lines_of
from index.structure.numbering import Numbered, running
from index.types import Passage, PassageKind, Place, SourceText

_MARK = r"(?:\s*\[\d{1,3}\])?"
_ARTICLE = re.compile(rf"Điều\s+(\d{{1,4}})\s?([a-zđ]?)\b{_MARK}\s*(?:[.:]\s*(?P<title>.*)|$)")
# "Điều 18.1.LQ.30.": an article of the Bộ pháp điển, where the codes do not run on.
_CODED = re.compile(
    r"Điều\s+(\d{1,3}\.\d{1,3}\.[A-ZĐ]{1,5}\.(?:\d{1,4}\.)?\d{1,4}[a-zđ]?)()\.\s*(?P<title>.*)"
)
_CLAUSE = re.compile(
    r"(\d{1,3})([a-zđ]?)\s?[.)](?:\s*\[\d{1,3}\])?\s+(?=\S)|(\d{1,3})([a-zđ]?)\.(?=[A-ZĐÀ-Ỹ\[“])"
)
_ROMAN = r"[IVXLC]{1,7}"
_HEADINGS = (
    (
        "Phần",
        re.compile(
            rf"(?:PHẦN|Phần)\s+((?:THỨ|thứ)\s+\w+|{_ROMAN}|\d{{1,2}}|[A-Z])(?!\w){_MARK}(.*)"
        ),
    ),
    ("Chương", re.compile(rf"(?:CHƯƠNG|Chương)\s+({_ROMAN}|\d{{1,3}})(?!\w){_MARK}(.*)")),
    ("Mục", re.compile(rf"(?:MỤC|Mục)\s+({_ROMAN}|\d{{1,3}}|[A-Z])(?!\w){_MARK}(.*)")),
    (
        "Tiểu mục",
        re.compile(rf"(?:TIỂU MỤC|Tiểu mục)\s+({_ROMAN}|\d{{1,3}}|[A-Z])(?!\w){_MARK}(.*)"),
    ),
)
_HEADING_LEVELS = {name: level for level, (name, _) in enumerate(_HEADINGS)}
_SECTION = re.compile(rf"({_ROMAN})\s?[.\-–]\s*(?=\S)")  # I. QUAN ĐIỂM, inside an article
_POINT = re.compile(r"([a-zđ]{1,2}\d?)\)(?:\s*\[\d{1,3}\])?\s*(?=\S)")
_INSIDE_POINT = re.compile(r"[-+•*]\s|\([ivx]+\)|[a-zđ]\.\d|[ivx]+\)|[a-zà-ỹđ]")

_APPENDIX = re.compile(
    rf"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:SỐ|số))?\s*({_ROMAN}|\d{{1,2}}[A-Za-z]?|[A-Z])?(?!\w)"
    r"\s*[.:\-–]?\s*(.*)"
)
_ATTACHED = re.compile(
    r"(?:QUY CHẾ|QUY ĐỊNH|QUY TRÌNH|ĐIỀU LỆ|NỘI QUY|CHƯƠNG TRÌNH|KẾ HOẠCH|ĐỀ ÁN|HƯỚNG DẪN|"
    r"CHIẾN LƯỢC|DANH MỤC|TUYÊN NGÔN|BIỂU MẪU|MẪU)\b"
)
_ATTACHED_TO = re.compile(r"\(?\s*(?:ban hành\s+)?kèm theo\b", re.IGNORECASE)
_BASIS = re.compile(
    r"(?:Căn cứ|Để |Theo đề nghị|Xét đề nghị|Thực hiện|Trên cơ sở|Luật này|Luật \S+ .{0,80} số)"
)
_PREFACE = re.compile(r"(?i)lời nói đầu$")

OPENING = "Mở đầu"
CLOSING = "Chữ ký"
_LEAST_ARTICLES = 2
_LONG_CLAUSE = 6_000  # characters; the longest khoản of the testing laws has 3,869
_TITLE_WORDS = 45  # a longer "title" is the article's text itself


def looks_like_law(source: SourceText) -> bool:
    """Whether a document is made of articles, or else of one paragraph a line (a Party document
    read from PDF or Word), which `parse` hands on to `party`. What is left has its paragraphs
    between blank lines, as the report has."""
    lines = lines_of(source)
    articles = _articles(lines)
    if len(articles) >= _LEAST_ARTICLES:
        return True
    if len(articles) == 1 and any(SIGNATURE.match(line.text) for line in lines):
        return True
    return party.looks_like_lines(source, lines)


def parse(document_id: str, source: SourceText) -> list[Passage]:
    """Passages of a law in reading order."""
    lines = _unwoven(lines_of(source))
    if not _articles(lines):
        return party.parse(document_id, source)
    body, notes = without_notes(lines, source)
    drafts: list[Draft] = []
    for part in _parts(body):
        drafts += _Part(part).drafts()
    return numbered(document_id, source, drafts, notes)


def points(passage: Passage) -> tuple[tuple[str, int, int], ...]:
    """The điểm of a khoản: label and canonical start and end of each."""
    found: list[tuple[str, int, int]] = []
    is_open = False
    for line in _passage_lines(passage):
        match = _POINT.match(line.text)
        if match is not None and not line.is_quoted:
            found.append((f"Điểm {match.group(1)}", line.start, line.end))
            is_open = True
        elif is_open and (line.is_quoted or _INSIDE_POINT.match(line.text) or line.text[0] in '“"'):
            label, start, _ = found[-1]
            found[-1] = (label, start, line.end)
        else:
            is_open = False  # words that close the khoản, after its points
    return tuple(found)


def refine_place(passage: Passage, start: int) -> Place:
    """The place of a quote that begins at canonical offset `start`: with its điểm, if in one.
    Only khoản and điều have điểm: a) of a report or programme is a place already."""
    if not passage.place.labels or not passage.place.labels[-1].startswith(("Khoản ", "Điều ")):
        return passage.place
    for label, low, high in points(passage):
        if low <= start < high:
            place = passage.place
            return replace(place, labels=(*place.labels, label), titles=(*place.titles, ""))
    return passage.place


# --- lines -----------------------------------------------------------------------------------


def _passage_lines(passage: Passage) -> list[Line]:
    """Lines of a passage at their canonical offsets."""
    text = passage.text
    lines = lines_of(SourceText(text=text))
    placed: list[Line] = []
    for line in lines:
        where = passage.locate(line.start, line.end)
        if where:
            placed.append(replace(line, start=where[0][0], end=where[-1][1]))
    return placed


def _unwoven(lines: list[Line]) -> list[Line]:
    """Lines cut where an article begins inside one, for texts that OCR has run together."""
    at_start = len(_articles(lines))
    cut: list[Line] = []
    for line in lines:
        cut += _cut_at_units(line)
    inside = len(_articles(cut))
    return cut if inside > at_start * 1.5 and inside >= 10 else lines


_INLINE_UNIT = re.compile(
    r"(?<=\S )(?=Điều \d{1,3}\. ?[A-ZĐÀ-Ỹ])|(?<=[.;:] )(?=\d{1,2}\. [A-ZĐÀ-Ỹ]|[a-zđ]\) [A-ZĐÀ-Ỹ])"
)


def _cut_at_units(line: Line) -> list[Line]:
    places = [0, *(match.start() for match in _INLINE_UNIT.finditer(line.text)), len(line.text)]
    pieces: list[Line] = []
    for low, high in pairwise(places):
        text = line.text[low:high].rstrip()
        if text:
            start = line.start + low
            goes_on = line.goes_on and low == 0
            pieces.append(
                replace(line, start=start, end=start + len(text), text=text, goes_on=goes_on)
            )
    return pieces


# --- articles --------------------------------------------------------------------------------


def _articles(lines: list[Line]) -> dict[int, re.Match[str]]:
    """Position and match of the lines that head an article."""
    coded = {
        position: match
        for position, line in enumerate(lines)
        if (match := _CODED.match(line.text)) and not line.is_quoted
    }
    if len(coded) >= _LEAST_ARTICLES:
        return coded
    found = [
        (position, match)
        for position, line in enumerate(lines)
        if not line.is_quoted and line.table is None and (match := _ARTICLE.match(line.text))
    ]
    accepted = running([Numbered(int(match.group(1)), match.group(2)) for _, match in found])
    return {
        position: match for (position, match), good in zip(found, accepted, strict=True) if good
    }


# --- parts: the document itself, then what is attached to it ----------------------------------


@dataclass(frozen=True, slots=True)
class _PartLines:
    lines: list[Line]
    label: str = ""  # "" for the document itself
    heading: int = 0  # lines at its start that are its heading
    title: str = ""


def _parts(lines: list[Line]) -> list[_PartLines]:
    starts: list[int] = []
    for position in range(len(lines)):
        if _begins_attachment(lines, position):
            # "DANH MỤC ..." under "Phụ lục I" is that appendix's title.
            last = _attachment(lines[starts[-1] :]) if starts else None
            if last is None or position >= starts[-1] + last.heading:
                starts.append(position)
    parts: list[_PartLines] = []
    for low, high in zip([0, *starts], [*starts, len(lines)], strict=True):
        piece = lines[low:high]
        if not piece:
            continue
        parts.append(_attachment(piece) if low in starts else _PartLines(piece))
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


def _attachment(lines: list[Line]) -> _PartLines:
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
        if _heading_of(lines[heading]) is not None or _SECTION.match(text):
            break
        if text.isupper():
            words.append(text)
        heading += 1
    return _PartLines(lines, label, heading, " ".join(word for word in words if word))


# --- one part --------------------------------------------------------------------------------


def _heading_of(line: Line) -> tuple[str, str, str] | None:
    """Level, label and title words of a line that heads a Phần, Chương, Mục or Tiểu mục."""
    if line.is_quoted or line.table is not None:
        return None
    for name, pattern in _HEADINGS:
        match = pattern.fullmatch(line.text)
        if match is None:
            continue
        rest = match.group(2)
        words = rest.strip(" .:-–")
        # "Chương II của Luật này" is running text; "Mục 1 QUY ĐỊNH", "Chương I. Quy định" are not.
        if words and not (rest.lstrip()[0] in ".:-–" or words.isupper()):
            return None
        number = match.group(1)
        return name, f"{name} {number.lower() if ' ' in number else number}", words
    return None


@dataclass(slots=True)
class _Part:
    """Turns the lines of one part into drafts, top down."""

    part: _PartLines
    path: list[tuple[str, str, int]] = field(default_factory=list)  # label, title, level
    found: list[Draft] = field(default_factory=list)

    def drafts(self) -> list[Draft]:
        lines = self.part.lines
        if self.part.label:
            self.path = [(self.part.label, self.part.title, -1)]
            self.emit(PassageKind.HEADING, lines[: self.part.heading])
        articles = _articles(lines)
        first = min(articles, default=len(lines))
        closing = closing_of(lines, max(articles, default=self.part.heading - 1) + 1)
        if not articles and not self.part.label:
            first = closing
        opening_end = self.first_heading(lines, first)
        if self.part.label and not articles:
            self.free_text(lines[self.part.heading : closing])
        else:
            self.opening(lines[self.part.heading : opening_end])
            self.body(lines, opening_end, closing, articles)
        self.closing_lines(lines[closing:])
        return self.found

    def first_heading(self, lines: list[Line], first: int) -> int:
        """Where the headings begin that lead to the first article."""
        for position in range(self.part.heading, first):
            if _heading_of(lines[position]) is not None:
                return position
        return first

    # -- writing

    def place(self, *more: tuple[str, str]) -> Place:
        steps = [(label, title) for label, title, _ in self.path] + list(more)
        return Place(tuple(label for label, _ in steps), tuple(title for _, title in steps))

    def emit(self, kind: PassageKind, lines: list[Line], *more: tuple[str, str]) -> None:
        self.found += drafts_of(kind, self.place(*more), lines)

    # -- opening and closing

    def opening(self, lines: list[Line]) -> None:
        """The head of the document, its legal basis, and a preface where it has one."""
        self_path = self.path
        preface = next((n for n, line in enumerate(lines) if _PREFACE.match(line.text)), len(lines))
        basis = next((n for n in range(preface) if _BASIS.match(lines[n].text)), preface)
        self.path = [*self_path, (OPENING, "", 0)]
        self.grouped(lines[:basis])
        self.grouped(lines[basis:preface])
        if preface < len(lines):
            self.path = [*self_path, ("Lời nói đầu", "", 0)]
            self.emit(PassageKind.HEADING, lines[preface : preface + 1])
            for line in whole_paragraphs(lines[preface + 1 :]):
                self.emit(PassageKind.PARAGRAPH, line)
        self.path = self_path

    def closing_lines(self, lines: list[Line]) -> None:
        kept = self.path
        self.path = [*[step for step in self.path if step[2] < 0], (CLOSING, "", 0)]
        self.grouped(lines)
        self.path = kept

    def grouped(self, lines: list[Line]) -> None:
        for group in groups_of(lines):
            self.emit(PassageKind.PARAGRAPH, group)

    # -- body

    def body(
        self, lines: list[Line], start: int, end: int, articles: dict[int, re.Match[str]]
    ) -> None:
        position = start
        while position < end:
            if position in articles:
                stop = self.unit_end(lines, position + 1, end, articles)
                self.article(lines[position:stop], articles[position])
                position = stop
                continue
            heading = _heading_of(lines[position])
            if heading is None:
                stop = self.unit_end(lines, position + 1, end, articles)
                self.grouped(lines[position:stop])
                position = stop
                continue
            position = self.heading(lines, position, end, articles, heading)

    def unit_end(
        self, lines: list[Line], start: int, end: int, articles: dict[int, re.Match[str]]
    ) -> int:
        for position in range(start, end):
            if position in articles or self.is_heading(lines, position, end, articles):
                return position
        return end

    def is_heading(
        self, lines: list[Line], position: int, end: int, articles: dict[int, re.Match[str]]
    ) -> bool:
        """A heading leads to an article or another heading within a few lines of title."""
        if _heading_of(lines[position]) is None:
            return False
        for following in range(position + 1, min(position + 6, end)):
            if following in articles or _heading_of(lines[following]) is not None:
                return True
        return False

    def heading(
        self,
        lines: list[Line],
        position: int,
        end: int,
        articles: dict[int, re.Match[str]],
        heading: tuple[str, str, str],
    ) -> int:
        name, label, title = heading
        stop = position + 1
        words = [title] if title else []
        while (
            stop < min(end, position + 5)
            and stop not in articles
            and _heading_of(lines[stop]) is None
            and lines[stop].table is None
            and (lines[stop].text.isupper() or not words)
        ):
            words.append(NOTE_MARK.sub("", lines[stop].text).strip())
            stop += 1
        level = _HEADING_LEVELS[name]
        self.path = [step for step in self.path if step[2] < level]
        self.path.append((label, " ".join(words), level))
        self.emit(PassageKind.HEADING, lines[position:stop])
        return stop

    def article(self, lines: list[Line], match: re.Match[str]) -> None:
        label = f"Điều {match.group(1)}{match.group(2)}"
        heading = 1
        while heading < len(lines) and lines[heading].goes_on:
            heading += 1  # a heading that a page break cuts
        words = " ".join(line.text for line in lines[:heading])
        title = NOTE_MARK.sub("", words[match.start("title") :] if match["title"] else "").strip()
        is_text = heading == len(lines) or _is_sentence(title)
        step = (label, "" if is_text else title)
        if is_text:
            # No heading, or one that already says what the article says.
            if heading < len(lines) and self.clauses(lines[heading:]):
                self.emit(PassageKind.PARAGRAPH, lines[:heading], step)
                self.article_body(lines[heading:], step)
            else:
                self.article_body(lines, step)
            return
        self.emit(PassageKind.HEADING, lines[:heading], step)
        self.article_body(lines[heading:], step)

    def article_body(self, lines: list[Line], step: tuple[str, str]) -> None:
        """Sections I, II of an article that brings a whole programme, else its khoản."""
        cuts = self.sections(lines)
        if not cuts:
            self.clause_run(lines, step)
            return
        first = cuts[0][0]
        if first:
            self.clause_run(lines[:first], step)
        for position, stop, number in stretches(cuts, len(lines)):
            title = _SECTION.sub("", lines[position].text, count=1)
            section = (number, title)
            self.emit(PassageKind.HEADING, lines[position : position + 1], step, section)
            self.programme(lines[position + 1 : stop], step, section)

    def sections(self, lines: list[Line]) -> list[tuple[int, str]]:
        found = [
            (position, match.group(1))
            for position, line in enumerate(lines)
            if not line.is_quoted and line.table is None and (match := _SECTION.match(line.text))
        ]
        accepted = running([Numbered(_roman(number)) for _, number in found])
        kept = [one for one, good in zip(found, accepted, strict=True) if good]
        return kept if len(kept) >= 2 else []

    def clauses(self, lines: list[Line]) -> list[tuple[int, str]]:
        """Position and number of the lines that begin a khoản."""
        found: list[tuple[int, Numbered]] = []
        for position, line in enumerate(lines):
            match = None if line.is_quoted or line.table else _CLAUSE.match(line.text)
            if match is not None:
                number, suffix = match.group(1) or match.group(3), match.group(2) or match.group(4)
                found.append((position, Numbered(int(number), suffix or "")))
        accepted = running([number for _, number in found])
        return [
            (position, f"{number.number}{number.suffix}")
            for (position, number), good in zip(found, accepted, strict=True)
            if good
        ]

    def programme(self, lines: list[Line], *steps: tuple[str, str]) -> None:
        """Numbered points and their paragraphs, each a passage: a programme has no khoản."""
        numbers = dict(self.clauses(lines))
        number = ""
        letter = ""
        position = 0
        for paragraph in whole_paragraphs(lines):
            if position in numbers:
                number, letter = numbers[position], ""
            elif (match := _POINT.match(paragraph[0].text)) is not None:
                letter = match.group(1)
            below = [(label, "") for label in (number, letter) if label]
            self.emit(PassageKind.PARAGRAPH, paragraph, *steps, *below)
            position += len(paragraph)

    def clause_run(self, lines: list[Line], *steps: tuple[str, str]) -> None:
        clauses = self.clauses(lines)
        first = clauses[0][0] if clauses else len(lines)
        if first:
            self.emit(PassageKind.PARAGRAPH, lines[:first], *steps)
        for position, stop, number in stretches(clauses, len(lines)):
            for group in groups_of(lines[position:stop], _LONG_CLAUSE):
                self.emit(PassageKind.PARAGRAPH, group, *steps, (f"Khoản {number}", ""))

    # -- appendices without articles

    def free_text(self, lines: list[Line]) -> None:
        """Sections I, II and numbered items of an appendix; short lines of a form together."""
        cuts = self.sections(lines)
        self.items(lines[: cuts[0][0]] if cuts else lines)
        for position, stop, number in stretches(cuts, len(lines)):
            section = (number, _SECTION.sub("", lines[position].text, count=1))
            self.emit(PassageKind.HEADING, lines[position : position + 1], section)
            self.items(lines[position + 1 : stop], section)

    def items(self, lines: list[Line], *steps: tuple[str, str]) -> None:
        clauses = self.clauses(lines)
        kept = self.path
        self.path = [*kept, *((label, title, 9) for label, title in steps)]
        self.grouped(lines[: clauses[0][0]] if clauses else lines)
        for position, stop, number in stretches(clauses, len(lines)):
            self.emit(PassageKind.PARAGRAPH, lines[position:stop], (number, ""))
        self.path = kept


def _is_sentence(title: str) -> bool:
    return title.endswith((".", ";", ":", "./.")) or len(title.split()) > _TITLE_WORDS


def _roman(number: str) -> int:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    total = 0
    for letter, after in zip(number, [*number[1:], ""], strict=True):
        value = values[letter]
        total += -value if after and values[after] > value else value
    return total
