"""Follow-up questions that are themselves answerable: each was put to the assistant first."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from assistant.app import texts
from assistant.app.ports import Answerer
from assistant.types import Answer, Question
from index.types import Passage
from index.vietnamese import normalise

COUNT = 3
LETTERS = 90  # a longer heading makes no question that anyone reads
SECONDS = 0.5  # spent on trying; what was found by then is offered


def suggestions(answer: Answer, assistant: Answerer, asked: Sequence[str]) -> tuple[str, ...]:
    """Questions about the headings around the answer's first source, nearest first.

    asked: what this conversation asked already. Only for the extractive generator: trying a
    question with a language model would cost as much as asking it.
    """
    if answer.refused or not answer.citations or answer.generator != "extractive":
        return ()
    source = answer.citations[0]
    until = time.monotonic() + SECONDS
    known = {normalise(question) for question in asked}
    found: list[str] = []
    passages = assistant.library.passages(source.document)
    for labels, question in _candidates(passages, source.place):
        if normalise(question) in known:
            continue
        if len(found) == COUNT or time.monotonic() > until:
            break
        tried = assistant.ask(Question(question, (), (source.document,)))
        if not tried.refused and tried.citations and _within(tried.citations[0].place, labels):
            found.append(question)
    return tuple(found)


def _candidates(
    passages: Sequence[Passage], here: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """(place, question) for each titled place, nearest to `here` in reading order first."""
    titled: dict[tuple[str, ...], str] = {}
    for passage in passages:
        labels, titles = passage.place.labels, passage.place.titles
        if labels and titles and titles[-1] and titles[-1] != labels[-1]:
            titled.setdefault(labels, titles[-1])
    places = list(titled)
    at = next((i for i, labels in enumerate(places) if _within(here, labels)), 0)
    at = next((i for i, labels in enumerate(places) if labels == here), at)
    for labels in sorted(places, key=lambda labels: abs(places.index(labels) - at)):
        question = question_about(labels[-1], titled[labels])
        if labels != here and question:
            yield labels, question


def question_about(label: str, title: str) -> str:
    """'Kết quả thực hiện công tác tiếp dân' -> 'Kết quả thực hiện công tác tiếp dân thế nào?'."""
    words = " ".join(title.split()).strip(" .:;*")
    if len(words) > LETTERS or "," in words:
        return ""
    words = words.capitalize() if words.isupper() else words
    form = texts.ASK_ARTICLE if label.startswith("Điều ") else texts.ASK_HEADING
    return form.format(title=words)


def _within(place: tuple[str, ...], section: tuple[str, ...]) -> bool:
    return place[: len(section)] == section
