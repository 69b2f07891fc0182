"""Whether a sentence that a model wrote stands in the sentences it cites.

Four things must hold, in this order; the first that does not is the reason given:

1. it cites at least one sentence;
2. its facts (facts.py) stand in the cited sentences, and its figures by the same words there;
3. it denies and compares as they do: 'chưa', 'không', 'tăng', 'giảm' are neither added nor lost;
4. most of what it says they say: by words, weighted by rarity, and by meaning (cosine).

The thresholds of 4 are fitted by `python -m assistant.llm.calibration`, which prints their price.
What this cannot see: a wrong relation between things that the cited sentences all name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np

from assistant.llm.facts import FactKind, facts_of, source_of, value_of
from assistant.llm.language import is_vietnamese
from assistant.understanding.concepts import FUNCTION_WORDS
from index.embedding import Encoder
from index.vietnamese import normalise, sentences, syllables

MIN_LEXICAL = 0.7
MIN_DENSE = 0.5
"""Of sentences that hold facts, the most similar article of another event still passes with 5 in
100; journalists' own summaries of the article pass with 53 (1,500 articles of VietNews)."""


class Lack(StrEnum):
    """Why a sentence is not supported. The values are part of the answer contract."""

    UNCITED = "uncited"
    DATE = "date"
    NUMBER = "number"
    DOCUMENT = "document"
    NAME = "name"
    FIGURE_MOVED = "figure-moved"
    POLARITY = "polarity"
    MEANING = "meaning"
    LANGUAGE = "language"


