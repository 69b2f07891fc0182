"""Passages to measure with: the paragraphs of real law articles, then paragraphs put together from
two halves of them, so that words stay as frequent as in laws. Deterministic."""

from __future__ import annotations

import json
import lzma
import random
from collections.abc import Iterator
from pathlib import Path

from index.types import Document, Identity, Passage, PassageKind, Place, SourceText, sha256_of

_PER_DOCUMENT = 500  # passages; a long law has about as many
_LEAST_WORDS = 6
_SEED = 114


def documents(folder: Path, passages: int) -> Iterator[tuple[Document, tuple[Passage, ...]]]:
    """Documents with so many passages in all, as the readers would make them. folder: holds
    law.jsonl.xz."""
    texts = _paragraphs(folder, passages)
    for number in range(-(-passages // _PER_DOCUMENT)):
        wanted = min(_PER_DOCUMENT, passages - number * _PER_DOCUMENT)
        yield _document(number, [next(texts) for _ in range(wanted)])


def questions(folder: Path, count: int) -> list[str]:
    """Questions that people asked about the law. folder: holds legal_qa.jsonl.xz."""
    asked = [str(row["question"]) for row in _rows(folder / "legal_qa.jsonl.xz")]
    short = sorted({" ".join(q.split()) for q in asked if 5 <= len(q.split()) <= 60})
    return random.Random(_SEED).sample(short, count)  # noqa: S311 no secret


def _paragraphs(folder: Path, count: int) -> Iterator[str]:
    real: dict[str, None] = {}  # each paragraph once, whole articles first
    for line in _lines(folder):
        if line not in real:
            real[line] = None
            yield line
            if len(real) == count:
                return
    known = list(real)
    chance = random.Random(_SEED)  # noqa: S311 no secret
    for _ in range(count - len(known)):
        first, second = (chance.choice(known).split() for _ in range(2))
        yield " ".join((*first[: len(first) // 2 + 1], *second[len(second) // 2 :]))


def _lines(folder: Path) -> Iterator[str]:
    for row in _rows(folder / "law.jsonl.xz"):
        for line in str(row["body"]).split("\n"):
            words = line.split()
            if len(words) >= _LEAST_WORDS:
                yield " ".join(words)


def _document(number: int, texts: list[str]) -> tuple[Document, tuple[Passage, ...]]:
    id = f"luat-{number:05d}"
    text = "\n".join(texts)
    title = f"Luật thử số {number}"
    document = Document(
        id,
        Identity("Luật", "", "Quốc hội", "", title),
        SourceText(text),
        f"{id}.txt",
        sha256_of(text),
    )
    found = []
    start = 0
    for n, passage in enumerate(texts):
        place = Place((f"Điều {n // 5 + 1}", f"Khoản {n % 5 + 1}"), ("", ""))
        span = (start, start + len(passage))
        found.append(Passage(f"{id}#{n}", id, PassageKind.PARAGRAPH, place, (span,), passage))
        start += len(passage) + 1
    return document, tuple(found)


def _rows(path: Path) -> Iterator[dict[str, object]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
