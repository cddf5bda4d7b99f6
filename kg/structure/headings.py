"""Where a heading ends and the words begin: alone on its line, or run in up to the first full stop.

Whether the first sentence after a mark is a heading is a habit of the document, so it is judged over all marks
of a style within a part.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from kg.model import Span
from kg.structure.tree import Node

_OPEN, _CLOSE = "（(《〈“[【", "）)》〉”]】"
_BOXED = re.compile(r"\s*(?:【(?P<a>[^【】]{1,30})】|[（(](?P<b>[^（）()]{2,30})[）)](?=\s*$|[\s\u3000]))")
_LONGEST = 45


def first_stop(text: str) -> int:
    """Where the first full stop outside brackets and quotes stands; -1: nowhere.

    >>> first_stop("坚持“一。”同步。其他")
    8
    """
    depth = 0
    for i, c in enumerate(text):
        if c in _OPEN:
            depth += 1
        elif c in _CLOSE:
            depth = max(0, depth - 1)
        elif c == "。" and not depth:
            return i
    return text.find("。") if depth else -1


def give_titles(nodes: Iterable[Node]) -> None:
    """Set title and start of every marked node."""
    groups: dict[tuple[int, str, bool], list[Node]] = defaultdict(list)
    for node in nodes:
        if node.line is not None and node.marker is not None and node.title is None and node.style:
            box = next((n for n in node.above() if n.kind in ("part", "annex")), None)
            groups[id(box), node.style, node.in_table].append(node)
    for (_, style, _), group in groups.items():
        heads = [_head(node) for node in group]
        run_in = sum(1 for h in heads if h is not None)
        habit = style != "article" and run_in * 2 >= len(group)
        for node, head in zip(group, heads, strict=True):
            if style == "article":
                _boxed(node)
            elif head is not None and (habit or _alone(node) or head[0] <= 20):
                _set(node, *head)


def _rest(node: Node) -> tuple[str, int]:
    """The words after the mark on its line, and where they begin there."""
    text = node.line.text if node.line else ""
    rest = re.sub(r"^[\s、.．]+", "", text[node.at :])
    return rest, len(text) - len(rest)


def _follows(node: Node) -> bool:
    return node.more or bool(node.children)


def _alone(node: Node) -> bool:
    rest, _ = _rest(node)
    return "。" not in rest


def _head(node: Node) -> tuple[int, int] | None:
    """Length of the heading and of what parts it from the words; ``None``: no heading."""
    rest, _ = _rest(node)
    rest = rest.rstrip()
    if not rest:
        return None
    stop = first_stop(rest)
    if stop < 0:
        if node.rank <= 2:
            return len(rest), len(rest)
        if not _follows(node) or len(rest) > 80 or rest.endswith(("；", ";", "，", ",", "、")):
            return None
        bare = rest.rstrip("：:")
        if len(bare) < len(rest) and (len(bare) > 20 or node.style == "article"):
            return None
        return len(bare), len(rest)
    if stop > _LONGEST or rest[:stop].count("，") > 3 or rest[:stop].endswith("；") or "；" in rest[:stop]:
        return None
    if stop == len(rest) - 1 and not _follows(node):
        return None
    if stop == len(rest) - 1 and node.children and not node.more and rest[:stop].count("，") > 2:
        return None
    return stop, stop + 1


def _set(node: Node, length: int, width: int) -> None:
    assert node.line is not None
    _, at = _rest(node)
    end = at + len(node.line.text[at : at + length].rstrip())
    node.title = Span(node.line.at(at), node.line.until(end))
    node.start = node.line.until(at + width)


def _boxed(node: Node) -> None:
    """第五条【住所】… and 第五条（住所）alone on its line have a heading in the bracket."""
    rest, at = _rest(node)
    m = _BOXED.match(rest)
    if m is None or node.line is None or (m["b"] is not None and re.search(r"下同|简称|包括|含", m["b"])):
        return
    name = "a" if m["a"] is not None else "b"
    node.title = Span(node.line.at(at + m.start(name)), node.line.until(at + m.end(name)))
    node.start = node.line.until(at + m.end())
