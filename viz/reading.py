"""What the reader page shows: the text in marked pieces, what stands beside it, and aligned provisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.library import DocumentInfo, Library
from kg.outlines import outline_of
from ontology import POL
from viz.pages import differing, page_path

if TYPE_CHECKING:
    from search import Engine

_PREFIX = f"PREFIX pol: <{POL}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
_RELATIONS = {"implements": "落实对方", "sameTarget": "目标相同", "otherValue": "同一目标，数值不同"}
_MOST_PAIRS = 60


def reader(library: Library, info: DocumentInfo) -> dict[str, Any]:
    """The values of ``document.html``."""
    text = library.text(info.id)
    outline = outline_of(library, info.iri)["outline"]
    marks, related = _marks(library, info), _related(library, info.iri)
    parents = {p["iri"]: p["parent"] for p in outline}
    inner = {p["parent"] for p in outline}
    for p in outline:
        p["anchor"] = _anchor(info.iri, p["iri"])
        p["level"] = _depth(p["iri"], parents)
        p["href"] = page_path(library, p["iri"])
        p["title"] = " ".join((p["title"] or "").split()) or None
        p["pieces"] = [] if p["iri"] in inner else _pieces(text, p["start"], p["end"], marks)
        p["related"] = [r | {"anchor": _anchor(info.iri, r["iri"])} for r in related.get(p["iri"], [])]
        for u in p["units"]:
            u["href"] = page_path(library, u["iri"])
    return {"outline": outline, **_beside(library, info), "leftovers": _leftovers(text, outline, info.coverage)}


def _anchor(document: str, iri: str) -> str:
    return iri.removeprefix(f"{document}/").replace("/", "-")


def _depth(iri: str, parents: dict[str, str | None]) -> int:
    depth, above = 0, parents.get(iri)
    while above is not None and above in parents and depth < 3:
        depth, above = depth + 1, parents[above]
    return depth


def _marks(library: Library, info: DocumentInfo) -> list[dict[str, Any]]:
    rows = library.store.select(
        f"""{_PREFIX}SELECT ?start ?end ?e ?name {{
          GRAPH <{library.namer.graph(info.id)}> {{ ?m a pol:Mention ; pol:start ?start ; pol:end ?end ; pol:refersTo ?e .
          ?e skos:prefLabel ?name }} }} ORDER BY ?start DESC(?end)"""
    )
    out = []
    for row in rows:
        kind = (library.namer.local(str(row["e"])) or "").split("/")[0]
        out.append({**row, "kind": kind, "href": page_path(library, str(row["e"]))})
    return out


def _pieces(text: str, start: int, end: int, marks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    pieces: list[dict[str, Any]] = []
    at = start
    for mark in marks:
        if mark["start"] < at or mark["end"] > end:
            continue
        pieces.append({"text": text[at : mark["start"]], "kind": None})
        pieces.append({"text": text[mark["start"] : mark["end"]], **{k: mark[k] for k in ("kind", "href", "name")}})
        at = mark["end"]
    pieces.append({"text": text[at:end], "kind": None})
    return pieces


def _related(library: Library, document: str) -> dict[str, list[dict[str, Any]]]:
    """Provision → those that elaborate or support it, or that it elaborates or supports."""
    rows = library.store.select(
        f"""{_PREFIX}SELECT ?a ?b ?la ?lb {{ ?a pol:elaborates|pol:supports ?b ; pol:inDocument <{document}> ;
          pol:citationLabel ?la ; pol:order ?order . ?b pol:citationLabel ?lb }} ORDER BY ?order"""
    )
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        for one, other, label in ((row["a"], row["b"], row["lb"]), (row["b"], row["a"], row["la"])):
            kind = str(other).rsplit("/", 2)[-2]
            found.setdefault(str(one), []).append({"iri": str(other), "label": label, "kind": kind})
    return found


def _beside(library: Library, info: DocumentInfo) -> dict[str, Any]:
    """Targets, and citations both ways."""
    targets = library.store.select(
        f"""{_PREFIX}SELECT DISTINCT ?p ?label ?quote ?at {{ ?p pol:inDocument <{info.iri}> ; pol:setsTarget ?t ;
          pol:citationLabel ?label . ?t pol:quote ?quote ; pol:start ?at ; pol:targetKind "target"
          FILTER NOT EXISTS {{ ?p a pol:Task }} }} ORDER BY ?at"""
    )
    cited = library.store.select(
        f"""{_PREFIX}SELECT DISTINCT ?d ?title ?number ?sha {{ <{info.iri}> pol:cites ?d . ?d pol:title ?title
          OPTIONAL {{ ?d pol:documentNumber ?number }} OPTIONAL {{ ?d pol:sha256 ?sha }} }} ORDER BY ?title"""
    )
    citing = library.store.select(
        f"{_PREFIX}SELECT DISTINCT ?d ?title {{ ?d pol:cites <{info.iri}> ; a pol:PolicyDocument ; pol:title ?title }} ORDER BY ?title"
    )
    return {
        "targets": [t | {"href": f"#{_anchor(info.iri, str(t['p']))}"} for t in targets],
        "cited": [
            {
                "title": c["title"],
                "number": c.get("number"),
                "href": page_path(library, str(c["d"])) if "sha" in c else None,
            }
            for c in {str(c["title"]): c for c in cited}.values()
        ],
        "citing": [c | {"href": page_path(library, str(c["d"]))} for c in citing],
    }


def _leftovers(text: str, outline: list[dict[str, Any]], coverage: float | None) -> list[dict[str, Any]]:
    """The lines after the last provision: what a printed page leaves behind."""
    end = max((p["end"] for p in outline), default=0)
    found, at = [], end
    for line in text[end:].split("\n") if (coverage or 1) < 1 else ():
        if line.strip():
            found.append({"text": line.strip()[:80], "start": at, "end": at + len(line)})
        at += len(line) + 1
    return found


def aligned_pairs(engine: Engine, document: str) -> list[dict[str, Any]]:
    """The closest provisions of other documents, both sides in pieces that show what differs."""
    from search.alignment import alignments

    pairs = alignments(engine, document)[:_MOST_PAIRS]
    for pair in pairs:
        pair["left"], pair["right"] = differing(pair["source"]["text"], pair["target"]["text"])
        shared = sum(len(piece) for piece, own in pair["left"] if not own)
        pair["close"] = 2 * shared >= min(len(pair["source"]["text"]), len(pair["target"]["text"]))
        pair["relation"] = _RELATIONS.get(pair["relation"] or "")
        for side in ("source", "target"):
            pair[side]["href"] = page_path(engine.library, pair[side]["iri"])
    return pairs
