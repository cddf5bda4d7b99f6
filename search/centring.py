"""What texts have in common, taken out of their vectors: what is left tells them apart.

Every sentence of a document is about the document's own subject, and half of a mean of word vectors says so. Without
their mean and the direction in which they vary most, a question's nearest sentence is the one that answers it and not
the one that names the subject. Arora et al., A Simple but Tough-to-Beat Baseline for Sentence Embeddings (2017); Mu &
Viswanath, All-but-the-Top (2018), here over the texts compared and not over a language.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

_ROUNDS = 12
"""Of power iteration: the direction need not be exact."""


class Common:
    """The mean of some unit vectors and their first principal component.

    >>> texts = np.array([[0.9, 0.4, 0.1], [0.9, -0.4, 0.1], [0.9, 0.0, 0.4]], dtype=np.float32)
    >>> apart = Common(texts).without(texts)
    >>> bool(texts[0] @ texts[2] > 0.8), bool(apart[0] @ apart[2] < 0)
    (True, True)
    """

    def __init__(self, vectors: Vectors) -> None:
        self.mean: Vectors = vectors.mean(axis=0)
        self.direction = _first_component(vectors - self.mean)

    def without(self, vectors: Vectors) -> Vectors:
        """Vectors (rows, or one) less what is common, of length 1 again; zeros where nothing is left."""
        rest = vectors - self.mean
        rest = rest - np.multiply.outer(rest @ self.direction, self.direction)
        length = np.linalg.norm(rest, axis=-1, keepdims=True)
        apart: Vectors = rest / np.maximum(length, 1e-6)
        return apart


def _first_component(centred: Vectors) -> Vectors:
    """The unit direction of most variance, by power iteration; zeros where the rows do not vary."""
    lengths = np.linalg.norm(centred, axis=1)
    direction: Vectors = centred[int(lengths.argmax())].copy()
    for _ in range(_ROUNDS):
        length = float(np.linalg.norm(direction))
        if length < 1e-6:
            return np.zeros_like(direction)
        direction = centred.T @ (centred @ (direction / length))
    return direction / max(float(np.linalg.norm(direction)), 1e-6)


__all__ = ["Common", "Vectors"]
