"""An optional language model behind an OpenAI-compatible URL: it may phrase an answer, or plan where there is none.

Nothing it says is believed: :mod:`search.asking.llm_checks` holds it to three promises, and whatever goes wrong, in time, on
the line or in what it says, leaves the answer as it was without it and one line in the log.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import httpx

from kg.errors import PolicyKGError

log = logging.getLogger("policykg.llm")

SECONDS = 8.0
"""For all of it together: asking, running its query, checking."""
REPLY_LIMIT = 64 * 1024
_EXCHANGES = threading.BoundedSemaphore(8)
"""Held until an exchange really ends, so that a model that never does cannot gather threads."""


class NoReplyError(PolicyKGError):
    """The language model gave nothing that can be used; says why."""


Run = Callable[[str, float], bytes]
"""Runs a SELECT read-only within a number of seconds and gives SPARQL JSON, or raises a :class:`PolicyKGError`."""


@dataclass(frozen=True, slots=True)
class Model:
    """Where the language model is; ``run`` is how its queries are run."""

    url: str
    name: str
    run: Run
    key: str | None = None
    seconds: float = SECONDS

    def ask(self, task: str, material: dict[str, Any], until: float) -> dict[str, Any]:
        """The JSON object it replies; raises :class:`NoReplyError` for everything else, no later than ``until``."""
        messages = [
            {"role": "system", "content": task},
            {"role": "user", "content": json.dumps(material, ensure_ascii=False)},
        ]
        body = {"model": self.name, "temperature": 0, "stream": False, "messages": messages}
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        return content(_exchanged(endpoint(self.url), body, headers, until))


def endpoint(url: str) -> str:
    """The address of chat completions under the base URL an operator names.

    >>> endpoint("http://localhost:11434/v1")
    'http://localhost:11434/v1/chat/completions'
    """
    parts = urlsplit(url)
    path = parts.path.rstrip("/").removesuffix("/chat/completions")
    return urlunsplit((parts.scheme, parts.netloc, f"{path}/chat/completions", parts.query, ""))


def content(body: bytes) -> dict[str, Any]:
    """The JSON object a completion carries as its text; nothing is mended.

    >>> content(b'{"choices": [{"message": {"content": "{}"}}]}')
    {}
    """
    try:
        said = json.loads(json.loads(body)["choices"][0]["message"]["content"])
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise NoReplyError(f"the reply is no completion with a JSON object ({type(error).__name__})") from error
    if not isinstance(said, dict):
        raise NoReplyError("the reply is JSON, but no object")
    return said


def _exchanged(address: str, body: dict[str, Any], headers: dict[str, str], until: float) -> bytes:
    """The body of the reply, by a thread that is left to itself when time is up.

    The library bounds each read, not their sum: a server that sends a byte a second would hold a caller for ever.
    """
    if not _EXCHANGES.acquire(blocking=False):
        raise NoReplyError("too many exchanges are under way")
    came: list[bytes | NoReplyError] = []

    def exchange() -> None:
        try:
            came.append(_fetched(address, body, headers, until))
        except NoReplyError as error:
            came.append(error)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, RuntimeError) as error:
            came.append(NoReplyError(f"{type(error).__name__}"))  # its text may hold the address and what stands in it
        finally:
            _EXCHANGES.release()

    thread = threading.Thread(target=exchange, name="policykg-llm", daemon=True)
    thread.start()
    thread.join(max(0.0, until - time.monotonic()))
    if not came:
        raise NoReplyError("no reply in time")
    if isinstance(came[0], NoReplyError):
        raise came[0]
    return came[0]


def _fetched(address: str, body: dict[str, Any], headers: dict[str, str], until: float) -> bytes:
    """The body of a plain JSON reply: no redirect is followed, no proxy of the environment used, nothing unpacked."""
    left = max(0.1, until - time.monotonic())
    with (
        httpx.Client(timeout=left, follow_redirects=False, trust_env=False) as client,
        client.stream("POST", address, json=body, headers=headers) as reply,
    ):
        kind = reply.headers.get("content-type", "").split(";")[0].strip().lower()
        if reply.status_code != 200:
            raise NoReplyError(f"status {reply.status_code}")
        if kind != "application/json" or reply.headers.get("content-encoding", "identity") != "identity":
            raise NoReplyError("the reply is no plain application/json")
        data = b""
        for piece in reply.iter_raw():
            data += piece
            if len(data) > REPLY_LIMIT:
                raise NoReplyError(f"the reply is longer than {REPLY_LIMIT} bytes")
            if time.monotonic() > until:
                raise NoReplyError("no reply in time")
        return data
