"""'Ngạch công chức là gì?': the sentence of the documents that says 'X là ...'."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.citing import excerpt_of
from assistant.drafts import MAX_QUOTE_WORDS, Draft, Quote, grown, quoted
from assistant.evidence.views import SentenceView, view_of
from assistant.responders.scene import Scene
from assistant.understanding import Wanted
from index.types import Hit
from index.vietnamese import syllables

_IS = re.compile(
    r"^(?:\d+\.|[a-zđ]\))?\s*(?P<head>[^.;:]{2,120}?)\s(?:là|được hiểu là|quy định tại [^.;]{2,60}? là)\s"
)
_ASKING = frozenset(
    """
    la gi the nao duoc hieu dinh nghia nhu nghia co j sao theo luat nghi dinh quyet so trong bao
    cao cai goi thuc ra gom nhung noi vay moi nguoi cac bac a thi phai to chuc
    """.split()
)
_LEAST_HEAD = 0.75  # share of the head's words that the question says
_LEAST_SAID = 0.6  # share of the question's words that the head says
_SURE = 0.9


def respond(scene: Scene) -> Draft | None:
    if scene.asked.wanted is not Wanted.DEFINITION:
        return None
    said = [w for w in syllables(scene.asked.text) if w not in _ASKING]
    best: tuple[float, Hit, SentenceView] | None = None
    for hit in scene.hits:
        for sentence in view_of(hit.passage).sentences:
            fit = _fit(sentence.text, said)
            if fit > 0 and (best is None or fit > best[0]):
                best = (fit, hit, sentence)
    if best is None:
        return None
    _, hit, sentence = best
    whole = excerpt_of(hit.passage, sentence.start, sentence.end)
    start = excerpt_of(hit.passage, sentence.start, sentence.start + sentence.atoms[0][1])
    cited = grown(start, whole, MAX_QUOTE_WORDS)
    draft = quoted(scene.library, [Quote(cited, cited)], cited.text, _SURE)
    return replace(draft, answer=cited)


def _fit(text: str, said: list[str]) -> float:
    """How well the head of 'head là ...' is what was asked for; 0 where it is not."""
    match = _IS.match(text)
    if match is None or not said:
        return 0.0
    head = [w for w in syllables(match["head"]) if not w.isdigit()]
    if not head:
        return 0.0
    of_head = sum(w in said for w in head) / len(head)
    of_said = sum(w in head for w in said) / len(said)
    if of_head < _LEAST_HEAD or of_said < _LEAST_SAID:
        return 0.0
    return of_head + of_said
