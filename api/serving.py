"""``policykg serve``: the corpus on the first start, then the server."""

from __future__ import annotations

import logging
import socket

import typer

from api.opening import open_engine, open_library
from api.settings import Settings
from kg.errors import InputError
from kg.library import Library
from kg.locations import CORPUS


def serve(settings: Settings) -> None:
    """Serve until interrupted; an empty knowledge base is first filled from ``corpus/``."""
    import uvicorn

    from api.app import create_app

    _refuse_taken_port(settings)
    library = open_library(settings)
    if not library.documents():
        fill(library)
    open_engine(settings, library)  # makes or mends the index now rather than under the first question
    shown = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host
    typer.echo(f"policykg: http://{shown}:{settings.port}  (Ctrl-C ends)", err=True)
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    uvicorn.run(create_app(settings), host=settings.host, port=settings.port, log_level="warning", access_log=False)


def fill(library: Library) -> None:
    """Ingest the documents that ship with the program."""
    typer.echo("policykg: building the knowledge base from corpus/ …", err=True)
    for report in library.ingest_all([CORPUS / "documents"], processes=1):
        typer.echo(f"policykg: {report.id or report.origin}: {report.error or f'{report.triples} triples'}", err=True)


def _refuse_taken_port(settings: Settings) -> None:
    """One clear line instead of a stack trace when another program listens there."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            where = f"{settings.host}:{settings.port}"
            raise InputError(f"cannot listen on {where} ({error.strerror}); choose another with --port") from error
