"""What the sentences of one document have in common: how many say each word, and what all are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import log

import numpy as np

from search.centring import Common, Vectors
from search.encoder import Encoder
from search.interaction import sentence_spans
from search.keywords import terms


class Sentences:
    """The sentences of a document, taken together.

    >>> from search.encoder import SHIPPED
    >>> from search.encoder_static import StaticEncoder
    >>> told = Sentences("新区建设公园。新区整治河道。新区办好学校。", StaticEncoder(SHIPPED))
    >>> told.rarity("新区") < told.rarity("河道") < told.rarity("医院")
    True
    """

    def __init__(self, text: str, encoder: Encoder) -> None:
        self.spans: Sequence[tuple[int, int]] = sentence_spans(text) or ((0, len(text)),)
        self.texts = [text[a:b] for a, b in self.spans]
        self._place = {sentence: place for place, sentence in enumerate(self.texts)}
        self._held: dict[str, list[int]] = defaultdict(list)
        for place, sentence in enumerate(self.texts):
            for term in set(terms(sentence)):
                self._held[term].append(place)
        vectors = encoder.encode(self.texts)
        self.common = Common(vectors)
        self._apart = self.common.without(vectors)

    def apart(self, text: str) -> Vectors | None:
        """The vector of one of the sentences less what is common; ``None`` for any other text."""
        place = self._place.get(text)
        return None if place is None else self._apart[place]

    def rarity(self, term: str) -> float:
        """How much a term tells sentences of the document apart: its inverse document frequency among them."""
        return log((len(self.texts) + 1) / (len(self._held.get(term, ())) + 0.5))

    def nearest(self, weights: Mapping[str, float], vector: Vectors, share: float, most: int) -> list[int]:
        """The sentences that hold most of the weight of some terms, and whose vectors are nearest; the best first."""
        held = np.zeros(len(self.texts), dtype=np.float32)
        for term, weight in weights.items():
            held[self._held.get(term, [])] += weight
        told = held / max(sum(weights.values()), 1e-9) + share * np.maximum(self._apart @ vector, 0.0)
        return [int(place) for place in np.argsort(-told, kind="stable")[:most]]


__all__ = ["Sentences"]
