"""The queries that cut words out of a source text, and count them."""

from __future__ import annotations

from collections.abc import Sequence

from search.asking.sets import PREFIX


def cut_query(document: str, spans: Sequence[tuple[int, int]], graph: str) -> str:
    """A query that cuts ``spans`` (offsets into the source text) out of the document."""
    if len(spans) == 1:
        a, b = spans[0]
        return f"{PREFIX}SELECT (SUBSTR(?text, {a + 1}, {b - a}) AS ?value) {{ GRAPH <{graph}> {{ <{document}> pol:sourceText ?text }} }}"
    rows = " ".join(f"({a + 1} {b - a})" for a, b in spans)
    return (
        f"{PREFIX}SELECT (SUBSTR(?text, ?from, ?length) AS ?value) {{ GRAPH <{graph}> {{ <{document}> pol:sourceText ?text }} "
        f"VALUES (?from ?length) {{ {rows} }} }} ORDER BY ?from"
    )


def count_query(document: str, spans: Sequence[tuple[int, int]], graph: str) -> str:
    """A query that counts ``spans`` of the source text."""
    each = cut_query(document, spans, graph).removeprefix(PREFIX).replace("?value", "?item")
    return f"{PREFIX}SELECT (COUNT(?item) AS ?value) {{ {{ {each} }} }}"
