"""Several figures of running text added up: 把特等、一等、二等都算上，一共授予多少项.

Each part is found on its own, by the words around the figures; the query adds what it cuts out of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from search.asking.cuts import decimal, piece
from search.asking.likeness import likeness
from search.asking.plan import Plan
from search.asking.reader import Reader
from search.asking.sets import PREFIX
from search.asking.text.comparing import figures_of
from search.asking.text.sides import Finder, provisions_at
from search.asking.text.values import DAYS, Value, values

_ASKED = re.compile(
    r"(?:[把将])?(?P<parts>[^，。？]*?[、和与及加跟][^，。？]*?)，?(?:都算上|算在一起|加起来|加在一起|加总|合起来|合在一起|相加|合计|总共|一共|共计|之和)(?P<rest>[^。？]*?)(?:多少|几)个?(?P<unit>工作日|[\u4e00-\u9fff])|"
    r"(?P<parts2>[^，。？]*?[、和与及加跟][^，。？]*?)，?(?:这|那)?(?:两|三|四|五|几)(?:[者类项种个样道档步笔次段家条处]|方面|部分)[^，。？]{0,4}?(?:都算上|加起来|加在一起|合起来|合计|总共|一共|共计|之和)(?P<rest2>[^。？]*?)(?:多少|几)个?(?P<unit2>工作日|[\u4e00-\u9fff])|"
    r"(?P<parts3>[^，。？]*?[、和与及加跟][^，。？]*?)，?(?:(?:这|那)?[两三四五几](?:[者类项种个样道档步笔次段家条处]|方面?)?)?(?:都算上|算在一起|加起来|加在一起|加总|合起来|合在一起|相加|合计|之和)(?:一共|总共|共)?(?:是|为|占|有|达到?|得)?(?:多少|几)[？?]?$"
)
_ADDED = re.compile(
    r"(?:加上|加满|加足|叠加|算上)[^。？]{2,40}?(?:最高|最多|顶多|一共|合计|总共|满打满算|加起来)[^。？]{0,24}?(?:多少|几)(?P<unit>[\u4e00-\u9fff])"
)
_LEFT = re.compile(
    r"(?:扣掉|扣除|减去|减掉|除去|除掉|刨去|刨掉|去掉|剔除|撇开|除了|不算)(?P<out>[^，。？]{2,20}?)(?:的|那部分|以外|之外|外)*，?(?:还|剩|余|其余|其他|另外)[^。？]{0,16}?(?:多少|几)(?P<unit>[\u4e00-\u9fff])"
)
_UPON = re.compile(r"基础上|再|另(?:外)?|又")
_PARTS = re.compile(r"以及|加上|[、和与及跟]|(?<![增追添附])加(?!入|强|快|大|工|班)")
_ALL_OF_THEM = re.compile(r"(?:这|那)?[两三四五几](?:[者类项种个样道档步笔次段家条处方]|方面|部分)[^，。？]{0,4}$")
_DIGITS = re.compile(r"[\d.]+[^\d]*")
_LEAST, _SAID, _TOPIC = 0.35, 0.6, 0.8
_LOOKED_AT, _FITS, _NEAR, _OUT = 4, 0.3, 14, 0.3


def figures_sum_plan(r: Reader) -> Plan | None:
    """The sum or the rest of figures; ``None``: not asked, or the text has not just these."""
    return _of_parts(r) or _of_one_provision(r)


def _of_one_provision(r: Reader) -> Plan | None:
    """在1.5倍基础上再增加1倍 makes 2.5; 建成20个，其中非洲10个 leaves 10: just two figures of the unit stand in it."""
    added, left = _ADDED.search(r.q.text), _LEFT.search(r.q.text)
    asked = added or left
    if asked is None or r.q.units or r.q.asks("tu"):
        return None
    text = r.engine.library.text(r.asked.document)
    for hit in r.leaves(_LOOKED_AT):
        two = [v for v in values(hit.text) if v.unit == asked["unit"]]
        if len(two) != len("ab") or r.fit(hit.text) < _FITS:
            continue
        between, near = (
            hit.text[two[0].span[1] : two[1].span[0]],
            hit.text[two[1].span[0] - _NEAR : two[1].span[1] + _NEAR],
        )
        fits = (
            _UPON.search(between) if added else two[0].number > two[1].number and likeness(asked["out"], near) >= _OUT
        )
        if fits:
            here = [replace(v, span=(hit.start + v.span[0], hit.start + v.span[1])) for v in two]
            told = f"计算{hit.label}里{'、'.join(text[slice(*v.span)] for v in here)}{'之和' if added else '之差'}"
            return _reckoned(r, here, "+" if added else "-", told, asked["unit"])
    return None


def _reckoned(r: Reader, figures: Sequence[Value], sign: str, told: str, unit: str) -> Plan:
    """These figures of the source added up, or taken from the first."""
    text = r.engine.library.text(r.asked.document)
    total = f" {sign} ".join(_number(v, text) for v in figures)
    evidence = provisions_at(r, [v.span[0] for v in figures])
    return Plan(
        f"{PREFIX}SELECT (({total}) AS ?value) {{ {r.source} }}",
        told,
        "合计" if sign == "+" else "还有",
        evidence,
        unit,
    )


def _of_parts(r: Reader) -> Plan | None:
    """The sum of the figures of all parts; ``None``: not asked, or a part has none of the unit asked."""
    asked = _ASKED.search(r.q.text)
    if asked is None or r.q.asks("tu"):
        return None
    unit = asked["unit"] or asked["unit2"] or ""
    said = asked["parts"] or asked["parts2"] or asked["parts3"]
    if any(one.said in said for one in r.q.units):
        return None
    parts = [part.strip("把将在的") for part in _PARTS.split(_ALL_OF_THEM.sub("", said)) if part]
    found = _figures(r, parts, unit)
    if found is None:
        return None
    if len({(v.kind, v.unit) for v in found}) > 1:
        return None
    return _reckoned(r, found, "+", f"计算{'、'.join(parts)}的总数", unit or found[0].unit)


def _number(v: Value, text: str) -> str:
    """The number as the query cuts it out of the text; where it is written in words, its value."""
    if _DIGITS.fullmatch(text[slice(*v.span)]):
        return decimal(piece(v.span))
    return f"{v.number / (DAYS[v.unit] if v.kind == 'period' else 1.0):g}"


def _figures(r: Reader, parts: list[str], unit: str) -> list[Value] | None:
    """For each part the figure that fits it and the rest of the question best; none twice."""
    known = [(v, place) for v, place, _ in figures_of(r) if v.unit == unit or (not unit and v.kind != "date")]
    finder = Finder(r)
    chosen: list[Value] = []
    for part in parts if len(parts) > 1 else []:
        scored = [
            (finder.fit(part, place) + _SAID * (part in place.near) + _TOPIC * finder.fit(r.topic, place), i)
            for i, (v, place) in enumerate(known)
            if v not in chosen and (part in place.near or finder.fit(part, place) > _LEAST)
        ]
        if not scored:
            return None
        chosen.append(known[max(scored)[1]][0])
    return chosen if len(chosen) > 1 else None
