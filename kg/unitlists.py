"""A printed list of units → the units, each with its role and its place in the list.

>>> from kg.jurisdiction import Jurisdiction
>>> national = Resolver(Jurisdiction())
>>> [(u.entity.name, u.role) for u in read_list("教育部牵头，财政部、发展改革委配合", national)]
[('教育部', 'lead'), ('财政部', 'supporting'), ('国家发展和改革委员会', 'supporting')]
>>> read_list("部市共建、协调推进", national)
()
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.authority import Place, places
from kg.model import Entity, Role
from kg.resolve import Resolver

_SEGMENT = re.compile(r"[^；;。]+")
_PIECE = re.compile(r"[^、，,/\s|]+")
_LABEL = re.compile(r"^(牵头|主办|主责|配合|参与|参加|协办|责任|负责|落实|实施)(?:责任)?(?:单位|部门|机构)[：:为]?")
_ROLE = re.compile(
    r"(?:等)?(?:有关|相关)?(?:按(?:照)?(?:各自)?职责(?:和|、)?(?:分工)?|根据职责(?:分工)?|依职责|按分工|分别|共同|具体|组织|统筹|分工|各自)*"
    r"(牵头负责|牵头组织|牵头落实|牵头|负责落实|负责实施|负责|参与|参加|配合|协助|协同|落实|组织实施|实施|指导|会同)"
    r"(?:落实|实施|推进|做好)?(?:相关|有关)?(?:工作)?$"
)
_ROLES: dict[str, Role] = {"牵头": "lead", "主办": "lead", "主责": "lead", "会同": "lead", "配合": "supporting",
                           "参与": "supporting", "参加": "supporting", "协助": "supporting", "协同": "supporting",
                           "协办": "supporting"}  # fmt: skip
_ETC = re.compile(r"等(?:部门|单位|有关部门|相关部门|\d*个?部门)?$")
_AND = re.compile(r"(?:等)?(?:以及|会同|和|及|与)")
_REMARK = re.compile(r"(?:列|排|以下|下同|不再)")


@dataclass(frozen=True, slots=True)
class Listed:
    """A unit of a list and where in the list it stands."""

    entity: Entity
    role: Role
    start: int
    end: int


def read_list(text: str, resolver: Resolver, *, role: Role = "responsible", strict: bool = True) -> tuple[Listed, ...]:
    """The units of a list. ``strict``: one piece that is no unit, and the list is none (running text)."""
    reader = _Reader(text, resolver)
    for segment in _SEGMENT.finditer(text):
        reader.segment(segment.start(), segment.end(), role)
    return () if strict and reader.strangers else tuple(reader.found)


class _Reader:
    def __init__(self, text: str, resolver: Resolver) -> None:
        self.text = text
        self.resolver = resolver
        self.found: list[Listed] = []
        self.strangers = 0
        self.carry: Place | None = None

    def segment(self, start: int, end: int, role: Role) -> None:
        """One part between semicolons: a label at its head or roles after its pieces."""
        if label := _LABEL.match(self.text[start:end]):
            role = _ROLES.get(label[1], "responsible")
            start += label.end()
        open_from = len(self.found)
        for m in _PIECE.finditer(self.text, start, end):
            a, b = m.span()
            if said := _ROLE.search(self.text[a:b]):
                b = a + said.start()
            if b > a:
                self.piece(a, b, role)
            if said:
                spoken = _ROLES.get(said[1][:2], role)
                self.found[open_from:] = [Listed(u.entity, spoken, u.start, u.end) for u in self.found[open_from:]]
                open_from = len(self.found)

    def piece(self, start: int, end: int, role: Role) -> None:
        """One piece between commas: a unit, or two joined by 和."""
        words = self.text[start:end]
        if _REMARK.match(words):
            return
        shift = words.rfind("由") + 1 or (1 if words[0] in "和及与" else 0)
        bare = _ETC.sub("", words[shift:])
        start += shift
        if not bare:
            return
        if (entity := self.resolver.known(bare)) or (parts := self._joined(bare)) is None:
            entity = entity or self.resolver.unit(bare, self.carry)
            self._add(entity, role, start, start + len(bare))
            return
        for a, b in parts:
            self._add(self.resolver.unit(bare[a:b], self.carry), role, start + a, start + b)

    def _joined(self, words: str) -> list[tuple[int, int]] | None:
        """Where 和 splits ``words`` into units, both sides; ``None``: nowhere."""
        for m in _AND.finditer(words):
            left, right = words[: m.start()], words[m.end() :]
            if len(left) > 1 and len(right) > 1 and self._is_unit(left) and self._is_unit(_ETC.sub("", right)):
                return [(0, m.start()), (m.end(), m.end() + len(_ETC.sub("", right)))]
        return None

    def _is_unit(self, words: str) -> bool:
        if self.resolver.known(words):
            return True
        unit = self.resolver.unit(words, self.carry)
        return unit is not None and (unit.collective or unit.get("place") is not None)

    def _add(self, entity: Entity | None, role: Role, start: int, end: int) -> None:
        if entity is None:
            self.strangers += 1
            return
        if place := entity.get("place"):
            self.carry = places()[place][0] if place in places() else self.carry
        self.found.append(Listed(entity, role, start, end))
