"""Which of two parts told by their numbers has more provisions: 讲衔接的第四部分和讲督查的第五部分，哪个下面的分条多."""

from __future__ import annotations

import re

from search.asking.build.structure_words import Place, headed
from search.asking.more_of_two import apart, more_of_two
from search.asking.plan import Plan
from search.asking.reader import Reader
from search.asking.sets import PREFIX, text_literal

_MORE = re.compile(
    r"(?:哪|谁)[^，。？]{0,12}?(?:分条|小条|条数|条款|条文|条目|小项|分项|条)(?:数目?|的?数量)?(?:更|较|要)?(?P<way>[多少])|(?:分条|小条|条数|条款|条文|条目|小项|条)(?:数目?|的?数量)?(?:更|较)?(?P<way2>[多少])的?(?:是|为)?哪"
)
_PART = re.compile(r"第[一二三四五六七八九十]+(?:个?大?部分|章)")
_BOTH = re.compile(r"各|分别|几|多少")


def two_parts_plan(r: Reader) -> Plan | None:
    """The part with more clauses (items, where it has none), and how many each; ``None``: not asked, or a part is missing."""
    more, said = _MORE.search(r.q.text), list(dict.fromkeys(_PART.findall(r.q.text)))
    if more is None or len(said) != len("ab") or len(r.q.sections) != len("ab") or "任务" in r.q.text or r.q.units:
        return None
    kinds = "pol:Clause, pol:Article"
    if not all(_counted(r, number, kinds) for number in r.q.sections):
        kinds = "pol:Item"
    if not all(_counted(r, number, kinds) for number in r.q.sections):
        return None
    counts = " ".join(f"{{ {_count(r, number, kinds, f'n{i}')} }}" for i, number in enumerate(r.q.sections))
    unit = "项" if "Item" in kinds else "条"
    winner, numbers = more_of_two(
        (text_literal(said[0]), text_literal(said[1])), "多" in (more["way"], more["way2"]), unit
    )
    numbers = apart(r.q.text, unit) or numbers
    also = f" BIND({numbers} AS ?value2)" if _BOTH.search(r.q.text) else ""
    sparql = f"{PREFIX}SELECT ?value {'?value2 ' if also else ''}{{ {counts} BIND({winner} AS ?value){also} }}"
    annexed = any(p.annexed for p in headed(r))
    either = " UNION ".join(f"{{ {_inside(number, kinds, annexed)} }}" for number in r.q.sections)
    evidence = (
        f"{PREFIX}SELECT DISTINCT (?x AS ?t) {{ GRAPH <{r.asked.graph}> {{ {either} ?x pol:order ?o }} }} ORDER BY ?o"
    )
    return Plan(sparql, f"比较{said[0]}与{said[1]}的{unit}数", "比较结果：", evidence_query=evidence)


def _inside(number: int, kinds: str, anywhere: bool) -> str:
    return f"?x a ?k FILTER(?k IN ({kinds})) {Place((number,), anywhere=anywhere).pattern()}"


def _count(r: Reader, number: int, kinds: str, name: str) -> str:
    return f"SELECT (COUNT(DISTINCT ?x) AS ?{name}) {{ GRAPH <{r.asked.graph}> {{ {_inside(number, kinds, any(p.annexed for p in headed(r)))} }} }}"


def _counted(r: Reader, number: int, kinds: str) -> int:
    rows = r.engine.library.store.select(f"{PREFIX}{_count(r, number, kinds, 'n')}")
    return int(rows[0]["n"]) if rows else 0


__all__ = ["two_parts_plan"]
