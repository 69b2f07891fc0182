"""Bộ pháp điển: the Ministry of Justice's codified law, one HTML file for each đề mục.

A đề mục weaves the articles of many documents together ("Điều 18.1.LQ.30" is Điều 30 of the
law, "18.1.NĐ.1.5" Điều 5 of a decree). Here the articles of one of them are picked out again,
under the numbers they have in the document itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from index.errors import UnreadableFile
from index.reading import messages
from index.reading.html import lines_of, parse_html
from index.reading.words import Paragraph, Word, assemble, split_words
from index.structure import law
from index.types import PassageKind, SourceText
from index.vietnamese import normalise

_SHOWN_WORDS = 40  # of a stretch that differs; the note on an abolished article has 32
_HEAD_BYTES = 2_000  # the name of a đề mục and the link to its documents stand there
_TOPIC = re.compile(r"Đề mục\s+(\d{1,3}\.\d{1,3})\s*(.*)", re.DOTALL)
_CODE = re.compile(
    r"Điều\s+(\d{1,3}\.\d{1,3}\.[^\s.]{1,6}\.(?:\d{1,4}[a-zđ]?\.?){1,2})\s*(.*)", re.DOTALL
)
# "(Điều 30 Luật số 02/2011/QH13 Khiếu nại ngày 11/11/2011 của Quốc hội, có hiệu lực ...)"
_SOURCE = re.compile(
    r"\(?\s{0,4}Điều\s{1,4}(\d{1,4}[a-zđ]?)\.?\s{1,4}(.{2,40}?)\s{1,4}"
    r"(?:liên tịch\s{1,4})?số\s{1,4}"
    r"(?:liên tịch\s{1,4})?([\wĐđ/.\-]+)(.{0,700})",
    re.DOTALL,
)
_FULL_NAME = re.compile(
    r"\s{1,4}(\S.{1,499}?)\s{1,4}ngày\s{1,4}(\d{1,2}/\d{1,2}/\d{4})"
    r"(?:\s{1,4}của\s{1,4}([^,;)]{3,120}))?",
    re.DOTALL,
)
_IN_FORCE = re.compile(r"có hiệu lực thi hành kể từ ngày\s+(\d{1,2}/\d{1,2}/\d{4})")
_ANCHOR = re.compile(
    r"#(?:Phan_\w+?_)?(?:Chuong_([IVXLC\d]+)_)?(?:Muc_(\d+|[IVX]+)_)?(?:Tieumuc_\d+_)?Dieu_"
)


@dataclass(frozen=True, slots=True)
class CodifiedLaw:
    """A document whose articles a đề mục holds."""

    kind: str
    number: str
    name: str  # "" where the đề mục does not give it
    date: str  # as printed, 11/11/2011
    issuer: str
    in_force: str  # as printed
    articles: int

    @property
    def heading(self) -> str:
        """The document as the đề mục names it, on one line."""
        name = f" {self.name}" if self.name else ""
        date = f" ngày {self.date}" if self.date else ""
        issuer = f" của {self.issuer}" if self.issuer else ""
        force = f", có hiệu lực thi hành kể từ ngày {self.in_force}" if self.in_force else ""
        return f"{self.kind} số {self.number}{name}{date}{issuer}{force}"


@dataclass(frozen=True, slots=True)
class Difference:
    """One unit of two texts of the same law that do not read the same: a khoản that both have,
    or all that only one of them has of an article."""

    place: tuple[str, ...]  # ("Điều 31", "Khoản 2")
    text: str  # of the first text, "" where only the other has the unit
    other: str
    words: str  # what differs, "người bị [khiếu nại → thiệt hại]"


@dataclass(frozen=True, slots=True)
class _Article:
    code: str  # 18.1.LQ.30
    title: str
    number: str
    law_kind: str
    law_number: str
    law_words: str  # what follows the number in the source note
    chapter: tuple[str, str]  # labels of Chương and Mục in the document itself
    chapter_titles: tuple[str, str]
    note: str  # the source note as printed
    part: tuple[str, ...]  # headings of the đề mục above the article
    body: tuple[Paragraph, ...]

    @property
    def order(self) -> tuple[int, str]:
        digits = re.match(r"\d+", self.number)
        return (int(digits.group()) if digits else 0, self.number)


def topic(path: Path) -> str:
    """A short name of a đề mục for document ids: "phap-dien-18.1"."""
    return f"phap-dien-{_open(path)[0]}"


def laws(path: Path) -> tuple[CodifiedLaw, ...]:
    """The documents whose articles a đề mục holds, those with most articles first."""
    _, name, articles = _open(path)
    numbers = dict.fromkeys(article.law_number for article in articles)
    found = [_law(number, name, articles) for number in numbers]
    return tuple(sorted(found, key=lambda one: -one.articles))


def pick(path: Path, law_number: str) -> SourceText:
    """The articles of one document in their own order and under their own numbers. One that was
    abolished has no text left; the note on its source, which says so, stands in its place."""
    _, name, articles = _open(path)
    wanted = [one for one in articles if _same_number(one.law_number, law_number)]
    if not wanted:
        known = ", ".join(dict.fromkeys(one.law_number for one in articles))
        raise UnreadableFile(messages.law_not_in_phapdien(path.name, law_number, known[:600]))
    law_found = _law(wanted[0].law_number, name, articles)
    paragraphs = [Paragraph(split_words(law_found.heading), is_heading=True)]
    chapter = ("", "")
    for article in sorted(wanted, key=lambda one: one.order):
        for level in range(2):
            changed = article.chapter[: level + 1] != chapter[: level + 1]
            if article.chapter[level] and changed:
                label, title = article.chapter[level], article.chapter_titles[level]
                paragraphs.append(Paragraph(split_words(label), is_heading=True))
                if title:
                    paragraphs.append(Paragraph(split_words(title), is_heading=True))
        chapter = article.chapter
        paragraphs.append(_heading(article))
        paragraphs += article.body or (Paragraph(split_words(article.note)),)
    return assemble(paragraphs)


def is_topic(path: Path) -> bool:
    """Whether an HTML file is a đề mục of the Bộ pháp điển."""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES).decode("utf-8", "replace")
    return "Đề mục" in head and "ViewDanhSachVB" in head


def whole(path: Path) -> SourceText:
    """A whole đề mục under its own codes, without the lists of related articles."""
    number, name, articles = _open(path)
    paragraphs = [Paragraph(split_words(f"Đề mục {number} {name}"), is_heading=True)]
    part: tuple[str, ...] = ()
    for article in articles:
        if article.part != part:
            paragraphs += [Paragraph(split_words(one), is_heading=True) for one in article.part]
            part = article.part
        heading = split_words(f"Điều {article.code}. {article.title}")
        paragraphs.append(Paragraph(heading, is_heading=True))
        paragraphs.append(Paragraph(split_words(article.note)))
        paragraphs += article.body
    return assemble(paragraphs)


def differences(text: SourceText, other: SourceText) -> tuple[Difference, ...]:
    """Where two texts of one law differ, khoản by khoản; spelling of tones, case and spaces do
    not count."""
    mine, theirs = _units(text), _units(other)
    changed = [
        Difference(place, unit, theirs[place], _changed_words(unit, theirs[place]))
        for place, unit in mine.items()
        if place in theirs and _comparable(unit) != _comparable(theirs[place])
    ]
    alone: dict[tuple[str, ...], tuple[list[str], list[str]]] = {}
    for side, (own, others) in enumerate(((mine, theirs), (theirs, mine))):
        for place, unit in own.items():
            if place not in others:
                alone.setdefault(place[:1], ([], []))[side].append(unit)
    for article, units in alone.items():
        first, second = ("\n".join(side) for side in units)
        changed.append(Difference(article, first, second, _change(first.split(), second.split())))
    return tuple(changed)


def _units(text: SourceText) -> dict[tuple[str, ...], str]:
    """Text of each article's heading, body and khoản by place from the Điều down."""
    units: dict[tuple[str, ...], str] = {}
    for passage in law.parse("", text):
        provision = passage.place.provision
        if not provision or passage.kind is PassageKind.FOOTNOTE:
            continue
        heading = ("tên điều",) if passage.kind is PassageKind.HEADING else ()
        place = (*provision, *heading)
        units[place] = f"{units[place]}\n{passage.text}" if place in units else passage.text
    return units


