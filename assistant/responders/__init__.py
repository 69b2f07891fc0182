"""Ways to answer, one a file, tried in order. Each takes what was asked and gives a Draft, or None
when the question is not of its kind."""

from __future__ import annotations

from assistant.responders import (
    abbreviation,
    article,
    attributes,
    computed,
    definition,
    general,
    headed,
    held,
    particulars,
)
from assistant.responders.scene import Responder, Scene

IN_ORDER: tuple[Responder, ...] = (
    abbreviation.respond,
    held.respond,
    particulars.respond,
    attributes.respond,
    definition.respond,
    article.respond,
    headed.respond,
    computed.respond,
    general.respond,
)

__all__ = ["IN_ORDER", "Scene"]
