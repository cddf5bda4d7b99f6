"""Questions about the table of tasks as SPARQL: sets of tasks, units, clauses and sections under constraints.

A query is put together from five variables and the patterns between them: ``?t`` a task (where the document has no
table of tasks, any provision with responsible units), ``?u`` a unit, ``?c`` a clause, ``?s`` a section, ``?p`` a support
item.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ontology import POL

PREFIX = f"PREFIX pol: <{POL}>\nPREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
SORTS = "tucsp"
LABEL = {x: "pol:writtenAs" if x == "u" else "pol:citationLabel" for x in SORTS}
MEASURE = {"t": "项", "u": "家", "c": "条", "s": "个部分", "p": "项"}
NAME = {"t": "任务", "u": "责任单位", "c": "条款", "s": "部分", "p": "支持政策"}
_PLACE = re.compile(r"\{([tucsp])\}")
_VARIABLE = re.compile(r"\?(\w+)")


@dataclass(frozen=True, slots=True)
class Scope:
    """The document asked, and how tasks and their clauses are found in it; ``role`` says in which part units stand."""

    graph: str
    has_tasks: bool
    role: str = "responsibleUnit"
    supports: tuple[tuple[str, str], ...] = ()
    """Support items, each with the task that carries it out."""
    each: str = ""
    """The word the question counts units by."""
    provisions: str = "项"
    """The word for tasks, and for provisions with units where there are no tasks."""

    def measure(self, sort: str) -> str:
        """The word that counts members of a sort, the question's own for units.

        >>> Scope("g", True, each="个").measure("u"), Scope("g", False, provisions="条").measure("t")
        ('个', '条')
        """
        if sort == "t":
            return "项" if self.has_tasks and self.provisions == "条" else self.provisions
        return self.each or MEASURE[sort] if sort == "u" else MEASURE[sort]

    def pattern(self, variables: Sequence[str], tag: str = "") -> str:
        """Triple patterns that bind ``variables`` (of ``t u c s p``), each name ended with ``tag``."""
        t, u, c, s, p = (f"?{name}{tag}" for name in SORTS)
        lines = [f"{t} a pol:Task ."] if self.has_tasks else [f"{t} pol:responsibleUnit {u} ."]
        if "p" in variables:
            pairs = " ".join(f"(<{item}> <{task}>)" for item, task in self.supports)
            lines.insert(0, f"VALUES ({p} {t}) {{ {pairs} }}")
        if "u" in variables and (self.has_tasks or self.role != "responsibleUnit"):
            lines.append(f"{t} pol:{self.role} {u} .")
        if {"c", "s"} & set(variables):
            lines.append(self.up(t, c, tag))
        if "s" in variables:
            lines.append(f"{c} pol:partOf+ {s} . {s} a pol:Section .")
        return " ".join(lines)

    def up(self, task: str, clause: str, tag: str) -> str:
        """From a task to its clause."""
        kinds = f"{clause} a ?ck{tag} FILTER(?ck{tag} IN (pol:Clause, pol:Article))"
        return f"{task} pol:elaborates {clause} ." if self.has_tasks else f"{task} pol:partOf* {clause} . {kinds}"

    def place(self, task: str, sort: str, numbers: Sequence[int], tag: str, inside: bool = True) -> str:
        """That a task is (``inside``) in one of these provisions."""
        test = f"FILTER(?pn{tag} {'IN' if inside else 'NOT IN'} ({', '.join(map(str, numbers))}))"
        if sort == "t":
            return f"{task} pol:number ?pn{tag} {test}"
        clause = self.up(task, f"?pc{tag}", f"p{tag}")
        if sort == "c":
            return f"{clause} ?pc{tag} pol:number ?pn{tag} {test}"
        return f"{clause} ?pc{tag} pol:partOf+ ?ps{tag} . ?ps{tag} a pol:Section ; pol:number ?pn{tag} {test}"


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
        names = {name: f"?{name}{tag}" for name in SORTS}
        own = [_VARIABLE.sub(rf"?\g<1>{tag}", c.pattern) if tag else c.pattern for c in self.constraints]
        conditions = " ".join(_PLACE.sub(lambda m: names[m[1]], pattern) for pattern in own)
        return f"{self.scope.pattern(self.variables(*more), tag)} {conditions}".strip()

    def list(self, told: str = "") -> str:
        """The labels, in document order; ``told``: an expression for a second value."""
        x = self.target
        order = f"?{x} pol:order ?order ." if x != "u" else ""
        other = f"?{x} skos:prefLabel ?label ." if x == "u" else f"OPTIONAL {{ ?{x} pol:title ?label }}"
        label = f"?{x} {LABEL[x]} ?value . {other}"
        tail = "ORDER BY ?order" if order else "ORDER BY ?value"
        shown = f"?value ?{x} ?label" + (f" ({told} AS ?value2)" if told else "")
        return f"{PREFIX}SELECT DISTINCT {shown} {{ GRAPH <{self.scope.graph}> {{ {self.where()} {label} {order} }} }} {tail}"

    def number(self, name: str = "value", tag: str = "") -> str:
        """A ``SELECT`` of how many there are, without prefixes."""
        x = f"?{self.target}{tag}"
        return f"SELECT (COUNT(DISTINCT {x}) AS ?{name}) {{ GRAPH <{self.scope.graph}> {{ {self.where(tag=tag)} }} }}"

    def counts(self, counted: str, name: str, tag: str) -> str:
        """A ``SELECT`` of each member with the number of ``counted`` it has."""
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
