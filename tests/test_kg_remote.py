"""The same contract over every store: embedded, an Oxigraph server, a real Virtuoso; and replies that lie."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kg.errors import QueryError, StoreError
from kg.iri import Namer
from kg.remote import RemoteStore, endpoints
from kg.store import EmbeddedStore, Store
from tests.engines import oxigraph_server, virtuoso_server

G = Namer().graph("国发-2019-4")
D = Namer().document("国发-2019-4")
POL = "https://w3id.org/policykg/ontology#"
TRIPLES = (
    f'<{D}> <{POL}title> "实施“双高计划”\\n的通知 <b>&" .\n'
    f'<{D}> <{POL}sha256> "abc" .\n'
    f'<{D}/clause/9> <{POL}number> "9"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
    f'<{D}/clause/9> <{POL}coverage> "0.98"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n'
    f'<{D}> <http://www.w3.org/2004/02/skos/core#prefLabel> "市教委"@zh .\n'
).encode()


@pytest.fixture(scope="module", params=["embedded", "oxigraph", "virtuoso"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp(request.param) / "store"
    if request.param == "embedded":
        yield EmbeddedStore(folder)
    elif request.param == "oxigraph":
        with oxigraph_server(folder) as address:
            yield RemoteStore(address)
    else:
        with virtuoso_server(folder) as address:
            yield RemoteStore(address)


def test_a_document_graph_goes_in_comes_out_and_goes(store: Store) -> None:
    store.replace(G, b'<https://example.org/old> <https://example.org/p> "old" .\n')
    store.replace(G, TRIPLES)
    titles = store.select(f"SELECT ?t {{ <{D}> <{POL}title> ?t }}")
    assert titles == [{"t": "实施“双高计划”\n的通知 <b>&"}], "line breaks, quotes and markup come back as they went in"
    assert store.select(f"SELECT ?n {{ ?s <{POL}number> ?n }}") == [{"n": 9}]
    assert store.select(f"SELECT ?n {{ ?s <{POL}coverage> ?n }}") == [{"n": pytest.approx(0.98)}]
    assert store.select('SELECT ?s { ?s ?p "old" }') == [], "replacing leaves nothing of what was there"
    assert G in store.graphs()
    assert store.ask(f"ASK {{ <{D}> ?p ?o }}") and not store.ask("ASK { <https://example.org/nobody> ?p ?o }")
    assert len(store.graph(f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{G}> {{ ?s ?p ?o }} }}")) == 5
    before = store.state()
    store.replace(G, TRIPLES.replace(b"abc", b"def"))
    assert store.state() != before, "every index learns from the state that the graph has changed"
    assert len(store.dump(G).splitlines()) == 5
    store.replace(G, b"")
    assert G not in store.graphs()
    store.replace(G, b"")  # removing what is not there is no error


def test_many_triples_at_once(store: Store) -> None:
    lines = (f'<https://example.org/{n}> <https://example.org/p> "第{n}条" .\n' for n in range(20_000))
    store.replace("https://example.org/many", "".join(lines).encode())
    rows = store.select("SELECT (COUNT(*) AS ?n) { GRAPH <https://example.org/many> { ?s ?p ?o } }")
    store.replace("https://example.org/many", b"")
    assert rows == [{"n": 20_000}], "INSERT DATA of some engines ends at 5,000; the Graph Store Protocol does not"


def test_a_malformed_query_is_a_query_error(store: Store) -> None:
    with pytest.raises(QueryError):
        store.select("SELECT ?x { ?x ?y }}")


def answering(reply: httpx.Response) -> RemoteStore:
    return RemoteStore("http://127.0.0.1:9/query", httpx.MockTransport(lambda request: reply))


LIES = [
    (httpx.Response(200, text='{"results": {"bindings": [{"x'), "incomplete", "a reply cut off at 200"),
    (httpx.Response(200, text="<html>login</html>"), "incomplete", "a proxy's page instead of a result"),
    (httpx.Response(500, text="out of memory"), "answers 500 out of memory", "the engine's own error"),
    (httpx.Response(401, text="who are you"), "answers 401", "no access"),
]


@pytest.mark.parametrize(("reply", "told", "why"), LIES, ids=[row[2] for row in LIES])
def test_a_bad_reply_is_one_clear_error(reply: httpx.Response, told: str, why: str) -> None:
    with pytest.raises(StoreError, match=told):
        answering(reply).select("SELECT * { ?s ?p ?o }")


def test_an_engine_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is the engine running"):
        RemoteStore("http://127.0.0.1:9/query").select("SELECT * { ?s ?p ?o }")


ADDRESSES = [
    ("http://h:7878/query", "http://h:7878/store", "Oxigraph server"),
    ("http://h:8890/sparql", "http://h:8890/sparql-graph-crud", "Virtuoso"),
    ("http://h:3030/ds/query", "http://h:3030/ds/data", "Fuseki"),
    ("http://h:3030/ds", "http://h:3030/ds/data", "Fuseki, by its dataset"),
    ("http://h:7200/repositories/r", "http://h:7200/repositories/r/rdf-graphs/service", "GraphDB"),
]


@pytest.mark.parametrize(("url", "graphs", "engine"), ADDRESSES, ids=[row[2] for row in ADDRESSES])
def test_the_addresses_of_the_engines(url: str, graphs: str, engine: str) -> None:
    assert endpoints(url).graphs == graphs, engine
