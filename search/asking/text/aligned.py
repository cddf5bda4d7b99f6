"""Figures that 分别 hands out: in 甲、乙分别达到65%和55% the first figure is 甲's and the second 乙's."""

from __future__ import annotations

import re

from search.asking.text.values import Span, Value

_JOINED = re.compile(r"以及|[、和与及]")
_MAIN = re.compile(r"以及|[和与]")
_STOP = "，；。：\n"
_SHARED_END, _LONG_ITEM = 2, 3


def aligned(text: str, figures: list[Value]) -> dict[Span, str]:
    """The words of each figure that 分别 hands out, by its place.

    >>> from search.asking.text.values import values
    >>> text = "其中花生种植、收获机械化率分别达到65%和55%，甲为3%"
    >>> list(aligned(text, values(text)).values())
    ['其中花生种植机械化率', '其中花生收获机械化率']
    """
    found: dict[Span, str] = {}
    for said in re.finditer("分别", text):
        start = max(text.rfind(mark, 0, said.start()) for mark in _STOP) + 1
        end = min((at for mark in _STOP if (at := text.find(mark, said.end())) >= 0), default=len(text))
        own = [v for v in figures if said.end() <= v.span[0] < end]
        own = [v for v in own if v.kind == own[0].kind]
        for joiner in (_JOINED, _MAIN):
            names = _names(joiner.split(text[start : said.start()]))
            if len(names) == len(own) > 1:
                found |= {v.span: name for v, name in zip(own, names, strict=True)}
                break
    return found


def _names(items: list[str]) -> list[str]:
    """Items with what they share: the beginning of the first, the end of the last."""
    if len(items) < len("ab"):
        return items
    first, last = items[0], items[-1]
    begin = first[:-_SHARED_END] if len(first) > _LONG_ITEM else ""
    end = last[_SHARED_END:] if len(last) > _LONG_ITEM else ""
    return [first + end, *(begin + item + end for item in items[1:-1]), begin + last]
