"""Errors as RFC 9457 problem+json, in Chinese and English; never a stack trace."""

from __future__ import annotations

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from kg.errors import InputError, NotFoundError, PolicyKGError, QueryError, StoreError

log = logging.getLogger("policykg")

_TITLES = {
    400: "请求有误 / Bad request",
    401: "需要访问令牌 / Token required",
    403: "不允许 / Forbidden",
    404: "没有找到 / Not found",
    405: "方法不支持 / Method not allowed",
    406: "没有可接受的格式 / Not acceptable",
    413: "内容过大 / Too large",
    415: "不支持的格式 / Unsupported media type",
    422: "内容不能处理 / Unprocessable content",
    429: "请求过多 / Too many requests",
    500: "内部错误 / Internal error",
    503: "暂时无法完成 / Unavailable",
}
_STATUS: tuple[tuple[type[PolicyKGError], int], ...] = (
    (NotFoundError, 404),
    (QueryError, 400),
    (InputError, 422),
    (StoreError, 503),
)


class UnicodeJSONResponse(JSONResponse):
    """JSON with Chinese unescaped, as the contract asks (Starlette's own does so too) and a charset."""

    media_type = "application/json; charset=utf-8"


def problem(status: int, detail: str, headers: dict[str, str] | None = None, **extra: object) -> JSONResponse:
    """A problem document; ``detail`` says in both languages what to do."""
    body = {"type": "about:blank", "title": _TITLES.get(status, str(status)), "status": status, "detail": detail}
    return JSONResponse(body | extra, status, headers=headers, media_type="application/problem+json")


def _validation_detail(error: RequestValidationError) -> str:
    places = []
    for one in error.errors()[:3]:
        name = ".".join(str(part) for part in one["loc"] if part not in ("query", "body", "path"))
        places.append(f"{name or 'body'}: {one['msg']}")
    return "参数不正确 / Invalid parameters: " + "; ".join(places)


def install(app: FastAPI) -> None:
    """Make every error of ``app`` a problem document."""

    @app.exception_handler(PolicyKGError)
    async def own(request: Request, error: PolicyKGError) -> JSONResponse:
        status = next((code for kind, code in _STATUS if isinstance(error, kind)), 400)
        place = (error.line, error.column) if isinstance(error, QueryError) else None
        extra: dict[str, Any] = dict(zip(("line", "column"), place, strict=True)) if place else {}
        return problem(status, str(error), **extra)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        return problem(422, _validation_detail(error))

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> JSONResponse:
        return problem(error.status_code, str(error.detail), dict(error.headers or {}))

    @app.exception_handler(Exception)
    async def unexpected(request: Request, error: Exception) -> JSONResponse:
        log.exception("unexpected error at %s", request.url.path)
        return problem(500, "程序出错，已记入日志 / An unexpected error was logged on the server")
