"""Questions about the table of tasks as SPARQL: sets of tasks, units, clauses and sections under constraints.

A query is put together from four variables and the patterns between them: ``?t`` a task (where the document has no
table of tasks, any provision with responsible units), ``?u`` a unit, ``?c`` a clause, ``?s`` a section.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ontology import POL

PREFIX = f"PREFIX pol: <{POL}>\nPREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
LABEL = {"t": "pol:citationLabel", "u": "pol:writtenAs", "c": "pol:citationLabel", "s": "pol:citationLabel"}
MEASURE = {"t": "项", "u": "家", "c": "条", "s": "个部分"}
NAME = {"t": "任务", "u": "责任单位", "c": "条款", "s": "部分"}


@dataclass(frozen=True, slots=True)
class Scope:
    """The document asked, and how tasks and their clauses are found in it."""

    graph: str
    has_tasks: bool
    task_kind: str = "Task"

    def pattern(self, variables: Sequence[str], tag: str = "") -> str:
        """Triple patterns that bind ``variables`` (of ``t u c s``), each name ended with ``tag``."""
        t, u, c, s = (f"?{name}{tag}" for name in "tucs")
        lines = [f"{t} a pol:{self.task_kind} ."] if self.has_tasks else [f"{t} pol:responsibleUnit {u} ."]
        if "u" in variables and self.has_tasks:
            lines.append(f"{t} pol:responsibleUnit {u} .")
        if {"c", "s"} & set(variables):
            lines.append(f"{t} pol:elaborates {c} ." if self.has_tasks else f"{t} pol:partOf* {c} . {c} a pol:Clause .")
        if "s" in variables:
            lines.append(f"{c} pol:partOf+ {s} . {s} a pol:Section .")
        return " ".join(lines)


@dataclass(frozen=True, slots=True)
class Constraint:
    """A condition on the set: patterns with ``{t} {u} {c} {s}`` in them, and the variables they need."""

    needs: str
    pattern: str
    told: str


@dataclass(frozen=True, slots=True)
class SetQuery:
    """All ``target`` that fulfil ``constraints``."""

    scope: Scope
    target: str
    constraints: tuple[Constraint, ...] = field(default=())

    def variables(self, *more: str) -> list[str]:
        """The variables the query needs."""
        return sorted({self.target, *more, *(v for c in self.constraints for v in c.needs)})

    def where(self, *more: str, tag: str = "") -> str:
        """The patterns inside ``GRAPH``."""
        names = {name: f"?{name}{tag}" for name in "tucs"}
        conditions = " ".join(c.pattern.format(**names) for c in self.constraints)
        return f"{self.scope.pattern(self.variables(*more), tag)} {conditions}".strip()

    def list(self) -> str:
        """The labels, in document order."""
        x = self.target
        order = f"?{x} pol:order ?order ." if x != "u" else ""
        label = f"?{x} {LABEL[x]} ?value ." + (f" ?{x} skos:prefLabel ?label ." if x == "u" else "")
        tail = "ORDER BY ?order" if order else "ORDER BY ?value"
        shown = f"?value ?{x}" + (" ?label" if x == "u" else "")
        return f"{PREFIX}SELECT DISTINCT {shown} {{ GRAPH <{self.scope.graph}> {{ {self.where()} {label} {order} }} }} {tail}"

    def count(self) -> str:
        """How many there are."""
        x = self.target
        return f"{PREFIX}SELECT (COUNT(DISTINCT ?{x}) AS ?value) {{ GRAPH <{self.scope.graph}> {{ {self.where()} }} }}"

    def extreme(self, counted: str, most: bool = True) -> str:
        """Those with the most (fewest) ``counted``, and how many these are."""
        x, how = self.target, "MAX" if most else "MIN"
        inner, outer = self._counts(counted, "n", ""), self._counts(counted, "m", "2")
        said = f'CONCAT(STR(?n), "{MEASURE[counted]}")'
        return (
            f"{PREFIX}SELECT ?value ({said} AS ?value2) ?{x} {{ {{ {inner} }} "
            f"{{ SELECT ({how}(?m) AS ?best) {{ {outer} }} }} FILTER(?n = ?best) "
            f"GRAPH <{self.scope.graph}> {{ ?{x} {LABEL[x]} ?value }} }} ORDER BY ?value"
        )

    def exactly(self, counted: str, number: int) -> str:
        """Those with exactly ``number`` of ``counted``."""
        x = self.target
        order = f"?{x} pol:order ?order ." if x != "u" else ""
        return (
            f"{PREFIX}SELECT ?value ?{x} {{ {{ {self._counts(counted, 'n', '')} }} FILTER(?n = {number}) "
            f"GRAPH <{self.scope.graph}> {{ ?{x} {LABEL[x]} ?value . {order} }} }} ORDER BY {'?order' if order else '?value'}"
        )

    def in_every(self, across: str) -> str:
        """Those that stand in every ``across`` (every task of a clause)."""
        x = self.target
        total = SetQuery(self.scope, across, self.constraints)
        everything = (
            f"SELECT (COUNT(DISTINCT ?{across}3) AS ?all) {{ GRAPH <{self.scope.graph}> {{ {total.where(tag='3')} }} }}"
        )
        return (
            f"{PREFIX}SELECT ?value ?{x} {{ {{ {self._counts(across, 'n', '')} }} {{ {everything} }} FILTER(?n = ?all) "
            f"GRAPH <{self.scope.graph}> {{ ?{x} {LABEL[x]} ?value }} }} ORDER BY ?value"
        )

    def _counts(self, counted: str, name: str, tag: str) -> str:
        x = f"?{self.target}{tag}"
        return (
            f"SELECT {x} (COUNT(DISTINCT ?{counted}{tag}) AS ?{name}) "
            f"{{ GRAPH <{self.scope.graph}> {{ {self.where(counted, tag=tag)} }} }} GROUP BY {x}"
        )


def text_literal(text: str) -> str:
    """``text`` as a SPARQL string.

    >>> text_literal('a"b')
    '"a\\\\"b"'
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


