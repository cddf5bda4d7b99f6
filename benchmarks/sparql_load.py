"""Endless queries and many clients at once: what ends, what waits, and what it costs.

``python benchmarks/sparql_load.py``: 20 endless queries while 50 clients ask small ones; the statuses of both, p50 and
p99 of the small ones, and the memory of server and workers before and after.
"""

from __future__ import annotations

import argparse
import http.client
import os
import statistics
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import quote

from _copies import fill
from sparql_latency import PREFIX, SMALL, served

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LIMIT = 5.0


def _asked(port: int, query: str) -> tuple[int, float]:
    start = time.perf_counter()
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    line.request("GET", f"/sparql?query={quote(query)}", headers={"Accept": "application/sparql-results+json"})
    answer = line.getresponse()
    answer.read()
    line.close()
    return answer.status, time.perf_counter() - start


def _memory(root: int) -> float:
    """MB resident in a process and those it has started."""
    total = 0
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            pages = int((entry / "statm").read_text().split()[1])
        except (OSError, IndexError):
            continue
        if int(entry.name) == root or parent == root:
            total += pages * os.sysconf("SC_PAGE_SIZE")
    return total / 2**20


def _endless(port: int, count: int, found: list[tuple[int, float]]) -> list[threading.Thread]:
    threads = [threading.Thread(target=lambda: found.append(_asked(port, ENDLESS))) for _ in range(count)]
    for thread in threads:
        thread.start()
    return threads


def _small(port: int, clients: int, seconds: float) -> list[tuple[int, float]]:
    """What ``clients`` got that ask one small query after another."""
    found: list[tuple[int, float]] = []
    end = time.perf_counter() + seconds
    queries = [PREFIX + query for query in SMALL.values()]

    def client(number: int) -> None:
        while time.perf_counter() < end:
            found.append(_asked(port, queries[number % len(queries)]))

    threads = [threading.Thread(target=client, args=(n,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def _told(name: str, found: list[tuple[int, float]]) -> None:
    good = sorted(1000 * seconds for status, seconds in found if status == 200)
    told = f"{name:32} {dict(Counter(status for status, _ in found))}"
    if good:
        told += f"   p50 {statistics.median(good):.0f} ms   p99 {good[int(0.99 * (len(good) - 1))]:.0f} ms"
    print(told)


def main() -> None:
    """Alone, then beside the endless ones."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=100_000)
    parser.add_argument("--endless", type=int, default=20)
    parser.add_argument("--clients", type=int, default=50)
    options = parser.parse_args()
    os.environ["POLICYKG_SPARQL_TIMEOUT"] = str(LIMIT)
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder), options.triples)
        with served(Path(folder)) as server:
            _small(server.port, 2, 1)
            print(f"memory before {_memory(server.pid):.0f} MB")
            _told(f"{options.clients} clients alone", _small(server.port, options.clients, 5))
            endless: list[tuple[int, float]] = []
            threads = _endless(server.port, options.endless, endless)
            _told(f"{options.clients} clients beside the endless", _small(server.port, options.clients, 8))
            for thread in threads:
                thread.join()
            longest = max(seconds for _, seconds in endless)
            print(
                f"{options.endless} endless: {dict(Counter(s for s, _ in endless))}, the longest {longest:.1f} s (limit {LIMIT:g} s)"
            )
            _told("2 clients afterwards", _small(server.port, 2, 1))
            if not server.running():
                raise SystemExit("the server has ended")  # nothing starts it again: one process from first to last
            print(f"memory after {_memory(server.pid):.0f} MB, the same server process")


if __name__ == "__main__":
    main()
