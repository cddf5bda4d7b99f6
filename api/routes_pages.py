"""The web pages: each asks the rooms below and hands plain values to a template."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, Response

import viz
from api.linked_data import describe, serialise
from api.presenting import hit_json
from kg.errors import NotFoundError
from kg.library import Library
from kg.outlines import outline_of
from ontology import POL
from viz import network
from viz.drawing import COLOURS, NAMES, drawn, script_json, vis_file
from viz.entity import entity as all_about
from viz.entity import mentions
from viz.pages import SECURITY, marked, page_path, render

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_STATIC = Path(viz.__file__).parent / "static"
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
Text = Annotated[str, Query(max_length=500)]


def page(template: str, **values: Any) -> HTMLResponse:
    """A rendered page with its security headers."""
    return HTMLResponse(render(template, **values), headers=SECURITY)


@router.get("/static/{name}")
def static(name: str) -> Response:
    """Our own assets, and vis-network out of the pyvis package."""
    if name == "vis-network.min.js":
        body = vis_file(name)
    elif (_STATIC / name).is_file() and (_STATIC / name).parent == _STATIC:
        body = (_STATIC / name).read_bytes()
    else:
        raise HTTPException(404, "没有这个文件 / no such file")
    media = _TYPES.get(Path(name).suffix, "application/octet-stream")
    return Response(body, media_type=media, headers={"Cache-Control": "public, max-age=3600"})


@router.get("/")
def home(request: Request) -> HTMLResponse:
    """One box that searches and asks, the documents, questions to try."""
    from search.suggest import questions

    library: Library = request.app.state.library
    documents = [_listed(library, info) for info in library.documents()]
    return page("home.html", title="问政策", documents=documents, questions=questions(library, 6))


def _listed(library: Library, info: Any) -> dict[str, Any]:
    return {name: getattr(info, name) for name in info.__slots__} | {"href": page_path(library, info.iri)}


@router.get("/ask")
def ask_page(request: Request, q: Text = "", document: Text | None = None) -> HTMLResponse:
    """The answer with its evidence, or the refusal with the nearest passages."""
    from search.answer import ask

    state = request.app.state
    answer = ask(state.engine, q, document).as_dict() if q.strip() else None
    if answer:
        for quote in answer["evidence"]:
            quote["href"] = page_path(state.library, quote["iri"])
            quote["label"] = f"{NAMES.get(quote['kind'], quote['kind'])} {quote['number'] or ''}".strip()
    passages = [_hit(state.library, p) for p in answer["passages"]] if answer else []
    return page("answer.html", title=q or "提问", question=q, answer=answer, passages=passages)


def _hit(library: Library, hit: dict[str, Any]) -> dict[str, Any]:
    label = f"{NAMES.get(hit['kind'], hit['kind'])} {hit['number'] or ''}".strip()
    return {
        "kind": hit["kind"], "label": label, "title": hit["title"], "href": page_path(library, hit["iri"]),
        "document_title": hit["document"]["title"], "pieces": marked(hit["text"], [tuple(h) for h in hit["highlights"]]),
    }  # fmt: skip


@router.get("/search")
def search_page(
    request: Request,
    q: Text = "",
    kind: Annotated[list[str] | None, Query()] = None,
    document: Annotated[list[str] | None, Query()] = None,
    unit: Text | None = None,
) -> HTMLResponse:
    """Hits with marks and facets."""
    state = request.app.state
    if not q.strip():
        return page("search.html", title="检索", query="", facets={}, list=[])
    result = state.engine.search(q, k=20, kinds=tuple(kind or ()), documents=tuple(document or ()), unit=unit)
    hits = [_hit(state.library, hit_json(hit)) for hit in result.hits]
    return page("search.html", title=q, query=q, facets=result.facets, list=hits)


@router.get("/page/{local:path}")
def about(request: Request, local: str) -> HTMLResponse:
    """A document to read, or everything known of a provision or entity."""
    library: Library = request.app.state.library
    iri = f"{library.namer.base}id/{local}"
    try:
        info = library.document(local) if "/" not in local else None
    except NotFoundError:
        info = None
    return _reader(library, info) if info else _entity(library, iri)


def _reader(library: Library, info: Any) -> HTMLResponse:
    text = library.text(info.id)
    outline = outline_of(library, info.iri)["outline"]
    marks = _marks(library, info)
    starts = sorted(p["start"] for p in outline)
    for p in outline:
        p["anchor"] = p["iri"].removeprefix(f"{info.iri}/").replace("/", "-")
        p["href"] = page_path(library, p["iri"])
        p["title"] = " ".join((p["title"] or "").split()) or None
        children = [c["start"] for c in outline if c["parent"] == p["iri"]]
        end = min([p["end"], *children]) if children else p["end"]
        p["pieces"] = _pieces(text, p["start"], end, marks) if not children or end > p["start"] else []
        for u in p["units"]:
            u["href"] = page_path(library, u["iri"])
        if children:
            p["pieces"] = []
    assert starts == sorted(starts)
    return page("document.html", title=info.title, info=info, outline=outline)


def _marks(library: Library, info: Any) -> list[dict[str, Any]]:
    rows = library.store.select(
        f"""PREFIX pol: <{POL}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT ?start ?end ?e ?name {{
          GRAPH <{library.namer.graph(info.id)}> {{ ?m a pol:Mention ; pol:start ?start ; pol:end ?end ; pol:refersTo ?e .
          ?e skos:prefLabel ?name }} }} ORDER BY ?start"""
    )
    out = []
    for row in rows:
        local = library.namer.local(str(row["e"])) or ""
        out.append({**row, "kind": local.split("/")[0], "href": page_path(library, str(row["e"]))})
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


def _entity(library: Library, iri: str) -> HTMLResponse:
    told = all_about(library, iri)
    facts, incoming = ([_fact(library, f) for f in told[side]] for side in ("facts", "incoming"))
    local = page_path(library, iri).removeprefix("/page/")
    jsonld = serialise(describe(library, iri), "json-ld").decode("utf-8").replace("<", "\\u003c")
    return page(
        "entity.html", title=told["label"], iri=iri, label=told["label"], kind=told["kind"], aliases=told["aliases"],
        text=told["text"], facts=facts, incoming=incoming, mentions=[_mention(library, m) for m in mentions(library, iri)],
        data=f"/data/{local}", jsonld=jsonld,
    )  # fmt: skip


def _fact(library: Library, fact: dict[str, Any]) -> dict[str, Any]:
    href = page_path(library, str(fact["iri"])) if fact["iri"] else None
    return {"property": fact["name"], "value": fact["label"], "href": href}


def _mention(library: Library, row: dict[str, Any]) -> dict[str, Any]:
    text = library.text(str(row["document"]))
    start, end = int(row["start"]), int(row["end"])
    return {
        "before": text[max(0, start - 30) : start].split("\n")[-1], "quote": row["quote"],
        "after": text[end : end + 30].split("\n")[0], "start": start, "end": end, "document": row["title"],
        "label": row.get("label", "标题"), "href": page_path(library, str(row["provision"])),
    }  # fmt: skip


@router.get("/graph")
def graph_page(
    request: Request, focus: Text | None = None, depth: Annotated[int, Query(ge=1, le=3)] = 1
) -> HTMLResponse:
    """The interactive graph around a thing."""
    library: Library = request.app.state.library
    iri = network.resolve_focus(library, focus)
    found = network.neighbourhood(library, iri, depth=depth, limit=200)
    label = next((n.label for n in found.nodes if n.id == iri), iri)
    names = {kind: [NAMES.get(kind, kind), colour] for kind, colour in COLOURS.items()}
    return page(
        "graph.html", title=label, label=label, data=script_json(drawn(found)), names=script_json(names),
        nodes=found.nodes, truncated=found.truncated,
    )  # fmt: skip


@router.get("/responsibilities")
def responsibilities_page(request: Request) -> HTMLResponse:
    """Who carries how much."""
    library: Library = request.app.state.library
    told = network.responsibilities(library)
    labels = {t["iri"]: t["label"] for t in told["tasks"]}
    rows = [
        [
            {"text": u["label"], "href": page_path(library, u["iri"])},
            u["load"],
            "、".join(labels[t] for t in u["tasks"]),
        ]
        for u in told["units"]
    ]
    return page(
        "table.html", title="责任分工", note="各责任单位承担的任务", headings=["单位", "任务数", "任务"], rows=rows
    )


@router.get("/targets")
def targets_page(request: Request) -> HTMLResponse:
    """All quantified goals of all documents."""
    from api.exporting import TABLES, rows

    columns = TABLES["目标"][0]
    found = [[row.get(name, "") for name in columns] for row in rows(request.app.state.library, "目标")]
    return page("table.html", title="量化目标", note=None, headings=list(columns.values()), rows=found)


@router.get("/documents")
def documents_page(request: Request) -> HTMLResponse:
    """The documents; upload."""
    library: Library = request.app.state.library
    return page("documents.html", title="文件", documents=[_listed(library, info) for info in library.documents()])
