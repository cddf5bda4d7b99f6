"""The web pages: each asks the rooms below and hands plain values to a template."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.answering import answer as answer_of
from api.linked_data import describe, serialise
from api.presenting import LANGUAGE, hit_json, language
from kg.errors import NotFoundError
from kg.library import Library
from viz import network
from viz.assets import asset, media_type
from viz.drawing import drawn, names, script_json
from viz.entity import entity as all_about
from viz.entity import mentions
from viz.kinds import NAMES
from viz.pages import SECURITY, marked, page_path, render
from viz.reading import aligned_pairs, reader
from viz.wording import translate

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

Text = Annotated[str, Query(max_length=500)]
_AROUND = 40
_WORDS = {
    "target": "目标", "threshold": "门槛", "baseline": "现状", "structure": "构成", "ordinal": "次序",
    ">=": "≥", "<=": "≤", "range": "区间",
}  # fmt: skip
"""How the page of targets writes the kinds and comparators of the graph."""
_YEAR = 365 * 24 * 3600


def page(request: Request, template: str, here: str = "", **values: Any) -> HTMLResponse:
    """A rendered page in the reader's language, with its security headers."""
    return HTMLResponse(render(template, here=here, lang=language(request), **values), headers=SECURITY)


@router.get("/static/{name}")
def static(name: str) -> Response:
    """Our own assets, and vis-network out of the pyvis package; an address with a hash may be kept for ever."""
    return Response(asset(name), media_type=media_type(name), headers={"Cache-Control": "public, max-age=86400"})


@router.get("/language")
def switch(request: Request, to: Annotated[str, Query(pattern="^(zh|en)$")]) -> Response:
    """Keep the language of the pages in a cookie and go back."""
    back = request.headers.get("referer", "/")
    place = back if back.startswith(str(request.base_url)) else "/"
    reply = RedirectResponse(place, status_code=303)
    reply.set_cookie(LANGUAGE, to, max_age=_YEAR, samesite="lax")
    return reply


@router.get("/")
def home(request: Request) -> HTMLResponse:
    """One box that searches and asks, the documents, questions to try."""
    from search.asking.suggest import questions

    library: Library = request.app.state.library
    documents = [_listed(library, info) for info in library.documents()]
    title = translate("问政策", language(request))
    return page(request, "home.html", title=title, documents=documents, questions=questions(library, 6))


def _listed(library: Library, info: Any) -> dict[str, Any]:
    return {name: getattr(info, name) for name in info.__slots__} | {"href": page_path(library, info.iri)}


@router.get("/ask")
def ask_page(request: Request, q: Text = "", document: Text | None = None) -> HTMLResponse:
    """The answer with its evidence, or the refusal with the nearest passages."""
    state = request.app.state
    answer = answer_of(state.settings, state.engine, q, document).as_dict() if q.strip() else None
    data = "null"
    if answer:
        for v in answer["values"]:
            v["value"] = (
                {True: "是", False: "否"}.get(v["value"], v["value"]) if isinstance(v["value"], bool) else v["value"]
            )
            v["href"] = page_path(state.library, v["iri"]) if v["iri"] else None
            v["kind"] = _kind(state.library, v["iri"]) if v["iri"] else None
        for quote in answer["evidence"]:
            _in_context(state.library, quote)
        if answer["evidence"]:
            found = network.neighbourhood(state.library, answer["evidence"][0]["iri"], limit=24)
            data = script_json(drawn(found))
    passages = [_hit(state.library, p) for p in answer["passages"]] if answer else []
    return page(
        request, "answer.html", title=q or "提问", question=q, answer=answer, passages=passages,
        data=data if data != "null" else "", names=script_json(names(language(request))),
    )  # fmt: skip


def _kind(library: Library, iri: str) -> str | None:
    parts = (library.namer.local(iri) or "").split("/")
    return parts[0] if parts[0] in NAMES else parts[-2] if len(parts) > 2 and parts[-2] in NAMES else None


