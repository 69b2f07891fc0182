"""Whether a question is about anything the documents treat: a logistic model over six signs.

A nearest clause exists for every question, and words such as 'nào cao nhất' stand everywhere: 'Núi
nào cao nhất thế giới?' finds a clause that fits. The signs look at the passage as a whole and at
what remains unsaid. Fitted by `python -m assistant.calibration --elsewhere`: questions of the dev
splits that the documents answer against questions about other things, asked of the same libraries.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.evidence.logistic import Logistic
from assistant.evidence.selection import Candidate
from assistant.understanding import Understanding
from index.alignment import Alignment
from index.types import Hit

_HITS_READ = 10
_RIVALS_READ = 6  # candidates among which one of another passage is looked for
_ALONE = 0.3  # margin where there is none
_TITLE = 0.9  # how fully a heading says a word, against the sentence
_UNSAID = 0.35  # cosine below which nothing near a word is said


@dataclass(frozen=True, slots=True)
class Signs:
    """Of a question with its best candidate; shares are 0-1.

    passage: highest cosine of the question with a passage found. margin: by how much of its score
    the candidate surpasses the best one of another passage. said: of the question by the
    candidate's passage, by alignment of tokens. words: tokens of the question, in twenties.
    unsaid: share of the question of which the candidate's sentence and headings say nothing near.
    unknown: share of its words of several syllables that no passage of the library has.
    """

    passage: float
    margin: float
    said: float
    words: float
    unsaid: float
    unknown: float


_PLAIN = Logistic(
    -7.63, Signs(passage=8.49, margin=8.18, said=4.59, words=5.25, unsaid=-3.12, unknown=-1.39)
)
_GLOSSED = Logistic(
    -10.60, Signs(passage=12.99, margin=6.29, said=6.45, words=3.52, unsaid=-3.21, unknown=-2.05)
)
IN_SCOPE = 0.14
"""Below this probability a question is not answered."""
ELSEWHERE = 0.08
"""Below this one it is said to be about something else: of 120 near misses six are."""


def in_scope(signs: Signs, is_glossed: bool) -> float:
    """Probability that the documents treat what is asked, 0-1. is_glossed: whether the best
    candidate's sentence has everyday wordings."""
    return (_GLOSSED if is_glossed else _PLAIN).probability(signs)


def signs_of(
    asked: Understanding,
    hits: Sequence[Hit],
    candidates: Sequence[Candidate],
    alignment: Alignment,
    frequency: Callable[[str], int],
) -> Signs:
    """candidates: those that might answer, at least one, best first. frequency: passages that have
    a folded syllable or pair."""
    best = candidates[0]
    question = alignment.ids(asked.own)
    weights = alignment.weights(question)
    passage, said = best.clause.passage, best.sentence
    texts = (
        f"{said.text} {passage.gloss_of(said.start, said.end)}",
        f"{passage.text} {passage.gloss_of(0, len(passage.text))}",
        " ".join(passage.place.titles),
    )
    nearest = alignment.nearest(question, [alignment.ids(text) for text in texts])
    sentence, whole, titles = nearest.T
    unsaid = np.maximum(sentence, _TITLE * titles) < _UNSAID
    return Signs(
        passage=max((hit.dense for hit in hits[:_HITS_READ]), default=0.0),
        margin=_margin(best, candidates[1:_RIVALS_READ]),
        said=float(weights @ whole),
        words=len(question) / 20,
        unsaid=float(weights @ unsaid),
        unknown=_unknown(asked, frequency),
    )


def _unknown(asked: Understanding, frequency: Callable[[str], int]) -> float:
    """Words of two syllables of which no passage has any way to write them, among all such."""
    words = [c for c in asked.concepts if c.key.count(" ") == 1]
    unknown = (
        c for c in words if not any(frequency(" ".join(v.split()[:2])) for v, _ in c.variants)
    )
    return sum(1 for _ in unknown) / len(words) if words else 0.0


def _margin(best: Candidate, rivals: Sequence[Candidate]) -> float:
    others = [c.score for c in rivals if c.clause.passage.id != best.clause.passage.id]
    return (best.score - max(others)) / abs(best.score) if others and best.score else _ALONE
