"""Where the words of a question fit several documents: which one the answer took, and which not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant import messages
from assistant.types import Choice, Citation
from assistant.understanding.naming import Named
from index.vietnamese import syllables

_MOST_NAMED = 6


def choices_of(
    groups: Iterable[Sequence[Named]], citations: Sequence[Citation]
) -> tuple[Choice, ...]:
    """One for each group of documents that the same words fit, unless the answer speaks of all."""
    found: list[Choice] = []
    for group in groups:
        taken = [d for d in group if any(_is_of(d, citation) for citation in citations)]
        others = [d for d in group if d not in taken][:_MOST_NAMED]
        if others:
            found.append(_choice(taken, others))
    return tuple(found)


def _choice(taken: Sequence[Named], others: Sequence[Named]) -> Choice:
    names, further = (
        tuple(dict.fromkeys(_name(d) for d in documents)) for documents in (taken, others)
    )
    words = messages.CHOICE_TAKEN if names else messages.CHOICE_OPEN
    text = words.format(
        taken=messages.CHOICE_SEPARATOR.join(names), others=messages.CHOICE_SEPARATOR.join(further)
    )
    return Choice(names, further, text)


def _name(document: Named) -> str:
    """'Nghị quyết số 110-NQ/TU của Tỉnh ủy Bắc Giang': two bodies may give the same number."""
    if not document.issuer_written:
        return document.name
    return messages.CHOICE_NAME.format(name=document.name, issuer=document.issuer_written)


def _is_of(document: Named, citation: Citation) -> bool:
    """Whether the words cited stand in a document, or name it."""
    if citation.document == document.held_as:
        return True
    said = f" {' '.join(syllables(citation.quote))} "
    ways = document.numbers or document.names
    return any(f" {' '.join(syllables(way))} " in said for way in ways)
