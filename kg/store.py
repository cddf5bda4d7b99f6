"""Where the triples live: an embedded Oxigraph store that readers never have to wait for.

Writers take a file lock, commit one transaction a document, and publish a hard-linked snapshot of the store;
every reader, in whatever process, opens the newest snapshot read-only. So a query never meets a half-written
graph, and a crash leaves the last published state.

>>> import tempfile
>>> store = EmbeddedStore(Path(tempfile.mkdtemp()))
>>> store.replace("https://example.org/g", '<https://example.org/s> <https://example.org/p> "值" .'.encode())
>>> store.select("SELECT ?o { ?s ?p ?o }")
[{'o': '值'}]
"""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import filelock
import pyoxigraph as ox
import rdflib

from kg.errors import QueryError, StoreError

Value = str | int | float | bool
Row = dict[str, Value]

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = {f"{_XSD}{name}": kind for name, kind in (("integer", int), ("decimal", float), ("double", float))}
_LOCK_SECONDS = 60
_KEPT_SNAPSHOTS = 3  # readers that opened one just before a commit may still be reading it


class Store(Protocol):
    """What the rooms above ask of a store, embedded or remote. Queries see the union of the named graphs."""

    @property
    def snapshot(self) -> Path | None:
        """Folder that another process may open read-only, or ``None`` for a remote engine."""

    def select(self, query: str) -> list[Row]:
        """Rows of a SELECT as plain values; unbound variables are absent."""

    def ask(self, query: str) -> bool:
        """The answer to an ASK."""

    def graph(self, query: str) -> rdflib.Graph:
        """The triples of a CONSTRUCT or DESCRIBE."""

    def replace(self, graph: str, ntriples: bytes) -> None:
        """Put ``ntriples`` in place of all that ``graph`` holds, in one transaction; ``b""`` removes it."""

    def change(self, graph: str, removed: bytes, added: bytes) -> None:
        """Take triples out of ``graph`` and put others in, both as N-Triples."""

    def graphs(self) -> list[str]:
        """IRIs of the named graphs, sorted."""

    def state(self) -> str:
        """A word that changes with every commit."""

    def dump(self, graph: str | None = None) -> bytes:
        """All named graphs as N-Quads, or one of them as N-Triples."""


def value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Value:
    """A term as the plain Python value it stands for.

    >>> value(ox.Literal(3)), value(ox.Literal("教委", language="zh"))
    (3, '教委')
    """
    if not isinstance(term, ox.Literal):
        return str(getattr(term, "value", term))
    datatype = term.datatype.value
    if datatype == f"{_XSD}boolean":
        return term.value in ("true", "1")
    if datatype in _NUMBERS:
        return _NUMBERS[datatype](term.value)
    return term.value


def query_error(error: Exception) -> QueryError:
    """The engine's complaint with its line and column.

    >>> query_error(SyntaxError("error at 2:10: expected OPTIONAL")).line
    2
    """
    place = re.search(r"\b(\d+):(\d+)\b", str(error))
    return QueryError(str(error), *(int(n) for n in place.groups())) if place else QueryError(str(error))


