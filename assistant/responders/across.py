"""'Báo cáo nêu gì và Luật Khiếu nại quy định gì về đối thoại?': a question that names several
documents of the library is put to each of them, and the answer says which words are whose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant import messages
from assistant.drafts import Draft, quoted
from assistant.responders.scene import Scene
from assistant.types import Question
from assistant.understanding import Understanding, Wanted, understand
from index.types import Document
from index.vietnamese import word_count

_MOST = 3  # documents: a list of the laws that exist is no question to each of them
_PIECES = re.compile(r"(?:,|;)? (?:và|còn|trong khi|so với|với) |[,;] ")
_NAME_WORDS = 12  # of a title; what a report is about goes on after that


@dataclass(frozen=True, slots=True)
class Part:
    """What is asked of one document."""

    document: Document
    scene: Scene


def parts_of(scene: Scene) -> list[Part]:
    """One part for each document of the library that the question names; none where it names
    fewer than two, or more than one answer holds."""
    documents = [scene.library.document(id) for id in scene.named]
    if scene.documents or not 2 <= len(documents) <= _MOST:
        return []
    own = _own_pieces(scene, documents)
    if scene.asked.within and not own:  # 'Theo báo cáo, Luật Khiếu nại ...': one is told of in one
        return []
    documents.sort(key=lambda d: list(own).index(d.id) if own else 0)  # as they are named
    return [
        Part(document, scene.asking(_asked_of(scene, document, own), (document.id,)))
        for document in documents
    ]


def joined(scene: Scene, parts: Sequence[Part], drafts: Sequence[Draft]) -> Draft | None:
    """The answers of the parts as one, each under its document's name, with a sentence for a
    document that says nothing. None where only one document, or none, answers: the question is
    then better asked as a whole."""
    found = [(p, d) for p, d in zip(parts, drafts, strict=True) if not d.refused and d.quotes]
    if len(found) < 2:
        return None
    quotes = [
        replace(
            quote, label=messages.OF_DOCUMENT.format(title=_name(p.document), quote=quote.label)
        )
        if quote is d.quotes[0]
        else quote
        for p, d in found
        for quote in d.quotes
    ]
    silent = [p for p in parts if p not in [answered for answered, _ in found]]
    return quoted(
        scene.library,
        quotes,
        "; ".join(d.short for _, d in found),
        min(d.confidence for _, d in found),
        closing="\n".join(messages.NOT_STATED_BY.format(title=_name(p.document)) for p in silent),
    )


def _own_pieces(scene: Scene, documents: Sequence[Document]) -> dict[str, str]:
    """The words that ask each document, where the question is made of a piece for each: by 'và',
    'còn' and commas. Empty where it is one question about all of them."""
    if scene.asked.follows:
        return {}
    pieces: dict[str, str] = {}
    before = next((d.id for d in documents if _is_where_to_look(scene, d)), "")
    for piece in _PIECES.split(scene.asked.text):
        part = scene.asking(understand(Question(piece), scene.vocabulary), ())
        owners = part.named
        if len(owners) > 1 or (not owners and not before):
            return {}
        before = owners[0] if owners else before
        pieces[before] = f"{pieces[before]}, {piece}" if before in pieces else piece
    asks = [_asks(scene, text) for text in pieces.values()]
    return pieces if len(pieces) == len(documents) and all(asks) else {}


def _is_where_to_look(scene: Scene, document: Document) -> bool:
    return any(d.id in _ids(document) for d in scene.asked.within)


def _asks(scene: Scene, text: str) -> bool:
    return understand(Question(text), scene.vocabulary).wanted is not Wanted.OTHER


def _asked_of(scene: Scene, document: Document, own: dict[str, str]) -> Understanding:
    asked = scene.asked
    if document.id in own:
        asked = understand(Question(own[document.id]), scene.vocabulary)
    named = tuple(d for d in asked.named if not d.in_library or d.id in _ids(document))
    return replace(asked, named=named)


def _ids(document: Document) -> tuple[str, ...]:
    return (document.id, document.catalog_id or "")


def _name(document: Document) -> str:
    """The title; of a long one what stands before its 'của', 'về' or 'một số'."""
    if word_count(document.title) <= _NAME_WORDS:
        return document.title
    return re.split(r"\s(?:của|về|một số|hội nghị|quy định)\s", document.title, maxsplit=1)[0]
