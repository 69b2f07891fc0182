"""The assistant: one question in, one cited answer out.

ask() is the last item of stream(): there is one path from question to answer.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from assistant import __version__, answering
from assistant.evidence import select
from assistant.settings import Settings
from assistant.smalltalk import small_talk
from assistant.types import Answer, Question
from assistant.understanding import understand
from assistant.understanding.abbreviations import defined_abbreviations
from assistant.understanding.analysis import clean
from assistant.understanding.naming import Named, named_documents
from index.build import Progress, ensure_index, sources_of
from index.embedding import load_encoder
from index.library import Library

_PASSAGES_READ = 20  # passages whose sentences are weighed


class Assistant:
    """Answers questions over one opened library."""

    def __init__(self, library: Library) -> None:
        self.library = library

    @classmethod
    def open(cls, settings: Settings | None = None) -> Assistant:
        """Over the index in the data folder. Raises IndexMissing, IndexDamaged, ModelMismatch."""
        settings = settings or Settings()
        encoder = load_encoder(
            settings.embedding_model, settings.query_prefix, settings.passage_prefix
        )
        return cls(Library.open(settings.data_dir, encoder))

    @classmethod
    def prepare(
        cls,
        settings: Settings | None = None,
        rebuild: bool = False,
        progress: Progress | None = None,
    ) -> Assistant:
        """Like open, but builds the index first where it is missing or stale. Raises IndexBusy."""
        settings = settings or Settings()
        encoder = load_encoder(
            settings.embedding_model, settings.query_prefix, settings.passage_prefix
        )
        sources = sources_of(settings.documents_dir)
        return cls(ensure_index(settings.data_dir, sources, encoder, rebuild, progress))

    def ask(self, question: Question | str) -> Answer:
        """The whole answer."""
        *_, answer = self.stream(question)
        return answer

    def stream(self, question: Question | str) -> Iterator[Answer]:
        """Growing answers, the last one whole: first the short part, then everything."""
        if isinstance(question, str):
            question = Question(question)
        began = time.perf_counter()
        talk = small_talk(clean(question.text))
        if talk is not None:
            yield self._answer(question, question.text, answering.refusal(*talk), began)
            return
        asked = understand(question, self._named, self._defined)
        hits = self.library.search(asked.query, _PASSAGES_READ, question.documents)
        candidates = select(asked, hits, self.library)
        draft = answering.draft(asked, candidates, self.library)
        whole = self._answer(question, asked.text, draft, began)
        if not whole.refused and whole.short != whole.text:
            yield replace(whole, text=whole.short, citations=whole.citations[:1])
        yield whole

    def _answer(
        self, question: Question, understood: str, draft: answering.Draft, began: float
    ) -> Answer:
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
            conflicts=(),
            computed=None,
            generator="extractive",
            index=self.library.fingerprint,
            version=__version__,
            seconds=time.perf_counter() - began,
        )

    @cached_property
    def _named(self) -> tuple[Named, ...]:
        return named_documents(self.library.catalog, self.library.documents())

    @cached_property
    def _defined(self) -> dict[str, str]:
        return defined_abbreviations([d.text for d in self.library.documents()])
