"""The dress of a question apart from the question: who asks and why, greetings, haste, thanks; never a condition."""

from __future__ import annotations

from pathlib import Path

import pytest

import search
from kg.library import Library
from search.asking import ask
from search.asking.dress import undressed
from search.index import Engine

_PLAIN = "学分银行建设由哪些单位负责？"

DRESSES = [
    "请报一下：{}", "我在区里工作，想统计一下，{}", "我写论文想问：{}", "我们银行做研究用：{}", "顺便问一下，{}", "{}谢谢！",
    "{}（急）", "急，在线等：{}", "您好！我是一名教师，想请教一个问题：{}", "刚看到这份文件，有点没弄懂，{}", "作为家长我很关心，{}",
    "我是记者，写稿要核实，{}", "下午开会要用，{}", "{}请简要回答。", "{}麻烦告诉我一声", "{}给个准话", "谁能告诉我，{}", "{}有没有人知道？",
    "【咨询】{}", "问题：{}", "导师让我查资料，{}", "我们科长催得紧，想确认{}", "老师您好，{}辛苦您了", "我爸让我问，{}", "我朋友托我打听一下，{}",
    "昨晚跟人争论，{}", "{}我好填表", "{}写稿子用", "下周要答辩了，{}", "如题，{}", "微信上看到有人讨论，{}", "{}先谢过了", "话说{}", "区里要开座谈会，让我准备材料，{}",
]  # fmt: skip


@pytest.fixture(scope="module")
def engine(tianjin_home: Path) -> Engine:
    return search.open(Library(tianjin_home))


@pytest.mark.parametrize("dress", DRESSES)
def test_the_question_alone_is_left(dress: str) -> None:
    assert undressed(dress.format(_PLAIN)) == _PLAIN


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("我是残疾人，能领多少补贴？", "who asks is the condition"),
        ("我是退役军人，想问学费减免多少？", "so it is before a word of asking"),
        ("我家在农村，想问低保标准是多少？", "a place the answer depends on"),
        ("我家三个孩子，想问补贴多少？", "a number"),
        ("我们厂的老总想去学校兼课，这事由哪几家单位负责？", "the question points back"),
        ("听说要成立领导小组，组长由谁来当？", "hearsay that names the thing"),
        ("公司注销了，我想问社保怎么办？", "what has happened"),
        ("教师写论文，奖励由谁发？", "not the one who asks"),
        ("老师上课，能不能收费？", "the subject of the question"),
        ("学分银行由谁负责？请写出任务序号。", "what is wanted of the answer"),
        ("查处违规行为由谁负责？", "a verb of asking inside a word"),
        ("大学自己做主招老师、评教授，由谁指导？", "a list"),
    ],
)
def test_a_condition_stays(question: str, why: str) -> None:
    assert undressed(question) == question, why


@pytest.mark.parametrize("dress", DRESSES[::3])
def test_the_answer_is_the_same(engine: Engine, dress: str) -> None:
    for plain in ("海外要建多少个鲁班工坊？", "领导小组组长是谁？"):
        bare, dressed = ask(engine, plain), ask(engine, dress.format(plain))
        assert [v.value for v in dressed.values] == [v.value for v in bare.values]
        assert dressed.question == dress.format(plain), "the answer repeats what was typed"
