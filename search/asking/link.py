"""From everyday words to the sentence they are about.

A stretch of text fits a question as far as it holds what the question says, in its own words or in other words of the
same meaning, each weighed by how rare it is; the encoder adds what no word shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from search.hits import Hit
from search.index import Engine
from search.interaction import sentence_spans
from search.keywords import query_terms, terms

SENTENCE_SHARE = 1.2
MEANING_SHARE = 0.5
SYNONYM_SHARE = 0.85
"""What a word of the same meaning counts beside the word itself."""
COMMON = 0.05
"""What any sentence of a document has in common with a question about it; what is left out of the vectors counts so much."""
_DEEP, _MOST_NEAR = 24, 32


@lru_cache(maxsize=50_000)
def _terms(text: str) -> frozenset[str]:
    return frozenset(terms(text))


@dataclass(frozen=True, slots=True)
class Ranked:
    """A hit with its new score and its best sentence (offsets inside ``hit.text``)."""

    hit: Hit
    score: float
    sentence: tuple[int, int]
    fit: float


class Meaning:
    """What a question says, ready to be compared with stretches of the text of ``document`` (an IRI), or of any text.

    Within a document a word counts by how few of its sentences say it, and what all of them are about is left out.
    """

    def __init__(self, engine: Engine, topic: str, document: str = "") -> None:
        self.engine = engine
        self._within = within = engine.sentences(document) if document else None
        self.weights = {
            term: weight * (within.rarity(term) if within is not None else _idf(engine, term))
            for term, weight in query_terms(topic).items()
        }
        self.total = sum(self.weights.values()) or 1.0
        self.concepts = [
            ([word for word in found.concept.official if word not in topic], frozenset(terms(found.said)))
            for found in engine.thesaurus.concepts(topic)
        ]
        official = " ".join(words[0] for words, _ in self.concepts if words)
        vectors = engine.encoder.encode([topic, official])
        mixed = vectors[0] + 0.5 * vectors[1]
        unit = mixed / max(float(np.linalg.norm(mixed)), 1e-9)
        self.vector = within.common.without(unit) if within is not None else unit

    def overlap(self, text: str) -> float:
        """The share of the question's weight that ``text`` holds, 0 to 1."""
        held = _terms(text)
        covered = {term: 1.0 for term in self.weights if term in held}
        for words, said in self.concepts:
            if any(word in text for word in words):
                for term in said:
                    covered[term] = max(covered.get(term, 0.0), SYNONYM_SHARE)
        return min(1.0, sum(self.weights.get(term, 0.0) * share for term, share in covered.items()) / self.total)

    def shared(self, text: str) -> float:
        """The share of the question's weight that ``text`` holds in the very words: overlap in a hurry."""
        held = _terms(text)
        return sum(weight for term, weight in self.weights.items() if term in held) / self.total

    def fit(self, text: str) -> float:
        """Overlap, and what the encoder makes of it."""
        least = COMMON if self._within is not None else 0.0
        return self.overlap(text) + least + MEANING_SHARE * max(0.0, float(self.vector @ self._apart(text)))

    def _apart(self, text: str) -> npt.NDArray[np.float32]:
        """The vector of a text less what the document's sentences have in common, where one is meant."""
        if self._within is None:
            return _vector(self.engine, text)
        known = self._within.apart(text)
        return known if known is not None else self._within.common.without(_vector(self.engine, text))

    def best_sentences(self) -> list[tuple[float, tuple[int, int]]]:
        """The sentences of the whole document that fit best, as offsets into its text; none where no document is meant."""
        if (told := self._within) is None:
            return []
        near = told.nearest(self.weights, self.vector, MEANING_SHARE, _MOST_NEAR)
        return sorted(((self.fit(told.texts[n]), told.spans[n]) for n in near), key=lambda one: (-one[0], one[1]))

    def rank(self, hits: Sequence[Hit]) -> list[Ranked]:
        """Hits by their score and their best sentence together."""
        top = max((hit.score for hit in hits), default=1.0) or 1.0
        ranked = []
        for hit in hits:
            fit, sentence = self.best_sentence(hit.text)
            if hit.title:
                fit = max(fit, self.fit(hit.title))
            ranked.append(Ranked(hit, hit.score / top + SENTENCE_SHARE * fit, sentence, fit))
        return sorted(ranked, key=lambda one: -one.score)

    def best_sentence(self, text: str) -> tuple[float, tuple[int, int]]:
        """The sentence that fits best and how well."""
        spans = sentence_spans(text) or ((0, len(text)),)
        return max(((self.fit(text[a:b]), (a, b)) for a, b in spans), key=lambda one: (one[0], -one[1][0]))


def rank(engine: Engine, topic: str, kinds: Sequence[str], documents: Sequence[str], k: int = 10) -> list[Ranked]:
    """The provisions ``topic`` is about, best first."""
    hits = engine.search(topic, k=_DEEP, kinds=kinds, documents=documents).hits
    return Meaning(engine, topic).rank(hits)[:k]


def _idf(engine: Engine, term: str) -> float:
    return engine.keywords.idf(engine.keywords.frequency(term))


_vectors: dict[tuple[str, str], npt.NDArray[np.float32]] = {}


def _vector(engine: Engine, text: str) -> npt.NDArray[np.float32]:
    key = (engine.encoder.name, text)
    found = _vectors.get(key)
    if found is None:
        if len(_vectors) > 50_000:
            _vectors.clear()
        found = _vectors[key] = engine.encoder.encode([text])[0]
    return found


__all__ = ["Meaning", "Ranked", "rank"]
