"""Where the text names units, institutions and terms."""

from __future__ import annotations

import re

from kg.model import Entity, Mention, Outline, Source
from kg.units import responsibilities

_INSTITUTION = re.compile(
    r"[\u4e00-\u9fffA-Za-z]{2,20}?(?:大学|学院|研究院|研究中心|创新中心|转移中心|开发中心|推广中心|实训中心|指导中心|中心|实训基地|教学基地|培养基地|实践基地|基地|工坊|联盟|学分银行|博物馆|体验馆|平台)"
)
_TERM = re.compile(r"“[^”“]{2,16}”")
_CUT = re.compile(r".*(?:支持|建设|依托|整合|成立|建立|打造|共享|推进|拓展|创建|设立|共建|设置|和|与|及|等|的|在|对|为|由|把)")


def mentions(source: Source, outline: Outline) -> tuple[Mention, ...]:
    """Mentions in text order; none inside another."""
    found: dict[tuple[int, int], Mention] = {}
    for r in responsibilities(source, outline):
        found[r.start, r.end] = Mention(r.start, r.end, r.unit, r.provision)
    for p in outline.provisions:
        text = source.text[p.start : p.own_end]
        for match in _INSTITUTION.finditer(text):
            start, end = p.start + match.start(), p.start + match.end()
            if cut := _CUT.match(source.text, start, end - 2):
                start = cut.end()
            if end - start >= 4:
                name = source.text[start:end]
                found.setdefault((start, end), Mention(start, end, Entity("institution", name), p.key))
        for match in _TERM.finditer(text):
            start, end = p.start + match.start(), p.start + match.end()
            entity = Entity("term", source.text[start + 1 : end - 1])
            found.setdefault((start, end), Mention(start, end, entity, p.key))
    return tuple(found[key] for key in sorted(found))
