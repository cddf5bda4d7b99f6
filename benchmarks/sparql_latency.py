"""``/sparql`` beside the engine in the same process, and beside rdflib's memory store, in one run.

``python benchmarks/sparql_latency.py [--triples N]``: milliseconds a query over a kept-alive connection and in the
process, for small queries and for 50,000 rows; then 14 query shapes on the engine and on rdflib, and their ratio.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import math
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pyoxigraph as ox
import rdflib
from _copies import fill

from kg.library import Library

PREFIX = (
    "PREFIX pol: <https://w3id.org/policykg/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    "PREFIX unit: <https://w3id.org/policykg/id/unit/> "
)
SMALL = {
    "one task": "SELECT ?l { <https://w3id.org/policykg/id/tianjin-vocational-benchmark-0/task/24> pol:citationLabel ?l }",
    "its units": "SELECT ?u { <https://w3id.org/policykg/id/tianjin-vocational-benchmark-0/task/24> pol:responsibleUnit/skos:prefLabel ?u }",
    "ask": "ASK { ?t a pol:Task ; pol:number 52 }",
    "ten clauses": "SELECT ?c ?t { ?c a pol:Clause ; pol:title ?t } LIMIT 10",
}
LARGE = "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 50000"
SHAPES = {
    "point": "SELECT ?p ?o { <https://w3id.org/policykg/id/tianjin-vocational-benchmark-0/task/24> ?p ?o }",
    "star": "SELECT ?t ?n ?l { ?t a pol:Task ; pol:number ?n ; pol:citationLabel ?l }",
    "chain": "SELECT DISTINCT ?s { ?t pol:responsibleUnit <https://w3id.org/policykg/id/unit/天津市财政局> ; pol:elaborates ?c . ?c pol:partOf ?s }",
    "path": "SELECT (COUNT(*) AS ?n) { ?t pol:elaborates/pol:partOf+ ?s }",
    "optional": "SELECT ?c ?t { ?c a pol:Clause OPTIONAL { ?c pol:title ?t } }",
    "union": "SELECT ?x { { ?x a pol:Clause } UNION { ?x a pol:Task } }",
    "text": 'SELECT ?c { ?c pol:text ?t FILTER(CONTAINS(?t, "鲁班工坊")) }',
    "aggregate": "SELECT ?u (COUNT(?t) AS ?n) { ?t pol:responsibleUnit ?u } GROUP BY ?u",
    "order": "SELECT ?t ?n { ?t a pol:Task ; pol:number ?n } ORDER BY DESC(?n) ?t LIMIT 20",
    "distinct": "SELECT DISTINCT ?p { ?s ?p ?o }",
    "exists": "SELECT ?t { ?t a pol:Task FILTER NOT EXISTS { ?t pol:setsTarget ?g } }",
    "values": "SELECT ?t { VALUES ?n { 1 2 3 } ?t a pol:Task ; pol:number ?n }",
    "two units": "SELECT (COUNT(*) AS ?k) { ?t pol:responsibleUnit ?a, ?b FILTER(?a != ?b) }",
    "construct": "CONSTRUCT { ?c pol:elaborates ?t } WHERE { ?t pol:elaborates ?c }",
}


def _timed(act: Callable[[], object], seconds: float, least: int = 3) -> float:
    """Median milliseconds of repeated runs."""
    act()
    times: list[float] = []
    end = time.perf_counter() + seconds
    while len(times) < least or time.perf_counter() < end:
        start = time.perf_counter()
        act()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


class Served(NamedTuple):
    """Where a server listens, and its process."""

    port: int
    pid: int
    running: Callable[[], bool]


@contextlib.contextmanager
def served(home: Path) -> Iterator[Served]:
    """A server of the knowledge base in ``home``, a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [str(Path(sys.executable).with_name("policykg")), "serve", "--home", str(home), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while process.poll() is None:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.2)
        yield Served(port, process.pid, lambda: process.poll() is None)
    finally:
        process.terminate()
        process.wait(10)


def _in_process(store: ox.Store, query: str) -> Callable[[], object]:
    def act() -> object:
        found = store.query(query, use_default_graph_as_union=True)
        return found.serialize(format=ox.QueryResultsFormat.JSON)  # type: ignore[union-attr]

    return act


def over_http(library: Library, home: Path) -> None:
    """Small queries and large results, through the server and in the process."""
    store = library.store.reader()  # type: ignore[attr-defined]
    headers = {"Accept": "application/sparql-results+json"}
    with served(home) as server:
        line = http.client.HTTPConnection("127.0.0.1", server.port)
        for name, query in {**SMALL, "50,000 rows": LARGE}.items():
            text = PREFIX + query

            def asked(path: str = f"/sparql?query={quote(text)}") -> bytes:
                line.request("GET", path, headers=headers)
                return line.getresponse().read()

            here, there = _timed(_in_process(store, text), 1), _timed(asked, 1)
            added = f"+{there - here:.2f} ms  x{there / here:.2f}"
            print(f"{name:14} in process {here:8.2f} ms   /sparql {there:8.2f} ms   {added}")


def _ours(library: Library, query: str) -> int:
    result = library.store.reader().query(PREFIX + query, use_default_graph_as_union=True)  # type: ignore[attr-defined]
    return sum(1 for _ in result)


def _theirs(graph: rdflib.Graph, query: str) -> int:
    return sum(1 for _ in graph.query(PREFIX + query))


def beside_rdflib(library: Library) -> None:
    """The engine and rdflib's memory store on 14 shapes; the ratio is their times'."""
    graph = rdflib.Graph()
    for name in library.store.graphs():
        graph.parse(data=library.store.dump(name), format="nt")
    ratios = []
    for name, query in SHAPES.items():
        ours = _timed(lambda query=query: _ours(library, query), 0.5)  # type: ignore[misc]
        theirs = _timed(lambda query=query: _theirs(graph, query), 0, least=1)  # type: ignore[misc]
        rows, same = _ours(library, query), _theirs(graph, query)
        if rows != same:  # a ratio between two different answers says nothing
            raise SystemExit(f"{name}: the engine gives {rows} rows, rdflib {same}")
        ratios.append(theirs / ours)
        print(f"{name:12} {rows:7,} rows   engine {ours:9.2f} ms   rdflib {theirs:10.2f} ms   x{ratios[-1]:.1f}")
    mean = math.exp(statistics.fmean(map(math.log, ratios)))
    print(f"geometric mean over {len(ratios)} shapes: {mean:.1f} times as fast as rdflib in memory")


def main() -> None:
    """Both comparisons."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=100_000)
    with tempfile.TemporaryDirectory() as folder:
        library = fill(Path(folder), parser.parse_args().triples)
        size = sum(library.store.dump(graph).count(b"\n") for graph in library.store.graphs())
        print(f"{size:,} triples")
        over_http(library, Path(folder))
        beside_rdflib(library)


if __name__ == "__main__":
    main()
