"""Lists inside a passage: the line that opens one and its members."""

from __future__ import annotations

from assistant.citing import Excerpt, excerpt_of
from assistant.evidence.selection import Candidate
from assistant.evidence.views import SentenceView, view_of
from index.types import Passage
from index.vietnamese import word_count

_WORDS_TOGETHER = 70  # neighbouring members are quoted as one up to here


def members_of(candidate: Candidate) -> list[Excerpt]:
    """The opening line and all members of the list that a candidate opens or belongs to, in as
    few quotes as are still read at a glance; empty where it is in no list."""
    passage = candidate.sentence.passage
    views = view_of(passage).sentences
    at = next(n for n, v in enumerate(views) if v.start == candidate.sentence.start)
    lead = views[at].lead if views[at].lead is not None else at
    members = [v for v in views if v.lead == lead]
    if not members or lead is None:
        return []
    return _grouped(passage, [views[lead], *members])


def _grouped(passage: Passage, views: list[SentenceView]) -> list[Excerpt]:
    """Neighbouring lines as one quote while it stays short."""
    groups: list[tuple[int, int]] = []
    for view in views:
        if groups and word_count(passage.text[groups[-1][0] : view.end]) <= _WORDS_TOGETHER:
            groups[-1] = (groups[-1][0], view.end)
        else:
            groups.append((view.start, view.end))
    return [excerpt_of(passage, start, end) for start, end in groups]
