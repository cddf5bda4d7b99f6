"""A query passed on to the engine the operator has set in place of the embedded one."""

from __future__ import annotations

from urllib.parse import urlencode

import httpx

from api.sparql_formats import ROWS, TRIPLES
from api.sparql_workers import Job, Outcome
from kg.remote import RemoteStore

_TYPES = {form: media for media, form in reversed([*ROWS.items(), *TRIPLES.items()])}
_FORMS = TRIPLES | ROWS | {"application/xml": "xml"}


def ask_remote(store: RemoteStore, job: Job, seconds: float) -> Outcome:
    """Have the engine answer ``job``, in the format asked for where it can."""
    form = [("query", job.query)]
    form += [("default-graph-uri", graph) for graph in job.default_graphs]
    form += [("named-graph-uri", graph) for graph in job.named_graphs]
    accept = f"{_TYPES[job.result_form]}, {_TYPES[job.graph_form]}"
    try:
        reply = httpx.post(
            store.endpoints.query,
            content=urlencode(form),
            headers={"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"},
            timeout=seconds,
            auth=store.auth,
        )
    except httpx.TimeoutException:
        return Outcome("timeout")
    except httpx.HTTPError as error:
        return Outcome("failed", str(error).encode())
    if reply.status_code >= 400:
        told = " ".join(reply.text.split())[:300].encode()
        return Outcome("malformed" if reply.status_code == 400 else "failed", told)
    media = reply.headers.get("content-type", "").split(";")[0].strip()
    used = _FORMS.get(media)
    if used not in (job.result_form, job.graph_form):
        return Outcome("failed", f"the engine answers {media}".encode())
    return Outcome("ok", reply.content, used)
