"""Units named in running text: bodies the authority lists know, and no others.

>>> from kg.jurisdiction import Jurisdiction
>>> resolver = Resolver(Jurisdiction.of("江西省"))
>>> [e.name for _, _, e in units_in("省教育厅会同财政部门、教育部和各设区市人民政府办理", resolver)]
['江西省教育厅', '教育部', '江西省各设区市人民政府']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.authority import bodies, central_units, patterned_bodies, places
from kg.jurisdiction import LEVELS
from kg.lexicon import Lexicon
from kg.model import Entity
from kg.resolve import Resolver

_NOT_AFTER = re.compile(r"门|队|长(?!期|效|远|三角|江|沙|春)|级|员(?!会)|分|署名|直属|系统内|自行车")
_NOT_BEFORE = "城全跨各本外都超"
_COLLECTIVE = re.compile(
    r"各(?:设区市|市|区|县|省|自治区|直辖市|地区|地级以上市|州|盟|镇|乡|街道|、|（|）){1,8}(?:级)?(?:人民)?政府"
    r"|各有关部门|各级(?:人民|党委)?(?:和)?政府|县级以上(?:地方)?(?:各级)?人民政府"
)


@cache
def _central() -> Lexicon:
    return Lexicon(name for name in central_units() if len(name) > 2)


@cache
def _bodies() -> Lexicon:
    return Lexicon(name for name in bodies() if len(name) > 1)


@cache
def _places() -> Lexicon:
    return Lexicon(name for name, found in places().items() if found[0].level not in ("region", "country"))


@cache
def _branches() -> tuple[Lexicon, tuple[tuple[str, str], ...]]:
    """Heads and tails of the bodies that have a place inside: 人民银行|天津|分行."""
    forms = [form for body in patterned_bodies() for form in (body.body, *body.short_forms)]
    parts = [(form.partition("{")[0], form.partition("}")[2]) for form in forms]
    return Lexicon(head for head, _ in parts if head), tuple(sorted(set(parts), key=lambda p: (-len(p[0]), -len(p[1]))))


def units_in(text: str, resolver: Resolver) -> Iterator[tuple[int, int, Entity]]:
    """Start, end and unit of each mention in ``text``, in order."""
    at, starters = 0, _starters()
    while at < len(text):
        if text[at] not in starters:
            at += 1
            continue
        end, entity = _unit_at(text, at, resolver)
        if entity is not None:
            yield at, end, entity
        at = max(end, at + 1)


def _unit_at(text: str, at: int, resolver: Resolver) -> tuple[int, Entity | None]:
    """The unit that begins at ``at`` and where its name ends."""
    if (end := _central().match(text, at)) > at and not _NOT_AFTER.match(text, end):
        return end, resolver.known(text[at:end])
    if (end := _branch_end(text, at)) > at and (entity := resolver.known(text[at:end])):
        return end, entity
    if text[at] in "各县" and (m := _COLLECTIVE.match(text, at)):
        return m.end(), resolver.unit(m[0])
    for place in _place_ends(text, at):
        if text[place : place + 1] == "各" and (m := _COLLECTIVE.match(text, place)):
            return m.end(), resolver.unit(text[at : m.end()])
        for end in _bodies().ends(text, place):
            if not _NOT_AFTER.match(text, end) and (entity := resolver.known(text[at:end])):
                return end, entity
    return at, None


def _place_ends(text: str, at: int) -> Iterator[int]:
    """Where a place that begins at ``at`` may end: a name, a name and a district, or 市, 省, 区, 县."""
    begin = at + 2 if text.startswith("中共", at) else at + 6 if text.startswith("国家税务总局", at) else at
    for end in _places().ends(text, begin):
        inner = _places().match(text, end)
        yield from (inner,) if inner > end else ()
        yield end
        if text[end : end + 1] in ("市", "省"):
            yield end + 1
    if text.startswith("自治区", at):
        yield at + 3
    elif text[at] in LEVELS and not (at and text[at - 1] in _NOT_BEFORE):
        yield at + 1


def _branch_end(text: str, at: int) -> int:
    """Where a body with a place inside its name ends, which begins at ``at``; ``at`` where there is none."""
    heads, parts = _branches()
    begin = heads.match(text, at)
    if begin == at and text[at] not in _first_of_places():
        return at
    head = text[at:begin]
    for place in (*_places().ends(text, begin), *((begin + 1,) if text[begin : begin + 1] in LEVELS and head else ())):
        for first, tail in parts:
            if first == head and text.startswith(tail, place):
                return int(place + len(tail))
    return at


@cache
def _first_of_places() -> frozenset[str]:
    return frozenset(word[0] for word in _places().words)


@cache
def _starters() -> frozenset[str]:
    """The characters a unit's name may begin with: most others are passed over at once."""
    heads = {word[0] for word in (*_central().words, *_branches()[0].words)}
    return _first_of_places() | heads | frozenset("各县中国自") | frozenset(level[0] for level in LEVELS)
