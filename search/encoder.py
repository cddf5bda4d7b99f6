"""What turns texts into vectors: our own encoder, or any sentence-transformers model a user names."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from kg.errors import InputError

SHIPPED: Final = Path(__file__).parent / "models" / "default"


class Encoder(Protocol):
    """Texts in, unit vectors out (float32, one row a text)."""

    @property
    def name(self) -> str:
        """Recorded in the index: vectors of two encoders must never meet."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """One unit vector a text."""


class SentenceTransformerEncoder:
    """A model of the sentence-transformers library, by name or folder; nothing is downloaded unless it is named."""

    def __init__(self, name: str) -> None:
        folder = Path(name)
        if not folder.is_dir() and ("/" not in name or name.startswith((".", "/", "~"))):
            raise InputError(f"POLICYKG_ENCODER={name}: neither a folder nor a model name of the form owner/model")
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        from sentence_transformers import SentenceTransformer

        try:
            self._model = SentenceTransformer(str(folder) if folder.is_dir() else name, device="cpu")
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            told = " ".join(str(error).split())[:200]
            raise InputError(f"POLICYKG_ENCODER={name}: cannot be loaded ({told})") from error
        self.name = name
        self.dimension = int(self._model.get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """See :class:`Encoder`."""
        vectors = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), -1)


def load(name: str = "default") -> Encoder:
    """The encoder of that name: ours, or any sentence-transformers model by name or folder."""
    if name != "default":
        return SentenceTransformerEncoder(name)
    from search.encoder_static import StaticEncoder

    return StaticEncoder(SHIPPED)


__all__ = ["Encoder", "SentenceTransformerEncoder", "load"]
