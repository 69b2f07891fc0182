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
}
_QUOTE_WORDS = 60


def touched(library: Library, draft: Draft, wanted: Wanted) -> list[Conflict]:
    """Conflicts that matter for an answer: two wordings of a provision that it quotes; two figures
    or two numbers of a document where such a thing was asked and the very clause that answers
    holds one of them."""
    return [
        conflict
        for conflict in library.conflicts
        if any(
            _quotes(library, draft, reading)
            if conflict.kind is ConflictKind.TEXT
            else wanted in _CONCERNS.get(conflict.kind, ()) and _answers(draft, reading)
            for reading in conflict.readings
        )
    ]


def _answers(draft: Draft, reading: Reading) -> bool:
    answer = draft.answer
    return (
        answer is not None
        and reading.passage == answer.passage.id
        and answer.start <= reading.start
        and reading.start + len(reading.value) <= answer.end
    )


def _quotes(library: Library, draft: Draft, reading: Reading) -> bool:
    citations = [c for c in draft.citations if c.passage == reading.passage]
    if not citations:
        return False
    ((start, end), *_) = library.passage(reading.passage).locate(reading.start, reading.end)
    return any(low <= start and end <= high for c in citations for low, high in c.spans)


def with_conflicts(library: Library, draft: Draft, wanted: Wanted) -> Draft:
    """The draft with the conflicts that it touches. A figure that merely stands in the same
    sentence is not what was asked, and stays silent."""
    conflicts = touched(library, draft, wanted)
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
    """A reading with the words up to the next semicolons or the brackets it stands in, or alone
    where those are many."""
    passage = library.passage(reading.passage)
    sentence = next(s for s in view_of(passage).sentences if s.start <= reading.start < s.end)
    text = passage.text
    before = text[sentence.start : reading.start][::-1]
    start = reading.start - _stretch(before, opening=")", closing="(")
    end = reading.end + _stretch(text[reading.end : sentence.end], opening="(", closing=")")
    if word_count(passage.text[start:end]) > _QUOTE_WORDS:
        start, end = reading.start, reading.end
    return excerpt_of(passage, start, end)


def _stretch(text: str, opening: str, closing: str) -> int:
    """Characters up to a semicolon or a bracket that closes one opened outside."""
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter == opening) - (letter == closing)
        if depth < 0 or (letter == ";" and depth == 0):
            return at
    return len(text)
