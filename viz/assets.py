"""The files pages are made with: our own, those made here from data, and vis-network out of the pyvis package."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from kg.errors import NotFoundError
from viz import kinds, wording

STATIC = Path(__file__).parent / "static"
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


@cache
def vis_file(name: str) -> bytes:
    """A file of vis-network out of the pyvis package (``vis-network.min.js``, ``vis-network.css``)."""
    return (files("pyvis") / "templates" / "lib" / "vis-9.1.2" / name).read_bytes()


@cache
def asset(name: str) -> bytes:
    """The bytes of an asset by its name.

    >>> b"--kind" in asset("kinds.css")
    True
    """
    if name == "vis-network.min.js":
        return vis_file(name)
    if name == "kinds.css":
        return kinds.stylesheet().encode()
    if name == "english.js":
        return wording.script().encode()
    path = STATIC / name
    if path.parent != STATIC or not path.is_file():
        raise NotFoundError(f"no such file: {name} / 没有这个文件")
    return path.read_bytes()


def media_type(name: str) -> str:
    """What kind of file that is.

    >>> media_type("app.css")
    'text/css; charset=utf-8'
    """
    return _TYPES.get(Path(name).suffix, "application/octet-stream")


@cache
def address(name: str) -> str:
    """The address of an asset, with its hash: browsers may keep it for ever and still never show an old one."""
    return f"/static/{name}?v={sha256(asset(name)).hexdigest()[:10]}"
