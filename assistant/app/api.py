"""Named endpoints for programs: /ask, /search, /documents, /document_text."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.app.asking import LETTERS_LIMIT
from assistant.app.loading import Loader
from assistant.types import Question


def add_api(loader: Loader) -> None:
    """Register the endpoints in the Blocks that is being built."""

    def ask(question: str, history: list[str], documents: list[str]) -> dict[str, Any]:
        """A question -> the answer contract, schema 1."""
        asked = Question(question[:LETTERS_LIMIT], tuple(history), tuple(documents))
        return loader.assistant().ask(asked).to_json()

    def search(query: str, limit: int, documents: list[str]) -> list[dict[str, Any]]:
        """Passages for a query, best first."""
        count = max(1, min(int(limit), 100))
        library = loader.assistant().library
        return [
            {
                "passage": hit.passage.id,
                "document": hit.passage.document,
                "place": list(hit.passage.place.labels),
                "place_titles": list(hit.passage.place.titles),
                "page": hit.passage.page,
                "text": hit.passage.text,
                "spans": [list(span) for span in hit.passage.spans],
                "score": hit.score,
            }
            for hit in library.search(query[:LETTERS_LIMIT], count, tuple(documents))
        ]

    def documents() -> list[dict[str, Any]]:
        """Every document of the library."""
        return [
            {
                "id": document.id,
                "title": document.title,
                "number": document.identity.number,
                "kind": document.identity.kind,
                "issuer": document.identity.issuer,
                "date": document.identity.date,
                "file": document.file,
                "sha256": document.sha256,
                "catalog_id": document.catalog_id,
            }
            for document in loader.assistant().library.documents()
        ]

    def document_text(document: str) -> str:
        """The canonical text, to which the offsets of citations refer."""
        return loader.assistant().library.document(document).text

    gr.api(ask, api_name="ask")
    gr.api(search, api_name="search")
    gr.api(documents, api_name="documents")
    gr.api(document_text, api_name="document_text")
