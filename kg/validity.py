"""Whether a document's graph has the shape every document's graph must have, before it is committed."""

from __future__ import annotations

from functools import cache

from rdflib import Graph

from ontology import load_shapes
from ontology.shape_queries import breaks_any


@cache
def _shapes() -> Graph:
    return load_shapes()


def violations(ntriples: bytes) -> tuple[str, ...]:
    """What breaks a shape in the graph of one document: node, property and the message in Chinese; sorted.

    >>> [one.split(": ")[0].rsplit("#")[-1] for one in violations(
    ...     b'<urn:d> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/policykg/ontology#Task> .')][:1]
    ['urn:d citationLabel']
    """
    if not breaks_any(ntriples):
        return ()
    from ontology.validation import validate  # pySHACL takes a while to import; whoever only reads must not wait

    report = validate(Graph().parse(data=ntriples, format="nt"), _shapes())
    return tuple(str(one) for one in report.results)
