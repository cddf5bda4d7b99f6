"""``policykg check`` looks at every graph there is, and says how much of it the reasoner has seen."""

from __future__ import annotations

import pytest

from api import checking
from kg.library import Library
from ontology import POL
from tests.conftest import TIANJIN_ID

CASES = [
    (POL.title, "文件必须有标题", "without a title the document is in no list, and must be looked at all the same"),
    (POL.citationLabel, "条文必须有引称", "a provision without a name"),
]


def _without(library: Library, predicate: str) -> None:
    graph = library.namer.graph(TIANJIN_ID)
    lines = library.store.dump(graph).splitlines(keepends=True)
    library.store.replace(graph, b"".join(line for line in lines if f"> <{predicate}> ".encode() not in line))


@pytest.mark.parametrize(("predicate", "said", "why"), CASES, ids=["title", "label"])
def test_a_broken_graph_is_found(own_library: Library, predicate: str, said: str, why: str) -> None:
    assert checking._shapes(own_library).ok
    _without(own_library, predicate)
    found = checking._shapes(Library(own_library.home))
    assert not found.ok, why
    assert any(said in problem for problem in found.problems), why
    assert "SHACL, 0 triples" not in found.detail


def test_a_sample_is_called_one(own_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ontology.reasoner.shutil.which", lambda program: None)
    assert " of " not in checking._consistency(own_library).detail
    own_library.store.replace(own_library.namer.graph("other"), b"<urn:a> <urn:b> <urn:c> .")
    monkeypatch.setattr(checking, "SAMPLE_TRIPLES", 1)
    assert "1 of 2 graphs" in checking._consistency(own_library).detail
