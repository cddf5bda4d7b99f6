"""The most and the least of several things that a question names: their figures in one sentence or list, or the lengths of their lists.

按幼儿园、小学、初中、普通高中，哪一类按的人数最多，哪一类最少; 给卫生健康部门、公安机关、医院分别列了职责，谁名下列的最多.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from search.asking.plan import Plan
from search.asking.reader import Reader
from search.asking.sets import PREFIX, text_literal
from search.asking.text.comparing import figures_of
from search.asking.text.lists import Listing, listings
from search.asking.text.sides import Finder, provisions_at
from search.asking.text.values import Value, same_scale

_ITEM = r"[^，。？、；：]{1,16}?"
_NAMED = re.compile(
    rf"(?P<items>(?:{_ITEM}、)+{_ITEM}(?:(?:以及|[和与及跟]){_ITEM})?)(?P<rest>(?:这|那)?[三四五六七八九几]|分别|各|，|里|之中|当中|的)"
)
_JOINED = re.compile(r"以及|[、和与及跟]")
_MOST = re.compile(r"最(?P<way>[多少高低长短大小早晚快慢重轻])")
_HIGH = "多高长大晚慢重"
_WHO = re.compile(r"哪|谁")
_OF_LISTS = re.compile(r"列|条|项|职责|编号")
_NUMBERS = re.compile(r"各|分别|多少|几|什么时候")
_LEAD = re.compile(r"^.*(?:给|对|把|为|让|按照?|关于|口|在|到|了|是)(?=[^、]{1,})")
_LEAST_ITEMS, _LEAST, _NEARBY = 3, 0.35, 400


@dataclass(frozen=True, slots=True)
class _Told:
    """A thing with its number and the place that says it; ``cell``: what is shown for it."""

    name: str
    number: float
    at: int
    cell: str


def most_plan(r: Reader) -> Plan | None:
    """The one of several with most, and with least where that is asked too; ``None``: not asked, or not all are found."""
    said = r.q.text
    ways = list(dict.fromkeys(m["way"] for m in _MOST.finditer(said)))
    named = _NAMED.search(said)
    of_tasks = r.asked.scope.has_tasks and ("任务" in said or r.q.units or "单位" in said)
    if not ways or named is None or not _WHO.search(said) or of_tasks:
        return None
    items = [item.strip() for item in _JOINED.split(named["items"])]
    if len(items) < _LEAST_ITEMS:
        return None
    lists = _OF_LISTS.search(said, named.end()) is not None
    for first in _ends(_LEAD.sub("", items[0])):
        things = [first, *items[1:]]
        found = (_of_lists(r, things) if lists else None) or _of_figures(r, things)
        if found is not None:
            found[0] = replace(found[0], name=_short(first, items[1:]))
            return _plan(r, found, ways)
    return None


def _short(first: str, others: Sequence[str]) -> str:
    """The first of several called as the others are: 某奖特等奖、一等奖、二等奖.

    >>> _short("某进步奖特等奖", ["一等奖", "二等奖"]), _short("公安机关", ["医院", "学校"])
    ('特等奖', '公安机关')
    """
    longest = max(map(len, others))
    alike = all(one[-2:] == first[-2:] and len(one) > len("ab") for one in others)
    return first[-longest:] if alike else first


def _ends(first: str) -> Iterator[str]:
    """The first of several without more and more of what leads to it: 配套幼儿园, 幼儿园.

    >>> list(_ends("配套幼儿园"))
    ['配套幼儿园', '套幼儿园', '幼儿园', '儿园']
    """
    yield from (first[start:] for start in range(max(1, len(first) - 1)))


def _of_lists(r: Reader, items: Sequence[str]) -> list[_Told] | None:
    """The lists that run over lines whose lead begins with each of the things."""
    known = [one for one in listings(r.engine, r.asked.document) if one.block]
    out: list[_Told] = []
    for item in items:
        own = [one for one in known if _begins(one, item) and one.items[0][0] not in {t.at for t in out}]
        if not own:
            return None
        finder = Finder(r)
        best = max(own, key=lambda one: finder.fit(r.topic, one.place))
        out.append(_Told(item, len(best.items), best.items[0][0], text_literal(f"{len(best.items)}项")))
    return out


def _begins(one: Listing, item: str) -> bool:
    """Whether a thing is what the lead of a list begins with, behind the number of its provision."""
    return (
        re.match(
            rf"(?:第[^条章]{{1,6}}[条章]|[（(]?[一二三四五六七八九十]+[）)、])?\s*{re.escape(item)}(?=[应要须将可由的]|按|，)",
            one.place.tight,
        )
        is not None
    )


def _of_figures(r: Reader, items: Sequence[str]) -> list[_Told] | None:
    """A figure for each of the things, all of one scale and near each other."""
    known, finder, best = figures_of(r), Finder(r), (0.0, [])  # type: ignore[var-annotated]
    for first, _, at in known:
        near = [(v, p) for v, p, there in known if abs(there - at) < _NEARBY and same_scale(v, first)]
        chosen: list[Value] = []
        score = 0.0
        for item in items:
            fits = [
                ((item in p.tight) + finder.fit(r.topic, p), -v.span[0], v)
                for v, p in near
                if v not in chosen and item in p.near
            ]
            if not fits:
                break
            fit, _, v = max(fits, key=lambda one: one[:2])
            chosen.append(v)
            score += fit
        if len(chosen) == len(items) and score / len(items) > max(best[0], _LEAST):
            best = score / len(items), chosen
    if not best[1]:
        return None
    return [
        _Told(item, v.number, v.span[0], f"SUBSTR(?text, {v.span[0] + 1}, {v.span[1] - v.span[0]})")
        for item, v in zip(items, best[1], strict=True)
    ]


def _plan(r: Reader, found: Sequence[_Told], ways: Sequence[str]) -> Plan | None:
    values, parts = [], []
    for way in ways:
        pick = max if way in _HIGH else min
        number = pick(one.number for one in found)
        winners = [one for one in found if one.number == number]
        if len(winners) != 1:
            return None
        values.append(winners[0])
    for i, one in enumerate(values):
        parts.append(f"{{ BIND({text_literal(one.name)} AS ?value) BIND({2 * i} AS ?rank) }}")
        if _NUMBERS.search(r.q.text):
            parts.append(f"{{ {r.source} BIND({one.cell} AS ?value) BIND({2 * i + 1} AS ?rank) }}")
    sparql = f"{PREFIX}SELECT ?value {{ {' UNION '.join(parts)} }} ORDER BY ?rank"
    evidence = provisions_at(r, [one.at for one in found])
    return Plan(sparql, f"比较{'、'.join(one.name for one in found)}", "比较结果：", evidence)
