"""The application: one knowledge base, one search engine, and the rooms that translate them to HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi_offline import FastAPIOffline
from starlette.middleware.gzip import GZipMiddleware

from api import (
    linked_data,
    problems,
    routes_documents,
    routes_exports,
    routes_graph,
    routes_pages,
    routes_search,
    routes_state,
    sparql,
)
from api.opening import Knowledge
from api.settings import Settings

VERSION = "0.1.0"


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
    for room in (
        routes_search,
        routes_documents,
        routes_graph,
        routes_exports,
        routes_state,
        sparql,
        linked_data,
        routes_pages,
    ):
        app.include_router(room.router)
    return app
