"""Writes the model folder that sentence-transformers loads: tokenizer, 8-bit table, mean, length 1.

The table is stored as 8-bit rows with one 32-bit weight a row (`embeddings`, `weights`), the layout
of model2vec's quantised models, which sentence-transformers multiplies out when it loads it.
"""

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer

NORMALIZE = "1_Normalize"
_STATIC = "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding"
_UNIT = "sentence_transformers.base.modules.normalize.Normalize"
_MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": _STATIC},
    {"idx": 1, "name": "1", "path": NORMALIZE, "type": _UNIT},
]
_VECTOR = {"module_input_name": "sentence_embedding", "module_output_name": "sentence_embedding"}
_CONFIG: dict[str, object] = {
    "model_type": "SentenceTransformer",
    "prompts": {},
    "default_prompt_name": None,
    "similarity_fn_name": "cosine",
}


def quantise(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """[tokens, d] → 8-bit rows and the weight that restores each row."""
    weights = np.abs(table).max(axis=1) / 127.0
    weights[weights == 0] = 1.0
    return np.round(table / weights[:, None]).astype(np.int8), weights.astype(np.float32)


def save_model(folder: Path, tokenizer: Tokenizer, table: NDArray[np.float32]) -> None:
    (folder / NORMALIZE).mkdir(parents=True, exist_ok=True)
    (folder / NORMALIZE / "config.json").write_text(_json(_VECTOR), encoding="utf-8")
    rows, weights = quantise(table)
    save_file({"embeddings": rows, "weights": weights}, folder / "model.safetensors")
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    (folder / "model.safetensors").chmod(0o644)
    (folder / "modules.json").write_text(_json(_MODULES), encoding="utf-8")
    (folder / "config_sentence_transformers.json").write_text(_json(_CONFIG), encoding="utf-8")


def _json(value: object) -> str:
    return json.dumps(value, indent=2) + "\n"
