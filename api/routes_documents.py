"""``/api/documents``: list, outline, text, upload and removal; ``/api/alignments``."""

from __future__ import annotations

import hmac
import ipaddress
from dataclasses import asdict
from pathlib import PurePath
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from kg.errors import InputError
from kg.library import Library, Report
from kg.outlines import outline_of

router = APIRouter(tags=["documents"])

UPLOAD_LIMIT = 50 * 2**20


def writer(request: Request) -> None:
    """Let a writing call in: with the bearer token where one is set, else only from this machine."""
    token = request.app.state.settings.token
    if token is None:
        _local_only(request)
        return
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), token.get_secret_value().encode()):
        raise HTTPException(401, "需要访问令牌 / a valid bearer token is needed", {"WWW-Authenticate": "Bearer"})


def _local_only(request: Request) -> None:
    """From loopback and from a page of ours: another site's page must not write through a user's browser."""
    host = request.client.host if request.client else ""
    try:
        loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = host in ("localhost", "testclient")
    origin = request.headers.get("origin")
    same = origin is None or urlsplit(origin).netloc == request.headers.get("host")
    if not (loopback and same):
        raise HTTPException(
            403, "未设置 POLICYKG_TOKEN，只允许本机写入 / set POLICYKG_TOKEN to allow writing from other machines"
        )


@router.get("/api/documents", summary="文件目录 / List documents")
def documents(request: Request) -> list[dict[str, Any]]:
    """The documents of the knowledge base, by title."""
    return [asdict(info) for info in request.app.state.library.documents()]


@router.get("/api/documents/{id}/text", summary="原文 / Source text")
def text(request: Request, id: str) -> Response:
    """The source text that all offsets count in, as plain text."""
    return Response(request.app.state.library.text(id).encode("utf-8"), media_type="text/plain; charset=utf-8")


@router.get("/api/documents/{id}", summary="文件结构与事实 / Outline and facts")
def document(request: Request, id: str) -> dict[str, Any]:
    """Outline and facts of one document."""
    library: Library = request.app.state.library
    info = library.document(id)
    return {**asdict(info), **outline_of(library, info.iri)}


@router.post("/api/documents", status_code=201, dependencies=[Depends(writer)], summary="入库 / Ingest")
async def ingest(request: Request) -> dict[str, Any]:
    """Ingest an upload (multipart ``file``) or ``{"url": …}``; the report says what was understood."""
    library: Library = request.app.state.library
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        name, data = await _upload(request)
        report = await run_in_threadpool(library.ingest, name, data=data, name=name)
    else:
        report = await run_in_threadpool(library.ingest, await _url(request))
    return _told(report)


def _told(report: Report) -> dict[str, Any]:
    return report.as_dict()


async def _upload(request: Request) -> tuple[str, bytes]:
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > UPLOAD_LIMIT + 2**16:
        raise HTTPException(413, "文件超过50 MB / the file is larger than 50 MB")
    async with request.form(max_files=1, max_fields=4) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise InputError("缺少 file 字段 / the multipart form has no field named file")
        data = await file.read(UPLOAD_LIMIT + 1)
        if len(data) > UPLOAD_LIMIT:
            raise HTTPException(413, "文件超过50 MB / the file is larger than 50 MB")
        return PurePath(file.filename or "upload").name, data


async def _url(request: Request) -> str:
    try:
        body = await request.json()
    except ValueError as error:
        raise InputError('请以 multipart 上传文件，或提交 {"url": …} / send a multipart file or {"url": …}') from error
    url = body.get("url") if isinstance(body, dict) else None
    if not isinstance(url, str) or urlsplit(url).scheme not in ("http", "https"):
        raise InputError("url 必须以 http:// 或 https:// 开头 / url must begin with http:// or https://")
    return url


@router.delete("/api/documents/{id}", dependencies=[Depends(writer)], summary="移除 / Remove")
def remove(request: Request, id: str) -> dict[str, str]:
    """Take a document out with everything only it said."""
    request.app.state.library.remove(id)
    return {"removed": id}


@router.get("/api/alignments", summary="跨文件对应条文 / Aligned provisions")
def alignments(
    request: Request,
    document: Annotated[str, Query(max_length=500)],
    with_: Annotated[str | None, Query(alias="with", max_length=500)] = None,
) -> dict[str, Any]:
    """Provisions of one document beside the closest provisions of another, with score and relation."""
    from search.alignment import alignments as align

    library: Library = request.app.state.library
    first = library.document(document).iri
    second = library.document(with_).iri if with_ else None
    return {"document": first, "with": second, "alignments": align(request.app.state.engine, first, second)}