def _comparable(text: str) -> str:
    return re.sub(r"\[\d+\]|[^\w]+", " ", normalise(text)).strip()


def _changed_words(first: str, second: str) -> str:
    """The places that differ with three words around them."""
    left, right = first.split(), second.split()
    matcher = SequenceMatcher(
        None, [_comparable(w) for w in left], [_comparable(w) for w in right], autojunk=False
    )
    shown: list[str] = []
    for kind, low, high, other_low, other_high in matcher.get_opcodes():
        if kind != "equal":
            before, after = " ".join(left[max(0, low - 3) : low]), " ".join(left[high : high + 3])
            change = _change(left[low:high], right[other_low:other_high])
            shown.append(f"{before} {change} {after}".strip())
    return "; ".join(shown)


def _change(old: list[str], new: list[str]) -> str:
    return f"[{_shortened(old)} → {_shortened(new)}]"


def _shortened(words: list[str]) -> str:
    if len(words) > _SHOWN_WORDS:
        words = [*words[: _SHOWN_WORDS // 2], "…", *words[-_SHOWN_WORDS // 2 :]]
    return " ".join(words)


def _same_number(first: str, second: str) -> bool:
    return first.casefold() == second.casefold()


def _law(number: str, topic_name: str, articles: tuple[_Article, ...]) -> CodifiedLaw:
    own = [one for one in articles if one.law_number == number]
    full = next((m for one in own if (m := _FULL_NAME.match(one.law_words))), None)
    force = next((m for one in own if (m := _IN_FORCE.search(one.law_words))), None)
    # The law that gives a đề mục its name is not always named in the notes.
    is_main = own[0].code.split(".")[2] in ("LQ", "PL", "BL")
    name = " ".join(full.group(1).split()) if full else topic_name if is_main else ""
    return CodifiedLaw(
        kind=own[0].law_kind,
        number=number,
        name=name,
        date=full.group(2) if full else "",
        issuer=" ".join((full.group(3) or "").split()) if full else "",
        in_force=force.group(1) if force else "",
        articles=len(own),
    )


def _heading(article: _Article) -> Paragraph:
    """ "Điều 30. Tổ chức đối thoại"; the number the đề mục gives is kept as a repair."""
    number = Word(f"{article.number}.", None, article.code, messages.OWN_NUMBER)
    return Paragraph((Word("Điều"), number, *split_words(article.title)), is_heading=True)


def _open(path: Path) -> tuple[str, str, tuple[_Article, ...]]:
    """Number and name of a đề mục and its articles."""
    root = parse_html(path.read_bytes(), path.name)
    heading = next(root.iter("h3"), None) if root is not None else None
    match = _TOPIC.search(" ".join(_text(heading).split())) if heading is not None else None
    content = (
        next((one for one in root.iter("div") if one.get("class") == "_content"), None)
        if root is not None
        else None
    )
    if match is None or content is None:
        raise UnreadableFile(messages.not_phapdien(path.name))
    return match.group(1), match.group(2).strip(), tuple(_articles(content))


def _text(element: Any) -> str:
    return "".join(element.itertext())


def _articles(content: Any) -> Iterator[_Article]:
    """Walk the content: headings of chapters, then for each article its code and title, a note
    on its source, its text, and a note on related articles."""
    titles: list[list[str]] = [["", ""], ["", ""]]  # label and title of Chương, of Mục
    level = 0
    code = title = ""
    source: re.Match[str] | None = None
    anchor = ""
    note = ""
    body: list[Paragraph] = []
    reading = False

    def finished() -> Iterator[_Article]:
        if code and source is not None:
            yield _article(code, title, source, note, anchor, titles, body)

    for element in content:
        kind = element.get("class") or ""
        if kind == "pDieu":
            yield from finished()
            match = _CODE.match(" ".join(_text(element).split()))
            code, title = (match.group(1).rstrip("."), match.group(2)) if match else ("", "")
            source, body, reading = None, [], False
        elif kind == "pGhiChu":
            note = " ".join(_text(element).split())
            source = _SOURCE.match(note)
            anchor = next((link.get("href") or "" for link in element.iter("a")), "")
        elif kind == "pChuong":
            yield from finished()
            code, reading = "", False
            words = " ".join(_text(element).split())
            unit = re.match(r"(Chương|Mục)\s", words)
            if unit is not None:
                level = 0 if unit.group(1) == "Chương" else 1
                titles[level] = [words, ""]
                if level == 0:
                    titles[1] = ["", ""]
            else:
                titles[level][1] = f"{titles[level][1]} {words}".strip()
        elif kind == "pNoiDung":
            reading = True
            body += lines_of(element)
        elif kind == "pChiDan" or element.tag == "a":
            reading = False  # related articles; links to forms
        elif reading:
            body += lines_of(element)
    yield from finished()


def _article(
    code: str,
    title: str,
    source: re.Match[str],
    note: str,
    anchor: str,
    titles: list[list[str]],
    body: list[Paragraph],
) -> _Article:
    number, kind, law_number, words = source.groups()
    place = _ANCHOR.search(anchor)
    chapter, section = (place.group(1), place.group(2)) if place else (None, None)
    labels = (f"Chương {chapter}" if chapter else "", f"Mục {section}" if section else "")
    # Chapters of the đề mục are those of its main law; another document's have other names.
    is_main = code.split(".")[2] in ("LQ", "PL", "BL") and code.count(".") == 3
    own = tuple(
        names[1] if is_main and names[0] == label else ""
        for names, label in zip(titles, labels, strict=True)
    )
    return _Article(
        code=code,
        title=title.strip(),
        number=number,
        law_kind=" ".join(kind.split()),
        law_number=law_number.rstrip(".,-"),
        law_words=words,
        chapter=labels,
        chapter_titles=(own[0], own[1]),
        note=note,
        part=tuple(words for level in titles for words in level if words),
        body=tuple(body),
    )