def _in_context(library: Library, quote: dict[str, Any]) -> None:
    """Add to a quote the words around it, its label and its page."""
    text = library.text(quote["document"]["iri"])
    quote["before"] = text[max(0, quote["start"] - _AROUND) : quote["start"]].split("\n")[-1]
    quote["after"] = text[quote["end"] : quote["end"] + _AROUND].split("\n")[0]
    quote["href"] = page_path(library, quote["iri"])
    quote["label"] = f"{NAMES.get(quote['kind'], quote['kind'])} {quote['number'] or ''}".strip()


def _hit(library: Library, hit: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": hit["kind"], "number": hit["number"], "title": hit["title"], "href": page_path(library, hit["iri"]),
        "document_title": hit["document"]["title"], "document_href": page_path(library, hit["document"]["iri"]),
        "pieces": marked(hit["text"], [tuple(h) for h in hit["highlights"]]),
    }  # fmt: skip


@router.get("/search")
def search_page(
    request: Request,
    q: Text = "",
    kind: Annotated[list[str] | None, Query()] = None,
    document: Annotated[list[str] | None, Query()] = None,
    unit: Text | None = None,
    mode: Text = "hybrid",
    sort: Text = "score",
) -> HTMLResponse:
    """Hits with marks and facets; every condition stands in the address."""
    state = request.app.state
    mode = mode if mode in ("keyword", "semantic") else "hybrid"
    conditions = [*(("kind", k) for k in kind or ()), *(("document", d) for d in document or ())]
    conditions += [("unit", unit)] if unit else []
    kept = [("q", q), *conditions]
    common = {"query": q, "mode": mode, "sort": sort, "kept": kept, "address": urlencode([*kept, ("mode", mode)])}
    if not q.strip():
        return page(request, "search.html", "search", title="检索", facets=[], list=[], took=0, **common)
    result = state.engine.search(q, 20, tuple(kind or ()), tuple(document or ()), unit, mode)
    hits = _sorted(state.library, [hit_json(hit) | {"start": hit.start} for hit in result.hits], sort)
    facets = [f for name in ("document", "kind", "unit") if (f := _facet(name, result.facets[name], kept))["items"]]
    shown = [_hit(state.library, hit) for hit in hits]
    return page(
        request, "search.html", "search", title=q, facets=facets, list=shown, took=round(result.took_ms), **common
    )


def _sorted(library: Library, hits: list[dict[str, Any]], sort: str) -> list[dict[str, Any]]:
    if sort == "document":
        return sorted(hits, key=lambda hit: (hit["document"]["title"], hit["start"]))
    if sort == "date":
        issued = {d.iri: str(d.issued or "") for d in library.documents()}
        return sorted(hits, key=lambda hit: issued.get(hit["document"]["iri"], ""), reverse=True)
    return hits


def _facet(name: str, rows: list[dict[str, Any]], kept: list[tuple[str, str]]) -> dict[str, Any]:
    """One facet with the address of each of its choices: one more condition, or one less."""
    items = []
    for row in rows[:10]:
        condition = (name, str(row["value"]))
        on = condition in kept
        address = urlencode([pair for pair in kept if pair != condition] if on else [*kept, condition])
        label = NAMES.get(row["label"], row["label"]) if name == "kind" else row["label"]
        items.append({"label": label, "count": None if on else row["count"], "on": on, "address": address})
    return {"title": {"document": "文件", "kind": "类别", "unit": "单位"}[name], "items": items}


@router.get("/page/{local:path}")
def about(request: Request, local: str) -> HTMLResponse:
    """A document to read, or everything known of a provision or entity."""
    library: Library = request.app.state.library
    try:
        info = library.document(local) if "/" not in local else None
    except NotFoundError:
        info = None
    if info is not None:
        return page(request, "document.html", "documents", title=info.title, info=info, **reader(library, info))
    return _entity(request, library, f"{library.namer.base}id/{local}")


