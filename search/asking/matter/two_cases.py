"""A sentence that tells two cases apart: 仍为国有控股的企业，隶属关系不变；不再控股的，划转给…….

Where a question names one case and what the sentence says only of the other, the answer is no.
"""

from __future__ import annotations

import re

from search.asking.likeness import likeness

_CASE = re.compile(r"^(?P<case>[^？]{6,}?)的?(?:企业|单位|学校|机构|人员|人|地区|项目)?，(?P<deed>[^，？]{4,})$")
_END = re.compile(r"(?:吗|[？?。])+$")
_LEAST, _AHEAD = 0.8, 0.25
"""How much of the case a half must say, and how much more than the other."""


def said_of_other_case(question: str, text: str, at: int) -> str | None:
    """The half of the sentence at a place about the case asked, where only the other half says what is asked.

    >>> said = "仍为国有控股的企业，学校隶属关系不变；国有资本不再控股的，学校优先划转给行业办学。"
    >>> said_of_other_case("国有资本不再控股的企业，学校隶属关系仍然不变吗？", said, 0)
    '国有资本不再控股的，学校优先划转给行业办学'
    >>> said_of_other_case("仍为国有控股的企业，学校隶属关系不变吗？", said, 0) is None
    True
    """
    asked = _CASE.match(_END.sub("", question))
    halves = [half for half in re.split("；", _sentence(text, at)) if half]
    if asked is None or len(halves) < 2:
        return None
    fits = [likeness(asked["case"], half) for half in halves]
    best = max(range(len(halves)), key=lambda i: fits[i])
    others = [i for i in range(len(halves)) if i != best]
    if fits[best] < _LEAST or fits[best] < max(fits[i] for i in others) + _AHEAD:
        return None
    deed = asked["deed"][-2:]
    return halves[best] if deed not in halves[best] and any(deed in halves[i] for i in others) else None


def _sentence(text: str, at: int) -> str:
    """The words between two full stops around a place."""
    start = max(text.rfind(mark, 0, at) for mark in "。\n") + 1
    return re.split("[。\n]", text[start:], maxsplit=1)[0]


__all__ = ["said_of_other_case"]
