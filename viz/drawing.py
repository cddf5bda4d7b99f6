"""Networks drawn with pyvis and vis-network, from the files the pyvis package carries: nothing comes from a CDN."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from viz.assets import STATIC, asset, vis_file
from viz.kinds import COLOURS, ENTITIES, NAMES
from viz.network import Network
from viz.wording import translate

__all__ = ["COLOURS", "NAMES", "drawn", "offline_page", "script_json", "vis_file"]

TEMPLATES = Path(__file__).parent / "templates"


def drawn(network: Network) -> dict[str, Any]:
    """Nodes, edges and options as vis-network takes them, laid out by pyvis.

    Labels go in as plain texts: colours and shapes come from the page, hover titles are set by the script, for
    vis-network would take a title for HTML.
    """
    from pyvis.network import Network as Pyvis

    net = Pyvis(height="100%", width="100%", directed=True, cdn_resources="local")
    for node in network.nodes:
        net.add_node(node.id, label=node.label, kind=node.kind, document=document_of(node.id, node.kind), shape="dot")
    for edge in network.edges:
        net.add_edge(edge.source, edge.target, label=edge.label, property=edge.property)
    net.barnes_hut(gravity=-6000, spring_length=110, damping=0.4)
    options = json.loads(net.options.to_json())
    return {"nodes": net.nodes, "edges": net.edges, "options": {"physics": options["physics"]}}


def layout() -> dict[str, Any]:
    """The options of a drawing alone, for graphs a page puts together itself.

    >>> sorted(layout())
    ['physics']
    """
    options: dict[str, Any] = drawn(Network((), (), False))["options"]
    return options


def document_of(iri: str, kind: str) -> str | None:
    """The id of the document a provision, target or measure stands in; ``None`` for what all documents share.

    >>> document_of("https://w3id.org/policykg/id/a-1/task/2", "task")
    'a-1'
    """
    return None if kind in ENTITIES or "/id/" not in iri else iri.split("/id/", 1)[1].split("/")[0]


def script_json(value: object) -> str:
    """JSON that may stand inside a ``<script type="application/json">`` element, whatever the texts hold.

    >>> script_json("</script>")
    '"\\\\u003c/script>"'
    """
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028")


def offline_page(network: Network, title: str = "政策图谱") -> str:
    """One HTML file with everything in it; opens with no network."""
    from viz.pages import render

    return render(
        "offline.html",
        title=title,
        data=script_json(drawn(network)),
        names=script_json(names()),
        vis=vis_file("vis-network.min.js").decode("utf-8"),
        css=asset("app.css").decode() + asset("kinds.css").decode(),
        script="".join((STATIC / name).read_text("utf-8") for name in ("clusters.js", "graph.js")),
    )


def names(lang: str = "zh") -> dict[str, str]:
    """Kind → its name in the language of the page."""
    return {kind: translate(name, lang) for kind, name in NAMES.items()}
