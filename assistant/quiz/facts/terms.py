"""Words that a document defines: '1. Tố cáo là việc ...'. Each gives two facts: which word has
this meaning, and which meaning this word has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.citing import excerpt_of
from assistant.quiz import texts
from assistant.quiz.facts.types import Fact, FactKind
from assistant.quiz.facts.wording import (
    article_of,
    lead_of,
    opens_well,
    plain,
    sound,
)
from index.types import Document, Passage, PassageKind
from index.vietnamese import fold, sentences, word_count

_DEFINES = re.compile(
    r"^(?:\d{1,3}\.\s*(?:\[\d+\]\s*)?)(?P<term>[^.;:,]{2,90}?)\s(?:được hiểu )?là\s"
    r"(?P<meaning>.+)$",
    re.DOTALL,
)
# An article of definitions; else the title must name what is defined.
_DEFINING_TITLE = re.compile(r"giải thích từ ngữ|khái niệm", re.IGNORECASE)
_UNFINISHED = re.compile(r"\b(?:đều|vừa|nếu|cũng|chỉ|còn|phải|đã|do|bị|được|có|mà|thì|khi)$")
_NO_TERM = re.compile(r"^(?:Trường hợp|Trong|Nếu|Khi|Đây|Đó|Thời|Nhiệm kỳ|Kết quả|Chậm|Số lượng)\b")
_POINTS = re.compile(r"[\n;]|sau đây|quy định tại")  # to what stands elsewhere
_SORTS = {
    "somebody": ("người", "cá nhân", "công dân", "cơ quan", "tổ chức", "đơn vị", "bộ phận", "nhóm"),
    "act": ("việc", "hành vi", "hoạt động", "phương thức", "quá trình"),
}
_MOST_TERM = 12  # words
_MOST_MEANING = 45
_LEAST_CORE = 2  # words of a term behind its first that its meaning may not repeat


def terms_of(document: Document, passages: tuple[Passage, ...]) -> Iterator[Fact]:
    for passage in passages:
        article, title = article_of(passage)
        if passage.kind is not PassageKind.PARAGRAPH or not article:
            continue
        begin, finish = next(iter(sentences(passage.text)), (0, 0))
        match = _DEFINES.match(passage.text[begin:finish])
        if match is None or _NO_TERM.match(match["term"]):
            continue
        term, meaning = match["term"].strip(' “”"'), match["meaning"].rstrip(" .;")
        defining = _DEFINING_TITLE.search(title) is not None
        if not defining and fold(term) not in fold(title):
            continue
        if _UNFINISHED.search(term):
            continue
        if word_count(term) > _MOST_TERM or not 4 <= word_count(meaning) <= _MOST_MEANING:
            continue
        if _POINTS.search(meaning) or not (defining or opens_well(term + " x")):
            continue
        yield from _facts(document, passage, begin, match, term, meaning)


def _facts(
    document: Document,
    passage: Passage,
    begin: int,
    match: re.Match[str],
    term: str,
    meaning: str,
) -> Iterator[Fact]:
    start = begin + match.start("term") + match["term"].index(term)
    lead = lead_of(document, passage, titled=False)
    end = begin + match.start("meaning") + len(meaning)
    question = texts.ASK_TERM.format(meaning=plain(meaning))
    fact = Fact(
        id=f"term:{passage.id}",
        kind=FactKind.TERM,
        lead=lead,
        question=question,
        claim=texts.CLAIM_TERM.format(term="{}", meaning=_braced(meaning)),
        value=term,
        family=_sort_of(meaning),
        excerpt=excerpt_of(passage, start, end),
        section=f"{document.id}/{article_of(passage)[0]}",
        subject=term,
        subject_id=f"{document.id}/{fold(term)}",
    )
    core = fold(term).partition(" ")[2]
    if word_count(core) >= _LEAST_CORE and core in fold(meaning):
        return  # 'Người giải quyết tố cáo là cơ quan ... giải quyết tố cáo'
    if fold(term) not in fold(meaning) and sound(lead + question):
        yield fact
    yield replace(
        fact,
        id=f"meaning:{passage.id}",
        kind=FactKind.MEANING,
        question=texts.ASK_MEANING.format(term=term),
        claim=texts.CLAIM_TERM.format(term=term, meaning="{}"),
        value=meaning,
    )


def meaning_of(fact: Fact) -> str:
    """The meaning of the term that a fact is about."""
    if fact.kind is FactKind.MEANING:
        return fact.value
    return fact.claim.removeprefix(texts.CLAIM_TERM.format(term="{}", meaning=""))


def _sort_of(meaning: str) -> str:
    """Whether somebody, an act or a thing is defined: terms of one sort can stand for each
    other without a change of grammar."""
    words = meaning.lower()
    return next((sort for sort, opens in _SORTS.items() if words.startswith(opens)), "thing")


def _braced(text: str) -> str:
    return plain(text).replace("{", "(").replace("}", ")")
