"""What a responder works with."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from assistant.drafts import Draft
from assistant.evidence import Candidate, select
from assistant.evidence.constraints import Home
from assistant.evidence.definitions import Definition
from assistant.understanding import Understanding, Vocabulary
from index.library import Library
from index.types import Hit

_ARTICLE = re.compile(r"\bdieu (\d+)\b")  # 'Điều 31 quy định gì': only that article may answer
_PASSAGES_READ = 20  # passages whose sentences are weighed


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

    @cached_property
    def hits(self) -> list[Hit]:
        article = _ARTICLE.search(self.asked.folded)
        section = f"Điều {article.group(1)}" if article else ""
        found = self._search(section)
        return found or self._search("")

    def _search(self, section: str) -> list[Hit]:
        return self.library.search(
            self.asked.query, _PASSAGES_READ, self.searched, section, expansion=self.asked.expansion
        )

    @property
    def searched(self) -> tuple[str, ...]:
        """Documents that may answer: those asked, else those the question names and the library
        holds, else all."""
        if self.documents:
            return self.documents
        return tuple(d.id for d in self.asked.named if d.in_library)

    @cached_property
    def candidates(self) -> list[Candidate]:
        return select(self.asked, self.hits, self.library, self.home)


Responder = Callable[[Scene], Draft | None]
