"""Late interaction: every word of a question by the word of a text that is nearest to it in meaning.

One vector a text says what it is about; this says whether each thing asked is there. Khattab & Zaharia, ColBERT (2020),
over the token vectors of the shipped encoder, which know no context and so cost a look-up.

>>> from search.encoder import SHIPPED
>>> from search.encoder_static import StaticEncoder
>>> asked = Interaction(StaticEncoder(SHIPPED)).asked("老师去工厂锻炼")
>>> asked.near("教师定期到企业实践") > asked.near("河道采砂许可")
True
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from search.centring import Common, Vectors
from search.encoder_static import StaticEncoder

_FLOOR = 0.3
"""A cosine below it is chance."""
_CLAUSE_END = re.compile(r"[，。；\n]")
_SENTENCE = re.compile(r"[^。；\n]+[。；]?[”’）]?")

Ids = npt.NDArray[np.int64]


@lru_cache(maxsize=20_000)
def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences are, up to 。 or ；.

    >>> sentence_spans("建设基地。成立联盟，推广经验。")
    ((0, 5), (5, 15))
    """
    return tuple(m.span() for m in _SENTENCE.finditer(text) if m.group().strip())


def sentence_at(text: str, at: int) -> tuple[int, int]:
    """The sentence around an offset; the whole text where it is in none.

    >>> sentence_at("建设基地。成立联盟。", 6)
    (5, 10)
    """
    return next(((a, b) for a, b in sentence_spans(text) if a <= at < b), (0, len(text)))


def clause_at(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch between two marks (，。； or the end of a line) around a span.

    >>> clause_at("建设基地，成立联盟，推广经验。", 7, 9)
    (5, 9)
    """
    stop = _CLAUSE_END.search(text, end)
    return max(text.rfind(mark, 0, start) for mark in "，。；\n") + 1, stop.start() if stop else len(text)


class Interaction:
    """The token vectors of an encoder, for comparing texts word by word."""

    def __init__(self, encoder: StaticEncoder) -> None:
        self._encoder = encoder
        self.ids = lru_cache(maxsize=50_000)(encoder.tokens)
        self.spans = lru_cache(maxsize=5_000)(encoder.spans)
        self.parts = lru_cache(maxsize=20_000)(self._parts)
        self.distinct = lru_cache(maxsize=20_000)(self._distinct)
        self.sentences = lru_cache(maxsize=5_000)(self._sentences)

    def asked(self, text: str) -> Asked:
        """A question, ready to be compared with many texts."""
        return Asked(self, self.ids(text), self._encoder.encode([text])[0])

    def unit(self, ids: Ids) -> Vectors:
        """The vectors of tokens, each of length 1."""
        stored, factor = self._encoder.directions(ids)
        return stored.astype(np.float32) * factor[:, None]

    def cosines(self, rows: Vectors, ids: Ids) -> Vectors:
        """Vectors of length 1 × tokens."""
        once, places = np.unique(ids, return_inverse=True)  # texts of one field share most of their words
        stored, factor = self._encoder.directions(once)
        cosines: Vectors = (rows @ stored.astype(np.float32).T) * factor
        return cosines[:, places]

    def weights(self, ids: Ids) -> Vectors:
        """What each token counts among these, together 1: the encoder has learnt it as the length of its vector."""
        length = self._encoder.lengths[ids]
        return length / max(float(length.sum()), 1e-9)

    def _sentences(self, text: str) -> Vectors:
        """A vector for each sentence of a text, of length 1."""
        return self._encoder.encode([text[a:b] for a, b in sentence_spans(text)] or [text])

    def _distinct(self, text: str) -> frozenset[int]:
        """The tokens of a text, each once."""
        return frozenset(self.parts(text)[0].tolist())

    def _parts(self, text: str) -> tuple[Ids, Ids]:
        """The tokens of a text, sentence after sentence, and how many each sentence has; sentences without any left out."""
        found = [ids for a, b in sentence_spans(text) if len(ids := self.ids(text[a:b]))]
        counts = np.array([len(ids) for ids in found], dtype=np.int64)
        return (np.concatenate(found) if found else np.zeros(0, dtype=np.int64)), counts


class Asked:
    """The tokens of a question."""

    def __init__(self, words: Interaction, ids: Ids, vector: Vectors) -> None:
        self._words = words
        self._ids = ids
        self._vector = vector
        self._rows = words.unit(ids)
        self._weights = words.weights(ids)
        self._common: Common | None = None

    def among(self, texts: Sequence[str]) -> Asked:
        """The same question beside these texts: a word that most of them hold tells none of them from the others, and
        counts less; so does what all their sentences are about."""
        if not texts:
            return self
        other = copy(self)
        held = [self._words.distinct(text) for text in texts]
        many = np.array([sum(token in one for one in held) for token in self._ids.tolist()], dtype=np.float32)
        weights = self._weights * np.log((len(texts) + 1) / (many + 0.5))
        other._weights = weights / max(float(weights.sum()), 1e-9)
        other._common = Common(np.concatenate([self._words.sentences(text) for text in texts]))
        return other

    def near(self, text: str) -> float:
        """The share of the question that has a near word in ``text``, 0 to 1."""
        ids = self._words.ids(text)
        if not len(ids) or not len(self._rows):
            return 0.0
        return float(self._weights @ _told(self._words.cosines(self._rows, ids).max(axis=1)))

    def alike(self, texts: Sequence[str]) -> Vectors:
        """For each text the cosine of its most similar sentence, taken as a whole; -1 to 1."""
        rows = [self._words.sentences(text) for text in texts]
        first = _starts(np.array([len(one) for one in rows], dtype=np.int64))
        all_rows, vector = np.concatenate(rows), self._vector
        if self._common is not None:
            all_rows, vector = self._common.without(all_rows), self._common.without(vector)
        alike: Vectors = np.maximum.reduceat(all_rows @ vector, first)
        return alike

    def nearest(self, texts: Sequence[str]) -> tuple[Vectors, Vectors]:
        """For each text how near its nearest sentence is, and how near the whole, both 0 to 1."""
        sentence, whole = (np.zeros(len(texts), dtype=np.float32) for _ in range(2))
        parts = [self._words.parts(text) for text in texts]
        full = [i for i, (ids, _) in enumerate(parts) if len(ids)]
        if full and len(self._rows):
            cosines = self._words.cosines(self._rows, np.concatenate([parts[i][0] for i in full]))
            counts = np.concatenate([parts[i][1] for i in full])
            by_sentence = _told(np.maximum.reduceat(cosines, _starts(counts), axis=1))
            first = _starts(np.array([len(parts[i][1]) for i in full]))
            sentence[full] = np.maximum.reduceat(self._weights @ by_sentence, first)
            whole[full] = self._weights @ np.maximum.reduceat(by_sentence, first, axis=1)
        return sentence, whole


def _told(cosines: Vectors) -> Vectors:
    """Cosines that tell something; 0 where it is chance."""
    return np.where(cosines >= _FLOOR, cosines, np.float32(0))


def _starts(counts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(counts)[:-1]])


__all__ = ["Asked", "Interaction", "sentence_at", "sentence_spans"]
