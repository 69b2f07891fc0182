"""Who acts in a sentence: 'Bộ trưởng Bộ Nội vụ có thẩm quyền giải quyết ...'."""

from __future__ import annotations

import re

from assistant.citing import Excerpt, excerpt_of
from assistant.evidence.answer_types import OFFICE, names_actor
from assistant.evidence.selection import Candidate
from assistant.evidence.views import opening_line, view_of
from assistant.understanding import Understanding, Wanted
from index.library import Library
from index.vietnamese import fold

_ACTS = re.compile(
    r"\s(?:có (?:thẩm quyền|trách nhiệm|quyền|nhiệm vụ)|chịu trách nhiệm|quyết định|giải quyết|"
    r"chủ trì|ban hành|tổ chức|chỉ đạo|quản lý|thực hiện|phải|được)\b"
)
_MOST_WORDS = 30


def office_above(candidate: Candidate, library: Library) -> Excerpt | None:
    """What says who does what stands below it, of a sentence that does not say it itself: the
    line that opens its passage ('4. Bộ Tài chính'), or the heading ('Thẩm quyền của Thủ tướng
    Chính phủ')."""
    passage = candidate.sentence.passage
    if names_actor(candidate.sentence.text):
        return None
    view = view_of(passage)
    here = next(s for s in view.sentences if s.end > candidate.sentence.start)
    line = opening_line(view, here)
    if line is not None and OFFICE.search(line.text):
        return excerpt_of(passage, line.start, line.end)
    labels = passage.place.labels
    depth = next((n for n, label in enumerate(labels, 1) if label.startswith("Điều ")), 0)
    heading = library.heading(passage.document, labels[:depth]) if depth else None
    if heading is None or heading.id == passage.id:
        return None
    return excerpt_of(heading) if OFFICE.search(heading.text) else None


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
