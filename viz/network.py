"""Which nodes and edges to show: the neighbourhood of a thing, a path between two, the units and their tasks."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Any

from kg.errors import NotFoundError
from kg.library import Library
from ontology import POL

KINDS = ("document", "section", "clause", "article", "item", "task", "support", "annex", "preamble", "part", "unit",
         "institution", "programme", "place", "industry", "term", "measure", "target")  # fmt: skip
_CLASS_KIND = {"PolicyDocument": "document", "SupportItem": "support"}
EDGES = {
    "hasPart": "包含", "elaborates": "细化", "supports": "支持", "responsibleUnit": "责任单位", "mentions": "提及",
    "cites": "引用", "setsTarget": "设定目标", "hasMeasure": "措施", "issuer": "发文机关", "hostedBy": "隶属",
}  # fmt: skip
"""Properties drawn, with their Chinese labels."""
_PREFIX = f"PREFIX pol: <{POL}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
_FORBIDDEN = frozenset('<>"{}|\\^` \n\r\t')


@dataclass(frozen=True, slots=True)
class Node:
    """Something drawn."""

    id: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A property between two nodes."""

    source: str
    target: str
    property: str
    label: str


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges; ``truncated`` when there were more than the limit."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    truncated: bool = False

    def as_dict(self) -> dict[str, Any]:
        """In the form of the contract."""
        return {
            "nodes": [{"id": n.id, "label": n.label, "kind": n.kind} for n in self.nodes],
            "edges": [
                {"source": e.source, "target": e.target, "property": e.property, "label": e.label} for e in self.edges
            ],
            "truncated": self.truncated,
        }


def resolve_focus(library: Library, focus: str | None) -> str:
    """The IRI a name, an id or an IRI means; without one the first document."""
    if not focus:
        documents = library.documents()
        if not documents:
            raise NotFoundError("the knowledge base is empty; `policykg ingest` adds documents / 知识库是空的")
        return documents[0].iri
    candidates = [focus, f"{library.namer.base}id/{focus}"] if not set(focus) & _FORBIDDEN else []
    for iri in candidates:
        if "://" in iri and library.store.ask(f"ASK {{ <{iri}> ?p ?o }}"):
            return iri
    found = lookup(library, focus, limit=1)
    if not found:
        raise NotFoundError(f"nothing is called {focus!r} / 没有名为“{focus}”的事物")
    return str(found[0]["iri"])


