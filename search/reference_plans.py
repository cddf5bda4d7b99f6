"""Plans for questions that point at a numbered task or item, or at the document as a whole."""

from __future__ import annotations

import re

from search.plan import Asked, Plan, Refusal
from search.question import Question
from search.sets import (
    PREFIX,
    SINGLE_BODIES,
    Constraint,
    SetQuery,
    holding,
    in_clause,
    in_section,
    unit_named,
)

Found = Plan | Refusal | None


PREFIX_NAMED = re.compile(r"以[“\"]?([^”\"以]{1,6})[”\"]?(?:二字|两字)?(?:开头|打头|起头)")


_MENTION = re.compile(
    r"(?:提到|提及|涉及|包含|含有|写到|出现)(?:了)?[“\"]?([^”\"，。？的]{2,20}?)[”\"]?的(?:各项|所有|全部)?(?:工作)?任务"
)


def constraints_of(q: Question) -> list[Constraint]:
    """Conditions the question states, without those on units."""
    found: list[Constraint] = []
    if len(q.clauses) == 1:
        found.append(in_clause(q.clauses[0]))
    if len(q.sections) == 1:
        found.append(in_section(q.sections[0]))
    if named := PREFIX_NAMED.search(q.text):
        found.append(unit_named(named[1]))
    if mention := _MENTION.search(q.text):
        found.append(holding(mention[1].strip("“”")))
    if q.wants("collective_out"):
        found.append(SINGLE_BODIES)
    return found


def about(query: SetQuery, how: str) -> str:
    """The interpretation, with its conditions."""
    told = "、".join(c.told for c in query.constraints)
    return f"{how}{f'（{told}）' if told else ''}"


def evidence_of(query: SetQuery) -> str:
    """The query for the tasks a set rests on."""
    return f"{PREFIX}SELECT DISTINCT ?t ?u {{ GRAPH <{query.scope.graph}> {{ {query.where('u')} }} }} ORDER BY ?t"


def mapping(q: Question, asked: Asked) -> Found:
    """Items of support → clauses or tasks."""
    if not re.search(r"支持政策|附件\s*[1一]", q.text):
        return None
    one = f"FILTER(?number = {q.supports[0]})" if len(q.supports) == 1 else ""
    to_task = bool(re.search(r"任务", q.text)) and not q.wants("clause")
    path = "?i pol:supports ?c . ?x a pol:Task ; pol:elaborates ?c" if to_task else "?i pol:supports ?x"
    if q.wants("clause", "task") or "对应" in q.text:
        label = "?there" if one else 'CONCAT("第", STR(?number), "项→", ?there)'
        sparql = (
            f"{PREFIX}SELECT ({label} AS ?value) ?i {{ GRAPH <{asked.graph}> {{ ?i a pol:SupportItem ; pol:number ?number . "
            f"{path} . ?x pol:citationLabel ?there . {one} }} }} ORDER BY ?number"
        )
        evidence = sparql.replace(f"({label} AS ?value) ?i", "?number (?x AS ?t)")
        return Plan(sparql, "把附件的支持政策对应到条款", "对应关系为", evidence_query=evidence)
    if q.wants("count"):
        sparql = f"{PREFIX}SELECT (COUNT(?i) AS ?value) {{ GRAPH <{asked.graph}> {{ ?i a pol:SupportItem }} }}"
        return Plan(sparql, "统计附件的支持政策", "支持政策共", unit="项", evidence_query=_supports(asked))
    if one:
        sparql = f"{PREFIX}SELECT ?value {{ GRAPH <{asked.graph}> {{ ?i a pol:SupportItem ; pol:number ?number ; pol:text ?value . {one} }} }}"
        return Plan(sparql, f"附件第{q.supports[0]}项的内容", "内容是", evidence_query=_supports(asked, one))
    return None


def _supports(asked: Asked, condition: str = "") -> str:
    return f"{PREFIX}SELECT (?i AS ?t) {{ GRAPH <{asked.graph}> {{ ?i a pol:SupportItem ; pol:number ?number . {condition} }} }} ORDER BY ?number"


