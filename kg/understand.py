"""Source → document: structure first, then what the provisions say, then how they hang together."""

from __future__ import annotations

from kg.citations import citations
from kg.find import mentions
from kg.iri import document_id
from kg.jurisdiction import Jurisdiction
from kg.measures import measures
from kg.model import Document, Entity, Source
from kg.relations import links
from kg.resolve import Resolver
from kg.structure import outline
from kg.targets import targets
from kg.units import responsibilities


def understand(source: Source, id: str | None = None) -> Document:
    """All that the rules read out of ``source``; the same source gives the same document.

    ``id`` names the document; without it the document number does, else the title.
    """
    structure = outline(source)
    meta = structure.metadata
    resolver = Resolver(Jurisdiction.of(meta.place))
    return Document(
        id=id or document_id(meta.number, meta.title),
        source=source,
        outline=structure,
        issuers=tuple(resolver.unit(name) or Entity("unit", name) for name in meta.issuers),
        mentions=mentions(source, structure),
        responsibilities=responsibilities(source, structure),
        measures=measures(source, structure),
        targets=targets(source, structure),
        citations=citations(source, structure),
        links=links(source, structure),
    )
