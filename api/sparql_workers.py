"""SPARQL in read-only processes that can be killed: the engine has no cancellation, and a signal does not reach it.

A worker opens the newest snapshot, then gives up the right to open another file or socket, so that SERVICE and LOAD
have nowhere to go; its memory is capped. Past the time limit it is killed and replaced.
"""

from __future__ import annotations

import multiprocessing
import queue
import resource
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox

_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
BUSY_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Job:
    """A query and how its result is wanted; ``graph_form`` is used for CONSTRUCT and DESCRIBE."""

    query: str
    result_form: str = "json"
    graph_form: str = "turtle"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """``status`` is ``ok``, ``malformed``, ``timeout``, ``busy`` or ``failed``; ``form`` is the format used."""

    status: str
    body: bytes = b""
    form: str = ""


def _limit(memory_mb: int) -> None:
    size = memory_mb * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    highest = max((int(p.name) for p in Path("/proc/self/fd").iterdir()), default=63) + 1
    resource.setrlimit(resource.RLIMIT_NOFILE, (highest, highest))


def _work(pipe: Connection, snapshot: str | None, memory_mb: int) -> None:
    """Main loop of a worker."""
    store = ox.Store.read_only(snapshot) if snapshot else ox.Store()
    if Path("/proc/self/fd").is_dir():
        _limit(memory_mb)
    pipe.send("ready")
    while True:
        try:
            job: Job = pipe.recv()
        except EOFError:
            return
        pipe.send(_answer(store, job))


def _answer(store: ox.Store, job: Job) -> Outcome:
    try:
        result = store.query(
            job.query,
            use_default_graph_as_union=not job.default_graphs and not job.named_graphs,
            default_graph=[ox.NamedNode(g) for g in job.default_graphs] or None,
            named_graphs=[ox.NamedNode(g) for g in job.named_graphs] or None,
        )
        if isinstance(result, ox.QueryTriples):
            return Outcome("ok", result.serialize(format=_FORMATS[job.graph_form]) or b"", job.graph_form)
        form = job.result_form
        if isinstance(result, ox.QueryBoolean) and form in ("csv", "tsv"):
            form = "json"
        return Outcome("ok", result.serialize(format=_FORMATS[form]) or b"", form)
    except SyntaxError as error:
        return Outcome("malformed", str(error).encode())
    except ValueError as error:
        return Outcome("malformed", str(error).encode())
    except MemoryError:
        return Outcome("failed", b"the query needs more memory than is allowed")
    except OSError as error:
        return Outcome("failed", str(error).encode())


class _Worker:
    def __init__(self, snapshot: Path | None, memory_mb: int) -> None:
        self.snapshot = snapshot
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        arguments = (theirs, str(snapshot) if snapshot else None, memory_mb)
        self.process = context.Process(target=_work, args=arguments, daemon=True)
        self.process.start()
        theirs.close()
        self.ready = False

    def run(self, job: Job, seconds: float) -> Outcome:
        """The outcome of ``job``, or ``timeout`` when it does not come in time; the worker is then of no more use."""
        try:
            if not self.ready:
                if not self.pipe.poll(30):
                    return Outcome("failed", b"the query process did not start")
                self.pipe.recv()
                self.ready = True
            self.pipe.send(job)
            if not self.pipe.poll(seconds):
                return Outcome("timeout")
            outcome: Outcome = self.pipe.recv()
            return outcome
        except (EOFError, OSError):
            return Outcome("failed", b"the query needs more memory than is allowed")

    def kill(self) -> None:
        self.process.kill()
        self.process.join(5)
        self.pipe.close()


class Workers:
    """A fixed number of workers; more queries than that wait their turn, for a while."""

    def __init__(self, count: int, seconds: float, memory_mb: int) -> None:
        self.seconds = seconds
        self._memory = memory_mb
        self._free: queue.Queue[_Worker | None] = queue.Queue()
        self._lock = threading.Lock()
        for _ in range(count):
            self._free.put(None)

    def run(self, job: Job, snapshot: Path | None) -> Outcome:
        """Run ``job`` on ``snapshot``; blocks for at most the time limit and the time in the queue."""
        try:
            worker = self._free.get(timeout=BUSY_SECONDS)
        except queue.Empty:
            return Outcome("busy")
        try:
            if worker is not None and (worker.snapshot != snapshot or not worker.process.is_alive()):
                worker.kill()
                worker = None
            worker = worker or _Worker(snapshot, self._memory)
            outcome = worker.run(job, self.seconds)
            if outcome.status in ("timeout", "failed"):
                worker.kill()
                worker = None
            return outcome
        finally:
            self._free.put(worker)

    def close(self) -> None:
        """Stop all workers."""
        while not self._free.empty():
            worker = self._free.get()
            if worker is not None:
                worker.kill()


def forms() -> Sequence[str]:
    """Names of the formats a job may ask for."""
    return tuple(_FORMATS)
