"""Hybrid retrieval: a weighted sum of normalised scores, lifted by what the graph knows.

Weighted sums of normalised scores beat reciprocal rank fusion here (recall@10 0.505 against 0.497); see
Bruch et al., An Analysis of Fusion Functions for Hybrid Retrieval (2023).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from kg.lexicon import Lexicon
from search.hits import Hit
from search.keywords import query_terms

if TYPE_CHECKING:
    from search.index import Engine

KEYWORD, SEMANTIC = 0.55, 0.45
RELATED = 0.3
"""What a task's score adds to its clause, and a clause's to its tasks."""
NAMED = 0.15
EXPANSION = 0.9
"""What a word of the thesaurus counts beside a word of the query."""
NEAR, NEAR_WHOLE, ALIKE, NEAR_AMONG = 2.0, 0.25, 1.5, 50
"""How fast a score falls with how much farther the nearest sentence (the whole text) is than another's, word by word, with
how much less alike the most similar sentence is, and among how many."""
OFFICIAL = 0.5
"""How far the query's vector is drawn to the official words for what it says."""
_SHORTEST_MARK = 2
_FACET_FLOOR = 0.3

Scores = npt.NDArray[np.float32]
Groups = Sequence[Sequence[tuple[str, float]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for, under which conditions."""

    query: str
    k: int = 10
    kinds: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    unit: str | None = None
    mode: str = "hybrid"
    fold: bool = False
    without: frozenset[str] = frozenset()


class Retriever:
    """Searches one engine's indexes."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._labels = _entity_labels(engine)
        self.names = {label for label, _ in self._labels}
        self._named = Lexicon(self.names)
        self._entities: dict[str, set[str]] = defaultdict(set)
        for label, iri in self._labels:
            self._entities[label].add(iri)
        rows = engine.by_iri
        pairs = [(i, rows[r]) for i, p in enumerate(engine.passages) for r in p.related if r in rows]
        self._pairs = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        self._kind = _codes(p.kind for p in engine.passages)
        self._document = _codes(p.document for p in engine.passages)
        self._units = _places((i, unit) for i, p in enumerate(engine.passages) for unit in p.units)
        self._mentions = _places((i, e) for i, p in enumerate(engine.passages) for e in (*p.units, *p.entities))

    def search(self, asked: Asked) -> tuple[list[Hit], dict[str, list[dict[str, Any]]]]:
        """Best hits and the facets of all that match."""
        groups = [] if "thesaurus" in asked.without else self.engine.thesaurus.synonyms(asked.query)
        scores = self._scores(asked, groups)
        mask = self._mask(asked.kinds, asked.documents, asked.unit)
        scores = np.where(mask & (scores > 0), scores, -1.0).astype(np.float32)
        if asked.mode == "hybrid" and "interaction" not in asked.without:
            scores = self._by_word(asked.query, scores)
        best = self._best(scores, asked)
        meant = [word for group in groups for word, _ in group]
        return [self._hit(i, float(scores[i]), asked.query, meant) for i in best], self._facets(scores)

    def _best(self, scores: Scores, asked: Asked) -> list[int]:
        deep = min(len(scores), asked.k * (4 if asked.fold else 1))
        order = np.argpartition(-scores, deep - 1)[:deep] if 0 < deep < len(scores) else np.arange(len(scores))
        best: list[int] = []
        seen: set[str] = set()
        for i in sorted((int(i) for i in order if scores[i] > 0), key=lambda i: (-scores[i], i)):
            passage = self.engine.passages[i]
            if not asked.fold or passage.iri not in seen:
                best.append(i)
                seen.update(passage.related)
        return best[: asked.k]

    def _scores(self, asked: Asked, groups: Groups) -> Scores:
        query, mode = asked.query, asked.mode
        keyword = self._keyword(query, groups if mode != "keyword" else []) if mode != "semantic" else None
        semantic = self._semantic(query, groups) if mode != "keyword" else None
        if keyword is None or semantic is None:
            only = keyword if semantic is None else semantic
            return only if only is not None else np.zeros(len(self.engine.passages), dtype=np.float32)
        mixed = (KEYWORD * keyword + SEMANTIC * semantic).astype(np.float32)
        return mixed if "graph" in asked.without else self._lift(query, mixed)

    def _keyword(self, query: str, groups: Groups) -> Scores:
        keywords = self.engine.keywords
        scores = keywords.scores(query_terms(query))
        for group in groups:
            scores = scores + np.float32(EXPANSION) * keywords.synonyms(group)
        return _normalised(scores)

    def _semantic(self, query: str, groups: Groups) -> Scores:
        if self.engine.vectors is None:
            return np.zeros(len(self.engine.passages), dtype=np.float32)
        official = " ".join(group[0][0] for group in groups)
        vectors = self.engine.encoder.encode([query, official])
        vector = vectors[0] + np.float32(OFFICIAL) * vectors[1]
        return _normalised(np.maximum(self.engine.vectors.scores(vector / max(float(np.linalg.norm(vector)), 1e-9)), 0))

    def _lift(self, query: str, scores: Scores) -> Scores:
        """What the query names, and what stands on the other side of elaborates and supports."""
        lifted = scores.copy()
        if len(self._pairs):
            best = np.zeros_like(scores)
            np.maximum.at(best, self._pairs[:, 0], scores[self._pairs[:, 1]])
            lifted += RELATED * best
        named = {iri for a, b in self._named.find(query) for iri in self._entities[query[a:b]]}
        hits = [self._mentions[iri] for iri in sorted(named) if iri in self._mentions]
        if hits:
            rows = np.unique(np.concatenate(hits))
            lifted[rows] += np.float32(NAMED) * (lifted[rows] > 0)
        return lifted

    def _by_word(self, query: str, scores: Scores) -> Scores:
        """The best again by late interaction: each word of the query beside the word nearest to it."""
        few = min(NEAR_AMONG, len(scores))
        best = np.argpartition(-scores, few - 1)[:few] if few else np.zeros(0, dtype=np.int64)
        best = best[scores[best] > 0]
        if not len(best):
            return scores
        texts = [self.engine.passages[i].text for i in best]
        asked = self.engine.words.asked(query).among(texts)
        sentence, whole = asked.nearest(texts)
        alike = asked.alike(texts)
        fallen = NEAR * (sentence.max() - sentence) + NEAR_WHOLE * (whole.max() - whole) + ALIKE * (alike.max() - alike)
        ranked = scores.copy()
        ranked[best] *= np.exp(-fallen)
        rest = np.ones(len(scores), dtype=bool)
        rest[best] = False
        ranked[rest & (scores > 0)] *= float(np.exp(-fallen.max()))  # those not looked at stay behind
        return ranked

    def _mask(self, kinds: Sequence[str], documents: Sequence[str], unit: str | None) -> npt.NDArray[np.bool_]:
        mask = np.ones(len(self.engine.passages), dtype=bool)
        for wanted, (names, codes) in ((kinds, self._kind), (documents, self._document)):
            if wanted:
                mask &= np.isin(codes, [names[one] for one in wanted if one in names])
        if unit is not None:
            carried = np.zeros_like(mask)
            for iri in {unit, *self._entities.get(unit, ())} & self._units.keys():
                carried[self._units[iri]] = True
            mask &= carried
        return mask

    def _hit(self, i: int, score: float, query: str, meant: Sequence[str]) -> Hit:
        p = self.engine.passages[i]
        return Hit.of(p, score, highlights(p.text, [query], meant))

    def _facets(self, scores: Scores) -> dict[str, list[dict[str, Any]]]:
        best = float(scores.max(initial=0))
        rows: Iterable[int] = np.flatnonzero(scores > _FACET_FLOOR * best) if best > 0 else ()
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


def _codes(values: Iterable[str]) -> tuple[dict[str, int], npt.NDArray[np.int32]]:
    """A number a value, and the numbers of all."""
    names: dict[str, int] = {}
    return names, np.array([names.setdefault(value, len(names)) for value in values], dtype=np.int32)


def _places(pairs: Iterable[tuple[int, str]]) -> dict[str, npt.NDArray[np.int64]]:
    """Thing → the passages that name it."""
    found: dict[str, list[int]] = defaultdict(list)
    for row, name in pairs:
        found[name].append(row)
    return {name: np.array(rows, dtype=np.int64) for name, rows in found.items()}


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


def highlights(text: str, words: Sequence[str], whole: Sequence[str] = ()) -> tuple[tuple[int, int], ...]:
    """Stretches of ``text`` that stand in one of ``words``, two characters or more; ``whole`` words only as they are.

    >>> highlights("推进学分银行在天津落地", ["学分银行落地"], ["天津", "推动"])
    ((2, 6), (7, 11))
    """
    marked = np.zeros(len(text) + 1, dtype=bool)
    pairs = {w[i : i + _SHORTEST_MARK] for w in words for i in range(len(w) - 1)}
    pairs = {pair for pair in pairs if pair.isalnum()}
    for i in range(len(text) - 1):
        if text[i : i + _SHORTEST_MARK] in pairs:
            marked[i : i + _SHORTEST_MARK] = True
    for word in whole:
        at = text.find(word)
        while at >= 0:
            marked[at : at + len(word)] = True
            at = text.find(word, at + len(word))
    edges = np.flatnonzero(np.diff(np.concatenate([[False], marked[:-1], [False]]).astype(np.int8)))
    return tuple((int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True))
