"""What every kind of item needs: id, cited words, explanation."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from assistant.citing import Excerpt, cite
from assistant.messages import PLACE_SEPARATOR
from assistant.quiz import texts
from assistant.quiz.facts.wording import document_name, document_title, plain, with_words
from assistant.quiz.types import Difficulty, Kind, QuizItem
from assistant.types import Citation
from index.library import Library


def item_of(
    library: Library,
    kind: Kind,
    stem: str,
    excerpts: Sequence[Excerpt],
    facts: Sequence[str],
    difficulty: Difficulty,
    *,
    options: Sequence[str] = (),
    key: Sequence[int] = (),
    answers: Sequence[str] = (),
    pairs: Sequence[tuple[str, str]] = (),
) -> QuizItem:
    """An item with its citations numbered from 1. The id tells kind and facts apart, so that the
    same item has the same id in every quiz."""
    citations = tuple(
        replace(cite(library, e, n), title=document_title(library.document(e.passage.document)))
        for n, e in enumerate(dict.fromkeys(excerpts), start=1)
    )
    seed = "|".join((kind, stem, *facts))
    return QuizItem(
        id=hashlib.sha256(seed.encode()).hexdigest()[:12],
        kind=kind,
        stem=with_words(stem, *options, *(text for pair in pairs for text in pair)),
        explanation="\n".join(
            explained(c, document_name(library.document(c.document))) for c in citations
        ),
        citations=citations,
        difficulty=difficulty,
        facts=tuple(facts),
        options=tuple(plain(option) for option in options),
        key=tuple(key),
        answers=tuple(answers),
        pairs=tuple((plain(left), plain(right)) for left, right in pairs),
    )


def judged(claim: str) -> str:
    """The stem of a claim to be judged: in quotation marks, those inside it single."""
    return texts.TRUE_OR_FALSE.format(claim=claim.replace("“", "‘").replace("”", "’"))


def explained(citation: Citation, name: str) -> str:
    """'“...” (Luật Khiếu nại số 02/2011/QH13, Chương 3 > Điều 28)'. name: the document's."""
    place = PLACE_SEPARATOR.join(citation.place)
    return texts.EXPLANATION.format(quote=plain(citation.quote), document=name, place=place)
