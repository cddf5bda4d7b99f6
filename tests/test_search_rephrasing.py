"""Commands, entries of a search box and the many ways of asking whose work something is."""

from __future__ import annotations

from pathlib import Path

import pytest

import search
from kg.library import Library
from search.asking import ask
from search.asking.rephrasing import asked
from search.index import Engine


@pytest.fixture(scope="module")
def engine(tianjin_home: Path) -> Engine:
    return search.open(Library(tianjin_home))


@pytest.mark.parametrize(
    ("said", "meant", "why"),
    [
        ("列出市人社局负责的任务", "市人社局负责的任务有哪些？", "a command"),
        ("麻烦帮我列一下第五条的任务", "第五条的任务有哪些？", "politeness before it"),
        ("把两个领导小组的职责都列出来。", "两个领导小组的职责有哪些？", "what is wanted stands before the verb"),
        ("查一下示范园区的数量", "示范园区有多少？", "a number"),
        ("示范园区 数量", "示范园区有多少？", "two entries of a search box"),
        ("财政补助的比例", "财政补助的比例是多少？", "a share"),
        ("竣工验收的期限", "竣工验收的期限是什么时候？", "a time"),
        ("试点工作的经办单位是？", "试点工作的经办单位有哪些？", "a question left open"),
        ("说说领导小组的组长", "领导小组的组长是谁？", "a person"),
        ("第九条的主要内容", "第九条讲了什么？", "a whole provision"),
        ("告诉我学分银行归谁管", "学分银行归谁管？", "a command before a question"),
        ("双师型的含义", "双师型的含义是什么？", "a meaning"),
        ("请判断：示范园区建成后可以扩大。", "示范园区建成后可以扩大吗？", "a statement to be judged"),
        ("示范园区可以扩大，真的假的？", "示范园区可以扩大吗？", "a doubt behind a statement"),
        ("示范园区的量化目标是什么？", "示范园区有多少？", "a target in figures"),
        ("示范园区要建够几个才算数？", "示范园区要达到多少个？", "how many are enough"),
        ("学分银行的内容在什么位置？", "学分银行写在哪一条？", "a place in the text"),
        (
            "甲和乙哪家任务更多，几对几？",
            "甲和乙哪家任务更多，几比几，各多少？",
            "both counts, the one against the other",
        ),
        ("甲和乙谁的任务多？请给出项数。", "甲和乙谁的任务多？各多少？", "both counts, as a command"),
        ("哪一章的条数更少？", "哪一章的条款更少？", "how many clauses"),
        ("办公室设在哪里？", "办公室设在哪里？", "a place in the world"),
        ("阶段怎么划分？", "阶段分别是什么？", "parts of a thing"),
        ("能不能列为重点？", "能不能列为重点？", "a question that has the verb of a command"),
        ("老师去工厂锻炼", "老师去工厂锻炼", "a topic wants nothing in particular"),
        ("学分银行由谁负责？", "学分银行由谁负责？", "a question stays"),
    ],
)
def test_what_a_command_asks(said: str, meant: str, why: str) -> None:
    assert asked(said) == meant, why


@pytest.mark.parametrize(
    "form",
    [
        "{}，哪几家一起推？", "{}，哪些衙门有份？", "哪些机构参与{}？", "请列出{}的责任单位。", "{}的经办单位是？", "{} 责任单位",
        "{}，活儿派给了谁？", "{}这件事落在哪家头上？", "{}归哪个口子管？", "{}，哪几方要参与？", "{}，这担子压在谁肩上？",
        "{}，板子打在谁身上？", "把{}的责任部门告诉我", "{}得找哪些单位协调？", "谁该为{}出力？", "{}，由哪几个局委来办？",
    ],
)  # fmt: skip
def test_whose_work_it_is(engine: Engine, form: str) -> None:
    answer = ask(engine, form.format("职业学校教师定期到企业实践"))
    assert [v.value for v in answer.values] == ["市教委"]
    assert answer.question == form.format("职业学校教师定期到企业实践"), "the answer repeats what was typed"


@pytest.mark.parametrize(
    ("entry", "values", "why"),
    [
        ("把提到鲁班工坊的条款都列出来", ["第（十一）条", "第（十五）条", "第（十八）条"], "a set"),
        ("海外鲁班工坊的建设数量", [20], "a number"),
        ("说说领导小组组长", ["教育部部长", "天津市市长"], "persons"),
    ],
)
def test_an_entry_is_answered(engine: Engine, entry: str, values: list[object], why: str) -> None:
    assert [v.value for v in ask(engine, entry).values] == values, why


@pytest.mark.parametrize(
    ("question", "values", "why"),
    [
        ("工程实践创新项目教学模式的英文缩写是什么？", ["EPIP"], "the short form in brackets"),
        ("政府与社会资本合作模式用字母怎么写？", ["PPP"], "the name goes on behind the brackets"),
        ("海外要推的那种教法，缩写是四个字母，中文全称是什么？", ["工程实践创新项目"], "known by its length alone"),
        ("示范区的简称是什么？", [], "none is given"),
    ],
)
def test_short_forms(engine: Engine, question: str, values: list[str], why: str) -> None:
    assert [v.value for v in ask(engine, question).values] == values, why
