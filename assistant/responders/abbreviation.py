"""'KNPA là gì?': the words an abbreviation stands for, from the document that defines it, else
from the sourced list, with the place where the documents use it."""

from __future__ import annotations

import re

from assistant import messages
from assistant.citing import Excerpt, cite, excerpt_of
from assistant.drafts import Draft, Quote, grown, quoted
from assistant.evidence.views import view_of
from assistant.responders.scene import Scene
from assistant.understanding.abbreviations import OFFICIAL
from assistant.understanding.concepts import FUNCTION_WORDS
from index.vietnamese import fold, syllables

_ASKS = re.compile(r"\bviet tat\b|\bnghia la\b|\bco nghia\b|\bduoc hieu\b")
_IS_WHAT = re.compile(r"\W{0,2}(?: \S+){0,2}? la (?:\S+ ){0,2}(?:gi|j)\b")
_SHORT = re.compile(r"(?<![-/])\b[^\W_]+(?:&[^\W_]+)*")  # not one in a number: '06/CT-UBND'
_SPEAKS_OF = frozenset(
    "chu cum hieu tat ngu cao hoi voi niem nghia quan".split()
)  # 'chữ KNPA', 'báo cáo: KNPA'
_QUOTE_WORDS = 40
_SURE = 0.95


def respond(scene: Scene) -> Draft | None:
    means = _ASKS.search(scene.asked.folded) is not None
    for match in _SHORT.finditer(scene.asked.text):
        short = match.group()
        if not means and not _asks_what(scene.asked.text, match):
            continue
        if defined := next((s for s in scene.vocabulary.defined if fold(s) == fold(short)), ""):
            return _defined(scene, defined)
        if fold(short) in OFFICIAL and (short.isupper() or len(fold(short)) > 2):
            return _listed(scene, short)
    return None


def _asks_what(text: str, short: re.Match[str]) -> bool:
    """Whether a question asks what an abbreviation is. 'Chủ tịch UBND ký chỉ thị ... tên là gì' and
    'Kiểm soát TTHC là gì' ask something else."""
    asks = _IS_WHAT.match(fold(text[short.end() :]))
    before = syllables(text[: short.start()])[-1:]
    if asks is None or not before:
        return asks is not None
    said_again = f" la {before[0]} " in asks.group()  # 'đoàn ĐBQH là đoàn gì'
    return said_again or before[0] in FUNCTION_WORDS | _SPEAKS_OF


def _defined(scene: Scene, short: str) -> Draft | None:
    """Quotes the definition: 'kiến nghị, phản ánh (KNPA)'."""
    words = scene.vocabulary.defined[short]
    written = f"{words} ({short})"
    found = _first(scene, written)
    if found is None:
        return None
    return quoted(scene.library, [Quote(found, _around(found))], written, _SURE)


def _listed(scene: Scene, short: str) -> Draft | None:
    """Says the usual words, marked as such, and cites where the abbreviation stands."""
    found = _first(scene, short.upper())
    if found is None:
        return None
    words = OFFICIAL[fold(short)]
    citation = cite(scene.library, _around(found), 1)
    short_text = messages.USUAL_MEANING.format(short=found.text, words=words)
    text = messages.USUAL_MEANING_USED.format(short=found.text, words=words, quote=citation.quote)
    return Draft(f"{text} [1]", short_text, (citation,), False, None, None, confidence=_SURE)


def _first(scene: Scene, words: str) -> Excerpt | None:
    """The first place in the documents asked where words stand by themselves."""
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    folded = re.compile(rf"(?<!\w){re.escape(fold(words))}(?!\w)")
    for exact in (True, False):
        for id in scene.documents or [d.id for d in scene.library.documents()]:
            for passage in scene.library.passages(id):
                match = pattern.search(passage.text) if exact else folded.search(fold(passage.text))
                if match:
                    return excerpt_of(passage, match.start(), match.end())
    return None


def _around(found: Excerpt) -> Excerpt:
    sentence = next(s for s in view_of(found.passage).sentences if s.start <= found.start < s.end)
    return grown(found, excerpt_of(found.passage, sentence.start, sentence.end), _QUOTE_WORDS)
