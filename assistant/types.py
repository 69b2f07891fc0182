"""The contract between the assistant and everyone who asks it: questions, answers, citations.

`Answer.to_json()` is schema 1 of the answer contract (docs/contract.md); scripts depend on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from assistant import messages
from index.status import Standing
from index.types import Span

SCHEMA = 1


class Reason(StrEnum):
    """Why an answer was refused."""

    NOT_STATED = "not-stated"
    OUT_OF_SCOPE = "out-of-scope"
    GREETING = "greeting"
    UNCLEAR = "unclear"
    INJECTION = "injection"


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asks. history: their earlier questions of the conversation, oldest first.
    documents: ids the answer must come from; empty for the whole library."""

    text: str
    history: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Words of a document and where they stand. `quote` equals the spans of the canonical text
    joined by one space; `number` is the [n] in the answer."""

    number: int
    document: str
    title: str
    place: tuple[str, ...]
    place_titles: tuple[str, ...]
    page: int | None
    quote: str
    spans: tuple[Span, ...]
    sha256: str  # of `quote`
    passage: str  # id of the passage it was cut from (not part of the JSON contract)

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]

    def to_json(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "document": self.document,
            "title": self.title,
            "place": list(self.place),
            "place_titles": list(self.place_titles),
            "page": self.page,
            "quote": self.quote,
            "spans": [list(span) for span in self.spans],
            "start": self.start,
            "end": self.end,
            "sha256": self.sha256,
        }


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two or more readings of one thing in the documents. text: one Vietnamese sentence."""

    text: str
    citations: tuple[Citation, ...]

    def to_json(self) -> dict[str, Any]:
        return {"text": self.text, "citations": [c.to_json() for c in self.citations]}


@dataclass(frozen=True, slots=True)
class Computed:
    """A calculation over cited numbers, written out: '213 - 181 = 32 (vụ việc)'."""

    text: str
    operands: tuple[Citation, ...]

    def to_json(self) -> dict[str, Any]:
        return {"text": self.text, "operands": [c.to_json() for c in self.operands]}


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """Whether a cited regulation still holds, as far as the catalogue or a document of the library
    states it. date, effective_from, checked_on: ISO or "". text: one Vietnamese sentence.
    citations: the words that state it, number 0; empty where the catalogue or nobody does."""

    document: str
    title: str
    date: str
    effective_from: str
    standing: Standing
    checked_on: str
    text: str
    citations: tuple[Citation, ...]

    @property
    def is_warning(self) -> bool:
        return self.standing not in (Standing.UNCHECKED, Standing.IN_FORCE)

    def to_json(self) -> dict[str, Any]:
        return {
            "document": self.document,
            "title": self.title,
            "date": self.date,
            "effective_from": self.effective_from,
            "status": self.standing.value,
            "checked_on": self.checked_on,
            "text": self.text,
            "citations": [c.to_json() for c in self.citations],
        }


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence of a language model's draft. quotes: the sentences it cites. lack: why they do
    not support it; None where they do."""

    text: str
    quotes: tuple[str, ...]
    lack: str | None

    def to_json(self) -> dict[str, Any]:
        return {"text": self.text, "quotes": list(self.quotes), "lack": self.lack}


@dataclass(frozen=True, slots=True)
class Writing:
    """What a language model did for an answer.

    server: host that the question and the sentences found were sent to; here: whether that is this
    machine. sent: False where the model was not asked after all. fault: why its words were not
    used, None where they were. dropped_marks: citations it wrote that stand for nothing.
    """

    model: str
    server: str
    here: bool
    sent: bool
    fault: str | None
    sentences: tuple[Written, ...]
    dropped_marks: int

    @property
    def unsupported(self) -> int:
        return sum(sentence.lack is not None for sentence in self.sentences)

    def to_json(self) -> dict[str, Any]:
        return {
            "model": self.model,
            "server": self.server,
            "here": self.here,
            "sent": self.sent,
            "fault": self.fault,
            "sentences": [sentence.to_json() for sentence in self.sentences],
            "unsupported": self.unsupported,
            "dropped_marks": self.dropped_marks,
        }


@dataclass(frozen=True, slots=True)
class Choice:
    """Words of the question that fit several documents. taken: names of those that the answer
    speaks of, none with a refusal. text: the same as a Vietnamese sentence."""

    taken: tuple[str, ...]
    others: tuple[str, ...]
    text: str

    def to_json(self) -> dict[str, Any]:
        return {"taken": list(self.taken), "others": list(self.others), "text": self.text}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer whose words are exact spans of the sources or sentences of assistant.messages; with
    generator "llm" a model's, held against the sentences that it cites.

    text: what the person reads, with [n] marks, without the source list. short: its first part,
    at most 30 words. confidence: 0-1. nearest: with a refusal, the closest passage.
    statuses: of the regulations that are cited. choices: where the question fits several
    documents. writing: what a language model did, where one is
    set. notice: what to know about that, a Vietnamese sentence.
    """

    question: Question
    understood: str
    text: str
    short: str
    refused: bool
    reason: Reason | None
    nearest: Citation | None
    confidence: float
    citations: tuple[Citation, ...]
    conflicts: tuple[Conflict, ...]
    computed: Computed | None
    generator: str
    index: str  # fingerprint of the index that answered
    version: str
    seconds: float
    statuses: tuple[DocumentStatus, ...] = ()
    writing: Writing | None = None
    notice: str = ""
    choices: tuple[Choice, ...] = ()

    @property
    def body(self) -> str:
        """`text` without the lines that set out the conflicts: for who shows `conflicts` too."""
        return self.text.partition(f"\n{messages.CONFLICT}")[0]

    def to_json(self) -> dict[str, Any]:
        return {
            "schema": SCHEMA,
            "id": self.question.id,
            "question": self.question.text,
            "understood": self.understood,
            "answer": self.text,
            "short": self.short,
            "refused": self.refused,
            "reason": self.reason.value if self.reason else None,
            "nearest": self.nearest.to_json() if self.nearest else None,
            "confidence": round(self.confidence, 4),
            "citations": [c.to_json() for c in self.citations],
            "conflicts": [c.to_json() for c in self.conflicts],
            "computed": self.computed.to_json() if self.computed else None,
            "statuses": [s.to_json() for s in self.statuses],
            "generator": self.generator,
            "index": self.index,
            "version": self.version,
            "seconds": round(self.seconds, 4),
            "writing": self.writing.to_json() if self.writing else None,
            "notice": self.notice or None,
            "choices": [c.to_json() for c in self.choices],
        }


__all__ = [
    "SCHEMA",
    "Answer",
    "Choice",
    "Citation",
    "Computed",
    "Conflict",
    "DocumentStatus",
    "Question",
    "Reason",
    "Writing",
    "Written",
]
