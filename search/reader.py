"""One question and the provisions search finds for it."""

from __future__ import annotations

from collections.abc import Sequence

from search.hits import Hit
from search.index import Engine
from search.plan import Asked, Plan, Refusal
from search.question import Question
from search.spans import cut_query

Found = Plan | Refusal | None


_PROVISIONS = ("clause", "article", "task", "item", "section", "preamble", "support")


class Reader:
    """Answers one question out of the provisions search finds for it."""

    def __init__(self, engine: Engine, q: Question, asked: Asked) -> None:
        self.engine, self.q, self.asked = engine, q, asked
        self.topic = q.topic if len(q.topic) >= 2 else q.text
        self.hits = engine.search(self.topic, k=10, kinds=_PROVISIONS, documents=(asked.document,)).hits

    # ---------------------------------------------------------------- helpers
    def best(self, *kinds: str) -> Hit | None:
        """The best hit of these kinds."""
        inside = next((h for h in self.hits if h.kind in kinds), None)
        return inside or next(
            iter(self.engine.search(self.topic, k=1, kinds=kinds, documents=(self.asked.document,)).hits), None
        )

    def clause(self) -> Hit | None:
        """The best clause; articles where there are none, else sections."""
        for kinds in (("clause", "article"), ("section",), ("item",)):
            if (hit := self.best(*kinds)) is not None:
                return hit
        return None

    def overlap(self, text: str) -> float:
        """Share of the topic's character pairs that stand in ``text``."""
        words = {self.topic[i : i + 2] for i in range(len(self.topic) - 1)}
        words = {w for w in words if w.isalnum()}
        return sum(w in text for w in words) / max(len(words), 1)

    def leaves(self, limit: int = 6) -> list[Hit]:
        """Best hits whose text is their own words (clauses and tasks without parts below)."""
        return [h for h in self.hits if h.kind != "section"][:limit]

    def cut(self, hit: Hit, spans: Sequence[tuple[int, int]], told: str, interpretation: str) -> Plan:
        """A plan that cuts spans out of a hit."""
        return Plan(cut_query(hit.iri, spans, self.asked.graph), interpretation, told, (hit.iri,))
