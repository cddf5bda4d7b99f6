"""Settings: command-line options first, then ``POLICYKG_*`` variables, then ``.env``, then defaults.

>>> load(port=8123).port
8123
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from kg.errors import InputError
from kg.iri import DEFAULT_BASE

PREFIX = "POLICYKG_"


def _engine_url(value: str, embedded: str) -> str:
    parts = urlsplit(value)
    if value == embedded or (parts.scheme in ("http", "https") and parts.netloc):
        return value
    raise ValueError(f"must be {embedded!r} or an http(s) URL")


def _engine(embedded: str) -> AfterValidator:
    """An embedded engine's name or the URL of an existing one."""
    return AfterValidator(lambda value: _engine_url(value, embedded))


def _vectors(value: str) -> str:
    """``faiss``, the URL of a Milvus server, or a file that Milvus Lite keeps."""
    return value if value.endswith(".db") and "://" not in value else _engine_url(value, "faiss")


def _http(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("must be an http(s) URL")
    return value


def _base(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc or not value.endswith("/"):
        raise ValueError("must be an http(s) URL that ends with /")
    return value


class Settings(BaseSettings):
    """Every setting of the program; see the contract table in the README."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    home: Path = Path("data")
    store: Annotated[str, _engine("oxigraph")] = "oxigraph"
    vectors: Annotated[str, AfterValidator(_vectors)] = "faiss"
    encoder: str = Field(default="default", min_length=1)
    host: str = Field(default="127.0.0.1", min_length=1)
    port: int = Field(default=8000, ge=0, le=65535)
    token: SecretStr | None = None
    base: Annotated[str, AfterValidator(_base)] = DEFAULT_BASE
    thesaurus: Path | None = None
    sparql_timeout: float = Field(default=30.0, gt=0, le=3600)
    sparql_memory_mb: int = Field(default=4096, ge=256)
    sparql_workers: int = Field(default=2, ge=1, le=64)
    sparql_service_hosts: str = ""
    llm_url: Annotated[str, AfterValidator(_http)] | None = None
    llm_model: str = Field(default="default", min_length=1, max_length=200)
    llm_key: SecretStr | None = None
    language: Literal["zh", "en"] = "zh"


def load(**options: object) -> Settings:
    """The settings with ``options`` (those that are not ``None``) put first.

    Raises :class:`kg.errors.InputError` with one line for an unknown variable or an ill-formed value.
    """
    given = {name: value for name, value in options.items() if value is not None}
    _refuse_unknown(os.environ)
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else "?"
        shown = "***" if name in ("token", "llm_key") else repr(first.get("input"))
        message = f"{PREFIX}{name.upper()}={shown}: {first['msg']} / 设置值不正确"
        raise InputError(message) from error


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    for name in sorted(environment):
        if name.startswith(PREFIX) and name not in known:
            raise InputError(f"{name}: no such setting; known are {', '.join(sorted(known))} / 未知的设置项")
