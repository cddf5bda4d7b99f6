"""Whether a number found is of the thing asked for: a sum for a sum, a time for a time, a rate for a rate.

A provision may hold another number: 每次待多长时间 is not answered by 70%, 利率优惠多少 not by a share of schools.
"""

from __future__ import annotations

import re

from search.asking.plan import Found, Plan, Refusal
from search.asking.reader import Reader
from search.interaction import sentence_spans

_KINDS = (
    (
        "金额",
        re.compile(
            r"(?:多少|几|[补给发赔奖罚交花][^，。？]{0,3})(?:百|千|万|亿)*(?:元|块|钱)|多少[^，。？]{0,6}的?钱|(?:保|金|限)额(?!的?比例)[^，。？]{0,6}(?:多少|几)"
        ),
        re.compile(r"元|块|钱|%|％|倍|美分"),
    ),
    (
        "期限",
        re.compile(
            r"(?:待|用|要|花|干|住|做|持续)[^，。？]{0,6}(?:多长时间|多久)|几个?(?:小时|天|工作日|月|星期|礼拜|学期)(?!份)"
        ),
        re.compile(r"年|月|日|天|时|周|星期|分钟|学期|期"),
    ),
    (
        "比率",
        re.compile(r"几成|百分之几|(?:利|费|税|汇|折扣)率[^，。？]{0,8}(?:多少|几)"),
        re.compile(r"%|％|成|折|倍|百分|千分|分之"),
    ),
)
_NAMED = re.compile(
    r"(?P<noun>利率|费率|税率|汇率|折扣|保额|保费|公示期|保质期|宽限期|押金|租金|定金|罚金|工资|薪水|学费|车费|票价|单价|房价|赔偿|利息|年薪|月薪)[^，。？]{0,8}(?:多少|多长|多久|几)"
)
_STEM = re.compile(r"期$|[额费金率]$")
_SAME = {
    "工资": "工资|薪",
    "薪水": "工资|薪",
    "年薪": "年薪|工资",
    "月薪": "月薪|工资",
    "保额": "保额|保险金额|赔偿限额|保险",
}


def fitting(r: Reader, found: Found) -> Found:
    """``found``, or that the documents do not give it, where its value is of another kind or of another thing."""
    if not isinstance(found, Plan) or found.boolean or len(found.evidence) != 1:
        return found
    asked = [(name, is_one) for name, asks, is_one in _KINDS if asks.search(r.q.text)]
    noun = _NAMED.search(r.q.text)
    values = r.values(found) if asked or noun is not None else []
    if not values:
        return found
    for name, is_one in asked:
        if not any(is_one.search(f"{value}{found.unit or ''}") for value in values):
            return Refusal(f"所收文件没有写明这样的{name}")
    if noun is not None and not re.search(
        _SAME.get(noun["noun"], _STEM.sub("", noun["noun"])), _told(r, found, values)
    ):
        return Refusal(f"所收文件没有写明{noun['noun']}")
    return found


def _told(r: Reader, found: Plan, values: list[str]) -> str:
    """The sentences of the evidence that hold the values, all of it where none is found to."""
    text = r.engine.passages[r.engine.by_iri[found.evidence[0]]].text
    digits = re.findall(r"\d+(?:\.\d+)?", " ".join(values))
    held = [text[a:b] for a, b in sentence_spans(text) if any(d in text[a:b] for d in digits)]
    return "".join(held) or text
