"""One colour and one name a kind of thing, used in graphs, marks, chips and legends: defined here and nowhere else."""

from __future__ import annotations

COLOURS = {
    "document": "#6d28d9", "section": "#475569", "clause": "#1d4ed8", "article": "#1d4ed8", "item": "#0369a1",
    "task": "#047857", "support": "#0e7490", "annex": "#475569", "preamble": "#475569", "part": "#475569",
    "unit": "#a16207", "institution": "#be123c", "programme": "#a21caf", "place": "#4d7c0f", "industry": "#0f766e",
    "term": "#57534e", "measure": "#4338ca", "target": "#c2410c", "other": "#64748b",
}  # fmt: skip
"""On light paper; :func:`lighter` gives the same colour for dark paper."""
NAMES = {
    "document": "文件", "section": "部分", "clause": "条款", "article": "条", "item": "项", "task": "任务",
    "support": "支持政策", "annex": "附件", "preamble": "引言", "part": "所载文件", "unit": "单位", "institution": "机构",
    "programme": "计划工程", "place": "地域", "industry": "产业", "term": "术语", "measure": "措施", "target": "目标",
    "other": "其他",
}  # fmt: skip
ENTITIES = ("unit", "institution", "programme", "place", "industry", "term")
"""Kinds that belong to no single document."""


def lighter(colour: str, share: float = 0.45) -> str:
    """``colour`` mixed with white, to be read on dark paper.

    >>> lighter("#000000", 0.5)
    '#808080'
    """
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(p + (255 - p) * share):02x}" for p in parts)


def stylesheet() -> str:
    """The colours as CSS: ``--kind`` inside everything of class ``kind-…``.

    >>> ".kind-unit { --kind: light-dark(#a16207, " in stylesheet()
    True
    """
    return "".join(f".kind-{k} {{ --kind: light-dark({c}, {lighter(c)}); }}\n" for k, c in COLOURS.items())
