"""Reads the training corpora (JSON lines, plain or .xz) into typed rows. Missing files: none."""

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Article:
    """A news article: its title, its abstract, its first paragraphs."""

    title: str
    abstract: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class LawArticle:
    topic: str
    title: str
    body: str


@dataclass(frozen=True)
class QuestionAnswer:
    question: str
    answer: str


@dataclass(frozen=True)
class Procedure:
    name: str
    fields: dict[str, str]


@dataclass(frozen=True)
class Section:
    """A part of an encyclopaedia page; the lead has an empty heading."""

    page: str
    heading: str
    text: str


@dataclass(frozen=True)
class ReadingQuestion:
    question: str
    start: int
    answer: str


@dataclass(frozen=True)
class ReadingPassage:
    """A passage with questions people asked of it; `start` is the answer's offset in `text`."""

    page: str
    text: str
    questions: tuple[ReadingQuestion, ...]


@dataclass(frozen=True)
class ParaphraseRow:
    """One passage asked three ways; the daily question shares few words with the passage."""

    id: str
    text: str
    daily: str
    terse: str
    formal: str


@dataclass(frozen=True)
class OfficialSentence:
    """A sentence of an official paper, and how people would ask about what it says."""

    official: str
    daily: tuple[str, ...]


@dataclass(frozen=True)
class LexiconEntry:
    """Official terms that mean one thing, and how people say it."""

    official: tuple[str, ...]
    daily: tuple[str, ...]
    field: str


def _rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    packed, plain = folder / f"{name}.jsonl.xz", folder / f"{name}.jsonl"
    if packed.exists():
        with lzma.open(packed, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)
    elif plain.exists():
        with plain.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def news(folder: Path) -> Iterator[Article]:
    for row in _rows(folder, "news"):
        yield Article(row["title"], row["abstract"], tuple(row["paragraphs"]))


def law(folder: Path) -> Iterator[LawArticle]:
    for row in _rows(folder, "law"):
        yield LawArticle(row["topic"], row["title"], row["body"])


def questions(folder: Path, name: str) -> Iterator[QuestionAnswer]:
    for row in _rows(folder, name):
        yield QuestionAnswer(row["question"], row["answer"])


def procedures(folder: Path) -> Iterator[Procedure]:
    for row in _rows(folder, "procedures"):
        yield Procedure(row["name"], dict(row["fields"]))


def wiki(folder: Path) -> Iterator[Section]:
    for row in _rows(folder, "wiki"):
        yield Section(row["title"], "", row["lead"])
        for section in row["sections"]:
            yield Section(row["title"], section["heading"], section["text"])


def reading(folder: Path) -> Iterator[ReadingPassage]:
    for row in _rows(folder, "viquad_train"):
        asked = tuple(
            ReadingQuestion(q["question"], q["start"], q["answer"]) for q in row["questions"]
        )
        yield ReadingPassage(row["title"], row["passage"], asked)


def paraphrases(folder: Path) -> Iterator[ParaphraseRow]:
    for row in _rows(folder, "paraphrase_questions"):
        yield ParaphraseRow(row["id"], row["text"], row["daily"], row["terse"], row["formal"])


def written() -> Iterator[OfficialSentence]:
    """Sentences and questions written for this program, beside it in `data`."""
    for row in _rows(Path(__file__).parent / "data", "daily_official"):
        yield OfficialSentence(row["official"], tuple(row["daily"]))


def lexicon(folder: Path) -> Iterator[LexiconEntry]:
    for row in _rows(folder, "lexicon_daily_official"):
        yield LexiconEntry(tuple(row["official"]), tuple(row["daily"]), row["field"])
