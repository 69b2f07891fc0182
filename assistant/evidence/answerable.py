"""How likely a candidate really answers: a logistic model over readable features.

The weights are fitted on the dev splits of the question sets by `python -m assistant.calibration`
on report_dev.jsonl, refusal_dev.jsonl and, with the regulations in the library,
regulations_dev.jsonl; no rule here knows a single question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.evidence.logistic import Logistic
from assistant.evidence.matching import Matcher
from assistant.evidence.views import SentenceView
from assistant.understanding import Understanding
from assistant.understanding.concepts import FUNCTION_WORDS
from index.vietnamese import syllables

_ASKING = FUNCTION_WORDS | {"bao", "nhieu", "may", "nao", "gi", "la"}
# The words next to the question word say what is asked for: 'bao nhiêu | công nhân', 'mức phụ cấp
# | bao nhiêu', 'hình thức xử lý | nào'.
_FOCUS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:bao nhieu|may)\s+(\w+)(?:\s+(\w+))?(?:\s+(\w+))?",
        r"\b(?:(\w+)\s+)?(\w+)\s+(\w+)\s+(?:nao|gi|ai)\b",
        r"\b(\w+)\s+(\w+)\s+la\s+(?:bao nhieu|gi|ai|may)\b",
        r"\b(\w+)\s+(\w+)\s+(?:bao nhieu|may)\b",
    )
)
_ASKS = re.compile(
    r"\b(?:nao|gi|ai|may|nhieu|dau|sao|khong|ko|chua|lau|gio|neu|ke|the nao|nhu nao|khi nao)\b"
)
_FIRST_WORDS = 2
_NO_FOCUS = 0.7  # share assumed where a question has no such words


@dataclass(frozen=True, slots=True)
class Features:
    """Of one candidate. Shares are 0-1.

    share: of the question said by the sentence and its surroundings. clause, pairs: said by the
    clause alone, as concepts and as pairs of neighbouring words. dense: cosine. fit: whether the
    clause holds what is asked. focus: of the words next to the question word, said by the
    sentence. elsewhere: share of the question that the sentence says, but only outside the clause.
    concepts: logarithm of the number of concepts. first: score against the best-scored sentence.
    meaning: of the question said by the sentence, by alignment of tokens.
    """

    share: float
    clause: float
    pairs: float
    dense: float
    fit: float
    focus: float
    elsewhere: float
    concepts: float
    first: float
    meaning: float


_PLAIN = Logistic(
    -11.47,
    Features(
        share=0.55,
        clause=0.63,
        pairs=0.45,
        dense=1.07,
        fit=3.54,
        focus=0.19,
        elsewhere=-1.21,
        concepts=0.78,
        first=6.10,
        meaning=0.27,
    ),
)
_GLOSSED = Logistic(
    -11.94,
    Features(
        share=1.20,
        clause=-0.12,
        pairs=-0.04,
        dense=2.08,
        fit=2.60,
        focus=0.23,
        elsewhere=-1.66,
        concepts=0.55,
        first=6.17,
        meaning=1.78,
    ),
)
THRESHOLD = 0.47
"""Below this probability a question is refused. The bias of each model was moved so that it is the
same for both."""


def probability(features: Features, is_glossed: bool) -> float:
    """0-1; calibrated on the dev splits. is_glossed: whether the sentence has everyday wordings."""
    return (_GLOSSED if is_glossed else _PLAIN).probability(features)


def focus_of(asked: Understanding) -> tuple[str, ...]:
    """Folded words next to the question words."""
    found = [
        word
        for pattern in _FOCUS
        for match in pattern.finditer(asked.folded)
        for word in match.groups()
        if word and word not in _ASKING
    ]
    if not found and not _ASKS.search(asked.folded):
        # 'Dân số tỉnh năm 2017': what is asked for comes first.
        found = [word for word in syllables(asked.own) if word not in _ASKING][:_FIRST_WORDS]
    return tuple(dict.fromkeys(found))


def focus_share(focus: tuple[str, ...], matcher: Matcher, sentence: SentenceView) -> float:
    if not focus:
        return _NO_FOCUS
    return sum(matcher.says(word, sentence.key) for word in focus) / len(focus)
