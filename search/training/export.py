"""Token vectors → a folder that sentence-transformers and :mod:`search.encoder_static` both load."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import save_file
from tokenizers import Tokenizer

_MODULES = [
    {
        "idx": 0,
        "name": "0",
        "path": "",
        "type": "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding",
    },
    {"idx": 1, "name": "1", "path": "1_Normalize", "type": "sentence_transformers.base.modules.normalize.Normalize"},
]
_CONFIG = {
    "model_type": "SentenceTransformer",
    "prompts": {"query": "", "document": ""},
    "default_prompt_name": None,
    "similarity_fn_name": "cosine",
}


def quantised(table: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """int8 rows and the scale of each.

    >>> rows, scale = quantised(np.array([[0.5, -1.0], [0.0, 0.0]], dtype=np.float32))
    >>> rows.tolist(), [round(float(s), 4) for s in scale]
    ([[64, -127], [0, 0]], [0.0079, 0.0])
    """
    scale = (np.abs(table).max(axis=1) / 127).astype(np.float32)
    rows = np.rint(table / np.maximum(scale, 1e-12)[:, None]).astype(np.int8)
    return rows, scale


def write(folder: Path, tokenizer: Tokenizer, table: npt.NDArray[np.float32]) -> None:
    """Write weights, tokenizer and the files sentence-transformers looks for."""
    (folder / "1_Normalize").mkdir(parents=True, exist_ok=True)
    rows, scale = quantised(table)
    save_file({"embeddings": rows, "weights": scale}, folder / "model.safetensors")
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    _json(folder / "modules.json", _MODULES)
    _json(folder / "config_sentence_transformers.json", _CONFIG)
    names = {"module_input_name": "sentence_embedding", "module_output_name": "sentence_embedding"}
    _json(folder / "1_Normalize" / "config.json", names)


def _json(file: Path, value: object) -> None:
    file.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
