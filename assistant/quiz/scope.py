"""What a request may ask about: documents, a section of them, passages about a topic."""

from __future__ import annotations

from assistant.quiz.drafts import Scope
from assistant.quiz.evidence import words_of
from assistant.quiz.facts.types import Fact
from assistant.quiz.source import Source
from assistant.quiz.types import Request
from index.types import Passage

_PASSAGES = 60  # looked at for a topic
_LEAST_SCORE = 0.5  # of the best passage's
_LEAST_SHARED = 0.6  # of a topic's words that a fact says


def scope_of(source: Source, request: Request) -> Scope:
    """Raises DocumentUnknown."""
    library = source.library
    chosen = [library.document(id).id for id in request.documents]
    documents = tuple(dict.fromkeys(chosen)) or tuple(d.id for d in library.documents())
    topical = _about(source, request.topic, documents) if request.topic.strip() else None

    def asked(passage: Passage) -> bool:
        if request.section and not passage.place.is_within(request.section):
            return False
        return topical is None or passage.id in topical

    facts = [fact for id in documents for fact in source.facts(id) if asked(fact.excerpt.passage)]
    if topical is not None:
        near = [fact for fact in facts if _is_about(fact, words_of(request.topic))]
        facts = near if len(near) >= request.count else facts
    return Scope(
        facts=tuple(facts),
        lists=tuple(
            listing
            for id in documents
            for listing in source.lists(id)
            if listing.members and asked(listing.members[0].excerpt.passage)
        ),
        documents=documents,
    )


def _is_about(fact: Fact, words: frozenset[str]) -> bool:
    """Whether a fact itself, not only its passage, speaks of the topic."""
    said = words_of(f"{fact.stem} {fact.excerpt.text}")
    return len(words & said) >= _LEAST_SHARED * len(words)


def _about(source: Source, topic: str, documents: tuple[str, ...]) -> frozenset[str]:
    """Passages that a search for the topic finds, but for those far behind the best."""
    hits = source.library.search(topic, _PASSAGES, documents)
    best = max((hit.score for hit in hits), default=0.0)
    return frozenset(hit.passage.id for hit in hits if hit.score >= _LEAST_SCORE * best)
