"""The SPARQL 1.1 Protocol (query operation) as clients use it, one request a case; and real clients."""

from __future__ import annotations

import gzip
import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings

POL = "PREFIX pol: <https://w3id.org/policykg/ontology#> "
ROWS = f"{POL}SELECT ?t {{ ?t a pol:Task }} ORDER BY ?t LIMIT 3"
GRAPH = "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o } LIMIT 3"
FORM, TEXT = "application/x-www-form-urlencoded", "application/sparql-query"
DATASET = "https://w3id.org/policykg/graph/tianjin-vocational-benchmark"


@pytest.fixture(scope="module")
def client(tianjin_home: Path) -> Iterator[TestClient]:
    settings = Settings(home=tianjin_home, sparql_timeout=3, _env_file=None)  # type: ignore[call-arg]
    with TestClient(create_app(settings), follow_redirects=False) as opened:
        yield opened


Case = tuple[str, dict[str, Any], int, str]
_JSON, _CSV, _XML, _TSV = (
    "application/sparql-results+json",
    "text/csv",
    "application/sparql-results+xml",
    "text/tab-separated-values",
)


def get(query: str | None, accept: str = "*/*", **more: str) -> dict[str, Any]:
    params = {"query": query, **more} if query is not None else more
    return {"method": "GET", "params": params, "headers": {"Accept": accept}}


def post(body: str, kind: str, accept: str = "*/*", **params: str) -> dict[str, Any]:
    return {
        "method": "POST",
        "content": body.encode(),
        "params": params,
        "headers": {"Content-Type": kind, "Accept": accept},
    }


def form(**fields: str) -> dict[str, Any]:
    return {"method": "POST", "data": fields}


CASES: list[Case] = [
    ("GET gives JSON where nothing is asked for", get(ROWS), 200, _JSON),
    ("rows as JSON", get(ROWS, _JSON), 200, _JSON),
    ("rows as XML", get(ROWS, _XML), 200, _XML),
    ("rows as CSV", get(ROWS, _CSV), 200, _CSV),
    ("rows as TSV", get(ROWS, _TSV), 200, _TSV),
    ("plain application/json means the results format", get(ROWS, "application/json"), 200, "json"),
    ("the best of a weighed list", get(ROWS, f"{_XML};q=0.5, {_CSV};q=0.9"), 200, _CSV),
    ("format= for those who cannot set headers", get(ROWS, format="csv"), 200, _CSV),
    ("rows in a format of pictures", get(ROWS, "image/png"), 406, "problem"),
    ("ASK as JSON", get("ASK { ?s ?p ?o }", _JSON), 200, _JSON),
    ("ASK as XML", get("ASK { ?s ?p ?o }", _XML), 200, _XML),
    ("triples as Turtle", get(GRAPH, "text/turtle"), 200, "text/turtle"),
    ("triples as N-Triples", get(GRAPH, "application/n-triples"), 200, "application/n-triples"),
    ("triples as RDF/XML", get(GRAPH, "application/rdf+xml"), 200, "application/rdf+xml"),
    ("triples as JSON-LD", get(GRAPH, "application/ld+json"), 200, "application/ld+json"),
    ("DESCRIBE gives triples", get(f"DESCRIBE <{DATASET}>", "text/turtle"), 200, "text/turtle"),
    ("POST of a form", form(query=ROWS), 200, _JSON),
    ("POST of the bare query", post(ROWS, TEXT), 200, _JSON),
    ("POST with a charset", post(ROWS, f"{TEXT}; charset=utf-8"), 200, _JSON),
    ("POST of something else", post(ROWS, "text/plain"), 415, "problem"),
    ("POST without a type", post(ROWS, ""), 415, "problem"),
    ("POST of a form without a query", form(other="x"), 400, "problem"),
    ("two queries in one request", {"method": "GET", "params": [("query", ROWS), ("query", ROWS)]}, 400, "problem"),
    ("an empty query", get(""), 400, "problem"),
    ("a query that is no SPARQL", get("SELEKT ?x"), 400, "problem"),
    ("Chinese that is not UTF-8", {"method": "POST", "content": "SELECT \xff".encode("latin-1"), "headers": {"Content-Type": TEXT}}, 400, "problem"),
    ("an update in the query field", get("INSERT DATA { <a:b> <a:c> <a:d> }"), 400, "problem"),
    ("an update in its own field", form(update="CLEAR ALL"), 400, "problem"),
    ("a bare update", post("DROP ALL", "application/sparql-update"), 415, "problem"),
    ("PUT", {"method": "PUT", "content": b"x"}, 405, ""),
    ("DELETE", {"method": "DELETE"}, 405, ""),
    ("a query longer than 100 kB", post(f"{ROWS} #{'x' * 110_000}", TEXT), 413, "problem"),
    ("a default graph of the dataset", get("SELECT * { ?s ?p ?o } LIMIT 1", **{"default-graph-uri": DATASET}), 200, _JSON),
    ("a named graph of the dataset", get("SELECT * { GRAPH ?g { ?s ?p ?o } } LIMIT 1", **{"named-graph-uri": DATASET}), 200, _JSON),
    ("SERVICE to another host", get("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"), 400, "problem"),
    ("SERVICE written with an escape", get("SELECT * { S\\u0045RVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"), 400, "problem"),
    ("the service description", get(None, "text/turtle"), 200, "text/turtle"),
    ("the query page for browsers", get(None, "text/html"), 200, "text/html"),
    ("a query that never ends", get("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"), 503, "problem"),
    ("a query after it", get(ROWS), 200, _JSON),
]  # fmt: skip


