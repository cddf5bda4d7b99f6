"""The places of a list by their rank: which of the cities named are 直辖市, which are not, and how many."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.authority import places
from search.asking.cuts import count_query, cut_query
from search.asking.plan import Plan
from search.asking.reader import Reader
from search.asking.text.lists import Listing, listings
from search.asking.text.sides import Finder, provisions_at
from search.asking.text.values import Span

_KINDS = {"直辖市": "municipality", "自治区": "autonomous-region", "特别行政区": "special"}
_PROVINCE = re.compile(r"(?<![全各本外])省(?!级|会|份|、自治区|市|区|政府|人民政府|略)")
_WITHOUT = re.compile(r"(?:不是|不属于|除去?了?|除开|去掉|扣除|非|不算|不含|不包括)[^，。？]{0,6}$")
_ADDRESSED = re.compile(r"主送|发给|收文|抬头")
_COUNT = re.compile(r"(?<![哪第])(?:多少|几)(?P<unit>[个座家])")
_ASKS = re.compile(r"哪|几|多少|什么|谁")
_LEAST, _LEAST_ITEMS = 0.2, 3


def place_kind_plan(r: Reader) -> Plan | None:
    """The places of the best list that are of the rank asked for, or are not; ``None``: no rank is named."""
    said = r.q.text
    named = list(re.finditer("|".join(_KINDS), said))
    if not named or not _ASKS.search(said):
        return None
    kinds = {_KINDS[m[0]] for m in named} | ({"province"} if _PROVINCE.search(said) else set())
    if len(kinds) == 3 or re.search(r"省、自治区、直辖市", said):
        return None  # all of them: no rank sets any apart
    without = _WITHOUT.search(said[: named[0].start()]) is not None
    best = _best(r, listings(r.engine, r.asked.document))
    if best is None:
        return None
    text = r.engine.library.text(r.asked.document)
    chosen = [(a, b) for a, b in best.items if bool(kind_of(text[a:b]) & kinds) is not without]
    return _plan(r, best, chosen) if 0 < len(chosen) < len(best.items) else None


def kind_of(name: str) -> set[str]:
    """The ranks of places of this name: 北京 and 北京市 are a municipality.

    >>> kind_of("北京"), kind_of("广西壮族自治区"), kind_of("中心")
    ({'municipality'}, {'autonomous-region'}, set())
    """
    bare = re.sub(r"(?:人民政府|政府|等)+$", "", name)
    return {place.kind for place in places().get(bare, ()) if place.level in ("province", "prefecture")}


def _best(r: Reader, known: Sequence[Listing]) -> Listing | None:
    """The list of places the question speaks of; of the addressees where it asks for these."""
    text, finder = r.engine.library.text(r.asked.document), Finder(r)
    of_places = [one for one in known if sum(bool(kind_of(w)) for w in one.words(text)) > max(len(one.items) / 2, 2)]
    if _ADDRESSED.search(r.q.text):
        return max((one for one in of_places if one.items[0][0] < 1000), key=lambda one: len(one.items), default=None)
    scored = [(finder.fit(r.topic, one.place), len(one.items), i) for i, one in enumerate(of_places)]
    fit, size, i = max(scored, default=(0.0, 0, 0))
    return of_places[i] if fit >= _LEAST and size >= _LEAST_ITEMS else None


def _plan(r: Reader, one: Listing, chosen: list[Span]) -> Plan:
    evidence = provisions_at(r, [one.items[0][0]])
    count = _COUNT.search(r.q.text)
    if count is not None and "哪" not in r.q.text:
        sparql = count_query(r.asked.document, chosen, r.asked.graph)
        return Plan(sparql, "统计所列地方中的这一类", "共", evidence, count["unit"])
    return Plan(cut_query(r.asked.document, chosen, r.asked.graph), "查找所列地方中的这一类", "是", evidence)
