"""What documents say of other documents: number, day, issuer, subject; and what each document of
the library says of itself in its head and its last article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.citing import Excerpt, excerpt_of
from assistant.quiz import texts
from assistant.quiz.facts.dates import DAY, style_of
from assistant.quiz.facts.types import Fact, FactKind
from assistant.quiz.facts.wording import (
    article_of,
    document_name,
    inside,
    is_consolidated,
    lead_of,
    place_named,
    place_of,
    plain,
    sound,
)
from index.catalog import Catalog, Entry
from index.structure.messages import OPENING
from index.types import Document, Passage, PassageKind
from index.vietnamese import CAPITAL, sentences, word_count

_MENTION = re.compile(
    r"(?P<kind>Nghị quyết|Kết luận|Chỉ thị|Quyết định|Quy định|Kế hoạch|Công văn|Nghị định)"
    rf"\s+(?:số\s+)?(?P<number>\d+(?:/\d{{4}})?[-/]{CAPITAL}[\w-]*(?:/{CAPITAL}[\w-]*)?)"
    rf"(?:,?\s+ngày\s+(?P<date>{DAY})|\s+năm\s+\d{{4}})?"
)
_ISSUER = re.compile(
    rf",?\s+(?:của\s+)?(?P<issuer>{CAPITAL}[^;.,“\"]*?(?:\([Kk]h(?:óa|oá) [XIV]+\))?)"
    r"(?=\s+(?:về|ban hành|quy định|“)|[;.,]|$)"
)
_ABOUT = re.compile(r"\s*(?P<about>(?:về|ban hành|quy định)\s[^;]*)")
_KIND = re.compile(r"(?:Nghị|Kết|Chỉ|Quyết|Quy|Kế|Công) \w+")
_NEXT = re.compile(
    r"(?:,|;| và)?\s+(?:Nghị quyết|Kết luận|Chỉ thị|Quyết định|Quy định|Kế hoạch|Công văn|"
    r"Nghị định)\s+(?:số\s+)?\d|\.\s|\./|;|\s*\((?=thực hiện)|, (?:UBND|Sở)\b|\s+như sau"
)
_SHORTENED = re.compile(rf"(?<![\w-])(?!UBND|HĐND|TW){CAPITAL}{{3,}}(?![\w-])")
_CARRIES_OUT = re.compile(r"(?:^|\s)(?:triển khai )?thực hiện$")
_LEADING = re.compile(r"^về (?:việc )?", re.IGNORECASE)
_MEETING = re.compile(r"^Hội nghị lần thứ .{3,60}? kh(?:óa|oá) [XIV]+\s+", re.IGNORECASE)
_MOST_ABOUT = 38  # words of a subject that a question can hold
_LEAST_ABOUT = 4
_EFFECT = re.compile(
    rf"(?:Luật|Nghị định|Nghị quyết|Bộ luật) này có hiệu lực (?:thi hành )?(?:kể )?từ ngày "
    rf"(?P<date>{DAY})"
)
_ISSUED = re.compile(rf"(?i:ngày)(?: ban hành)?:?\s+(?P<date>{DAY})")
_TERM = re.compile(r",?\s+\(?[Kk]h(?:óa|oá|oa) [XIV]+\)?$")


@dataclass(frozen=True, slots=True)
class _Named:
    """A document as a passage names it; None where it does not say."""

    passage: Passage
    kind: str
    number: str
    number_at: int
    day: str
    issuer: str
    about: str
    excerpt: Excerpt

    def name(self, *, number: bool = True, day: bool = True, issuer: bool = True) -> str:
        """'Nghị quyết số 137-NQ/TU ngày 01/9/2016 của Tỉnh ủy Bắc Giang về ...'."""
        parts = [self.kind]
        if number:
            parts.append(f"số {self.number}")
        if day and self.day:
            parts.append(f"ngày {self.day}")
        if issuer and self.issuer:
            parts.append(f"của {self.issuer}")
        return " ".join(parts)

    @property
    def id(self) -> str:
        return f"{self.kind} {self.number}"


def mentions_of(
    document: Document, passages: tuple[Passage, ...], catalog: Catalog, disputed: frozenset[str]
) -> Iterator[Fact]:
    """Facts about the documents that a document names. disputed: numbers that the library's
    documents give differently, which are not asked."""
    known = {entry.number: entry for entry in catalog.entries if entry.number}
    for passage in passages:
        if passage.kind is PassageKind.HEADING or article_of(passage)[0]:
            continue
        for begin, finish in sentences(passage.text):
            for match in _MENTION.finditer(passage.text, begin, finish):
                if match["number"] in disputed:
                    continue
                entry = known.get(match["number"])
                named = _named(document, passage, match, begin, finish, entry)
                yield from _facts(document, named)


def _named(
    document: Document,
    passage: Passage,
    match: re.Match[str],
    begin: int,
    finish: int,
    entry: Entry | None,
) -> _Named:
    text = passage.text
    at = match.end()
    issuer = ""
    said = _ISSUER.match(text, at, finish)
    if said and word_count(said["issuer"]) <= 12:
        issuer, at = said["issuer"].strip(), said.end("issuer")
    end = match.end() if not issuer else at
    if not issuer:
        issuer = entry.issuer if entry and entry.issuer in text[begin:finish] else ""
    about = ""
    told = _ABOUT.match(text, at, finish)
    if told:
        start, last = told.start("about"), _end_of_subject(text, told.start("about"), finish)
        if entry and entry.subject and 0 <= text.find(entry.subject, start, finish) - start < 12:
            last = text.index(entry.subject, start) + len(entry.subject)
            last += text[last : last + 1] in ("”", '"')
        if last:
            about = plain(text[start:last]).rstrip(" .,;")
            end = last
    start = match.start()
    if issuer and issuer not in text[start:end]:
        lead = text.rfind(issuer, begin, start)
        start = lead if lead >= 0 and word_count(text[lead:start]) < 90 else start
    return _Named(
        passage,
        match["kind"],
        match["number"],
        match.start("number"),
        match["date"] or "",
        _office(issuer, document),
        about,
        excerpt_of(passage, start, end),
    )


def _office(issuer: str, document: Document) -> str:
    """An issuer in the words that all its namings share: without the term of a Party organ, which
    dates what it issues, and without the document's own province, which some namings leave out.
    "" for 'HĐND', which does not say of what place."""
    issuer = _TERM.sub("", issuer).removesuffix(f" {place_of(document).partition(' ')[2]}")
    return issuer if word_count(issuer) > 1 else ""


def _end_of_subject(text: str, start: int, finish: int) -> int:
    """Where the words about a document end; 0 where they run into another document's name that
    is not what it carries out ('về thực hiện Quy định số 11-QĐi/TW')."""
    stop = _NEXT.search(text, start, finish)
    if stop is None:
        return finish
    if not _KIND.match(stop.group().lstrip()):
        return stop.start()
    other = _MENTION.search(text, stop.start(), finish)
    carried_out = other is not None and _CARRIES_OUT.search(text[start : stop.start()])
    return other.end("number") if other is not None and carried_out else 0


def _facts(document: Document, named: _Named) -> Iterator[Fact]:
    """A number is asked without the issuer, whose sign it holds ('/QĐ-TTg')."""
    told = _LEAST_ABOUT <= word_count(named.about) <= _MOST_ABOUT
    about = f" {named.about}" if told else ""
    shortened = _SHORTENED.search(named.about)
    asked = {
        FactKind.DATE: (
            named.day if about else "",
            texts.ASK_DATE.format(name=named.name(day=False) + about),
            texts.CLAIM_DATE.format(name=named.name(day=False) + about),
            style_of(named.day),
        ),
        FactKind.NUMBER: (
            named.number if about else "",
            texts.ASK_NUMBER.format(name=named.name(number=False, issuer=False) + about),
            texts.CLAIM_NUMBER.format(name=named.name(number=False, issuer=False) + about),
            named.kind,
        ),
        FactKind.ISSUER: (
            named.issuer if about else "",
            texts.ASK_ISSUER.format(name=named.name(number=False, issuer=False) + about),
            texts.CLAIM_ISSUER.format(name=named.name(number=False, issuer=False) + about),
            "issuer",
        ),
        FactKind.SUBJECT: (
            _subject_in(named) if told and not shortened else "",
            texts.ASK_SUBJECT.format(name=named.name()),
            texts.CLAIM_SUBJECT.format(name=named.name()),
            named.kind,
        ),
    }
    for kind, (value, question, claim, family) in asked.items():
        lead = lead_of(document, named.passage)
        question = place_named(plain(question), document)
        if not value or value not in named.passage.text or not sound(lead + question):
            continue
        yield Fact(
            id=f"{kind}:{named.id}",
            kind=kind,
            lead=lead,
            question=question,
            claim=place_named(plain(claim), document),
            value=value,
            family=family,
            excerpt=named.excerpt,
            section=f"{document.id}/{named.passage.place}",
            subject=place_named(plain(_subject_for(kind, named, about)), document),
            subject_id=named.id,
        )


def _subject_for(kind: FactKind, named: _Named, about: str) -> str:
    """What a document is called where documents are told apart: with what it is about, unless
    that is what is asked, and then with its day; a number alone is remembered by nobody."""
    if kind is FactKind.SUBJECT:
        return named.name()
    if kind in (FactKind.ISSUER, FactKind.NUMBER):
        return named.name(number=False, issuer=False) + about
    return named.name(day=False) + (about if kind is FactKind.DATE else "")


def _subject_in(named: _Named) -> str:
    """The subject's exact characters: without 'về (việc)' and the quotation marks around it."""
    subject = _LEADING.sub("", named.about).strip()
    if subject[:1] in '“"' and subject[-1:] in '”"':
        subject = subject[1:-1]
    return subject


