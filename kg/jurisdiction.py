"""Whose 市, 省, 区 a document means: the place of the government that speaks, and those above it.

>>> here = Jurisdiction.of("天津市")
>>> here.at("市").name, here.at("省"), here.locate("滨海新区人民政府")
('天津市', None, (Place(name='滨海新区', short='', level='county', kind='district', parent='天津市'), 4))
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.authority import Place, places
from kg.model import Metadata

_KINDS = {
    "市": ("municipality", "city"), "省": ("province",), "自治区": ("autonomous-region",), "区": ("district",),
    "县": ("county",), "州": ("prefecture",), "盟": ("prefecture",), "旗": ("county",),
}  # fmt: skip
LEVELS = tuple(_KINDS)
_RANK = {"市": "city", "区": "district", "县": "county", "旗": "county", "州": "prefecture", "盟": "prefecture"}
_NAME = re.compile(r"[一-龥]{1,10}?(?:自治区|自治州|自治县|省|市|州|盟|新区|区|县|旗)")


@cache
def _lengths() -> tuple[int, ...]:
    """The lengths a place's name may have, longest first."""
    return tuple(sorted({len(name) for name in places()}, reverse=True))


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """The place that speaks and the places above it, innermost first; empty: the whole country."""

    chain: tuple[Place, ...] = ()

    @classmethod
    def of(cls, name: str | None) -> Jurisdiction:
        """The jurisdiction of a place by its full name (also one the list does not know)."""
        chain: list[Place] = []
        while name:
            known = places().get(name) or places().get(_known_end(name))
            place = known[0] if known else _unlisted(name)
            if place is None:
                break
            chain.append(place)
            name = place.parent
        return cls(tuple(chain))

    @property
    def place(self) -> Place | None:
        """The place that speaks; ``None``: the whole country."""
        return self.chain[0] if self.chain else None

    def at(self, level: str) -> Place | None:
        """The place that ``level`` (市, 省, 区, 县, 州) stands for here; ``None`` where that is not one place."""
        return next((place for place in self.chain if place.kind in _KINDS[level]), None)

    def locate(self, text: str) -> tuple[Place, int] | None:
        """The place whose name ``text`` begins with, the longest one, and how long the name is."""
        for length in _lengths():
            if length <= len(text) and (found := places().get(text[:length])):
                return self.nearest(found), length
        return None

    def nearest(self, candidates: tuple[Place, ...]) -> Place:
        """The one of several places of a name that lies in this jurisdiction, else the highest."""
        mine = {place.name for place in self.chain}
        return next((c for c in candidates if c.parent in mine or c.name in mine), candidates[0])


def _known_end(name: str) -> str:
    """The longest end of ``name`` that is a place: readers may take words before it along."""
    return next((name[i:] for i in range(1, len(name) - 1) if name[i:] in places()), "")


def _unlisted(name: str) -> Place | None:
    """A place that is not in the list, judged by the last character of its name."""
    if inside := next((n for n in (name[:i] for i in range(len(name) - 1, 1, -1)) if n in places()), None):
        parent = places()[inside][0].name
        rest = name[len(inside) :]
        if known := [p for p in places().get(rest, ()) if p.parent == parent]:
            return known[0]
        kind = _RANK.get(rest[-1:])
        return Place(name, "", "county", kind, parent) if kind else None
    kind = _RANK.get(name[-1])
    return Place(name, "", "county", kind, None) if kind and 2 < len(name) < 12 else None


def jurisdiction(metadata: Metadata) -> Jurisdiction:
    """Where a document speaks from: its place as read, else the place its issuers or its title begin with.

    >>> jurisdiction(Metadata(title="国务院关于印发规划的通知")).place is None
    True
    """
    if metadata.place:
        return Jurisdiction.of(metadata.place)
    nowhere = Jurisdiction()
    for name in (*metadata.issuers, metadata.title or ""):
        bare = re.sub(r"^(?:中共)?", "", "".join(name.split()))
        if found := nowhere.locate(bare):
            place, length = found
            if place.level in ("region", "country"):
                continue
            below = _NAME.match(bare, length)
            inner = below.group() if below and len(below.group()) > 1 else ""
            children = [p for p in places().get(inner, ()) if p.parent == place.name]
            return Jurisdiction.of(children[0].name if children else place.name)
    return nowhere
