"""The application: one knowledge base, one search engine, and the rooms that translate them to HTTP."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi_offline import FastAPIOffline
from starlette.datastructures import State
from starlette.middleware.gzip import GZipMiddleware

import search
from api import (
    linked_data,
    problems,
    routes_documents,
    routes_graph,
    routes_pages,
    routes_search,
    routes_state,
    sparql,
)
from api.settings import Settings
from kg.library import Library

if TYPE_CHECKING:
    from search import Engine

VERSION = "0.1.0"


class Knowledge(State):
    """``app.state``: the settings, the knowledge base and its search engine, kept in step.

    The engine is reopened when another program or a writing call has changed the graph.
    """

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.library = Library(settings.home, store=settings.store, base=settings.base)
        self.opened: tuple[str, Engine] | None = None
        self.lock = threading.Lock()

    @property
    def engine(self) -> Engine:
        """The search engine of the graph's present state."""
        state = self.library.state()
        if self.opened is None or self.opened[0] != state:
            with self.lock:
                if self.opened is None or self.opened[0] != state:
                    self.opened = (state, open_engine(self.library, self.settings))
        return self.opened[1]


def open_engine(library: Library, settings: Settings) -> Engine:
    """The search engine of a knowledge base, as the settings ask for it."""
    return search.open(library, encoder=settings.encoder, vectors=settings.vectors, thesaurus=settings.thesaurus)


def create_app(settings: Settings) -> FastAPI:
    """The whole web application; nothing is downloaded and no page refers to another host."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await sparql.start(app)
        yield
        await sparql.stop(app)

    app = FastAPIOffline(
        title="policykg",
        version=VERSION,
        description="中国政策文件知识图谱 / A knowledge graph of Chinese policy documents",
        lifespan=lifespan,
        default_response_class=problems.UnicodeJSONResponse,
    )
    app.state = Knowledge(settings)
    app.add_middleware(GZipMiddleware, minimum_size=2048)
    problems.install(app)
    app.add_middleware(routes_state.CountRequests)
    for room in (routes_search, routes_documents, routes_graph, routes_state, sparql, linked_data, routes_pages):
        app.include_router(room.router)
    return app
