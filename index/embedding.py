"""Text -> unit vectors. The shipped model is a table and a tokenizer: it is read with numpy, so
that nothing waits for torch. Any other model goes through sentence-transformers."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index import messages
from index.errors import ModelMismatch

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

SHIPPED_MODEL = Path(__file__).resolve().parent / "model"
Vectors = NDArray[np.float32]
_BATCH = 4096  # texts tokenised at once; bounds memory


class Encoder(Protocol):
    """Turns texts into rows of unit length, float32, shape (len(texts), dimension)."""

    @property
    def name(self) -> str: ...
    @property
    def fingerprint(self) -> str:
        """Hex; equal fingerprints give equal vectors."""
        ...

    @property
    def dimension(self) -> int: ...
    def encode_queries(self, texts: Sequence[str]) -> Vectors: ...
    def encode_passages(self, texts: Sequence[str]) -> Vectors: ...


class StaticEncoder:
    """A sentence-transformers StaticEmbedding folder without sentence-transformers: the mean of
    the token vectors, scaled to length 1 (Model2Vec, Tulkens and van Dongen 2024)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.name = folder.name if folder != SHIPPED_MODEL else "danvan"

    @cached_property
    def _table(self) -> Vectors:
        from safetensors.numpy import load_file

        stored = load_file(self._static_folder / "model.safetensors")
        if "embedding.weight" in stored:
            return np.asarray(stored["embedding.weight"], dtype=np.float32)
        # The compact form that sentence-transformers reads too: int8 rows, one float a token.
        return np.asarray(stored["embeddings"] * stored["weights"][:, None], dtype=np.float32)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._static_folder / "tokenizer.json"))
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _static_folder(self) -> Path:
        modules = json.loads((self._folder / "modules.json").read_text(encoding="utf-8"))
        return self._folder / str(modules[0]["path"])

    @cached_property
    def fingerprint(self) -> str:
        digest = hashlib.sha256()
        for name in ("model.safetensors", "tokenizer.json"):
            digest.update((self._static_folder / name).read_bytes())
        return digest.hexdigest()[:16]

    @property
    def dimension(self) -> int:
        return int(self._table.shape[1])

    def token_ids(self, text: str) -> NDArray[np.int64]:
        """Rows of the table for the tokens of a text, shape (tokens,)."""
        return np.asarray(self._tokenizer.encode(text, add_special_tokens=False).ids, np.int64)

    def tokens(self, text: str) -> list[str]:
        """The tokens of a text as the tokenizer writes them, U+2581 before each word."""
        return list(self._tokenizer.encode(text, add_special_tokens=False).tokens)

    def has_token(self, word: str) -> bool:
        """Whether a word is one token."""
        return self._tokenizer.token_to_id(f"\u2581{word}") is not None

    def token_vectors(self, ids: NDArray[np.int64]) -> Vectors:
        """Token vectors as trained, not of unit length, shape (len(ids), dimension)."""
        return np.asarray(self._table[ids], dtype=np.float32)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts)

    def _encode(self, texts: Sequence[str]) -> Vectors:
        out = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for begin in range(0, len(texts), _BATCH):
            batch = list(texts[begin : begin + _BATCH])
            encoded = self._tokenizer.encode_batch_fast(batch, add_special_tokens=False)
            for row, item in enumerate(encoded, start=begin):
                if item.ids:
                    out[row] = self._table[item.ids].mean(axis=0)
        return _unit(out)


class TransformerEncoder:
    """Any sentence-transformers model found on this machine, with the prefixes it wants."""

    def __init__(self, model: str, query_prefix: str = "", passage_prefix: str = "") -> None:
        self.name = model
        self._query_prefix = query_prefix
        self._passage_prefix = passage_prefix

    @cached_property
    def _model(self) -> SentenceTransformer:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")  # never a download behind the office's back
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(self.name, device="cpu", local_files_only=True)
        except (OSError, ValueError) as error:
            detail = str(error).splitlines()[0]
            raise ModelMismatch(
                messages.MODEL_UNREADABLE.format(model=self.name, detail=detail)
            ) from error

    @cached_property
    def fingerprint(self) -> str:
        probe = self._model.encode(["công tác dân vận", "14,6%"], normalize_embeddings=True)
        rounded = np.round(np.asarray(probe, dtype=np.float32), 4)
        prefixes = f"{self._query_prefix}\0{self._passage_prefix}".encode()
        return hashlib.sha256(rounded.tobytes() + prefixes).hexdigest()[:16]

    @property
    def dimension(self) -> int:
        return int(self.encode_queries([""]).shape[1])

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode([self._query_prefix + text for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode([self._passage_prefix + text for text in texts])

    def _encode(self, texts: list[str]) -> Vectors:
        return np.asarray(
            self._model.encode(texts, normalize_embeddings=True, show_progress_bar=False),
            dtype=np.float32,
        )


def load_encoder(
    model: str | None = None, query_prefix: str = "", passage_prefix: str = ""
) -> Encoder:
    """The shipped encoder, or the model named by a setting (a folder or a name)."""
    folder = Path(model) if model else SHIPPED_MODEL
    if _is_static(folder):
        return StaticEncoder(folder)
    if model is None:
        raise ModelMismatch(messages.MODEL_UNREADABLE.format(model=folder, detail="thiếu tệp"))
    return TransformerEncoder(model, query_prefix, passage_prefix)


def _is_static(folder: Path) -> bool:
    modules = folder / "modules.json"
    if not modules.is_file():
        return False
    types = [str(m["type"]) for m in json.loads(modules.read_text(encoding="utf-8"))]
    return types[0].endswith("StaticEmbedding") and all(
        kind.endswith(("StaticEmbedding", "Normalize")) for kind in types
    )


def _unit(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1), dtype=np.float32)
