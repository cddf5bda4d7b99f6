"""Questions to try, made of what the graph really holds."""

from __future__ import annotations

from kg.library import Library
from ontology import POL

_PREFIX = f"PREFIX pol: <{POL}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
_TEMPLATES = (
    (
        "{0}负责哪些任务？",
        "SELECT ?x (COUNT(?t) AS ?n) { ?t a pol:Task ; pol:responsibleUnit/pol:writtenAs ?x } GROUP BY ?x ORDER BY DESC(?n) ?x LIMIT 9",
    ),
    (
        "{0}由哪些单位负责？",
        "SELECT ?x { ?t a pol:Task ; pol:hasMeasure ?m . ?m pol:quote ?x ; pol:start ?s FILTER(STRLEN(?x) > 6 && STRLEN(?x) < 20) } ORDER BY ?s LIMIT 40",
    ),
    (
        "{0}写在哪一条？",
        "SELECT DISTINCT ?x { ?e a pol:Institution ; pol:writtenAs ?x FILTER(STRLEN(?x) > 3 && STRLEN(?x) < 14) } ORDER BY ?x LIMIT 40",
    ),
    (
        "{0}是多少？",
        "SELECT DISTINCT ?x { ?t a pol:Target ; pol:targetKind 'target' ; pol:subject ?x FILTER(STRLEN(?x) > 4 && STRLEN(?x) < 22) } ORDER BY ?x LIMIT 20",
    ),
)


def questions(library: Library, n: int = 6) -> list[str]:
    """Up to ``n`` questions, of all kinds in turn."""
    lists = []
    for template, query in _TEMPLATES:
        rows = library.store.select(_PREFIX + query)
        lists.append([template.format(row["x"]) for row in rows if "x" in row])
    found: list[str] = []
    for i in range(max(map(len, lists), default=0)):
        found += [questions[i * 7 % len(questions)] for questions in lists if i < len(questions)]
    return list(dict.fromkeys(found))[:n]
