"""A document's outline and facts, read back out of the graph for the API and the reader page."""

from __future__ import annotations

from typing import Any

from kg.library import Library
from kg.store import Row
from ontology import POL

_PREFIX = f"PREFIX pol: <{POL}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "

_PROVISIONS = """SELECT ?iri ?type ?number ?marker ?title ?label ?start ?end ?parent ?order {{
  ?iri pol:inDocument <{0}> ; a ?type ; pol:order ?order ; pol:start ?start ; pol:end ?end ; pol:partOf ?parent ;
       pol:citationLabel ?label
  FILTER(?type IN ({1}))
  OPTIONAL {{ ?iri pol:number ?number }} OPTIONAL {{ ?iri pol:marker ?marker }} OPTIONAL {{ ?iri pol:title ?title }}
}} ORDER BY ?order"""
_UNITS = """SELECT ?provision ?unit ?name ?label {{ GRAPH <{1}> {{
  ?provision pol:responsibleUnit ?unit . ?unit pol:writtenAs ?name ; skos:prefLabel ?label }} }} ORDER BY ?provision"""
_TARGETS = """SELECT DISTINCT ?provision ?iri ?subject ?comparator ?minimum ?maximum ?unit ?kind ?quote ?deadline {{
  ?provision pol:inDocument <{0}> ; pol:setsTarget ?iri .
  ?iri pol:subject ?subject ; pol:comparator ?comparator ; pol:quote ?quote ; pol:targetKind ?kind ; pol:start ?at
  OPTIONAL {{ ?iri pol:minimum ?minimum }} OPTIONAL {{ ?iri pol:maximum ?maximum }}
  OPTIONAL {{ ?iri pol:unitOfMeasure ?unit }} OPTIONAL {{ ?iri pol:deadline ?deadline }} }} ORDER BY ?at ?provision"""
_CITATIONS = """SELECT ?provision ?document ?title ?number ?relation ?quote ?start ?end {{
  ?c a pol:Citation ; pol:inProvision ?provision ; pol:refersTo ?document ; pol:quote ?quote ;
     pol:start ?start ; pol:end ?end ; pol:citationRelation ?relation .
  GRAPH <{1}> {{ ?c a pol:Citation . ?document pol:title ?title OPTIONAL {{ ?document pol:documentNumber ?number }} }}
}} ORDER BY ?start"""

KINDS = {
    "Preamble": "preamble", "Part": "part", "Section": "section", "Clause": "clause", "Article": "article",
    "Item": "item", "Annex": "annex", "SupportItem": "support", "Task": "task",
}  # fmt: skip
"""Class name → what ``kind`` says in the API."""


def outline_of(library: Library, iri: str) -> dict[str, Any]:
    """``provisions``, ``targets`` and ``citations`` of a document, each in text order."""
    graph = library.namer.graph(library.namer.local(iri) or iri)

    def rows(query: str) -> list[Row]:
        types = ", ".join(f"<{POL[name]}>" for name in KINDS)
        return library.store.select(_PREFIX + query.format(iri, types if "IN (" in query else graph))

    provisions = [_provision(row) for row in rows(_PROVISIONS)]
    units: dict[str, list[dict[str, Any]]] = {}
    for row in rows(_UNITS):
        units.setdefault(str(row["provision"]), []).append(
            {"iri": row["unit"], "name": row["name"], "label": row["label"]}
        )
    for provision in provisions:
        provision["units"] = units.get(provision["iri"], [])
    return {"outline": provisions, "targets": rows(_TARGETS), "citations": rows(_CITATIONS)}


def _provision(row: Row) -> dict[str, Any]:
    kind = KINDS[str(row["type"]).rsplit("#", 1)[-1]]
    rest = {name: row.get(name) for name in ("number", "marker", "title", "label", "start", "end", "parent")}
    return {"iri": row["iri"], "kind": kind, **rest}
