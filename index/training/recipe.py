"""Every number of a training run, with what each source weighs."""

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace

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
class Phase:
    """One stretch of training with a learning rate that falls to nearly nothing."""

    name: str
    steps: int
    learning_rate: float
    dropout: float
    """Share of tokens left out of every text: it must not lean on any one of them."""
    folded: float
    """Share of the questions that lose all their diacritics."""
    seed: int


@dataclass(frozen=True)
class Recipe:
    """The defaults made the shipped model."""

    seed: int = 7
    members: tuple[tuple[Phase, float], ...] = (
        (Phase("bold", 700, 0.05, dropout=0.1, folded=0.15, seed=7), 0.35),
        (Phase("careful", 600, 0.05, dropout=0.25, folded=0.25, seed=7), 0.65),
    )
    """Trained each from the same start, then averaged with these weights."""
    polish: Phase = Phase("polish", 130, 0.02, dropout=0.3, folded=0.35, seed=11)
    """Trained from the average."""
    dimensions: int = 512
    cut_dimensions: tuple[int, ...] = (128,)
    batch: int = 1_536
    everyday_batch: int = 512
    everyday_weight: float = 0.4
    run: int = 8
    scale: float = 20.0
    """Inverse temperature of the cosine."""
    longest: int = 256
    """Tokens of a passage that are read."""
    stream_limit: int = 40_000
    """Pairs kept of one stream: beyond it encoding cost more than the curve gave."""
    vocabulary: VocabularySize = field(default_factory=VocabularySize)

    def shortened(self, steps: int) -> "Recipe":
        """The same with `steps` steps in the longest phase, and the others in proportion."""
        longest = max(phase.steps for phase in self.phases)

        def cut(phase: Phase) -> Phase:
            return replace(phase, steps=max(1, phase.steps * steps // longest))

        members = tuple((cut(phase), share) for phase, share in self.members)
        return replace(self, members=members, polish=cut(self.polish))

    @property
    def phases(self) -> tuple[Phase, ...]:
        return (*(phase for phase, _ in self.members), self.polish)

    def fingerprint(self) -> str:
        """Changes with any number, so that a checkpoint of another recipe is never continued."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:16]
