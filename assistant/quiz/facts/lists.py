"""Lists of a document: the question that their opening line makes, and their members."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.citing import Excerpt, excerpt_of
from assistant.quiz import texts
from assistant.quiz.facts.lines import lines_of
from assistant.quiz.facts.wording import (
    article_of,
    document_name,
    inside,
    lead_of,
    named_pointers,
    opens_well,
    plain,
    sound,
    without_label,
)
from index.types import Document, Passage, PassageKind
from index.vietnamese import sentences, syllables, word_count

_MEMBER = re.compile(r"^(?:[a-zđ]{1,2}\)|[-+•])\s")
_ASKS = re.compile(
    r"^(?P<before>.*?)\s(?:một trong |một hoặc một số )?(?:các |những )?"
    r"(?P<noun>quyền|nghĩa vụ|trách nhiệm|quyền hạn|nhiệm vụ|thẩm quyền|"
    r"nhiệm vụ, quyền hạn|quyền, nghĩa vụ|trường hợp|căn cứ|điều kiện|hình thức|"
    r"nội dung(?: chính)?|"
    r"nguyên tắc|tiêu chuẩn|yêu cầu|giấy tờ|tài liệu|đối tượng|biện pháp|hành vi|việc|chức danh|"
    r"chức vụ|hoạt động|công việc|cơ quan|thông tin|phương thức|quy định|tiêu chí)"
    r"(?: sau đây| sau| dưới đây)?\s*:$",
    re.DOTALL,
)
_TITLE_ASKS = re.compile(
    r"^(?:Các|Những) (?P<noun>hành vi|trường hợp|nguyên tắc|nội dung) (?P<rest>.+)$"
)
_PREDICATE = re.compile(r"(?:bị|được|không|phải|cần)\b")
_OTHER = re.compile(
    r"\bkhác\b.{0,50}(?:theo quy định|pháp luật)|"
    r"^(?:Các|Những|Quyền|Nghĩa vụ|Trường hợp|Thực hiện)[^,;]{0,40} khác\b|"
    r"quy định tại (?:điểm|khoản|Điều)|theo quy định tại|"
    r"của Luật này$|Nghị định này|khoản này|Điều này",
    re.IGNORECASE,
)
# A member that says itself whether it is a right or a duty.
_CALLED = re.compile(r"\b(?:có|được) (?:quyền|nghĩa vụ|trách nhiệm)\b")
_FEWEST = 3
_LEAST_WORDS = 3
_MOST_WORDS = 40


@dataclass(frozen=True, slots=True)
class Member:
    """text: exact characters, without label and final mark."""

    text: str
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class Listing:
    """question: 'Theo ..., người tố cáo có quyền nào sau đây?'. noun: what the members are. owner:
    folded words of whose list it is. members: all, also those not fit to be asked (`fit`)."""

    id: str
    question: str
    noun: str
    members: tuple[Member, ...]
    document: str
    section: str

    @property
    def fit(self) -> tuple[Member, ...]:
        """Members that say something by themselves and are short enough to be an option."""
        return tuple(
            m
            for m in self.members
            if _LEAST_WORDS <= word_count(m.text) <= _MOST_WORDS
            and _OTHER.search(m.text) is None
            and _CALLED.search(m.text) is None
            and "\n" not in m.text
            and not m.text.endswith(":")
        )

    def holds(self, text: str) -> bool:
        """Whether a text says what one of the members says: most of its words are there."""
        words = set(syllables(text))
        for member in self.members:
            theirs = set(syllables(member.text))
            if len(words & theirs) >= _SAME * min(len(words), len(theirs)):
                return True
        return False


_SAME = 0.65


def lists_of(document: Document, passages: tuple[Passage, ...]) -> Iterator[Listing]:
    """Lists inside a passage, lists of the clauses of an article, lists under a heading."""
    for passage in passages:
        if passage.kind is PassageKind.PARAGRAPH:
            yield from _inside(document, passage)
    yield from _over_clauses(document, passages)
    if not any(article_of(p)[0] for p in passages):
        yield from _under_headings(document, passages)


def _inside(document: Document, passage: Passage) -> Iterator[Listing]:
    lines = list(lines_of(passage))
    leads = dict.fromkeys(line.lead for line in lines if line.lead)
    for number, lead in enumerate(leads):
        question = _question(document, passage, lead)
        members = tuple(
            member
            for line in lines
            if line.lead == lead and (member := _member(passage, line.start, line.end))
        )
        if question and len(members) >= _FEWEST:
            yield Listing(
                f"list:{passage.id}:{number}",
                question[0],
                question[1],
                members,
                document.id,
                _section(document, passage),
            )


def _over_clauses(document: Document, passages: tuple[Passage, ...]) -> Iterator[Listing]:
    """Articles whose clauses (khoản) are the members, behind an opening line or a title."""
    articles: dict[tuple[str, ...], list[Passage]] = {}
    for passage in passages:
        labels = passage.place.labels
        at = next((n for n, label in enumerate(labels) if label.startswith("Điều ")), None)
        if at is not None and passage.kind is PassageKind.PARAGRAPH:
            articles.setdefault(labels[: at + 1], []).append(passage)
    for labels, inside_article in articles.items():
        clauses = [p for p in inside_article if p.place.labels != labels]
        opening = next((p for p in inside_article if p.place.labels == labels), None)
        if len(clauses) < _FEWEST or any(len(p.place.labels) != len(labels) + 1 for p in clauses):
            continue
        if opening is not None and opening.text.rstrip().endswith(":"):
            last = list(lines_of(opening))[-1]
            question = _question(document, opening, last.text)
        elif opening is None:
            question = _titled(document, clauses[0])
        else:
            question = None
        members = tuple(
            member for p in clauses if (member := _member(p, 0, len(p.text))) is not None
        )
        if question and len(members) >= _FEWEST:
            yield Listing(
                f"list:{clauses[0].id}",
                question[0],
                question[1],
                members,
                document.id,
                _section(document, clauses[0]),
            )


def _under_headings(document: Document, passages: tuple[Passage, ...]) -> Iterator[Listing]:
    """Paragraphs under one heading that all begin with a dash or a number of their own."""
    groups: dict[tuple[str, ...], list[Passage]] = {}
    for passage in passages:
        if passage.kind is PassageKind.PARAGRAPH and _MEMBER.match(passage.text):
            groups.setdefault(passage.place.labels, []).append(passage)
    for group in groups.values():
        title = plain(group[0].place.titles[-1]).strip(" .:")
        members: list[Member] = []
        for passage in group:
            members += _statements(passage)
        if not title or word_count(title) > 12 or len(members) < _FEWEST:
            continue
        lead = lead_of(document, group[0])
        question = f"{lead}{texts.ASK_UNDER_HEADING.format(title=title)}"
        if sound(question.replace("sau đây", "")):
            yield Listing(
                f"list:{group[0].id}",
                question,
                texts.POINT,
                tuple(members),
                document.id,
                _section(document, group[0]),
            )


def _statements(passage: Passage) -> Iterator[Member]:
    """The first sentence of a paragraph, and of its others and of their parts between semicolons
    those that name what they are about."""
    for n, (begin, finish) in enumerate(sentences(passage.text)):
        at = begin
        for part in re.split(r"(?<=;)\s", passage.text[begin:finish]):
            end = at + len(part)
            if (n == 0 and at == begin) or opens_well(without_label(part)):
                member = _member(passage, at, end)
                if member is not None:
                    yield member
            at = end + 1


def _question(document: Document, passage: Passage, lead: str) -> tuple[str, str] | None:
    """Question and noun of an opening line: 'Người tố cáo có các quyền sau đây:'."""
    match = _ASKS.match(plain(without_label(lead)))
    if match is None:
        return None
    before = re.sub(r"\s(?:các|những|một trong|một trong các)$", "", match["before"].strip())
    if not before or not opens_well(before) or before.endswith("chính"):
        return None
    before = named_pointers(before, document_name(document))
    asked = f"{inside(before)} {texts.WHICH.format(noun=match['noun'])}?"
    question = f"{lead_of(document, passage, titled=False)}{asked}"
    return (question, match["noun"]) if sound(question.replace("sau đây", "")) else None


def _titled(document: Document, passage: Passage) -> tuple[str, str] | None:
    """Question of an article whose title says what its clauses are."""
    match = _TITLE_ASKS.match(article_of(passage)[1])
    if match is None:
        return None
    if _PREDICATE.match(match["rest"]):
        asked = f"{texts.WHICH.format(noun=match['noun'])} {match['rest']}?"
    else:
        asked = texts.ASK_AMONG.format(what=f"{match['noun']} {match['rest']}")
    question = f"{lead_of(document, passage, titled=False)}{asked}"
    return (question, match["noun"]) if sound(question.replace("sau đây", "")) else None


def _member(passage: Passage, start: int, end: int) -> Member | None:
    text = passage.text[start:end]
    start += len(text) - len(without_label(text))
    while end > start and passage.text[end - 1] in " .;,\n":
        end -= 1
    if start >= end:
        return None
    excerpt = excerpt_of(passage, start, end)
    return Member(excerpt.text, excerpt)


def _section(document: Document, passage: Passage) -> str:
    return f"{document.id}/{article_of(passage)[0] or passage.place}"
