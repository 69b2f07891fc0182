"""Retrieval peers: the first passage is the answer, the first five are the citations."""

from __future__ import annotations

from collections.abc import Sequence

from evals.baselines.library import LibraryView
from evals.text import first_words
from evals.types import EvalAnswer, EvalCitation, EvalQuestion
from index.lanes import Lane
from index.types import Passage

CITED = 5
SHORT_WORDS = 30


def passage_answer(question: EvalQuestion, found: Sequence[EvalCitation]) -> EvalAnswer:
    """What a retrieval peer says; nothing found is a refusal."""
    text = found[0].quote if found else ""
    return EvalAnswer(
        id=question.id,
        text=text,
        short=first_words(text, SHORT_WORDS),
        refused=not found,
        citations=tuple(found[:CITED]),
    )


def cite(passage: Passage) -> EvalCitation:
    """A passage of the index as a citation."""
    return EvalCitation(
        quote=passage.text,
        document=passage.document,
        spans=tuple(passage.spans),
        place=tuple(passage.place.labels),
        page=passage.page,
    )


class LaneSystem:
    """One lane of the library's own search, without the assistant."""

    def __init__(self, name: str, library: LibraryView, lane: Lane) -> None:
        self.name = name
        self._library = library
        self._lane = lane

    def answer(self, question: EvalQuestion) -> EvalAnswer:
        hits = self._library.search(
            question.question, limit=CITED, documents=question.documents, lane=self._lane
        )
        return passage_answer(question, [cite(hit.passage) for hit in hits])
