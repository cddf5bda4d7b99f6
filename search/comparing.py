"""Two units, clauses, sections or tasks side by side: which has more, are they the same."""

from __future__ import annotations

import re

from search.constraints import evidence_of, role
from search.plan import Asked, Found, Plan
from search.question import Question
from search.sets import MEASURE, NAME, PREFIX, Constraint, SetQuery, in_clauses, in_sections, of_tasks, of_unit

_Side = tuple[str, str, SetQuery]
"""A name, the pattern that binds its label to ``?v0`` or ``?v1``, and the set counted."""


def compare(q: Question, asked: Asked) -> Found:
    """Which of two has more of what; or whether two have the same units."""
    if not q.has("compare", "same"):
        return None
    sides = _sides(q, asked)
    if len(sides) != 2:
        return None
    if q.has("same") and not q.has("compare"):
        return _same(sides, asked)
    counted = sides[0][2].target
    if q.has("yesno") and re.search(r"比.{2,30}[多少]", q.text):
        return _whether(q, asked, sides)
    more = not re.search(r"(?:更|较|比较|谁|哪.{0,14})少|少(?:一些|一点)?[？?]?$", q.text)
    evidence = " UNION ".join(f"{{ GRAPH <{asked.graph}> {{ {side.where('u')} }} }}" for _, _, side in sides)
    return Plan(
        _query(asked, sides, more),
        f"比较{sides[0][0]}与{sides[1][0]}的{NAME[counted]}数",
        "比较结果：",
        evidence_query=f"{PREFIX}SELECT DISTINCT ?t {{ {evidence} }} ORDER BY ?t",
    )


def _sides(q: Question, asked: Asked) -> list[_Side]:
    counted = "t" if re.search(r"任务", q.text) and not re.search(r"(?:单位|部门).{0,6}[多少]", q.text) else "u"
    if len(q.units) == 2 and not q.numbered:
        return [
            (
                u.said,
                f"<{u.iri}> pol:writtenAs ?v{i} .",
                SetQuery(asked.scope, "t", (of_unit(u.iri, u.said, role(q, asked)),)),
            )
            for i, u in enumerate(q.units)
        ]
    for numbers, kind, where, label in (
        (q.clauses, "Clause", in_clauses, "第{}条"), (q.sections, "Section", in_sections, "第{}部分"), (q.tasks, "Task", of_tasks, "任务{}"),
    ):  # fmt: skip
        if len(numbers) == 2:
            what = "u" if kind == "Task" else counted
            return [
                (
                    label.format(n),
                    f"?x{i} a pol:{kind} ; pol:number {n} ; pol:citationLabel ?v{i} .",
                    SetQuery(asked.scope, what, (where([n]),)),
                )
                for i, n in enumerate(numbers)
            ]
    return []


def _query(asked: Asked, sides: list[_Side], more: bool) -> str:
    parts = [
        f"{{ SELECT (COUNT(DISTINCT ?{side.target}) AS ?n{i}) {{ GRAPH <{asked.graph}> {{ {side.where()} }} }} }}"
        for i, (_, _, side) in enumerate(sides)
    ]
    labels = " ".join(label for _, label, _ in sides)
    unit = MEASURE[sides[0][2].target]
    equal = f'CONCAT("一样多，各", STR(?n0), "{unit}")'
    high, low = ("?n0 > ?n1", "?n1 > ?n0") if more else ("?n0 < ?n1", "?n1 < ?n0")
    del low
    told = f'IF({high}, CONCAT(STR(?n0), "个对", STR(?n1), "个"), CONCAT(STR(?n1), "个对", STR(?n0), "个"))'
    return (
        f"{PREFIX}SELECT ?value ?value2 {{ {' '.join(parts)} GRAPH <{asked.graph}> {{ {labels} }} "
        f"BIND(IF(?n0 = ?n1, {equal}, IF({high}, ?v0, ?v1)) AS ?value) BIND(IF(?n0 = ?n1, ?value, {told}) AS ?value2) }}"
    )


def _whether(q: Question, asked: Asked, sides: list[_Side]) -> Plan:
    """Whether the first has more (fewer) than the second."""
    parts = [
        f"{{ SELECT (COUNT(DISTINCT ?{side.target}) AS ?n{i}) {{ GRAPH <{asked.graph}> {{ {side.where()} }} }} }}"
        for i, (_, _, side) in enumerate(sides)
    ]
    than = "<" if re.search(r"少", q.text) else ">"
    sparql = f"{PREFIX}ASK {{ {' '.join(parts)} FILTER(?n0 {than} ?n1) }}"
    evidence = " UNION ".join(f"{{ GRAPH <{asked.graph}> {{ {side.where('u')} }} }}" for _, _, side in sides)
    told = f"比较{sides[0][0]}与{sides[1][0]}的{NAME[sides[0][2].target]}数"
    return Plan(
        sparql, told, "", evidence_query=f"{PREFIX}SELECT DISTINCT ?t {{ {evidence} }} ORDER BY ?t", boolean=True
    )


def _same(sides: list[_Side], asked: Asked) -> Found:
    """Whether both have exactly the same units: none of one that the other lacks."""
    a, b = sides[0][2], sides[1][2]
    if a.target != "u":
        return None
    lacks = []
    for one, other in ((a, b), (b, a)):
        inner = other.where(tag="2")
        lacks.append(f"FILTER NOT EXISTS {{ {one.where()} FILTER NOT EXISTS {{ {inner} FILTER(?u2 = ?u) }} }}")
    sparql = f"{PREFIX}ASK {{ GRAPH <{asked.graph}> {{ {' '.join(lacks)} }} }}"
    names = "与".join(name for name, _, _ in sides)
    either = SetQuery(asked.scope, "t", (Constraint("t", _either(sides), names),))
    return Plan(sparql, f"核对{names}的责任单位是否相同", "", evidence_query=evidence_of(either), boolean=True)


def _either(sides: list[_Side]) -> str:
    numbers = [m[0] for _, label, _ in sides if (m := re.search(r"(?<=pol:number )\d+", label))]
    return f"{{t}} pol:number ?either FILTER(?either IN ({', '.join(numbers)}))" if numbers else ""
