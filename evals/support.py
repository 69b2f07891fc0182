"""How many of a language model's sentences stand in what they cite, before and after the check.

Counted here by rules of this layer, not by the check itself (assistant.llm.support): what is
measured must not be its own judge. A sentence stands when it cites something, every figure of it is
in the quotes it cites, and they have most of its words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evals.text import comparable, states, words
from evals.types import EvalAnswer, Written

MOST = 0.6  # of a sentence's words
_FIGURE = re.compile(r"\d+(?:[.,/]\d+)*")


@dataclass(frozen=True, slots=True)
class SupportTally:
    """Over the answers that a model was asked for. faults: those given in quotes instead, by why.
    before: sentences of all drafts that stand. shown, after: sentences shown, and those of them
    that stand."""

    asked: int
    faults: Mapping[str, int]
    drafted: int
    before: int
    shown: int
    after: int
    dropped_marks: int

    @property
    def share_before(self) -> float | None:
        return self.before / self.drafted if self.drafted else None

    @property
    def share_after(self) -> float | None:
        return self.after / self.shown if self.shown else None


def stands(sentence: Written) -> bool:
    quoted = comparable(" ".join(sentence.quotes))
    said = comparable(sentence.text)
    if not sentence.quotes or not all(states(quoted, f) for f in _FIGURE.findall(said)):
        return False
    own, there = words(said), set(words(quoted))
    return sum(word in there for word in own) >= MOST * len(own)


def support_of(answers: Iterable[EvalAnswer | None]) -> SupportTally | None:
    """None where no model was asked."""
    written = [a for a in answers if a is not None and a.writing is not None]
    if not written:
        return None
    drafted = [s for a in written if a.writing for s in a.writing.sentences]
    shown = [s for a in written if a.writing and not a.writing.fault for s in a.writing.shown]
    faults = Counter(a.writing.fault for a in written if a.writing and a.writing.fault)
    return SupportTally(
        asked=len(written),
        faults=dict(sorted(faults.items())),
        drafted=len(drafted),
        before=sum(stands(s) for s in drafted),
        shown=len(shown),
        after=sum(stands(s) for s in shown),
        dropped_marks=sum(a.writing.dropped_marks for a in written if a.writing),
    )
