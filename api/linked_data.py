"""Linked data: ``/id/…`` sends browsers to pages and machines to data; dumps and the vocabulary at their addresses."""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from starlette.concurrency import run_in_threadpool

from api.exporting import rdf
from api.negotiation import choose
from kg.errors import NotFoundError
from kg.library import Library
from ontology import DATA, PREFIXES

router = APIRouter(tags=["linked data"])

FORMATS = {
    "ttl": ("text/turtle", "turtle"),
    "jsonld": ("application/ld+json", "json-ld"),
    "nt": ("application/n-triples", "nt"),
    "rdf": ("application/rdf+xml", "xml"),
}
_LIMIT = 5000
_CORS = {"Access-Control-Allow-Origin": "*"}


@router.get("/id/{local:path}", summary="资源 / Resource")
def resource(request: Request, local: str) -> Response:
    """303 to ``/page/…`` for browsers, to ``/data/….ttl`` (.jsonld .nt .rdf) for machines."""
    offered = ["text/html", *(media for media, _ in FORMATS.values())]
    chosen = choose(request.headers.get("accept"), offered)
    path = quote(local, safe="/")
    if chosen is None or chosen == "text/html":
        return RedirectResponse(f"/page/{path}", 303, _CORS | {"Vary": "Accept"})
    suffix = next(name for name, (media, _) in FORMATS.items() if media == chosen)
    return RedirectResponse(f"/data/{path}.{suffix}", 303, _CORS | {"Vary": "Accept"})


@router.get("/data/{path:path}", summary="资源的数据 / Data of a resource")
def data(request: Request, path: str) -> Response:
    """The triples about a resource, in and out."""
    local, _, suffix = path.rpartition(".")
    if suffix not in FORMATS or not local:
        raise HTTPException(404, "请以 .ttl .jsonld .nt .rdf 结尾 / end the address with .ttl .jsonld .nt .rdf")
    library: Library = request.app.state.library
    iri = f"{library.namer.base}id/{local}"
    graph = describe(library, iri)
    media, form = FORMATS[suffix]
    page = f"/page/{quote(local, safe='/')}"
    links = f'<{page}>; rel="alternate"; type="text/html", <{quote(iri, safe=":/#")}>; rel="describes"'
    return Response(serialise(graph, form), media_type=media, headers=_CORS | {"Link": links})


def describe(library: Library, iri: str) -> Graph:
    """Triples with ``iri`` as subject or object; :class:`NotFoundError` where there is none."""
    if any(c in iri for c in '<>"{}|\\^` \n'):
        raise NotFoundError(f"no resource {iri!r} / 没有这个资源")
    graph = library.store.graph(
        f"""CONSTRUCT {{ <{iri}> ?p ?o . ?s ?q <{iri}> }} {{
        {{ <{iri}> ?p ?o }} UNION {{ SELECT ?s ?q {{ ?s ?q <{iri}> }} LIMIT {_LIMIT} }} }}"""
    )
    if len(graph) == 0:
        raise NotFoundError(f"no resource {iri} / 没有这个资源")
    return graph


def serialise(graph: Graph, form: str) -> bytes:
    """The graph with the prefixes of the vocabulary, Chinese unescaped."""
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    extra: dict[str, Any] = {"context": {**PREFIXES}} if form == "json-ld" else {}
    data: bytes = graph.serialize(format=form, encoding="utf-8", **extra)
    return data


@router.get("/dump.trig", summary="全部图谱 / The whole graph")
async def dump(request: Request) -> Response:
    """All named graphs as TriG, with a checksum."""
    import pyoxigraph as ox

    body = await run_in_threadpool(rdf, request.app.state.library, ox.RdfFormat.TRIG)
    headers = {
        "Digest": f"sha-256={hashlib.sha256(body).hexdigest()}",
        "ETag": f'"{request.app.state.library.state()}"',
    }
    return Response(body, media_type="application/trig", headers=_CORS | headers)


@router.get("/ontology.ttl", summary="本体 / Vocabulary")
def ontology() -> Response:
    """The vocabulary."""
    return Response((DATA / "policy.ttl").read_bytes(), media_type="text/turtle; charset=utf-8", headers=_CORS)


@router.get("/shapes.ttl", summary="约束 / Shapes")
def shapes() -> Response:
    """The SHACL shapes."""
    return Response((DATA / "shapes.ttl").read_bytes(), media_type="text/turtle; charset=utf-8", headers=_CORS)


@router.get("/.well-known/void", summary="数据集说明 / VoID")
def void(request: Request) -> Response:
    """The dataset in the words of VoID."""
    names = Namespace("http://rdfs.org/ns/void#")
    root = str(request.base_url).rstrip("/")
    library: Library = request.app.state.library
    graph, dataset = Graph(), URIRef(f"{root}/.well-known/void#dataset")
    graph.bind("void", names)
    count = library.store.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]["n"]
    graph.add((dataset, RDF.type, names.Dataset))
    graph.add((dataset, names.sparqlEndpoint, URIRef(f"{root}/sparql")))
    graph.add((dataset, names.dataDump, URIRef(f"{root}/dump.trig")))
    graph.add((dataset, names.triples, Literal(int(count))))
    graph.add((dataset, names.uriSpace, Literal(f"{library.namer.base}id/")))
    graph.add((dataset, names.vocabulary, URIRef(PREFIXES["pol"])))
    return Response(graph.serialize(format="turtle"), media_type="text/turtle; charset=utf-8", headers=_CORS)
