"""Whether numbers run on as they should: what an author numbered wrongly is told, never mended."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from kg.numerals import to_chinese
from kg.structure import markers
from kg.structure.lines import Line
from kg.structure.tree import Node

_FAR = 4


def warnings(nodes: Sequence[Node]) -> list[str]:
    """Numbers left out, used twice or out of order, each with its place."""
    found: list[str] = []
    last: dict[tuple[int, str], tuple[int, int, int]] = {}
    for node in sorted((n for n in nodes if n.number is not None and n.marker), key=lambda n: n.heading_start):
        if node.kind in ("annex", "part") or (node.sub or 0) > 0:
            continue
        style = node.style or node.kind
        box = next((n for n in node.above() if n.kind in ("part", "annex")), None)
        key, number = (id(box), style), node.number or 0
        before, parent, _ = last.get(key, (0, 0, 0))
        siblings = parent == id(node.parent)
        if number != before + 1 and (siblings or number != 1):
            found.append(_told(node, before, siblings))
        last[key] = (number, id(node.parent), node.heading_start)
    return found


def _told(node: Node, before: int, siblings: bool) -> str:
    number = node.number or 0
    place = f"字符位置 {node.heading_start}"
    if number == before and siblings:
        return f"编号重复：{node.marker}（{place}）/ number used twice"
    if number > before + 1:
        return f"编号不连续：{before} 之后是 {node.marker}（{place}）/ numbers left out"
    return f"编号顺序有误：{before} 之后是 {node.marker}（{place}）/ number out of order"


def rescue(lines: Sequence[Line]) -> list[Line]:
    """The lines with those split in which the mark of a missing article stands inside a line.

    Only where the articles around it show that just this number is missing, and it follows a full stop.
    """
    found = list(lines)
    heads = [(i, m.number) for i, line in enumerate(found) if (m := _article(line)) is not None]
    cuts: dict[int, list[int]] = defaultdict(list)
    for (i, a), (j, b) in pairwise(heads):
        if not a + 1 < b <= a + _FAR:
            continue
        for number in range(a + 1, b):
            for k in range(i, j):
                at = _inside(found[k].text, number)
                if at is not None:
                    cuts[k].append(at)
                    break
    for k in sorted(cuts, reverse=True):
        for at in sorted(cuts[k], reverse=True):
            found[k : k + 1] = found[k].split(at)
    return found


def _article(line: Line) -> markers.Marker | None:
    if not line.text.startswith("第"):
        return None
    marker = markers.read(line.text)
    return marker if marker is not None and marker.style == "article" and marker.sub is None else None


def _inside(text: str, number: int) -> int | None:
    """Where ``text`` has the mark of this article after the end of a sentence."""
    pattern = rf"(?<=[。；：:”）)\s\d—-])第\s*(?:{to_chinese(number)}|{number})\s*条(?![的和、，。第款项至])"
    m = re.search(pattern, text)
    return m.start() if m is not None and m.start() > 0 else None
