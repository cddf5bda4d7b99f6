"""``/health`` and ``/metrics``: what an operator watches."""

from __future__ import annotations

import time
from typing import Any

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.errors import PolicyKGError

router = APIRouter(tags=["state"])

REGISTRY = CollectorRegistry()
REQUESTS = Counter("policykg_requests", "Requests by route and status", ["route", "status"], registry=REGISTRY)
SECONDS = Histogram("policykg_request_seconds", "Seconds until the answer began", ["route"], registry=REGISTRY)
DOCUMENTS = Gauge("policykg_documents", "Documents in the knowledge base", registry=REGISTRY)


class CountRequests:
    """ASGI middleware that counts and times every request by its route, so that the labels stay few."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; the status is read from the message that begins the response."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                name = getattr(scope.get("route"), "path", "other")
                REQUESTS.labels(name, str(message["status"])).inc()
                SECONDS.labels(name).observe(time.perf_counter() - started)
            await send(message)

        await self.app(scope, receive, counted)


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