def heads_of(document: Document, passages: tuple[Passage, ...]) -> Iterator[Fact]:
    """When a document of the library was issued and since when it is in force, its number and
    what it is about. A consolidated text has another day and number than its law."""
    identity = document.identity
    if is_consolidated(document) or not identity.number:
        return
    name, told = document_name(document), _told(document)
    for passage in passages:
        text = passage.text
        if passage.place.labels == (OPENING,):
            day = _ISSUED.search(text)
            if day:
                yield _head(document, passage, day.span("date"), FactKind.DATE, told)
            number = text.find(identity.number)
            if number >= 0 and identity.kind == "Luật":
                span = (number, number + len(identity.number))
                yield _head(document, passage, span, FactKind.NUMBER, _of_year(document))
            subject = _LEADING.sub("", _subject_of(document))
            at = text.lower().find(subject.lower()) if word_count(subject) >= _LEAST_ABOUT else -1
            if at >= 0 and word_count(subject) <= _MOST_ABOUT:
                span = (at, at + len(subject))
                yield _head(document, passage, span, FactKind.SUBJECT, name)
        effect = _EFFECT.search(text)
        if effect and passage.kind is PassageKind.PARAGRAPH:
            yield _head(document, passage, effect.span("date"), FactKind.EFFECT, told)


