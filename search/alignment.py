"""Provisions of one document beside the closest provisions of others.

Two provisions are close when search finds one with the words of the other, and closer when they name the same
entities and set the same targets. A relation is only told where the graph holds evidence for it: that the one
document says it implements the other, or that both set a quantity in the same unit for the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Any

from kg.library import Library
from ontology import POL
from search.index import Engine

KINDS = ("clause", "article", "task", "item", "support")
_PREFIX = f"PREFIX pol: <{POL}> "
_SHARED_ENTITY, _SHARED_TARGET = 0.06, 0.08
_SHARED_LIMIT = 0.24
_ENOUGH = 0.25
"""Below this score two provisions only share a field, not a subject; found by reading pairs of the sample documents."""
_QUERY = 400
_SAME_SUBJECT = 0.6
_UNRELATED = 0.3
"""The cosine that nine in ten pairs of provisions chosen at random do not reach (0.28 on the sample documents)."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two provisions."""

    iri: str
    label: str
    title: str | None
    document: str
    document_title: str
    text: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """A pair; ``relation`` is ``implements``, ``sameTarget``, ``otherValue`` or ``None`` (close, no more)."""

    source: Side
    target: Side
    score: float
    relation: str | None
    shared: tuple[str, ...]
    """Labels of the entities both name."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the graph says of a provision that another may say too."""

    entities: frozenset[str]
    targets: tuple[tuple[str, str, float], ...]  # subject, unit, value


_NOTHING = _Facts(frozenset(), ())


@dataclass(frozen=True, slots=True)
class _Known:
    """What the graph says of the documents compared."""

    facts: dict[str, _Facts]
    labels: dict[str, str]
    implemented: set[str]


def alignments(engine: Engine, document: str, with_: str | None = None, k: int = 3) -> list[dict[str, Any]]:
    """Pairs of provisions as JSON, best first; ``document`` and ``with_`` are IRIs, ``None`` means all others."""
    return [asdict(pair) for pair in align(engine, document, with_, k)]


def align(engine: Engine, document: str, with_: str | None = None, k: int = 3) -> list[Alignment]:
    """The closest pairs between the provisions of ``document`` and those of ``with_`` (or of all others)."""
    library = engine.library
    others = (with_,) if with_ else tuple(d.iri for d in library.documents() if d.iri != document)
    if not others or others == (document,):
        return []
    facts = {iri: told for one in (document, *others) for iri, told in _facts(library, one).items()}
    known = _Known(facts, _labels(library), _implemented(library, document))
    found: list[Alignment] = []
    for source in _provisions(library, document):
        hits = engine.search(source.text[:_QUERY], k=k, kinds=KINDS, documents=others).hits
        for hit in hits:
            side = Side(hit.iri, hit.label or "", hit.title, hit.document, hit.document_title, hit.text)
            pair = _pair(source, side, known, _alike(engine, source.text, side.text))
            if pair.score >= _ENOUGH:
                found.append(pair)
    return sorted(found, key=lambda pair: (-pair.score, pair.source.iri, pair.target.iri))


def _closeness(one: str, other: str) -> float:
    """Share of character bigrams in common (Dice), the same scale for every pair of documents.

    >>> _closeness("推进学分银行建设", "推进学分银行建设")
    1.0
    """
    a, b = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (one, other))
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _alike(engine: Engine, one: str, other: str) -> float:
    """Likeness in words and in meaning, half and half; the cosine counts from where unrelated provisions lie."""
    a, b = engine.encoder.encode([one, other])
    meaning = max(0.0, (float(a @ b) - _UNRELATED) / (1 - _UNRELATED))
    return (_closeness(one, other) + meaning) / 2


def _pair(source: Side, target: Side, known: _Known, alike: float) -> Alignment:
    ours, theirs = known.facts.get(source.iri, _NOTHING), known.facts.get(target.iri, _NOTHING)
    shared = sorted(ours.entities & theirs.entities)
    same = list(_same_targets(ours.targets, theirs.targets))
    bonus = min(_SHARED_LIMIT, _SHARED_ENTITY * len(shared) + _SHARED_TARGET * len(same))
    relation: str | None = None
    if same:
        relation = "sameTarget" if all(same) else "otherValue"
    elif target.document in known.implemented:
        relation = "implements"
    names = tuple(known.labels.get(iri, iri) for iri in shared)
    score = min(1.0, alike + bonus)
    return Alignment(source, target, round(score, 4), relation, names)


def _same_targets(ours: Sequence[tuple[str, str, float]], theirs: Sequence[tuple[str, str, float]]) -> Iterator[bool]:
    """For each quantity set for the same thing in the same unit: whether the value is the same too."""
    for subject, unit, value in ours:
        for other_subject, other_unit, other_value in theirs:
            alike = SequenceMatcher(None, subject, other_subject, autojunk=False).ratio()
            if unit == other_unit and alike >= _SAME_SUBJECT:
                yield value == other_value


def _provisions(library: Library, document: str) -> list[Side]:
    types = ", ".join(f"pol:{name}" for name in ("Clause", "Article", "Task", "Item", "SupportItem"))
    rows = library.store.select(
        f"""{_PREFIX} SELECT ?p ?label ?title ?start ?end ?name {{
          ?p pol:inDocument <{document}> ; a ?type ; pol:citationLabel ?label ; pol:start ?start ; pol:end ?end ;
             pol:order ?order . <{document}> pol:title ?name . FILTER(?type IN ({types}))
          OPTIONAL {{ ?p pol:title ?title }} }} ORDER BY ?order"""
    )
    text = library.text(document)
    return [
        Side(str(r["p"]), str(r["label"]), str(r["title"]) if "title" in r else None, document, str(r["name"]), words)
        for r in rows
        if len(words := text[int(r["start"]) : int(r["end"])].strip()) >= 10
    ]


def _facts(library: Library, document: str) -> dict[str, _Facts]:
    entities: dict[str, set[str]] = {}
    for row in library.store.select(
        f"""{_PREFIX} SELECT ?p ?e {{ ?p pol:inDocument <{document}> ; pol:mentions ?e
          FILTER NOT EXISTS {{ ?e a pol:Place }} }}"""
    ):
        entities.setdefault(str(row["p"]), set()).add(str(row["e"]))
    targets: dict[str, list[tuple[str, str, float]]] = {}
    for row in library.store.select(
        f"""{_PREFIX} SELECT ?p ?subject ?unit ?value {{ ?p pol:inDocument <{document}> ; pol:setsTarget ?t .
          ?t pol:subject ?subject ; pol:unitOfMeasure ?unit OPTIONAL {{ ?t pol:minimum ?low }}
          OPTIONAL {{ ?t pol:maximum ?high }} BIND(COALESCE(?low, ?high) AS ?value) }}"""
    ):
        if "value" in row:
            told = (str(row["subject"]), str(row["unit"]), float(row["value"]))
            targets.setdefault(str(row["p"]), []).append(told)
    return {
        iri: _Facts(frozenset(entities.get(iri, ())), tuple(targets.get(iri, ())))
        for iri in entities.keys() | targets.keys()
    }


def _labels(library: Library) -> dict[str, str]:
    rows = library.store.select(
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT ?e ?l { ?e skos:prefLabel ?l }"
    )
    return {str(row["e"]): str(row["l"]) for row in rows}


def _implemented(library: Library, document: str) -> set[str]:
    """Documents this one says it implements or rests on."""
    rows = library.store.select(f"{_PREFIX} SELECT DISTINCT ?d {{ <{document}> (pol:implements|pol:basedOn) ?d }}")
    return {str(row["d"]) for row in rows}
