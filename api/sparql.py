"""``/sparql``: the SPARQL 1.1 Protocol (query), in front of read-only worker processes."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import IO
from urllib.parse import parse_qsl, urlsplit

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import StreamingResponse
from starlette.datastructures import State

from api.negotiation import choose, ranges
from api.problems import problem
from api.settings import Settings
from api.sparql_description import FORMATS, service_description
from api.sparql_formats import Formats, wanted
from api.sparql_remote import ask_remote
from api.sparql_text import NESTING, Prepared, prepare
from api.sparql_workers import LONG_PLACES, NOT_STARTED, Job, Outcome, Workers
from kg.remote import RemoteStore
from kg.store import Store, query_error

router = APIRouter(tags=["sparql"])

TEXT_LIMIT = 100_000
WAITING = 64
"""Queries that may wait for a place; whoever comes when so many wait is told to come back."""
_RETRY = "2"
_METHODS = "GET, POST, HEAD, OPTIONS"
_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
    "Vary": "Accept, Accept-Encoding",
}
_FORM = "application/x-www-form-urlencoded"
Pairs = list[tuple[str, str]]


async def start(app: FastAPI) -> None:
    """Make the pool and start its first workers."""
    s = app.state.settings
    app.state.workers = Workers(s.sparql_workers, s.sparql_timeout, s.sparql_memory_mb)
    app.state.sparql_threads = ThreadPoolExecutor(s.sparql_workers + LONG_PLACES + WAITING, "sparql")
    app.state.sparql_asked = 0
    if not isinstance(app.state.library.store, RemoteStore):
        app.state.sparql_threads.submit(app.state.workers.warm, app.state.library.store.snapshot)


async def stop(app: FastAPI) -> None:
    """Stop the workers."""
    app.state.workers.close()
    app.state.sparql_threads.shutdown(wait=False, cancel_futures=True)


@router.options("/sparql", include_in_schema=False)
def options() -> Response:
    """CORS preflight, and what is allowed here."""
    headers = {"Allow": _METHODS, "Access-Control-Allow-Methods": _METHODS, "Access-Control-Max-Age": "86400",
               "Access-Control-Allow-Headers": "Content-Type, Accept, Authorization, If-None-Match"}  # fmt: skip
    return Response(status_code=204, headers=_CORS | headers)


@router.api_route("/sparql", methods=["GET", "HEAD"], summary="SPARQL 1.1 查询 / SPARQL 1.1 query")
async def get(request: Request) -> Response:
    """``query=`` runs a query; without it machines get the service description and browsers the query page."""
    pairs = _pairs(request.url.query)
    if not any(name in ("query", "update") for name, _ in pairs):
        return await _front(request)
    return await _run(request, pairs)


@router.post("/sparql", summary="SPARQL 1.1 查询 / SPARQL 1.1 query")
async def post(request: Request) -> Response:
    """A form (``application/x-www-form-urlencoded``) or the bare query (``application/sparql-query``)."""
    body = await _body(request, 4 * TEXT_LIMIT)
    if body is None:
        return problem(413, "查询过长 / the query is longer than 100 kB", _CORS)
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return problem(400, "查询不是 UTF-8 / the query is not UTF-8", _CORS)
    if kind == "application/sparql-query":
        return await _run(request, [*_pairs(request.url.query), ("query", text)])
    if kind == _FORM:
        return await _run(request, _pairs(text))
    told = f"请用表单或 application/sparql-query / send a form ({_FORM}) or application/sparql-query"
    return problem(415, told, _CORS | {"Accept-Post": f"application/sparql-query, {_FORM}"})


async def _body(request: Request, limit: int) -> bytes | None:
    """The body, or ``None`` where it is longer than ``limit``; the rest is not read."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > limit:
            return None
    return body


def _pairs(text: str) -> Pairs:
    return parse_qsl(text, keep_blank_values=True)


async def _run(request: Request, pairs: Pairs) -> Response:
    queries = [value for name, value in pairs if name == "query"]
    if any(name == "update" for name, _ in pairs):
        return problem(400, "不接受更新 / this endpoint takes no updates", _CORS)
    if len(queries) != 1:
        return problem(400, "需要且只需要一个 query 参数 / exactly one query parameter is needed", _CORS)
    if len(queries[0].encode("utf-8", "replace")) > TEXT_LIMIT:
        return problem(413, "查询过长 / the query is longer than 100 kB", _CORS)
    prepared = prepare(queries[0])
    if (why := _refusal(prepared, request.app.state.settings)) is not None:
        return problem(400, why, _CORS)
    formats = wanted(_accept(request), dict(pairs).get("format"))
    if formats is None:
        return problem(406, "没有可接受的格式 / none of the accepted formats is available", _CORS)
    job = _job(request, prepared, pairs, formats)
    tag = _tag(request.app.state.library.state(), job)
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=_CORS | {"ETag": tag})
    outcome = await _outcome(request, job)
    if outcome.status == "ok":
        return _result(outcome, formats, tag)
    return _failure(outcome, prepared.text, request.app.state.settings.sparql_timeout)


def _accept(request: Request) -> str | None:
    return ",".join(request.headers.getlist("accept")) or None


