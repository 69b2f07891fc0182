"""Follow-up questions that are themselves answerable: each was put to the assistant first."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from assistant.app import texts
from assistant.app.follow_ups import FOLLOW_UPS, REPORT
from assistant.app.ports import Answerer
from assistant.types import Answer, Question
from index.types import Passage
from index.vietnamese import normalise

COUNT = 3
# Articles that every law has; no one asks for them by title.
_OF_EVERY_LAW = ("Giải thích từ ngữ", "Hiệu lực thi hành", "Quy định chuyển tiếp")
LETTERS = 90  # a longer heading makes no question that anyone reads
SECONDS = 0.5  # spent on trying; what was found by then is offered


class Suggester:
    """Tries questions and remembers, for every user, what came of each."""

    def __init__(self) -> None:
        self._assistant: Answerer | None = None
        self._leads: dict[tuple[str, str], str] = {}

    def suggestions(
        self, answer: Answer, assistant: Answerer, asked: Sequence[str]
    ) -> tuple[str, ...]:
        """Questions about what stands around the answer's first source, nearest first.

        asked: what this conversation asked already. They are tried in quotes only: whether there
        is an answer never hangs on a language model.
        """
        if answer.refused or not answer.citations:
            return ()
        source = answer.citations[0]
        until = time.monotonic() + SECONDS
        known = {normalise(question) for question in asked}
        seen = {citation.passage for citation in answer.citations}
        found: list[str] = []
        for question in _candidates(assistant, source.document, source.place):
            if normalise(question) in known:
                continue
            if len(found) == COUNT or time.monotonic() > until:
                break
            # One question a passage, and none that only repeats this answer's source.
            lead = self._lead(assistant, source.document, question)
            if lead and lead not in seen:
                seen.add(lead)
                found.append(question)
        return tuple(found)

    def _lead(self, assistant: Answerer, document: str, question: str) -> str:
        """The passage that answers first; "" where the document does not answer."""
        if assistant is not self._assistant:  # the library was opened anew
            self._assistant, self._leads = assistant, {}
        key = (document, question)
        if key not in self._leads:
            tried = assistant.ask_quoted(Question(question, (), (document,)))
            answered = not tried.refused and tried.citations
            self._leads[key] = tried.citations[0].passage if answered else ""
        return self._leads[key]


def _candidates(assistant: Answerer, document: str, here: tuple[str, ...]) -> Iterator[str]:
    if document == REPORT:
        at = next((i for i, (place, _) in enumerate(FOLLOW_UPS) if place == here), 0)
        order = range(len(FOLLOW_UPS))
        near = [
            FOLLOW_UPS[i]
            for i in sorted(order, key=lambda i: (-_shared(FOLLOW_UPS[i][0], here), abs(i - at)))
        ]
        yield from (question for _, question in near)
    else:
        yield from _articles(assistant.library.passages(document), here)


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many outermost labels two places share."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _articles(passages: Sequence[Passage], here: tuple[str, ...]) -> Iterator[str]:
    """A question for each titled article of a law, the neighbours of the one at hand first."""
    titles: dict[str, str] = {}
    for passage in passages:
        for label, title in zip(passage.place.labels, passage.place.titles, strict=False):
            if label.startswith("Điều ") and title:
                titles.setdefault(label, title)
    articles = list(titles)
    at = next((i for i, label in enumerate(articles) if label in here), 0)
    for position in sorted(range(len(articles)), key=lambda i: abs(i - at)):
        title = " ".join(titles[articles[position]].split()).strip(" .:;*")
        usual = title.startswith(_OF_EVERY_LAW)
        if position != at and 0 < len(title) <= LETTERS and not usual:
            yield texts.ASK_ARTICLE.format(title=title)
