"""``policykg check``: shapes, vocabulary and index, in one report."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import rdflib

from api.opening import open_engine, open_library
from api.settings import Settings
from kg.errors import StoreError
from kg.library import Library
from kg.validity import violations
from ontology import POL, load_ontology

SAMPLE_TRIPLES = 20_000
"""Triples handed to the OWL reasoner: its time grows faster than the data."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: what was looked at, whether it holds, and what is wrong."""

    check: str
    ok: bool
    detail: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All findings; ``ok`` when every check holds."""

    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return all(finding.ok for finding in self.findings)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {"ok": self.ok, "findings": [asdict(finding) for finding in self.findings]}

    def as_text(self) -> str:
        """For a person."""
        lines = []
        for finding in self.findings:
            lines.append(f"{'✓' if finding.ok else '✗'} {finding.check}: {finding.detail}")
            lines += [f"    {problem}" for problem in finding.problems[:20]]
            if len(finding.problems) > 20:
                lines.append(f"    … and {len(finding.problems) - 20} more")
        return "\n".join(lines)


def check_all(settings: Settings) -> CheckReport:
    """Run every check on the knowledge base that the settings name."""
    library = open_library(settings)
    return CheckReport((_shapes(library), _consistency(library), _texts(library), _index(settings, library)))


def _shapes(library: Library) -> Finding:
    """Graph by graph: memory is bounded by the largest document, and one without a title is looked at too."""
    titles = {library.namer.graph(info.id): info.title for info in library.documents()}
    broken: list[str] = []
    triples = 0
    for graph in _document_graphs(library):
        data = library.store.dump(graph)
        triples += data.count(b"\n")
        broken += [f"{titles.get(graph, graph)}: {one}" for one in violations(data)]
    detail = f"SHACL, {triples:,} triples" + (f", {len(broken)} violations" if broken else "")
    return Finding("图谱符合约束 / shapes", not broken, detail, tuple(broken))


def _document_graphs(library: Library) -> list[str]:
    """The graphs of documents, without the vocabulary and the inferences."""
    skipped = {library.namer.graph("ontology"), library.namer.graph("inferred")}
    return [graph for graph in library.store.graphs() if graph not in skipped]


def _consistency(library: Library) -> Finding:
    from ontology.reasoner import check_consistency

    graphs, data, read = _document_graphs(library), rdflib.Graph(), 0
    for graph in graphs:
        if len(data) >= SAMPLE_TRIPLES:
            break
        data.parse(data=library.store.dump(graph), format="nt")
        read += 1
    result = check_consistency(load_ontology() + data)
    detail = result.detail + (f", {read} of {len(graphs)} graphs / 只查了前 {read} 个图" if read < len(graphs) else "")
    return Finding("本体与数据一致 / OWL consistency", result.consistent is not False, detail, result.explanation)


def _texts(library: Library) -> Finding:
    """Every quote of the graph must be the slice of the source text its offsets name."""
    pattern = f"?s <{POL.start}> ?start ; <{POL.end}> ?end ; <{POL.quote}> ?quote"
    problems, seen = [], 0
    for info in library.documents():
        text = library.text(info.id)
        graph = library.namer.graph(info.id)
        for row in library.store.select(f"SELECT ?s ?start ?end ?quote {{ GRAPH <{graph}> {{ {pattern} }} }}"):
            seen += 1
            if text[int(row["start"]) : int(row["end"])] != row["quote"]:
                problems.append(f"{row['s']}: the quote is not {row['start']}–{row['end']} of the text")
    return Finding("引文与原文一致 / quotes", not problems, f"{seen:,} quotes are exact slices", tuple(problems))


def _index(settings: Settings, library: Library) -> Finding:
    try:
        engine = open_engine(settings, library)
        problems = tuple(engine.check())
    except StoreError as error:
        return Finding("索引与图谱一致 / index", False, str(error))
    return Finding("索引与图谱一致 / index", not problems, f"encoder {engine.encoder.name}", problems)
