"""Laws, decrees and resolutions with articles: Phần / Chương / Mục / Điều / Khoản / Điểm.

A passage is a khoản with its điểm inside, or a điều without khoản. Headings are passages of
their own, so that a title can be cited. `index.structure.points` names the điểm of a quote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

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
from index.structure.marks import (
    HEADING_LEVELS,
    LEAST_ARTICLES,
    SECTION,
    articles_of,
    clauses_of,
    heading_of,
    sections_of,
)
from index.structure.parts import Part, parts_of
from index.structure.points import POINT
from index.structure.woven import unwoven
from index.types import Passage, PassageKind, Place, SourceText

_BASIS = re.compile(
    r"(?:Căn cứ|Để |Theo đề nghị|Xét đề nghị|Thực hiện|Trên cơ sở|Luật này|Luật \S+ .{0,80} số)"
)
_PREFACE = re.compile(r"(?i)lời nói đầu$")

OPENING = "Mở đầu"
CLOSING = "Chữ ký"
_LONG_CLAUSE = 6_000  # characters; the longest khoản of the testing laws has 3,869
_TITLE_WORDS = 45  # a longer "title" is the article's text itself


def looks_like_law(source: SourceText) -> bool:
    """Whether a document is made of articles, or else of one paragraph a line (a Party document
    read from PDF or Word), which `parse` hands on to `party`. What is left has its paragraphs
    between blank lines, as the report has."""
    lines = lines_of(source)
    articles = articles_of(lines)
    if len(articles) >= LEAST_ARTICLES:
        return True
    if len(articles) == 1 and any(SIGNATURE.match(line.text) for line in lines):
        return True
    return party.looks_like_lines(source, lines)


def parse(document_id: str, source: SourceText) -> list[Passage]:
    """Passages of a law in reading order."""
    lines = unwoven(lines_of(source))
    if not articles_of(lines):
        return party.parse(document_id, source)
    body, notes = without_notes(lines, source)
    drafts: list[Draft] = []
    for part in parts_of(body):
        drafts += _Builder(part).drafts()
    return numbered(document_id, source, drafts, notes)


@dataclass(slots=True)
class _Builder:
    """Turns the lines of one part into drafts, top down."""

    part: Part
    path: list[tuple[str, str, int]] = field(default_factory=list)  # label, title, level
    found: list[Draft] = field(default_factory=list)

    def drafts(self) -> list[Draft]:
        lines = self.part.lines
        if self.part.label:
            self.path = [(self.part.label, self.part.title, -1)]
            self.emit(PassageKind.HEADING, lines[: self.part.heading])
        articles = articles_of(lines)
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
            if heading_of(lines[position]) is not None:
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
            heading = heading_of(lines[position])
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
        if heading_of(lines[position]) is None:
            return False
        for following in range(position + 1, min(position + 6, end)):
            if following in articles or heading_of(lines[following]) is not None:
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
            and heading_of(lines[stop]) is None
            and lines[stop].table is None
            and (lines[stop].text.isupper() or not words)
        ):
            words.append(NOTE_MARK.sub("", lines[stop].text).strip())
            stop += 1
        level = HEADING_LEVELS[name]
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
            if heading < len(lines) and clauses_of(lines[heading:]):
                self.emit(PassageKind.PARAGRAPH, lines[:heading], step)
                self.article_body(lines[heading:], step)
            else:
                self.article_body(lines, step)
            return
        self.emit(PassageKind.HEADING, lines[:heading], step)
        self.article_body(lines[heading:], step)

    def article_body(self, lines: list[Line], step: tuple[str, str]) -> None:
        """Sections I, II of an article that brings a whole programme, else its khoản."""
        cuts = sections_of(lines)
        if not cuts:
            self.clause_run(lines, step)
            return
        first = cuts[0][0]
        if first:
            self.clause_run(lines[:first], step)
        for position, stop, number in stretches(cuts, len(lines)):
            title = SECTION.sub("", lines[position].text, count=1)
            section = (number, title)
            self.emit(PassageKind.HEADING, lines[position : position + 1], step, section)
            self.programme(lines[position + 1 : stop], step, section)

    def programme(self, lines: list[Line], *steps: tuple[str, str]) -> None:
        """Numbered points and their paragraphs, each a passage: a programme has no khoản."""
        numbers = dict(clauses_of(lines))
        number = ""
        letter = ""
        position = 0
        for paragraph in whole_paragraphs(lines):
            if position in numbers:
                number, letter = numbers[position], ""
            elif (match := POINT.match(paragraph[0].text)) is not None:
                letter = match.group(1)
            below = [(label, "") for label in (number, letter) if label]
            self.emit(PassageKind.PARAGRAPH, paragraph, *steps, *below)
            position += len(paragraph)

    def clause_run(self, lines: list[Line], *steps: tuple[str, str]) -> None:
        clauses = clauses_of(lines)
        first = clauses[0][0] if clauses else len(lines)
        if first:
            self.emit(PassageKind.PARAGRAPH, lines[:first], *steps)
        for position, stop, number in stretches(clauses, len(lines)):
            for group in groups_of(lines[position:stop], _LONG_CLAUSE):
                self.emit(PassageKind.PARAGRAPH, group, *steps, (f"Khoản {number}", ""))

    # -- appendices without articles

    def free_text(self, lines: list[Line]) -> None:
        """Sections I, II and numbered items of an appendix; short lines of a form together."""
        cuts = sections_of(lines)
        self.items(lines[: cuts[0][0]] if cuts else lines)
        for position, stop, number in stretches(cuts, len(lines)):
            section = (number, SECTION.sub("", lines[position].text, count=1))
            self.emit(PassageKind.HEADING, lines[position : position + 1], section)
            self.items(lines[position + 1 : stop], section)

    def items(self, lines: list[Line], *steps: tuple[str, str]) -> None:
        clauses = clauses_of(lines)
        kept = self.path
        self.path = [*kept, *((label, title, 9) for label, title in steps)]
        self.grouped(lines[: clauses[0][0]] if clauses else lines)
        for position, stop, number in stretches(clauses, len(lines)):
            self.emit(PassageKind.PARAGRAPH, lines[position:stop], (number, ""))
        self.path = kept


def _is_sentence(title: str) -> bool:
    return title.endswith((".", ";", ":", "./.")) or len(title.split()) > _TITLE_WORDS
