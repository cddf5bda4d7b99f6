"""Numerals that count the parts of a named scheme, believed only where the text lists as many parts.

>>> [(s.count, s.unit) for s in schemes("建设市、区、街镇、村居、家五级终身学习支持服务体系，坚持“三个着力”")]
[(5, '级')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.authority import places
from kg.numerals import to_int

_HAN = "一二三四五六七八九十两"
_COUNTED = re.compile(
    rf"(?P<quote>“)?(?P<number>[{_HAN}]{{1,2}}|\d{{1,2}})"
    r"(?P<unit>大(?P<noun>[一-龥]{2})|级|阶段|个|位|类|种|项|方面|环节|维|化|支|条|层|步)"
)
_SLOGAN = re.compile(rf"“(?P<words>(?:[{_HAN}][一-龥]{{1,3}}){{2,6}})”（(?P<parts>[^（）]{{3,80}})）")
_GRADE = re.compile(r"(?:及?以上|以下|甲等|医院|公立|学院|学科|标准|保护|资质|地震|响应|预警)")
_SETS = re.compile(r"(?:推行|落实|实施|做到|坚持|推进|开展|实现|完成|加强|增强|坚定|树立|围绕|按照|统筹)$")
_JOIN = re.compile(r"和|与|以及|及")
_BATCH = re.compile(rf"首批|第(?P<number>[{_HAN}\d]{{1,3}})批")


@dataclass(frozen=True, slots=True)
class Scheme:
    """``count`` parts; ``open``: the list ends with 等; ``ordinal``: 首批, 第二批."""

    start: int
    end: int
    count: int
    unit: str
    subject: str
    open: bool = False
    ordinal: bool = False


def schemes(text: str) -> Iterator[Scheme]:
    """The counted schemes, listed countries and batches of a stretch of text, in no promised order."""
    for m in _COUNTED.finditer(text):
        count = to_int(m["number"]) or 0
        if count < 2 or text[max(0, m.start() - 1) : m.start()] == "第":
            continue
        if m["unit"] == "级" and _GRADE.match(text, m.end()):
            continue
        if count in _listed_before(text[: m.start()]) or count in _listed_after(text, m):
            unit = f"个{m['noun']}" if m["noun"] else m["unit"]
            yield Scheme(m.start("number"), m.end(), count, unit, _subject(text, m.end("unit")))
    for m in _SLOGAN.finditer(text):
        total = sum(to_int(c) or 0 for c in m["words"] if c in _HAN)
        if total in _parts(m["parts"]):
            yield Scheme(m.start(), m.end(), total, "个", m["words"])
    for m in _BATCH.finditer(text):
        yield Scheme(m.start(), m.end(), to_int(m["number"]) or 1 if m["number"] else 1, "批", m[0], ordinal=True)
    for m in _countries().finditer(text):
        names = re.split("[、和]", m["list"])
        yield Scheme(m.start(), m.end(), len(names), "个", "国家", open=bool(m["open"]))


@cache
def _countries() -> re.Pattern[str]:
    """Two or more countries by name, then 等国家 or 国."""
    one = "|".join(name for name, found in places().items() if found[0].level == "country")
    return re.compile(rf"(?P<list>(?:{one})(?:[、和](?:{one}))+)(?P<open>等)?(?:\d+个)?(?:国家|国)")


def _listed_before(text: str) -> range:
    """How many parts the list right before a numeral may have (a last 和 may join or be inside a part)."""
    tail = re.sub(rf"(?:等|这|：|”?[{_HAN}\d]年)+$", "", text)
    if tail.endswith("的"):
        return range(0)
    if tail.endswith("”"):
        tail = tail[tail.rfind("“") + 1 : -1]
    tail = re.split(r"[，。；：（“\t]", tail.rstrip("”"))[-1]
    pieces = tail.split("、")
    if tail.endswith("、") or _SETS.search(pieces[-1]) or any(re.search(r"\d|[一二三四]类", p) for p in pieces[1:]):
        return range(0)
    return _parts(tail)


def _listed_after(text: str, m: re.Match[str]) -> range:
    """The same for a list in brackets after the scheme's name."""
    found = re.compile(r"[一-龥]{0,12}”?[一-龥]{0,8}（(?P<parts>[^（）]{3,120})）").match(text, m.end())
    return _parts(found["parts"]) if found else range(0)


def _parts(text: str) -> range:
    pieces = [piece for piece in text.split("、") if piece]
    if len(pieces) < 2:
        return range(0)
    return range(len(pieces), len(pieces) + len(_JOIN.findall(pieces[-1])) + 1)


def _subject(text: str, at: int) -> str:
    found = re.match(r"(?!的)[一-龥”]{0,20}", text[at:])
    return (found[0] if found else "").replace("”", "") or text[max(0, at - 2) : at]
