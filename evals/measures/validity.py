"""Are the quotes really in the documents?"""

from __future__ import annotations

from evals.types import EvalAnswer, EvalCitation, EvalQuestion, Tally, Texts


def validity(question: EvalQuestion, answer: EvalAnswer | None, texts: Texts) -> Tally | None:
    """Share of citations whose spans, cut from the canonical text, give their quote.

    Definition: over all citations of all answers, refusals too, those of conflicts,
    calculations and nearest passages included; target 1.0.
    Convention: spans are code points joined by one space. An unknown document or a span
    outside the text is invalid; so is a citation without spans beside one that has them. An
    answer without any spans (another system's) is not counted, nor is any answer where there
    is no library to check against.
    Source: SCHEMA.md.
    """
    if answer is None:
        return None
    citations = answer.all_citations
    if not texts.available or not any(c.spans for c in citations):
        return None
    return Tally(sum(is_valid(c, texts) for c in citations), len(citations))


def is_valid(citation: EvalCitation, texts: Texts) -> bool:
    text = texts.text(citation.document)
    if text is None or not citation.spans:
        return False
    inside = all(0 <= start < end <= len(text) for start, end in citation.spans)
    return inside and " ".join(text[s:e] for s, e in citation.spans) == citation.quote
