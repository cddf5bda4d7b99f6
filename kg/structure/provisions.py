"""Nodes → provisions: ends without white space, keys that are unique and readable."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from kg.model import Provision, Span
from kg.structure.tree import Node


def provisions(nodes: Sequence[Node], text: str, furniture: Sequence[Span] = ()) -> tuple[Provision, ...]:
    """The provisions in text order; every body lies in its parent's and in the text.

    Page marks, addressees and table heads (``furniture``) at the edges of a provision's own words are no words of it.
    """
    ordered = _sound(sorted(nodes, key=lambda n: (n.heading_start, n.rank, -n.end)))
    keys = _keys(ordered)
    _nest(ordered)
    edges = _Edges(text, furniture)
    found = []
    for order, node in enumerate(ordered):
        first = min((c.heading_start for c in node.children), default=None)
        if first is None:
            start, end = edges.trimmed(node.start, node.end)
            own_end = end
        else:
            start, own_end = edges.trimmed(min(node.start, first), first)
            end = max(edges.trimmed(own_end, node.end)[1], *(c.end for c in node.children))
        parent = keys[id(node.parent)] if node.parent is not None else None
        found.append(
            Provision(
                keys[id(node)],
                node.kind,
                order,
                node.heading_start,
                start,
                own_end,
                end,
                node.number,
                node.marker,
                node.title,
                parent,
            )
        )
    return tuple(found)


def _sound(ordered: Sequence[Node]) -> list[Node]:
    """Without nodes that begin inside another's heading or inside what stands beside them.

    Cells that span several rows of a broken table can be read so; their words stay words of the provision around them.
    """
    kept: list[Node] = []
    ends: dict[int | None, int] = {}
    known: set[int] = set()
    for node in ordered:
        outer = node.parent
        path = (kept[-1], *kept[-1].above()) if kept else ()
        inside = outer is None or (outer in path and id(outer) in known and node.heading_start >= outer.start)
        beside = id(outer) if outer is not None else None
        if not inside or node.heading_start < ends.get(beside, 0):
            continue
        kept.append(node)
        known.add(id(node))
        ends[beside] = max(node.start, node.title.end if node.title else 0)
    for node in kept:
        node.children = [child for child in node.children if id(child) in known]
    return kept


def _nest(ordered: Sequence[Node]) -> None:
    """A body reaches as far as all below it, and no further than the next beside it."""
    for node in reversed(ordered):
        node.end = max([node.end, node.start, *(c.end for c in node.children)])
    _apart([node for node in ordered if node.parent is None])
    for node in ordered:
        _apart(sorted(node.children, key=lambda c: c.heading_start))
        for child in node.children:
            child.end = max(child.start, min(child.end, node.end))


def _apart(beside: Sequence[Node]) -> None:
    for left, right in pairwise(beside):
        left.end = max(left.start, min(left.end, right.heading_start))


class _Edges:
    """Takes white space and furniture off both ends of a stretch."""

    def __init__(self, text: str, furniture: Sequence[Span]) -> None:
        self.text = text
        self.begins = {s.start: s.end for s in furniture}
        self.ends = {s.end: s.start for s in furniture}

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """``start`` and ``end`` moved inwards."""
        while True:
            start, end = trimmed(self.text, start, end)
            after, before = self.begins.get(start, start), self.ends.get(end, end)
            if start < after <= end:
                start = after
            elif start <= before < end:
                end = before
            else:
                return start, end


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends.

    >>> trimmed("a b  ", 1, 5)
    (2, 3)
    """
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _keys(ordered: Sequence[Node]) -> dict[int, str]:
    """Identity of a node → its key: kind and number, behind its parent's key where that comes more than once."""
    often = Counter(_own(node) for node in ordered)
    keys: dict[int, str] = {}
    used: set[str] = set()
    last: dict[str, int] = {}
    for node in ordered:
        own = _own(node)
        parent = keys.get(id(node.parent)) if node.parent is not None else None
        key = f"{parent}/{own}" if parent is not None and often[own] > 1 else own
        if key in used:
            n = last.get(key, 1) + 1
            while f"{key}-{n}" in used:
                n += 1
            last[key] = n
            key = f"{key}-{n}"
        used.add(key)
        keys[id(node)] = key
    return keys


def _own(node: Node) -> str:
    if node.kind == "preamble" or node.number is None:
        return node.kind
    suffix = f"-{node.sub}" if node.sub is not None else ""
    if node.kind == "annex" and (letter := re.search(r"[A-Z]$", node.marker or "")):
        return f"annex/{letter.group()}"
    return f"{node.kind}/{node.number}{suffix}"
