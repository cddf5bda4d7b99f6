"""What pages offer to take away, and what they ask for while one types."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import JSONResponse
from rdflib import RDFS, Literal

from api.presenting import language, result_json
from api.sparql import answered, refused
from api.sparql_text import prepare
from api.sparql_workers import Job
from kg.errors import QueryError
from ontology import POL, PREFIXES, load_ontology
from viz import network
from viz.drawing import offline_page
from viz.examples import as_shacl
from viz.exports import graphml
from viz.kinds import NAMES
from viz.pages import page_path
from viz.wording import translate

router = APIRouter(include_in_schema=False)

Text = Annotated[str, Query(max_length=500)]
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST = 50_000


def _file(body: bytes, media: str, name: str) -> Response:
    return Response(body, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def as_csv(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    """A table as CSV with a byte order mark, so that Excel shows Chinese."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    """A table as a workbook of one sheet."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheet = book.create_sheet("结果")
    sheet.append(list(head))
    for row in rows:
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", v) if isinstance(v, str) else v for v in row])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


@router.get("/api/suggest")
def suggest(request: Request, q: Text = "") -> list[dict[str, str]]:
    """Entities, words of the thesaurus and questions that go with what is typed."""
    from search.asking.suggest import questions

    state = request.app.state
    words = q.strip()
    if not words:
        return []
    lang = language(request)
    found = [
        {"text": str(e["label"]), "kind": str(e["kind"]), "name": translate(NAMES.get(str(e["kind"]), ""), lang),
         "href": page_path(state.library, str(e["iri"]))}
        for e in network.lookup(state.library, words, None, 6)
    ]  # fmt: skip
    found += [{"text": c.label} for c in state.engine.thesaurus.starting(words, 4)]
    found += [{"text": one, "name": translate("问题", lang)} for one in questions(state.library, 40) if words in one][
        :4
    ]
    return list({one["text"]: one for one in found}.values())[:10]


@router.get("/api/vocabulary")
def vocabulary() -> list[dict[str, str]]:
    """Classes and properties with their Chinese names, for completion."""
    named = sorted((str(t), str(label)) for t, label in load_ontology().subject_objects(RDFS.label) if _chinese(label))
    return [
        {"iri": term, "value": f"pol:{term.removeprefix(str(POL))}", "label": label}
        for term, label in named
        if term.startswith(str(POL))
    ]


def _chinese(label: object) -> bool:
    return isinstance(label, Literal) and label.language == "zh"


@router.get("/queries.ttl")
def queries(request: Request) -> Response:
    """The example queries in SHACL form."""
    return Response(as_shacl(request.app.state.library.namer.base), media_type="text/turtle; charset=utf-8")


@router.get("/export/hits.{form}")
def hits_file(
    request: Request,
    form: Annotated[str, Path(pattern="^(csv|xlsx|json)$")],
    q: Text,
    kind: Annotated[list[str] | None, Query()] = None,
    document: Annotated[list[str] | None, Query()] = None,
    unit: Text | None = None,
    mode: Annotated[str, Query(pattern="^(hybrid|keyword|semantic)$")] = "hybrid",
) -> Response:
    """The hits of a search."""
    found = request.app.state.engine.search(q, 100, tuple(kind or ()), tuple(document or ()), unit, mode)
    if form == "json":
        return JSONResponse(result_json(found), headers={"Content-Disposition": 'attachment; filename="hits.json"'})
    head = ("文件", "条文", "标题", "正文", "得分", "IRI")
    rows = [(h.document_title, h.label, h.title or "", h.text, round(h.score, 4), h.iri) for h in found.hits]
    if form == "xlsx":
        return _file(as_xlsx(head, rows), _XLSX, "hits.xlsx")
    return _file(as_csv(head, rows), "text/csv; charset=utf-8", "hits.csv")


@router.get("/export/graph.graphml")
def graph_graphml(request: Request, focus: Text | None = None) -> Response:
    """The neighbourhood for Gephi, yEd and Cytoscape."""
    library = request.app.state.library
    found = network.neighbourhood(library, network.resolve_focus(library, focus), limit=1000)
    return _file(graphml(found), "application/graphml+xml", "graph.graphml")


@router.get("/export/graph.html")
def graph_html(request: Request, focus: Text | None = None) -> Response:
    """The neighbourhood as a page that opens with no network."""
    library = request.app.state.library
    found = network.neighbourhood(library, network.resolve_focus(library, focus), limit=1000)
    return _file(offline_page(found).encode("utf-8"), "text/html; charset=utf-8", "graph.html")


@router.get("/export/unit.xlsx")
def unit_xlsx(request: Request, unit: Text, document: Text | None = None) -> Response:
    """The tasks of one unit."""
    library = request.app.state.library
    iri = network.resolve_focus(library, unit)
    where = f"?t pol:inDocument <{library.document(document).iri}> ." if document else ""
    rows = library.store.select(
        f"""PREFIX pol: <{POL}> SELECT ?title ?label ?text ?units {{ ?t pol:responsibleUnit <{iri}> ; pol:citationLabel ?label ;
          pol:text ?text ; pol:order ?order ; pol:inDocument/pol:title ?title . {where}
          OPTIONAL {{ ?t pol:responsibilityText ?units }} }} ORDER BY ?title ?order"""
    )
    names = ("title", "label", "text", "units")
    body = as_xlsx(("文件", "编号", "内容", "责任单位"), [[row.get(n, "") for n in names] for row in rows])
    return _file(body, _XLSX, "tasks.xlsx")


@router.get("/export/query.{form}")
def query_file(
    request: Request,
    form: Annotated[str, Path(pattern="^(csv|xlsx)$")],
    query: Annotated[str, Query(max_length=100_000)],
) -> Response:
    """The rows of a query as CSV for Excel, or as a workbook; run in the same workers and limits as ``/sparql``."""
    prepared = prepare(query)
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items() if f"PREFIX {name}:" not in query)
    job = Job(prefixes + prepared.text, "tsv")
    if (why := refused(query, request.app.state.settings)) is not None:
        raise QueryError(why)
    outcome = answered(request.app.state, job)
    if outcome.status != "ok" or outcome.form != "tsv":
        raise QueryError(outcome.body.decode("utf-8", "replace") or "这个查询不给出表格 / this query gives no rows")
    data = outcome.file.read() if outcome.file else outcome.body
    head, *rows = [[_plain(v) for v in line.split("\t")] for line in data.decode("utf-8").splitlines()[: _MOST + 1]]
    head = [name.removeprefix("?") for name in head]
    if form == "xlsx":
        return _file(as_xlsx(head, rows), _XLSX, "result.xlsx")
    return _file(as_csv(head, rows), "text/csv; charset=utf-8", "result.csv")


def _plain(term: str) -> str:
    """A term of the TSV results as a person reads it.

    >>> _plain('"学分银行"@zh'), _plain("<https://example.org/a>"), _plain("12")
    ('学分银行', 'https://example.org/a', '12')
    """
    if term.startswith("<"):
        return term[1:-1]
    if term.startswith('"'):
        end = term.rfind('"')
        return term[1:end].replace('\\"', '"').replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\")
    return term
