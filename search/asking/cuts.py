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


def count_and_cut_query(
    document: str, counted: Sequence[tuple[int, int]], shown: Sequence[tuple[int, int]], graph: str, measure: str
) -> str:
    """A query that says how many ``counted`` there are, with their measure, and then cuts ``shown``."""
    number = count_query(document, counted, graph).removeprefix(PREFIX).replace("?value", "?n")
    one = f'{{ {{ {number} }} BIND(CONCAT(STR(?n), "{measure}") AS ?value) BIND(0 AS ?rank) }}'
    many = f"{{ {{ {cut_query(document, shown, graph).removeprefix(PREFIX)} }} BIND(1 AS ?rank) }}"
    return f"{PREFIX}SELECT ?value {{ {one} UNION {many} }} ORDER BY ?rank"


def piece(span: tuple[int, int]) -> str:
    """The SPARQL expression of a span of the source text.

    >>> piece((3, 8))
    'SUBSTR(?text, 4, 5)'
    """
    return f"SUBSTR(?text, {span[0] + 1}, {span[1] - span[0]})"


def decimal(expression: str) -> str:
    """The number that a SPARQL expression of a text holds.

    >>> decimal("?cell")
    "<http://www.w3.org/2001/XMLSchema#decimal>(REPLACE(?cell, '[^0-9.]', ''))"
    """
    return f"<http://www.w3.org/2001/XMLSchema#decimal>(REPLACE({expression}, '[^0-9.]', ''))"
