"""All that is known of one thing: names, facts out and in, and where the texts name it."""

from __future__ import annotations

from typing import Any

from kg.errors import NotFoundError
from kg.library import Library
from ontology import POL
from viz.network import _kind

_PREFIX = f"""PREFIX pol: <{POL}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> """
_HIDDEN = "rdf:type, rdfs:label, skos:prefLabel, skos:altLabel, pol:sourceText, pol:text, pol:refersTo, pol:inProvision"
_MOST = 500


def entity(library: Library, iri: str) -> dict[str, Any]:
    """Labels, types, facts in and out and mentions of ``iri``; :class:`NotFoundError` where nothing is known."""
    if set(iri) & set('<>"{}|\\^` \n\r\t') or "://" not in iri:
        raise NotFoundError(f"no entity {iri!r} / 没有这个事物")
    rows = library.store.select(
        f"""{_PREFIX} SELECT DISTINCT ?type ?pref ?alt ?cited ?text {{ <{iri}> a ?type
          OPTIONAL {{ <{iri}> skos:prefLabel ?pref }} OPTIONAL {{ <{iri}> skos:altLabel ?alt }}
          OPTIONAL {{ <{iri}> rdfs:label ?cited }} OPTIONAL {{ <{iri}> pol:text ?text }} }}"""
    )
    if not rows:
        raise NotFoundError(f"no entity {iri} / 没有这个事物")
    types = sorted({str(row["type"]) for row in rows})
    kinds = [k for t in types if (k := _kind(t))]
    label = next((str(row[n]) for n in ("pref", "cited") for row in rows if n in row), iri.rsplit("/", 1)[-1])
    return {
        "iri": iri,
        "label": label,
        "aliases": sorted({str(row["alt"]) for row in rows if "alt" in row}),
        "types": types,
        "kind": kinds[0] if kinds else "other",
        "text": next((str(row["text"]) for row in rows if "text" in row), None),
        "facts": _facts(library, f"<{iri}> ?p ?o", "o"),
        "incoming": _facts(library, f"?s ?p <{iri}>", "s"),
        "mentions": mentions(library, iri),
    }


def _facts(library: Library, pattern: str, end: str) -> list[dict[str, Any]]:
    rows = library.store.select(
        f"""{_PREFIX} SELECT DISTINCT ?p ?{end} ?label ?name {{ {pattern} FILTER(?p NOT IN ({_HIDDEN}))
          OPTIONAL {{ ?p rdfs:label ?name FILTER(LANG(?name) = "zh") }} OPTIONAL {{ ?{end} rdfs:label ?label }}
        }} ORDER BY ?p ?{end} LIMIT {_MOST}"""
    )
    out: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        value = row[end]
        resource = isinstance(value, str) and "://" in value and library.namer.local(value) is not None
        name = str(row.get("name") or str(row["p"]).rsplit("#", 1)[-1].rsplit("/", 1)[-1])
        fact = {"property": str(row["p"]), "name": name, "value": value, "label": row.get("label", value)}
        out.setdefault((str(row["p"]), str(value)), fact | {"iri": value if resource else None})
    return list(out.values())


def mentions(library: Library, iri: str) -> list[dict[str, Any]]:
    """Where the texts name it, with the exact words and offsets."""
    return library.store.select(
        f"""{_PREFIX} SELECT DISTINCT ?provision ?label ?document ?title ?quote ?start ?end {{
          ?m pol:refersTo <{iri}> ; pol:inProvision ?provision ; pol:quote ?quote ; pol:start ?start ; pol:end ?end .
          OPTIONAL {{ ?provision pol:inDocument ?inside }} BIND(COALESCE(?inside, ?provision) AS ?document)
          ?document pol:title ?title OPTIONAL {{ ?provision pol:citationLabel ?label }} }}
        ORDER BY ?document ?start LIMIT {_MOST}"""
    )
