"""The endpoint in the words of SPARQL 1.1 Service Description."""

from __future__ import annotations

from typing import Final

from rdflib import RDF, VOID, Graph, Literal, Namespace, URIRef

from kg.library import Library

FORMATS: Final = {
    "text/turtle": "turtle",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
    "application/n-triples": "nt",
}
"""Media types of a description, and rdflib's names for them."""

SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS: Final = Namespace("http://www.w3.org/ns/formats/")
_RESULTS: Final = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
)


def service_description(address: str, library: Library) -> Graph:
    """What the endpoint at ``address`` can do, and which graphs it holds. No blank nodes, as everywhere here."""
    graph = Graph()
    graph.bind("sd", SD)
    graph.bind("void", VOID)
    service, dataset = URIRef(f"{address}#service"), URIRef(f"{address}#dataset")
    default = URIRef(f"{address}#default-graph")
    graph.add((service, RDF.type, SD.Service))
    graph.add((service, SD.endpoint, URIRef(address)))
    graph.add((service, SD.supportedLanguage, SD.SPARQL11Query))
    graph.add((service, SD.feature, SD.UnionDefaultGraph))
    for name in _RESULTS:
        graph.add((service, SD.resultFormat, _FORMATS[name]))
    graph.add((service, SD.defaultDataset, dataset))
    graph.add((service, SD.availableGraphs, dataset))
    graph.add((dataset, RDF.type, SD.Dataset))
    graph.add((dataset, SD.defaultGraph, default))
    graph.add((default, RDF.type, SD.Graph))
    for number, name in enumerate(library.store.graphs(), 1):
        part = URIRef(f"{address}#graph-{number}")
        graph.add((dataset, SD.namedGraph, part))
        graph.add((part, RDF.type, SD.NamedGraph))
        graph.add((part, SD.name, URIRef(name)))
    graph.add((dataset, VOID.uriSpace, Literal(f"{library.namer.base}id/")))
    return graph
