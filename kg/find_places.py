"""Places and industries, by the authority lists.

>>> from kg.jurisdiction import Jurisdiction
>>> [(f.kind, f.name) for f in places_and_industries("支持滨海新区发展人工智能，面向京津冀", Jurisdiction.of("天津市"))]
[('place', '滨海新区'), ('place', '京津冀'), ('industry', '人工智能')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.authority import places, words
from kg.found import Found
from kg.jurisdiction import Jurisdiction
from kg.lexicon import Lexicon

_NOT_AFTER = re.compile(
    r"族|人民共和国|共产党|话|语|菜|籍|裔|银行|大学|学院|文化|合作组织|广场|路|特色|式|梦|化|局|部|委|厅|协会"
)
_NOT_AFTER_SHORT = re.compile(r"省|区|县|州|盟|方|部|面|侧|岸|城|河|江|山|海|湖|岛|线|角")
_EDGE = "、，。；：（）“”《》和与及在于向到赴由对等的至或以从为使"


@cache
def _words() -> tuple[Lexicon, Lexicon]:
    risky = frozenset(words("risky-place"))
    return Lexicon(name for name in places() if name not in risky), Lexicon(words("industry"))


def places_and_industries(text: str, jurisdiction: Jurisdiction) -> Iterator[Found]:
    """Places (each one place or none at all), then industries."""
    names, industries = _words()
    last: str | None = None
    for start, end in names.find(text):
        if _NOT_AFTER.match(text, end) or not _stands_alone(text, start, end):
            continue
        name = _which(text[start:end], jurisdiction, last if text[start - 1 : start] not in ("、", "，") else None)
        if name:
            last = name
            yield Found(start, end, "place", name, aliases=tuple({text[start:end]} - {name}))
    for start, end in industries.find(text):
        if not _NOT_AFTER.match(text, end):
            yield Found(start, end, "industry", text[start:end])


def _stands_alone(text: str, start: int, end: int) -> bool:
    """A short name of a lesser place counts between commas and particles only: 弘|扬中|华 is none."""
    place = places()[text[start:end]][0]
    if place.name == text[start:end]:
        return True
    if _NOT_AFTER_SHORT.match(text, end):
        return False
    if place.level == "province":
        return True
    return text[start - 1 : start] in _EDGE and text[end : end + 1] in _EDGE + "市地"


def _which(name: str, jurisdiction: Jurisdiction, before: str | None) -> str | None:
    """The full name of the place meant; ``None`` where a district's name alone could be several cities'."""
    candidates = places()[name]
    place = jurisdiction.nearest(candidates)
    if place.level != "county" or place.kind in ("city", "county"):
        return place.name
    mine = {p.name for p in jurisdiction.chain}
    if place.parent in mine or place.name in mine or place.name.endswith("新区"):
        return place.name
    return next((c.name for c in candidates if c.parent == before), None)
