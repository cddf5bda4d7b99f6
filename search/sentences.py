"""What the sentences of one document have in common: how many say each word, and what all are about."""

from __future__ import annotations

from collections import Counter
from math import log

from search.centring import Common
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
        sentences = [text[a:b] for a, b in sentence_spans(text)] or [text]
        self._many = len(sentences)
        self._held = Counter(term for sentence in sentences for term in set(terms(sentence)))
        self.common = Common(encoder.encode(sentences))

    def rarity(self, term: str) -> float:
        """How much a term tells sentences of the document apart: its inverse document frequency among them."""
        return log((self._many + 1) / (self._held[term] + 0.5))


__all__ = ["Sentences"]
