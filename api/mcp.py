"""The read-only tools over the Model Context Protocol: search, ask, entity, sparql, document."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, ParamSpec, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field

from api.answering import answer
from api.opening import Knowledge
from api.presenting import result_json
from api.settings import Settings
from api.sparql_workers import Job, Workers
from kg.errors import InputError, PolicyKGError, QueryError, StoreError
from kg.outlines import outline_of
from viz.entity import entity as all_about
from viz.network import resolve_focus

P = ParamSpec("P")
R = TypeVar("R")
Question = Annotated[str, Field(min_length=1, max_length=500)]
Document = Annotated[str | None, Field(max_length=500, description="id or IRI of one document")]
_TEXT = 20_000
_RESULT = 200_000


def tool(made: MCPServer[Any], description: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a tool whose errors are told to the client in one line."""

    def register(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return function(*args, **kwargs)
            except PolicyKGError as error:
                raise ToolError(" ".join(str(error).split())) from error

        made.add_tool(run, description=description)
        return function

    return register


def server(settings: Settings) -> MCPServer[Any]:
    """The tools over the knowledge base of ``settings``; nothing they do changes it."""
    state = Knowledge(settings)
    workers = Workers(1, settings.sparql_timeout, settings.sparql_memory_mb)
    made: MCPServer[Any] = MCPServer(
        "policykg",
        instructions="中国政策文件知识图谱：先用 ask 提问，用 search 找条文，引用时只引 evidence 中的原文。"
        " Chinese policy documents as a knowledge graph; quote only what `evidence` holds.",
    )

    @tool(made, "检索条文 / Search provisions; highlights are offsets into text.")
    def search(
        query: Question, k: Annotated[int, Field(ge=1, le=50)] = 10, document: Document = None
    ) -> dict[str, Any]:
        scope = (state.library.document(document).iri,) if document else ()
        return result_json(state.engine.search(query, k=k, documents=scope))

    @made.tool(
        description="提问：答案、引文与查询，或如实拒答 / Ask: answer, evidence and query, or an honest refusal."
    )
    def ask(question: Question, document: Document = None) -> dict[str, Any]:
        iri = state.library.document(document).iri if document else None
        return answer(state.settings, state.engine, question, iri).as_dict()

    @tool(made, "按名称或 IRI 查实体 / An entity by name or IRI: facts and mentions.")
    def entity(name: Question) -> dict[str, Any]:
        return all_about(state.library, resolve_focus(state.library, name))

    @tool(made, "SPARQL 1.1 查询（只读，限时）/ A SPARQL 1.1 query, read-only and limited.")
    def sparql(query: Annotated[str, Field(min_length=1, max_length=100_000)]) -> str:
        return run_query(workers, state, query)

    @tool(made, "文件目录，或一份文件的结构 / The documents, or the outline of one.")
    def document(id: Document = None, text: bool = False) -> dict[str, Any]:
        if id is None:
            return {
                "documents": [{"id": d.id, "title": d.title, "number": d.number} for d in state.library.documents()]
            }
        info = state.library.document(id)
        told: dict[str, Any] = {
            "id": info.id,
            "iri": info.iri,
            "title": info.title,
            **outline_of(state.library, info.iri),
        }
        return told | ({"text": state.library.text(id)[:_TEXT]} if text else {})

    return made


def run_query(workers: Workers, state: Knowledge, query: str) -> str:
    """The result of a query as JSON or Turtle; raises what a client is to read."""
    from api.sparql import refused

    if (why := refused(query, state.settings)) is not None:
        raise InputError(why)
    outcome = workers.run(Job(query), state.library.store.snapshot)
    if outcome.status == "malformed":
        raise QueryError(outcome.body.decode("utf-8", "replace"))
    if outcome.status != "ok":
        raise StoreError("the query did not finish within its limits; ask for less / 查询超出限制")
    if len(outcome.body) > _RESULT:
        raise InputError("the result is larger than 200 kB; add LIMIT / 结果过大，请加 LIMIT")
    return outcome.body.decode("utf-8")


def serve(settings: Settings) -> None:
    """Serve over standard input and output until the client leaves."""
    server(settings).run()
