"""Lists in the very frame of the question: 全面提升学生哪些综合素质 and 全面提升学生意志品质、思维能力等综合素质.

The noun asked for stands right behind the list, and the words of the question before it or behind it stand there too. That
says more than any likeness of whole sentences, so it is looked at before other rules read the words around a gap.
"""

from __future__ import annotations

import re

from search.asking.likeness import longest_shared
from search.asking.matter.list_plans import not_set_aside
from search.asking.matter.wanted import stated_number
from search.asking.plan import Found
from search.asking.reader import Reader
from search.asking.spans import Enumeration
from search.hits import Hit
from search.interaction import sentence_at

_ASKED = re.compile(
    r"哪(?:[些几二两三四五六七八九十])?(?:[个种类项样条家大]|方面的?)?(?P<noun>[\u4e00-\u9fff]{2,6}?)(?=[？?，]|$|来|上|参与|参加|去|可以|应当|要|都|$)"
)
_BEHIND = r"(?:等|的|等[^，。；、]{1,4}?)?(?=%s)"
_LEAST_LEFT, _LEAST_RIGHT, _DEEP = 3, 2, 12
_LEAST = 5
"""How many characters of the frame must be there besides the noun."""


def framed_list(r: Reader) -> Found:
    """The list between the same words; ``None`` where none stands so, or two do equally."""
    asked = _ASKED.search(r.q.text)
    if asked is None or r.q.asks("uctsp") or r.q.has("yesno", "when", "money"):
        return None
    number = stated_number(r.q.text)
    framed = (
        (*_frame(r, hit, listed, asked), hit)
        for hit in r.told_of(_DEEP)
        for listed in r.lists(hit)
        if number in (None, len(listed.items))
    )
    found = sorted((one for one in framed if one[0] >= _LEAST), key=lambda one: -one[0])
    if not found or (len(found) > 1 and found[1][0] == found[0][0] and found[1][1] != found[0][1]):
        return None
    _, items, hit = found[0]
    return r.cut(hit, not_set_aside(r, hit.text, items), "包括", f"查找{hit.label}列举的内容")


def _frame(r: Reader, hit: Hit, listed: Enumeration, asked: re.Match[str]) -> tuple[int, tuple[tuple[int, int], ...]]:
    """How many characters of the question stand before the list and behind its noun, and the items behind the former."""
    text, noun, (first, *rest) = hit.text, asked["noun"], listed.items
    start, end = sentence_at(text, listed.start)
    behind = re.compile(_BEHIND % re.escape(noun)).match(text, listed.items[-1][1], end)
    if behind is None:
        return 0, listed.items
    begin, right = max(start, first[0] - 16), text[behind.end() + len(noun) : min(end, behind.end() + len(noun) + 16)]
    before = longest_shared(r.q.text[: asked.start()][-16:], text[begin : first[1] - 2], _LEAST_LEFT)
    after = longest_shared(r.q.text[asked.end() :], right, _LEAST_RIGHT)
    at = begin + text[begin : first[1] - 2].rfind(before) + len(before)
    items = ((max(first[0], at) if before else first[0], first[1]), *rest)
    return (len(noun) + len(before) + len(after) if before or after else 0), items


__all__ = ["framed_list"]
