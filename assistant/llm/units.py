"""The numbered sentences that a model is given: those the quotes of the extractive answer come
from, then the best ones of the other passages found, in reading order within each passage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.citing import Excerpt, excerpt_of
from assistant.drafts import Draft, pieces
from assistant.evidence.views import view_of
from assistant.responders import Scene
from assistant.smalltalk import is_order
from index.library import Library
from index.types import Passage, PassageKind
from index.vietnamese import fold

MAX_UNITS = 40
_PASSAGES = 8  # of those found, besides the cited ones
_OF_CITED = 12  # sentences of a passage that the answer quotes, the nearest to its quotes
_OF_FOUND = 5  # of another passage, the nearest in meaning


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or a part of a long one, under the number that the model knows it by."""

    number: int
    excerpt: Excerpt
    title: str  # of its document
    place: str  # headings above it

    @property
    def about(self) -> str:
        return f"{self.title} . {self.place}"


@dataclass(frozen=True, slots=True)
class Units:
    """orders: sentences left out because they read as orders to a program."""

    listed: tuple[Unit, ...]
    orders: int = 0

    def __getitem__(self, number: int) -> Unit:
        return self.listed[number - 1]

    def __len__(self) -> int:
        return len(self.listed)

    def first(self, count: int) -> Units:
        return Units(self.listed[:count], self.orders)


def units_of(scene: Scene, draft: Draft, letters: int) -> Units:
    """At most MAX_UNITS, of at most so many letters together."""
    chosen: list[Excerpt] = []
    for passage, wanted in (*_cited(scene.library, draft), *_found(scene)):
        for excerpt in wanted:
            if passage.kind is PassageKind.TABLE:
                chosen.append(excerpt)
            else:
                chosen.extend(pieces(excerpt))
    unique = list(dict.fromkeys(chosen))
    safe = [e for e in unique if not is_order(fold(e.text))]
    listed: list[Unit] = []
    for excerpt in safe[:MAX_UNITS]:
        letters -= len(excerpt.text)
        if letters < 0 and listed:
            break
        listed.append(_unit(scene.library, len(listed) + 1, excerpt))
    return Units(tuple(listed), len(unique) - len(safe))


def _unit(library: Library, number: int, excerpt: Excerpt) -> Unit:
    passage = excerpt.passage
    titles = " > ".join(t for t in passage.place.titles if t)
    return Unit(number, excerpt, library.document(passage.document).title, titles)


def _cited(library: Library, draft: Draft) -> list[tuple[Passage, list[Excerpt]]]:
    """Sentences around the quotes of the extractive answer."""
    quoted: dict[str, list[tuple[int, int]]] = {}
    for citation in draft.citations:
        quoted.setdefault(citation.passage, []).append((citation.start, citation.end))
    found = []
    for id, spans in quoted.items():
        passage = library.passage(id)
        views = _sentences(passage)
        near = sorted(range(len(views)), key=lambda n: _distance(views[n], spans))
        found.append((passage, [views[n] for n in sorted(near[:_OF_CITED])]))
    return found


def _distance(sentence: Excerpt, spans: Sequence[tuple[int, int]]) -> int:
    """Letters between a sentence and the nearest of the quotes, 0 where it holds one."""
    own = sentence.passage.locate(sentence.start, sentence.end)
    start, end = own[0][0], own[-1][1]
    return min(max(0, start - last, first - end) for first, last in spans)


def _found(scene: Scene) -> Iterable[tuple[Passage, list[Excerpt]]]:
    for hit in scene.hits[:_PASSAGES]:
        if hit.passage.kind is PassageKind.HEADING:
            continue
        views = _sentences(hit.passage)
        order = sorted(range(len(views)), key=lambda n: -max(hit.sentences[n]))
        yield hit.passage, [views[n] for n in sorted(order[:_OF_FOUND])]


def _sentences(passage: Passage) -> list[Excerpt]:
    return [excerpt_of(passage, s.start, s.end) for s in view_of(passage).sentences]
