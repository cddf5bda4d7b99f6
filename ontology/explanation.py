"""Why a graph is inconsistent, in Chinese: the thing, the two classes that exclude each other, and why it is of each.

The axioms that may clash here are those of disjoint classes; a thing is of a class because it says so, because of a
subclass, or because a property it has (or is the value of) holds only between things of that class.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.term import Node

from ontology.namespaces import POL

_MOST = 10


def explain(graph: Graph) -> tuple[str, ...]:
    """At most ten things that are of two disjoint classes, each with the reasons.

    >>> graph = Graph()
    >>> _ = graph.add((POL.Measure, OWL.disjointWith, POL.Target))
    >>> _ = graph.add((URIRef("urn:x"), RDF.type, POL.Measure))
    >>> _ = graph.add((URIRef("urn:y"), POL.setsTarget, URIRef("urn:x")))
    >>> _ = graph.add((POL.setsTarget, RDFS.range, POL.Target))
    >>> print(explain(graph)[0])
    urn:x 不能既是“Measure”又是“Target”：它被标为“Measure”；它是 urn:y 的“setsTarget”，只有“Target”才能是
    """
    found: list[str] = []
    for one, other in sorted(graph.subject_objects(OWL.disjointWith)):
        ours, theirs = _members(graph, one), _members(graph, other)
        for thing in sorted(ours.keys() & theirs.keys(), key=str)[:_MOST]:
            told = f"{_name(graph, thing)} 不能既是“{_label(graph, one)}”又是“{_label(graph, other)}”"
            where = next((f"（{_label(graph, d)}）" for d in graph.objects(thing, POL.inDocument)), "")
            found.append(f"{told}{where}：{ours[thing]}；{theirs[thing]}")
    return tuple(found[:_MOST])


def _members(graph: Graph, wanted: Node) -> dict[Node, str]:
    """What is of a class, and why."""
    found: dict[Node, str] = {}
    below_it = {sub for sub in graph.transitive_subjects(RDFS.subClassOf, wanted) if sub is not None and sub != wanted}
    for sub in [wanted, *sorted(below_it, key=str)]:
        for thing, why in _of(graph, sub):
            below = "" if sub == wanted else f"，属于“{_label(graph, wanted)}”"
            found.setdefault(thing, why + below)
    return found


def _of(graph: Graph, kind: Node) -> Iterator[tuple[Node, str]]:
    label = _label(graph, kind)
    for thing in graph.subjects(RDF.type, kind):
        yield thing, f"它被标为“{label}”"
    for property_ in graph.subjects(RDFS.range, kind):
        for subject, thing in graph.subject_objects(property_):
            told = f"它是 {_name(graph, subject)} 的“{_label(graph, property_)}”"
            yield thing, f"{told}，只有“{label}”才能是"
    for property_ in graph.subjects(RDFS.domain, kind):
        for thing in graph.subjects(property_):
            yield thing, f"它有“{_label(graph, property_)}”，只有“{label}”才能有"


def _label(graph: Graph, term: Node) -> str:
    labels = list(graph.objects(term, RDFS.label))
    chinese = [label for label in labels if getattr(label, "language", None) == "zh"]
    local = str(term).rsplit("#", 1)[-1] if isinstance(term, URIRef) else str(term)
    return str(next(iter(chinese or labels), local))


def _name(graph: Graph, term: Node) -> str:
    label = _label(graph, term)
    return str(term) if label == str(term) else f"“{label}”（{term}）"
