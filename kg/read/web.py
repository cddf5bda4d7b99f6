"""Fetching a page: http and https only, within a bound of size and time.

>>> is_address("https://www.gov.cn/a.htm"), is_address("a.html"), is_address("-")
(True, False, False)
"""

from __future__ import annotations

import time
from urllib.parse import urlsplit

import httpx

from kg.errors import InputError
from kg.read.limits import BYTES, SECONDS

_HEADERS = {"User-Agent": "policykg (document reader)", "Accept": "text/html,application/pdf,*/*;q=0.5"}


def is_address(origin: str) -> bool:
    """Whether ``origin`` is an address and no path."""
    return "://" in origin


def fetch(address: str, transport: httpx.BaseTransport | None = None) -> tuple[bytes, str]:
    """The bytes behind an address and the address they came from in the end; ``transport`` is for tests."""
    if urlsplit(address).scheme not in ("http", "https"):
        raise InputError(f"{address}: only http and https addresses are fetched; give a file instead")
    limits = httpx.Timeout(SECONDS, connect=10.0)
    try:
        with (
            httpx.Client(timeout=limits, follow_redirects=True, max_redirects=5, transport=transport) as client,
            client.stream("GET", address, headers=_HEADERS) as reply,
        ):
            reply.raise_for_status()
            return _body(reply, address), str(reply.url)
    except httpx.HTTPStatusError as error:
        raise InputError(f"{address}: answers {error.response.status_code}; check the address") from error
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        told = str(error) or type(error).__name__
        raise InputError(f"{address}: cannot be fetched ({told}); check the address and the network") from error


def _body(reply: httpx.Response, address: str) -> bytes:
    until = time.monotonic() + SECONDS
    data = bytearray()
    for chunk in reply.iter_bytes():
        data += chunk
        if len(data) > BYTES:
            raise InputError(f"{address}: larger than {BYTES >> 20} MB; fetch it yourself and split it")
        if time.monotonic() > until:
            raise InputError(f"{address}: took longer than {SECONDS:.0f} seconds; fetch it yourself and give the file")
    return bytes(data)
