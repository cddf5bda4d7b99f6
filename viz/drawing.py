"""Networks drawn with pyvis and vis-network, from the files the pyvis package carries: nothing comes from a CDN."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from viz.network import Network

COLOURS = {
    "document": "#7c3aed", "section": "#475569", "clause": "#2563eb", "article": "#2563eb", "item": "#0369a1",
    "task": "#0f766e", "support": "#0e7490", "annex": "#475569", "preamble": "#475569", "part": "#475569",
    "unit": "#b45309", "institution": "#be123c", "programme": "#a21caf", "place": "#4d7c0f", "industry": "#7e22ce",
    "term": "#9f1239", "measure": "#1d4ed8", "target": "#c2410c",
}  # fmt: skip
"""One accent colour a kind, used in graphs, marks, chips and legends."""
NAMES = {
    "document": "文件", "section": "部分", "clause": "条款", "article": "条", "item": "项", "task": "任务",
    "support": "支持政策", "annex": "附件", "preamble": "引言", "part": "所载文件", "unit": "单位", "institution": "机构",
    "programme": "计划工程", "place": "地域", "industry": "产业", "term": "术语", "measure": "措施", "target": "目标",
}  # fmt: skip
TEMPLATES = Path(__file__).parent / "templates"


@cache
def vis_file(name: str) -> bytes:
    """A file of vis-network out of the pyvis package (``vis-network.min.js``, ``vis-network.css``)."""
    folder = files("pyvis") / "templates" / "lib" / "vis-9.1.2"
    return (folder / name).read_bytes()


def drawn(network: Network) -> dict[str, Any]:
    """Nodes, edges and options as vis-network takes them, laid out by pyvis."""
    from pyvis.network import Network as Pyvis

    net = Pyvis(height="100%", width="100%", directed=True, cdn_resources="local")
    for node in network.nodes:
        label = node.label if len(node.label) <= 16 else f"{node.label[:15]}…"
        colour = COLOURS.get(node.kind, "#64748b")
        net.add_node(node.id, label=label, title=node.label, color=colour, shape="dot", kind=node.kind, size=14)
    for edge in network.edges:
        net.add_edge(edge.source, edge.target, title=edge.label, label=edge.label, arrows="to")
    net.barnes_hut(gravity=-6000, spring_length=120, damping=0.3)
    options = json.loads(net.options.to_json())
    options["interaction"] = {"hover": True, "keyboard": {"enabled": True, "bindToWindow": False}}
    return {"nodes": net.nodes, "edges": net.edges, "options": options}


def script_json(value: object) -> str:
    """JSON that may stand inside a ``<script type="application/json">`` element, whatever the texts hold.

    >>> script_json("</script>")
    '"\\\\u003c/script>"'
    """
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028")


def offline_page(network: Network, title: str = "政策图谱") -> str:
    """One HTML file with everything in it; opens with no network."""
    from viz.pages import render

    static = Path(__file__).parent / "static"
    return render(
        "offline.html",
        title=title,
        data=script_json(drawn(network)),
        names=script_json({kind: [NAMES.get(kind, kind), colour] for kind, colour in COLOURS.items()}),
        vis=vis_file("vis-network.min.js").decode("utf-8"),
        css=(static / "app.css").read_text("utf-8"),
        script=(static / "graph.js").read_text("utf-8"),
    )
