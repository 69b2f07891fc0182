"""What must never be trained on: benchmarks, and the held-out tenth of the paraphrases.

A passage recurs when it shares a good part of its runs of 13 folded syllables with a guarded
passage (the n-gram length of GPT-3's contamination analysis, Brown et al. 2020, appendix C).
"""

import json
import re
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.training.corpora import ParaphraseRow
from index.vietnamese import fold

NGRAM = 13
RECURS = 0.3
"""Share of the n-grams of the shorter passage. One alone would refuse every article of the Penal
Code for its formula of punishment."""
_WORD = re.compile(r"\w+")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


def is_held_out(row: ParaphraseRow) -> bool:
    """Every tenth passage of paraphrase_questions is for measuring only."""
    return int(row.id.rsplit("-", 1)[1]) % 10 == 0


def _ngrams(text: str) -> NDArray[np.uint64]:
    words = _WORD.findall(fold(text.lower()))
    ids = np.array([zlib.crc32(word.encode()) for word in words], dtype=np.uint64)
    if len(ids) == 0:
        return ids
    size = max(len(ids) - NGRAM + 1, 1)
    hashed = np.zeros(size, dtype=np.uint64)
    for shift in range(min(NGRAM, len(ids))):
        hashed = hashed * _MULTIPLIER + ids[shift : shift + size]
    return hashed


def _question_key(question: str) -> str:
    return " ".join(_WORD.findall(fold(question.lower())))


@dataclass
class Guard:
    """Says whether a question or a passage may be trained on."""

    _holders: dict[int, list[int]] = field(default_factory=dict)
    _sizes: list[int] = field(default_factory=list)
    _questions: set[str] = field(default_factory=set)
    refused: int = 0

    def protect(self, passages: Iterable[str], questions: Iterable[str]) -> None:
        for passage in passages:
            grams = set(_ngrams(passage).tolist())
            for gram in grams:
                self._holders.setdefault(gram, []).append(len(self._sizes))
            self._sizes.append(len(grams))
        self._questions.update(map(_question_key, questions))

    def allows(self, passage: str) -> bool:
        """Whether no guarded passage shares `RECURS` of its n-grams, or of this passage's."""
        grams = set(_ngrams(passage).tolist())
        shared = Counter(at for gram in grams for at in self._holders.get(gram, ()))
        allowed = all(
            count < RECURS * min(len(grams), self._sizes[at]) for at, count in shared.items()
        )
        self.refused += not allowed
        return allowed

    def allows_question(self, question: str) -> bool:
        return _question_key(question) not in self._questions


def make_guard(paraphrases: Iterable[ParaphraseRow], benchmarks: Path | None) -> Guard:
    """Guards the held-out paraphrases and every set (passages, questions) under `benchmarks`."""
    guard = Guard()
    for row in paraphrases:
        if is_held_out(row):
            guard.protect([row.text], [row.daily, row.terse, row.formal])
    for folder in sorted(benchmarks.iterdir()) if benchmarks else []:
        if (folder / "passages.jsonl").exists():
            guard.protect(
                (
                    json.loads(line)["text"]
                    for line in (folder / "passages.jsonl").open(encoding="utf-8")
                ),
                (
                    json.loads(line)["question"]
                    for line in (folder / "questions.jsonl").open(encoding="utf-8")
                ),
            )
    return guard


def write_held_out(paraphrases: Iterable[ParaphraseRow], folder: Path) -> None:
    """Writes the held-out rows as benchmark sets, one a kind of question."""
    rows = [row for row in paraphrases if is_held_out(row)]
    for kind in ("daily", "terse", "formal"):
        (folder / kind).mkdir(parents=True, exist_ok=True)
        with (folder / kind / "passages.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(_line(id=row.id, text=row.text) for row in rows)
        with (folder / kind / "questions.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(
                _line(id=row.id, question=getattr(row, kind), relevant=[row.id]) for row in rows
            )


def _line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"
