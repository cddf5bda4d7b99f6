"""The shipped encoder without torch: token vectors looked up, averaged, normalised.

The folder is a sentence-transformers ``StaticEmbedding`` model, so that library reads it too and gives the same
vectors; importing it takes seconds, numpy and ``tokenizers`` are there already. Weights are int8 with a scale a token
(``embeddings`` and ``weights`` of the safetensors file), a quarter of the size at no measurable cost.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from kg.errors import InputError

_TYPES: Final = {"I8": np.int8, "F16": np.float16, "F32": np.float32}
_BATCH: Final = 256


class StaticEncoder:
    """Mean of token vectors; satisfies :class:`search.encoder.Encoder`.

    >>> from search.encoder import SHIPPED
    >>> encoder = StaticEncoder(SHIPPED)
    >>> near, far = encoder.encode(["职业学校教师到企业实践", "河道采砂许可"]) @ encoder.encode(["老师去工厂锻炼"])[0]
    >>> bool(near > far)
    True
    """

    def __init__(self, folder: Path) -> None:
        tensors = _safetensors(folder / "model.safetensors")
        self._vectors = tensors["embeddings"] if "embeddings" in tensors else tensors["embedding.weight"]
        self._scale = tensors.get("weights", np.ones(len(self._vectors), dtype=np.float32))
        self._tokenizer = _tokenizer(folder / "tokenizer.json")
        self.dimension = int(self._vectors.shape[1])
        digest = hashlib.sha256(self._scale.tobytes() + self._vectors[:: max(len(self._vectors) // 512, 1)].tobytes())
        self.name = f"static-{digest.hexdigest()[:12]}"

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Unit vectors, one row a text; a text with no letter or digit gives zeros."""
        out = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            out[start : start + _BATCH] = self._means(list(texts[start : start + _BATCH]))
        length = np.linalg.norm(out, axis=1, keepdims=True)
        out /= np.maximum(length, 1e-12)
        return out

    def tokens(self, text: str) -> npt.NDArray[np.int64]:
        """The ids of a text's tokens, in order."""
        return np.array(self._tokenizer.encode(text, add_special_tokens=False).ids, dtype=np.int64)

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where a text's tokens stand, in order."""
        return tuple(self._tokenizer.encode(text, add_special_tokens=False).offsets)

    def directions(self, ids: npt.NDArray[np.int64]) -> tuple[npt.NDArray[Any], npt.NDArray[np.float32]]:
        """The vectors of tokens as they are stored, one row a token, and the factor that makes each of length 1."""
        return self._vectors[ids], np.divide(self._scale[ids], self.lengths[ids], dtype=np.float32)

    @cached_property
    def lengths(self) -> npt.NDArray[np.float32]:
        """The length of every token's vector, which is what the token counts in a mean."""
        blocks = (self._vectors[a : a + 4096].astype(np.float32) for a in range(0, len(self._vectors), 4096))
        stored = np.concatenate([np.linalg.norm(block, axis=1) for block in blocks])
        lengths: npt.NDArray[np.float32] = np.maximum(stored * self._scale, 1e-9).astype(np.float32)
        return lengths

    def _means(self, texts: list[str]) -> npt.NDArray[np.float32]:
        ids = [encoding.ids for encoding in self._tokenizer.encode_batch(texts, add_special_tokens=False)]
        counts = np.array([len(one) for one in ids])
        out = np.zeros((len(texts), self.dimension), dtype=np.float32)
        full = np.flatnonzero(counts)
        if len(full):
            flat = np.array([i for one in ids for i in one])
            rows = self._vectors[flat].astype(np.float32)
            rows *= self._scale[flat, None]
            starts = np.cumsum([0, *counts[full][:-1]])
            out[full] = np.add.reduceat(rows, starts, axis=0) / counts[full, None]
        return out


def _tokenizer(file: Path) -> Tokenizer:
    try:
        tokenizer = Tokenizer.from_file(str(file))
    except Exception as error:  # the library raises nothing narrower
        raise InputError(f"{file}: no tokenizer can be read from it ({error})") from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _safetensors(file: Path) -> dict[str, npt.NDArray[Any]]:
    """The tensors of a safetensors file: eight bytes of length, a JSON header, the raw arrays."""
    try:
        data = file.read_bytes()
        size = int.from_bytes(data[:8], "little")
        header = json.loads(data[8 : 8 + size])
        return {name: _array(data, 8 + size, one) for name, one in header.items() if name != "__metadata__"}
    except (OSError, ValueError, KeyError) as error:
        raise InputError(f"{file}: not readable as safetensors ({error})") from error


def _array(data: bytes, base: int, one: dict[str, Any]) -> npt.NDArray[Any]:
    kind = np.dtype(_TYPES[one["dtype"]])
    low, high = one["data_offsets"]
    return np.frombuffer(data, dtype=kind, count=(high - low) // kind.itemsize, offset=base + low).reshape(one["shape"])


__all__ = ["StaticEncoder"]
