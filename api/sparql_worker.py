"""The process that runs queries: started as a script, it knows the engine and nothing of the program around it.

``python sparql_worker.py FD SNAPSHOT MEMORY_MB CLOSED`` opens the snapshot read-only, gives up the right to open
another file or socket (unless CLOSED is 0), and answers the jobs that come over the socket FD: a job is a JSON
object, an answer is pieces of the result followed by a JSON object that says how it went.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import threading
import zlib
from multiprocessing.connection import Connection
from typing import Any

import pyoxigraph as ox

ROWS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
TRIPLES = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
PIECE, END = b"+", b"."
_PIECE_SIZE = 256 * 1024
_GZIP_FROM = 1500
_GZIP_LEVEL = 1  # ten times as fast as the usual level, for results a third larger


class Output:
    """A file the engine writes to: gathers its 8 kB blocks into larger pieces, packed where that was asked for."""

    def __init__(self, pipe: Connection, packed: bool) -> None:
        self.pipe = pipe
        self.blocks: list[bytes] = []
        self.size = 0
        self.wanted = packed
        self.packer: Any = None

    def write(self, block: bytes) -> int:
        """Take a block."""
        self.blocks.append(block)
        self.size += len(block)
        if self.size >= _PIECE_SIZE:
            self._send()
        return len(block)

    def flush(self) -> None:
        """The engine flushes at its end; the pieces go out by size."""

    def close(self) -> bool:
        """Send what is left; whether the pieces are packed."""
        self._send()
        if self.packer is not None:
            self.pipe.send_bytes(PIECE + self.packer.flush())
        return self.packer is not None

    def _send(self) -> None:
        data = b"".join(self.blocks)
        self.blocks, self.size = [], 0
        if self.wanted and self.packer is None and len(data) >= _GZIP_FROM:
            self.packer = zlib.compressobj(_GZIP_LEVEL, wbits=31)
        self.wanted = False  # a result that began unpacked stays so
        data = self.packer.compress(data) if self.packer is not None else data
        if data:
            self.pipe.send_bytes(PIECE + data)


def answer(store: ox.Store, job: dict[str, Any], pipe: Connection) -> dict[str, Any]:
    """Run a job; the pieces of its result go over the pipe, how it went is returned."""
    output = Output(pipe, job["packed"])
    sink: Any = output  # a file as far as the engine asks
    try:
        result = store.query(job["query"], base_iri=job["base"], **_dataset(job))
        if isinstance(result, ox.QueryTriples):
            form = job["triples"]
            result.serialize(sink, format=TRIPLES[form])
        else:
            form = job["rows"]
            result.serialize(sink, format=ROWS[form])
        return {"status": "ok", "form": form, "packed": output.close()}
    except (SyntaxError, ValueError, RuntimeError) as error:  # RuntimeError: a function the engine does not know
        return {"status": "malformed", "detail": str(error)}
    except MemoryError:
        return {"status": "failed", "detail": "the query needs more memory than is allowed"}
    except OSError as error:
        return {"status": "failed", "detail": str(error)}


def _dataset(job: dict[str, Any]) -> dict[str, Any]:
    """Which graphs the query sees: those of the request, else those of the query, else all."""
    default, named = job["default"], job["named"]
    if not default and not named:
        return {"use_default_graph_as_union": job["union"]}
    return {
        "default_graph": [ox.NamedNode(graph) for graph in default],
        "named_graphs": [ox.NamedNode(graph) for graph in named],
    }


def _limit(memory_mb: int, closed: bool) -> None:
    if memory_mb:
        size = memory_mb * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    if closed:
        lowest = os.dup(0)  # the lowest free descriptor: from there on nothing can be opened
        os.close(lowest)
        resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, lowest))


def _end_with_parent() -> None:
    """Standard input closes when the server ends, however it ends; a running query must not outlive it."""
    os.read(0, 1)
    os._exit(0)


def main(arguments: list[str]) -> None:
    """Serve jobs until the other side hangs up."""
    pipe = Connection(int(arguments[0]))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    store = ox.Store.read_only(arguments[1]) if arguments[1] else ox.Store()
    _limit(int(arguments[2]), arguments[3] != "0")
    pipe.send_bytes(END + b"{}")
    while True:
        try:
            job = json.loads(pipe.recv_bytes())
        except (EOFError, ConnectionError):  # the server has ended
            return
        pipe.send_bytes(END + json.dumps(answer(store, job, pipe)).encode())


if __name__ == "__main__":
    main(sys.argv[1:])
