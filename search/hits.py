"""What a search gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from search.passages import Passage


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

    @classmethod
    def of(cls, p: Passage, score: float = 0.0, highlights: tuple[tuple[int, int], ...] = ()) -> Hit:
        """A passage as a hit, found or only looked at."""
        return cls(
            p.iri, p.kind, p.number, p.title, p.label, p.document, p.document_title, p.text, p.start, score, highlights
        )


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits, best first; ``facets`` count all matches by document, kind and unit."""

    query: str
    mode: str
    hits: tuple[Hit, ...]
    facets: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    took_ms: float = 0.0
