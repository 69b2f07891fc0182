"""Conflicts of the library that an answer touches: shown beside it, with both places."""

from __future__ import annotations

from dataclasses import replace

from assistant import messages
from assistant.citing import Excerpt, cite, excerpt_of
from assistant.drafts import Draft
from assistant.evidence.views import view_of
from assistant.types import Citation
from assistant.types import Conflict as ShownConflict
from assistant.understanding import Wanted
from index.library import Library
from index.types import Conflict, ConflictKind, Reading
from index.vietnamese import word_count

_CONCERNS: dict[ConflictKind, frozenset[Wanted]] = {
    ConflictKind.VALUE: frozenset({Wanted.NUMBER, Wanted.COMPARISON, Wanted.OTHER}),
    ConflictKind.NUMBER: frozenset({Wanted.DOCUMENT, Wanted.DATE, Wanted.OTHER}),
    ConflictKind.TEXT: frozenset(Wanted),
}
_QUOTE_WORDS = 60


def touched(library: Library, answer: Excerpt, wanted: Wanted) -> list[Conflict]:
    """Conflicts of the kind of thing asked whose differing words stand in the clause that answers:
    two figures where a number was asked, two numbers of a document where a document was."""
    return [
        conflict
        for conflict in library.conflicts
        if wanted in _CONCERNS.get(conflict.kind, ())
        and any(
            reading.passage == answer.passage.id
            and answer.start <= reading.start
            and reading.start + len(reading.value) <= answer.end
            for reading in conflict.readings
        )
    ]


def with_conflicts(library: Library, draft: Draft, wanted: Wanted) -> Draft:
    """The draft with the conflicts that the clause it answers with touches. A figure that merely
    stands in the same sentence is not what was asked, and stays silent."""
    conflicts = touched(library, draft.answer, wanted) if draft.answer else []
    if not conflicts:
        return draft
    citations = list(draft.citations)
    lines = [draft.text, messages.CONFLICT]
    made: list[ShownConflict] = []
    for conflict in conflicts:
        sides: list[Citation] = []
        for reading in conflict.readings:
            excerpt = _around(library, reading)
            side = next((c for c in citations if c.quote == excerpt.text), None)
            if side is None:
                side = cite(library, excerpt, len(citations) + 1)
                citations.append(side)
            sides.append(side)
            lines.append(f"{side.quote} [{side.number}]")
        text = messages.CONFLICT_OF.format(
            subject=conflict.subject, values=" / ".join(r.value for r in conflict.readings)
        )
        made.append(ShownConflict(text, tuple(sides)))
    return replace(draft, text="\n".join(lines), citations=tuple(citations), conflicts=tuple(made))


def _around(library: Library, reading: Reading) -> Excerpt:
    """A reading with the words up to the next semicolons, or alone where those are many."""
    passage = library.passage(reading.passage)
    sentence = next(s for s in view_of(passage).sentences if s.start <= reading.start < s.end)
    start, end = reading.start, reading.end
    while start > sentence.start and passage.text[start - 1] not in ";(":
        start -= 1
    while end < sentence.end and passage.text[end] not in ";)":
        end += 1
    if word_count(passage.text[start:end]) > _QUOTE_WORDS:
        start, end = reading.start, reading.end
    return excerpt_of(passage, start, end)
