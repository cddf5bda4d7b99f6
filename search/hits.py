"""What a search gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found; ``highlights`` are character offsets into ``text``."""

    iri: str
    kind: str
    number: int | None
    title: str | None
    label: str
    document: str
    document_title: str
    text: str
    start: int
    score: float
    highlights: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits, best first; ``facets`` count all matches by document, kind and unit."""

    query: str
    mode: str
    hits: tuple[Hit, ...]
    facets: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    took_ms: float = 0.0
