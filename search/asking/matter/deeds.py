"""What is done: the deed a question asks about, in the words of administration, and whether a clause tells it.

>>> sorted(deeds_asked("点头")), deeds_told(deeds_asked("由谁签字"), "签署，授予奖励"), deeds_told(deeds_asked("签字"), "批准并公布")
(['同意', '审批', '批准', '核准'], 1.0, 0.0)
"""

from __future__ import annotations

import re
from functools import cache

from search.asking.matter.bodies import DEED
from search.asking.question import data_rows

_DEED = re.compile(DEED)
_NEAR, _FAR = 8, 40
"""How far behind a name its own deed begins, and how far what it does besides."""
_COMMON = frozenset(("负责", "管理", "工作", "组织", "开展", "实施", "落实", "规定", "支持", "保障"))
"""Deeds of nearly every body, which tell none from another."""


@cache
def _said() -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    """Everyday words and the official ones, out of ``data/deeds_said.tsv``."""
    return tuple((re.compile(row["said"]), frozenset(row["told"].split("|"))) for row in data_rows("deeds_said.tsv"))


def own_deeds(act: str) -> frozenset[str]:
    """The deeds in the words of administration, without those that every body does."""
    return frozenset(_DEED.findall(act)) - _COMMON


@cache
def deeds_asked(act: str) -> frozenset[str]:
    """The deeds that the words around 谁 name; in their own words where these are official, else in those meant."""
    named = frozenset(_DEED.findall(act))
    if named - _COMMON:
        return named
    return named.union(*(told for said, told in _said() if said.search(act)))


def deeds_told(asked: frozenset[str], deed: str) -> float:
    """1 where the deed begins with one asked, half where it comes later in its clause or every body does it, else 0."""
    told = [(m.start(), m[0]) for m in _DEED.finditer(deed[:_FAR])] if asked else []
    shares = [(1.0 if at <= _NEAR else 0.5) * (0.5 if word in _COMMON else 1.0) for at, word in told if word in asked]
    return max(shares, default=0.0)
