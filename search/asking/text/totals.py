"""What the text gives a thing piece by piece, added up: 授予…等4项成果甲奖一等奖，授予…等63项成果甲奖二等奖 make 67 of 甲奖.

A piece that names its one thing in quotation marks and gives no number counts as what it names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from search.asking.more_of_two import more_of_two
from search.asking.plan import Plan
from search.asking.reader import Reader
from search.asking.sets import PREFIX, text_literal
from search.asking.text.sides import provisions_at, sides_of
from search.asking.text.values import Span, values

_SUM = re.compile(
    r"(?:[把将])?(?P<parts>[^，。？]*?)(?:各(?:个)?(?:等级|等次|级别|档次|[类项种级档等])|所有(?:等级|等次|级别)|不分等级)[^。？]{0,16}?(?:加|合|总|一共|共)[^。？]{0,16}?(?:多少|几)个?(?P<unit>[\u4e00-\u9fff])"
)
_MORE = re.compile(
    r"总(?:数|量|计|共)[^，。？]{0,8}?(?:更|较)?(?P<way>[多少])|(?:加起来|合起来|合计|一共|总共)[^，。？]{0,14}?(?:更|较)(?P<way2>[多少])"
)
_UNIT = re.compile(r"(?:多少|几)个?(?P<unit>[\u4e00-\u9fff])|(?P<each>[项个家名人件])[对比](?:几|多少)")
_JOINED = re.compile(r"以及|[、和与及跟]")
_PIECE, _QUOTED = re.compile(r"[^，；。：\n]+"), re.compile("“[^”]+”")
_LEAST_NAME, _MANY = 3, 2
_INTEGER = "<http://www.w3.org/2001/XMLSchema#integer>"


@dataclass(frozen=True, slots=True)
class Total:
    """A thing, the pieces that give it something, and the expression that adds them up."""

    name: str
    pieces: tuple[Span, ...]
    told: str


def totals_plan(r: Reader) -> Plan | None:
    """The sum of all pieces of the things named, or which of two has more in all; ``None``: not asked, or no such pieces."""
    if (asked := _SUM.search(r.q.text)) is not None:
        names = [part for part in _JOINED.split(asked["parts"].strip("把将的")) if len(part) >= _LEAST_NAME]
        found = [total(r, name, asked["unit"]) for name in names]
        own = [one for one in found if one is not None]
        return _summed(r, own, asked["unit"]) if own and len(own) == len(names) else None
    more, unit = _MORE.search(r.q.text), _UNIT.search(r.q.text)
    if more is None or unit is None:
        return None
    for sides in sides_of(r.q.text):
        two = [total(r, side, unit["unit"] or unit["each"]) for side in (sides.one, sides.other)]
        if two[0] is not None and two[1] is not None and not set(two[0].pieces) & set(two[1].pieces):
            return _compared(r, (two[0], two[1]), (more["way"] or more["way2"]) == "多", unit["unit"] or unit["each"])
    return None


def total(r: Reader, said: str, unit: str) -> Total | None:
    """What the sentence with most pieces about a thing gives it in all; ``None`` where no two pieces do."""
    text = r.engine.library.text(r.asked.document)
    name = next((said[at:] for at in range(len(said) - _LEAST_NAME + 1) if said[at:] in text), "")
    by_line: dict[int, list[tuple[Span, str]]] = {}
    for piece in _PIECE.finditer(text):
        if not name or name not in piece[0]:
            continue
        own = [v for v in values(piece[0]) if v.unit == unit]
        quoted = _QUOTED.findall(piece[0])
        if len(own) > 1 or not (own or quoted):
            continue
        cell = f"SUBSTR(?text, {piece.start() + 1}, {piece.end() - piece.start()})"
        told = f'(STRLEN({cell}) - STRLEN(REPLACE({cell}, "“", "")))'
        if own:
            a, b = own[0].span
            digits = f"SUBSTR(?text, {piece.start() + a + 1}, {b - a})"
            told = f"{_INTEGER}(REPLACE({digits}, '[^0-9]', ''))" if piece[0][a].isdigit() else f"{own[0].number:g}"
        line = max(text.rfind(mark, 0, piece.start()) for mark in "。\n") + 1
        by_line.setdefault(line, []).append((piece.span(), told))
    best = max(by_line.values(), key=len, default=[])
    if len(best) < _MANY or not any("REPLACE(SUBSTR" in told for _, told in best):
        return None
    return Total(name, tuple(span for span, _ in best), " + ".join(told for _, told in best))


def _evidence(r: Reader, found: Sequence[Total]) -> tuple[str, ...]:
    return provisions_at(r, [a for one in found for a, _ in one.pieces])


def _summed(r: Reader, found: Sequence[Total], unit: str) -> Plan:
    sparql = f"{PREFIX}SELECT (({' + '.join(one.told for one in found)}) AS ?value) {{ {r.source} }}"
    return Plan(sparql, f"计算{'、'.join(one.name for one in found)}各处的总数", "合计", _evidence(r, found), unit)


def _compared(r: Reader, two: tuple[Total, Total], most: bool, unit: str) -> Plan:
    counts = " ".join(f"BIND(({one.told}) AS ?n{i})" for i, one in enumerate(two))
    winner, numbers = more_of_two((text_literal(two[0].name), text_literal(two[1].name)), most, unit)
    where = f"{r.source} {counts} BIND({winner} AS ?value) BIND({numbers} AS ?value2)"
    told = f"比较{two[0].name}与{two[1].name}的总数"
    return Plan(f"{PREFIX}SELECT ?value ?value2 {{ {where} }}", told, "比较结果：", _evidence(r, two))


__all__ = ["total", "totals_plan"]
