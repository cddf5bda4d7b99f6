"""Whether a case keeps to a share the text sets: 200名职工的单位一次接收80名见习人员合规吗, where no more than 30% are allowed."""

from __future__ import annotations

import re

from search.asking.cuts import decimal, piece
from search.asking.likeness import likeness
from search.asking.plan import Plan
from search.asking.reader import Reader
from search.asking.sets import PREFIX
from search.asking.text.comparing import figures_of
from search.asking.text.sides import Finder, provisions_at
from search.asking.text.values import values
from search.interaction import clause_at

_ASKED = re.compile(
    r"合规|合不合|符不符合|符合|达标|超标|超没超|超(?:了|过|出)|够不够|可以吗|可不可以|能不能|行不行|行吗|允许|违规|(?:算|是)不?(?:算|是)?(?:超|够)"
)
_AGAINST = re.compile(r"违规|超标|超没超|超(?:了|过|出)")
_MOST = re.compile(r"(?:不得?(?:高于|多于)|不高于|超过|以[下内]|上限|最[多高])")
_LEAST = re.compile(r"(?:不得?(?:少于|低于)|不少于|不低于|达到|以上|至少)")
_SHARE_ASKED = re.compile(r"(?:比例|上限|下限|标准|几成|百分之)[^，。？]{0,6}(?:多少|几)")
_COUNTED, _PEOPLE = ("count", "money"), {"名": "人"}
_FITS, _NOUN, _SAID = 0.3, 4, 0.6


def within_share_plan(r: Reader) -> Plan | None:
    """Yes or no by reckoning, with the share where it is asked; ``None``: no two numbers, or the text sets no such share."""
    if not _ASKED.search(r.q.text):
        return None
    two = [v for v in values(r.q.text) if v.kind in _COUNTED]
    if len(two) != len("ab") or len({_PEOPLE.get(v.unit, v.unit) for v in two}) > 1 or two[0].number == two[1].number:
        return None
    whole, part = max(v.number for v in two), min(v.number for v in two)
    finder, text = Finder(r), r.engine.library.text(r.asked.document)
    bounded = [
        (finder.fit(r.topic, place), i, v, place)
        for i, (v, place, _) in enumerate(figures_of(r))
        if v.kind == "share"
        and _speaks(r.q.text, [one.span for one in two], _around(text, v.span))
        and (_MOST.search(_around(text, v.span)) or _LEAST.search(_around(text, v.span)))
    ]
    fit, _, v, _ = max(bounded, default=(0.0, 0, None, None), key=lambda one: one[:2])
    if v is None or fit < _FITS:
        return None
    sign = "<=" if _MOST.search(_around(text, v.span)) else ">="
    a, b = v.span
    kept = f"({part:g} * 100 / {whole:g} {sign} {decimal(piece(v.span))})"
    holds = f"!{kept}" if _AGAINST.search(r.q.text) else kept
    also = f" BIND({piece(v.span)} AS ?value2)" if _SHARE_ASKED.search(r.q.text) else ""
    sparql = f"{PREFIX}SELECT ?value {'?value2 ' if also else ''}{{ {r.source} BIND({holds} AS ?value){also} }}"
    told = f"按{text[a:b]}计算{part:g}占{whole:g}的比例"
    return Plan(sparql, told, "", provisions_at(r, [a]))


def _speaks(said: str, spans: list[tuple[int, int]], clause: str) -> bool:
    """Whether a clause names both things that are counted: 职工 and 见习人员 of 200名在职职工, 80名见习人员."""
    behind = [re.split(r"[^\u4e00-\u9fff]|的", said[end : end + _NOUN])[0] for _, end in spans]
    before = [re.split(r"[^\u4e00-\u9fff]|[有是共收]", said[max(0, at - _NOUN) : at])[-1] for at, _ in spans]
    nouns = [one or other for one, other in zip(behind, before, strict=True)]
    return all(len(noun) > 1 and likeness(noun, clause) >= _SAID for noun in nouns)


def _around(text: str, span: tuple[int, int]) -> str:
    """The words of the clause up to the figure, and its bound."""
    return text[clause_at(text, *span)[0] : span[1] + 2]


__all__ = ["within_share_plan"]
