"""A plan: the query that gives the values, what it means in a sentence, and where its evidence lies."""

from __future__ import annotations

from dataclasses import dataclass

from search.asking.sets import Scope


@dataclass(frozen=True, slots=True)
class Asked:
    """The document a question is asked of."""

    document: str
    graph: str
    scope: Scope
    has_leads: bool
    document_title: str = ""
    has_articles: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """``sparql`` gives ``?value`` (and ``?value2`` …); ``lead`` begins the answer, ``evidence`` are provisions."""

    sparql: str
    interpretation: str
    lead: str
    evidence: tuple[str, ...] = ()
    unit: str | None = None
    """What a number counts."""
    evidence_query: str | None = None
    """Gives ``?t``: provisions the values rest on, where they are not known before."""
    score: float = 1.0
    joiner: str = "、"
    boolean: bool = False
    before: tuple[str, ...] = ()
    """Provisions that an earlier step rests on, quoted besides."""
    missing: str = ""
    """Why there is no answer, where the query gives none."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the documents do not answer; ``soft``: another document may still do."""

    why: str
    soft: bool = False


Found = Plan | Refusal | None
"""What a rule makes of a question; ``None``: not its kind."""
