"""Which provision is due first or last: 哪一项的完成期限最早, 最先到期的是哪条; refused where the text sets no dates to choose from."""

from __future__ import annotations

import re

from search.asking.cuts import cut_query
from search.asking.plan import Found, Plan, Refusal
from search.asking.reader import Reader
from search.asking.sets import PREFIX, text_literal
from search.asking.text.distinct import due
from search.asking.text.sides import named_in, provision_at
from search.asking.text.values import Value, values

_ASKED = re.compile(
    r"(?:期限|时限|截止(?:时间|日期)?|完成时间|时间表?|到期)[^，。？]{0,6}?(?:定得|卡得|要求)?最(?P<way>[早晚先后紧迟近])|最(?P<way2>[早晚先后迟])(?:要)?(?:到期|完成|截止|办完|做完|交差)"
)
_WHICH = re.compile(r"哪[一个]*(?P<kind>项|条)(?:任务|工作|措施|条款)?")
_WHEN = re.compile(r"什么时[候间]|何时|哪[年月天]|几月|各是|分别|期限是|截止到")
_KINDS = {"项": ("task", "item", "clause", "article"), "条": ("clause", "article")}
_FIRST = "早先紧近"


def due_plan(r: Reader) -> Found:
    """The label of the provision with the earliest or latest date; ``None``: not asked so."""
    asked, which = _ASKED.search(r.q.text), _WHICH.search(r.q.text)
    if asked is None or which is None:
        return None
    text, kinds = r.engine.library.text(r.asked.document), _KINDS[which["kind"]]
    if "任务" in r.q.text and r.asked.scope.has_tasks:
        kinds = ("task",)
    inside = named_in(r, r.q.text)
    found: dict[str, list[Value]] = {}
    for v in values(text):
        if v.kind == "date" and due(text, v) and (not inside or any(a <= v.span[0] < b for a, b in inside)):
            iri = provision_at(r, v.span[0], kinds)
            if iri in r.engine.by_iri and r.engine.passages[r.engine.by_iri[iri]].kind in kinds:
                found.setdefault(iri, []).append(v)
    if len(found) < len("ab"):
        return Refusal("所收文件没有给各项写明完成期限")
    return _plan(r, found, (asked["way"] or asked["way2"]) in _FIRST)


def _plan(r: Reader, found: dict[str, list[Value]], first: bool) -> Plan | None:
    """The one provision at that end, with its date where that is asked; ``None`` where several share it."""
    pick = min if first else max
    ends = {iri: pick(own, key=lambda v: v.number) for iri, own in found.items()}
    best = pick(v.number for v in ends.values())
    chosen = [iri for iri, v in ends.items() if v.number == best]
    if len(chosen) > 1:
        return None
    label = r.engine.passages[r.engine.by_iri[chosen[0]]].label
    parts = [f"{{ BIND({text_literal(label)} AS ?value) BIND(0 AS ?rank) }}"]
    if _WHEN.search(r.q.text):
        date = cut_query(r.asked.document, [ends[chosen[0]].span], r.asked.graph).removeprefix(PREFIX)
        parts.append(f"{{ {{ {date} }} BIND(1 AS ?rank) }}")
    sparql = f"{PREFIX}SELECT ?value {{ {' UNION '.join(parts)} }} ORDER BY ?rank"
    told = f"比较{len(found)}处写明的期限"
    return Plan(
        sparql, told, f"最{'早' if first else '晚'}的是", (chosen[0], *(iri for iri in found if iri != chosen[0]))
    )


__all__ = ["due_plan"]
