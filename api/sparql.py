"""``/sparql``: the SPARQL 1.1 Protocol (query), in front of read-only worker processes."""

from __future__ import annotations

import hashlib
import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.negotiation import choose
from api.problems import problem
from api.settings import Settings
from api.sparql_workers import Job, Outcome, Workers
from kg.store import query_error

router = APIRouter(tags=["sparql"])

TEXT_LIMIT = 100_000
RESULTS = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
GRAPHS = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
}
_TYPES = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "turtle": "text/turtle; charset=utf-8",
    "ntriples": "application/n-triples; charset=utf-8",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml; charset=utf-8",
}
_SHORT = {
    "json": "json",
    "xml": "xml",
    "csv": "csv",
    "tsv": "tsv",
    "turtle": "turtle",
    "ttl": "turtle",
    "nt": "ntriples",
}
_SERVICE = re.compile(r"\bSERVICE\b(?:\s+SILENT\b)?\s*(?:<(?P<iri>[^>]*)>)?", re.IGNORECASE)
_CORS = {"Access-Control-Allow-Origin": "*", "Vary": "Accept"}


async def start(app: FastAPI) -> None:
    """Make the pool; workers start with their first query."""
    s = app.state.settings
    app.state.workers = Workers(s.sparql_workers, s.sparql_timeout, s.sparql_memory_mb)


async def stop(app: FastAPI) -> None:
    """Stop the workers."""
    app.state.workers.close()


@router.options("/sparql", include_in_schema=False)
def options() -> Response:
    """CORS preflight."""
    headers = {"Allow": "GET, POST, HEAD, OPTIONS", "Access-Control-Allow-Methods": "GET, POST, HEAD, OPTIONS",
               "Access-Control-Allow-Headers": "Content-Type, Accept, Authorization"}  # fmt: skip
    return Response(status_code=204, headers=_CORS | headers)


@router.api_route("/sparql", methods=["GET", "HEAD"], summary="SPARQL 1.1 查询 / SPARQL 1.1 query")
async def get(request: Request) -> Response:
    """``query=`` runs a query; without it machines get the service description and browsers the query page."""
    pairs = parse_qsl(request.url.query, keep_blank_values=True)
    if any(name == "update" for name, _ in pairs):
        return problem(400, "不接受更新 / this endpoint takes no updates", _CORS)
    if not any(name == "query" for name, _ in pairs):
        return await _front(request)
    return await _run(request, pairs)


@router.post("/sparql", summary="SPARQL 1.1 查询 / SPARQL 1.1 query")
async def post(request: Request) -> Response:
    """A form (``application/x-www-form-urlencoded``) or the bare query (``application/sparql-query``)."""
    body = await request.body()
    if len(body) > 4 * TEXT_LIMIT:
        return problem(413, "查询过长 / the query is longer than 100 kB", _CORS)
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return problem(400, "查询不是 UTF-8 / the query is not UTF-8", _CORS)
    pairs = parse_qsl(request.url.query, keep_blank_values=True)
    if kind == "application/sparql-query":
        return await _run(request, [*(pair for pair in pairs if pair[0] != "query"), ("query", text)])
    if kind == "application/x-www-form-urlencoded":
        return await _run(request, parse_qsl(text, keep_blank_values=True))
    return problem(415, "请用表单或 application/sparql-query / send a form or application/sparql-query", _CORS)


async def _run(request: Request, pairs: list[tuple[str, str]]) -> Response:
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) != 1 or any(name == "update" for name, _ in pairs):
        return problem(400, "需要且只需要一个 query 参数 / exactly one query parameter is needed", _CORS)
    query = queries[0]
    if len(query.encode("utf-8", "replace")) > TEXT_LIMIT:
        return problem(413, "查询过长 / the query is longer than 100 kB", _CORS)
    if (why := refused(query, request.app.state.settings)) is not None:
        return problem(400, why, _CORS)
    forms = _forms(request, dict(pairs).get("format"))
    if forms is None:
        return problem(406, "没有可接受的格式 / none of the accepted formats is available", _CORS)
    state = request.app.state
    tag = _tag(state.library.state(), query, forms, pairs)
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=_CORS | {"ETag": tag})
    job = Job(
        query, *forms,
        tuple(v for n, v in pairs if n == "default-graph-uri"), tuple(v for n, v in pairs if n == "named-graph-uri"),
    )  # fmt: skip
    outcome = await run_in_threadpool(state.workers.run, job, state.library.store.snapshot)
    return _response(outcome, tag, state.settings.sparql_timeout)


