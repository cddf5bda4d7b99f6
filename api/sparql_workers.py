"""SPARQL in read-only processes that can be killed: the engine has no cancellation, and a signal does not reach it.

A worker opens the newest snapshot and can open nothing else afterwards (:mod:`api.sparql_worker`), so SERVICE and LOAD
have nowhere to go; its memory is capped. Past the time limit it is killed and replaced.

Short and long queries do not stand in one line. A query begins in one of a few short places; one that is not done
after a second moves to a long place, at a lower priority, and leaves its short place to the next.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import IO

from api import sparql_worker

BUSY_SECONDS = 5.0
"""How long a query waits for a place before it is told to come back."""
SHORT_SECONDS = 1.0
_LEAST_SECONDS = 0.8  # a query that has waited long still gets the time a small one needs
LONG_PLACES = 24
_LONG_NICENESS = 10
_START_SECONDS = 30.0
_IN_MEMORY = 4 * 2**20
RESULT_LIMIT = 2**30
"""Bytes of one result, as sent."""


@dataclass(frozen=True, slots=True)
class Job:
    """A query and how its result is wanted; ``graph_form`` is used for CONSTRUCT and DESCRIBE.

    ``union``: without a dataset of its own the query sees all graphs as one. ``packed``: gzip is welcome.
    ``open``: it may call other servers; the caller has checked which.
    """

    query: str
    result_form: str = "json"
    graph_form: str = "turtle"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    union: bool = True
    base: str | None = None
    packed: bool = False
    open: bool = False

    def encoded(self) -> bytes:
        """As the worker reads it."""
        told = {"query": self.query, "rows": self.result_form, "triples": self.graph_form, "union": self.union,
                "default": self.default_graphs, "named": self.named_graphs, "packed": self.packed, "base": self.base}  # fmt: skip
        return json.dumps(told).encode()


@dataclass(frozen=True, slots=True)
class Outcome:
    """``status`` is ``ok``, ``malformed``, ``timeout``, ``busy`` or ``failed``; ``form`` is the format used.

    ``body`` is the result or the complaint; a large result lies in ``file`` instead.
    """

    status: str
    body: bytes = b""
    form: str = ""
    packed: bool = False
    file: IO[bytes] | None = None


NOT_STARTED = Outcome("failed", b"the query process did not start")


class _Worker:
    """One process and the line to it."""

    def __init__(self, snapshot: Path | None, memory_mb: int, closed: bool = True) -> None:
        self.snapshot = snapshot
        ours, theirs = socket.socketpair()
        place = str(snapshot) if snapshot else ""
        command = [
            sys.executable,
            sparql_worker.__file__,
            str(theirs.fileno()),
            place,
            str(memory_mb),
            str(int(closed)),
        ]
        with theirs:
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, pass_fds=(theirs.fileno(),))
        self.pipe = Connection(ours.detach())
        self.ready = False

    def begin(self, job: Job) -> Outcome | None:
        """Hand the job over; an outcome only where the process has not come up."""
        try:
            if not self.ready:
                if not self.pipe.poll(_START_SECONDS):
                    return NOT_STARTED
                self.pipe.recv_bytes()
                self.ready = True
            self.pipe.send_bytes(job.encoded())
        except (EOFError, OSError):
            return NOT_STARTED
        return None

    def gather(self, result: _Result, until: float) -> Outcome | None:
        """Pieces of the result into ``result`` until it ends or the clock does (``None``)."""
        try:
            while True:
                if not self.pipe.poll(max(0.0, until - time.monotonic())):
                    return None
                piece = self.pipe.recv_bytes()
                if piece[:1] == sparql_worker.END:
                    return result.outcome(json.loads(piece[1:]))
                if not result.add(piece[1:]):
                    return Outcome("failed", b"the result is larger than 1 GiB; ask for less")
        except (EOFError, OSError):
            return Outcome("failed", b"the query needs more memory than is allowed")

    def demote(self, memory_mb: int) -> None:
        """Run on at a lower priority and with less room to grow."""
        with contextlib.suppress(OSError, ValueError):
            os.setpriority(os.PRIO_PROCESS, self.process.pid, _LONG_NICENESS)
            if memory_mb and sys.platform == "linux":
                used = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[0]) * resource.getpagesize()
                size = min(used + memory_mb * 2**20, resource.prlimit(self.process.pid, resource.RLIMIT_AS)[1])
                resource.prlimit(self.process.pid, resource.RLIMIT_AS, (size, size))

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(5)
        if self.process.stdin:
            self.process.stdin.close()
        self.pipe.close()


class _Result:
    """What has come of a result: in memory while it is small, on disk afterwards."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self.size = 0
        self.file: IO[bytes] | None = None

    def add(self, piece: bytes) -> bool:
        """Take a piece; ``False`` where the result has grown too large."""
        self.size += len(piece)
        if self.file is None and self.size > _IN_MEMORY:
            self.file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by whoever sends it
            self.file.writelines(self.pieces)
            self.pieces = []
        if self.file is None:
            self.pieces.append(piece)
        else:
            self.file.write(piece)
        return self.size <= RESULT_LIMIT

    def outcome(self, told: dict[str, str]) -> Outcome:
        """The result with what the worker says of it."""
        if told["status"] != "ok":
            self.close()
            return Outcome(told["status"], told["detail"].encode())
        if self.file is not None:
            self.file.seek(0)
        return Outcome("ok", b"".join(self.pieces), told["form"], bool(told["packed"]), self.file)

    def close(self) -> None:
        if self.file is not None:
            self.file.close()