def by_reference(q: Question, asked: Asked) -> Found:
    """Questions that name a task by its number."""
    if not q.tasks:
        return None
    values = " ".join(str(n) for n in q.tasks)
    here = f"VALUES ?number {{ {values} }} ?t a pol:Task ; pol:number ?number ."
    names = "、".join(f"任务{n}" for n in q.tasks)
    if q.wants("clause"):
        what, told = "?t pol:elaborates/pol:citationLabel ?value .", f"{names}对应的条款是"
    elif q.wants("count") and "单位" in q.text:
        sparql = f"{PREFIX}SELECT (COUNT(DISTINCT ?u) AS ?value) {{ GRAPH <{asked.graph}> {{ {here} ?t pol:responsibleUnit ?u }} }}"
        return Plan(
            sparql,
            f"统计{names}的责任单位",
            f"{names}的责任单位共",
            unit="家",
            evidence_query=f"{PREFIX}SELECT ?t {{ GRAPH <{asked.graph}> {{ {here} }} }}",
        )
    elif q.wants("unit") or re.search(r"单位|部门|负责", q.text):
        what, told = (
            "?t pol:responsibleUnit ?u . ?u pol:writtenAs ?value ; skos:prefLabel ?label .",
            f"{names}的责任单位是",
        )
    else:
        what, told = "?t pol:text ?value .", f"{names}的内容是"
    shown = "?value ?u ?label ?t" if "?label" in what else "?value ?t"
    sparql = f"{PREFIX}SELECT DISTINCT {shown} {{ GRAPH <{asked.graph}> {{ {here} {what} }} }}"
    return Plan(
        sparql, f"查找{names}", told, evidence_query=f"{PREFIX}SELECT ?t {{ GRAPH <{asked.graph}> {{ {here} }} }}"
    )


def totals(q: Question, asked: Asked) -> Found:
    """How many tasks, units, clauses, sections the document has in all."""
    if not q.wants("count") or q.units or q.clauses or q.sections:
        return None
    kinds = (("SupportItem", r"支持政策", "项"), ("Task", r"(?:工作)?任务", "项"), ("Section", r"部分", "个"), ("Clause", r"条(?:款|措施)?", "条"), ("Article", r"条", "条"), ("Annex", r"附件", "个"))  # fmt: skip
    whole = r"(?:文件|意见|清单|附件|全文|正文|一共|总共|共|全部)"
    if re.search(r"(?:涉及|列出|出现|共有).{0,6}(?:多少|几)[个家](?:不同的?)?(?:责任)?(?:单位|部门)", q.text):
        query = SetQuery(asked.scope, "u", tuple(constraints_of(q)))
        return Plan(query.count(), "统计责任单位", "责任单位共", unit="家", evidence_query=evidence_of(query))
    for name, word, unit in kinds:
        if re.search(
            rf"{whole}.{{0,12}}(?:多少|几)[个项条]?(?:{word})|(?:{word}).{{0,4}}(?:一共|总共|共)?(?:有)?(?:多少|几)[个项条]?(?:？|$)",
            q.text,
        ):
            if len(q.topic) > 14:
                return None
            sparql = f"{PREFIX}SELECT (COUNT(DISTINCT ?x) AS ?value) {{ GRAPH <{asked.graph}> {{ ?x a pol:{name} }} }}"
            evidence = f"{PREFIX}SELECT (?x AS ?t) {{ GRAPH <{asked.graph}> {{ ?x a pol:{name} ; pol:order ?o }} }} ORDER BY ?o"
            return Plan(sparql, f"统计全文的{unit}数", "共", unit=unit, evidence_query=evidence)
    return None


def same_units(asked: Asked, task: str, label: str) -> Plan:
    """Other tasks with exactly the units of ``task``."""
    g = asked.graph
    more = "FILTER NOT EXISTS {{ {0} pol:responsibleUnit ?x FILTER NOT EXISTS {{ {1} pol:responsibleUnit ?x }} }}"
    sparql = (
        f"{PREFIX}SELECT ?value ?t {{ GRAPH <{g}> {{ ?t a pol:Task ; pol:responsibleUnit ?any ; pol:citationLabel ?value ; pol:order ?order . "
        f"FILTER(?t != <{task}>) {more.format('?t', f'<{task}>')} {more.format(f'<{task}>', '?t')} }} }} ORDER BY ?order"
    ).replace("SELECT ?value ?t", "SELECT DISTINCT ?value ?t")
    return Plan(
        sparql,
        f"查找与{label}责任单位完全相同的任务",
        f"与{label}责任单位完全相同的任务是",
        (task,),
        evidence_query=sparql,
    )
