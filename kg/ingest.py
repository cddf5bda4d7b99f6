"""Reading and understanding documents, one or many, on all cores."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from kg.errors import InputError, PolicyKGError
from kg.manifest import Item
from kg.model import Document
from kg.read import read
from kg.understand import understand

_WORTH_A_POOL = 8  # starting worker processes takes as long as a few documents
_AHEAD = 4  # understood documents waiting to be committed, per process: memory stays bounded


def study(item: Item, *, data: bytes | None = None, name: str | None = None) -> Document:
    """Read and understand one document; :class:`InputError` says why it cannot be."""
    return understand(item.describe(read(item.origin, data=data, name=name)), id=item.id)


def _attempt(item: Item) -> Document | PolicyKGError:
    try:
        return study(item)
    except PolicyKGError as error:
        return error


def study_all(items: Sequence[Item], processes: int | None = None) -> Iterator[tuple[Item, Document | PolicyKGError]]:
    """Each item with its document, or with the error it gave, in the order given."""
    processes = processes or os.cpu_count() or 1
    if processes == 1 or len(items) < _WORTH_A_POOL:
        yield from ((item, _attempt(item)) for item in items)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        waiting: list[tuple[Item, Future[Document | PolicyKGError]]] = []
        rest = iter(items)
        while True:
            waiting += [(i, pool.submit(_attempt, i)) for i in islice(rest, processes * _AHEAD - len(waiting))]
            if not waiting:
                return
            item, future = waiting.pop(0)
            yield item, _result(item, future)


def _result(item: Item, future: Future[Document | PolicyKGError]) -> Document | PolicyKGError:
    try:
        return future.result()
    except BrokenProcessPool:
        return InputError(f"{item.origin}: the reading process ended (out of memory?); try the document alone")
