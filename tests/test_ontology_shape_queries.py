"""The shapes as queries: each constraint, broken on purpose, is found by the query and by pySHACL alike."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rdflib import RDF, SH, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.library import Library
from ontology import POL, load_shapes
from ontology.shape_queries import breaks_any
from ontology.validation import validate
from tests.conftest import TIANJIN_ID

THING = URIRef("urn:thing")
_WRONG = {
    SH.datatype: Literal("x", datatype=XSD.gYear),
    SH.minInclusive: Literal(-1),
    SH.maxInclusive: Literal(2.5),
    SH.minLength: Literal(""),
    SH["in"]: Literal("~"),
    SH["class"]: URIRef("urn:no-unit"),
    SH.languageIn: Literal("x", lang="fr"),
}


def _broken() -> Iterator[tuple[str, Graph]]:
    """For each constraint of each shape, a graph that breaks it."""
    shapes = load_shapes()
    for shape in shapes.subjects(RDF.type, SH.NodeShape):
        target = shapes.value(shape, SH.targetClass)
        for one in shapes.objects(shape, SH.property):
            path = shapes.value(one, SH.path)
            for name in shapes.predicates(one):
                if name in (SH.path, SH.message):
                    continue
                graph = Graph()
                graph.add((THING, RDF.type, _node(target)))
                for value in _values(name):
                    graph.add((THING, _node(path), value))
                yield f"{str(target).rsplit('#')[-1]} {str(path).rsplit('#')[-1]} {str(name).rsplit('#')[-1]}", graph


def _node(term: Node | None) -> URIRef:
    assert isinstance(term, URIRef)
    return term


def _values(name: Node) -> list[Node]:
    if name == SH.maxCount:
        return [Literal(1), Literal(2)]
    return [] if name == SH.minCount else [_WRONG[name]]


CASES = list(_broken())


@pytest.mark.parametrize(("why", "graph"), CASES, ids=[case[0] for case in CASES])
def test_what_pyshacl_finds_the_queries_find(why: str, graph: Graph) -> None:
    assert not validate(graph, load_shapes()).conforms, why
    assert breaks_any(graph.serialize(format="nt", encoding="utf-8")), why


def test_a_real_graph_breaks_nothing_in_either(tianjin_library: Library) -> None:
    data = tianjin_library.store.dump(tianjin_library.namer.graph(TIANJIN_ID))
    assert not breaks_any(data)
    assert validate(Graph().parse(data=data, format="nt"), load_shapes()).conforms


def test_the_shapes_use_no_constraint_the_queries_do_not_know() -> None:
    known = {SH.path, SH.message, SH.minCount, SH.maxCount, *_WRONG}
    shapes = load_shapes()
    used = {p for one in shapes.objects(None, SH.property) for p in shapes.predicates(one)}
    assert used <= known
    assert all(len(Collection(shapes, members)) for members in shapes.objects(None, SH["in"]))  # type: ignore[arg-type]
    assert POL.Task in set(shapes.objects(None, SH.targetClass))
