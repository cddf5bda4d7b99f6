"""The shapes as SPARQL: whether a graph breaks any of them, asked of the engine.

pySHACL writes the report; but most graphs break nothing, and to learn that takes it 0.3 s a document, the engine 0.01 s.
A query may find too much and never too little, so a graph without a finding needs no report. Only the constraints our
shapes use are known; another one is an error here, and a test breaks each of them on purpose.

>>> len(breaking()) > 100
True
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pyoxigraph as ox
from rdflib import RDF, SH, Graph
from rdflib.collection import Collection
from rdflib.term import Node

from ontology.namespaces import load_shapes

_VALUE = "?x {path} ?v FILTER({broken})"
_CONSTRAINTS: dict[Node, Callable[[str], str]] = {
    SH.datatype: lambda given: f"!isLiteral(?v) || DATATYPE(?v) != {given}",
    SH.minInclusive: lambda given: f"!(?v >= {given})",
    SH.maxInclusive: lambda given: f"!(?v <= {given})",
    SH.minLength: lambda given: f"STRLEN(STR(?v)) < {given}",
}
_SAID = (SH.path, SH.message)


@cache
def breaking() -> tuple[str, ...]:
    """An ASK for each constraint of each shape: true where a graph breaks it."""
    shapes = load_shapes()
    return tuple(
        f"ASK {{ ?x a {_term(target)} . {pattern} }}"
        for shape in shapes.subjects(RDF.type, SH.NodeShape)
        for target in shapes.objects(shape, SH.targetClass)
        for one in shapes.objects(shape, SH.property)
        for pattern in _patterns(shapes, one)
    )


def _patterns(shapes: Graph, one: Node) -> Iterator[str]:
    """What breaks the constraints of one property shape."""
    path = _term(shapes.value(one, SH.path))
    for name, given in sorted(shapes.predicate_objects(one)):
        if name in _SAID:
            continue
        if name == SH.minCount:
            yield f"FILTER NOT EXISTS {{ ?x {path} ?any }}"
        elif name == SH.maxCount:
            yield f"?x {path} ?a, ?b FILTER(!sameTerm(?a, ?b))"
        elif name == SH["class"]:
            yield f"?x {path} ?v FILTER NOT EXISTS {{ ?v a {_term(given)} }}"
        elif name == SH["in"]:
            allowed = ", ".join(_term(member) for member in Collection(shapes, given))
            yield _VALUE.format(path=path, broken=f"?v NOT IN ({allowed})")
        elif name == SH.languageIn:
            allowed = ", ".join(f'"{member}"' for member in Collection(shapes, given))
            yield _VALUE.format(path=path, broken=f"LANG(?v) NOT IN ({allowed})")
        elif name in _CONSTRAINTS:
            yield _VALUE.format(path=path, broken=_CONSTRAINTS[name](_term(given)))
        else:
            raise NotImplementedError(f"{name} of shapes.ttl has no query yet")


def _term(term: Node | None) -> str:
    return term.n3() if term is not None else ""


def breaks_any(ntriples: bytes) -> bool:
    """Whether the graph may break a shape; ``False`` is certain.

    >>> breaks_any(b'<urn:d> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/policykg/ontology#Task> .')
    True
    """
    store = ox.Store()
    store.load(ntriples, format=ox.RdfFormat.N_TRIPLES)
    return any(bool(store.query(query)) for query in breaking())
