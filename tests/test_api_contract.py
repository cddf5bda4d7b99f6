"""Every address of the contract answers in the form clients rely on; bad input is a problem document, never a 500."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.conftest import TIANJIN_ID

UNIT = "https://w3id.org/policykg/id/unit/天津市教育委员会"


@pytest.fixture(scope="module")
def client(tianjin_home: Path) -> Iterator[TestClient]:
    settings = Settings(home=tianjin_home, sparql_timeout=2, _env_file=None)  # type: ignore[call-arg]
    with TestClient(create_app(settings), follow_redirects=False) as opened:
        yield opened


JSON_ADDRESSES = [
    ("/api/search?q=学分银行", {"query", "mode", "took_ms", "hits", "facets"}),
    (
        "/api/ask?q=市教委负责多少项任务",
        {"question", "status", "answer", "values", "sparql", "interpretation", "evidence", "passages"},
    ),
    (f"/api/documents/{TIANJIN_ID}", {"id", "iri", "title", "outline", "targets", "citations"}),
    (f"/api/entity?iri={quote(UNIT)}", {"iri", "label", "types", "facts", "incoming", "mentions"}),
    ("/api/graph?focus=市教委", {"nodes", "edges", "truncated"}),
    ("/api/path?source=市教委&target=市外办", {"source", "target", "hops", "found"}),
    (f"/api/alignments?document={TIANJIN_ID}", {"document", "with", "alignments"}),
    ("/api/responsibilities", {"units", "tasks", "shared", "matrix"}),
    ("/health", {"status", "documents", "state", "encoder"}),
]


@pytest.mark.parametrize(("address", "fields"), JSON_ADDRESSES, ids=[row[0] for row in JSON_ADDRESSES])
def test_json_addresses_have_the_fields_of_the_contract(client: TestClient, address: str, fields: set[str]) -> None:
    reply = client.get(address)
    assert reply.status_code == 200, reply.text
    assert fields <= reply.json().keys()


def test_chinese_is_not_escaped(client: TestClient) -> None:
    assert "学分银行" in client.get("/api/search?q=学分银行").text


def test_hits_carry_offsets_into_their_text(client: TestClient) -> None:
    hits = client.get("/api/search?q=学分银行&kind=clause&k=5").json()["hits"]
    assert hits[0]["number"] == 9 and {hit["kind"] for hit in hits} == {"clause"}
    start, end = hits[0]["highlights"][0]
    assert hits[0]["text"][start:end] in "推进学分银行"


def test_quotes_are_exact_slices_and_the_query_gives_the_values(client: TestClient) -> None:
    told = client.get("/api/ask?q=推进学分银行在天津落地运行由哪些单位负责？").json()
    text = client.get(f"/api/documents/{TIANJIN_ID}/text").text
    assert told["status"] == "answered"
    assert all(text[e["start"] : e["end"]] == e["quote"] for e in told["evidence"]) and told["evidence"]
    rows = client.get("/sparql", params={"query": told["sparql"]}).json()["results"]["bindings"]
    assert {v["value"] for v in told["values"]} == {row["value"]["value"] for row in rows}
    assert {v["value"] for v in told["values"]} == {"市教委", "市人社局", "市发展改革委", "市财政局"}


def test_an_honest_refusal_still_gives_the_nearest_passages(client: TestClient) -> None:
    told = client.get("/api/ask?q=在海外建成20个鲁班工坊要在哪一年之前完成？").json()
    assert told["status"] == "unanswerable" and told["passages"] and not told["values"]


BAD = [
    ("/api/search?q=" + "长" * 501, 422, "a question longer than 500 characters"),
    ("/api/search?q=x&k=0", 422, "no hits wanted"),
    ("/api/search?q=x&k=101", 422, "more than a hundred hits"),
    ("/api/search?q=x&mode=magic", 422, "an unknown mode"),
    ("/api/search?q=x&kind=chapter", 422, "an unknown kind"),
    ("/api/search", 422, "no query at all"),
    ("/api/graph?depth=4", 422, "too deep"),
    ("/api/graph?focus=没有这个东西", 404, "nothing of that name"),
    ("/api/documents/none", 404, "no such document"),
    ("/api/documents/none/text", 404, "no such text"),
    ("/api/entity?iri=https://example.org/x", 404, "an entity of somebody else"),
    ("/api/entity?iri=%22%3E%7D", 404, "characters an IRI forbids must not reach the query"),
    ("/api/alignments?document=none", 404, "alignment of an unknown document"),
    ("/api/nothing", 404, "an unknown address"),
]


@pytest.mark.parametrize(("address", "status", "why"), BAD, ids=[row[2] for row in BAD])
def test_bad_input_is_a_problem_document_in_both_languages(
    client: TestClient, address: str, status: int, why: str
) -> None:
    reply = client.get(address)
    assert reply.status_code == status, why
    assert reply.headers["content-type"].startswith("application/problem+json")
    assert {"title", "status", "detail"} <= reply.json().keys() and "Traceback" not in reply.text


@pytest.mark.parametrize(
    "question", ["", "   ", "？", "'; DROP GRAPH <x> #", "<script>alert(1)</script>", "\u202e反", "😀" * 20, "who"]
)
def test_odd_questions_are_answered_or_refused_never_broken(client: TestClient, question: str) -> None:
    for address in ("/api/ask", "/api/search"):
        assert client.get(address, params={"q": question}).status_code == 200


PAGES = ["/", "/ask?q=市教委负责哪些任务？", "/search?q=鲁班工坊", "/graph?focus=鲁班工坊", "/responsibilities", "/targets",
         "/documents", f"/page/{TIANJIN_ID}", f"/page/{TIANJIN_ID}/clause/9", f"/page/unit/{quote('天津市教育委员会')}", "/sparql", "/docs"]  # fmt: skip
_OTHER_HOST = re.compile(
    r"""(?:src|href|action|url\()\s*=?\s*["']?\s*(?:https?:)?//(?!127\.0\.0\.1|testserver)([^"'\s>)]+)"""
)


@pytest.mark.parametrize("address", PAGES)
def test_pages_open_and_refer_to_no_other_host(client: TestClient, address: str) -> None:
    reply = client.get(address, headers={"Accept": "text/html"})
    assert reply.status_code == 200 and reply.headers["content-type"].startswith("text/html")
    loaded = re.findall(r"<(?:script|link|img|iframe)[^>]+", reply.text)
    assert not [tag for tag in loaded if _OTHER_HOST.search(tag)], "a page must need no network"
    if address != "/docs":
        assert "script-src 'self';" in reply.headers["content-security-policy"]
        assert not re.search(r"\son\w+=", reply.text), "no handlers inside the page"


def test_resources_send_browsers_to_pages_and_machines_to_data(client: TestClient) -> None:
    path = f"/id/unit/{quote('天津市教育委员会')}"
    to_page = client.get(path, headers={"Accept": "text/html"})
    assert (to_page.status_code, to_page.headers["location"]) == (303, path.replace("/id/", "/page/"))
    for accept, suffix in (
        ("text/turtle", "ttl"),
        ("application/ld+json", "jsonld"),
        ("application/rdf+xml", "rdf"),
        ("application/n-triples", "nt"),
    ):
        reply = client.get(path, headers={"Accept": accept})
        assert reply.status_code == 303 and reply.headers["location"].endswith(f".{suffix}")
        data = client.get(reply.headers["location"])
        assert data.status_code == 200 and data.headers["content-type"].startswith(accept)


def test_writing_needs_the_token_where_one_is_set(own_library, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    settings = Settings(home=own_library.home, token="geheim", _env_file=None)  # type: ignore[call-arg, arg-type]
    text = "关于加强测试工作的通知\n\n各有关单位：\n\n一、总体要求\n\n到2030年，建成10个示范基地。\n"
    with TestClient(create_app(settings)) as client:
        files = {"file": ("通知.txt", text.encode(), "text/plain")}
        assert client.post("/api/documents", files=files).status_code == 401
        bearer = {"Authorization": "Bearer geheim"}
        reply = client.post("/api/documents", files=files, headers=bearer)
        assert reply.status_code == 201, reply.text
        assert reply.json()["counts"]["section"] == 1
        id = reply.json()["id"]
        assert client.get("/api/search?q=示范基地").json()["hits"][0]["document"]["title"] == "关于加强测试工作的通知"
        broken = client.post("/api/documents", files={"file": ("x.pdf", b"no pdf", "application/pdf")}, headers=bearer)
        assert broken.status_code == 422 and "x.pdf" in broken.json()["detail"]
        assert client.delete(f"/api/documents/{id}", headers=bearer).status_code == 200
        assert client.get(f"/api/documents/{id}").status_code == 404
        assert json.dumps(client.get("/api/documents").json()).count("sha256") == 1
