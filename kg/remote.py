"""A store of somebody else: any engine that speaks the SPARQL 1.1 Protocol and the Graph Store Protocol.

The setting is the query address; addresses for update and for graphs follow from it, as the engines have them:

>>> endpoints("http://localhost:7878/query")
Endpoints(query='http://localhost:7878/query', update='http://localhost:7878/update', graphs='http://localhost:7878/store')
>>> endpoints("http://localhost:8890/sparql").graphs
'http://localhost:8890/sparql-graph-crud'
>>> endpoints("http://localhost:3030/policy").query
'http://localhost:3030/policy/query'
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import httpx
import rdflib

from kg.errors import QueryError, StoreError
from kg.store import Row, Value

_XSD = "http://www.w3.org/2001/XMLSchema#"
_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Addresses of an engine."""

    query: str
    update: str
    graphs: str


def endpoints(url: str) -> Endpoints:
    """The three addresses behind the one a user names."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")

    def at(path: str) -> str:
        return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))

    if "/repositories/" in path:  # RDF4J and GraphDB
        return Endpoints(at(path), at(f"{path}/statements"), at(f"{path}/rdf-graphs/service"))
    if path.endswith("/query"):  # Oxigraph server and Fuseki
        root = path.removesuffix("/query")
        fuseki = root != ""
        return Endpoints(at(path), at(f"{root}/update"), at(f"{root}/{'data' if fuseki else 'store'}"))
    if path.endswith("/sparql"):  # Virtuoso
        return Endpoints(at(path), at(path), at(f"{path}-graph-crud"))
    return Endpoints(at(f"{path}/query"), at(f"{path}/update"), at(f"{path}/data"))


class RemoteStore:
    """The same methods as the embedded store, over HTTP. ``transport`` is for tests."""

    snapshot: Path | None = None

    def __init__(self, url: str, transport: httpx.BaseTransport | None = None) -> None:
        self.endpoints = endpoints(url)
        parts = urlsplit(url)
        self.auth = (parts.username, parts.password or "") if parts.username else None
        self._client = httpx.Client(timeout=_SECONDS, auth=self.auth, transport=transport, follow_redirects=True)

    def _post(self, query: str, accept: str) -> httpx.Response:
        try:
            reply = self._client.post(self.endpoints.query, data={"query": query}, headers={"Accept": accept})
        except httpx.HTTPError as error:
            raise StoreError(f"{self.endpoints.query}: does not answer ({error}); is the engine running?") from error
        if reply.status_code == 400:
            raise QueryError(f"{self.endpoints.query}: {reply.text.strip()[:300]}")
        self._succeeded(reply)
        return reply

    def _succeeded(self, reply: httpx.Response) -> None:
        if reply.status_code >= 300:
            told = " ".join(reply.text.split())[:200]
            raise StoreError(f"{reply.request.url}: answers {reply.status_code} {told}; see the engine's log")

    def select(self, query: str) -> list[Row]:
        """See :meth:`kg.store.Store.select`."""
        try:  # a reply cut off on the way is no JSON: a 200 alone says nothing
            bindings = self._post(query, "application/sparql-results+json").json()["results"]["bindings"]
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(f"{self.endpoints.query}: the result is incomplete; raise the engine's limits") from error
        return [{name: _value(term) for name, term in row.items()} for row in bindings]

    def ask(self, query: str) -> bool:
        """See :meth:`kg.store.Store.ask`. Asked as a SELECT: Virtuoso's JSON for ASK is malformed."""
        head, _, pattern = query.partition("ASK")
        return bool(self.select(f"{head} SELECT * {pattern} LIMIT 1"))

    def graph(self, query: str) -> rdflib.Graph:
        """See :meth:`kg.store.Store.graph`."""
        reply = self._post(query, "application/n-triples, text/turtle;q=0.5")
        form = "turtle" if "turtle" in reply.headers.get("content-type", "") else "nt"
        return rdflib.Graph().parse(data=reply.content, format=form)

    def change(self, graph: str, removed: bytes, added: bytes) -> None:
        """See :meth:`kg.store.Store.change`; the Graph Store Protocol knows whole graphs only, so the graph is put anew."""
        lines = set(self.dump(graph).splitlines()) - set(removed.splitlines()) | set(added.splitlines())
        self.replace(graph, b"\n".join(sorted(line for line in lines if line.strip())))

    def replace(self, graph: str, ntriples: bytes) -> None:
        """See :meth:`kg.store.Store.replace`; one Graph Store Protocol request is one transaction."""
        kind = {"Content-Type": "text/turtle; charset=utf-8"}  # N-Triples is Turtle, and every engine takes that
        try:
            if ntriples.strip():
                reply = self._client.put(self.endpoints.graphs, params={"graph": graph}, content=ntriples, headers=kind)
            else:
                reply = self._client.delete(self.endpoints.graphs, params={"graph": graph})
        except httpx.HTTPError as error:
            raise StoreError(f"{self.endpoints.graphs}: does not answer ({error}); is the engine running?") from error
        if not (reply.status_code == 404 and not ntriples.strip()):
            self._succeeded(reply)

    def graphs(self) -> list[str]:
        """See :meth:`kg.store.Store.graphs`; those of other users of the engine are among them."""
        return sorted(str(row["g"]) for row in self.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"))

    def state(self) -> str:
        """A hash over the documents' own hashes: it changes with each of them."""
        from ontology import POL

        rows = self.select(f"SELECT ?d ?sha {{ ?d <{POL.sha256}> ?sha }}")
        told = "\n".join(sorted(f"{row['d']} {row['sha']}" for row in rows))
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def dump(self, graph: str | None = None) -> bytes:
        """See :meth:`kg.store.Store.dump`."""
        if graph is not None:
            triples = self.graph(f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
            return triples.serialize(format="nt", encoding="utf-8")
        out = []
        for name in self.graphs():
            lines = self.dump(name).splitlines()
            out += [line.rstrip().removesuffix(b".") + f"<{name}> .".encode() for line in lines if line.strip()]
        return b"\n".join(out) + b"\n"


def _value(term: dict[str, str]) -> Value:
    datatype = term.get("datatype", "")
    if datatype == f"{_XSD}boolean":
        return term["value"] in ("true", "1")
    if datatype == f"{_XSD}integer":
        return int(term["value"])
    if datatype in (f"{_XSD}decimal", f"{_XSD}double"):
        return float(term["value"])
    return term["value"]