class Workers:
    """``count`` short places and some long ones; more queries than that wait their turn, for a while."""

    def __init__(self, count: int, seconds: float, memory_mb: int, long_places: int = LONG_PLACES) -> None:
        self.seconds = seconds
        self._memory = memory_mb
        self._count = count
        self._idle: list[_Worker] = []
        self._running: dict[_Worker, Job] = {}
        self._short = threading.BoundedSemaphore(count)
        self._long = threading.BoundedSemaphore(long_places)
        self._lock = threading.Lock()
        self._closed = False

    def run(self, job: Job, snapshot: Path | None) -> Outcome:
        """Run ``job`` on ``snapshot``; blocks for at most the time limit, of which waiting in the queue is a part."""
        deadline = time.monotonic() + self.seconds
        if not self._short.acquire(timeout=min(BUSY_SECONDS, self.seconds)):
            return Outcome("busy")
        place = _Place(self._short)
        worker = None
        try:
            worker = self._take(snapshot) if not job.open else _Worker(snapshot, self._memory, closed=False)
            with self._lock:
                self._running[worker] = job
            outcome = worker.begin(job) or self._finish(worker, place, deadline)
            self._give(worker, keep=outcome.status in ("ok", "malformed") and not job.open)
            worker = None
            return outcome
        finally:
            if worker is not None:
                self._give(worker, keep=False)
            place.release()

    def _finish(self, worker: _Worker, place: _Place, deadline: float) -> Outcome:
        result, now = _Result(), time.monotonic()
        short = now + SHORT_SECONDS
        deadline = max(deadline, now + _LEAST_SECONDS)
        outcome = worker.gather(result, min(short, deadline))
        if outcome is None and deadline > short:
            if not place.move(self._long):
                outcome = Outcome("busy")
            else:
                worker.demote(self._memory // 4)
                outcome = worker.gather(result, deadline)
        outcome = outcome or Outcome("timeout")
        if outcome.status != "ok":
            result.close()
        return outcome

    def _take(self, snapshot: Path | None) -> _Worker:
        """An idle worker on this snapshot, else a new one; those on older snapshots are let go."""
        with self._lock:
            stale = [w for w in self._idle if w.snapshot != snapshot or not w.alive]
            self._idle = [w for w in self._idle if w not in stale]
            found = self._idle.pop() if self._idle else None
        for worker in stale:
            worker.kill()
        return found or _Worker(snapshot, self._memory)

    def _give(self, worker: _Worker, keep: bool) -> None:
        with self._lock:
            self._running.pop(worker, None)
            if keep and not self._closed and len(self._idle) < self._count:
                self._idle.append(worker)
                return
        worker.kill()

    def abandon(self, job: Job) -> None:
        """Stop ``job``, as nobody waits for it any more."""
        with self._lock:
            for worker in [worker for worker, running in self._running.items() if running is job]:
                worker.process.kill()

    def warm(self, snapshot: Path | None) -> None:
        """Start the workers of the short places, so that the first queries need not wait for them."""
        with self._lock:
            while len(self._idle) < self._count and not self._closed:
                self._idle.append(_Worker(snapshot, self._memory))

    def close(self) -> None:
        """Stop all workers, running ones too."""
        with self._lock:
            self._closed = True
            workers, self._idle = [*self._idle, *self._running], []
        for worker in workers:
            worker.process.kill()
            worker.process.wait(5)


class _Place:
    """Where a query stands: in a short place first, perhaps in a long one later; given back once."""

    def __init__(self, taken: threading.BoundedSemaphore) -> None:
        self.taken = taken

    def move(self, other: threading.BoundedSemaphore) -> bool:
        """Change to ``other`` if it has room."""
        if not other.acquire(blocking=False):
            return False
        self.taken.release()
        self.taken = other
        return True

    def release(self) -> None:
        """Give the place back."""
        self.taken.release()
