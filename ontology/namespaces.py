"""Namespaces and the two files of this room.

>>> POL.Clause
rdflib.term.URIRef('https://w3id.org/policykg/ontology#Clause')
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD, Graph, Namespace

DATA: Final = Path(__file__).parent

POL: Final = Namespace("https://w3id.org/policykg/ontology#")
ELI: Final = Namespace("http://data.europa.eu/eli/ontology#")
ORG: Final = Namespace("http://www.w3.org/ns/org#")
OA: Final = Namespace("http://www.w3.org/ns/oa#")

PREFIXES: Final[dict[str, str]] = {
    "pol": str(POL),
    "id": "https://w3id.org/policykg/id/",
    "eli": str(ELI),
    "org": str(ORG),
    "oa": str(OA),
    "skos": str(SKOS),
    "dcterms": str(DCTERMS),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "owl": str(OWL),
    "xsd": str(XSD),
}
"""Prefixes every query page, export and test uses."""


def load_ontology() -> Graph:
    """``policy.ttl`` as a graph."""
    return Graph().parse(DATA / "policy.ttl", format="turtle")


def load_shapes() -> Graph:
    """``shapes.ttl`` as a graph."""
    return Graph().parse(DATA / "shapes.ttl", format="turtle")
