"""What is inferred: by which rule, only about the document itself, coming and going with it; shapes kept at the door."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.ingest import study
from kg.library import Library
from kg.manifest import Item
from ontology import POL
from ontology.inference import infer, rules, why
from tests.conftest import TIANJIN, TIANJIN_ID

PREFIX = f"PREFIX pol: <{POL}> "
EXPECTED = [
    ("within", "ASK { ?t pol:within ?s . ?t a pol:Clause . ?s a pol:PolicyDocument }", "a clause lies within its document"),
    ("shared-task", "ASK { ?t a pol:SharedTask ; pol:number 24 }", "task 24 has several units"),
    ("subclass", "ASK { ?t a pol:Provision ; a pol:Task }", "a task is a provision"),
    ("measure-with-target", "ASK { ?m a pol:NumericMeasure ; pol:quote ?q FILTER(CONTAINS(?q, '20个')) }", "a measure with a number"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "query", "reason"), EXPECTED, ids=[row[0] for row in EXPECTED])
def test_a_rule_gives_what_it_should(tianjin_library: Library, rule: str, query: str, reason: str) -> None:
    assert tianjin_library.store.ask(PREFIX + query), reason
    assert rule in {r.name for r in rules()}


def test_every_inferred_triple_can_be_explained_and_is_new(tianjin_library: Library) -> None:
    info = tianjin_library.document(TIANJIN_ID)
    data = tianjin_library.store.dump(tianjin_library.namer.graph(info.id))
    found = infer(data, info.iri)
    said = set(data.decode().splitlines())
    assert len(found) > 100
    assert not [one for one in found if f"{one.triple} ." in said]
    assert all(one.rule.told for one in found)
    assert why(
        data, info.iri, f"{info.iri}/task/24", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", str(POL.SharedTask)
    )
    assert why(data, info.iri, f"{info.iri}/task/24", str(POL.partOf), info.iri) is None


def test_inferences_come_and_go_with_their_document(tmp_path: Path) -> None:
    library = Library(tmp_path)
    inferred = library.namer.graph("inferred")
    library.ingest(TIANJIN, id=TIANJIN_ID)
    before = library.store.dump(inferred)
    library.ingest(TIANJIN, id=TIANJIN_ID)
    assert library.store.dump(inferred) == before
    library.remove(TIANJIN_ID)
    assert library.store.dump(inferred) == b""


def test_a_document_that_breaks_a_shape_stays_out_unless_asked_for(tmp_path: Path) -> None:
    library = Library(tmp_path)
    document = study(Item(str(TIANJIN), TIANJIN_ID))
    broken = replace(document, targets=tuple(replace(t, comparator="~") for t in document.targets))
    with pytest.raises(InputError, match="--allow-invalid"):
        library.add(broken)
    assert library.documents() == []
    report = library.add(broken, allow_invalid=True)
    assert any("不合约束" in warning for warning in report.warnings)
    assert len(library.documents()) == 1


def test_the_command_line_tells_why(tianjin_home: Path) -> None:
    from typer.testing import CliRunner

    from api.cli import app

    told = CliRunner().invoke(app, ["why", f"{TIANJIN_ID}/task/24", "--home", str(tianjin_home)])
    assert told.exit_code == 0
    assert "SharedTask" in told.output
    assert "责任单位" in told.output
    assert CliRunner().invoke(app, ["why", "nothing/task/24", "--home", str(tianjin_home)]).exit_code == 1
