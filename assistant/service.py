"""The assistant: one question in, one cited answer out.

ask() is the last item of stream(): there is one path from question to answer. Where a language
model is set, it may word what the evidence answers; whether there is an answer the evidence says.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from assistant import __version__
from assistant.choices import choices_of
from assistant.disagreements import with_conflicts
from assistant.drafts import Draft, refusal
from assistant.evidence.answerable import Features
from assistant.evidence.constraints import Home, home_of
from assistant.evidence.definitions import Definition, definitions_of
from assistant.evidence.ended import ended_parts
from assistant.evidence.scope import Signs
from assistant.llm import Turn, Writer, writer_of
from assistant.responders import IN_ORDER, Scene, answer
from assistant.settings import Settings
from assistant.smalltalk import small_talk
from assistant.statuses import statuses_of
from assistant.types import Answer, Question
from assistant.understanding import Understanding, Vocabulary, understand
from assistant.understanding.abbreviations import defined_abbreviations
from assistant.understanding.analysis import clean
from assistant.understanding.names import names_of
from assistant.understanding.naming import mentioned, named_documents
from index.build import Progress, ensure_index
from index.embedding import load_encoder
from index.library import Library
from index.vietnamese import fold

if TYPE_CHECKING:
    from assistant.quiz.making import QuizMaker


@dataclass(frozen=True, slots=True)
class Weighed:
    """Features of a question's best candidate, signs of whether the documents treat it, and
    whether the candidate has everyday wordings."""

    features: Features
    signs: Signs
    is_glossed: bool


_TURNS_KEPT = 4  # earlier questions that a follow-up may lean on


class Assistant:
    """Answers questions over one opened library."""

    def __init__(self, library: Library, writer: Writer | None = None) -> None:
        """writer: the language model of the settings; None for quotes only."""
        self.library = library
        self._writer = writer

    @classmethod
    def open(cls, settings: Settings | None = None) -> Assistant:
        """Over the index in the data folder. Raises IndexMissing, IndexDamaged, ModelMismatch,
        ModelNotSet."""
        settings = settings or Settings()
        writer = writer_of(settings)
        encoder = load_encoder(
            settings.embedding_model, settings.query_prefix, settings.passage_prefix
        )
        return cls(Library.open(settings.data_dir, encoder, settings.store_url), writer)

    @classmethod
    def prepare(
        cls,
        settings: Settings | None = None,
        rebuild: bool = False,
        progress: Progress | None = None,
    ) -> Assistant:
        """Like open, but builds the index first where it is missing or stale. Raises IndexBusy."""
        settings = settings or Settings()
        writer = writer_of(settings)
        if writer is not None:
            writer.load()
        encoder = load_encoder(
            settings.embedding_model, settings.query_prefix, settings.passage_prefix
        )
        return cls(
            ensure_index(
                settings.data_dir,
                encoder,
                settings.documents_dir,
                rebuild,
                progress,
                settings.store_url,
            ),
            writer,
        )

    def ask(self, question: Question | str) -> Answer:
        """The whole answer."""
        *_, answer = self.stream(question)
        return answer

    def ask_quoted(self, question: Question | str) -> Answer:
        """The answer in quotes only, whatever generator is set: nothing is sent anywhere."""
        *_, answer = self._stream(question, None)
        return answer

    def stream(self, question: Question | str) -> Iterator[Answer]:
        """Growing answers: each holds more than the one before, the last is whole. A language
        model's words are shown sentence by sentence, once each is checked; where they fail in the
        end, the last answer is the quotes."""
        return self._stream(question, self._writer.turn() if self._writer else None)

    def _stream(self, question: Question | str, model: Turn | None) -> Iterator[Answer]:
        if isinstance(question, str):
            question = Question(question)
        began = time.perf_counter()
        question = replace(question, history=question.history[-_TURNS_KEPT:])
        talk = small_talk(clean(question.text))
        if talk is not None:
            yield self._answer(question, question.text, refusal(*talk), began)
            return
        asked = self._understand(question, model)
        for draft in self._drafts(asked, question.documents, model):
            answer = self._answer(question, asked.text, draft, began)
            yield replace(answer, choices=choices_of(asked.unclear, draft.citations))

    def _drafts(
        self, asked: Understanding, documents: tuple[str, ...], model: Turn | None
    ) -> Iterator[Draft]:
        """Growing drafts, the last one whole."""
        scene = self._scene(asked, documents)
        quoted = answer(scene)
        if model is not None and not quoted.refused and quoted.computed is None:
            for written in model.write(scene, quoted):
                is_whole = written.writing is not None
                yield with_conflicts(self.library, written, asked.wanted) if is_whole else written
            return
        whole = with_conflicts(self.library, quoted, asked.wanted)
        lines = whole.text.split("\n")
        for shown in range(1, len(lines)):
            yield replace(whole, text="\n".join(lines[:shown]), conflicts=(), computed=None)
        yield whole

    def _answer(self, question: Question, understood: str, draft: Draft, began: float) -> Answer:
        statuses = statuses_of(self.library, draft.citations)
        return Answer(
            question=question,
            understood=understood,
            text=draft.text,
            short=draft.short,
            refused=draft.refused,
            reason=draft.reason,
            nearest=draft.nearest,
            confidence=draft.confidence,
            citations=draft.citations,
            conflicts=draft.conflicts,
            computed=draft.computed,
            generator=draft.generator,
            index=self.library.fingerprint,
            version=__version__,
            seconds=time.perf_counter() - began,
            statuses=statuses,
            writing=draft.writing,
            notice=draft.notice,
        )

    def _understand(self, question: Question, model: Turn | None = None) -> Understanding:
        """What is asked. model: may put it in other words, where the settings say so."""
        if model is None:
            return self._in_context(question)
        if question.history and understand(question, self._vocabulary).follows:
            question = model.stand_alone(question)
        asked = self._in_context(question)
        return replace(
            asked, expansion=f"{asked.expansion} {model.paraphrases(asked.text)}".strip()
        )

    def _in_context(self, question: Question) -> Understanding:
        """A question; a follow-up is read in the light of the answer before it."""
        asked = understand(question, self._vocabulary)
        if not asked.follows:
            return asked
        before = Question(question.history[-1], question.history[:-1], question.documents)
        last = answer(self._scene(self._in_context(before), question.documents))
        said = " ".join(citation.quote for citation in last.citations[:1])
        return understand(question, self._vocabulary, previous=f"{last.short} {said}")

    def weighed(self, question: Question) -> Weighed | None:
        """What a question comes down to before it is judged; None where another kind of answer
        applies or no candidate meets the constraints."""
        scene = self._scene(self._understand(question), question.documents)
        if any(respond(scene) is not None for respond in IN_ORDER[:-1]):
            return None
        found = next((c for c in scene.candidates if c.eligible), None)
        return Weighed(found.features, scene.signs, found.is_glossed) if found else None

    @cached_property
    def quizzes(self) -> QuizMaker:
        """Who makes quizzes over the same library."""
        from assistant.quiz.making import QuizMaker

        return QuizMaker(self.library, self._writer.stem if self._writer else None)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        documents = self.library.documents()
        return Vocabulary(
            named=named_documents(self.library.catalog, documents),
            names=names_of(d.text for d in documents),
            defined=defined_abbreviations([d.text for d in documents]),
            frequency=self.library.lanes.frequency,
            is_word=self.library.alignment.is_word,
            compounds=self.library.alignment.compounds,
        )

    def _scene(self, asked: Understanding, documents: tuple[str, ...]) -> Scene:
        return Scene(
            asked, documents, self.library, self._vocabulary, self._home, self._definitions
        )

    def _home(self, document: str) -> Home:
        return self._homes[document]

    @cached_property
    def _definitions(self) -> tuple[Definition, ...]:
        return tuple(definitions_of(self.library))

    @cached_property
    def _homes(self) -> dict[str, Home]:
        """What each document is about as a whole."""
        homes = {}
        for document in self.library.documents():
            passages = self.library.passages(document.id)
            about = mentioned(fold(document.title), self._vocabulary.named)
            ended = ended_parts(self.library, document)
            homes[document.id] = home_of(document, passages, (d.id for d in about), ended)
        return homes
