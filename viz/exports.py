"""Networks as files of other programs."""

from __future__ import annotations

import io

import networkx as nx

from viz.network import Network


def graphml(network: Network) -> bytes:
    """GraphML with labels and kinds, for Gephi, yEd and Cytoscape."""
    graph = nx.MultiDiGraph()
    for node in network.nodes:
        graph.add_node(node.id, label=_plain(node.label), kind=node.kind)
    for edge in network.edges:
        graph.add_edge(edge.source, edge.target, property=edge.property, label=edge.label)
    out = io.BytesIO()
    nx.write_graphml(graph, out, encoding="utf-8")
    return out.getvalue()


def _plain(text: str) -> str:
    """``text`` without the control characters that XML forbids."""
    return "".join(c for c in text if c >= " " or c in "\t\n")
