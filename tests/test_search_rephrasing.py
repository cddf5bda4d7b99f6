"""Commands, entries of a search box and the many ways of asking whose work something is."""

from __future__ import annotations

from pathlib import Path

import pytest

import search
from kg.library import Library
from search.answer import ask
from search.index import Engine
from search.rephrasing import asked


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
        ("告诉我学分银行归谁管", "学分银行归谁管", "a command before a question"),
        ("双师型的含义", "双师型的含义是什么？", "a meaning"),
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
