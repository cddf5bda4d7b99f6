"""A stand-in encoder: character n-gram LSA, fitted on the passages of the knowledge base itself.

Deerwester et al., Indexing by Latent Semantic Analysis (1990), over hashed tf-idf of characters and character pairs.
It knows only what the corpus shows it, and is named ``lsa-char`` wherever its name is told.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from search.keywords import term_id, terms

BUCKETS = 4096
DIMENSION = 128


class LsaEncoder:
    """Projects hashed tf-idf rows on the main directions of the texts it was fitted on."""

    name = "lsa-char"

    def __init__(self, idf: npt.NDArray[np.float32], directions: npt.NDArray[np.float32]) -> None:
        self._idf = idf
        self._directions = directions
        self.dimension = int(directions.shape[1])

    @classmethod
    def fit(cls, texts: Sequence[str]) -> LsaEncoder:
        """Fit on ``texts``; the same texts give the same encoder."""
        rows = _rows(texts or [""])
        present = (rows > 0).sum(axis=0)
        idf = np.log(1 + len(rows) / (1 + present)).astype(np.float32)
        weighted = _unit(rows * idf)
        _, _, directions = np.linalg.svd(weighted, full_matrices=False)
        kept = directions[: min(DIMENSION, len(directions))].T
        return cls(idf, np.ascontiguousarray(kept, dtype=np.float32))

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Unit vectors, one row a text."""
        return _unit(_unit(_rows(texts) * self._idf) @ self._directions)


def _rows(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    rows = np.zeros((len(texts), BUCKETS), dtype=np.float32)
    for i, text in enumerate(texts):
        for term, count in terms(text).items():
            rows[i, term_id(term) % BUCKETS] += 1 + np.log(count)
    return rows


def _unit(rows: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: npt.NDArray[np.float32] = (rows / np.maximum(length, 1e-9)).astype(np.float32)
    return unit