@router.get("/aligned/{document:path}")
def aligned(request: Request, document: str) -> HTMLResponse:
    """The provisions of a document beside the closest ones of all others."""
    state = request.app.state
    info = state.library.document(document)
    href = page_path(state.library, info.iri)
    pairs = aligned_pairs(state.engine, info.iri)
    return page(request, "aligned.html", "documents", title="对照", pairs=pairs, title_of=info.title, href=href)


def _entity(request: Request, library: Library, iri: str) -> HTMLResponse:
    told = all_about(library, iri)
    facts, incoming = ([_fact(library, f) for f in told[side]] for side in ("facts", "incoming"))
    local = page_path(library, iri).removeprefix("/page/")
    jsonld = serialise(describe(library, iri), "json-ld").decode("utf-8").replace("<", "\\u003c")
    return page(
        request, "entity.html", title=told["label"], iri=iri, label=told["label"], kind=told["kind"], aliases=told["aliases"],
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
    request: Request,
    focus: Text | None = None,
    depth: Annotated[int, Query(ge=1, le=3)] = 1,
    limit: Annotated[int, Query(ge=1, le=5000)] = 200,
) -> HTMLResponse:
    """The interactive graph around a thing."""
    library: Library = request.app.state.library
    iri = network.resolve_focus(library, focus)
    found = network.neighbourhood(library, iri, depth=depth, limit=limit)
    label = next((n.label for n in found.nodes if n.id == iri), iri)
    return page(
        request, "graph.html", "graph", title=label, label=label, iri=iri, data=script_json(drawn(found)),
        names=script_json(names(language(request))), nodes=found.nodes, truncated=found.truncated,
    )  # fmt: skip


@router.get("/responsibilities")
def responsibilities_page(request: Request, document: Text | None = None) -> HTMLResponse:
    """Who carries how much in one document, the matrix of units and tasks, who works with whom."""
    library: Library = request.app.state.library
    counts = network.documents_with_units(library)
    documents = sorted((d for d in library.documents() if d.iri in counts), key=lambda d: -counts[d.iri])
    chosen = library.document(document).iri if document else documents[0].iri if documents else ""
    told = (
        network.responsibilities(library, chosen) if chosen else {"units": [], "tasks": [], "shared": [], "matrix": []}
    )
    places = {t["iri"]: {"label": t["label"], "href": page_path(library, str(t["iri"]))} for t in told["tasks"]}
    units = [
        u | {"href": page_path(library, str(u["iri"])), "places": [places[t] for t in u["tasks"]], "row": row}
        for u, row in zip(told["units"], told["matrix"], strict=True)
    ]
    return page(
        request, "responsibilities.html", "responsibilities", title="责任分工", documents=documents, chosen=chosen,
        units=units, tasks=told["tasks"], heat=network.heat(told), most=max((u["load"] for u in units), default=1),
    )  # fmt: skip


@router.get("/targets")
def targets_page(request: Request) -> HTMLResponse:
    """All quantified goals of all documents."""
    from api.exporting import TABLES, rows

    columns = TABLES["目标"][0]
    lang = language(request)
    told = {name: translate(text, lang) for name, text in _WORDS.items()}
    found = [
        [told.get(str(row.get(name, "")), row.get(name, "")) for name in columns]
        for row in rows(request.app.state.library, "目标")
    ]
    note = "所有文件里的数量要求：下限、上限与单位照原文读出；点表头排序。"
    filters = [i for i, name in enumerate(columns) if name in ("document", "unit", "kind", "comparator")]
    headings = list(columns.values())
    return page(
        request,
        "table.html",
        "targets",
        title="量化目标",
        note=note,
        headings=headings,
        rows=found,
        filters=filters,
        numbers=[i for i, name in enumerate(columns) if name in ("minimum", "maximum")],
    )


@router.get("/documents")
def documents_page(request: Request) -> HTMLResponse:
    """The documents; upload."""
    library: Library = request.app.state.library
    listed = [_listed(library, info) for info in library.documents()]
    needs = request.app.state.settings.token is not None
    return page(request, "documents.html", "documents", title="文件", documents=listed, needs_token=needs)
