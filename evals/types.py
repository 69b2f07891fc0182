"""What the evals layer hands around: questions, answers of any system, scores, runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

Span = tuple[int, int]
Split = Literal["all", "dev", "guard"]

KINDS = (
    "number",
    "date",
    "document",
    "person",
    "place",
    "list",
    "definition",
    "yes-no",
    "how-why",
    "comparison",
    "computed",
    "conflict",
    "other",
    "none",
)
STYLES = ("formal", "colloquial", "khong-dau", "viet-tat", "typo", "paraphrase")
VERDICTS = ("co", "khong")


@dataclass(frozen=True, slots=True)
class EvalQuestion:
    """One line of a question set; SCHEMA.md gives the meaning of each field."""

    id: str
    question: str
    kind: str
    style: str
    answerable: bool
    history: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    source: tuple[str, ...] | None = None
    facts: tuple[tuple[str, ...], ...] = ()
    evidence: tuple[str, ...] = ()
    verdict: str | None = None
    note: str = ""
    set: str = ""  # name of the set it came from

    @property
    def counted_documents(self) -> tuple[str, ...]:
        """Documents the question counts under; ("none",) where it names none."""
        named = self.documents if self.source is None else self.source
        return named or ("none",)


@dataclass(frozen=True, slots=True)
class EvalCitation:
    """A citation of any system. spans: None where the system does not give them."""

    quote: str
    document: str = ""
    spans: tuple[Span, ...] | None = None
    title: str = ""
    place: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class EvalConflict:
    text: str
    citations: tuple[EvalCitation, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence of a language model's draft and the quotes it cites. lack: why the check of the
    system that shows it found no support; None where it did."""

    text: str
    quotes: tuple[str, ...]
    lack: str | None


@dataclass(frozen=True, slots=True)
class EvalWriting:
    """What a language model did for an answer. fault: why its words are not used."""

    fault: str | None
    sentences: tuple[Written, ...]
    dropped_marks: int

    @property
    def shown(self) -> tuple[Written, ...]:
        return tuple(sentence for sentence in self.sentences if sentence.lack is None)


@dataclass(frozen=True, slots=True)
class EvalAnswer:
    """An answer of any system, read from its JSON.

    short: None where the system has no such field. others: citations outside `citations`
    (of conflicts, of a calculation, the nearest passage of a refusal), for validity.
    """

    id: str
    text: str
    refused: bool = False
    short: str | None = None
    reason: str | None = None
    confidence: float | None = None
    citations: tuple[EvalCitation, ...] = ()
    conflicts: tuple[EvalConflict, ...] = ()
    others: tuple[EvalCitation, ...] = ()
    seconds: float | None = None
    index: str | None = None
    generator: str | None = None
    writing: EvalWriting | None = None

    @property
    def all_citations(self) -> tuple[EvalCitation, ...]:
        in_conflicts = tuple(c for conflict in self.conflicts for c in conflict.citations)
        return self.citations + in_conflicts + self.others


@dataclass(frozen=True, slots=True)
class Tally:
    """What one question gives to a measure: `got` of `of`. The measure over many questions is
    the sum of `got` over the sum of `of`; `of` is 1 except where a measure counts things
    (citations, conflict entries) and not questions."""

    got: float
    of: float = 1.0

    @property
    def value(self) -> float:
        return self.got / self.of


@dataclass(frozen=True, slots=True)
class QuestionScore:
    """A question, its answer (None: there was none) and what each measure makes of it.

    tallies: only the measures that count this question. lost: why points were lost, as
    Vietnamese sentences.
    """

    question: EvalQuestion
    answer: EvalAnswer | None
    tallies: Mapping[str, Tally]
    lost: tuple[str, ...] = ()


Summary = Mapping[str, float | None]
"""Measure -> figure over a group of questions; None where no question counts."""

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class RunSettings:
    """How the questions were put; part of RUN.json."""

    split: Split = "all"
    fold_questions: bool = False
    all_documents: bool = False
    answers_file: str | None = None
    seed: int = 114


@dataclass(frozen=True, slots=True)
class Run:
    """One system on one or more question sets."""

    system: str
    set: str
    settings: RunSettings
    scores: tuple[QuestionScore, ...]
    index: str | None = None
    commit: str | None = None
    started: str = ""  # ISO time, UTC
    seconds: float | None = None  # the whole run
    unknown_ids: tuple[str, ...] = ()  # answers to no question of the set
    failures: tuple[tuple[str, str], ...] = ()  # (question id, error): asking it raised


class System(Protocol):
    """Anything that answers questions: the assistant, a peer, a fake in a test."""

    @property
    def name(self) -> str: ...

    def answer(self, question: EvalQuestion) -> EvalAnswer: ...


class Texts(Protocol):
    """Canonical texts by document id; None for a document that is not known.

    available: False where there is no library to check citations against.
    """

    @property
    def available(self) -> bool: ...

    def text(self, document: str) -> str | None: ...
