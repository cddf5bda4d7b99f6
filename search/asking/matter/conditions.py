"""The case a number is told for: 单户担保金额500万元以上的……不超过1.5% is no answer where 300万元 are borrowed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.numerals import to_int

_BIG = {"百": 100.0, "千": 1e3, "万": 1e4, "亿": 1e8}
_DIGITS = "一二两三四五六七八九十"
_AMOUNT = re.compile(
    rf"(?P<over>超过|高于|大于|满|不(?:少|低)于)?(?P<under>不足|不到|低于|少于|不超过|不满|未满)?"
    rf"(?P<n>\d+(?:\.\d+)?|[{_DIGITS}]+|半)(?P<big>[百千万亿]*)个?"
    r"(?P<unit>元|块|周岁|岁|年|个?月|天|日|人|名|户|平方米|学时)?(?P<more>及?以上|以外|开外|多)?(?P<less>及?以下|以内|之内|以里)?"
)
_SIZES = {"年": ("time", 360.0), "月": ("time", 30.0), "个月": ("time", 30.0), "天": ("time", 1.0), "日": ("time", 1.0)}
_SAME = {"块": "元", "岁": "周岁", "名": "人"}
_MET, _OTHER = 0.3, -0.6


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum, an age or a period, and whether it is a least (1), a most (-1) or itself (0)."""

    value: float
    unit: str
    bound: int


def amounts(text: str) -> list[Amount]:
    """The amounts of a text that say what they measure; a number of 万 and more without a unit is money.

    >>> amounts("单户担保五百万以上的")
    [Amount(value=5000000.0, unit='元', bound=1)]
    >>> amounts("满6个月、500万元及以下")
    [Amount(value=180.0, unit='time', bound=1), Amount(value=5000000.0, unit='元', bound=-1)]
    """
    found = []
    for m in _AMOUNT.finditer(text):
        large = any(one in m["big"] for one in "万亿")
        if (not m["unit"] and not large) or re.fullmatch(r"(?:19|20)\d\d", m["n"]):
            continue
        value = 0.5 if m["n"] == "半" else float(m["n"]) if m["n"][0].isdigit() else float(to_int(m["n"]) or 0)
        for one in m["big"]:
            value *= _BIG[one]
        unit, size = _SIZES.get(m["unit"] or "元", (_SAME.get(m["unit"] or "元", m["unit"] or "元"), 1.0))
        bound = 1 if m["over"] or m["more"] else -1 if m["under"] or m["less"] else 0
        found.append(Amount(value * size, unit, bound))
    return found


def case_fit(question: str, before: str) -> float:
    """What speaks for a number by the last bounded amount before it, where the question names an amount of its kind.

    >>> case_fit("借三百万，保费最高几成？", "单户500万元及以下的费率不超过"), case_fit("借三百万，保费几成？", "500万元以上的")
    (0.3, -0.6)
    >>> case_fit("保费几成？", "500万元以上的"), case_fit("五百万以上的收多少？", "500万元以上的")
    (0.0, 0.3)
    """
    asked = amounts(question)
    if not asked:
        return 0.0
    told = [one for one in amounts(before) if one.bound and any(a.unit == one.unit for a in asked)]
    if not told:
        return 0.0
    case = told[-1]
    said = next(a for a in asked if a.unit == case.unit)
    if said.bound == case.bound:
        return _MET if said.value == case.value else 0.0
    if said.bound:
        return _OTHER if said.bound * (said.value - case.value) >= 0 else 0.0
    return _MET if case.bound * (said.value - case.value) >= 0 else _OTHER


_ADDRESSED = re.compile(r"对(?P<who>[\u4e00-\u9fff（）()、]{2,16}?)(?:，)?(?:可以|可|并)?处(?:以)?$")
_KINDS_OF_PERSONS = ("个人", "单位", "企业", "人员")


def addressed_fit(question: str, before: str) -> float:
    """Whether a fine is laid on those whom the question asks about: 对单位处五千元，对个人处二百元.

    >>> addressed_fit("个人最多罚多少？", "对单位处"), addressed_fit("个人最多罚多少？", "罚款，对个人处")
    (-0.5, 0.2)
    """
    laid = _ADDRESSED.search(before)
    asked = [who for who in _KINDS_OF_PERSONS if who in question]
    if laid is None or not asked:
        return 0.0
    return 0.2 if any(who in laid["who"] for who in asked) else -0.5


_BASES = re.compile(
    "GDP|国内生产总值|生产总值|财政(?:性)?(?:总)?(?:收入|支出)|总人口|营业收入|销售收入|国土面积", re.IGNORECASE
)
_SAME_BASE = {"GDP": "生产总值|GDP", "国内生产总值": "生产总值|GDP", "生产总值": "生产总值|GDP"}


def of_other_base(question: str, sentence: str) -> bool:
    """Whether a share is asked of something that the sentence does not speak of.

    >>> of_other_base("要占GDP的百分之几？", "占财政支出的比例不低于6%"), of_other_base("占GDP多少？", "占国内生产总值4%")
    (True, False)
    """
    asked = _BASES.search(question)
    if asked is None or not re.search(r"占|比", question):
        return False
    return re.search(_SAME_BASE.get(asked[0].upper(), re.escape(asked[0])), sentence, re.IGNORECASE) is None


def of_other_name(quoted: Sequence[str], sentence: str, at: int) -> bool:
    """Whether the number at an offset stands in another piece of its sentence than a name asked that has a number of its own.

    >>> said = "授予“甲成果”等4项奖，授予“乙成果”等5名专家奖"
    >>> of_other_name(["甲成果"], said, said.index("5名")), of_other_name(["甲成果"], said, said.index("4项"))
    (True, False)
    """
    pieces = sentence.split("，")
    own = next(piece for i, piece in enumerate(pieces) if at <= len("，".join(pieces[: i + 1])))
    counted = [piece for piece in pieces if re.search(r"\d", piece)]
    return any(name not in own and any(name in piece for piece in counted) for name in quoted)


__all__ = ["Amount", "addressed_fit", "amounts", "case_fit", "of_other_base", "of_other_name"]
