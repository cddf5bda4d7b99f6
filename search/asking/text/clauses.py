"""The provisions that carry a figure the question names: which of them set the end of February 2019, or no more than 12 months."""

from __future__ import annotations

import re

from search.asking.plan import Plan
from search.asking.reader import Reader
from search.asking.sets import PREFIX
from search.asking.text.sides import provisions_at
from search.asking.text.values import Value, values

_ASKED = re.compile(
    r"哪(?:些|几|[两二三四五])?(?:个|处|条|项)?(?:条款|条文|部分|条|项|款|地方)(?:（或[^（）]{1,6}）)?|哪[些几](?:处|条|项)"
)
_SETS = re.compile(
    r"限|写|规定|要求|定[在为到成了]|提到|出现|截止|完成|设[定了]|载明|注明|涉及|用到|讲到|给出|都是|期限"
)
_CLAUSES = ("clause", "article")
_KINDS = ("date", "period", "share", "money", "count", "age", "times", "every")


def carrying_plan(r: Reader) -> Plan | None:
    """The labels of all provisions that write the figure of the question; ``None``: not asked, or fewer than two do."""
    said = r.q.text
    named = [v for v in values(said) if v.kind in _KINDS]
    if (
        len(named) != 1
        or not _ASKED.search(said)
        or not _SETS.search(said)
        or r.q.units
        or r.q.numbered
        or "指标" in said
    ):
        return None
    text = r.engine.library.text(r.asked.document)
    same = [v for v in values(text) if _same(v, named[0])]
    found = provisions_at(r, [v.span[0] for v in same], _CLAUSES)
    kinds = {iri: r.engine.passages[r.engine.by_iri[iri]].kind for iri in found}
    chosen = [iri for iri in found if kinds[iri] not in ("preamble", "task")]
    if len(chosen) < len("ab"):
        return None
    rows = " ".join(f"<{iri}>" for iri in chosen)
    label = "OPTIONAL { ?t pol:title ?label }"
    shown = f"VALUES ?t {{ {rows} }} ?t pol:citationLabel ?value ; pol:order ?order {label}"
    sparql = f"{PREFIX}SELECT ?value ?label ?t {{ GRAPH <{r.asked.graph}> {{ {shown} }} }} ORDER BY ?order"
    figure = said[slice(*named[0].span)]
    return Plan(sparql, f"查找写有“{figure}”的条款", f"写有“{figure}”的是", tuple(chosen))


def _same(one: Value, asked: Value) -> bool:
    """The same figure; a month of no year is that month of any."""
    if one.kind != asked.kind or (one.kind == "count" and one.unit != asked.unit):
        return False
    return abs(one.number - asked.number) < 1e-6


__all__ = ["carrying_plan"]
