"""What a part of the document is made of: 支撑体系包括哪几项 lists the headings below that heading, 实施步骤有几步 counts them."""

from __future__ import annotations

import re

from search.asking.plan import Asked, Plan
from search.asking.question import Question
from search.asking.sets import PREFIX, text_literal

_KINDS = "步|项|个方面|方面|个部分|个阶段|阶段|环节|点|条|大?任务|举措|措施|内容|工作|个"
_ASKS = re.compile(
    rf"(?:包括|包含|有|分为|分成|分|含|涵盖|提出|列出|是)了?(?P<how>哪(?P<number>[一二两三四五六七八九十])?[些几]?|什么|几|多少)(?:{_KINDS})*[？?]?$"
)
_TASKS = re.compile(r"[主重工改具目保支][\u4e00-\u9fff](?:任务|举措|措施|工作|内容|要求)")
_LONGEST_REST = 14
"""Characters of a question besides the heading: a longer one asks for something else."""


def outline_plan(q: Question, asked: Asked) -> Plan | None:
    """The headings below a named heading, or their number; ``None`` where the question names none."""
    if q.units:
        return None
    if q.has("only", "exactly", "most", "fewest", "compare"):
        return None
    if q.numbered:
        return _of_section(q, asked)
    return _tasks(q, asked) or _headings(q, asked)


def _of_section(q: Question, asked: Asked) -> Plan | None:
    """第二部分有几条, 第二部分包括哪些内容."""
    how = _ASKS.search(q.text)
    if (
        how is None
        or len(q.sections) != 1
        or q.clauses
        or q.tasks
        or q.supports
        or re.search("任务|单位|部门", q.text)
        or len(q.topic) > 16
    ):
        return None
    body = f"?s a pol:Section ; pol:number {q.sections[0]} . ?x pol:partOf ?s ; a ?k FILTER(?k IN (pol:Clause, pol:Article, pol:Item))"
    if re.match(r"几|多少", how["how"]):
        return _count(asked, body, f"第{q.sections[0]}部分的条文")
    shown = "?x pol:order ?o ; pol:citationLabel ?label OPTIONAL { ?x pol:title ?title } BIND(COALESCE(?title, ?label) AS ?value)"
    sparql = f"{PREFIX}SELECT ?value (?x AS ?t) {{ GRAPH <{asked.graph}> {{ {body} . {shown} }} }} ORDER BY ?o"
    return Plan(sparql, f"列出第{q.sections[0]}部分的条文", "包括", evidence_query=sparql)


def _tasks(q: Question, asked: Asked) -> Plan | None:
    """How many 主要任务 there are, where they are the numbered items of the section of that name."""
    named = _TASKS.search(q.text)
    if named is None or asked.scope.has_tasks or len(q.topic) > 16 or not re.search(r"(?:多少|几)[个项条大]", q.text):
        return None
    section = f"?s a pol:Section ; pol:title ?title FILTER(CONTAINS(?title, {text_literal(named[0])}))"
    body = f"{section} ?x pol:partOf+ ?s ; a ?k FILTER(?k IN (pol:Item, pol:Clause)) FILTER NOT EXISTS {{ ?below pol:partOf ?x }}"
    return _count(asked, body, named[0])


def _headings(q: Question, asked: Asked) -> Plan | None:
    how = _ASKS.search(q.text)
    if how is None:
        return None
    said = text_literal(q.text[: how.start()].replace("的", ""))
    name = 'REPLACE(REPLACE(STR(?title), "\\\\s", ""), "的", "")'
    long = max(3, len(q.text[: how.start()]) - _LONGEST_REST)
    section = (
        f"{{ SELECT ?s {{ ?s a ?kind ; pol:title ?title ; pol:order ?place FILTER(?kind IN (pol:Section, pol:Clause)) "
        f"BIND({name} AS ?name) FILTER(STRLEN(?name) >= {long} && STRENDS({said}, ?name)) "
        f"FILTER EXISTS {{ ?one pol:partOf ?s ; pol:title ?a . ?two pol:partOf ?s ; pol:title ?b FILTER(?a != ?b) }} }} ORDER BY ?place LIMIT 1 }}"
    )
    body = f"{section} ?x pol:partOf ?s ; pol:title ?value"
    if re.match(r"几|多少", how["how"]):
        return _count(asked, body, "其中的部分")
    sparql = f"{PREFIX}SELECT ?value (?x AS ?t) {{ GRAPH <{asked.graph}> {{ {body} . ?x pol:order ?o }} }} ORDER BY ?o"
    return Plan(sparql, "列出这一部分的各个标题", "包括", evidence_query=sparql)


def _count(asked: Asked, body: str, what: str) -> Plan:
    sparql = (
        f"{PREFIX}SELECT (COUNT(DISTINCT ?x) AS ?value) {{ GRAPH <{asked.graph}> {{ {body} }} }} HAVING(COUNT(?x) > 0)"
    )
    evidence = f"{PREFIX}SELECT (?x AS ?t) {{ GRAPH <{asked.graph}> {{ {body} . ?x pol:order ?o }} }} ORDER BY ?o"
    return Plan(sparql, f"统计{what}", "共", unit="项", evidence_query=evidence)
