"""Questions about the table of tasks as SPARQL: sets of tasks, units, clauses and sections under constraints.

A query is put together from four variables and the patterns between them: ``?t`` a task (where the document has no
table of tasks, any provision with responsible units), ``?u`` a unit, ``?c`` a clause, ``?s`` a section.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ontology import POL

PREFIX = f"PREFIX pol: <{POL}>\nPREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
LABEL = {"t": "pol:citationLabel", "u": "pol:writtenAs", "c": "pol:citationLabel", "s": "pol:citationLabel"}
_PLACE = re.compile(r"\{([tucs])\}")
_VARIABLE = re.compile(r"\?(\w+)")
MEASURE = {"t": "项", "u": "家", "c": "条", "s": "个部分"}
NAME = {"t": "任务", "u": "责任单位", "c": "条款", "s": "部分"}


@dataclass(frozen=True, slots=True)
class Scope:
    """The document asked, and how tasks and their clauses are found in it; ``role`` says in which part units stand."""

    graph: str
    has_tasks: bool
    role: str = "responsibleUnit"

    def pattern(self, variables: Sequence[str], tag: str = "") -> str:
        """Triple patterns that bind ``variables`` (of ``t u c s``), each name ended with ``tag``."""
        t, u, c, s = (f"?{name}{tag}" for name in "tucs")
        lines = [f"{t} a pol:Task ."] if self.has_tasks else [f"{t} pol:responsibleUnit {u} ."]
        if "u" in variables and (self.has_tasks or self.role != "responsibleUnit"):
            lines.append(f"{t} pol:{self.role} {u} .")
        if {"c", "s"} & set(variables):
            kinds = f"{c} a {c}k FILTER({c}k IN (pol:Clause, pol:Article))"
            lines.append(f"{t} pol:elaborates {c} ." if self.has_tasks else f"{t} pol:partOf* {c} . {kinds}")
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
        own = [_VARIABLE.sub(rf"?\g<1>{tag}", c.pattern) if tag else c.pattern for c in self.constraints]
        conditions = " ".join(_PLACE.sub(lambda m: names[m[1]], pattern) for pattern in own)
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

    def extreme(self, counted: str, most: bool = True, told: bool = True) -> str:
        """Those with the most (fewest) ``counted``, and (``told``) how many these are."""
        x, how = self.target, "MAX" if most else "MIN"
        inner, outer = self._counts(counted, "n", ""), self._counts(counted, "m", "2")
        said = f'CONCAT(STR(?n), "{MEASURE[counted]}")'
        return (
            f"{PREFIX}SELECT ?value {f'({said} AS ?value2) ' if told else ''}?{x} {{ {{ {inner} }} "
            f"{{ SELECT ({how}(?m) AS ?best) {{ {outer} }} }} FILTER(?n = ?best) "
            f"GRAPH <{self.scope.graph}> {{ ?{x} {LABEL[x]} ?value }} }} ORDER BY ?value"
        )

    def top(self, counted: str, number: int, most: bool = True, skip: int = 0, told: bool = False) -> str:
        """The first ``number`` of them by how many ``counted`` they have (``told``: and how many), after ``skip`` others."""
        x = self.target
        order = "DESC(?n)" if most else "?n"
        said = f'(CONCAT(STR(?n), "{MEASURE[counted]}") AS ?value2) ' if told else ""
        return (
            f"{PREFIX}SELECT ?value {said}?{x} {{ {{ {self._counts(counted, 'n', '')} }} "
            f"GRAPH <{self.scope.graph}> {{ ?{x} {LABEL[x]} ?value }} }} ORDER BY {order} ?value LIMIT {number} OFFSET {skip}"
        )

    def exactly(self, counted: str, number: int, how: str = "=") -> str:
        """Those with exactly (``how`` ``>=``: at least, ``<=``: at most) ``number`` of ``counted``."""
        x = self.target
        order = f"?{x} pol:order ?order ." if x != "u" else ""
        return (
            f"{PREFIX}SELECT ?value ?{x} {{ {{ {self._counts(counted, 'n', '')} }} FILTER(?n {how} {number}) "
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


def in_clauses(numbers: Sequence[int]) -> Constraint:
    """Of one of the clauses (articles) with these numbers."""
    told = "、".join(f"第{n}条" for n in numbers)
    return Constraint("c", f"{{c}} pol:number ?cn FILTER(?cn IN ({_listed(numbers)}))", told)


def in_sections(numbers: Sequence[int]) -> Constraint:
    """Of one of the sections with these numbers."""
    told = "、".join(f"第{n}部分" for n in numbers)
    return Constraint("s", f"{{s}} pol:number ?sn FILTER(?sn IN ({_listed(numbers)}))", told)


def in_each_clause(numbers: Sequence[int]) -> list[Constraint]:
    """Units that stand in tasks of every one of these clauses."""
    inside = "a pol:Task ; pol:responsibleUnit {u} ; pol:elaborates/pol:number"
    return [Constraint("u", f"FILTER EXISTS {{ ?e{n} {inside} {n} }}", f"第{n}条有") for n in numbers]


def of_tasks(numbers: Sequence[int]) -> Constraint:
    """One of the tasks with these numbers."""
    told = "、".join(f"任务{n}" for n in numbers)
    return Constraint("t", f"{{t}} pol:number ?tn FILTER(?tn IN ({_listed(numbers)}))", told)


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


def of_unit(iri: str, name: str, role: str = "responsibleUnit") -> Constraint:
    """With this unit."""
    return Constraint("", f"{{t}} pol:{role} <{iri}> .", name)


def of_any_unit(iris: Sequence[str], names: Sequence[str], role: str = "responsibleUnit") -> Constraint:
    """With one of these units at least."""
    values = " ".join(f"<{iri}>" for iri in iris)
    return Constraint("", f"FILTER EXISTS {{ VALUES ?any {{ {values} }} {{t}} pol:{role} ?any }}", "或".join(names))


def without_unit(iri: str, name: str) -> Constraint:
    """Without this unit."""
    return Constraint("", f"FILTER NOT EXISTS {{ {{t}} pol:responsibleUnit <{iri}> }}", f"不含{name}")


def not_unit(iri: str, name: str) -> Constraint:
    """Units other than this one."""
    return Constraint("u", f"FILTER({{u}} != <{iri}>)", f"{name}以外")


def unit_named(prefix: str) -> Constraint:
    """Units whose name begins with ``prefix``."""
    return Constraint(
        "u", f"{{u}} pol:writtenAs ?name . FILTER(STRSTARTS(?name, {text_literal(prefix)}))", f"名称以“{prefix}”开头"
    )


def unit_with(words: str) -> Constraint:
    """Units whose name holds ``words``."""
    return Constraint(
        "u", f"{{u}} pol:writtenAs ?name . FILTER(CONTAINS(?name, {text_literal(words)}))", f"名称含“{words}”"
    )


def holding(words: Sequence[str], target: str, every: bool = True) -> Constraint:
    """Provisions (``target`` of ``t c s``) whose words, or those below, hold all (any) of ``words``."""
    x = f"{{{target}}}"
    tests = [
        f"EXISTS {{ ?h{i} pol:partOf* {x} ; pol:text ?x{i} FILTER(CONTAINS(?x{i}, {text_literal(word)})) }}"
        for i, word in enumerate(words)
    ]
    told = "、".join(f"“{word}”" for word in words)
    return Constraint(target, f"FILTER({(' && ' if every else ' || ').join(tests)})", f"提到{told}")


SINGLE_BODIES = Constraint("u", "FILTER NOT EXISTS { {u} pol:collective true }", "集合性主体除外")