def refused(query: str, settings: Settings) -> str | None:
    """Why ``query`` may not run, or ``None``: SERVICE only reaches hosts the operator has named."""
    return _refusal(prepare(query), settings)


def _refusal(prepared: Prepared, settings: Settings) -> str | None:
    if prepared.nesting > NESTING:
        return f"括号嵌套超过 {NESTING} 层 / brackets are nested more than {NESTING} deep"
    allowed = set(settings.sparql_service_hosts.replace(",", " ").split())
    for call in prepared.calls:
        address = urlsplit(call)
        if address.hostname is None or not {address.netloc, address.hostname} & allowed:
            return "不允许 SERVICE / SERVICE is not allowed here; the operator may name hosts for it"
    return None


def _job(request: Request, prepared: Prepared, pairs: Pairs, formats: Formats) -> Job:
    default = tuple(value for name, value in pairs if name == "default-graph-uri")
    named = tuple(value for name, value in pairs if name == "named-graph-uri")
    accepted = dict(ranges(request.headers.get("accept-encoding", "")))
    return Job(
        prepared.text,
        formats.rows,
        formats.triples,
        default_graphs=default,
        named_graphs=named,
        union=not prepared.names_dataset,
        base=str(request.url).split("?")[0],
        packed=accepted.get("gzip", 0) > 0,
        open=bool(prepared.calls),
    )


def _tag(state: str, job: Job) -> str:
    """An entity tag that changes with the graph and with everything asked."""
    return f'W/"{state}-{hashlib.sha256(job.encoded()).hexdigest()[:16]}"'


async def _outcome(request: Request, job: Job) -> Outcome:
    """Run the job in a thread that waits for the process; a client that has left ends it."""
    state = request.app.state
    if state.sparql_asked >= state.settings.sparql_workers + LONG_PLACES + WAITING:
        return Outcome("busy")
    store, loop = state.library.store, asyncio.get_running_loop()
    if isinstance(store, RemoteStore):
        asked = loop.run_in_executor(state.sparql_threads, ask_remote, store, job, state.settings.sparql_timeout)
    else:
        asked = loop.run_in_executor(state.sparql_threads, _newest, state.workers, job, store)
    state.sparql_asked += 1
    try:
        while not (await asyncio.wait({asked}, timeout=1))[0]:
            if await request.is_disconnected():
                state.workers.abandon(job)
        return await asked
    finally:
        state.sparql_asked -= 1


def answered(state: State, job: Job) -> Outcome:
    """Run the job and wait; for routes that make files of the rows."""
    store = state.library.store
    if isinstance(store, RemoteStore):
        return ask_remote(store, job, state.settings.sparql_timeout)
    return _newest(state.workers, job, store)


def _newest(workers: Workers, job: Job, store: Store) -> Outcome:
    """Run the job on the newest snapshot; once more where a writer has cleared that away meanwhile."""
    outcome = workers.run(job, store.snapshot)
    return workers.run(job, store.snapshot) if outcome is NOT_STARTED else outcome


def _result(outcome: Outcome, formats: Formats, tag: str) -> Response:
    headers = _CORS | {"ETag": tag, "Content-Type": formats.content_type(outcome.form)}
    if outcome.packed:
        headers["Content-Encoding"] = "gzip"
    if outcome.file is None:
        return Response(outcome.body, headers=headers)
    headers["Content-Length"] = str(outcome.file.seek(0, 2))
    return StreamingResponse(_pieces(outcome.file), headers=headers)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while piece := file.read(2**20):
            yield piece


def _failure(outcome: Outcome, query: str, seconds: float) -> Response:
    told = outcome.body.decode("utf-8", "replace")
    if outcome.status == "malformed":
        error = query_error(SyntaxError(told))
        line, column = error.line or 1, error.column or 1
        near = query.splitlines()[line - 1][max(0, column - 20) : column + 20] if query.strip() else ""
        detail = f"第 {line} 行第 {column} 列有错误 / malformed query at line {line}, column {column}: {told[:300]}"
        return problem(400, detail, _CORS, line=line, column=column, near=near)
    if outcome.status == "timeout":
        return problem(503, f"查询超过 {seconds:g} 秒 / the query ran past {seconds:g} s; ask for less", _CORS)
    if outcome.status == "busy":
        return problem(429, "查询过多，请稍后 / too many queries at once", _CORS | {"Retry-After": _RETRY})
    return problem(503, f"查询没有完成 / the query could not be finished: {told[:300]}", _CORS)


async def _front(request: Request) -> Response:
    chosen = choose(_accept(request), [*FORMATS, "text/html"])
    if chosen == "text/html":
        from api.presenting import language
        from viz.pages import SECURITY, query_page

        page = query_page(request.app.state.library, language(request))
        return Response(page, media_type="text/html; charset=utf-8", headers=SECURITY | {"Vary": "Accept"})
    if chosen is None:
        return problem(406, "没有可接受的格式 / none of the accepted formats is available", _CORS)
    graph = service_description(str(request.url).split("?")[0], request.app.state.library)
    headers = _CORS | {"Content-Type": f"{chosen}; charset=utf-8"}
    return Response(graph.serialize(format=FORMATS[chosen]).encode(), headers=headers)
