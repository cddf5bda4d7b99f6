"""The command ``policykg``: results on stdout, progress on stderr, one clear line for every error.

Heavy rooms load inside the command that needs them, so that ``--help`` and ``sparql`` start at once.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ParamSpec

import typer

from kg.errors import InputError, PolicyKGError

if TYPE_CHECKING:
    from api.settings import Settings
    from kg.library import Library, Report

P = ParamSpec("P")

app = typer.Typer(
    name="policykg",
    help="中国政策文件知识图谱与语义检索 / A knowledge graph with semantic search for Chinese policy documents.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
Home = Annotated[Path | None, typer.Option("--home", help="Folder of the knowledge base [POLICYKG_HOME].")]
StoreOption = Annotated[str | None, typer.Option("--store", help="oxigraph or a SPARQL endpoint [POLICYKG_STORE].")]
VectorsOption = Annotated[str | None, typer.Option("--vectors", help="faiss or a Milvus URL [POLICYKG_VECTORS].")]
EncoderOption = Annotated[
    str | None, typer.Option("--encoder", help="default, or a sentence-transformers name or folder [POLICYKG_ENCODER].")
]


def command(name: str, example: str) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Register a command whose errors are one line on stderr and exit status 1."""

    def register(function: Callable[P, None]) -> Callable[P, None]:
        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> None:
            try:
                function(*args, **kwargs)
            except PolicyKGError as error:
                typer.echo(f"policykg: {' '.join(str(error).split())}", err=True)
                raise typer.Exit(1) from None
            except BrokenPipeError:  # `policykg … | head` has read enough
                sys.stderr.close()
                raise typer.Exit(0) from None

        app.command(name, epilog=f"Example: {example}")(run)
        return function

    return register


def settings(**options: object) -> Settings:
    """The settings with the options of the command line put first."""
    from api.settings import load

    return load(**options)


def library(**options: object) -> Library:
    """The knowledge base the settings name."""
    from kg.library import Library

    loaded = settings(**options)
    return Library(loaded.home, store=loaded.store, base=loaded.base)


