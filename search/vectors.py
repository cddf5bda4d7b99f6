"""The vector index: cosine of a query with the passages, by FAISS or by a Milvus server.

FAISS is exact below :data:`EXACT` passages. Above, an inverted file over 8-bit codes looks into the nearest lists only
(Jégou et al., Product Quantization for Nearest Neighbor Search, 2011, for the inverted file); passages it does not
reach score 0.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.index import Part

EXACT: Final = 200_000
_NEAREST: Final = 2000
_PROBES: Final = 160
_SAMPLE: Final = 60
"""Training vectors a list."""


class Vectors(Protocol):
    """Scores of all passages for one query vector."""

    def scores(self, query: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Cosine of every passage with ``query``, in the order of the passages; 0 for those not reached."""


class FaissVectors:
    """All vectors of the knowledge base; rows are passages.

    >>> index = FaissVectors(np.eye(3, dtype=np.float32))
    >>> index.scores(np.array([0, 1, 0], dtype=np.float32)).tolist()
    [0.0, 1.0, 0.0]
    """

    def __init__(self, vectors: npt.NDArray[np.float32], index: Any = None) -> None:
        self.index = index if index is not None else _built(np.ascontiguousarray(vectors, dtype=np.float32))

    @classmethod
    def read(cls, file: Path) -> FaissVectors:
        """An index written by :meth:`write`."""
        import faiss

        return cls(np.zeros((0, 1), dtype=np.float32), faiss.read_index(str(file)))

    def write(self, file: Path) -> None:
        """Keep the index in a file."""
        import faiss

        faiss.write_index(self.index, str(file))

    def add(self, vectors: npt.NDArray[np.float32]) -> None:
        """More passages, behind those there are."""
        self.index.add(np.ascontiguousarray(vectors, dtype=np.float32))

    def scores(self, query: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """See :class:`Vectors`."""
        total = self.index.ntotal
        out = np.zeros(total, dtype=np.float32)
        if total:
            values, rows = self.index.search(query.reshape(1, -1), total if total <= EXACT else _NEAREST)
            found = rows[0] >= 0
            out[rows[0][found]] = values[0][found]
        return out


def _built(vectors: npt.NDArray[np.float32]) -> Any:
    import faiss

    rows, dimension = vectors.shape
    if rows <= EXACT:
        flat = faiss.IndexFlatIP(dimension)
        flat.add(vectors)
        return flat
    lists = 2 ** round(np.log2(4 * np.sqrt(rows)))
    inverted: Any = faiss.index_factory(dimension, f"IVF{lists},SQ8", faiss.METRIC_INNER_PRODUCT)
    sample = np.random.default_rng(7).choice(rows, min(rows, lists * _SAMPLE), replace=False)
    inverted.train(vectors[np.sort(sample)])
    inverted.add(vectors)
    inverted.nprobe = _PROBES
    return inverted


def load(name: str, parts: Sequence[Part], dimension: int) -> Vectors | None:
    """The index named by ``POLICYKG_VECTORS``: ``faiss``, a Milvus address, or a file for Milvus Lite."""
    if name != "faiss":
        from search.milvus import MilvusVectors

        return MilvusVectors(name, parts, dimension)
    rows = [part.vectors for part in parts if len(part.vectors)]
    return FaissVectors(np.concatenate(rows)) if rows else None
