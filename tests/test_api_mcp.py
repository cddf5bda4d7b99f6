"""The MCP tools through the SDK's own client."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from mcp import Client

from api.mcp import server
from api.settings import Settings


def call(home: Path, tool: str, **arguments: Any) -> Any:
    """The result of one tool call, as a client sees it."""

    async def session() -> Any:
        async with Client(server(Settings(home=home, sparql_timeout=2, _env_file=None))) as client:  # type: ignore[call-arg]
            return await client.call_tool(tool, arguments)

    return asyncio.run(session())


def told(result: Any) -> Any:
    assert not result.is_error, result.content
    return json.loads(result.content[0].text)


def test_the_tools_are_those_of_the_contract(tianjin_home: Path) -> None:
    async def names() -> set[str]:
        async with Client(server(Settings(home=tianjin_home, _env_file=None))) as client:  # type: ignore[call-arg]
            return {tool.name for tool in (await client.list_tools()).tools}

    assert asyncio.run(names()) == {"search", "ask", "entity", "sparql", "document"}


CALLS = [
    ("search", {"query": "学分银行", "k": 2}, lambda r: len(r["hits"]) == 2, "two hits"),
    ("ask", {"question": "市教委负责多少项任务？"}, lambda r: r["values"][0]["value"] == 49, "a count"),
    ("entity", {"name": "市教委"}, lambda r: r["label"] == "天津市教育委员会", "a short name"),
    ("sparql", {"query": "ASK { ?s ?p ?o }"}, lambda r: r["boolean"] is True, "a query"),
    ("document", {}, lambda r: len(r["documents"]) == 1, "the list of documents"),
    ("document", {"id": "tianjin-vocational-benchmark"}, lambda r: len(r["outline"]) == 88, "an outline"),
]


@pytest.mark.parametrize(("tool", "arguments", "holds", "why"), CALLS, ids=[f"{row[0]}: {row[3]}" for row in CALLS])
def test_a_tool_answers(tianjin_home: Path, tool: str, arguments: dict[str, Any], holds: Any, why: str) -> None:
    assert holds(told(call(tianjin_home, tool, **arguments))), why


REFUSED = [
    ("sparql", {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}, "SERVICE", "another host"),
    ("sparql", {"query": "INSERT DATA { <a:b> <a:b> <a:b> }"}, "error", "an update is no query"),
    (
        "sparql",
        {"query": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a = ?l) }"},
        "limits",
        "an endless query",
    ),
    ("entity", {"name": "没有这个东西"}, "没有", "an unknown name"),
    ("document", {"id": "none"}, "no document", "an unknown document"),
]


@pytest.mark.parametrize(("tool", "arguments", "word", "why"), REFUSED, ids=[row[3] for row in REFUSED])
def test_what_cannot_be_is_told_and_nothing_breaks(
    tianjin_home: Path, tool: str, arguments: dict[str, Any], word: str, why: str
) -> None:
    result = call(tianjin_home, tool, **arguments)
    assert result.is_error and word in result.content[0].text, why
    assert "Traceback" not in result.content[0].text
