"""A large knowledge base of real shape: the shipped document, read once, again and again under other IRIs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.library import Library
from kg.locations import CORPUS


def graphs(home: Path, triples: int) -> Iterator[tuple[str, bytes]]:
    """(graph IRI, N-Triples) of as many copies as give ``triples``; entities are shared, provisions are not."""
    library = Library(home)
    report = library.ingest_all([CORPUS / "documents"], processes=1)[0]
    del report
    info = library.documents()[0]
    data = library.store.dump(library.namer.graph(info.id)).decode()
    for number in range(max(1, triples // data.count("\n"))):
        own = data.replace(f"<{info.iri}/", f"<{info.iri}-{number}/").replace(f"<{info.iri}>", f"<{info.iri}-{number}>")
        yield f"{library.namer.graph(info.id)}-{number}", own.encode()


def fill(home: Path, triples: int) -> Library:
    """A library whose store holds about ``triples`` triples."""
    library = Library(home)
    with library.store.writing() as store:  # type: ignore[attr-defined]
        for graph, data in graphs(home / "one", triples):
            store.load(data, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(graph))
    return library
