"""A list less what a question sets aside, a member of a list by its place: 除了甲自己，还有几个部门; 点了六类，最后一类是什么.

The list is asked for on its own by a plain question put to all the rules; the query takes the rest out of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from kg.numerals import to_int
from search.asking.plan import Found, Plan
from search.asking.reader import Reader
from search.asking.sets import PREFIX, text_literal

_OUT = re.compile(
    r"(?:除(?:了|去|开|掉)?|不算|撇开|抛开|去掉|扣除)(?P<out>[^，。？、]{2,16}?)(?:自己|自身|本身|这家|这个|这一?[家个项类])?(?:以外|之外|外)?(?:，|(?=还))"
)
_MANY = re.compile(
    r"(?:还|另外|另|其他|其余|剩下)[^，。？]{0,12}?(?<![哪第])(?P<many>(?:多少|几)(?P<unit>[个家项类种所条]))"
)
_ALSO = re.compile(r"还(?=[有是由要点列涉拉写提包])|另外|其他|其余")
_PLACE = r"(?:最后|末尾|最前面?|倒数第[一二三四]|第[一二三四五六七八九十\d]+)(?:的|面的?)?(?:那|这)?一?[个家项类种条点步所方]?(?:单位|部门|名)?"
_NTH = re.compile(
    rf"(?P<head>[^？?]*?)(?P<n>[两二三四五六七八九十\d]+|多少|几)(?P<unit>[个家项类种条点步所方])(?P<noun>[^，。？]{{0,12}})[，？?](?:其中)?(?:排在?|列在?|写在?)?(?P<places>{_PLACE}(?:[和、与及]{_PLACE})*)(?:分别|各|又|都|依次)?(?:是|叫|为|写的是|讲的是)(?:什么|哪[^，。？]{{0,6}}|谁)[？?]?$"
)
_LISTED = re.compile("(?:列|有|点|写|规定|包括|提|分|设)(?:了|出|到|成)?$")
_LEAST, _LEAST_FIT = 2, 0.4


def besides_list_plan(r: Reader, again: Callable[[str], Found]) -> Found:
    """The list without what is set aside, or how many are left; ``None``: not asked so, or the list has not that member."""
    if (nth := _NTH.match(r.q.text)) is not None:
        return _nth(r, again, nth)
    out = _OUT.search(r.q.text)
    if out is None:
        return None
    rest = r.q.text[: out.start()] + r.q.text[out.end() :]
    many = _MANY.search(rest)
    if many is None and not _ALSO.search(rest):
        return None
    asked = f"{rest[: many.start('many')]}哪几{many['unit']}{rest[many.end('many') :]}" if many is not None else rest
    plan = again(_ALSO.sub("", asked, count=1))
    if not isinstance(plan, Plan) or plan.boolean:
        return None
    taken = [value for value in r.values(plan) if value in out["out"] or out["out"] in value]
    if not taken or len(taken) == len(r.values(plan)):
        return None
    names = ", ".join(map(text_literal, taken))
    inner = f"{{ {plan.sparql.removeprefix(PREFIX)} }} FILTER(STR(?value) NOT IN ({names}))"
    sparql = f"{PREFIX}SELECT ?value {{ {inner} }}"
    if many is not None:
        count = f"SELECT (COUNT(DISTINCT ?value) AS ?count) {{ {inner} }}"
        sparql = f"{PREFIX}SELECT (?count AS ?value) {{ {{ {count} }} }}"
    told = f"{plan.interpretation}，{'、'.join(taken)}除外"
    return replace(plan, sparql=sparql, interpretation=told, unit=many["unit"] if many is not None else plan.unit)


def _nth(r: Reader, again: Callable[[str], Found], asked: re.Match[str]) -> Plan | None:
    """One of a list of so many, by its place in it."""
    many = asked["n"] in ("几", "多少")
    noun = re.sub("(?:里面?|当中|之中|中)$", "", asked["noun"])
    plan = again(f"{asked['head']}哪{'几' if many else asked['n']}{asked['unit']}{noun}？")
    if not isinstance(plan, Plan) or plan.boolean:
        return None
    values, number = r.values(plan), to_int(asked["n"]) or 0
    if len(values) < _LEAST or (not many and len(values) != number):
        return None
    said = r.about(asked["head"] + asked["noun"])
    texts = [r.engine.passages[r.engine.by_iri[iri]].text for iri in plan.evidence if iri in r.engine.by_iri]
    if max(map(said.fit, texts), default=0.0) < _LEAST_FIT:
        return None
    places = [_index(place[0]) for place in re.finditer(_PLACE, asked["places"])]
    if not all(-len(values) <= index < len(values) for index in places):
        return None
    inner = plan.sparql.removeprefix(PREFIX)
    chosen = ", ".join(text_literal(values[index]) for index in places)
    rows = f"{{ {{ {inner} }} FILTER(STR(?value) IN ({chosen})) BIND(1 AS ?last) }}"
    if many and _LISTED.search(asked["head"]):
        count = f"SELECT (CONCAT(STR(COUNT(?value)), '{asked['unit']}') AS ?number) {{ {{ {inner} }} }}"
        rows += f" UNION {{ {{ {count} }} BIND(?number AS ?value) BIND(0 AS ?last) }}"
    sparql = f"{PREFIX}SELECT ?value {{ {rows} }} ORDER BY ?last"
    return replace(plan, sparql=sparql, interpretation=f"{plan.interpretation}，{asked['places']}", unit=None)


def _index(place: str) -> int:
    """The place of a member in its list.

    >>> _index("最后一类"), _index("第二种"), _index("倒数第二个")
    (-1, 1, -2)
    """
    if place.startswith(("最后", "末尾")):
        return -1
    digits = to_int("".join(re.findall(r"第([一二三四五六七八九十\d]+)", place))) or 1
    return -digits if place.startswith("倒") else 0 if place.startswith("最前") else digits - 1


__all__ = ["besides_list_plan"]
