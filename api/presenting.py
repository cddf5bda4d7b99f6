"""Search results in the JSON form of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from fastapi import Request

if TYPE_CHECKING:
    from search import Hit, SearchResult


LANGUAGE: Final = "policykg-lang"
"""The cookie that keeps the language of the pages."""


def result_json(result: SearchResult) -> dict[str, Any]:
    """A search result with its hits and facets."""
    return {
        "query": result.query,
        "mode": result.mode,
        "took_ms": round(result.took_ms, 2),
        "hits": [hit_json(hit) for hit in result.hits],
        "facets": result.facets,
    }


def hit_json(hit: Hit) -> dict[str, Any]:
    """One hit; ``highlights`` are character offsets into ``text``."""
    return {
        "iri": hit.iri,
        "kind": hit.kind,
        "number": hit.number,
        "title": hit.title,
        "document": {"iri": hit.document, "title": hit.document_title},
        "text": hit.text,
        "score": round(hit.score, 6),
        "highlights": [list(span) for span in hit.highlights],
    }


def language(request: Request) -> str:
    """The language of the pages this reader has chosen: ``zh`` or ``en``."""
    return "en" if request.cookies.get(LANGUAGE) == "en" else "zh"
