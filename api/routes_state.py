"""``/health`` and ``/metrics``: what an operator watches."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from kg.errors import PolicyKGError

router = APIRouter(tags=["state"])

REGISTRY = CollectorRegistry()
REQUESTS = Counter("policykg_requests", "Requests by route and status", ["route", "status"], registry=REGISTRY)
SECONDS = Histogram("policykg_request_seconds", "Seconds until the answer began", ["route"], registry=REGISTRY)
DOCUMENTS = Gauge("policykg_documents", "Documents in the knowledge base", registry=REGISTRY)


async def count(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """Count and time every request by its route, so that the labels stay few."""
    started = time.perf_counter()
    response = await call_next(request)
    route = request.scope.get("route")
    name = getattr(route, "path", "other")
    REQUESTS.labels(name, str(response.status_code)).inc()
    SECONDS.labels(name).observe(time.perf_counter() - started)
    return response


@router.get("/health", summary="状态 / State")
def health(request: Request, response: Response) -> dict[str, Any]:
    """``ok`` when the knowledge base and the index answer; 503 and the reason when not."""
    state = request.app.state
    try:
        documents = len(state.library.documents())
        encoder = state.engine.encoder.name
    except PolicyKGError as error:
        response.status_code = 503
        return {"status": "error", "detail": str(error)}
    return {"status": "ok", "documents": documents, "state": state.library.state(), "encoder": encoder}


@router.get("/metrics", summary="Prometheus", response_class=Response)
def metrics(request: Request) -> Response:
    """Figures in the Prometheus text format."""
    DOCUMENTS.set(len(request.app.state.library.documents()))
    return Response(generate_latest(REGISTRY), media_type=CONTENT_TYPE_LATEST)
