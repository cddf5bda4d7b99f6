"""Answers for every door (HTTP, page, MCP, command line) alike, with the language model the settings may name."""

from __future__ import annotations

import threading
from contextlib import closing
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.library import Library
from kg.remote import RemoteStore

if TYPE_CHECKING:
    from api.settings import Settings
    from search import Engine
    from search.asking import Answer
    from search.asking.llm import Model

_PLACES = threading.BoundedSemaphore(2)
"""Queries of a language model that may run at once: they never crowd out those of people."""


def answer(settings: Settings, engine: Engine, question: str, document: str | None = None) -> Answer:
    """The answer to ``question``; without a language model in the settings nothing of it is even loaded."""
    if settings.llm_url is None:
        from search.asking import ask

        return ask(engine, question, document)
    from search.asking.llm_answer import ask as ask_helped

    return ask_helped(engine, question, document, model(settings, engine.library))


def model(settings: Settings, library: Library) -> Model:
    """The language model the settings name; its queries run as those that come to ``/sparql`` do."""
    from search.asking.llm import Model

    def run(query: str, seconds: float) -> bytes:
        return run_query(settings, library, query, seconds)

    key = settings.llm_key.get_secret_value() if settings.llm_key else None
    return Model(str(settings.llm_url), settings.llm_model, run, key)


def run_query(settings: Settings, library: Library, query: str, seconds: float) -> bytes:
    """SPARQL JSON of a SELECT, from a process that can only read and is ended at its limits."""
    from api.sparql import refused
    from api.sparql_remote import ask_remote
    from api.sparql_text import prepare
    from api.sparql_workers import Job, Workers

    if prepare(query).calls or refused(query, settings):  # SERVICE stays shut, even to hosts open to people
        raise QueryError("the query may not run")
    limit = min(seconds, settings.sparql_timeout)
    if limit <= 0 or not _PLACES.acquire(timeout=limit):
        raise QueryError("no time is left for the query")
    try:
        if isinstance(library.store, RemoteStore):
            outcome = ask_remote(library.store, Job(query), limit)
        else:
            with closing(Workers(1, limit, settings.sparql_memory_mb)) as workers:
                outcome = workers.run(Job(query), library.store.snapshot)
    finally:
        _PLACES.release()
    if outcome.file is not None:
        outcome.file.close()
    if outcome.status != "ok" or outcome.file is not None:
        raise QueryError(f"the query does not run: {outcome.status}")
    return outcome.body
