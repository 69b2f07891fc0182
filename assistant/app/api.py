"""Named endpoints for programs: /ask, /search, /documents, /document_text, /quiz (docs/api.md).

With the setting `mcp` they are the tools of an MCP server as well, which reads their docstrings.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import gradio as gr

from assistant.app.asking import LETTERS_LIMIT
from assistant.app.loading import Loader, NotOpened
from assistant.app.meters import Meters
from assistant.app.session import HISTORY_QUESTIONS
from assistant.quiz.storing import kinds_from, quiz_json
from assistant.quiz.types import Request
from assistant.types import Question
from index.errors import DanvanError
from index.types import Document, Hit

SEARCH_LIMIT = 100
QUIZ_LIMIT = 200
DOCUMENTS_LIMIT = 200  # ids in one request


def add_api(loader: Loader, meters: Meters) -> None:
    """Register the endpoints in the Blocks that is being built."""

    def ask(
        question: str, history: list[str] | None = None, documents: list[str] | None = None
    ) -> dict[str, Any]:
        """Answer a question in Vietnamese with exact words of the documents, each cited.

        Args:
            question: the question, with or without diacritics
            history: earlier questions of the conversation, oldest first
            documents: ids of the documents the answer must come from; none for all

        Returns:
            the answer contract, schema 1
        """
        earlier = tuple(text[:LETTERS_LIMIT] for text in (history or ())[-HISTORY_QUESTIONS:])
        asked = Question(question[:LETTERS_LIMIT], earlier, _some(documents))
        with _said():
            *_, answer = meters.watched(asked, loader.assistant().stream(asked))
            return answer.to_json()

    def search(
        query: str, limit: int = 10, documents: list[str] | None = None
    ) -> list[dict[str, Any]]:
        """Find passages of the documents, best first.

        Args:
            query: words to look for, with or without diacritics
            limit: how many passages, 1 to 100
            documents: ids of the documents to search; none for all

        Returns:
            passages with document, place, page, text, spans and score (higher is better)
        """
        count = max(1, min(int(limit), SEARCH_LIMIT))
        with _said():
            library = loader.assistant().library
            hits = library.search(query[:LETTERS_LIMIT], count, _some(documents))
        return [_passage(hit) for hit in hits]

    def documents() -> list[dict[str, Any]]:
        """List the documents of the library.

        Returns:
            id, title, number, kind, issuer, date, file, sha256 and catalog_id of each
        """
        with _said():
            return [_document(document) for document in loader.assistant().library.documents()]

    def document_text(document: str) -> str:
        """Give the canonical text of a document, to which the spans of citations refer.

        Args:
            document: id of the document

        Returns:
            the whole text
        """
        with _said():
            return loader.assistant().library.document(document).text

    def quiz(
        count: int,
        documents: list[str] | None = None,
        section: str = "",
        kinds: list[str] | None = None,
        seed: int = 1,
    ) -> dict[str, Any]:
        """Make quiz items from the documents, each with its key and the passage it stands on.

        Args:
            count: how many, 1 to 200
            documents: ids of the documents to ask about; none for all
            section: a section to ask about, such as B.II.4 or Điều 9; "" for all
            kinds: single, multiple, true_false, fill, matching, ordering; none for all
            seed: the same seed gives the same quiz

        Returns:
            the quiz contract, schema 1
        """
        with _said():
            request = Request(
                count=max(1, min(int(count), QUIZ_LIMIT)),
                documents=_some(documents),
                section=section[:LETTERS_LIMIT],
                kinds=kinds_from(kinds or ()),
                seed=int(seed),
            )
            return quiz_json(loader.assistant().quizzes.make(request))

    for endpoint in (ask, search, documents, document_text, quiz):
        gr.api(endpoint, api_name=endpoint.__name__)


def _some(documents: list[str] | None) -> tuple[str, ...]:
    return tuple(documents or ())[:DOCUMENTS_LIMIT]


@contextmanager
def _said() -> Iterator[None]:
    """What is wrong with a request reaches the program that made it, in Vietnamese."""
    try:
        yield
    except (DanvanError, NotOpened) as error:
        raise gr.Error(str(error), print_exception=False) from error


def _passage(hit: Hit) -> dict[str, Any]:
    passage = hit.passage
    return {
        "passage": passage.id,
        "document": passage.document,
        "place": list(passage.place.labels),
        "place_titles": list(passage.place.titles),
        "page": passage.page,
        "text": passage.text,
        "spans": [list(span) for span in passage.spans],
        "score": hit.score,
    }


def _document(document: Document) -> dict[str, Any]:
    identity = document.identity
    return {
        "id": document.id,
        "title": document.title,
        "number": identity.number,
        "kind": identity.kind,
        "issuer": identity.issuer,
        "date": identity.date,
        "file": document.file,
        "sha256": document.sha256,
        "catalog_id": document.catalog_id,
    }
