"""How many things several lists name together: 把新兴产业、优势产业和服务业点到的产业加在一起，共多少个."""

from __future__ import annotations

import re

from search.asking.cuts import count_query
from search.asking.plan import Found, Plan
from search.asking.reader import Reader
from search.asking.spans import Enumeration
from search.hits import Hit

_ASKED = re.compile(
    r"(?:把|将)?(?P<kinds>[^，。？]{4,48}?)(?:里|中|所|各自?|分别|下面|后面)*(?:点到|点名|列出|列举|提到|举出|举|列|写到)(?:了|过|出)?的?[^，。？]{0,14}?，?"
    r"(?:加在一起|加起来|合起来|合在一起|加总|合计|相加|一共|总共)[^。？]{0,10}?(?:多少|几)(?P<m>[个种项家类所])"
)
_ONE = re.compile(
    r"^(?:文件|文中|意见|方案|正文)?(?:里|中)?(?:一共|总共|共)?(?:提到|列出|列举|点名|举出|列|点|举|有)?(?:了|过)?(?:多少|几)[个种类项家](?P<a>[^，。？的]{3,16})[？?]?$"
    r"|^(?P<b>[^，。？]{3,18}?)(?:文件|文中)?(?:一共|总共|共|中|里)?(?:提到|列出|列举|点名|举出|列|点|举|有)*(?:了|过)?(?:多少|几)(?P<m>[个种类项家])[？?]?$"
)
_JOINED = re.compile(r"以及|[、和与及跟]")
_SHORT, _DEEP = 2, 10


def members_sum_plan(r: Reader) -> Found:
    """The number of items of the lists that are said to be of the kinds named; ``None`` where one of them is not found."""
    asked = _ASKED.search(r.q.text)
    if asked is None:
        return _one(r)
    kinds = [part for part in _JOINED.split(asked["kinds"]) if len(part) > _SHORT]
    if len(kinds) < len("ab"):
        return None
    for hit in r.leaves(_DEEP):
        lists = [_of_kind(r, hit, kind) for kind in kinds]
        if all(lists):
            places = [(hit.start + a, hit.start + b) for one in lists if one is not None for a, b in one.items]
            sparql = count_query(r.asked.document, places, r.asked.graph)
            return Plan(sparql, f"统计{hit.label}里{'、'.join(kinds)}的各项", "共", (hit.iri,), unit=asked["m"])
    return None


def _one(r: Reader) -> Found:
    """The number of items of the one list of this kind: 甲、乙等战略性新兴产业 and 战略性新兴产业有几个."""
    asked = _ONE.search(r.q.text)
    if asked is None or r.q.units or r.q.numbered:
        return None
    kind = asked["a"] or asked["b"]
    for hit in r.leaves(_DEEP):
        one = next(
            (one for one in r.lists(hit) if re.match(rf"等[^，。；、]{{0,3}}{re.escape(kind)}", one.after)), None
        )
        if one is not None:
            places = [(hit.start + a, hit.start + b) for a, b in one.items]
            sparql = count_query(r.asked.document, places, r.asked.graph)
            return Plan(
                sparql, f"统计{hit.label}列举的{kind}", f"{hit.label}列举了", (hit.iri,), unit=asked["m"] or "个"
            )
    return None


def _of_kind(r: Reader, hit: Hit, kind: str) -> Enumeration | None:
    """The list of which the words right behind it say that it is of this kind."""
    behind = re.compile(rf"等?[^，。；、]{{0,8}}?{re.escape(kind)}")
    return next((one for one in r.lists(hit) if behind.match(one.after)), None)
