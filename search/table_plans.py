"""Plans for questions about the table of tasks: counting, most and fewest, both and either, comparing, yes and no."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from kg.numerals import to_int
from search.comparing import compare
from search.constraints import (
    about,
    conditions,
    counts,
    evidence_of,
    named_by,
    of_units,
    places,
    role,
    target,
    words_of,
)
from search.plan import Asked, Found, Plan, Refusal
from search.question import Question
from search.sets import MEASURE, NAME, PREFIX, Constraint, SetQuery, in_clauses, in_each_clause

_N = r"([一二两三四五六七八九十\d]+)"
_FEW_TASKS = re.compile(
    rf"(?:只|仅|恰好|正好|刚好|恰恰)(?:在|负责|承担|参与|有|出现在|涉及|列入|过)*{_N}[项个](?:工作)?任务"
)
_FEW_UNITS = re.compile(
    rf"(?:只|仅|恰好|正好|刚好|恰恰)?(?:有|由|写了|列了|涉及|是)*{_N}[家个](?:责任)?(?:单位|部门)(?!的任务最)|(?:单位|部门)(?:数量?)?(?:在|有|为|是|超过|达到|不少于|不足|少于|多于|不到|至少|共)*"
    + _N
    + r"[家个](?:以上|以下|以内)?的"
)
_ALONE = re.compile(
    r"单独|独自|独家|一家(?:单位)?(?:负责|承担|扛|管)|只由一家|只有一家|唯一(?:责任)?单位|独立(?:负责|承担)|仅由"
)
_ONLY_HERE = re.compile(r"(?:只|仅|仅仅)(?:在|出现|参与|负责|承担|涉及|见于|现身)")
_TOP = re.compile(rf"最[多少]的?前?{_N}[个家项条大位]")
_RANKED = re.compile(rf"第{_N}(?:多|大|少)")
_SAYS = re.compile(r"(?:提到|提及|出现|写到|讲到|点名)(?:了|过)?[^任务责负]{2,30}$")
_EXTREME_UNITS = re.compile(
    r"(?:单位|部门)(?:数量?|个数)?最|(?:牵涉|涉及|需要|动用)(?:的)?(?:责任)?(?:单位|部门)[^任]{0,4}最"
)


def table_plan(q: Question, asked: Asked) -> Found:
    """The first rule that understands the question; ``None`` leaves it to the others."""
    if q.has("when", "money", "person", "address", "why", "define"):
        return None
    asked = replace(asked, scope=replace(asked.scope, role=role(q, asked)))
    for rule in _RULES:
        plan = rule(q, asked)
        if plan is not None:
            return plan
    return None


def _lead_units(q: Question, asked: Asked) -> Found:
    if (
        q.has("lead")
        and not asked.has_leads
        and asked.scope.has_tasks
        and (q.asks("u") or "单位" in q.text or "谁" in q.text)
    ):
        return Refusal("文件只列出责任单位，没有写明哪一家牵头")
    return None


def _extreme(q: Question, asked: Asked) -> Found:
    ranked = _RANKED.search(q.text)
    if not (q.has("most", "fewest") or ranked) or not re.search(
        r"任务|责任单位|哪[一个家些]?(?:单位|部门|条|部分|章)|(?:单位|部门)最|最[多少]的(?:责任)?(?:单位|部门|条|部分)",
        q.text,
    ):
        return None
    wanted = next((a.noun for a in q.asked if a.noun in "tucs" and not a.count), None) or "u"
    if _EXTREME_UNITS.search(q.text):
        counted = "u"
        wanted = "t" if wanted == "u" else wanted
    else:
        counted = {"t": "u", "u": "t"}.get(wanted, "t")
    query = SetQuery(asked.scope, wanted, tuple(conditions(q, wanted)))
    most = q.has("most") if ranked is None else "少" not in ranked[0]
    if ranked is not None and (place := to_int(ranked[1])) is not None:
        said = f"{NAME[counted]}{ranked[0]}的{NAME[wanted]}"
        listed = query.top(counted, 1, most, skip=place - 1, told=any(a.count for a in q.asked))
        return Plan(listed, about(query, f"查找{said}"), f"{said}是", evidence_query=evidence_of(query))
    told = any(a.count for a in q.asked) or bool(re.search(r"多少|几[家个项]", q.text))
    said = f"{NAME[counted]}最{'多' if most else '少'}的{NAME[wanted]}"
    first = _TOP.search(q.text)
    if first is not None and (number := to_int(first[1])) is not None and number > 1:
        top = query.top(counted, number, most)
        return Plan(
            top, about(query, f"查找前{number}位{said}"), f"{said}前{number}位是", evidence_query=evidence_of(query)
        )
    return Plan(
        query.extreme(counted, most, told), about(query, f"查找{said}"), f"{said}是", evidence_query=evidence_of(query)
    )


def _without_units(q: Question, asked: Asked) -> Found:
    if not q.has("none") or "任务" not in q.text or q.units:
        return None
    where = (
        "?t a pol:Task ; pol:citationLabel ?value ; pol:order ?order FILTER NOT EXISTS { ?t pol:responsibleUnit ?u }"
    )
    sparql = f"{PREFIX}SELECT ?value ?t {{ GRAPH <{asked.graph}> {{ {where} }} }} ORDER BY ?order"
    return Plan(sparql, "查找没有责任单位的任务", "没有列出责任单位的任务是", evidence_query=sparql)


def _every(q: Question, asked: Asked) -> Found:
    if not q.has("each", "both") or not (q.clauses or q.sections or q.tasks or words_of(q)):
        return None
    if len(q.clauses) > 1 and target(q) == "u" and not re.search(r"每|各项|项任务", q.text):
        query = SetQuery(asked.scope, "u", (in_clauses(q.clauses), *in_each_clause(q.clauses)))
        return _listed(q, query, "每一条都有的责任单位", query.list())
    if not q.has("each"):
        return None
    query = SetQuery(asked.scope, "u", tuple(conditions(q, "u")))
    how = about(query, "查找每一项任务都有的责任单位")
    return Plan(query.in_every("t"), how, "每一项都有的责任单位是", evidence_query=evidence_of(query))


def _only_here(q: Question, asked: Asked) -> Found:
    """Units that stand in one section or clause and nowhere else."""
    if not _ONLY_HERE.search(q.text) or not (q.sections or q.clauses) or target(q) not in ("u", None):
        return None
    if q.sections:
        part = f"?e pol:elaborates/pol:partOf+ ?o . ?o a pol:Section ; pol:number ?on FILTER(?on NOT IN ({_list(q.sections)}))"
    else:
        part = f"?e pol:elaborates ?o . ?o pol:number ?on FILTER(?on NOT IN ({_list(q.clauses)}))"
    nowhere = Constraint(
        "u", f"FILTER NOT EXISTS {{ ?e a pol:Task ; pol:responsibleUnit {{u}} . {part} }}", "别处不出现"
    )
    query = SetQuery(asked.scope, "u", (*conditions(q, "u"), nowhere))
    return _listed(q, query, "只出现在此处的责任单位", query.list())


def _list(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))


def _exact(q: Question, asked: Asked) -> Found:
    """Tasks with so many units, or units with so many tasks."""
    few = _FEW_TASKS.search(q.text)
    if few is not None and not q.units and (number := to_int(few[1])) is not None:
        query = SetQuery(asked.scope, "u", tuple(conditions(q, "u")))
        return _listed(q, query, f"只出现在{number}项任务里的责任单位", query.exactly("t", number))
    few = re.search(rf"(?:只|仅|恰好|正好|刚好|拆成了?|对应了?|分解[成为]了?|有)+{_N}[项个](?:工作)?任务", q.text)
    if few is not None and target(q) in ("c", "s") and (number := to_int(few[1])) is not None:
        query = SetQuery(asked.scope, target(q) or "c", tuple(conditions(q, target(q))))
        return _listed(q, query, f"对应{number}项任务的{NAME[query.target]}", query.exactly("t", number))
    if target(q) not in ("t", None) or not re.search(r"任务|负责|承担", q.text):
        return None
    named = [u for u in q.units if not u.negated]
    number = 1 if _ALONE.search(q.text) else None
    if number is None and named and q.has("only") and re.search(r"[只仅](?:由|归|让|靠|有)", q.text):
        number = len(named)
    if number is None and (few := _FEW_UNITS.search(q.text)) is not None and not q.has("most", "fewest", "compare"):
        number = to_int(few[1] or few[2])
    if number is None:
        return None
    how, number = _threshold(q.text, number)
    query = SetQuery(asked.scope, "t", tuple(places(q)))
    conditions_on = " ".join(c.pattern.replace("{t}", "?t") for c in of_units(q, "t"))
    sparql = query.exactly("u", number, how).replace(
        "?t pol:order ?order . }", f"?t pol:order ?order . {conditions_on} }}"
    )
    names = "、".join(u.said for u in named)
    told = {"=": "共", ">=": "不少于", "<=": "不超过"}[how]
    return _listed(q, query, f"{names}{'单独负责' if number == 1 else f'责任单位{told}{number}家'}的任务", sparql)


def _threshold(text: str, number: int) -> tuple[str, int]:
    """At least, at most or exactly: 5家以上, 超过5家, 不足5家."""
    if re.search(r"(?:多于|超过|大于)[一二两三四五六七八九十\d]+[家个]", text) and not re.search(r"不超过", text):
        return ">=", number + 1
    if re.search(r"以上|不少于|不低于|至少", text):
        return ">=", number
    if re.search(r"(?:少于|不足|不到|低于)[一二两三四五六七八九十\d]+[家个]", text):
        return "<=", number - 1
    return ("<=", number) if re.search(r"以下|以内|不超过|最多|不多于", text) else ("=", number)


def _first_listed(q: Question, asked: Asked) -> Found:
    if not q.has("first"):
        return None
    if q.units:
        unit = q.units[0]
        first = Constraint("t", f"{{t}} pol:firstListedUnit <{unit.iri}> .", f"{unit.said}列在首位")
        query = SetQuery(asked.scope, "t", (*places(q), first))
        return _listed(q, query, f"{unit.said}列在首位的任务", query.list())
    scope = replace(asked.scope, role="firstListedUnit")
    query = SetQuery(scope, "u", tuple(places(q)))
    return _listed(q, query, "列在首位的责任单位", query.list()) if query.constraints else None


def _yes_or_no(q: Question, asked: Asked) -> Found:
    """Whether units stand in a task, clause or section named by its number."""
    if not q.has("yesno") or not q.units or not (q.tasks or q.clauses or q.sections) or q.asked:
        return None
    query = SetQuery(asked.scope, "t", (*places(q), *of_units(q, "t", asked.scope.role)))
    sparql = f"{PREFIX}ASK {{ GRAPH <{asked.graph}> {{ {query.where()} }} }}"
    around = SetQuery(asked.scope, "t", tuple(places(q)))
    return Plan(sparql, about(query, "核对责任单位"), "", evidence_query=evidence_of(around), boolean=True)


def _sets(q: Question, asked: Asked) -> Found:
    """Everything else with units, tasks, clauses or sections named: list or count."""
    wanted = target(q)
    if wanted is None or (q.has("yesno") and not q.asked):
        return None
    if wanted in "cs" and (not (q.units or q.tasks or q.clauses) or _SAYS.search(q.text)):
        return None  # which provisions mention what: any provision may, with units or without
    found = conditions(q, wanted, asked.scope.role)
    if not found or (wanted == "c" and not (q.units or q.tasks or words_of(q))):
        return None
    if wanted == "u" and not (q.units or q.numbered or named_by(q) or _said_tasks(q)):
        return None
    if wanted in "ts" and not (q.units or q.numbered or named_by(q) or words_of(q)):
        return None
    query = SetQuery(asked.scope, wanted, tuple(found))
    told = "、".join(c.told for c in found)
    kinds = list(dict.fromkeys(a.noun for a in q.asked if a.noun in "sct" and not a.count))
    if len(kinds) > 1 and "u" not in kinds and wanted in kinds:
        return _of_kinds(query, kinds, told)
    return _listed(q, query, f"{told}的{NAME[wanted]}", query.list())


def _of_kinds(query: SetQuery, kinds: list[str], told: str) -> Plan:
    """Sections and clauses (tasks) in one answer, where the question asks for both."""
    parts = []
    for x in kinds:
        one = SetQuery(query.scope, x, query.constraints)
        parts.append(f"{{ {one.where()} ?{x} pol:citationLabel ?value ; pol:order ?order }}")
    sparql = f"{PREFIX}SELECT DISTINCT ?value {{ GRAPH <{query.scope.graph}> {{ {' UNION '.join(parts)} }} }} ORDER BY ?order"
    names = "、".join(NAME[x] for x in kinds)
    return Plan(sparql, about(query, f"查找{told}的{names}"), f"{told}的{names}是", evidence_query=evidence_of(query))


def _said_tasks(q: Question) -> bool:
    return bool(words_of(q)) and "任务" in q.text


def _listed(q: Question, query: SetQuery, told: str, listed: str) -> Plan:
    """The members, or how many there are."""
    x = query.target
    if not counts(q, x):
        return Plan(listed, about(query, f"查找{told}"), f"{told}是", evidence_query=evidence_of(query))
    body = listed.removeprefix(PREFIX).rsplit(" ORDER BY", 1)[0]
    sparql = f"{PREFIX}SELECT (COUNT(DISTINCT ?{x}) AS ?value) {{ {{ {body} }} }}"
    return Plan(sparql, about(query, f"统计{told}"), f"{told}共", unit=MEASURE[x], evidence_query=evidence_of(query))


_RULES: tuple[Callable[[Question, Asked], Found], ...] = (
    _lead_units, compare, _extreme, _without_units, _every, _only_here, _exact, _first_listed, _yes_or_no, _sets,
)  # fmt: skip
