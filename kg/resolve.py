"""A unit's name as printed → the one body it means, by rule: place of the document + kind of body.

>>> from kg.jurisdiction import Jurisdiction
>>> tianjin = Resolver(Jurisdiction.of("天津市"))
>>> [tianjin.unit(name).name for name in ("市教委", "天津市教委", "市委编办", "天津银保监局")]
['天津市教育委员会', '天津市教育委员会', '中共天津市委机构编制委员会办公室', '中国银行保险监督管理委员会天津监管局']
>>> Resolver(Jurisdiction()).unit("发展改革委").name, Resolver(Jurisdiction()).unit("部市共建")
('国家发展和改革委员会', None)
"""

from __future__ import annotations

import re
from functools import cache

from kg.authority import Body, CentralUnit, Place, bodies, central_units, patterned_bodies, places
from kg.jurisdiction import LEVELS, Jurisdiction
from kg.model import Entity

_COLLECTIVE = re.compile(
    r"""^(?:[一-龥]{0,8}?(?:各|有关|相关|其他|所有|全体)   # 各区…, 有关…
        [一-龥]*(?:部门|单位|政府|委员会|部委|机构|协会|学校|院校|高校|企业|管委会|[区县市省州盟旗地镇乡局委办厅]|街道|直属单位|司局)
        |(?:[一-龥]{0,10})(?:主管部门|行政部门|监管部门|管理部门|监督管理部门)
        |(?:试点|重点|设区|示范)(?:城市|市|地区|县)(?:人民)?政府
        |(?:省|市|县|区|乡|镇|地方|地方各|市县|区县|县区|乡镇|设区市|县级以上地方|[省市县乡]级)[级]?(?:各级)?(?:人民)?政府(?:有关部门)?
        |地方(?:各级)?(?:人民)?政府|用人单位|职业学校|职业院校|高等学校|医疗机构|行业协会|成员单位)$""",
    re.VERBOSE,
)  # fmt: skip
_ENDING = re.compile(
    r"(?:委员会|办公室|人民政府|政府|管委会|管理委员会|联合会|协会|学会|总会|总队|支队|大队|[委局厅办署社联院会]|"
    r"总工会|研究院|研究所|事务所|中心|集团|公司|分行|支行|银行|大学|学院|医院|学校|开发区|部|部门|单位|台|馆|机构|"
    r"街道|工委|指挥部|领导小组|专班)$"
)
_NOT_A_NAME = re.compile(
    r"[，。；：！？、（）《》“”\d]|[的要将把对按并或在为]|等$|负责|牵头|配合|加强|推进|落实|协调|共建|开展"
)
_GOVERNMENT = {
    "province": "local-government",
    "prefecture": "municipal-government",
    "county": "district-government",
}
_BUREAU = {"province": "provincial-department", "prefecture": "municipal-bureau", "county": "district-department"}
_COUNTY_GOVERNMENT = "local-government"


