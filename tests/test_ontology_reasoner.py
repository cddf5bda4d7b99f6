"""Consistency: HermiT finds what cannot be, and the reason is told in Chinese with names."""

from __future__ import annotations

import shutil

import pytest
from rdflib import RDF, RDFS, Graph, Literal, URIRef

from ontology import POL, load_ontology
from ontology.explanation import explain
from ontology.reasoner import check_consistency

TASK = URIRef("https://example.org/id/d/task/1")
DOCUMENT = URIRef("https://example.org/id/d")
TARGET = URIRef("https://example.org/id/d/target/1-2")


def _clash(kind: str) -> Graph:
    """The vocabulary with one thing that cannot be, and what tells of it."""
    graph = load_ontology() + Graph()
    graph.add((DOCUMENT, RDFS.label, Literal("某意见", lang="zh")))
    graph.add((TASK, RDF.type, POL.Task))
    graph.add((TASK, POL.inDocument, DOCUMENT))
    if kind == "types":
        graph.add((TASK, RDF.type, POL.PolicyDocument))
    if kind == "range":
        graph.add((TARGET, RDF.type, POL.Measure))
        graph.add((TASK, POL.setsTarget, TARGET))
    return graph


CASES = [
    ("types", TASK, "（某意见）：它被标为“政策文件”", "a provision is no document, through its superclass"),
    ("range", TARGET, "task/1", "the value of setsTarget must be a target; the one that has it is named"),
]


@pytest.mark.parametrize(("kind", "thing", "said", "why"), CASES, ids=[case[0] for case in CASES])
def test_the_reason_names_thing_classes_and_cause(kind: str, thing: URIRef, said: str, why: str) -> None:
    told = explain(_clash(kind))
    assert len(told) == 1, why
    assert str(thing) in told[0]
    assert "不能既是" in told[0]
    assert said in told[0]


@pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java")
def test_hermit_agrees() -> None:
    assert check_consistency(_clash("none")).consistent is True
    for kind, *_ in CASES:
        found = check_consistency(_clash(kind))
        assert found.consistent is False
        assert found.explanation == explain(_clash(kind))


def test_a_consistent_graph_has_no_reason() -> None:
    assert explain(_clash("none")) == ()