_WORDING = {
    FactKind.DATE: (texts.ASK_DATE, texts.CLAIM_DATE),
    FactKind.NUMBER: (texts.ASK_NUMBER, texts.CLAIM_NUMBER),
    FactKind.SUBJECT: (texts.ASK_SUBJECT, texts.CLAIM_SUBJECT),
    FactKind.EFFECT: (texts.ASK_EFFECT, texts.CLAIM_EFFECT),
}


def _head(
    document: Document, passage: Passage, span: tuple[int, int], kind: FactKind, name: str
) -> Fact:
    ask, claim = _WORDING[kind]
    start, end = span
    value = passage.text[start:end]
    if kind is FactKind.SUBJECT and value.isupper():  # the capitals are those of a title page
        value = _LEADING.sub("", _subject_of(document))
    dated = kind in (FactKind.DATE, FactKind.EFFECT)
    line = passage.text.rfind("\n", 0, start) + 1
    return Fact(
        id=f"{kind}:{document.id}",
        kind=kind,
        lead="",
        question=ask.format(name=name),
        claim=claim.format(name=name),
        value=value,
        family=style_of(value) if dated else document.identity.kind,
        excerpt=excerpt_of(passage, line, end),
        section=f"{document.id}/{passage.place}",
        subject=name if kind is FactKind.SUBJECT else _of_year(document),
        subject_id=document.id,
    )


def _subject_of(document: Document) -> str:
    """What a document's title says behind its number."""
    subject = document.title.partition(document.identity.number)[2].strip()
    return _MEETING.sub("", subject)


def _told(document: Document) -> str:
    """A document's name with issuer and subject, for a question that asks no more than its day."""
    identity, name = document.identity, document_name(document)
    subject = _subject_of(document)
    if not identity.issuer or not subject or name == document.title:
        return name
    if not subject.lower().startswith((f"{texts.ABOUT} ", "quy định ")):
        subject = f"{texts.ABOUT} {inside(subject)}"
    return texts.FULL_NAME.format(name=name, issuer=identity.issuer, subject=subject)


def _of_year(document: Document) -> str:
    """'Luật Tố cáo năm 2018', 'Nghị định năm 2010 về kiểm soát thủ tục hành chính': which version
    it is, without the number that the year's documents are counted by."""
    identity = document.identity
    before, _, after = document.title.partition(f" số {identity.number}")
    if word_count(after) > _MOST_ABOUT:
        return document_name(document)
    return f"{texts.OF_YEAR.format(name=before, year=identity.date[:4])} {after.strip()}".strip()
