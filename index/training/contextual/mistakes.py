"""The passages that the product's own BM25 takes for a question's by mistake."""

import numpy as np
from tokenizers import Tokenizer

from index.lanes import best_rows, build_lexical
from index.training.batches import EncodedStream, Ids, Texts
from index.training.tokenizer import SPACE
from index.vietnamese import terms

EACH = 4
"""Mistakes kept of a question."""
MINED = frozenset({"viquad", "legal_qa", "paraphrase", "paraphrase.terse"})
"""Streams of questions that people asked."""


def _as_text(texts: Texts, tokens: list[str]) -> list[str]:
    """Words again, without the marks between them, which BM25 does not see either."""
    spans = zip(texts.offsets[:-1], texts.offsets[1:], strict=True)
    return [
        "".join(tokens[i] for i in texts.flat[start:end]).replace(SPACE, " ")
        for start, end in spans
    ]


def mine(stream: EncodedStream, tokenizer: Tokenizer) -> Ids:
    """For each question the passages that BM25 ranks highest but for the right one, [questions, n].

    n is `EACH`, or 0 where nobody asked. Where too few are found, the last is repeated, or the
    right one stands, which makes no negative.
    """
    if stream.name not in MINED:
        return np.empty((len(stream), 0), dtype=np.int64)
    tokens = [token for token, _ in sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])]
    lexical = build_lexical(_as_text(stream.passages, tokens))
    known = lexical.vocab_dict
    mined = np.repeat(stream.passage_of[:, None], EACH, axis=1)
    for at, question in enumerate(_as_text(stream.queries, tokens)):
        wanted = [term for term in terms(question) if term in known]
        if not wanted:
            continue
        ranked = best_rows(lexical.get_scores(wanted), EACH + 1)
        wrong = ranked[ranked != stream.passage_of[at]][:EACH]
        if len(wrong):
            mined[at] = np.pad(wrong, (0, EACH - len(wrong)), mode="edge")
    return mined
