"""Lists inside a passage: the line that opens one and its members."""

from __future__ import annotations

from assistant.citing import Excerpt, excerpt_of
from assistant.drafts import MAX_QUOTE_WORDS, grown, pieces
from assistant.evidence.selection import Candidate
from assistant.evidence.titles import said_of
from assistant.evidence.views import SentenceView, view_of
from index.library import Library
from index.types import Passage, PassageKind
from index.vietnamese import syllables, word_count

_REPEATED = 0.6  # of what an opening line names that the heading above says too
_WORDS_IN_ALL = 250  # items of a list are quoted whole up to here
_ITEM_WORDS = 60
_WORDS_TOGETHER = 70  # neighbouring members are quoted as one up to here


def members_of(candidate: Candidate, library: Library) -> list[Excerpt]:
    """The opening line and all members of the list that a candidate opens or belongs to, in as
    few quotes as are still read at a glance; empty where it is in no list."""
    passage = candidate.sentence.passage
    views = view_of(passage).sentences
    at = next(n for n, v in enumerate(views) if v.start == candidate.sentence.start)
    lead = views[at].lead
    found = list_of(passage, at if lead is None else lead)
    if found:
        return found
    if views[at].text.endswith(":"):
        return items_of(passage, library)
    # '... niêm yết thông tin. Nội dung niêm yết bao gồm:' is opened by the sentence behind it.
    opens_next = at + 1 < len(views) and views[at + 1].text.endswith(":")
    return (list_of(passage, at + 1) or items_of(passage, library)) if opens_next else []


def list_of(passage: Passage, lead: int) -> list[Excerpt]:
    """The list that a sentence of a passage opens, with that sentence."""
    views = view_of(passage).sentences
    members = [v for v in views if v.lead == lead]
    return _grouped(passage, [views[lead], *members]) if members else []


def items_of(opening: Passage, library: Library) -> list[Excerpt]:
    """The numbered items that a paragraph opens ('... trường hợp sau đây:'), behind its last line
    where the heading above does not say as much."""
    depth = len(opening.place.labels)
    items = [
        p
        for p in library.passages(opening.document)
        if p.place.labels[:depth] == opening.place.labels
        and len(p.place.labels) > depth
        and p.kind is PassageKind.PARAGRAPH
    ]
    last = view_of(opening).sentences[-1]
    lines = shown_of(items)
    if not lines or repeats_heading(opening):
        return lines
    return [excerpt_of(opening, last.start, last.end), *lines]


def repeats_heading(passage: Passage) -> bool:
    """Whether a paragraph only opens a list that the heading above it names."""
    title = next((title for title in reversed(passage.place.titles) if title), "")
    is_opening = passage.text.rstrip().endswith(":")
    return is_opening and said_of(passage.text, f" {' '.join(syllables(title))} ") >= _REPEATED


def shown_of(items: list[Passage]) -> list[Excerpt]:
    """Items whole while they are read together, else each by its first clause."""
    if sum(word_count(p.text) for p in items) <= _WORDS_IN_ALL:
        return [piece for p in items for piece in pieces(excerpt_of(p))]
    return [first_clause(p) for p in items]


def first_clause(passage: Passage) -> Excerpt:
    """A short item whole, a long one by its first clause."""
    if word_count(passage.text) <= _ITEM_WORDS:
        return excerpt_of(passage)
    first = view_of(passage).sentences[0]
    opening = excerpt_of(passage, first.start, first.end)
    start = excerpt_of(passage, first.start, first.start + max(first.atoms[0][1], 1))
    return grown(start, opening, _ITEM_WORDS)


def listing_of(clause: Excerpt, sentence: Excerpt) -> Excerpt:
    """The part of a sentence that lists what is asked: from the clause found, or the words with a
    colon that open the list it stands in, to the end. What the sentence says before is another
    matter ('giảm 03 phòng ...; tinh giản được 1.672 người (khối hành chính 71 người, ...'), but for
    members that begin alike."""
    if word_count(sentence.text) <= MAX_QUOTE_WORDS:
        return sentence
    text = sentence.passage.text
    colon = text.rfind(": ", sentence.start, clause.start)
    if colon >= 0:
        opens = 1 + max(text.rfind(mark, sentence.start, colon) for mark in ";,")
        return excerpt_of(sentence.passage, max(opens, sentence.start), sentence.end)
    start = clause.start
    ends = [at for at in range(sentence.start, start) if text[at] == ";"]
    for before in reversed([sentence.start - 1, *ends]):
        item = excerpt_of(sentence.passage, before + 1, start)
        if not item.text or not _alike(item.text, text[start : sentence.end]):
            continue
        start = item.start
    return excerpt_of(sentence.passage, start, sentence.end)


def _alike(a: str, b: str) -> bool:
    """Whether two members of a list begin with the same word: 'Công văn số ...; Công văn số'."""
    return a.split()[:1] == b.split()[:1]


def _grouped(passage: Passage, views: list[SentenceView]) -> list[Excerpt]:
    """Neighbouring lines as one quote while it stays short."""
    groups: list[tuple[int, int]] = []
    for view in views:
        if groups and word_count(passage.text[groups[-1][0] : view.end]) <= _WORDS_TOGETHER:
            groups[-1] = (groups[-1][0], view.end)
        else:
            groups.append((view.start, view.end))
    return [excerpt_of(passage, start, end) for start, end in groups]
