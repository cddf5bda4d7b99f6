"""Example queries: one ``.rq`` file each, its first two lines the title in Chinese and English."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rdflib import RDF, RDFS, SH, Graph, Literal, URIRef

from ontology import POL

FOLDER = Path(__file__).parent / "queries"


@dataclass(frozen=True, slots=True)
class Example:
    """A query with its titles; ``name`` is that of its file."""

    name: str
    title: str
    title_en: str
    query: str


@cache
def examples() -> tuple[Example, ...]:
    """All examples in the order of their files.

    >>> len(examples()) >= 25, examples()[0].title
    (True, '知识库里有哪些文件')
    """
    found = []
    for file in sorted(FOLDER.glob("*.rq")):
        title, title_en, query = file.read_text(encoding="utf-8").split("\n", 2)
        found.append(Example(file.stem, title.removeprefix("# "), title_en.removeprefix("# "), query.strip()))
    return tuple(found)


def as_shacl(base: str) -> str:
    """The examples as SHACL SPARQL executables in Turtle, the form collections of example queries use."""
    graph = Graph()
    graph.bind("sh", SH)
    graph.bind("pol", POL)
    for example in examples():
        node = URIRef(f"{base}query/{example.name}")
        form = "construct" if "CONSTRUCT" in example.query else "select"
        graph.add((node, RDF.type, SH.SPARQLExecutable))
        graph.add((node, RDF.type, SH[f"SPARQL{form.title()}Executable"]))
        graph.add((node, RDFS.label, Literal(example.title, lang="zh")))
        graph.add((node, RDFS.label, Literal(example.title_en, lang="en")))
        graph.add((node, SH[form], Literal(example.query)))
    return graph.serialize(format="turtle")
