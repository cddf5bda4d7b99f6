"""Reasoning and validation at growing sizes: seconds and peak memory, each in a process of its own.

``python benchmarks/reasoning.py [--sizes 10000 100000]``: inference rules and SHACL go document by document, so their
memory should stay that of one document; HermiT takes all at once, literals left out.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from _copies import graphs
from rdflib import Graph

from ontology import load_ontology, load_shapes
from ontology.inference import infer
from ontology.reasoner import check_consistency
from ontology.validation import validate

_LARGEST_FOR_HERMIT = 100_000
Data = Iterator[tuple[str, bytes]]


def _infer(data: Data) -> str:
    found = [len(infer(triples, _document(graph))) for graph, triples in data]
    return f"{sum(found):,} inferred"


def _document(graph: str) -> str:
    return graph.replace("/graph/", "/id/")


def _validate(data: Data) -> str:
    shapes = load_shapes()
    broken = sum(len(validate(Graph().parse(data=triples, format="nt"), shapes).results) for _, triples in data)
    return f"{broken} violations"


def _consistent(data: Data) -> str:
    whole = load_ontology()
    for _, triples in data:
        whole.parse(data=triples, format="nt")
    return check_consistency(whole).detail


WAYS: dict[str, Callable[[Data], str]] = {"inference rules": _infer, "SHACL": _validate, "HermiT": _consistent}


def _child(way: str, size: int, pipe: multiprocessing.connection.Connection) -> None:
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        told = WAYS[way](graphs(Path(folder), size))
        pipe.send((time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, told))


def main() -> None:
    """One row a way and size; the time includes making the data (about a second)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    context = multiprocessing.get_context("spawn")
    for size in parser.parse_args().sizes:
        for way in WAYS:
            if way == "HermiT" and size > _LARGEST_FOR_HERMIT:
                continue
            ours, theirs = context.Pipe()
            child = context.Process(target=_child, args=(way, size, theirs))
            child.start()
            seconds, memory, told = ours.recv()
            child.join()
            print(f"{size:>9,} triples   {way:16} {seconds:7.1f} s   {memory:6.0f} MB   {told}")


if __name__ == "__main__":
    main()
