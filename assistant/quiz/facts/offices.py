"""Who does what: sentences of a regulation that open with an office and its duty or power."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.citing import excerpt_of
from assistant.quiz import texts
from assistant.quiz.facts.lines import lines_of
from assistant.quiz.facts.types import Fact, FactKind
from assistant.quiz.facts.wording import (
    article_of,
    document_name,
    lead_of,
    named_pointers,
    place_named,
    plain,
    sound,
)
from index.structure.messages import OPENING
from index.types import Document, Passage, PassageKind
from index.vietnamese import fold, word_count

_LEVEL = (
    r"(?: cấp (?:tỉnh|huyện|xã)| tỉnh| huyện| xã| các cấp| nhân dân| tối cao| Việt Nam| Chính phủ|"
    r" Bộ Nội vụ| Quốc hội| Trung ương)*"
)
_BODY = (
    r"Chính phủ|Quốc hội|Ủy ban [Tt]hường vụ Quốc hội|Ủy ban nhân dân|Hội đồng nhân dân|"
    r"Thường trực Hội đồng nhân dân|Thanh tra Chính phủ|Bộ (?:Nội vụ|Tư pháp|Tài chính|"
    r"Thông tin và Truyền thông|Công an)|Văn phòng Chính phủ|Tòa án nhân dân tối cao|"
    r"Viện kiểm sát nhân dân tối cao|Kiểm toán nhà nước|Ban [Tt]iếp công dân|"
    r"Ban Thanh tra nhân dân|Hội đồng [Dd]ân tộc|Văn phòng Quốc hội|Đoàn đại biểu Quốc hội|"
    r"Ủy ban của Quốc hội|Ủy ban Mặt trận Tổ quốc Việt Nam|Mặt trận Tổ quốc Việt Nam"
)
_POST = (
    r"Thủ tướng Chính phủ|Chủ tịch nước|Chủ tịch Quốc hội|Chủ tịch Ủy ban nhân dân|"
    r"Chủ tịch Hội đồng nhân dân|Tổng Thanh tra Chính phủ|Bộ trưởng(?: Bộ (?:Nội vụ|Tư pháp|"
    r"Tài chính|Công an))?|Chánh án Tòa án nhân dân|Viện trưởng Viện kiểm sát nhân dân|"
    r"Trưởng thôn, Tổ trưởng tổ dân phố|Trưởng Ban [Tt]iếp công dân"
)
_DOES = (
    r"(?:(?:có|chịu) (?:trách nhiệm|thẩm quyền|quyền)(?: chủ trì)?|quy định|quyết định|ban hành|"
    r"thống nhất quản lý|hướng dẫn|thành lập|bầu|phê chuẩn|bổ nhiệm|phê duyệt|công bố|là cơ quan|"
    r"là người đứng đầu|giúp|lãnh đạo|giám sát|trình|chủ trì|phối hợp|báo cáo|triệu tập)\b"
)
_OFFICE = re.compile(
    rf"(?P<office>(?:(?P<post>{_POST})|{_BODY}){_LEVEL}|"
    r"Ban Dân vận Tỉnh ủy|Sở Nội vụ|Thanh tra tỉnh|Ban Thường vụ Tỉnh ủy)(?![\w-])"
)
_SENTENCE = re.compile(
    rf"^(?:\d{{1,3}}\.\s*(?:\[\d+\]\s*)?)?(?P<office>(?:(?P<post>{_POST})|{_BODY}){_LEVEL})"
    rf"\s(?P<does>{_DOES}\s[^\n]+)$",
    re.DOTALL,
)
# What a report says that an office has done.
_DONE = r"(?:đã|ban hành|phối hợp|duy trì|chỉ đạo|xây dựng|thành lập|tổ chức)\b"
_REPORTED = re.compile(
    r"^(?:[-+]\s*)?(?P<office>(?P<post>Chủ tịch UBND tỉnh)|UBND tỉnh|HĐND tỉnh|"
    r"Tỉnh ủy|Ban Thường vụ Tỉnh ủy|Sở Nội vụ|Ban Dân vận Tỉnh ủy|"
    r"Đài Phát thanh và Truyền hình tỉnh|Tổ công tác|Thanh tra tỉnh)"
    rf"\s(?P<does>{_DONE}\s[^\n]+)$",
    re.DOTALL,
)
_BRANCHES = {
    "justice": r"\b(?:toa an|vien kiem sat|kiem toan)\b",
    "council": r"\b(?:quoc hoi|hoi dong)\b",
    "front": r"\b(?:mat tran|thanh tra nhan dan)\b",
    "executive": r"\b(?:chinh phu|bo|bo truong|uy ban nhan dan|ubnd|thanh tra|so|tiep cong dan)\b",
}
"""Folded words by which the offices of a branch are known, the first that match."""
_LEAST_DOES = 6  # words of what is done, to be told from what others do
_MOST_DOES = 42
_CUT = re.compile(r";|\.\s|:\s*$|, trừ trường hợp")
_SAME_LEVEL = re.compile(r"\b(?:mình|cùng cấp|cấp mình)\b")


def offices_of(document: Document, passages: tuple[Passage, ...]) -> Iterator[Fact]:
    """Duties in the articles of a regulation; in a report, what an office has done."""
    for passage in passages:
        if passage.kind is not PassageKind.PARAGRAPH or passage.place.labels == (OPENING,):
            continue
        sentence = _SENTENCE if article_of(passage)[0] else _REPORTED
        for line in lines_of(passage):
            match = sentence.match(line.text)
            if match is None or line.lead or line.text.rstrip().endswith(":"):
                continue
            cut = _CUT.search(match["does"])
            does = match["does"][: cut.start() if cut else None].rstrip(" .")
            if not _LEAST_DOES <= word_count(does) <= _MOST_DOES or _SAME_LEVEL.search(does):
                continue
            office = match["office"].strip()
            if fold(office) in fold(does):
                continue
            title = article_of(passage)[1]
            titled = fold(office) not in fold(title) and not _shares_name(office, title)
            ask = texts.ASK_POST if match["post"] else texts.ASK_BODY
            name = document_name(document)
            lead = lead_of(document, passage, titled)
            question = place_named(named_pointers(ask.format(does=plain(does)), name), document)
            if not sound(lead + question):
                continue
            start = line.start + match.start("office")
            end = line.start + match.start("does") + len(does)
            yield Fact(
                id=f"office:{passage.id}:{start}",
                kind=FactKind.OFFICE,
                lead=lead,
                question=question,
                claim=place_named(named_pointers(f"{{}} {_braced(does)}", name), document),
                value=office,
                family=_family(match),
                excerpt=excerpt_of(passage, start, end),
                section=f"{document.id}/{article_of(passage)[0] or passage.place}",
                subject_id=f"{office} {' '.join(does.split()[:2])}",
            )


@dataclass(frozen=True, slots=True)
class Office:
    """An office as a passage names it. family: body or post, that stand for each other."""

    name: str
    family: str
    passage: Passage


def named_offices(passages: tuple[Passage, ...]) -> Iterator[Office]:
    for passage in passages:
        if passage.kind is PassageKind.PARAGRAPH and passage.place.labels != (OPENING,):
            for match in _OFFICE.finditer(passage.text):
                yield Office(match["office"].strip(), _family(match), passage)


def _family(match: re.Match[str]) -> str:
    return "post" if match["post"] else "body"


def level_of(office: str) -> int:
    """0 central, 1 province, 2 district, 3 commune."""
    words = fold(office)
    if re.fullmatch(r"(?:chu tich )?(?:uy ban|hoi dong) nhan dan|.* cac cap", words):
        return 2  # of any place
    if words in ("ban tiep cong dan", "doan dai bieu quoc hoi"):
        return 1
    if words == "ban thanh tra nhan dan":
        return 3
    marks = (r"\b(?:xa|thon|to dan pho)\b", r"\bhuyen\b", r"\b(?:tinh|so)\b")
    return next((3 - n for n, mark in enumerate(marks) if re.search(mark, words)), 0)


def branch_of(office: str) -> str:
    """Of which branch an office is: nobody takes a court for a ministry."""
    words = fold(office)
    return next((branch for branch, pattern in _BRANCHES.items() if re.search(pattern, words)), "")


def _shares_name(office: str, title: str) -> bool:
    """Whether a title names an office of the same family and so gives it away."""
    return " ".join(fold(office).split()[:2]) in fold(title)


def _braced(text: str) -> str:
    return plain(text).replace("{", "(").replace("}", ")")
