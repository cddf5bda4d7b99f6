"""Which format a client gets: the media types of rows and of triples, and the names other servers know them by.

>>> wanted("text/csv", None)
Formats(rows='csv', rows_type='text/csv', triples='turtle', triples_type='text/turtle')
>>> wanted("image/png", None) is None
True
"""

from __future__ import annotations

from dataclasses import dataclass

from api.negotiation import choose

ROWS = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
TRIPLES = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
    "application/x-turtle": "turtle",
    "application/xml": "rdfxml",
    "text/plain": "ntriples",
}
_NAMES: dict[str, tuple[str | None, str | None]] = {
    "json": ("application/sparql-results+json", "application/ld+json"),
    "xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "csv": ("text/csv", None),
    "tsv": ("text/tab-separated-values", None),
    "turtle": (None, "text/turtle"),
    "ttl": (None, "text/turtle"),
    "nt": (None, "application/n-triples"),
    "ntriples": (None, "application/n-triples"),
    "n-triples": (None, "application/n-triples"),
    "jsonld": (None, "application/ld+json"),
    "json-ld": (None, "application/ld+json"),
    "rdf": (None, "application/rdf+xml"),
    "rdfxml": (None, "application/rdf+xml"),
    "rdf+xml": (None, "application/rdf+xml"),
}
_UNICODE = frozenset({"text/csv", "text/tab-separated-values", "text/turtle", "application/x-turtle", "text/plain"})


@dataclass(frozen=True, slots=True)
class Formats:
    """The engine's names and the media types: one of them fits, whatever the form of the query turns out to be."""

    rows: str
    rows_type: str
    triples: str
    triples_type: str

    def content_type(self, form: str) -> str:
        """The header for the format that was used."""
        media = self.rows_type if form == self.rows else self.triples_type
        return f"{media}; charset=utf-8" if media in _UNICODE else media


def wanted(accept: str | None, name: str | None) -> Formats | None:
    """By ``name`` (``format=csv``) where it is one, else by the Accept header; ``None``: nothing fits.

    A type that only fits the other form of query falls back to the default, as rdflib's and other clients ask for
    the type of rows whatever they send.
    """
    if name in _NAMES:
        rows, triples = _NAMES[name]
    elif name in ROWS or name in TRIPLES:
        rows, triples = (name if name in ROWS else None), (name if name in TRIPLES else None)
    else:
        rows, triples = choose(accept, list(ROWS)), choose(accept, list(TRIPLES))
        if rows is None and triples is None:
            return None
    rows, triples = rows or next(iter(ROWS)), triples or next(iter(TRIPLES))
    return Formats(ROWS[rows], rows, TRIPLES[triples], triples)