def show(value: object) -> None:
    """JSON on stdout, Chinese unescaped."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def table(headings: list[str], rows: list[list[str]]) -> None:
    """A table as wide as the terminal; tab-separated where stdout is no terminal."""
    if not sys.stdout.isatty():
        for row in [headings, *rows]:
            typer.echo("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row))
        return
    from rich.console import Console
    from rich.table import Table

    drawn = Table(*headings, show_edge=False, header_style="bold")
    for row in rows:
        drawn.add_row(*row)
    Console().print(drawn)


@command("ingest", "policykg ingest corpus/documents https://www.gov.cn/zhengce/content/2019-02/13/content_5365341.htm")
def ingest(
    origins: Annotated[list[str], typer.Argument(help="Files, folders, URLs, or - for standard input.")],
    as_json: Json = False,
    allow_invalid: Annotated[bool, typer.Option("--allow-invalid", help="Keep documents that break a shape.")] = False,
    home: Home = None,
    store: StoreOption = None,
) -> None:
    """Add or update documents (.txt .md .html .docx .pdf), one transaction a document."""
    from api.ingesting import ingest_with_progress

    reports = ingest_with_progress(library(home=home, store=store), origins, allow_invalid=allow_invalid)
    if as_json:
        show([report.as_dict() for report in reports])
    else:
        for report in reports:
            typer.echo(told(report))
    if any(report.status == "failed" for report in reports):
        raise typer.Exit(1)


def told(report: Report) -> str:
    """A report in a few lines for a person."""
    if report.status == "failed":
        return f"✗ {report.origin}: {report.error}"
    names = {"section": "部分", "clause": "条款", "article": "条", "item": "项", "task": "任务", "support": "支持政策",
             "mentions": "提及", "responsibilities": "责任分工", "measures": "措施", "targets": "目标",
             "citations": "引用"}  # fmt: skip
    counts = "，".join(f"{label} {report.counts[key]}" for key, label in names.items() if report.counts.get(key))
    lines = [
        f"✓ {report.title or report.id}  [{report.id}] {report.status}",
        f"  {counts}；三元组 {report.triples}；覆盖 {report.coverage:.1%}",
    ]
    lines += [f"  ? {left['start']}–{left['end']}: {str(left['text']).strip()[:60]}" for left in report.leftovers[:5]]
    if len(report.leftovers) > 5:
        lines.append(f"  ? … 另有 {len(report.leftovers) - 5} 处未识别")
    lines += [f"  ! {warning}" for warning in report.warnings[:5]]
    return "\n".join(lines)


@command("remove", "policykg remove 国发-2019-4")
def remove(
    documents: Annotated[list[str], typer.Argument(help="Ids or IRIs; see `policykg documents`.")],
    home: Home = None,
    store: StoreOption = None,
) -> None:
    """Take documents out of the knowledge base."""
    opened = library(home=home, store=store)
    infos = [opened.document(document) for document in documents]  # all or none: a typo must remove nothing
    for info in infos:
        opened.remove(info.id)
        typer.echo(f"removed {info.id}", err=True)


@command("documents", "policykg documents --json")
def documents(as_json: Json = False, home: Home = None, store: StoreOption = None) -> None:
    """List the documents."""
    from dataclasses import asdict

    infos = library(home=home, store=store).documents()
    if as_json:
        show([asdict(info) for info in infos])
        return
    rows = [[i.id, i.title, i.number or "", i.issued or "", str(i.provisions), f"{i.coverage or 0:.1%}"] for i in infos]
    table(["id", "标题", "文号", "日期", "条文", "覆盖"], rows)


def engine(home: Path | None, store: str | None, vectors: str | None, encoder: str | None) -> Any:
    """The search engine the settings name."""
    from api.opening import open_engine

    return open_engine(settings(home=home, store=store, vectors=vectors, encoder=encoder))


@command("search", "policykg search 老师去工厂锻炼 --kind clause")
def search(
    text: Annotated[str, typer.Argument(help="What to look for, in Chinese.")],
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many hits.")] = 10,
    kind: Annotated[list[str] | None, typer.Option("--kind", help="clause, task, article …; may be repeated.")] = None,
    document: Annotated[list[str] | None, typer.Option("--document", help="Id of a document; may be repeated.")] = None,
    unit: Annotated[str | None, typer.Option("--unit", help="Only provisions of this unit.")] = None,
    mode: Annotated[str, typer.Option("--mode", help="hybrid, semantic or keyword.")] = "hybrid",
    as_json: Json = False,
    home: Home = None,
    store: StoreOption = None,
    vectors: VectorsOption = None,
    encoder: EncoderOption = None,
) -> None:
    """Search the provisions."""
    from api.presenting import result_json

    opened = engine(home, store, vectors, encoder)
    iris = tuple(opened.library.iri(one) for one in document or ())
    result = opened.search(text, k=k, kinds=tuple(kind or ()), documents=iris, unit=unit, mode=mode)
    if as_json:
        show(result_json(result))
        return
    for hit in result.hits:
        head = f"{hit.score:.3f}  {hit.document_title}  {hit.label or hit.kind} {hit.title or ''}"
        typer.echo(head.rstrip())
        typer.echo(f"       {hit.text[:120]}{'…' if len(hit.text) > 120 else ''}")


@command("ask", "policykg ask 教师定期到企业实践由谁负责？")
def ask(
    question: Annotated[str, typer.Argument(help="A question in Chinese.")],
    document: Annotated[str | None, typer.Option("--document", help="Ask this document only.")] = None,
    as_json: Json = False,
    home: Home = None,
    store: StoreOption = None,
    vectors: VectorsOption = None,
    encoder: EncoderOption = None,
) -> None:
    """Answer a question with its evidence, or say that the documents do not."""
    from api.answering import answer
    from api.opening import open_engine

    named = settings(home=home, store=store, vectors=vectors, encoder=encoder)
    opened = open_engine(named)
    iri = opened.library.document(document).iri if document else None
    told = answer(named, opened, question, iri).as_dict()
    if as_json:
        show(told)
        return
    typer.echo(told["answer"])
    if told["interpretation"]:
        typer.echo(f"  理解为：{told['interpretation']}")
    for quote in told["evidence"]:
        typer.echo(f"  “{quote['quote']}” — {quote['document']['title']} [{quote['start']}–{quote['end']}]")


@command("links", "policykg links tianjin-vocational-benchmark")
def links(
    document: Annotated[str, typer.Argument(help="Id, number or IRI of a document.")],
    other: Annotated[str | None, typer.Argument(help="Another document; without it, all others.")] = None,
    as_json: Json = False,
    home: Home = None,
    store: StoreOption = None,
) -> None:
    """Show each provision beside the closest provisions of other documents, with score and relation."""
    from search.alignment import alignments

    opened = engine(home, store, None, None)
    second = opened.library.document(other).iri if other else None
    found = alignments(opened, opened.library.document(document).iri, second)
    if as_json:
        show(found)
        return
    for pair in found:
        source, target = pair["source"], pair["target"]
        typer.echo(
            f"{pair['score']:.2f}  {source['label']} ↔ {target['label']}  {target['document_title']}  {pair['relation'] or ''}".rstrip()
        )


@command("sparql", "policykg sparql 'SELECT ?t { ?t a pol:Task } LIMIT 3' --format csv")
def sparql(
    query: Annotated[str, typer.Argument(help="A query, or a file that holds one.")],
    form: Annotated[str, typer.Option("--format", help="table, csv, tsv, json, xml, turtle.")] = "table",
    as_json: Json = False,
    home: Home = None,
    store: StoreOption = None,
) -> None:
    """Run a SPARQL query; the prefixes of the vocabulary are known."""
    from api.querying import run

    sys.stdout.buffer.write(run(library(home=home, store=store), query, "json" if as_json else form))


@command("why", "policykg why tianjin-vocational-benchmark/task/24")
def why(
    thing: Annotated[str, typer.Argument(help="Part of a document: its IRI, or what follows /id/ in it.")],
    as_json: Json = False,
    home: Home = None,
    store: StoreOption = None,
) -> None:
    """Show what is inferred of a thing, and by which rule."""
    from api.querying import inferred_of

    found = inferred_of(library(home=home, store=store), thing)
    if as_json:
        show(found)
        return
    for one in found:
        typer.echo(f"{one['triple']}\n    {one['why']}")
    if not found:
        typer.echo("没有推出的事实 / nothing is inferred of it", err=True)


@command("graph", "policykg graph 鲁班工坊 -o graph.html")
def graph(
    focus: Annotated[str | None, typer.Argument(help="A name, id or IRI to start from.")] = None,
    output: Annotated[Path, typer.Option("-o", "--output", help="The page to write.")] = Path("graph.html"),
    depth: Annotated[int, typer.Option(min=1, max=3)] = 1,
    limit: Annotated[int, typer.Option(min=1, max=5000)] = 200,
    home: Home = None,
    store: StoreOption = None,
) -> None:
    """Write an interactive picture that opens with no network."""
    from api.exporting import write_graph

    typer.echo(write_graph(library(home=home, store=store), focus, output, depth=depth, limit=limit), err=True)


@command("export", "policykg export -o tasks.xlsx")
def export(
    output: Annotated[Path, typer.Option("-o", "--output", help=".trig .ttl .nq .jsonld .csv .xlsx .graphml")],
    home: Home = None,
    store: StoreOption = None,
) -> None:
    """Write the whole graph, or its tables of tasks, targets and citations."""
    from api.exporting import export as write

    typer.echo(write(library(home=home, store=store), output), err=True)


@command("check", "policykg check")
def check(
    as_json: Json = False,
    home: Home = None,
    store: StoreOption = None,
    vectors: VectorsOption = None,
    encoder: EncoderOption = None,
) -> None:
    """Validate the graph (SHACL), the vocabulary (OWL) and the index."""
    from api.checking import check_all

    result = check_all(settings(home=home, store=store, vectors=vectors, encoder=encoder))
    if as_json:
        show(result.as_dict())
    else:
        typer.echo(result.as_text())
    if not result.ok:
        raise typer.Exit(1)


@command("evaluate", "policykg evaluate tests/gold")
def evaluate(
    folder: Annotated[Path, typer.Argument(help="Folder with questions.json or retrieval.json.")],
    as_json: Json = False,
    home: Home = None,
    store: StoreOption = None,
    vectors: VectorsOption = None,
    encoder: EncoderOption = None,
) -> None:
    """Score search and answers on evaluation sets."""
    from search.evaluate import evaluate as score

    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; give one with questions.json or retrieval.json")
    result = score(engine(home, store, vectors, encoder), folder)
    show(result.as_dict()) if as_json else typer.echo(result.as_text())


@command("serve", "policykg serve --port 8001")
def serve(
    host: Annotated[str | None, typer.Option("--host", help="[POLICYKG_HOST]")] = None,
    port: Annotated[int | None, typer.Option("--port", help="[POLICYKG_PORT]")] = None,
    home: Home = None,
    store: StoreOption = None,
    vectors: VectorsOption = None,
    encoder: EncoderOption = None,
) -> None:
    """Serve the web application and the API."""
    from api.serving import serve as run

    run(settings(host=host, port=port, home=home, store=store, vectors=vectors, encoder=encoder))


@command("mcp", "policykg mcp")
def mcp(home: Home = None, store: StoreOption = None, vectors: VectorsOption = None) -> None:
    """Serve the read-only tools over the Model Context Protocol (stdio)."""
    from api.mcp import serve as run

    run(settings(home=home, store=store, vectors=vectors))


@app.callback()
def start(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    """中国政策文件知识图谱与语义检索 / A knowledge graph with semantic search for Chinese policy documents."""
    if version:
        from importlib.metadata import version as installed

        typer.echo(installed("policykg"))
        raise typer.Exit


def main() -> None:
    """Entry point of the command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")  # Chinese also where the locale is C
    app()
