"""The vector index: FAISS, exact inner product over unit vectors."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


class FaissVectors:
    """All vectors of the knowledge base; rows are passages."""

    def __init__(self, vectors: npt.NDArray[np.float32]) -> None:
        import faiss

        self._index = faiss.IndexFlatIP(int(vectors.shape[1]))
        self._index.add(np.ascontiguousarray(vectors, dtype=np.float32))

    def scores(self, query: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Cosine of every passage with one query vector."""
        total = self._index.ntotal
        out = np.zeros(total, dtype=np.float32)
        values, rows = self._index.search(query.reshape(1, -1), total)
        out[rows[0]] = values[0]
        return out
