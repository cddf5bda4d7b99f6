"""Content negotiation by RFC 9110: media ranges with q values, the server's order where a client has none.

>>> choose("text/turtle;q=0.5, application/ld+json", ["text/turtle", "application/ld+json"])
'application/ld+json'
>>> choose("image/png", ["text/turtle"]) is None
True
"""

from __future__ import annotations

from collections.abc import Sequence


def ranges(header: str) -> list[tuple[str, float]]:
    """Media ranges of an Accept header with their q."""
    out = []
    for part in header.split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        q = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "q":
                try:
                    q = float(value)
                except ValueError:
                    q = 0.0
        if name:
            out.append((name.lower(), q))
    return out


def choose(header: str | None, offered: Sequence[str]) -> str | None:
    """The best of ``offered`` for an Accept header (``None`` or empty: the first); ``None`` where none is accepted."""
    if not header:
        return offered[0] if offered else None
    wanted = ranges(header)
    best: tuple[float, int] | None = None
    for place, offer in enumerate(offered):
        kind = offer.split("/")[0]
        matching = [
            (name != "*/*", not name.endswith("/*"), q) for name, q in wanted if name in (offer, f"{kind}/*", "*/*")
        ]
        if matching:
            q = max(matching)[2]  # the most specific range decides
            if q > 0 and (best is None or (q, -place) > best):
                best = (q, -place)
    return None if best is None else offered[-best[1]]
