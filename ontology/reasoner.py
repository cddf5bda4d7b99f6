"""Consistency of vocabulary and data by HermiT, through owlready2.

owlready2 reads N-Triples but no Turtle, and HermiT stumbles over ``xsd:date``; consistency of classes does not
depend on literals here, so data goes in without them.
"""

from __future__ import annotations

import io
import shutil
from dataclasses import dataclass

from rdflib import OWL, XSD, Graph, Literal, URIRef

from ontology.explanation import explain


@dataclass(frozen=True, slots=True)
class Consistency:
    """``consistent`` is ``None`` where it could not be checked; ``detail`` says why."""

    consistent: bool | None
    detail: str
    explanation: tuple[str, ...] = ()


def check_consistency(graph: Graph) -> Consistency:
    """Whether ``graph`` (vocabulary and data) has a model."""
    if shutil.which("java") is None:
        return Consistency(None, "Java is not installed: consistency was not checked / 未安装 Java，未检查一致性")
    import owlready2

    world = owlready2.World()
    try:
        world.get_ontology("https://w3id.org/policykg/checked#").load(fileobj=io.BytesIO(_without_literals(graph)))
        owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        unknown = ("HermiT 没有给出原因；请用 Protégé 打开 /dump.trig 查看",)
        return Consistency(False, "HermiT: inconsistent / 不一致", explain(graph) or unknown)
    finally:
        world.close()
    return Consistency(True, f"HermiT, {len(graph):,} triples")


def _without_literals(graph: Graph) -> bytes:
    bare = Graph()
    for s, p, o in graph:
        keep = (p == OWL.hasValue or not isinstance(o, Literal)) and o != XSD.date
        if keep and isinstance(p, URIRef):
            bare.add((s, p, o))
    return bare.serialize(format="nt", encoding="utf-8")
