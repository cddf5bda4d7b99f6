"""The first document against what people read in it: structure, units and their tasks, links, targets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.library import Library
from kg.model import Document
from kg.read import read
from kg.understand import understand
from ontology import POL
from tests.conftest import TIANJIN, TIANJIN_ID

GOLD = Path(__file__).parent / "gold"
PREFIX = f"PREFIX pol: <{POL}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "


def gold(name: str) -> dict[str, Any]:
    return json.loads((GOLD / f"{name}.json").read_text("utf-8"))  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def document() -> Document:
    return understand(read(TIANJIN), id=TIANJIN_ID)


def test_the_text_is_the_file_byte_for_byte(document: Document) -> None:
    assert document.source.text.encode("utf-8") == TIANJIN.read_bytes()


def test_every_section_clause_item_and_task(document: Document) -> None:
    text, parts = document.source.text, {p.key: p for p in document.outline.provisions}
    structure = gold("structure")
    preamble = structure["document"]["preamble"]
    assert (parts["preamble"].start, parts["preamble"].end) == (preamble["start"], preamble["end"])
    for section in structure["sections"]:
        found = parts[f"section/{section['number']}"]
        assert found.title is not None and found.title.of(text) == section["title"]
    for clause in structure["clauses"]:
        found = parts[f"clause/{clause['number']}"]
        assert found.title is not None and found.title.of(text) == clause["title"]
        assert (found.start, found.end, found.marker) == (clause["start"], clause["end"], clause["numeral"])
        assert found.parent == f"section/{clause['section']}"
    for kind, items in (("support", structure["annex1"]), ("task", structure["tasks"])):
        for item in items:
            found = parts[f"{kind}/{item['number']}"]
            assert text[found.start : found.end] == item["text"]
    kinds = [p.kind for p in document.outline.provisions]
    counted = {kind: kinds.count(kind) for kind in set(kinds)}
    assert counted == {"preamble": 1, "section": 7, "clause": 20, "annex": 2, "support": 6, "task": 52}
    assert document.outline.leftovers == (), "every word of it belongs somewhere"


def test_every_unit_of_every_task_in_order_and_nothing_else(document: Document) -> None:
    text = document.source.text
    found: dict[str, list[str]] = {}
    for r in sorted(document.responsibilities, key=lambda r: (r.provision, r.rank)):
        found.setdefault(r.provision, []).append(text[r.start : r.end])
    expected = {f"task/{t['number']}": t["units"] for t in gold("structure")["tasks"] if t["units"]}
    assert found == expected
    assert sum(map(len, found.values())) == 150


def test_short_names_are_the_bodies_they_mean(document: Document) -> None:
    text = document.source.text
    full = {text[r.start : r.end]: r.unit for r in document.responsibilities}
    for unit in gold("units")["responsible_units"]:
        found = full[unit["name"]]
        assert found.collective == unit["collective"], unit["name"]
        if unit["full_name"] and not unit["collective"]:
            names = {unit["full_name"], *unit["other_names"], unit["name"]}
            assert found.name in names or set(found.aliases) & names, f"{unit['name']} became {found.name}"
    assert len({u.name for u in full.values()}) == 27


def test_every_task_elaborates_its_clause(document: Document) -> None:
    found = {link.source: link.target for link in document.links}
    structure = gold("structure")
    assert {k: v for k, v in found.items() if k.startswith("task")} == {
        f"task/{t['number']}": f"clause/{t['clause']}" for t in structure["tasks"]
    }
    assert {k: v for k, v in found.items() if k.startswith("support")} == {
        f"support/{i['number']}": f"clause/{i['clauses'][0]}" for i in structure["annex1"]
    }


def test_every_target_with_its_clause_comparator_values_and_unit(document: Document) -> None:
    found = {(t.provision, t.comparator, t.minimum, t.maximum, t.unit.lstrip("个") or t.unit) for t in document.targets}
    for item in gold("targets")["items"]:
        low, high = item["values"][0], item["values"][-1]
        bounds = {">=": (low, None), "<=": (None, high)}.get(item["comparator"], (low, high))
        unit = item["unit"].lstrip("个") or item["unit"]
        assert (f"clause/{item['clause']}", item["comparator"], *bounds, unit) in found, item["span"]


def test_no_name_slogan_or_document_number_is_a_target(document: Document) -> None:
    text = document.source.text
    quotes = [text[t.start : t.end] for t in document.targets]
    for name in gold("targets")["numerals_that_are_not_targets"]:
        if name == "四大功能":  # its four parts are listed: the gold counts it as a structure too
            continue
        assert name not in quotes and name.strip("“”") not in quotes


COUNTS = [
    ("SELECT (COUNT(DISTINCT ?t) AS ?n) { ?t a pol:Task }", 52, "tasks"),
    ("SELECT (COUNT(*) AS ?n) { ?t a pol:Task ; pol:responsibleUnit ?u }", 150, "task–unit links"),
    ("SELECT (COUNT(DISTINCT ?u) AS ?n) { ?t a pol:Task ; pol:responsibleUnit ?u }", 27, "units"),
    ("SELECT (COUNT(*) AS ?n) { ?t a pol:Task ; pol:elaborates ?c }", 52, "task → clause links"),
    ("SELECT (COUNT(*) AS ?n) { ?c a pol:Clause ; pol:number ?n_ ; pol:citationLabel ?l }", 20, "clauses"),
    ("SELECT (COUNT(*) AS ?n) { ?x pol:text ?t FILTER(ISBLANK(?x)) }", 0, "blank nodes in the data"),
]


@pytest.mark.parametrize(("query", "count", "what"), COUNTS, ids=[row[2] for row in COUNTS])
def test_the_graph_holds_what_was_read(tianjin_library: Library, query: str, count: int, what: str) -> None:
    assert tianjin_library.store.select(PREFIX + query) == [{"n": count}], what


def test_units_by_load_as_analysts_count_them(tianjin_library: Library) -> None:
    rows = tianjin_library.store.select(
        PREFIX
        + "SELECT ?name (COUNT(?t) AS ?n) { ?t a pol:Task ; pol:responsibleUnit/pol:writtenAs ?name } GROUP BY ?name"
    )
    expected = {u["name"]: u["n_tasks"] for u in gold("units")["responsible_units"]}
    assert {str(row["name"]): row["n"] for row in rows} == expected
