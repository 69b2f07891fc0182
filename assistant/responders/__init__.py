"""Ways to answer, one a file, tried in order. Each takes what was asked and gives a Draft, or None
when the question is not of its kind."""

from __future__ import annotations

from assistant.drafts import Draft
from assistant.responders import (
    abbreviation,
    across,
    article,
    attributes,
    computed,
    definition,
    force,
    general,
    headed,
    held,
    particulars,
    provision,
)
from assistant.responders.scene import Responder, Scene

IN_ORDER: tuple[Responder, ...] = (
    abbreviation.respond,
    force.respond,
    held.respond,
    particulars.respond,
    attributes.respond,
    provision.respond,
    definition.respond,
    article.respond,
    headed.respond,
    computed.respond,
    general.respond,
)


def answer(scene: Scene) -> Draft:
    """What the first responder says whose kind of question it is; of each document where the
    question is put to several."""
    parts = across.parts_of(scene)
    if parts:
        several = across.joined(scene, parts, [_first(part.scene) for part in parts])
        if several is not None:
            return several
    return _first(scene)


def _first(scene: Scene) -> Draft:
    return next(draft for respond in IN_ORDER if (draft := respond(scene)) is not None)


__all__ = ["IN_ORDER", "Scene", "answer"]
