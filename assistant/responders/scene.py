"""What a responder works with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from assistant.drafts import Draft
from assistant.evidence import Candidate, select
from assistant.evidence.constraints import Home, asks_of_events
from assistant.evidence.definitions import Definition
from assistant.evidence.scope import Signs, in_scope, signs_of
from assistant.understanding import Understanding, Vocabulary
from assistant.understanding.naming import REPORT, Named, speaks_of_report
from index.library import Library
from index.types import Hit

_ARTICLE = re.compile(r"\bdieu (\d+)\b")  # 'Điều 31 quy định gì': only that article may answer
_PASSAGES_READ = 20  # passages whose sentences are weighed
_OF_MANY_READ = 30  # where several documents may answer: one crowds the others out


@dataclass
class Scene:
    """One question with the library it is put to. Hits and candidates are found when first
    wanted."""

    asked: Understanding
    documents: tuple[str, ...]
    library: Library
    vocabulary: Vocabulary
    home: Callable[[str], Home]
    definitions: tuple[Definition, ...]
    # No cached_property: before Python 3.12 its one lock would let a single question at a time in.
    _hits: list[Hit] | None = field(default=None, init=False, repr=False)
    _candidates: list[Candidate] | None = field(default=None, init=False, repr=False)

    @property
    def hits(self) -> list[Hit]:
        if self._hits is None:
            article = _ARTICLE.search(self.asked.folded)
            section = f"Điều {article.group(1)}" if article else ""
            self._hits = self._search(section) or self._search("")
        return self._hits

    def _search(self, section: str) -> list[Hit]:
        is_one = len(self.searched or self.library.documents()) == 1
        limit = _PASSAGES_READ if is_one else _OF_MANY_READ
        return self.library.search(
            self.asked.query, limit, self.searched, section, expansion=self.asked.expansion
        )

    @property
    def searched(self) -> tuple[str, ...]:
        """Documents that may answer: those asked, else those the question says to look in, else
        those it names; where it asks what has happened, those that set no rules; else all."""
        told = self.documents or self._ids(self.asked.within) or self.named
        if told:
            return told
        if not asks_of_events(self.asked.folded):
            return ()
        documents = self.library.documents()
        return tuple(d.id for d in documents if not self.home(d.id).has_articles)

    @property
    def named(self) -> tuple[str, ...]:
        """Documents of the library that the question names, by 'báo cáo' too, and as those to look
        in."""
        found = [*self._ids(self.asked.within), *self._ids(self.asked.named)]
        if speaks_of_report(self.asked.folded):
            found += [d.id for d in self.library.documents() if d.identity.kind == REPORT]
        return tuple(dict.fromkeys(found))

    def _ids(self, documents: Iterable[Named]) -> tuple[str, ...]:
        """Of those in the library."""
        return tuple(self.library.document(d.id).id for d in documents if d.in_library)

    def asking(self, asked: Understanding, documents: tuple[str, ...]) -> Scene:
        """The same library with another question put to it."""
        return Scene(asked, documents, self.library, self.vocabulary, self.home, self.definitions)

    @property
    def candidates(self) -> list[Candidate]:
        if self._candidates is None:
            self._candidates = select(self.asked, self.hits, self.library, self.home)
        return self._candidates

    @property
    def signs(self) -> Signs:
        """Of whether the documents treat what is asked; there must be a candidate."""
        return signs_of(
            self.asked,
            self.hits,
            self._eligible,
            self.library.alignment,
            self.library.lanes.frequency,
        )

    @property
    def scope(self) -> float:
        """Probability that the documents treat what is asked; there must be a candidate. One that
        is named is meant."""
        if self.asked.named and self.named:
            return 1.0
        return in_scope(self.signs, self._eligible[0].is_glossed)

    @property
    def _eligible(self) -> list[Candidate]:
        """Candidates that meet every constraint; all, where none does."""
        return [c for c in self.candidates if c.eligible] or self.candidates


Responder = Callable[[Scene], Draft | None]
