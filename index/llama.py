"""The llama-index side of the index: an embedding, a splitter into citable passages, a retriever.

Only building and programs that want a retriever import this; a question does not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import (
    BaseNode,
    NodeWithScore,
    QueryBundle,
    TextNode,
    TransformComponent,
)
from llama_index.core.schema import Document as LlamaDocument
from pydantic import ConfigDict, PrivateAttr

from index.embedding import Encoder, Vectors
from index.library import Library
from index.types import Document, Passage


class PassageEmbedding(BaseEmbedding):
    """An index encoder as a llama-index embedding that embeds no text of a document twice."""

    _encoder: Encoder = PrivateAttr()
    _known: dict[str, Vectors] = PrivateAttr()

    def __init__(self, encoder: Encoder) -> None:
        super().__init__(model_name=encoder.name, embed_batch_size=2048)
        self._encoder = encoder
        self._known = {}

    def begin(self, texts: Sequence[str], vectors: Vectors | None) -> None:
        """The next document's texts; vectors: those they have already, taken if as many."""
        self._known = {}
        if vectors is not None and len(vectors) == len(texts):
            self._known = dict(zip(texts, vectors, strict=True))

    def _get_query_embedding(self, query: str) -> list[float]:
        return [float(x) for x in self._encoder.encode_queries([query])[0]]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        rows: list[list[float]] = self.vectors_of(texts).tolist()
        return rows

    def vectors_of(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts, shape (len(texts), dimension); those met before are not computed."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._encoder.encode_passages(new), strict=True))
        return np.asarray([self._known[text] for text in texts], dtype=np.float32)


class PassageSplitter(TransformComponent):
    """Splits documents into the passages that were found in them, one TextNode each."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    passages_of: Callable[[str], Sequence[Passage]]  # by document id
    indexed_text: Callable[[Passage], str]

    def __call__(self, nodes: Sequence[BaseNode], **kwargs: Any) -> list[BaseNode]:
        return [
            node_of(passage, self.indexed_text(passage))
            for document in nodes
            for passage in self.passages_of(document.node_id)
        ]


def llama_document(document: Document) -> LlamaDocument:
    return LlamaDocument(text=document.text, id_=document.id, metadata={"title": document.title})


def node_of(passage: Passage, indexed_text: str) -> TextNode:
    """A passage as a node: its exact text, its place and spans as metadata that is not embedded."""
    metadata = {
        "document": passage.document,
        "place": " > ".join(passage.place.labels),
        "page": passage.page or 0,
        "start": passage.start,
        "end": passage.end,
        "quote": passage.text,
    }
    return TextNode(
        id_=passage.id,
        text=indexed_text,
        metadata=metadata,
        excluded_embed_metadata_keys=list(metadata),
        excluded_llm_metadata_keys=["start", "end", "quote"],
    )


class DanvanRetriever(BaseRetriever):
    """Hybrid retrieval over the library for any llama-index program.

    Node text is the passage's exact quote; scores are fused lane scores, higher is better.
    """

    def __init__(self, library: Library, limit: int = 10, documents: Sequence[str] = ()) -> None:
        super().__init__()
        self._library = library
        self._limit = limit
        self._documents = tuple(documents)

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = self._library.search(query_bundle.query_str, self._limit, self._documents)
        return [
            NodeWithScore(node=node_of(hit.passage, hit.passage.text), score=hit.score)
            for hit in hits
        ]
