"""The store: transactions, snapshots, readers in other processes, errors that teach; embedded and remote alike."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import filelock
import pytest

from kg import store as store_module
from kg.errors import QueryError, StoreError
from kg.store import EmbeddedStore

G = "https://example.org/g"
S = "<https://example.org/s> <https://example.org/p>"


def triple(text: str) -> bytes:
    return f'{S} "{text}" .\n'.encode()


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    return EmbeddedStore(tmp_path / "home")


VALUES = [
    ('"国务院"', "国务院", "a string"),
    ('"市教委"@zh', "市教委", "a language-tagged string loses its tag: names are compared, not languages"),
    ("12", 12, "an integer"),
    ('"1.5"^^<http://www.w3.org/2001/XMLSchema#decimal>', 1.5, "a decimal is a number, 1.5倍"),
    ("true", True, "a boolean"),
    ('"2019-01-24"^^<http://www.w3.org/2001/XMLSchema#date>', "2019-01-24", "a date stays as it is written"),
    ("<https://w3id.org/policykg/id/unit/国务院>", "https://w3id.org/policykg/id/unit/国务院", "Chinese IRIs survive"),
]


@pytest.mark.parametrize(("term", "expected", "why"), VALUES, ids=[row[2] for row in VALUES])
def test_terms_become_plain_values(store: EmbeddedStore, term: str, expected: object, why: str) -> None:
    assert store.select(f"SELECT ?x {{ BIND({term} AS ?x) }}") == [{"x": expected}], why


def test_replace_puts_one_graph_in_place_of_itself(store: EmbeddedStore) -> None:
    store.replace(G, triple("旧"))
    store.replace(f"{G}2", triple("另"))
    store.replace(G, triple("新"))
    assert sorted(row["o"] for row in store.select("SELECT ?o { ?s ?p ?o }")) == ["另", "新"]
    assert store.graphs() == [G, f"{G}2"]


def test_nothing_removes_a_graph_and_leaves_no_trace(store: EmbeddedStore) -> None:
    store.replace(G, triple("x"))
    store.replace(G, b"")
    assert store.graphs() == [] and store.select("SELECT * { ?s ?p ?o }") == []


def test_a_broken_document_leaves_the_graph_as_it_was(store: EmbeddedStore) -> None:
    store.replace(G, triple("旧"))
    with pytest.raises(SyntaxError):
        store.replace(G, b'<https://example.org/s> <https://example.org/p> "cut off')
    assert store.select("SELECT ?o { ?s ?p ?o }") == [{"o": "旧"}]


def test_every_commit_changes_the_state_and_old_snapshots_go(store: EmbeddedStore) -> None:
    states = [store.state()]
    for n in range(6):
        store.replace(G, triple(str(n)))
        states.append(store.state())
    assert len(set(states)) == 7
    assert len(list((store.home / "snapshots").iterdir())) <= 3, "snapshots must not pile up"


def test_a_reader_in_another_process_sees_what_was_published(store: EmbeddedStore) -> None:
    store.replace(G, triple("值"))
    code = (
        "import sys; from pathlib import Path; from kg.store import EmbeddedStore;"
        "print(EmbeddedStore(Path(sys.argv[1])).select('SELECT ?o { ?s ?p ?o }'))"
    )
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run(
        [sys.executable, "-c", code, str(store.home)], cwd=root, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.stdout.strip() == "[{'o': '值'}]", done.stderr


def test_a_writer_sees_its_own_commits_and_other_threads_do_not(store: EmbeddedStore) -> None:
    seen: list[object] = []
    with store.writing():
        store.replace(G, triple("x"))
        assert store.select("SELECT ?o { ?s ?p ?o }") == [{"o": "x"}]
        other = threading.Thread(target=lambda: seen.append(store.select("SELECT ?o { ?s ?p ?o }")))
        other.start()
        other.join()
    assert seen == [[]], "what is not published is seen by the writer alone"


def test_a_second_writer_waits_and_then_says_so(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "_LOCK_SECONDS", 0.05)
    store.home.mkdir(parents=True)
    with filelock.FileLock(store.home / "lock"), pytest.raises(StoreError, match="another program"):
        threaded: list[BaseException] = []

        def write() -> None:
            try:
                store.replace(G, triple("x"))
            except StoreError as error:
                threaded.append(error)

        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
        raise threaded[0]


def test_a_malformed_query_says_where(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError) as caught:
        store.select("SELECT ?x {\n ?x ?y }}")
    assert (caught.value.line, caught.value.column is not None) == (2, True)


WRONG_FORM = [
    ("select", "ASK { ?s ?p ?o }", "ASK gives no rows"),
    ("ask", "SELECT * { ?s ?p ?o }", "SELECT gives no yes or no"),
    ("graph", "SELECT * { ?s ?p ?o }", "SELECT gives no triples"),
]


@pytest.mark.parametrize(("method", "query", "why"), WRONG_FORM, ids=[row[2] for row in WRONG_FORM])
def test_a_query_of_another_form_is_refused(store: EmbeddedStore, method: str, query: str, why: str) -> None:
    with pytest.raises(QueryError):
        getattr(store, method)(query)


def test_a_home_that_cannot_be_written_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StoreError, match="cannot be written"):
        EmbeddedStore(tmp_path / "file" / "home").replace(G, triple("x"))
