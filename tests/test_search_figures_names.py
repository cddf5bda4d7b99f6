"""Which number is of the case asked for, and which words are a name: cases without an engine, each with its reason."""

from __future__ import annotations

import re

import pytest

from search.asking.matter import naming_plans, slot_plans, topic_plans
from search.asking.matter.conditions import addressed_fit, case_fit, of_other_base, of_other_name
from search.asking.matter.kind_counts import kind_asked_for
from search.asking.matter.measures import ASKED, DATE, MEASURES, PIECES, TIMES_AS_MUCH, is_article, latest_fit, said_of

CASES = [
    ("借三百万，费率最高多少？", "单户500万元及以下的费率不超过", 0.3, "three million are below five"),
    ("借三百万，费率最高多少？", "单户500万元以上的费率不超过", -0.6, "three million are not above five"),
    ("五百万以上的，费率最高多少？", "单户500万元及以下的费率不超过", -0.6, "the other case"),
    ("保险交够半年，能领多少？", "参加社会保险6个月以上的，按每人", 0.3, "half a year is six months"),
    ("费率最高多少？", "单户500万元以上的费率不超过", 0.0, "no case is asked"),
]


@pytest.mark.parametrize(("question", "before", "fit", "why"), CASES)
def test_a_number_is_of_the_case_asked(question: str, before: str, fit: float, why: str) -> None:
    assert case_fit(question, before) == fit, why


@pytest.mark.parametrize(
    ("question", "before", "fit", "why"),
    [
        ("乱倒垃圾的个人最多罚多少？", "对单位处", -0.5, "the fine of a body is no person's"),
        ("乱倒垃圾的个人最多罚多少？", "罚款，对个人处", 0.2, "laid on persons"),
        ("乱倒垃圾最多罚多少？", "对单位处", 0.0, "nobody is named"),
    ],
)
def test_a_fine_is_of_those_asked_about(question: str, before: str, fit: float, why: str) -> None:
    assert addressed_fit(question, before) == fit, why


def test_a_share_is_of_what_is_asked() -> None:
    assert of_other_base("经费要占GDP的百分之几？", "占财政经常性支出的比例不低于百分之六")
    assert not of_other_base("经费要占GDP的百分之几？", "占国内生产总值的比例不低于4%")
    assert not of_other_base("经费要占几成？", "占财政经常性支出的比例不低于百分之六"), "no base is asked"


def test_a_number_of_another_name_is_no_answer() -> None:
    said = "授予“甲技术”等4项成果二等奖，授予某教授等5名专家合作奖"
    assert of_other_name(["甲技术"], said, said.index("5名"))
    assert not of_other_name(["甲技术"], said, said.index("4项"))
    dated = "到2020年底，实现“双随机”监管全覆盖"
    assert not of_other_name(["双随机"], dated, dated.index("到2020")), "the name has no number of its own"


@pytest.mark.parametrize(
    ("question", "text", "found", "fit", "why"),
    [
        ("最晚什么时候交？", "原则上于2019年6月底前完成", "2019年6月底前", 0.15, "a deadline"),
        ("最晚什么时候交？", "2018年11月印发意见", "2018年11月", -0.4, "a day on which something was"),
        ("什么时候印发的？", "2018年11月印发意见", "2018年11月", 0.0, "no deadline is asked"),
    ],
)
def test_deadlines(question: str, text: str, found: str, fit: float, why: str) -> None:
    at = text.index(found)
    assert latest_fit(question, text, (at, at + len(found))) == fit, why


def test_numbers_as_documents_write_them() -> None:
    found = DATE.search("到二〇三五年实现")
    assert found is not None and found[0] == "到二〇三五年"
    times = MEASURES["count"].search("违法所得1倍以上5倍以下的罚款")
    assert times is not None and times[0] == "1倍以上5倍以下"
    one = re.search("一家", "每个省培育一家龙头机构")
    assert one is not None and not is_article("每个省培育一家龙头机构", one), "one for each is a number"
    assert said_of("公告时间最短多少日？", "公告时间不得少于三十日", (8, 11)) > 0
    assert TIMES_AS_MUCH.search("罚款按违法所得的几倍算？")
    assert re.search(ASKED["money"], "本钱总共是多少个亿？") and PIECES.search("编写多少本？")


def test_what_an_everyday_noun_counts() -> None:
    assert kind_asked_for("一共要身兼几样本事？") == "本事"
    assert kind_asked_for("是哪几样本事？") == "", "which, not how many"


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("文件里给了个什么称呼？", "another word for name"),
        ("这种竞争原文怎么称呼？", "how it is called"),
        ("这种方式原文写作什么？", "how it is written"),
    ],
)
def test_names_are_asked_for_in_many_ways(question: str, why: str) -> None:
    assert naming_plans._ASKED.search(question), why


def test_names_at_full_length() -> None:
    text = "实施新入职教师“入岗、适岗、胜岗”三年三阶段培养工程，"
    start = text.index("“")
    assert text[slice(*naming_plans._lengthened(text, (start, len(text) - 1)))].startswith("新入职教师“入岗")
    text = "建立校企“共聘共育”、“双栖制”引人用人机制。"
    chained = naming_plans._chained(text, text.index("“双"), len(text) - 1)
    assert text[slice(*chained)] == "“共聘共育”、“双栖制”引人用人机制"


def test_one_name_by_its_kind_is_no_list() -> None:
    assert naming_plans._ONE_NAME.search("政府要设一个什么基金？")
    assert naming_plans._ONE_NAME.search("捧走的是哪个奖？")
    assert not naming_plans._ONE_NAME.search("要建哪些制度？")
    assert naming_plans._described("一半在公司的用人办法，原文叫什么？") == "用人"


def test_slots_in_other_words() -> None:
    asked = slot_plans._AS.search("国家安全工作的先导是什么？")
    assert asked is not None and asked["noun"] == "先导"
    assert slot_plans._SLOT.search("要实施一项什么样的严格管理制度？")
    assert topic_plans._ANYONE.search("谁敢乱倒垃圾，最多罚多少？")
    assert not topic_plans._ANYONE.search("罚款由谁决定？")
