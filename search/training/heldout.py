"""How well the held-out questions find their passages: the encoder, BM25, and both, with bootstrap intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from search.encoder import Encoder
from search.keywords import Keywords, query_terms, segment
from search.training.pairs import Pair

_SAMPLES = 1000
_SHARE = 0.4
"""The encoder's share in the sum of normalised scores."""


@dataclass(frozen=True, slots=True)
class Figures:
    """One system's figures over the held-out questions; each with its 95 % interval."""

    system: str
    questions: int
    passages: int
    measures: dict[str, tuple[float, float, float]]

    @property
    def text(self) -> str:
        """On one line."""
        return ", ".join(f"{k} {m:.3f} [{a:.3f}, {b:.3f}]" for k, (m, a, b) in self.measures.items())


def held_out(pairs: Sequence[Pair], encoder: Encoder, seed: int = 7) -> list[Figures]:
    """Ranks of the right passage among the passages of all questions and titles."""
    asked = [p for p in pairs if p.source in ("questions", "titles")]
    test = [p for p in asked if p.split == "test"]
    passages = sorted({p.passage for p in asked})
    place = {text: i for i, text in enumerate(passages)}
    vectors, queries = encoder.encode(passages), encoder.encode([p.query for p in test])
    keywords = Keywords([segment(passages)])
    ranks: dict[str, list[int]] = {"BM25": [], "encoder": [], "both": []}
    for pair, vector in zip(test, queries, strict=True):
        bm25 = _normal(keywords.scores(query_terms(pair.query)))
        dense = _normal(np.maximum(vectors @ vector, 0))
        right = place[pair.passage]
        both = (1 - _SHARE) * bm25 + _SHARE * dense
        for system, scores in (("BM25", bm25), ("encoder", dense), ("both", both)):
            ranks[system].append(int((scores > scores[right]).sum()))
    return [Figures(s, len(test), len(passages), _measures(np.array(r), seed)) for s, r in ranks.items()]


def _normal(scores: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    best = float(scores.max(initial=0))
    return (scores / best).astype(np.float32) if best > 0 else scores


def _measures(ranks: npt.NDArray[np.int64], seed: int) -> dict[str, tuple[float, float, float]]:
    values = {f"recall@{k}": (ranks < k).astype(float) for k in (1, 10, 100)}
    values["MRR@10"] = np.where(ranks < 10, 1 / (ranks + 1), 0.0)
    rng = np.random.default_rng(seed)
    rows = rng.integers(0, len(ranks), (_SAMPLES, len(ranks)))
    out = {}
    for name, value in values.items():
        low, high = np.quantile(value[rows].mean(axis=1), (0.025, 0.975))
        out[name] = (float(value.mean()), float(low), float(high))
    return out