def _tag(state: str, *asked: object) -> str:
    """An entity tag that changes with the graph and with everything asked."""
    return f'W/"{state}-{hashlib.sha256(repr(asked).encode()).hexdigest()[:16]}"'


def refused(query: str, settings: Settings) -> str | None:
    """Why ``query`` may not run, or ``None``: SERVICE only reaches hosts the operator has named."""
    allowed = set(settings.sparql_service_hosts.replace(",", " ").split())
    for place in _SERVICE.finditer(_unescaped(query)):
        address = urlsplit(place["iri"] or "")
        if address.hostname is None or (address.netloc not in allowed and address.hostname not in allowed):
            return "不允许 SERVICE / SERVICE is not allowed here; the operator may name hosts for it"
    return None


def _unescaped(query: str) -> str:
    r"""The query with its \u escapes resolved: ``S\u0045RVICE`` is SERVICE too."""
    return re.sub(
        r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), query
    )


def _forms(request: Request, asked: str | None) -> tuple[str, str] | None:
    """Formats for rows and for triples; a type that only fits the other form of query falls back to the default."""
    if asked in _SHORT:
        short = _SHORT[asked]
        return (short, "turtle") if short in RESULTS.values() else ("json", short)
    accept = request.headers.get("accept")
    rows, triples = choose(accept, list(RESULTS)), choose(accept, list(GRAPHS))
    if rows is None and triples is None:
        return None
    return RESULTS.get(rows or "", "json"), GRAPHS.get(triples or "", "turtle")


def _response(outcome: Outcome, tag: str, seconds: float) -> Response:
    if outcome.status == "ok":
        return Response(
            outcome.body, media_type=None, headers=_CORS | {"ETag": tag, "Content-Type": _TYPES[outcome.form]}
        )
    told = outcome.body.decode("utf-8", "replace")
    if outcome.status == "malformed":
        error = query_error(SyntaxError(told))
        where: dict[str, Any] = {"line": error.line, "column": error.column}
        return problem(400, f"查询有语法错误 / malformed query: {told}", _CORS, **where)
    if outcome.status == "timeout":
        return problem(503, f"查询超过 {seconds:g} 秒 / the query ran past {seconds:g} s; ask for less", _CORS)
    if outcome.status == "busy":
        return problem(429, "查询过多，请稍后 / too many queries at once", _CORS | {"Retry-After": "5"})
    return problem(503, f"查询没有完成 / the query could not be finished: {told}", _CORS)


async def _front(request: Request) -> Response:
    offered = ["text/turtle", "application/rdf+xml", "application/ld+json", "application/n-triples", "text/html"]
    chosen = choose(request.headers.get("accept"), offered)
    if chosen == "text/html":
        from viz.pages import SECURITY, query_page

        page = query_page(request.app.state.library)
        return Response(page, media_type="text/html; charset=utf-8", headers=SECURITY)
    if chosen is None:
        return problem(406, "没有可接受的格式 / none of the accepted formats is available", _CORS)
    graph = service_description(str(request.url).split("?")[0])
    form = {"application/rdf+xml": "xml", "application/ld+json": "json-ld", "application/n-triples": "nt"}.get(
        chosen, "turtle"
    )
    return Response(graph.serialize(format=form), headers=_CORS | {"Content-Type": f"{chosen}; charset=utf-8"})


def service_description(address: str) -> Any:
    """The endpoint in the words of SPARQL 1.1 Service Description."""
    from rdflib import RDF, Graph, Namespace, URIRef

    sd = Namespace("http://www.w3.org/ns/sparql-service-description#")
    formats = Namespace("http://www.w3.org/ns/formats/")
    graph, service = Graph(), URIRef(f"{address}#service")
    graph.bind("sd", sd)
    graph.add((service, RDF.type, sd.Service))
    graph.add((service, sd.endpoint, URIRef(address)))
    graph.add((service, sd.supportedLanguage, sd.SPARQL11Query))
    graph.add((service, sd.feature, sd.UnionDefaultGraph))
    names = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle",
             "N-Triples", "JSON-LD", "RDF_XML")  # fmt: skip
    for name in names:
        graph.add((service, sd.resultFormat, formats[name]))
    return graph
