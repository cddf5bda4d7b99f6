"""SHACL validation with readable results."""

from __future__ import annotations

from dataclasses import dataclass

import pyshacl
from rdflib import SH, Graph
from rdflib.term import Node


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken shape: where, what, and the message in Chinese."""

    focus: str
    path: str
    message: str
    value: str = ""

    def __str__(self) -> str:
        value = f" ({self.value})" if self.value else ""
        return f"{self.focus} {self.path}: {self.message}{value}"


@dataclass(frozen=True, slots=True)
class Validation:
    """The outcome of a validation; ``results`` is sorted."""

    conforms: bool
    results: tuple[Violation, ...]


def validate(data: Graph, shapes: Graph) -> Validation:
    """Validate ``data`` against ``shapes``; nothing is inferred and neither graph is changed."""
    conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False)
    found = [_violation(report, result) for result in report.subjects(SH.resultSeverity, None)]
    return Validation(bool(conforms), tuple(sorted(found, key=str)))


def _violation(report: Graph, result: Node) -> Violation:
    def one(predicate: Node) -> str:
        return str(report.value(result, predicate) or "")

    messages = list(report.objects(result, SH.resultMessage))
    chinese = [m for m in messages if getattr(m, "language", None) == "zh"]
    message = str(next(iter(chinese or messages), ""))
    return Violation(one(SH.focusNode), one(SH.resultPath).rsplit("#", 1)[-1], message, one(SH.value)[:80])
