"""How many different dates, periods, shares or sums of money the text sets: 一共定了几个不同的完成时间点, 出现了多少个不同的百分比."""

from __future__ import annotations

import re

from search.asking.cuts import count_and_cut_query, count_query
from search.asking.plan import Plan
from search.asking.reader import Reader
from search.asking.text.sides import named_in, provision_at, provisions_at
from search.asking.text.values import Value, values

_KINDS = {
    "date": r"(?:完成|截止|最后|办结)?(?:期限|时间点|时间节点|日期|截止时间|完成时间|节点|年份|时点|时间)",
    "share": r"百分比|比例|百分数|占比",
    "money": r"金额|数额|钱数|罚款额度?",
    "period": r"时限|时长|天数|年限|办理期限",
}
_ASKED = re.compile(
    rf"(?<![哪第])(?P<count>多少|几)(?:个|种|档)?(?P<new>不同|不一样|不重复|各不相同)?的?[^，。？]{{0,4}}?(?:{'|'.join(f'(?P<{kind}>{words})' for kind, words in _KINDS.items())})(?![\u4e00-\u9fff]{{0,3}}(?:之?[前后内]|完成|公开))"
)
_WHICH = re.compile(r"哪(?:几|些)个?(?P<new>不同)的?[^，。？]{0,4}?(?:时间点|时间节点|期限|日期|百分比|比例)")
_SETS = re.compile(r"定|设|规定|涉及|出现|提到|写|列|给|有|用|分")
_DEADLINE = re.compile(r"(?:底|末|前|以前|之前)$")
_DUE = re.compile(r"^(?:前|之前|以前|内)?[^，。；]{0,16}(?:完成|实现|到位|建成|达到|结束|报送|办结)")
_PROVISIONS = ("clause", "article", "item", "section", "task")


def distinct_plan(r: Reader) -> Plan | None:
    """The number of different figures of the kind asked; ``None``: not asked, or the text sets none."""
    asked = _ASKED.search(r.q.text)
    if asked is None or not (asked["new"] or re.search("总共|一共|合计|总计", r.q.text)) or not _SETS.search(r.q.text):
        return None
    kind = next(k for k in _KINDS if asked[k])
    text = r.engine.library.text(r.asked.document)
    inside = named_in(r, r.q.text)
    own = [v for v in values(text) if v.kind == kind and (not inside or any(a <= v.span[0] < b for a, b in inside))]
    if kind == "date":
        own = [v for v in own if due(text, v)]
    first: dict[float, Value] = {}
    for v in own:
        if _held(r, v):
            first.setdefault(round(v.number, 3), v)
    spans = [v.span for v in first.values()]
    if sum(_held(r, v) for v in own) < len("ab"):
        return None
    evidence = provisions_at(r, [a for a, _ in spans])
    told = "统计文中不同的" + asked[kind]
    source = (r.asked.document, r.asked.graph)
    if not re.search("哪|分别|各是", r.q.text):
        return Plan(count_query(source[0], spans, source[1]), told, "不同的共", evidence, "个")
    return Plan(count_and_cut_query(source[0], spans, spans, source[1], "个"), told, "不同的有", evidence)


def due(text: str, v: Value) -> bool:
    """Whether a date is one by which something is to be done."""
    return _DEADLINE.search(text[slice(*v.span)]) is not None or _DUE.match(text[v.span[1] :][:24]) is not None


def _held(r: Reader, v: Value) -> bool:
    """Whether a figure stands in a provision, not above them or in the signature."""
    iri = provision_at(r, v.span[0], _PROVISIONS)
    passage = r.engine.passages[r.engine.by_iri[iri]] if iri in r.engine.by_iri else None
    return (
        passage is not None
        and passage.kind in _PROVISIONS
        and passage.start <= v.span[0] < passage.start + len(passage.text)
    )


__all__ = ["distinct_plan", "due"]
