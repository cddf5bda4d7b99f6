"""What a document leaves out, the place a sentence names, and where a thing may be used: 不适用本办法, 让哪个地方先试."""

from __future__ import annotations

import re

from search.asking.plan import Found
from search.asking.question import cue_patterns
from search.asking.reader import Reader
from search.interaction import sentence_spans

_LEFT_OUT_ASKED = re.compile(
    r"(?:不(?:用|必|需要?|须|要)?(?:走|照着?|按照?|受|适用|遵守|参照|归)[^，。？]{0,8}|不适用|除外|例外|管不[着到])[^，。？]{0,6}(?:哪|什么)|(?:哪[些几两二三四]|什么)[^？]{0,16}(?:不(?:用|必|需要?|须)?(?:走|照|按|受|适用|遵守|归)|例外|除外|管不[着到])"
)
_LEFT_OUT = re.compile(r"(?:^|[。；\n])(?P<what>[^。；\n]{4,120}?)，?不适用本(?:条例|办法|规定|细则|法|意见)")
_PARTS, _ITEMS = re.compile(r"，(?:以及)?|以及"), re.compile(r"、|以及|和|或者?")
_PLACE_ASKED = re.compile(r"哪一?[块个片](?:地方|地区|区域|地界)|的(?:是|叫)什么地方")
_LEAST, _LEAST_USED = 0.3, 0.15


def left_out_plan(r: Reader) -> Found:
    """What the text says its rules do not apply to, each case alone."""
    if _LEFT_OUT_ASKED.search(r.q.text) is None:
        return None
    hits = [hit for hit in r.of("article", "clause", limit=40) if _LEFT_OUT.search(hit.text)]
    if not hits:
        return None
    found = _LEFT_OUT.search(hits[0].text)
    if found is None:
        return None
    cuts = _PARTS if "，" in found["what"] else _ITEMS
    spans, at = [], found.start("what")
    for cut in [*cuts.finditer(hits[0].text, *found.span("what")), None]:
        end = cut.start() if cut is not None else found.end("what")
        spans += [(at, end)] if end - at > 1 else []
        at = cut.end() if cut is not None else end
    return r.cut(hits[0], spans, "不适用的是", f"查找{hits[0].label}写明的例外")


def place_plan(r: Reader) -> Found:
    """The place the best sentence names besides those the question names."""
    if _PLACE_ASKED.search(r.q.text) is None or r.q.has("where"):
        return None
    for hit in r.leaves(3):
        start, end = r.sentence(hit)
        named = (n for n in r.names.find(hit.text[start:end]) if n.kind == "place" and n.said not in r.q.text)
        if r.fit(hit.text[start:end]) > _LEAST and (one := next(named, None)) is not None:
            at = start + one.start
            return r.cut(hit, [(at, at + len(one.said))], "是", f"查找{hit.label}提到的地方")
    return None


_ASKS = re.compile(r"谁|哪(?!里|儿)|什么(?!地方)|多少|几|怎|如何")
_UNITS = re.compile(r"哪[些几一]?[个家]?(?:单位|部门|机构|机关|级)")
_THING = re.compile(r"(?:项目|计划|工程|制度|机制|模式|基地|平台|行动|活动|做法)[^，。？]{0,4}叫(?:啥|什么)名")
_USED_AT = re.compile(r"(?:限定?|只[准能许可]|可以?|须|要)?(?:放)?(?:在|于)什么(?:地方|场所|位置)")
_AIM_ASKED = re.compile(r"用场|用途|用处|目的|[做干]什么用|(?:拿来|用来)[做干]什么")
_AT = re.compile(
    r"(?:应当?|只能|可以?|须|必须|要|限于)在(?P<at>[^，。；在]{2,16}?)(?:内|里|中)?(?=用于|使用|进行|开展|办理|举办|实施|受理|销售)"
)
_FOR = re.compile(r"用于(?P<aim>[^，。；]{2,24})")


def asks_otherwise(question: str, cue: str) -> bool:
    """Whether the words for a person or a place only tell the case, and something else is asked.

    >>> asks_otherwise("想弄清毒弹埋在哪儿，要找哪两种人打听？", "address"), asks_otherwise("研究院设在哪个区？", "address")
    (True, False)
    >>> asks_otherwise("要设一条电话热线，哪些单位牵头？", "person"), asks_otherwise("联系电话是多少？", "person")
    (True, False)
    """
    if _THING.search(question):
        return True
    clauses = [c for c in re.split("[，；？?]", question) if c]
    said = [i for i, clause in enumerate(clauses) if cue_patterns()[cue].search(clause)]
    behind = "，".join(clauses[said[-1] + 1 :]) if said else ""
    asked = _UNITS if cue == "person" else _ASKS
    return asked.search(behind) is not None and _AIM_ASKED.search(behind) is None


def use_plan(r: Reader) -> Found:
    """Where a thing may be used, and for what where that is asked too: 应当在指定机构内用于特定目的."""
    if _USED_AT.search(r.q.text) is None:
        return None
    for hit in r.leaves(3):
        for start, end in sentence_spans(hit.text):
            at = _AT.search(hit.text, start, end)
            if at is None or r.fit(hit.text[start:end]) < _LEAST_USED:
                continue
            aim = _FOR.search(hit.text, at.end(), end) if _AIM_ASKED.search(r.q.text) else None
            spans = [at.span("at"), *([aim.span("aim")] if aim is not None else [])]
            return r.cut(hit, spans, "是", f"查找{hit.label}写明的使用范围")
    return None
