"""What the thresholds of assistant.llm.support cost and catch:

    python -m assistant.llm.calibration NEWS.jsonl.xz

Each line of the file is an article: {"abstract": text, "paragraphs": [text]}. The first sentence of
an abstract, which a journalist wrote, is held against the two nearest sentences of its own article
(should pass) and of the most similar other article (must not). Printed are, among the sentences
whose facts, figures and denials stand in what they are held against, the shares that pass.
"""

from __future__ import annotations

import json
import lzma
import math
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.llm.support import Cited, Lack, Support
from index.embedding import Encoder, load_encoder
from index.vietnamese import sentences, syllables, word_count

_EVERY = 60  # lines of the file taken: neighbouring articles tell of one event
_ARTICLES = 1500
_FEWEST_WORDS = 5
_NEAREST = 2
_GRID = (0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True, slots=True)
class _Article:
    summary: str  # the first sentence of its abstract
    body: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    own: bool
    lexical: float
    dense: float


def articles_of(file: Path) -> list[_Article]:
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        taken = (json.loads(line) for n, line in enumerate(lines) if n % _EVERY == 0)
        found = (
            _Article(
                next(_sentences(row["abstract"]), ""),
                tuple(s for paragraph in row["paragraphs"] for s in _sentences(paragraph)),
            )
            for row in taken
        )
        usable = (a for a in found if a.summary and len(a.body) > _NEAREST)
        return [article for article, _ in zip(usable, range(_ARTICLES), strict=False)]


def pairs_of(articles: list[_Article], encoder: Encoder) -> Iterator[_Pair]:
    """Those whose facts stand in what they are held against."""
    frequency = Counter(w for a in articles for w in {*syllables(" ".join((a.summary, *a.body)))})

    def rarity(term: str) -> float:
        return math.log(1 + (len(articles) - frequency[term] + 0.5) / (frequency[term] + 0.5))

    support = Support(rarity, encoder)
    summaries = encoder.encode_passages([a.summary for a in articles])
    bodies = encoder.encode_passages([" ".join(a.body) for a in articles])
    for position, article in enumerate(articles):
        likeness = bodies @ summaries[position]
        likeness[position] = -1
        other = articles[int(np.argmax(likeness))]
        for held in (article, other):
            cited = _nearest(encoder, article.summary, held.body)
            judged = support.judge(article.summary, [Cited(text, "") for text in cited])
            if judged.lack in (None, Lack.MEANING):
                yield _Pair(held is article, judged.lexical, judged.dense)


def _nearest(encoder: Encoder, summary: str, body: tuple[str, ...]) -> list[str]:
    vectors = encoder.encode_passages([summary, *body])
    said = set(syllables(summary))
    shared = [len(said & set(syllables(text))) / len(said) for text in body]
    order = np.argsort(-(vectors[1:] @ vectors[0] + np.array(shared)))
    return [body[int(at)] for at in order[:_NEAREST]]


def _sentences(text: str) -> Iterator[str]:
    found = (text[start:end] for start, end in sentences(text))
    return (sentence for sentence in found if word_count(sentence) >= _FEWEST_WORDS)


def main(file: str) -> None:
    articles = articles_of(Path(file))
    pairs = list(pairs_of(articles, load_encoder(None, "", "")))
    own, other = [p for p in pairs if p.own], [p for p in pairs if not p.own]
    print(f"{len(articles)} articles; facts stand: own {len(own)}, other {len(other)}")
    print("lexical  dense  own passes  other passes")
    for lexical in _GRID:
        for dense in _GRID:
            shares = [
                sum(p.lexical >= lexical and p.dense >= dense for p in group) / max(1, len(group))
                for group in (own, other)
            ]
            print(f"{lexical:7.1f} {dense:6.1f} {shares[0]:11.3f} {shares[1]:13.3f}")


if __name__ == "__main__":
    main(sys.argv[1])