_LACKING = {
    FactKind.DATE: Lack.DATE,
    FactKind.NUMBER: Lack.NUMBER,
    FactKind.DOCUMENT: Lack.DOCUMENT,
    FactKind.NAME: Lack.NAME,
}


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence that is cited. about: its title and headings."""

    text: str
    about: str


class Rarity(Protocol):
    def __call__(self, term: str, /) -> float: ...


@dataclass(frozen=True, slots=True)
class Judgement:
    """lack: None where the sentence is supported. lexical, dense: 0-1; 0 where not looked at."""

    lack: Lack | None
    detail: str = ""
    lexical: float = 0.0
    dense: float = 0.0

    @property
    def supported(self) -> bool:
        return self.lack is None


class Support:
    """Judges sentences by the words and the model of one library."""

    def __init__(self, rarity: Rarity, encoder: Encoder) -> None:
        """rarity: weight of a folded syllable (index.lanes.Lanes.rarity)."""
        self._rarity = rarity
        self._encoder = encoder

    def judge(self, sentence: str, cited: Sequence[Cited]) -> Judgement:
        if not is_vietnamese(sentence):
            return Judgement(Lack.LANGUAGE)
        if not cited:
            return Judgement(Lack.UNCITED)
        text = " ; ".join(c.text for c in cited)
        source = source_of(text, " . ".join(c.about for c in cited))
        for fact in facts_of(sentence):
            if not source.states(fact):
                return Judgement(_LACKING[fact.kind], fact.shown)
        moved = moved_figure(sentence, text)
        if moved:
            return Judgement(Lack.FIGURE_MOVED, moved)
        turned = turned_word(sentence, text)
        if turned:
            return Judgement(Lack.POLARITY, turned)
        lexical, dense = self.scores(sentence, [c.text for c in cited])
        met = lexical >= MIN_LEXICAL and dense >= MIN_DENSE
        return Judgement(None if met else Lack.MEANING, "", lexical, dense)

    def scores(self, sentence: str, cited: Sequence[str]) -> tuple[float, float]:
        """(lexical, dense). lexical: the share of the sentence's words, weighted by rarity and
        without its figures (those are facts), that the cited sentences say. dense: the cosine with
        the nearest of them, their parts and all of them together."""
        said = {w for text in cited for w in syllables(text)}
        words = syllables(sentence.replace("phần trăm", "%"))
        own = [w for w in words if w not in FUNCTION_WORDS and w.isalpha()]
        weights = {w: self._rarity(w) for w in own}
        total = sum(weights.values())
        lexical = sum(v for w, v in weights.items() if w in said) / total if total else 1.0
        parts = [part for text in cited for part in _parts(text)]
        texts = [sentence, *dict.fromkeys([*cited, *parts, " ".join(cited)])]
        vectors = self._encoder.encode_passages(texts)
        return lexical, float(np.max(vectors[1:] @ vectors[0]))


def _parts(text: str) -> list[str]:
    """The items of a long sentence, which a short sentence may rest on alone."""
    return [p.strip() for s, e in sentences(text) for p in re.split(r";|,(?=\s)", text[s:e])]


_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*|[^\W\d_]+|[;:.()]")
_NEAR = 3  # words next to a figure that tell what it counts
_CLEARLY = 2  # words that another figure must have in common more


def moved_figure(sentence: str, source: str) -> str:
    """A figure that stands in `source` by other words than in `sentence`, while these words stand
    there by another figure: '5 vụ tố cáo' of '12 vụ tố cáo, 5 vụ khiếu nại'. "" for none."""
    own, there = _figures(sentence), _figures(source)
    for value, before, after in own:
        same = max((_common(before, after, b, a) for v, b, a in there if v == value), default=None)
        other = max((_common(before, after, b, a) for v, b, a in there if v != value), default=0)
        if same is not None and other >= same + _CLEARLY:
            return value
    return ""


def _figures(text: str) -> list[tuple[str, list[str], list[str]]]:
    """(value, words before, nearest first, words after) of each number."""
    tokens = _TOKEN.findall(normalise(text))
    found = []
    for at, token in enumerate(tokens):
        if token[0].isdigit():
            before = list(reversed(tokens[max(0, at - _NEAR) : at]))
            after = tokens[at + 1 : at + 1 + _NEAR]
            value = token if "/" in token else value_of(token)
            found.append((value, before, after))
    return found


def _common(before: list[str], after: list[str], b: list[str], a: list[str]) -> int:
    """Words that both have in the same order from the figure outwards."""
    return _prefix(before, b) + _prefix(after, a)


def _prefix(one: list[str], other: list[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right or not left[0].isalpha():
            break
        count += 1
    return count


_DENIALS = frozenset({"không", "chưa", "chẳng", "chớ", "cấm"})
_DIRECTIONS = frozenset(
    {"tăng", "giảm", "vượt", "trước", "sau", "hơn", "dưới", "trên", "tối đa", "tối thiểu"}
    | {"ít nhất", "nhiều nhất", "cao nhất", "thấp nhất", "bắt buộc", "miễn", "nghiêm cấm"}
)
_WORD = re.compile(r"[^\W_]+")
_REACH = 2  # words in front of a word within which a denial is about it


def turned_word(sentence: str, source: str) -> str:
    """A denial or direction that only one of both has: one that the sentence adds, to the whole or
    to a figure, or a denial that stands before a word in the source everywhere, and not in the
    sentence. "" for none."""
    own, there = _WORD.findall(normalise(sentence)), _WORD.findall(normalise(source))
    spoken, written = f" {' '.join(own)} ", f" {' '.join(there)} "
    for word in sorted(_DENIALS | _DIRECTIONS):
        if f" {word} " in spoken and f" {word} " not in written:
            return word
    for value, before, _ in _figures(sentence):
        said = next((word for word in before if word in _DIRECTIONS), "")
        near = [{*b, *a} for v, b, a in _figures(source) if v == value]
        if said and near and not any(said in words for words in near):
            return f"{said} {value}"
    denied = _pairs(there, denied=True) - _pairs(there, denied=False)
    lost = denied & _pairs(own, denied=False)
    return " ".join(min(lost)) if lost else ""


def _pairs(words: list[str], denied: bool) -> set[tuple[str, str]]:
    """Neighbouring words with, or without, a denial right in front of them."""
    found = set()
    for at in range(len(words) - 1):
        front = words[max(0, at - _REACH) : at]
        pair = (words[at], words[at + 1])
        if _DENIALS & set(pair) or _only_joins(pair):
            continue
        if bool(_DENIALS & set(front)) == denied:
            found.add(pair)
    return found


def _only_joins(pair: tuple[str, str]) -> bool:
    """Whether two words only join others: nothing is denied by them."""
    return all(word in FUNCTION_WORDS for part in pair for word in syllables(part))
