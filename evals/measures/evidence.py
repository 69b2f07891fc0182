"""Does the answer cite the passages that support it?"""

from __future__ import annotations

from collections import Counter

from evals.text import comparable, first_words, words
from evals.types import EvalAnswer, EvalCitation, EvalQuestion, Tally, Texts

CITATIONS = 5
WORDS = 80
SHARE = 0.8


def evidence_recall(
    question: EvalQuestion, answer: EvalAnswer | None, texts: Texts
) -> Tally | None:
    """Share of the evidence quotes covered by the first five citations.

    Definition: of each citation the first 80 words count; a citation covers a quote that it
    contains, or of whose words it holds at least 80 %. Mean over answerable questions.
    Convention: words as a multiset, without the punctuation at their edges. One citation must
    cover a quote alone. No answer or no citation: 0. `refused` plays no part.
    Source: SCHEMA.md. The limits stop an answer from winning by citing whole chapters.
    """
    if not question.answerable or not question.evidence:
        return None
    cited = _cited(answer)
    found = sum(any(covers(c, quote) for c in cited) for quote in question.evidence)
    return Tally(found / len(question.evidence))


def evidence_precision(
    question: EvalQuestion, answer: EvalAnswer | None, texts: Texts
) -> Tally | None:
    """Share of the first five citations that cover some evidence.

    Definition: covers as in evidence recall. Mean over answerable questions.
    Convention: a question without citations scores 0 (trec_eval: an empty result has
    precision 0).
    Source: SCHEMA.md. A passage that supports the answer but is not in the gold evidence
    counts as wrong, so the figure is a lower bound.
    """
    if not question.answerable or not question.evidence:
        return None
    cited = _cited(answer)
    if not cited:
        return Tally(0)
    right = sum(any(covers(c, quote) for quote in question.evidence) for c in cited)
    return Tally(right / len(cited))


def first_citation(question: EvalQuestion, answer: EvalAnswer | None, texts: Texts) -> Tally | None:
    """Whether the first citation covers some evidence.

    Definition: 1 or 0 for each answerable question; success@1 of the citations.
    Convention: no answer or no citation: 0.
    Source: SCHEMA.md.
    """
    if not question.answerable or not question.evidence:
        return None
    first = _cited(answer)[:1]
    return Tally(float(any(covers(c, quote) for c in first for quote in question.evidence)))


def uncovered(question: EvalQuestion, answer: EvalAnswer) -> tuple[str, ...]:
    """Evidence quotes that none of the first five citations covers."""
    cited = _cited(answer)
    return tuple(q for q in question.evidence if not any(covers(c, q) for c in cited))


def covers(citation: EvalCitation, quote: str) -> bool:
    """Whether the first 80 words of a citation contain a quote or 80 % of its words."""
    window = first_words(comparable(citation.quote), WORDS)
    wanted = comparable(quote)
    if wanted in window:
        return True
    needed = Counter(words(wanted))
    shared = needed & Counter(words(window))
    # In tenths of a word to stay exact: 4 of 5 words are 80 %.
    return bool(needed) and shared.total() >= SHARE * needed.total() - 1e-9


def _cited(answer: EvalAnswer | None) -> tuple[EvalCitation, ...]:
    return () if answer is None else answer.citations[:CITATIONS]