class Resolver:
    """Resolves the names of one document; remembers what it has resolved."""

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        self.jurisdiction = jurisdiction
        self._seen: dict[tuple[str, str | None], Entity | None] = {}

    def unit(self, name: str, carry: Place | None = None) -> Entity | None:
        """The unit that ``name`` means; ``None`` where it is no unit or could be several.

        ``carry`` is the place of the unit before it in a list: 省发展改革委、教育厅.
        """
        key = (name, carry.name if carry else None)
        if key not in self._seen:
            self._seen[key] = self._resolve(name, carry)
        return self._seen[key]

    def known(self, name: str) -> Entity | None:
        """The unit that ``name`` means, only where the authority lists know its kind: safe in running text."""
        return self._central(name) or self._patterned(name) or self._local(name, None, guess=False)

    def _resolve(self, name: str, carry: Place | None) -> Entity | None:
        if not 1 < len(name) <= 30:
            return None
        return (
            self._central(name)
            or self._collective(name)
            or self._patterned(name)
            or self._local(name, carry, guess=True)
            or self._unlisted(name)
        )

    # ------------------------------------------------------------- one rule each
    def _central(self, name: str) -> Entity | None:
        unit = central_units().get(name)
        if unit is None or (name in unit.national_aliases and self.jurisdiction.place):
            return None
        return _central_entity(unit)

    def _collective(self, name: str) -> Entity | None:
        if not _COLLECTIVE.match(name) or _NOT_A_NAME.search(name):
            return None
        place = self.jurisdiction.place
        if re.match(r"各(?:设区市|[区县市州盟旗]|区县|县区|县市区|市县)", name) and place:
            return Entity(
                "unit", f"{place.name}{name}", (name,), "collective", collective=True,
                attributes=(("place", place.name),),
            )  # fmt: skip
        if (found := self.jurisdiction.locate(name)) and name[found[1]] in "各有相":
            place = found[0]
            full = f"{place.name}{name[found[1] :]}"
            return Entity("unit", full, (name[found[1] :],), "collective", True, (("place", place.name),))
        return Entity("unit", name, (), "collective", collective=True)

    def _patterned(self, name: str) -> Entity | None:
        for pattern, body in _patterns():
            if m := pattern.fullmatch(name):
                part = m["place"]
                found = places().get(part)
                place = self.jurisdiction.nearest(found) if found else self.jurisdiction.at(part)
                if place is None:
                    continue
                fill = {"short": part, "place": place.name, "level": _level(place)}
                aliases = tuple(f.format(**fill) for f in (body.body, *body.short_forms))
                return _entity(body.full_name.format(**fill), aliases, body.subkind, place)
        return None

    def _local(self, name: str, carry: Place | None, *, guess: bool) -> Entity | None:
        place, rest = self._split(name)
        if place is None and carry is not None and name in bodies():
            place, rest = carry, name
        if place is None or place.level in ("region", "country") or not rest:
            return None
        if (found := bodies().get(rest)) and (body := _fitting(found, place)):
            return _local_entity(place, body)
        if guess and _ENDING.search(rest) and len(rest) <= 20 and not _NOT_A_NAME.search(rest):
            own = not name.startswith(LEVELS)  # 句容经济开发区管委会 keeps the name it has
            full = name if own else f"{full_place(place)}{rest}"
            return _entity(full, () if own else (name,), None, place)
        return None

    def _unlisted(self, name: str) -> Entity | None:
        """A name in a list of units that looks like one: kept as printed."""
        if not _ENDING.search(name) or _NOT_A_NAME.search(name) or name[0] in LEVELS:
            return None
        return Entity("unit", name)

    def _split(self, name: str) -> tuple[Place | None, str]:
        """The place a name begins with and what follows it; 市, 省, 区, 县 mean the document's own."""
        if name.startswith("中共") and len(name) > 4:
            name = name[2:]
        for prefix in ("国家税务总局", "中国共产党"):
            name = name.removeprefix(prefix)
        if found := self.jurisdiction.locate(name):
            place, length = found
            rest = name[length:]
            inner = self.jurisdiction.locate(rest)
            if inner and (inside := [p for p in places()[rest[: inner[1]]] if p.parent == place.name]):
                place, rest = inside[0], rest[inner[1] :]
            elif (
                place.name != name[:length]
                and rest[:2] not in ("市场", "区域")
                and rest[:1] in {place.name[-1], "市", "省"}
            ):
                rest = rest[1:]
            return place, rest
        level = "自治区" if name.startswith("自治区") else name[0]
        if level in LEVELS and not name.startswith(("市场", "区域", "区块", "州际")):
            return self.jurisdiction.at(level), name[len(level) :]
        return None, name


def full_place(place: Place) -> str:
    """A place as the names of its bodies begin: districts after their city.

    >>> full_place(places()["滨海新区"][0]), full_place(places()["南昌市"][0])
    ('天津市滨海新区', '南昌市')
    """
    parent = places().get(place.parent or "", (None,))[0]
    if place.kind == "district" and parent is not None and parent.kind in ("city", "municipality"):
        return f"{parent.name}{place.name}"
    return place.name


def _level(place: Place) -> str:
    if place.kind == "autonomous-region":
        return "自治区"
    return place.name[-1]


def _fitting(found: tuple[Body, ...], place: Place) -> Body | None:
    """The kind of body a short form means in a place: provinces have 厅, and only cities with 区 a 教育委员会."""
    if len(found) == 1:
        return found[0]
    level = [b for b in found if b.body.endswith("厅") == (place.kind in ("province", "autonomous-region"))]
    return level[0] if len(level) == 1 else found[0]


def _local_entity(place: Place, body: Body) -> Entity:
    where = full_place(place)
    full = body.full_name.format(place=where, short=place.short)
    level = _level(place)
    forms = [f"{head}{form}" for form in (body.body, *body.short_forms) for head in (level, where, place.name)]
    kind = body.subkind
    if kind == "government":
        kind = _COUNTY_GOVERNMENT if place.kind == "county" else _GOVERNMENT.get(place.level, kind)
        forms = [f for f in forms if not f.startswith(level)]
    elif kind == "bureau":
        kind = "municipal-bureau" if place.kind == "municipality" else _BUREAU.get(place.level, kind)
    return _entity(full, tuple(forms), kind, place)


def _entity(full: str, aliases: tuple[str, ...], subkind: str | None, place: Place) -> Entity:
    names = tuple(dict.fromkeys(a for a in aliases if a != full))
    return Entity("unit", full, names, subkind, attributes=(("place", place.name),))


@cache
def _central_entity(unit: CentralUnit) -> Entity:
    facts = [(k, v) for k, v in (("successor", unit.successor), ("until", unit.until)) if v]
    return Entity("unit", unit.name, unit.aliases + unit.national_aliases, unit.subkind, attributes=tuple(facts))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Body], ...]:
    """Each form of a patterned body as an expression with its place left open."""
    found = []
    for body in patterned_bodies():
        for form in (body.body, *body.short_forms):
            parts = re.split(r"\{(?:short|place|level)\}", form)
            found.append((re.compile("(?P<place>[一-龥]{1,10}?)".join(map(re.escape, parts))), body))
    return tuple(found)