@pytest.mark.parametrize(("why", "request_", "status", "kind"), CASES, ids=[case[0] for case in CASES])
def test_protocol(client: TestClient, why: str, request_: dict[str, Any], status: int, kind: str) -> None:
    reply = client.request(url="/sparql", **request_)
    assert reply.status_code == status, f"{why}: {reply.text[:300]}"
    assert kind in reply.headers.get("content-type", ""), why
    assert reply.headers.get("access-control-allow-origin", "*") == "*"


def test_a_default_graph_limits_what_is_seen(client: TestClient) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    whole = client.get("/sparql", params={"query": count}).json()["results"]["bindings"][0]["n"]["value"]
    one = client.get("/sparql", params={"query": count, "default-graph-uri": DATASET}).json()
    none = client.get("/sparql", params={"query": count, "default-graph-uri": "urn:nothing"}).json()
    assert int(whole) > int(one["results"]["bindings"][0]["n"]["value"]) > 1000
    assert none["results"]["bindings"][0]["n"]["value"] == "0"


def test_an_error_says_line_and_column(client: TestClient) -> None:
    told = client.get("/sparql", params={"query": "SELECT ?x {\n ?x ?y }"}).json()
    assert (told["line"], told["status"]) == (2, 400)


def test_an_etag_saves_the_second_answer(client: TestClient) -> None:
    first = client.get("/sparql", params={"query": ROWS})
    again = client.get("/sparql", params={"query": ROWS}, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_head_and_options(client: TestClient) -> None:
    head = client.head("/sparql", params={"query": ROWS})
    assert (head.status_code, head.content) == (200, b"")
    asked = client.options("/sparql", headers={"Origin": "http://example.org", "Access-Control-Request-Method": "POST"})
    assert asked.status_code in (200, 204)
    assert "POST" in asked.headers["access-control-allow-methods"]


def test_large_results_come_packed(client: TestClient) -> None:
    query = "SELECT * { ?s ?p ?o } LIMIT 5000"
    with client.stream("GET", "/sparql", params={"query": query}, headers={"Accept-Encoding": "gzip"}) as reply:
        raw = b"".join(reply.iter_raw())
    assert reply.headers["content-encoding"] == "gzip"
    assert len(json.loads(gzip.decompress(raw))["results"]["bindings"]) == 5000


@pytest.fixture(scope="module")
def address(tianjin_home: Path) -> Iterator[str]:
    """A real server on a free port: clients bring their own HTTP."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = Settings(home=tianjin_home, _env_file=None)  # type: ignore[call-arg]
    server = uvicorn.Server(uvicorn.Config(create_app(settings), host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
    yield f"http://127.0.0.1:{port}/sparql"
    server.should_exit = True
    thread.join(10)


def test_sparqlwrapper(address: str) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper", reason="SPARQLWrapper is not installed")
    asked = wrapper.SPARQLWrapper(address, returnFormat=wrapper.JSON)
    asked.setQuery(f"{POL}SELECT ?l {{ ?c a pol:Clause ; pol:number 9 ; pol:citationLabel ?l }}")
    assert asked.queryAndConvert()["results"]["bindings"][0]["l"]["value"] == "第（九）条"


def test_rdflibs_own_store(address: str) -> None:
    from rdflib import Graph
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = Graph(SPARQLStore(address))
    rows = list(graph.query(f"{POL}SELECT (COUNT(?t) AS ?n) {{ ?t a pol:Task }}"))
    assert int(rows[0][0]) == 52  # type: ignore[index]


def test_pandas_reads_csv(address: str) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    from urllib.parse import quote

    query = quote(f"{POL}SELECT ?n ?l {{ ?t a pol:Task ; pol:number ?n ; pol:citationLabel ?l }} ORDER BY ?n")
    frame = pandas.read_csv(f"{address}?format=csv&query={query}")
    assert (len(frame), frame["l"][0]) == (52, "任务1")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ S\\u0045RVICE <{0}> {{ ?s ?p ?o }} }}",
        "SELECT * FROM <{0}> {{ ?s ?p ?o }}",
        "SELECT * FROM NAMED <{0}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        "SELECT * {{ BIND(IRI('{0}') AS ?e) SERVICE ?e {{ ?s ?p ?o }} }}",
        "LOAD <{0}>",
    ],
    ids=["SERVICE", "SERVICE escaped", "FROM", "FROM NAMED", "SERVICE by variable", "LOAD"],
)
def test_no_query_reaches_another_server(client: TestClient, query: str) -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.settimeout(0.4)
        client.get("/sparql", params={"query": query.format(f"http://127.0.0.1:{listening.getsockname()[1]}/x")})
        with pytest.raises(TimeoutError):
            listening.accept()


def test_endless_queries_hold_up_no_small_one(client: TestClient) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    cut: list[int] = []
    asking = [
        threading.Thread(target=lambda: cut.append(client.get("/sparql", params={"query": endless}).status_code))
        for _ in range(6)
    ]
    for thread in asking:
        thread.start()
    small = [client.get("/sparql", params={"query": f"{ROWS} OFFSET {i}"}).status_code for i in range(10)]
    for thread in asking:
        thread.join()
    assert set(small) <= {200, 429}
    assert small.count(200) >= 8
    assert set(cut) <= {503, 429}
