"""The thesaurus: well-formed SKOS, everyday words leading to official ones, and users' own additions."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDF, SKOS, Graph

from kg.errors import InputError
from search.thesaurus import FILE, Thesaurus


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(FILE, format="turtle")


def test_every_concept_has_one_name_a_scheme_and_a_place_in_it(graph: Graph) -> None:
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) > 400
    for concept in concepts:
        assert len(list(graph.objects(concept, SKOS.prefLabel))) == 1, concept
        assert list(graph.objects(concept, SKOS.inScheme)), concept
        assert list(graph.objects(concept, SKOS.broader | SKOS.topConceptOf)), concept
    for _, _, other in graph.triples((None, SKOS.broader | SKOS.related, None)):
        assert other in concepts, f"{other} is referred to and not there"


def test_labels_of_one_concept_are_disjoint(graph: Graph) -> None:
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        labels = [str(o) for p in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel) for o in graph.objects(concept, p)]
        assert len(labels) == len(set(labels)), concept


EVERYDAY = [
    ("老师要去单位锻炼吗", "教师", "a person"),
    ("校企结合怎么搞", "校企合作", "a loose form of the name"),
    ("看病能报多少", "医疗", "a field other than education"),
    ("给穷人发多少补助", "脱贫攻坚", "what people say of it"),
]


@pytest.mark.parametrize(("said", "official", "why"), EVERYDAY, ids=[row[2] for row in EVERYDAY])
def test_everyday_words_lead_to_official_ones(said: str, official: str, why: str) -> None:
    words = dict(Thesaurus.load().expand(said))
    assert official in words or official in said, why


def test_a_users_own_file_adds_concepts_and_words(tmp_path: Path) -> None:
    file = tmp_path / "own.ttl"
    file.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<https://example.org/x> a skos:Concept ; skos:prefLabel "低空经济"@zh ; skos:hiddenLabel "无人机送货"@zh .\n',
        encoding="utf-8",
    )
    assert ("低空经济", 1.0) in Thesaurus.load(file).expand("无人机送货归谁管")


@pytest.mark.parametrize("content", ["no turtle <", None], ids=["not Turtle", "no file"])
def test_a_file_that_cannot_be_read_is_one_clear_error(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "own.ttl"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"own\.ttl"):
        Thesaurus.load(file)
