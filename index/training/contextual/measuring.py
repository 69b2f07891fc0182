"""P@1 of the encoder beside the static mean, of whole passages."""

import json
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import nn

from index.training.batches import Texts
from index.training.contextual.encoder import ContextualEncoder, Reading

_AT_ONCE = 512


@torch.no_grad()
def vectors(read: Reading, tokenizer: Tokenizer, texts: Sequence[str]) -> NDArray[np.float32]:
    """Unit vectors, [texts, d]."""
    encoded = Texts.of(
        [e.ids or [0] for e in tokenizer.encode_batch(list(texts), add_special_tokens=False)]
    )
    parts = []
    for begin in range(0, len(texts), _AT_ONCE):
        ids, lengths = encoded.take(np.arange(begin, min(begin + _AT_ONCE, len(texts))))
        offsets = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        parts.append(nn.functional.normalize(read(ids, offsets), dim=1).numpy())
    return np.concatenate(parts)


def measure(
    folder: Path, encoder: ContextualEncoder, tokenizer: Tokenizer, questions_only: bool
) -> str:
    """One line for a set of `passages.jsonl` and `questions.jsonl`; empty where there is none."""
    if not (folder / "questions.jsonl").exists():
        return ""
    passages, questions = (
        [json.loads(line) for line in (folder / name).open(encoding="utf-8")]
        for name in ("passages.jsonl", "questions.jsonl")
    )
    texts, asked = [p["text"] for p in passages], [q["question"] for q in questions]
    began = time.perf_counter()
    questions_read = vectors(encoder, tokenizer, asked)
    each = 1000 * (time.perf_counter() - began) / len(asked)
    plain = vectors(encoder.static, tokenizer, texts)
    read = plain if questions_only else vectors(encoder, tokenizer, texts)

    def first(found: NDArray[np.float32], among: NDArray[np.float32]) -> float:
        best = (found @ among.T).argmax(axis=1)
        right = [
            passages[row]["id"] in q["relevant"] for row, q in zip(best, questions, strict=True)
        ]
        return 100 * float(np.mean(right))

    static = first(vectors(encoder.static, tokenizer, asked), plain)
    return (
        f"{folder.name}: P@1 static {static:.1f}, contextual {first(questions_read, read):.1f}, "
        f"{each:.1f} ms a question in batches"
    )
