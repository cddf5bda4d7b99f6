"""Of how many levels something is: 市、区、街镇三级网络 for 分多少层."""

from __future__ import annotations

import re

from search.asking.plan import Plan
from search.asking.reader import Reader
from search.interaction import sentence_spans

_ASKED = re.compile(
    r"(?:分|设|有|共|是|建|成|为|到|几|多少)[^，。？]{0,4}?(?:多少|(?<!哪)几)个?(?:层级?|级(?!别)|档次?)(?!的?(?:医院|政府))"
)
_LEVEL = re.compile(
    r"(?<=[\u4e00-\u9fff、])(?P<v>(?<!第)[二两三四五六七八九十](?:级|层|档))(?P<behind>[\u4e00-\u9fff]{0,14})"
)
_WHOLE = re.compile(r"体系|网络|架构|机制|平台|联动|管理|服务|支撑|模式|格局|预防|救治|培训|组织")
_NEAR, _LEAST, _LISTED = 0.6, 0.25, 0.3


def levels(r: Reader) -> Plan | None:
    """The number of levels in the sentence that fits best; ``None`` where no levels are asked for."""
    if _ASKED.search(r.q.text) is None or r.q.has("yesno"):
        return None
    scored = []
    for place, hit in enumerate(r.leaves(6)):
        for start, end in sentence_spans(hit.text):
            for found in _LEVEL.finditer(hit.text, start, end):
                if _WHOLE.search(found["behind"]) is None or hit.text[found.end("v")] in "甲乙丙公医以":
                    continue
                sentence = hit.text[start:end]
                listed = "、" in hit.text[max(start, found.start() - 12) : found.start()]
                fit = r.fit(sentence) + _NEAR * r.near(sentence) + _LISTED * listed - 0.05 * place
                scored.append((fit, hit, found.span("v")))
    best = max(scored, key=lambda one: one[0], default=None)
    if best is None or best[0] < _LEAST:
        return None
    return r.cut(best[1], [best[2]], "是", f"查找{best[1].label}写明的层级")
