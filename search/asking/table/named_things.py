"""Things of a kind that the tasks of some units name: 市社科联参与的任务里，一共点到了哪几所大学的名字.

The table tells the tasks; the names are those the graph found in them.
"""

from __future__ import annotations

import re

from search.asking.build.reference_plans import ENTITIES
from search.asking.plan import Found, Plan
from search.asking.reader import Reader
from search.asking.sets import PREFIX, text_literal
from search.asking.table.plans import table_plan

_SAYS = r"(?:点到|提到|提及|提过|点名|点出|出现|写到|写明|涉及|列出|列到|讲到|说到|谈到|有|包括)(?:的|了|过)?"
_KIND = re.compile(
    rf"{_SAYS}(?:具体|不同|相关)?的?(?:名字|名称)?(?:哪[些几一]?|几|多少)(?:[所个家部项座支类]|些)?[“\"]?(?P<kind>{'|'.join(ENTITIES)})[”\"]?"
    rf"(?:的?名[字称])?[？?]?$|{_SAYS}(?P<of>{'|'.join(ENTITIES)})(?:一共|总共|都|分别)?(?:有|是)(?:哪[些几]?|多少|几)(?:[所个家部项座])?[？?]?$"
)
_TASKS = re.compile(r"(?P<told>.*(?:任务|事项|举措|条款|(?<=[那这哪几])[项条]))(?:[里中]面?|当中|之中|内|上)?，?")
_ALL = re.compile(r"(?:那|这)(?:些|几[项条个])?的?(?=任务|事项|举措|条款)")
_MANY = ("大学", "高校", "学校", "院校", "企业", "城市", "国家")
_ONE_OF_MANY = "FILTER NOT EXISTS { ?i pol:collective true }"
"""世界知名大学 names no university."""
_NUMBER = re.compile("几|多少")
_LEAST = 4


def named_things_plan(r: Reader) -> Found:
    """The things of a kind in the tasks that the table tells; ``None``: not asked so, or no task is told."""
    asked = _KIND.search(r.q.text)
    tasks = _TASKS.match(r.q.text[: asked.start()]) if asked is not None else None
    if asked is None or tasks is None or len(tasks["told"]) < _LEAST or not r.q.units:
        return None
    kind = asked["kind"] or asked["of"]
    plan = table_plan(r.about(f"{_ALL.sub('', tasks['told'])}有哪些？"))
    if not isinstance(plan, Plan) or plan.boolean or "?t" not in plan.sparql:
        return None
    inner = f"{{ SELECT ?t {{ {{ {plan.sparql.removeprefix(PREFIX)} }} }} }}"
    named = (
        f"?m pol:refersTo ?i ; pol:inProvision ?t ; pol:start ?at . ?i pol:writtenAs ?name "
        f"FILTER(REGEX(?name, {text_literal(ENTITIES[kind])})) {_ONE_OF_MANY if kind in _MANY else ''}"
    )
    body = f"{inner} GRAPH <{r.asked.graph}> {{ {named} }}"
    told = f"{plan.interpretation.removeprefix('查找')}里提到的{kind}"
    evidence = f"{PREFIX}SELECT DISTINCT ?t ?i {{ {body} }}"
    if _NUMBER.search(asked[0]) and "哪" not in asked[0]:
        sparql = f"{PREFIX}SELECT (COUNT(DISTINCT ?i) AS ?value) {{ {body} }} HAVING(COUNT(?i) > 0)"
        return Plan(sparql, f"统计{told}", f"{told}共", evidence_query=evidence, unit="个")
    sparql = f"{PREFIX}SELECT (?name AS ?value) ?i (MIN(?at) AS ?first) {{ {body} }} GROUP BY ?name ?i ORDER BY ?first"
    return Plan(sparql, f"查找{told}", f"{told}有", evidence_query=evidence, missing=f"这些任务没有提到{kind}")


__all__ = ["named_things_plan"]
