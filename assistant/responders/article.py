"""'Điều mấy nói về ...?': the article whose heading, or whose text, says it."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.citing import excerpt_of
from assistant.drafts import MAX_QUOTE_WORDS, Draft, Quote, grown, quoted
from assistant.evidence import Candidate
from assistant.responders.scene import Scene
from index.types import Passage

_ASKS = re.compile(r"\bdieu (?:may|nao|bao nhieu)\b|\bo dieu\b|\btai dieu nao\b")
_CANDIDATES_READ = 5


def respond(scene: Scene) -> Draft | None:
    if not _ASKS.search(scene.asked.folded):
        return None
    for candidate in scene.candidates[:_CANDIDATES_READ]:
        heading = _heading_of(scene, candidate)
        if heading is None or candidate.unmet:
            continue
        whole = excerpt_of(heading)
        quotes = [Quote(whole, whole)]
        if candidate.sentence.passage.id != heading.id:
            cited = grown(candidate.clause, candidate.sentence, MAX_QUOTE_WORDS)
            quotes.append(Quote(cited, cited))
        draft = quoted(scene.library, quotes, whole.text, candidate.likely)
        return replace(draft, answer=whole)
    return None


def _heading_of(scene: Scene, candidate: Candidate) -> Passage | None:
    """The passage that names the article a candidate stands in."""
    passage = candidate.sentence.passage
    labels = passage.place.labels
    depth = next((n for n, label in enumerate(labels, 1) if label.startswith("Điều ")), 0)
    if not depth:
        return None
    return scene.library.heading(passage.document, labels[:depth])
