"""Lists whose members bear the noun asked for: 哪几种二维码 and 电子健康码、医保结算码、金融支付码.

The other rules look for lists in the provisions that fit best. Where the noun itself marks a list, that list may stand
in any sentence: it answers wherever it is, as long as its sentence says some of the question.
"""

from __future__ import annotations

import re

from search.asking.matter.wanted import wanted
from search.asking.plan import Found
from search.asking.reader import Reader
from search.asking.spans import Enumeration
from search.hits import Hit
from search.interaction import sentence_at

_ASKED = re.compile(r"哪(?:[些几两二三四五六七八九十]|\d)")
_FEWEST_SHORT, _DEEP = 3, 12
"""How many members must end alike where only one character is the noun's, and the provisions looked at."""
_LEAST = 0.2
_GENERIC = frozenset("个些种类项人者式性化区力业的和")


def headed_list(r: Reader) -> Found:
    """The list whose members end as the noun asked for does; ``None`` where none does or the sentence says other things."""
    noun = wanted(r).noun
    if _ASKED.search(r.q.text) is None or len(noun) < 2 or r.q.asks("uctsp") or r.q.has("yesno", "when", "money"):
        return None
    found = [
        (r.fit(sentence) + 0.3 * r.near(sentence), hit, spans)
        for hit in r.told_of(_DEEP)
        for listed in r.lists(hit)
        if (spans := _headed(hit.text, listed, noun)) and (sentence := _sentence(hit, listed))
        if not any(hit.text[a:b] in r.q.text for a, b in spans)
    ]
    best = max(found, key=lambda one: one[0], default=None)
    if best is None or best[0] < _LEAST:
        return None
    return r.cut(best[1], best[2], "包括", f"查找{best[1].label}列举的内容")


def _sentence(hit: Hit, listed: Enumeration) -> str:
    return hit.text[slice(*sentence_at(hit.text, listed.start))]


def _headed(text: str, listed: Enumeration, noun: str) -> list[tuple[int, int]]:
    """The members, where they all end as the noun does, or it stands once behind the last."""
    lengths = range(len(noun), 1, -1)  # 二维码并: the noun may have the verb behind it
    return next((spans for n in lengths if (spans := _ending(text, listed, noun[:n]))), [])


def _ending(text: str, listed: Enumeration, noun: str) -> list[tuple[int, int]]:
    items, tail = [text[a:b] for a, b in listed.items], noun[-2:]
    if all(item.endswith(tail) and item != tail for item in items[:-1]) and tail in items[-1][1:]:
        (start, _), last = listed.items[-1], items[-1]
        return [*listed.items[:-1], (start, start + last.rindex(tail) + 2)]  # 甲院士、乙院士国家最高科学技术奖
    once = items[-1].endswith(tail) and len(items[-1]) > 2 and max(map(len, items[:-1])) <= len(items[-1]) - 2
    if once and len({len(item) for item in items[:-1]} | {len(items[-1]) - 2}) == 1:  # 沈阳、北京、广州军区
        return [*listed.items[:-1], (listed.items[-1][0], listed.items[-1][1] - 2)]
    short = noun[-1] not in _GENERIC and len(items) >= _FEWEST_SHORT
    return list(listed.items) if short and all(item.endswith(noun[-1]) for item in items) else []


__all__ = ["headed_list"]
