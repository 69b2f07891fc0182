"""Everyday wordings of sentences of official documents: searched, never shown or cited.

Documents speak as offices write, people ask as they talk: 'cho bớt người' for 'tinh giản biên chế'.
For the report and regulations that go with it, each sentence (in the report each part of a long
one) has a gloss that says the same in daily words, and two questions that people would ask
(document expansion: Nogueira et al. 2019, "Document expansion by query prediction"). They are known
by a hash of the sentence's words, so that they hold for every file of that document and fall away
where the wording is another; the regulations themselves do not ship. documents/glosses/README.md
says how they were written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path

from index.catalog import shipped_documents
from index.types import Gloss, Passage, Span, sha256_of
from index.vietnamese import chunks, sentences, syllables

_HASH = 12  # hexadecimal digits
_PROBED = 50  # passages of a document that tell which one it is
_SAME_SHARE = 0.25  # of their sentences and parts that must be known


def gloss_key(text: str) -> str:
    """Hex by which the words of a text are known, whatever their case, marks or punctuation."""
    return sha256_of(" ".join(syllables(text)))[:_HASH]


class Glosses:
    """Everyday wordings of several documents: of each by the words they stand for."""

    def __init__(self, by_document: Sequence[Mapping[str, tuple[str, ...]]]) -> None:
        self._by_document = tuple(by_document)

    @cached_property
    def fingerprint(self) -> str:
        """Hex; equal for equal glosses."""
        lines = (
            "\t".join((k, *said)) for of in self._by_document for k, said in sorted(of.items())
        )
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]

    def on(self, passages: Sequence[Passage]) -> tuple[Passage, ...]:
        """A document's passages with the glosses of their sentences and of the parts of these, in
        reading order, if it is one of the documents that have some: 'Luật này có hiệu lực ...' of
        another law is said in the same words."""
        known = self._of(passages[:_PROBED])
        if not known:
            return tuple(replace(p, glosses=()) if p.glosses else p for p in passages)
        return tuple(_glossed(passage, known) for passage in passages)

    def _of(self, opening: Sequence[Passage]) -> Mapping[str, tuple[str, ...]]:
        """The wordings of the document that begins so; none where no known one does."""
        keys = {gloss_key(p.text[slice(*unit)]) for p in opening for unit in _units(p.text)}
        held = [(len(keys & of.keys()), of) for of in self._by_document]
        most, best = max(held, key=lambda pair: pair[0], default=(0, {}))
        return best if most >= _SAME_SHARE * len(keys) and most else {}


def _glossed(passage: Passage, known: Mapping[str, tuple[str, ...]]) -> Passage:
    found = (
        Gloss(start, end, gloss)
        for start, end in _units(passage.text)
        for gloss in known.get(gloss_key(passage.text[start:end]), ())
    )
    return replace(passage, glosses=tuple(found))


def _units(text: str) -> Iterator[Span]:
    for start, end in sentences(text):
        yield start, end
        yield from ((start + s, start + e) for s, e in chunks(text[start:end]))


@cache
def shipped_glosses() -> Glosses:
    """Those that come with the product: a file a document, lines `key TAB gloss TAB gloss ...`."""
    return Glosses([_read(file) for file in sorted(_folder().glob("*.tsv"))])


def _folder() -> Path:
    return shipped_documents() / "glosses"


def _read(file: Path) -> dict[str, tuple[str, ...]]:
    lines = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())
    return {key: tuple(said) for key, *said in lines}
