"""Wrong members of lists: what sibling lists of the document hold and this one does not, the
nearest in place and in topic first; none that is seen to be of another matter, office or level."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random

from assistant.quiz.evidence import words_of
from assistant.quiz.facts.lists import Listing, Member
from assistant.quiz.source import Source
from index.vietnamese import syllables, word_count

_LENGTHS = 1.6
_LEAST_NEAR = 0.4
"""Cosine to the right members from which a member of another article is of their topic: of the
report and 17 laws, members that a reader called far-fetched lay below, siblings of one chapter
above."""
_SAME_ARTICLE = 1.0  # more than any cosine: rights beside duties
_JITTER = 0.1  # so that another seed takes others of about the same nearness
_MOST_OF_ONE = 2  # members of one other list
_ALIKE = 0.6
_SORTS = {
    "act": frozenset(
        (
            "nghĩa vụ|trách nhiệm|nhiệm vụ|quyền hạn|thẩm quyền|việc|công việc|hoạt động|"
            "nhiệm vụ, quyền hạn"
        ).split("|")
    ),
    "right": frozenset("quyền|quyền, nghĩa vụ".split("|")),
    "content": frozenset("nội dung|nội dung chính|thông tin|giấy tờ|tài liệu".split("|")),
    "standard": frozenset("điều kiện|tiêu chuẩn|tiêu chí|yêu cầu".split("|")),
    "way": frozenset("hình thức|phương thức|biện pháp".split("|")),
    "principle": frozenset("nguyên tắc|quy định".split("|")),
    "body": frozenset("đối tượng|chức danh|chức vụ|cơ quan".split("|")),
}
"""Nouns whose lists can lend each other wrong options without a change of grammar. Others stand
alone: acts that are forbidden, cases and grounds are told from all else at a glance."""
_SAME = 0.7
"""Cosine from which two members may say the same in other words: of one law, 'cung cấp thông tin,
tài liệu' of two articles."""
_LEVEL = re.compile(r"\b(?:cấp|địa bàn|nhân dân) (tỉnh|huyện|xã|thôn|trung ương)\b", re.IGNORECASE)
_ACT = 4  # syllables that name an act and what it is done to
_PERSON = re.compile(r", (?:người(?! đứng đầu)|công dân|viên chức|cán bộ|công chức)\b")
_COMPLAINS = re.compile(r"\b(?:chưa|còn|thiếu|hạn chế|yếu kém)\b", re.IGNORECASE)


def strangers(
    source: Source, listing: Listing, right: Sequence[Member], count: int, random: Random
) -> list[Member]:
    """Up to `count` members of other lists that say nothing this list says."""
    ranked = sorted(
        (
            (
                _nearness(source, listing, other, member, right) + _JITTER * random.random(),
                other,
                member,
            )
            for other, member in _siblings(source, listing)
            if _fits(listing, member, right)
        ),
        key=lambda row: -row[0],
    )
    told = [
        o for o in source.lists(listing.document) if o.id == listing.id or same_owner(o, listing)
    ]
    taken: list[tuple[Listing, Member]] = []
    for near, other, member in ranked:
        if near < _LEAST_NEAR or len(taken) == count:
            break
        if sum(o is other for o, _ in taken) == _MOST_OF_ONE:
            continue
        if any(_says(source, o, member) for o in told):
            continue
        if not any(_alike(member.text, m.text) for m in (*right, *(m for _, m in taken))):
            taken.append((other, member))
    return [member for _, member in taken]


def _siblings(source: Source, listing: Listing) -> Iterator[tuple[Listing, Member]]:
    """Members of lists of the same sort in the document, and of duties beside rights in the same
    article."""
    for other in source.lists(listing.document):
        if other.id == listing.id or same_owner(other, listing):
            continue
        if _is_of_person(other) != _is_of_person(listing):
            continue
        sorts = {_sort_of(other), _sort_of(listing)}
        if len(sorts) == 1 or (other.section == listing.section and sorts == {"act", "right"}):
            yield from ((other, member) for member in other.fit)


def _is_of_person(listing: Listing) -> bool:
    """Whether a list is about what a person may or must do, and not an authority."""
    return _PERSON.search(listing.question) is not None


def _nearness(
    source: Source, listing: Listing, other: Listing, member: Member, right: Sequence[Member]
) -> float:
    own = max(source.likeness(listing.document, member.text, r.text) for r in right)
    return own + _SAME_ARTICLE * (other.section == listing.section)


def _says(source: Source, listing: Listing, member: Member) -> bool:
    """Whether a list says what a member of another says, in these or nearly these words, or names
    the same act: 'cung cấp thông tin ...'."""
    document = listing.document
    opening = f" {' '.join(syllables(member.text)[:_ACT])} "
    if any(opening in f" {' '.join(syllables(m.text))} " for m in listing.members):
        return True
    return listing.holds(member.text) or any(
        source.likeness(document, member.text, m.text) > _SAME for m in listing.fit
    )


def _fits(listing: Listing, member: Member, right: Sequence[Member]) -> bool:
    """Whether a member could be taken for one of the right ones: as long, of no level of the
    administration that neither the question nor they name, granted as they are or not, a
    shortcoming only among such."""
    length = sum(word_count(m.text) for m in right) / len(right)
    words = word_count(member.text)
    if max(words, length) > _LENGTHS * min(words, length):
        return False
    if _is_granted(member) not in map(_is_granted, right):
        return False
    ours = set(_LEVEL.findall(" ".join((listing.question, *(m.text for m in right)))))
    if not set(_LEVEL.findall(member.text)) <= ours:
        return False
    return _complains(member.text) == _complains(right[0].text)


def _sort_of(listing: Listing) -> str:
    """What the members of a list are: acts, contents, cases, ways, principles or bodies."""
    return next((sort for sort, nouns in _SORTS.items() if listing.noun in nouns), listing.noun)


def same_owner(one: Listing, other: Listing) -> bool:
    """Whether two lists answer one question: 'quyết định ... phải có nội dung nào' of two
    articles."""
    if one.noun != other.noun or _headings(one) != _headings(other):
        return False
    mine, theirs = words_of(one.question), words_of(other.question)
    return len(mine & theirs) >= 0.8 * max(len(mine), len(theirs))


def _is_granted(member: Member) -> bool:
    """'Được nhận ...', 'Được thông báo ...': a right by its first word."""
    return member.text.startswith("Được ")


def _complains(text: str) -> bool:
    """Whether a point names a shortcoming: nobody takes it for an experience or a task."""
    return _COMPLAINS.search(text) is not None


def _headings(listing: Listing) -> list[str]:
    """Headings that a question names: the points under two of them are told apart."""
    return re.findall(r"“(.*?)”", listing.question)


def _alike(one: str, other: str) -> bool:
    mine, theirs = words_of(one), words_of(other)
    return len(mine & theirs) >= _ALIKE * min(len(mine), len(theirs))
