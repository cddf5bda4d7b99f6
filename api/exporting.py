"""``policykg export`` and ``policykg graph``: files to take away."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError
from kg.library import Library
from kg.store import Row
from ontology import POL, PREFIXES

_RDF = {
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".ttl": ox.RdfFormat.TURTLE,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
_PREFIX = f"PREFIX pol: <{POL}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "

TABLES: dict[str, tuple[dict[str, str], str]] = {
    "任务": (
        {"document": "文件", "label": "编号", "text": "内容", "clause": "所属条款", "units": "责任单位"},
        """SELECT ?document ?label ?text ?clause ?units {
          ?task a pol:Task ; pol:inDocument/pol:title ?document ; pol:citationLabel ?label ; pol:text ?text ;
                pol:order ?order
          OPTIONAL { ?task pol:elaborates/rdfs:label ?clause }
          OPTIONAL { ?task pol:responsibilityText ?units } }
        ORDER BY ?document ?order""",
    ),
    "目标": (
        {"document": "文件", "label": "出处", "subject": "对象", "comparator": "比较", "minimum": "下限",
         "maximum": "上限", "unit": "单位", "deadline": "期限", "kind": "类别", "quote": "原文"},
        """SELECT DISTINCT ?document ?label ?subject ?comparator ?minimum ?maximum ?unit ?deadline ?kind ?quote {
          ?p pol:setsTarget ?t ; pol:inDocument/pol:title ?document ; pol:citationLabel ?label ; pol:order ?order .
          ?t pol:subject ?subject ; pol:comparator ?comparator ; pol:quote ?quote ; pol:targetKind ?kind
          OPTIONAL { ?t pol:minimum ?minimum } OPTIONAL { ?t pol:maximum ?maximum }
          OPTIONAL { ?t pol:unitOfMeasure ?unit } OPTIONAL { ?t pol:deadline ?deadline } }
        ORDER BY ?document ?order""",
    ),
    "引用": (
        {"document": "文件", "label": "出处", "cited": "所引文件", "number": "文号", "relation": "关系",
         "quote": "原文"},
        """SELECT DISTINCT ?document ?label ?cited ?number ?relation ?quote {
          ?c a pol:Citation ; pol:inProvision ?p ; pol:refersTo ?d ; pol:quote ?quote ; pol:citationRelation ?relation ;
             pol:start ?start . ?d pol:title ?cited OPTIONAL { ?d pol:documentNumber ?number }
          OPTIONAL { ?p pol:inDocument/pol:title ?inside } OPTIONAL { ?p pol:title ?itself }
          OPTIONAL { ?p pol:citationLabel ?label } BIND(COALESCE(?inside, ?itself) AS ?document) }
        ORDER BY ?document ?start""",
    ),
}  # fmt: skip
"""Sheet name → (column → heading, query)."""


def export(library: Library, output: Path) -> str:
    """Write the graph or its tables to ``output``, by its suffix; says what was written."""
    suffix = output.suffix.lower()
    writers: dict[str, Callable[[Library], bytes]] = {
        **{name: lambda opened, form=form: rdf(opened, form) for name, form in _RDF.items()},  # type: ignore[misc]
        ".csv": as_csv,
        ".xlsx": as_xlsx,
        ".graphml": _graphml,
    }
    if suffix not in writers:
        raise InputError(f"{output}: the suffix must be one of {' '.join(writers)}")
    return _written(output, writers[suffix](library))


def _written(output: Path, data: bytes) -> str:
    """Write all or nothing: a half-written file would be taken for a whole one."""
    fresh = output.with_name(f".{output.name}.part")
    try:
        fresh.write_bytes(data)
        fresh.replace(output)
    except OSError as error:
        raise InputError(f"{output}: cannot be written ({error.strerror}); choose another folder") from error
    return f"{output}: {len(data):,} bytes"


def rdf(library: Library, form: ox.RdfFormat) -> bytes:
    """All named graphs, or their union for a format without graphs."""
    quads = ox.parse(library.store.dump(), format=ox.RdfFormat.N_QUADS)
    if not form.supports_datasets:
        triples = dict.fromkeys(quad.triple for quad in quads)
        return ox.serialize(triples, format=form, prefixes=PREFIXES) or b""
    return ox.serialize(quads, format=form, prefixes=PREFIXES) or b""


def rows(library: Library, sheet: str) -> list[Row]:
    """The rows of one of the :data:`TABLES`."""
    query = f"PREFIX rdfs: <{PREFIXES['rdfs']}> {_PREFIX}{TABLES[sheet][1]}"
    return [row for row in library.store.select(query) if "document" in row]


def as_csv(library: Library) -> bytes:
    """The three tables below one another, UTF-8 with a byte order mark so that Excel shows Chinese."""
    out = io.StringIO()
    writer = csv.writer(out)
    for sheet, (columns, _) in TABLES.items():
        writer.writerow(["表", *columns.values()])
        writer.writerows([sheet, *(row.get(name, "") for name in columns)] for row in rows(library, sheet))
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(library: Library) -> bytes:
    """The three tables as sheets of a workbook."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    for sheet, (columns, _) in TABLES.items():
        page = book.create_sheet(sheet)
        page.append(list(columns.values()))
        for row in rows(library, sheet):
            values = (row.get(name) for name in columns)
            page.append([ILLEGAL_CHARACTERS_RE.sub("", v) if isinstance(v, str) else v for v in values])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _graphml(library: Library) -> bytes:
    from viz.exports import graphml
    from viz.network import everything

    return graphml(everything(library))


def write_graph(library: Library, focus: str | None, output: Path, *, depth: int, limit: int) -> str:
    """Write the interactive page of a focus; it opens with no network."""
    from viz.drawing import offline_page
    from viz.network import neighbourhood, resolve_focus

    network = neighbourhood(library, resolve_focus(library, focus), depth=depth, limit=limit)
    return _written(output, offline_page(network).encode("utf-8"))