class EmbeddedStore:
    """Oxigraph in a folder. ``home/store`` is the writer's, ``home/snapshots/N`` the readers'."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._primary = home / "store"
        self._pointer = home / "snapshot"
        self._reader: tuple[str, ox.Store] | None = None
        self._writer: tuple[int, ox.Store] | None = None  # the thread that writes, and its store
        self._lock = filelock.FileLock(home / "lock")

    @property
    def snapshot(self) -> Path | None:
        """Folder of the newest published state, or ``None`` before the first commit."""
        name = self._current()
        return self.home / "snapshots" / name if name else None

    def state(self) -> str:
        """Number of the newest published state; ``0`` before the first commit."""
        return self._current() or "0"

    def _current(self) -> str | None:
        try:
            return self._pointer.read_text(encoding="ascii").strip() or None
        except FileNotFoundError:
            return None

    def reader(self) -> ox.Store:
        """The newest snapshot, reopened when a writer (of any process) has published another."""
        if (own := self._writing_here()) is not None:
            return own
        for _ in range(_KEPT_SNAPSHOTS):
            name = self._current()
            if self._reader is not None and self._reader[0] == (name or "0"):
                return self._reader[1]
            try:
                store = ox.Store.read_only(str(self.home / "snapshots" / name)) if name else ox.Store()
            except OSError:  # published and cleared away between reading the pointer and opening
                continue
            self._reader = (name or "0", store)
            return store
        raise StoreError(f"{self.home}: the snapshot {self._current()} cannot be opened; run `policykg check`")

    def _query(self, query: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        try:
            return self.reader().query(query, use_default_graph_as_union=True)
        except (SyntaxError, ValueError) as error:
            raise query_error(error) from error

    def select(self, query: str) -> list[Row]:
        """See :meth:`Store.select`."""
        solutions = self._query(query)
        if not isinstance(solutions, ox.QuerySolutions):
            raise QueryError("this is no SELECT query")
        names = [variable.value for variable in solutions.variables]
        return [
            {name: value(term) for name, term in zip(names, row, strict=True) if term is not None} for row in solutions
        ]

    def ask(self, query: str) -> bool:
        """See :meth:`Store.ask`."""
        answer = self._query(query)
        if not isinstance(answer, ox.QueryBoolean):
            raise QueryError("this is no ASK query")
        return bool(answer)

    def graph(self, query: str) -> rdflib.Graph:
        """See :meth:`Store.graph`."""
        triples = self._query(query)
        if not isinstance(triples, ox.QueryTriples):
            raise QueryError("this is no CONSTRUCT or DESCRIBE query")
        data = triples.serialize(format=ox.RdfFormat.N_TRIPLES)
        return rdflib.Graph().parse(data=data or b"", format="nt")

    def graphs(self) -> list[str]:
        """See :meth:`Store.graphs`."""
        return sorted(str(graph.value) for graph in self.reader().named_graphs())

    def dump(self, graph: str | None = None) -> bytes:
        """See :meth:`Store.dump`."""
        if graph is None:
            return self.reader().dump(format=ox.RdfFormat.N_QUADS) or b""
        return self.reader().dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph)) or b""

    def change(self, graph: str, removed: bytes, added: bytes) -> None:
        """See :meth:`Store.change`."""
        parts = [
            f"{verb} DATA {{ GRAPH <{graph}> {{\n{data.decode('utf-8')}\n}} }}"
            for verb, data in (("DELETE", removed), ("INSERT", added))
            if data.strip()
        ]
        with self.writing() as store:
            store.update(";\n".join(parts))

    def replace(self, graph: str, ntriples: bytes) -> None:
        """See :meth:`Store.replace`. Inside :meth:`writing` the change is published at its end."""
        name = ox.NamedNode(graph)
        with self.writing() as store:
            if ntriples.strip() and next(store.quads_for_pattern(None, None, None, name), None) is None:
                store.load(
                    ntriples, format=ox.RdfFormat.N_TRIPLES, to_graph=name
                )  # one transaction, and no text of an update to read
                return
            update = f"DROP SILENT GRAPH <{graph}>"
            if ntriples.strip():
                update += f"; INSERT DATA {{ GRAPH <{graph}> {{\n{ntriples.decode('utf-8')}\n}} }}"
            store.update(update)

    @contextmanager
    def writing(self) -> Iterator[ox.Store]:
        """The store opened for writing, alone; what was committed is published when the block ends.

        Nested blocks share the opening. Raises :class:`StoreError` when another program writes for too long.
        """
        if (own := self._writing_here()) is not None:
            yield own
            return
        with self._locked():
            store = self._open_primary()
            self._writer = (threading.get_ident(), store)
            try:
                yield store
            finally:
                self._publish(store)
                self._writer = None

    def _writing_here(self) -> ox.Store | None:
        """The store this very thread is writing to: it must see what it has committed."""
        writer = self._writer
        return writer[1] if writer is not None and writer[0] == threading.get_ident() else None

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=_LOCK_SECONDS)
        except filelock.Timeout as error:
            raise StoreError(f"{self.home}: another program is writing and does not end; try again later") from error
        except OSError as error:
            raise StoreError(f"{self.home}: cannot be written ({error}); choose another POLICYKG_HOME") from error
        try:
            yield
        finally:
            self._lock.release()

    def _open_primary(self) -> ox.Store:
        try:
            return ox.Store(str(self._primary))
        except OSError as error:
            raise StoreError(f"{self._primary}: cannot be opened ({error}); check the free space") from error

    def _publish(self, store: ox.Store) -> None:
        store.flush()
        folder = self.home / "snapshots"
        folder.mkdir(exist_ok=True)
        number = int(self._current() or 0) + 1
        target = folder / str(number)
        shutil.rmtree(target, ignore_errors=True)  # left by a crash before the pointer moved
        store.backup(str(target))
        fresh = self._pointer.with_suffix(".new")
        fresh.write_text(str(number), encoding="ascii")
        fresh.replace(self._pointer)
        for old in folder.iterdir():
            if old.name.isdigit() and int(old.name) <= number - _KEPT_SNAPSHOTS:
                shutil.rmtree(old, ignore_errors=True)
