"""Which thing of a named body: 甲大学的哪个基地要拓展功能 is the base that the text writes behind the name, 甲大学飞机制造基地.

In a list that names several bodies with a thing of each, only the thing of the one asked for answers.
"""

from __future__ import annotations

import re

from search.asking.plan import Plan
from search.asking.reader import Reader

_ASKED = re.compile(
    r"(?P<name>[\u4e00-\u9fff（）]{4,24}?)(?P<of>的)?(?:哪|什么)(?:一|几|些)?[个家所座支项类]?(?P<kind>(?![一二两三四五六七八九十])[\u4e00-\u9fff]{2,10}?)(?=要|会|将|被|能|可|应|得|需|打算|计划|准备|受|入选|列|[，。？?]|是|叫|$)"
)
_ANY = ("平台", "机构", "载体", "场所", "单位")
_KINDS = "中心|基地|平台|研究院|研究所|实验室|工坊|学院|集团|联盟"
"""What people call a platform or a body, and what names end with."""
_LEAST_FIT, _END, _LEAST_NAME = 0.25, 2, 4


def owned_plan(r: Reader) -> Plan | None:
    """The thing of that kind that the text writes right behind the name; ``None``: not asked, or it writes none so."""
    asked = _ASKED.search(r.q.text)
    if asked is None or not re.search(rf"(?:{_KINDS}|{'|'.join(_ANY)})$", asked["kind"]):
        return None
    said, text = asked["name"], r.engine.library.text(r.asked.document)
    known = next((n.said for n in r.names.find(said) if said.endswith(n.said)), None)
    name = (
        known
        if known or not asked["of"]
        else next((said[at:] for at in range(len(said) - _LEAST_NAME + 1) if said[at:] in text), None)
    )
    if name is None:
        return None
    end = _KINDS if asked["kind"].endswith(_ANY) else re.escape(asked["kind"][-_END:])
    thing = re.compile(
        rf"{re.escape(name)}(?P<thing>[^，。；、：\n的]{{2,24}}?(?:{end}))(?=[，。；、\n功作等）]|和|及|与|建|的|为)"
    )
    reader = r.about(r.q.text.replace(name, ""))
    found = [
        (reader.fit(hit.text), -place, m.span("thing"), hit)
        for place, hit in enumerate(r.leaves(8))
        if hit.kind != "section"
        for m in thing.finditer(hit.text)
    ]
    best = max(found, default=None, key=lambda one: one[:2])
    if best is None or best[0] < _LEAST_FIT:
        return None
    _, _, span, hit = best
    return r.cut(hit, [span], "是", f"查找{hit.label}里{name}的{asked['kind']}")


__all__ = ["owned_plan"]