def literal(text: str) -> str:
    """``text`` as a SPARQL string.

    >>> literal('a"b')
    '"a\\\\"b"'
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


def lookup(library: Library, text: str, kind: str | None = None, limit: int = 20) -> list[dict[str, Any]]:
    """Entities whose name or alias holds ``text``: exact matches first, then the shortest names."""
    rows = library.store.select(
        f"""{_PREFIX} SELECT DISTINCT ?e ?type ?pref ?l {{ ?e skos:prefLabel ?pref ; skos:prefLabel|skos:altLabel ?l ;
          a ?type FILTER(CONTAINS(LCASE(STR(?l)), LCASE({literal(text)}))) }} LIMIT 2000"""
    )
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        kind_of = _kind(str(row["type"]))
        entry = found.setdefault(
            str(row["e"]), {"iri": row["e"], "label": row["pref"], "kind": None, "types": [], "matched": row["l"]}
        )
        entry["types"].append(row["type"])
        entry["kind"] = kind_of or entry["kind"]
        if str(row["l"]) == text:
            entry["matched"] = text
    chosen = [e for e in found.values() if kind is None or e["kind"] == kind]
    chosen.sort(key=lambda e: (e["matched"] != text, len(str(e["matched"])), str(e["label"])))
    return chosen[:limit]


def _kind(type_iri: str) -> str | None:
    local = type_iri.rsplit("#", 1)[-1]
    kind = _CLASS_KIND.get(local, local.lower())
    return kind if kind in KINDS else None


def neighbourhood(
    library: Library, focus: str, *, depth: int = 1, limit: int = 200, kinds: tuple[str, ...] = ()
) -> Network:
    """What is within ``depth`` steps of ``focus`` (an IRI), at most ``limit`` nodes."""
    seen: dict[str, None] = {focus: None}
    edges: dict[tuple[str, str, str], Edge] = {}
    frontier, truncated = [focus], False
    for _ in range(depth):
        fresh: list[str] = []
        for edge in _edges_of(library, frontier):
            other = edge.target if edge.source in seen else edge.source
            if other not in seen:
                if len(seen) >= limit:
                    truncated = True
                    continue
                seen[other] = None
                fresh.append(other)
            edges[edge.source, edge.target, edge.property] = edge
        frontier = fresh
        if not frontier:
            break
    nodes = _nodes(library, list(seen))
    if kinds:
        nodes = [n for n in nodes if n.kind in kinds or n.id == focus]
    kept = {n.id for n in nodes}
    drawn = tuple(e for e in edges.values() if e.source in kept and e.target in kept)
    return Network(tuple(nodes), drawn, truncated)


def _edges_of(library: Library, iris: list[str]) -> list[Edge]:
    if not iris:
        return []
    values = " ".join(f"<{iri}>" for iri in iris)
    wanted = f"FILTER(?p IN ({', '.join(f'pol:{name}' for name in EDGES)}))"  # nine times as fast as ?p among VALUES
    rows = library.store.select(
        f"""{_PREFIX} SELECT DISTINCT ?s ?p ?o {{ {{ VALUES ?s {{ {values} }} ?s ?p ?o {wanted} }} UNION
          {{ VALUES ?o {{ {values} }} ?s ?p ?o {wanted} }} FILTER(ISIRI(?o)) }} ORDER BY ?p ?s ?o"""
    )
    edges = []
    for row in rows:
        name = str(row["p"]).rsplit("#", 1)[-1]
        edges.append(Edge(str(row["s"]), str(row["o"]), name, EDGES[name]))
    return edges


def _nodes(library: Library, iris: list[str]) -> list[Node]:
    values = " ".join(f"<{iri}>" for iri in iris)
    rows = library.store.select(
        f"""{_PREFIX} SELECT ?x (SAMPLE(?l) AS ?label) (GROUP_CONCAT(DISTINCT STR(?t); separator=" ") AS ?types)
        {{ VALUES ?x {{ {values} }} ?x a ?t
          OPTIONAL {{ ?x skos:prefLabel ?a }} OPTIONAL {{ ?x pol:citationLabel ?b }}
          OPTIONAL {{ ?x pol:subject ?c }} OPTIONAL {{ ?x pol:quote ?d }} BIND(COALESCE(?a, ?b, ?c, ?d) AS ?l) }}
        GROUP BY ?x"""
    )
    found = {str(row["x"]): row for row in rows if "x" in row}
    nodes = []
    for iri in iris:
        row = found.get(iri)
        if row is None:
            continue
        kinds = [k for t in str(row["types"]).split() if (k := _kind(t))]
        nodes.append(Node(iri, str(row.get("label") or iri.rsplit("/", 1)[-1]), kinds[0] if kinds else "other"))
    return nodes


def path(library: Library, source: str, target: str, longest: int = 6) -> list[dict[str, Any]]:
    """Hops of a shortest path between two IRIs; empty where there is none within ``longest`` steps."""
    came: dict[str, Edge | None] = {source: None}
    frontier = deque([source])
    for _ in range(longest):
        fresh: list[str] = []
        for edge in _edges_of(library, list(frontier)):
            for here, there in ((edge.source, edge.target), (edge.target, edge.source)):
                if here in came and there not in came and len(came) < 20_000:
                    came[there] = edge
                    fresh.append(there)
        if target in came:
            return _hops(library, came, source, target)
        frontier = deque(fresh)
        if not fresh:
            break
    return []


def _hops(library: Library, came: dict[str, Edge | None], source: str, target: str) -> list[dict[str, Any]]:
    chain: list[Edge] = []
    at = target
    while at != source:
        edge = came[at]
        assert edge is not None
        chain.append(edge)
        at = edge.source if edge.target == at else edge.target
    chain.reverse()
    labels = {n.id: n for n in _nodes(library, list({i for e in chain for i in (e.source, e.target)}))}
    return [
        {
            "source": e.source, "target": e.target, "property": e.property, "label": e.label,
            "source_label": labels[e.source].label, "target_label": labels[e.target].label,
            "evidence": _evidence(library, e),
        }
        for e in chain
    ]  # fmt: skip


def _evidence(library: Library, edge: Edge) -> list[dict[str, Any]]:
    """Quotes behind an edge: the mention, or the words of the provision it starts from."""
    return library.store.select(
        f"""{_PREFIX} SELECT ?quote ?start ?end ?provision {{
          {{ ?m pol:refersTo <{edge.target}> ; pol:inProvision <{edge.source}> ; pol:quote ?quote ; pol:start ?start ;
                pol:end ?end BIND(<{edge.source}> AS ?provision) }} UNION
          {{ <{edge.source}> pol:text ?quote ; pol:start ?start BIND(?start + STRLEN(?quote) AS ?end)
             BIND(<{edge.source}> AS ?provision) }} }} ORDER BY STRLEN(?quote) LIMIT 1"""
    )


def everything(library: Library, limit: int = 200_000) -> Network:
    """The whole drawn graph, for exports."""
    properties = " ".join(f"pol:{name}" for name in EDGES)
    rows = library.store.select(
        f"""{_PREFIX} SELECT DISTINCT ?s ?p ?o {{ VALUES ?p {{ {properties} }}
          ?s ?p ?o FILTER(ISIRI(?o)) }} LIMIT {limit}"""
    )
    edges = []
    for row in rows:
        name = str(row["p"]).rsplit("#", 1)[-1]
        edges.append(Edge(str(row["s"]), str(row["o"]), name, EDGES[name]))
    iris = list(dict.fromkeys(i for e in edges for i in (e.source, e.target)))
    nodes = _nodes(library, iris)
    kept = {n.id for n in nodes}
    return Network(tuple(nodes), tuple(e for e in edges if e.source in kept and e.target in kept), len(rows) == limit)


def responsibilities(library: Library, document: str | None = None) -> dict[str, Any]:
    """Units × tasks: how many tasks each unit has, and which units share tasks."""
    scope = f"?t pol:inDocument <{document}> ." if document else ""
    rows = library.store.select(
        f"""{_PREFIX} SELECT DISTINCT ?t ?label ?u ?name ?order {{
          ?t pol:responsibleUnit ?u ; pol:citationLabel ?label ;
          pol:order ?order . {scope} ?u skos:prefLabel ?name }} ORDER BY ?order ?name"""
    )
    units: dict[str, dict[str, Any]] = {}
    tasks: dict[str, dict[str, Any]] = {}
    for row in rows:
        unit = units.setdefault(str(row["u"]), {"iri": row["u"], "label": row["name"], "tasks": []})
        unit["tasks"].append(row["t"])
        task = tasks.setdefault(str(row["t"]), {"iri": row["t"], "label": row["label"], "units": []})
        task["units"].append(row["u"])
    shared: dict[tuple[str, str], int] = {}
    for task in tasks.values():
        names = sorted(task["units"])
        for i, a in enumerate(names):
            for b in names[i + 1 :]:
                shared[a, b] = shared.get((a, b), 0) + 1
    load = sorted(units.values(), key=lambda u: (-len(u["tasks"]), str(u["label"])))
    pairs = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
    return {
        "units": [{**u, "load": len(u["tasks"])} for u in load],
        "tasks": list(tasks.values()),
        "shared": [{"units": list(pair), "tasks": n} for pair, n in pairs],
        "matrix": [[1 if u["iri"] in t["units"] else 0 for t in tasks.values()] for u in load],
    }


def documents_with_units(library: Library) -> dict[str, int]:
    """Document → how many of its provisions have responsible units."""
    rows = library.store.select(
        f"{_PREFIX} SELECT ?d (COUNT(DISTINCT ?t) AS ?n) {{ ?t pol:responsibleUnit ?u ; pol:inDocument ?d }} GROUP BY ?d"
    )
    return {str(row["d"]): int(row["n"]) for row in rows if "d" in row}


def heat(told: dict[str, Any], most: int = 24) -> dict[str, Any]:
    """Who shares how many tasks with whom, of the ``most`` busiest units: names and a square of numbers and levels."""
    units = told["units"][:most]
    shared = {frozenset(s["units"]): int(s["tasks"]) for s in told["shared"]}
    top = max(shared.values(), default=1)
    square = []
    for one in units:
        counts = [0 if one is other else shared.get(frozenset((one["iri"], other["iri"])), 0) for other in units]
        square.append([{"n": n, "level": 0 if n == 0 else 1 + min(4, 4 * n // top)} for n in counts])
    return {"names": [u["label"] for u in units], "rows": square}