def in_clause(number: int) -> Constraint:
    """Of the clause with this number."""
    return Constraint("c", f"{{c}} pol:number {number} .", f"第{number}条")


def in_section(number: int) -> Constraint:
    """Of the section with this number."""
    return Constraint("s", f"{{s}} pol:number {number} .", f"第{number}部分")


def of_unit(iri: str, name: str) -> Constraint:
    """With this unit."""
    return Constraint("", f"{{t}} pol:responsibleUnit <{iri}> .", name)


def of_any_unit(iris: Sequence[str], names: Sequence[str], serial: int = 0) -> Constraint:
    """With one of these units at least."""
    values = " ".join(f"<{iri}>" for iri in iris)
    inside = f"VALUES ?any{serial} {{{{ {values} }}}} {{t}} pol:responsibleUnit ?any{serial} ."
    return Constraint("", f"FILTER EXISTS {{{{ {inside} }}}}", "或".join(names))


def without_unit(iri: str, name: str) -> Constraint:
    """Without this unit."""
    return Constraint("", f"FILTER NOT EXISTS {{{{ {{t}} pol:responsibleUnit <{iri}> }}}}", f"不含{name}")


def unit_named(prefix: str) -> Constraint:
    """Units whose name begins with ``prefix``."""
    return Constraint(
        "u", f"{{u}} pol:writtenAs ?name . FILTER(STRSTARTS(?name, {text_literal(prefix)}))", f"名称以“{prefix}”开头"
    )


def holding(words: str) -> Constraint:
    """Tasks whose text holds ``words``."""
    return Constraint("", f"{{t}} pol:text ?words . FILTER(CONTAINS(?words, {text_literal(words)}))", f"提到“{words}”")


SINGLE_BODIES = Constraint("u", "FILTER NOT EXISTS {{ {u} pol:collective true }}", "集合性主体除外")
