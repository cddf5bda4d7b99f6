"""What a document leaves out, and the place a sentence names: 不适用本办法, 让哪个地方先试."""

from __future__ import annotations

import re

from search.asking.plan import Found
from search.asking.reader import Reader

_LEFT_OUT_ASKED = re.compile(
    r"(?:不(?:用|必|需要?|须|要)?(?:走|照着?|按照?|受|适用|遵守|参照|归)[^，。？]{0,8}|不适用|除外|例外|管不[着到])[^，。？]{0,6}(?:哪|什么)|(?:哪[些几两二三四]|什么)[^？]{0,16}(?:不(?:用|必|需要?|须)?(?:走|照|按|受|适用|遵守|归)|例外|除外|管不[着到])"
)
_LEFT_OUT = re.compile(r"(?:^|[。；\n])(?P<what>[^。；\n]{4,120}?)，?不适用本(?:条例|办法|规定|细则|法|意见)")
_PARTS, _ITEMS = re.compile(r"，(?:以及)?|以及"), re.compile(r"、|以及|和|或者?")
_PLACE_ASKED = re.compile(r"哪一?[块个片](?:地方|地区|区域|地界)|的(?:是|叫)什么地方")
_LEAST = 0.3


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
