"""What several things are called together: 学分银行、学习网、指导中心合起来叫什么, where the text says 一行一网一中心（…、…、…）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.asking.plan import Found
from search.asking.reader import Reader
from search.hits import Hit

_ASKED = re.compile(
    r"(?:简|统|合|总|并)称|叫法|称呼|(?:叫|称)(?:它|做|作|为|他们|它们)?(?:什么|啥)|什么(?:简称|名字|名称|称呼|叫法|名号|说法)"
)
_TOGETHER = re.compile(
    r"合起来|合在一起|加起来|加在一起|捆在?一(?:起|块)|放在?一(?:起|块)|凑在?一(?:起|块)|连在?一(?:起|块)|一(?:起|块)儿?(?:上|用|抓|给|说)|并在一起|[两三四五六七八九][样个项者种]|都(?:抓|有|讲|管)"
)
_ITEM = r"[^，。；、：（）“”+＋\n]{1,16}"
_SEVERAL = rf"{_ITEM}(?:[、+＋]{_ITEM})+"
_NAMED = (
    re.compile(rf"“(?P<name>[^”“\n]{{2,14}})”[\u4e00-\u9fff]{{0,4}}（(?P<items>{_SEVERAL})等?）"),
    re.compile(rf"(?P<items>{_SEVERAL})等?“(?P<name>[^”“+＋、\n]{{2,14}})”"),
    re.compile(rf"“(?P<items>{_ITEM}(?:[+＋]{_ITEM})+)”(?P<name>[^，。；、：（）“”的\n]{{2,10}})"),
)
"""The ways texts name several things together: before a bracket, behind a list, behind a sum."""
_PARTS = re.compile(r"[、+＋]|到|和|与|跟")
_LEAST_PARTS, _LEAST, _COUNTED = 2, 0.45, 0.15
"""How many things a question must name, how much of the list it must say, and what as many things as in the list count."""


@dataclass(frozen=True, slots=True)
class _Name:
    score: float
    hit: Hit
    span: tuple[int, int]


def together_plan(r: Reader) -> Found:
    """The name of the list that the question says one by one."""
    asked = _ASKED.search(r.q.text)
    if asked is None or _TOGETHER.search(r.q.text) is None or r.q.quoted:
        return None
    said = r.q.text[: asked.start()]
    if len(_PARTS.findall(said)) < _LEAST_PARTS:
        return None
    best = max(_names(r, said), key=lambda one: one.score, default=None)
    if best is None or best.score < _LEAST:
        return None
    return r.cut(best.hit, [best.span], "统称", f"查找{best.hit.label}给它们的统称")


def _names(r: Reader, said: str) -> Iterator[_Name]:
    """The names of lists in the best provisions, and how much of each list the question says in words near in meaning."""
    count = len(_PARTS.findall(said)) + 1
    for hit in r.told_of(8):
        for found in (m for pattern in _NAMED for m in pattern.finditer(hit.text)):
            items = _PARTS.split(found["items"])
            near = r.engine.words.asked("、".join(items)).near(said)
            yield _Name(near + _COUNTED * (len(items) == count), hit, found.span("name"))


__all__ = ["together_plan"]
