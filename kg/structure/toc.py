"""Tables of contents: headings that repeat before the text begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.structure import markers
from kg.structure.lines import Line

_HEAD = re.compile(r"目\s*[录次]\s*[:：]?$|目\s*录\s*[（(].*[）)]$")
_DOTS = re.compile(r"[\s.…·．⋯]{4,}\s*[-—]?\s*\d{1,4}\s*[-—]?$")


def contents_end(lines: Sequence[Line], i: int) -> int | None:
    """The line after a table of contents that begins at line ``i``; ``None``: none begins here."""
    line = lines[i]
    if line.table is not None:
        return None
    if _DOTS.search(line.text) and "。" not in line.text and len(line.text) < 200:
        return i + 1
    if not _HEAD.match(line.text):
        return None
    seen: set[str] = set()
    j = i + 1
    while j < min(len(lines), i + 500):
        text = lines[j].text
        if lines[j].table is not None or len(text) > 80 or text.endswith(("。", "；")):
            break
        key = _entry(text)
        marker = markers.read(text)
        if key in seen or (marker is not None and marker.style == "article"):
            break
        seen.add(key)
        j += 1
    return _back(lines, i, j)


def _entry(text: str) -> str:
    """A heading without spaces, dots and page number."""
    return re.sub(r"[\s\u3000]+", "", _DOTS.sub("", text))


def _back(lines: Sequence[Line], i: int, j: int) -> int:
    """The end of the contents, where the text's first heading was read along: a marked line that begins anew."""
    first: dict[str, int] = {}
    for k in range(i + 1, j):
        marker = markers.read(lines[k].text)
        if marker is None or marker.number != 1 or _DOTS.search(lines[k].text):
            continue
        if marker.style in first and markers.RANKS[marker.style] <= min(markers.RANKS[s] for s in first):
            return k
        first.setdefault(marker.style, k)
    return j
