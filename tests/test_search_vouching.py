"""What a question asks for by its name must be named where it is told; leave is not read out of silence."""

from __future__ import annotations

import pytest

from search.asking.matter.silence import leave_asked
from search.asking.matter.vouching import attributes_of

_TOLD = [
    ("保险能赔多少钱？", "给予用人单位留用补贴每人3000元", False, "a subsidy is no compensation"),
    ("毁了垃圾桶要罚多少钱？", "处五百元罚款", None, "a fine is asked by no name of its own here"),
    ("月薪标准是多少？", "建立100个培训基地", False, "a number of bases is no wage"),
    ("安家费给多少？", "给予住房补贴十万元", True, "money to settle by is told as money for a dwelling"),
    ("首批试点有哪几所学校？", "共享大学和学校的资源", False, "which are first must be said"),
    ("基金的总经理是谁？", "基金和银行承担风险", False, "an office must be named"),
    ("可以向哪个部门申诉？", "交由办公室复核", False, "to whom papers go is not to whom one appeals"),
]


@pytest.mark.parametrize(("question", "told", "named", "why"), _TOLD, ids=[row[3] for row in _TOLD])
def test_named_where_told(question: str, told: str, named: bool | None, why: str) -> None:
    asked = attributes_of(question)
    assert (all(one.told.search(told) for one in asked) if asked else None) is named, why


_VALUES = [
    ("开在哪些城市？", "规范发展", False, "a way of developing is no place"),
    ("开在哪些城市？", "沈阳", True, "a city"),
    ("搬来哪几所大学？", "高校", False, "universities in general are none by name"),
    ("补几个点？", "500万元", False, "points are no money"),
]


@pytest.mark.parametrize(("question", "value", "fits", "why"), _VALUES, ids=[row[3] for row in _VALUES])
def test_value_of_the_kind(question: str, value: str, fits: bool, why: str) -> None:
    assert all(one.value.search(value) for one in attributes_of(question)) is fits, why


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("学分银行的学分可以卖给别人吗？", ("学分银行的学分", "卖给别人")),  # one clause: who, and the deed
        ("抓到以后，可以放了吗？", None),  # a case is told before
        ("由谁负责？", None),  # asks no leave
    ],
)
def test_leave_asked(question: str, asked: tuple[str, str] | None) -> None:
    assert leave_asked(question) == asked
