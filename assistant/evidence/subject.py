"""Who acts in a sentence: 'Bộ trưởng Bộ Nội vụ có thẩm quyền giải quyết ...'."""

from __future__ import annotations

import re

from assistant.citing import Excerpt, excerpt_of
from assistant.evidence.answer_types import OFFICE
from assistant.evidence.selection import Candidate
from assistant.understanding import Understanding, Wanted
from index.vietnamese import fold

_ACTS = re.compile(
    r"\s(?:có (?:thẩm quyền|trách nhiệm|quyền|nhiệm vụ)|chịu trách nhiệm|quyết định|giải quyết|"
    r"chủ trì|ban hành|tổ chức|chỉ đạo|quản lý|thực hiện|phải|được)\b"
)
_MOST_WORDS = 30


def subject_of(asked: Understanding, candidate: Candidate) -> Excerpt | None:
    """For a question of who acts: the opening of the sentence up to the verb asked about, where
    an office opens it; None elsewhere."""
    if asked.wanted is not Wanted.PERSON:
        return None
    sentence = candidate.sentence
    acts = _ACTS.search(sentence.text)
    if acts is None or fold(acts.group()).strip() not in asked.folded:
        return None
    opening = sentence.text[: acts.end()]
    office = OFFICE.search(opening)
    if office is None or len(opening.split()) > _MOST_WORDS:
        return None
    return excerpt_of(sentence.passage, sentence.start, sentence.start + acts.end())
