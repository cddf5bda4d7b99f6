"""Where the text names units, institutions, programmes, places, industries and terms.

Every finder proposes names in a region; the longest wins, so that no name is found inside another one — except
a host (天津职业大学机械工程实训中心 names 天津职业大学) and a catchword in quotation marks. Then the document's names
are brought together: one entity for all forms of a name, with what the whole text says of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.authority import places
from kg.find_institutions import institutions
from kg.find_places import places_and_industries
from kg.find_terms import terms
from kg.find_units import units_in
from kg.found import Found
from kg.jurisdiction import Jurisdiction, jurisdiction
from kg.model import Entity, Mention, Outline, Source
from kg.regions import Region, regions
from kg.resolve import Resolver
from kg.units import responsibilities

_TITLE = re.compile(r"《[^《》]*(?:〈[^〉]*〉[^《》]*)*》")
_ORDER = {"unit": 0, "programme": 1, "institution": 2, "term": 3, "industry": 4, "place": 5}
_RANK = {"to-be-established": 0, "to-be-improved": 1, "existing": 2, None: 3}


@dataclass(frozen=True, slots=True)
class _Seen:
    """A found name at its place in the source."""

    found: Found
    start: int
    end: int
    provision: str | None


def mentions(source: Source, outline: Outline) -> tuple[Mention, ...]:
    """Mentions in text order; titles in 《》 are citations and not looked into."""
    here = jurisdiction(outline.metadata)
    resolver = Resolver(here)
    named = [Mention(r.start, r.end, r.unit, r.provision) for r in responsibilities(source, outline)]
    taken = {(m.start, m.end) for m in named}
    seen: list[_Seen] = []
    for region in regions(source, outline):
        units, others = _in_region(region, here, resolver)
        named += [m for m in units if not any(a < m.end and m.start < b for a, b in taken)]
        seen += others
    found = {(m.start, m.end, m.entity.kind): m for m in named}
    for mention in _together(seen):
        found.setdefault((mention.start, mention.end, mention.entity.kind), mention)
    return tuple(found[key] for key in sorted(found))


def _in_region(region: Region, here: Jurisdiction, resolver: Resolver) -> tuple[list[Mention], list[_Seen]]:
    """What stands in one region after the longest names have won."""
    text = region.text
    entities: dict[tuple[int, int], Entity] = {}
    proposals: list[Found] = []
    for start, end, entity in units_in(text, resolver):
        entities[start, end] = entity
        proposals.append(Found(start, end, "unit", entity.name))
    proposals += [*institutions(text), *terms(text), *places_and_industries(text, here)]
    units, others = [], []
    for f in _longest(proposals, [m.span() for m in _TITLE.finditer(text)]):
        start, end = region.span(f.start, f.end)
        if f.kind == "unit":
            units.append(Mention(start, end, entities[f.start, f.end], region.key))
        else:
            others.append(_Seen(f, start, end, region.key))
    return units, others


def _longest(proposals: Iterable[Found], closed: list[tuple[int, int]]) -> Iterator[Found]:
    """The proposals without those inside a longer one; none inside the ``closed`` stretches."""
    taken = list(closed)
    nested: set[tuple[int, int]] = set()
    for f in sorted(proposals, key=lambda f: (f.nested, f.start - f.end, _ORDER[f.kind], f.start)):
        over = closed if f.nested else taken
        if any(a < f.end and f.start < b for a, b in over) or (f.start, f.end) in nested:
            continue
        nested.add((f.start, f.end))
        if not f.nested:
            taken.append((f.start, f.end))
        yield f


# ------------------------------------------------------------ over the document
def _together(seen: list[_Seen]) -> Iterator[Mention]:
    """One entity for all the forms of a name."""
    names = _full_names(seen)
    groups: dict[tuple[str, str], list[_Seen]] = {}
    for s in seen:
        groups.setdefault((s.found.kind, names[s.found.kind, s.found.name]), []).append(s)
    for (kind, name), group in groups.items():
        entity = _entity(name, [s.found for s in group])
        if kind != entity.kind:
            continue
        for s in group:
            yield Mention(s.start, s.end, entity, s.provision)


def _full_names(seen: list[_Seen]) -> dict[tuple[str, str], str]:
    """For each kind and name, the name under which the document's forms of it are kept."""
    full: dict[tuple[str, str], str] = {(s.found.kind, s.found.name): s.found.name for s in seen}
    short: dict[tuple[str, str], str] = {
        (s.found.kind, alias): s.found.name for s in seen if s.found.kind != "place" for alias in s.found.aliases
    }
    full |= {key: short[key] for key in full if key in short}
    spelled: dict[tuple[str, str], str] = {}
    for kind, name in full:
        plain = re.sub(r"[“”]|(?<=”)的", "", name)
        first = spelled.setdefault((kind, plain), name)
        if first != name:  # “…”的集群 and “…”集群: the longer form is kept
            spelled[kind, plain] = max(first, name, key=len)
    for kind, name in full:
        if name == full[kind, name]:
            full[kind, name] = spelled[kind, re.sub(r"[“”]|(?<=”)的", "", name)]
    last: dict[str | None, list[str]] = {}
    for s in seen:
        key = (s.found.kind, s.found.name)
        if s.found.kind != "institution":
            continue
        earlier = last.setdefault(s.provision, [])
        if s.found.collective and len(s.found.name) >= 6:  # 公共实训中心 after 中国（天津）…公共实训中心
            longer = {n for n in earlier if n.endswith(s.found.name) and n != s.found.name}
            if len(longer) == 1 and full[key] == s.found.name:
                full[key] = longer.pop()
        if not s.found.collective:
            earlier.append(s.found.name)
    return full


def _entity(name: str, group: list[Found]) -> Entity:
    """The entity of a group of forms: subkind and host where one says so, the furthest-reaching status."""
    first = next((f for f in group if f.name == name), group[0])
    forms = Counter(form for f in group for form in (f.name, *f.aliases) if form != name)
    status = min((f.status for f in group), key=lambda s: _RANK[s])
    facts = [("status", status), ("host", next((f.host for f in group if f.host), None))]
    if first.kind == "institution":
        facts.append(("place", _place_of(name)))
    collective = all(f.collective for f in group)
    subkind = next((f.subkind for f in group if f.subkind), None)
    attributes = tuple((key, value) for key, value in facts if value)
    return Entity(first.kind, name, tuple(sorted(forms)), subkind, collective, attributes)


def _place_of(name: str) -> str | None:
    """The place an institution's name begins with."""
    for length in range(min(9, len(name) - 2), 1, -1):
        found = places().get(name[:length])
        if found and found[0].level in ("province", "prefecture") and not name[length:].startswith(("大学生",)):
            return found[0].name
    return None
