"""Every number of a training run, with what each source weighs."""

import hashlib
import json
from dataclasses import asdict, dataclass, field

from index.training.tokenizer import VocabularySize

GENERAL = {
    "news.title": 2.0,
    "news.abstract": 1.0,
    "news.cloze": 2.0,
    "law.title": 1.0,
    "law.cloze": 2.0,
    "legal_qa": 1.5,
    "covid_faq_train": 0.4,
    "procedures": 0.5,
    "wiki.heading": 0.7,
    "wiki.cloze": 2.0,
    "viquad": 2.0,
    "viquad.sentence": 0.7,
    "viquad.cloze": 1.0,
}
"""How often a batch comes from each stream, relative to the others."""

EVERYDAY = {"paraphrase": 1.0, "paraphrase.terse": 0.4, "lexicon": 0.5, "substitution": 1.5}
"""The same for the second, smaller batch of every step: daily words against official ones."""

RUNS = {"viquad": 32, "viquad.sentence": 32, "viquad.cloze": 32, "law.cloze": 16}
"""Neighbouring pairs drawn together, where a document is long; elsewhere `Recipe.run`."""

ALONE = frozenset({"lexicon", "paraphrase", "paraphrase.terse", "substitution", "covid_faq_train"})
"""Streams whose neighbours have nothing to do with each other: drawn one by one."""


@dataclass(frozen=True)
class Recipe:
    """The defaults made the shipped model."""

    seed: int = 7
    steps: int = 700
    dimensions: int = 512
    cut_dimensions: tuple[int, ...] = (128,)
    batch: int = 1_536
    everyday_batch: int = 512
    everyday_weight: float = 0.4
    run: int = 8
    dropout: float = 0.25
    """Share of tokens left out of every text: it must not lean on any one of them."""
    learning_rate: float = 0.05
    scale: float = 20.0
    """Inverse temperature of the cosine."""
    longest: int = 256
    """Tokens of a passage that are read."""
    stream_limit: int = 40_000
    """Pairs kept of one stream: beyond it encoding cost more than the curve gave."""
    vocabulary: VocabularySize = field(default_factory=VocabularySize)

    def fingerprint(self) -> str:
        """Changes with any number, so that a checkpoint of another recipe is never continued."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:16]
