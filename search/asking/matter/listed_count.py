"""How many things a sentence lists, where the question says that the document lists them: 一共点名列出了几个单位."""

from __future__ import annotations

import re

from search.asking.cuts import count_query
from search.asking.plan import Plan
from search.asking.reader import Reader
from search.interaction import sentence_at

_COUNT = r"(?<!哪)(?:几|多少)[个类家种项国]"
_LISTS = r"(?:列举|列出|列了|列有|列明|罗列|列入|点名|点了|点到|举出|举了|并列)"
_ASKED = re.compile(rf"{_LISTS}[^，。？]{{0,20}}?{_COUNT}|{_COUNT}[^，。？]{{0,12}}?{_LISTS}")
_LEAST_ITEMS, _LEAST_FIT = 3, 0.2


def asks_listed(question: str) -> re.Match[str] | None:
    """Where a question asks how many the document lists: 列举了几类; not which, 列举了哪几个."""
    return _ASKED.search(question)


def listed_count(r: Reader) -> Plan | None:
    """The number of items of the longest list in the sentence that fits best."""
    asked = asks_listed(r.q.text)
    if asked is None:
        return None
    scored = [
        (r.fit(hit.text[slice(*sentence_at(hit.text, listed.items[0][0]))]) + 0.02 * len(listed.items), hit, listed)
        for hit in r.leaves(6)
        for listed in r.lists(hit)
        if len(listed.items) >= _LEAST_ITEMS
    ]
    fit, hit, listed = max(scored, key=lambda one: one[0], default=(0.0, None, None))
    if hit is None or listed is None or fit < _LEAST_FIT:
        return None
    places = [(hit.start + a, hit.start + b) for a, b in listed.items]
    sparql = count_query(r.asked.document, places, r.asked.graph)
    unit = re.search(r"(?:几|多少)(.)", asked[0])
    return Plan(sparql, f"统计{hit.label}列举的内容", f"{hit.label}列举了", (hit.iri,), unit=unit[1] if unit else None)
