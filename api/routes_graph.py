"""``/api/graph``, ``/api/path``, ``/api/entity``, ``/api/entities``, ``/api/responsibilities``."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from viz import network
from viz.entity import entity as all_about

router = APIRouter(tags=["graph"])

Name = Annotated[str, Query(min_length=1, max_length=500)]


@router.get("/api/graph", summary="邻域图 / Neighbourhood")
def graph(
    request: Request,
    focus: Annotated[str | None, Query(max_length=500)] = None,
    depth: Annotated[int, Query(ge=1, le=3)] = 1,
    kind: Annotated[list[str] | None, Query(max_length=20)] = None,
    limit: Annotated[int, Query(ge=1, le=5000)] = 200,
) -> dict[str, Any]:
    """Nodes and edges around a name, id or IRI."""
    library = request.app.state.library
    iri = network.resolve_focus(library, focus)
    return network.neighbourhood(library, iri, depth=depth, limit=limit, kinds=tuple(kind or ())).as_dict()


@router.get("/api/path", summary="最短路径 / Shortest path")
def path(request: Request, source: Name, target: Name) -> dict[str, Any]:
    """A shortest path between two things; every hop with its evidence."""
    library = request.app.state.library
    first, second = network.resolve_focus(library, source), network.resolve_focus(library, target)
    hops = network.path(library, first, second)
    return {"source": first, "target": second, "found": bool(hops) or first == second, "hops": hops}


@router.get("/api/entities", summary="查找实体 / Find entities")
def entities(
    request: Request,
    q: Annotated[str, Query(max_length=500)] = "",
    kind: Annotated[str | None, Query(max_length=40)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> list[dict[str, Any]]:
    """Entities by label or alias, best first."""
    return network.lookup(request.app.state.library, q, kind, limit)


@router.get("/api/entity", summary="实体 / Entity")
def entity(request: Request, iri: Name) -> dict[str, Any]:
    """Labels, types, facts in and out, mentions with quotes and offsets."""
    return all_about(request.app.state.library, iri)


@router.get("/api/responsibilities", summary="责任分工 / Responsibilities")
def responsibilities(request: Request, document: Annotated[str | None, Query(max_length=500)] = None) -> dict[str, Any]:
    """Units × tasks: load, shared tasks, matrix."""
    library = request.app.state.library
    return network.responsibilities(library, library.document(document).iri if document else None)
