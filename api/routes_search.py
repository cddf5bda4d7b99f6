"""``/api/search`` and ``/api/ask``: what researchers ask."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from api import answering
from api.presenting import result_json
from kg.library import Library
from search import Engine

router = APIRouter(tags=["search"])

QUESTION_LIMIT = 500
Question = Annotated[str, Query(max_length=QUESTION_LIMIT, description="中文问题或检索词，至多500字")]
Document = Annotated[str | None, Query(max_length=500, description="文件的 id 或 IRI")]
Kind = Literal["preamble", "part", "section", "clause", "article", "item", "annex", "support", "task"]
Mode = Literal["hybrid", "semantic", "keyword"]


class Asked(BaseModel):
    """Body of ``POST /api/ask``."""

    question: str = Field(max_length=QUESTION_LIMIT)
    document: str | None = None


@router.get("/api/search", summary="检索条文 / Search provisions")
def search_provisions(
    request: Request,
    q: Question,
    k: Annotated[int, Query(ge=1, le=100)] = 10,
    kind: Annotated[list[Kind] | None, Query()] = None,
    document: Annotated[list[str] | None, Query(max_length=500)] = None,
    unit: Annotated[str | None, Query(max_length=500)] = None,
    mode: Mode = "hybrid",
    issued_from: date | None = None,
    issued_to: date | None = None,
    fold: Annotated[bool, Query(description="条款与重复它的任务只列其一")] = False,
) -> dict[str, Any]:
    """Provisions that match, best first; ``highlights`` are character offsets into ``text``."""
    engine: Engine = request.app.state.engine
    library = request.app.state.library
    documents = tuple(library.iri(d) for d in document or ())
    if issued_from or issued_to:
        documents = _issued(library, documents, issued_from or date.min, issued_to or date.max)
    found = engine.search(q, k=k, kinds=tuple(kind or ()), documents=documents, unit=unit, mode=mode, fold=fold)
    return result_json(found)


def _issued(library: Library, chosen: tuple[str, ...], first: date, last: date) -> tuple[str, ...]:
    """The documents (of ``chosen``, else of all) issued between two days; a name no document has where none is."""
    dated = [(info.iri, str(info.issued)) for info in library.documents() if info.issued]
    kept = tuple(iri for iri, day in dated if first.isoformat() <= day <= last.isoformat())
    return tuple(iri for iri in kept if not chosen or iri in chosen) or ("urn:none",)


@router.get("/api/ask", summary="提问 / Ask a question")
def ask_get(
    request: Request, q: Question, document: Annotated[str | None, Query(max_length=500)] = None
) -> dict[str, Any]:
    """An answer with its evidence and the query that gives it, or an honest refusal."""
    return answer(request, q, document)


@router.post("/api/ask", summary="提问 / Ask a question")
def ask_post(request: Request, asked: Asked) -> dict[str, Any]:
    """The same as a JSON body; ``document`` limits the question to one document."""
    return answer(request, asked.question, asked.document)


def answer(request: Request, question: str, document: str | None) -> dict[str, Any]:
    """The answer of the search room, as JSON."""
    state = request.app.state
    iri = state.library.document(document).iri if document else None
    return answering.answer(state.settings, state.engine, question, iri).as_dict()
