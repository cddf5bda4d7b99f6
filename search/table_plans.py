"""Plans for questions about the table of tasks: counting, most and fewest, both and either, comparing, mapping."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.numerals import to_chinese, to_int
from search.plan import Asked, Plan, Refusal
from search.question import Named, Question
from search.reference_plans import (
    PREFIX_NAMED,
    Found,
    about,
    by_reference,
    constraints_of,
    evidence_of,
    mapping,
    same_units,
    totals,
)
from search.sets import (
    MEASURE,
    NAME,
    PREFIX,
    Constraint,
    SetQuery,
    in_clause,
    of_any_unit,
    of_unit,
    text_literal,
    without_unit,
)

_N = r"([一二两三四五六七八九十\d]+)"
_FEW_TASKS = re.compile(rf"(?:只|仅|恰好|正好|刚好)(?:在|负责|承担|参与|有|出现在|涉及|列入)*{_N}项(?:工作)?任务")
_FEW_UNITS = re.compile(rf"(?:只|仅|恰好|正好|刚好)?(?:有|由|写了|列了|涉及)*{_N}[家个](?:责任)?(?:单位|部门)")
_ALONE = re.compile(r"单独|独自|一家单位负责|只由一家|只有一家|唯一(?:责任)?单位|仅由|独立负责")
_NOT = re.compile(r"不(?:含|包括|包含|由|涉及|需要|让)|没有|而非|除外|以外|之外|不是")
_EACH_OF = re.compile(r"分别|各自|逐(?:项|条)")


def table_plan(q: Question, asked: Asked) -> Found:
    """The first rule that understands the question; ``None`` leaves it to the others."""
    if q.wants("when", "money", "person", "define"):
        return None
    for rule in _RULES:
        plan = rule(q, asked)
        if plan is not None:
            return plan
    return None


def _unit_constraints(q: Question) -> list[Constraint]:
    """Units named in the question: with all, with any, or without."""
    negated = _NOT.search(q.text)
    inside: list[Named] = []
    outside: list[Named] = []
    for unit in q.units:
        after = negated is not None and q.text.find(unit.said) >= negated.start() and len(q.units) > 1
        before = (
            negated is not None and q.text.find(unit.said) < negated.start() and re.search(r"以外|除外|之外", q.text)
        )
        (outside if after or (before and len(q.units) > 1) else inside).append(unit)
    if len(inside) > 1 and q.wants("either") and not q.wants("both"):
        found = [of_any_unit([u.iri for u in inside], [u.said for u in inside])]
    else:
        found = [of_unit(u.iri, u.said) for u in inside]
    return found + [without_unit(u.iri, u.said) for u in outside]


def _target(q: Question) -> str | None:
    """What is asked for: t, u, c or s."""
    if q.wants("section"):
        return "s"
    if q.wants("clause") and not q.wants("task"):
        return "c"
    if q.wants("task"):
        return "t"
    if q.wants("unit") or re.search(r"(?:责任)?(?:单位|部门)", q.text):
        return "u"
    return "t" if "任务" in q.text else None


def _lead_units(q: Question, asked: Asked) -> Found:
    if q.wants("lead") and not asked.has_leads:
        return Refusal("文件只列出责任单位，没有写明哪一家牵头")
    return None


def _superlative(q: Question, asked: Asked) -> Found:
    if not q.wants("most", "fewest") or not re.search(r"任务|单位|部门|条|部分", q.text):
        return None
    if q.wants("section"):
        target = "s"
    elif re.search(r"哪[一几]?条|条款?(?:是哪|最)", q.text):
        target = "c"
    elif re.search(r"哪[一几]?[个项]?(?:工作)?任务", q.text) or re.search(r"(?:单位|部门)(?:数量?)?最[多少]", q.text):
        target = "t"
    else:
        target = "u"
    counted = "t" if target == "u" else "u" if target == "t" or re.search(r"(?:单位|部门)[^任]{0,6}最", q.text) else "t"
    query = SetQuery(asked.scope, target, tuple(constraints_of(q)))
    most = q.wants("most")
    told = f"{NAME[counted]}最{'多' if most else '少'}的{NAME[target]}"
    return Plan(query.extreme(counted, most), about(query, f"查找{told}"), told, evidence_query=evidence_of(query))


def _compare(q: Question, asked: Asked) -> Found:
    if not q.wants("compare"):
        return None
    if len(q.units) == 2:
        sides = [SetQuery(asked.scope, "t", (of_unit(u.iri, u.said),)) for u in q.units]
        names, counted = [u.said for u in q.units], "t"
        labels = [f"<{u.iri}> pol:writtenAs ?v{i} ." for i, u in enumerate(q.units)]
    elif len(q.clauses) == 2:
        counted = "u" if re.search(r"单位|部门", q.text) else "t"
        sides = [SetQuery(asked.scope, counted, (in_clause(n),)) for n in q.clauses]
        names = [f"第{n}条" for n in q.clauses]
        labels = [f"?x{i} a pol:Clause ; pol:number {n} ; pol:citationLabel ?v{i} ." for i, n in enumerate(q.clauses)]
    else:
        return None
    return Plan(_comparison(asked, sides, counted, labels), f"比较{names[0]}与{names[1]}的{NAME[counted]}数", "比较结果",
                evidence_query=_evidence_of(sides))  # fmt: skip


def _comparison(asked: Asked, sides: list[SetQuery], counted: str, labels: list[str]) -> str:
    parts = []
    for i, side in enumerate(sides):
        x = side.target
        parts.append(f"{{ SELECT (COUNT(DISTINCT ?{x}) AS ?n{i}) {{ GRAPH <{asked.graph}> {{ {side.where()} }} }} }}")
    unit = MEASURE[counted]
    equal = f'CONCAT("一样多，各", STR(?n0), "{unit}")'
    told = 'IF(?n0 > ?n1, CONCAT(STR(?n0), "个对", STR(?n1), "个"), CONCAT(STR(?n1), "个对", STR(?n0), "个"))'
    return (
        f"{PREFIX}SELECT ?value ?value2 {{ {' '.join(parts)} GRAPH <{asked.graph}> {{ {' '.join(labels)} }} "
        f"BIND(IF(?n0 = ?n1, {equal}, IF(?n0 > ?n1, ?v0, ?v1)) AS ?value) BIND(IF(?n0 = ?n1, ?value, {told}) AS ?value2) }}"
    )


def _evidence_of(sides: list[SetQuery]) -> str:
    inside = " UNION ".join(f"{{ GRAPH <{s.scope.graph}> {{ {s.where('u')} }} }}" for s in sides)
    return f"{PREFIX}SELECT DISTINCT ?t {{ {inside} }} ORDER BY ?t"


def _without_units(q: Question, asked: Asked) -> Found:
    if not q.wants("none") or "任务" not in q.text:
        return None
    where = f"?t a pol:{asked.scope.task_kind} ; pol:citationLabel ?value ; pol:order ?order FILTER NOT EXISTS {{ ?t pol:responsibleUnit ?u }}"
    sparql = f"{PREFIX}SELECT ?value ?t {{ GRAPH <{asked.graph}> {{ {where} }} }} ORDER BY ?order"
    return Plan(sparql, "查找没有责任单位的任务", "没有列出责任单位的任务是", evidence_query=sparql)


def _every(q: Question, asked: Asked) -> Found:
    if not q.wants("each") or not (q.clauses or q.sections):
        return None
    query = SetQuery(asked.scope, "u", tuple(constraints_of(q)))
    return Plan(
        query.in_every("t"),
        about(query, "查找每一项任务都有的责任单位"),
        "每一项都有的责任单位是",
        evidence_query=evidence_of(query),
    )


def _exact(q: Question, asked: Asked) -> Found:
    """A number of units a task, or of tasks a unit."""
    constraints = tuple(constraints_of(q) + _unit_constraints(q))
    if (few := _FEW_TASKS.search(q.text)) and (number := to_int(few[1])) is not None and not q.units:
        query = SetQuery(asked.scope, "u", constraints)
        told = f"只出现在{number}项任务里的责任单位"
        return _counted(q, query, query.exactly("t", number), told, "家")
    if asked.scope.has_tasks and re.search(r"任务", q.text):
        number = 1 if _ALONE.search(q.text) else None
        if number is None and (few := _FEW_UNITS.search(q.text)) and not q.wants("number") | q.wants("most"):
            number = to_int(few[1])
        if number is not None:
            query = SetQuery(asked.scope, "t", tuple(constraints_of(q)))
            sparql = _exact_with_units(query, number, _unit_constraints(q))
            names = "、".join(u.said for u in q.units)
            return _counted(
                q, query, sparql, f"{names}{'单独负责' if number == 1 else f'与共{number}家单位负责'}的任务", "项"
            )
    return None


def _exact_with_units(query: SetQuery, number: int, units: list[Constraint]) -> str:
    """Tasks with ``number`` units in all, and with the units named among them: these must not shrink the count."""
    sparql = query.exactly("u", number)
    conditions = " ".join(c.pattern.format(t="?t", u="?u", c="?c", s="?s") for c in units)
    return sparql.replace("?t pol:order ?order . }", f"?t pol:order ?order . {conditions} }}")


def _counted(q: Question, query: SetQuery, listed: str, told: str, unit: str) -> Plan:
    if q.wants("count") and not re.search(r"哪[些几]", q.text):
        body = listed.split("{", 1)[1].rsplit("ORDER BY", 1)[0]
        sparql = f"{PREFIX}SELECT (COUNT(DISTINCT ?value) AS ?number) {{ SELECT ?value {{ {body} }}"
        sparql = sparql.replace("AS ?number", "AS ?total")
        return Plan(
            sparql.replace("?total", "?value0"),
            about(query, f"统计{told}"),
            told,
            unit=unit,
            evidence_query=evidence_of(query),
        )
    return Plan(listed, about(query, f"查找{told}"), f"{told}是", evidence_query=evidence_of(query))


def _only_in(q: Question, asked: Asked) -> Found:
    """Units that stand in one section or clause and nowhere else."""
    if not re.search(r"[只仅](?:出现|参与|负责|承担|涉及|在)", q.text) or not (q.sections or q.clauses):
        return None
    if q.sections:
        here = "{{t}} pol:elaborates/pol:partOf+ ?other . ?other a pol:Section FILTER(?other != {s})"
        needs, inside = (
            "us",
            "?elsewhere a pol:Task ; pol:responsibleUnit {u} ; pol:elaborates/pol:partOf+ ?other . ?other a pol:Section FILTER(?other != {s})",
        )
    else:
        needs, inside = (
            "uc",
            "?elsewhere a pol:Task ; pol:responsibleUnit {u} ; pol:elaborates ?other FILTER(?other != {c})",
        )
        here = ""
    del here
    nowhere = Constraint(needs, f"FILTER NOT EXISTS {{{{ {inside} }}}}", "别处不出现")
    query = SetQuery(asked.scope, "u", (*constraints_of(q), nowhere))
    return Plan(
        query.list(),
        about(query, "查找只出现在此处的责任单位"),
        "只出现在此处的责任单位是",
        evidence_query=evidence_of(query),
    )


def _first_listed(q: Question, asked: Asked) -> Found:
    if not q.wants("first") or not q.units:
        return None
    unit = q.units[0]
    first = Constraint("", f"{{t}} pol:firstListedUnit <{unit.iri}> .", f"{unit.said}列在首位")
    query = SetQuery(asked.scope, "t", (*constraints_of(q), first))
    if q.wants("count") and not re.search(r"哪[些几]", q.text):
        return Plan(
            query.count(),
            about(query, "统计任务"),
            f"{unit.said}列在首位的任务共",
            unit="项",
            evidence_query=evidence_of(query),
        )
    return Plan(
        query.list(), about(query, "列出任务"), f"{unit.said}列在首位的任务是", evidence_query=evidence_of(query)
    )


def _sets(q: Question, asked: Asked) -> Found:
    """Everything else with units, clauses or sections named: list or count."""
    constraints = constraints_of(q) + _unit_constraints(q)
    target = _target(q)
    if not constraints or target is None or (target == "c" and not q.units):
        return None
    if not q.units and not q.wants("unit", "task", "count") and not PREFIX_NAMED.search(q.text):
        return None
    if q.units and not re.search(r"任务|单位|部门|条|部分|负责|参与|承担|事|工作", q.text):
        return None
    query = SetQuery(asked.scope, target, tuple(constraints))
    names = "、".join(c.told for c in constraints)
    if q.wants("count") and not re.search(r"哪[些几]", q.text):
        told = f"{names}的{NAME[target]}共"
        return Plan(
            query.count(),
            about(query, f"统计{NAME[target]}"),
            told,
            unit=MEASURE[target],
            evidence_query=evidence_of(query),
        )
    return Plan(
        query.list(),
        about(query, f"列出{NAME[target]}"),
        f"{names}的{NAME[target]}是",
        evidence_query=evidence_of(query),
    )


_RULES: tuple[Callable[[Question, Asked], Found], ...] = (
    _lead_units, mapping, _superlative, _compare, _without_units, _every, _only_in, _exact, by_reference, _first_listed,
    totals, _sets,
)  # fmt: skip

__all__ = ["same_units", "table_plan", "text_literal", "to_chinese"]
