"""Tasks, clauses and annexes that a question only tells: by a bare noun, by their units, by what they are beside."""

from __future__ import annotations

from pathlib import Path

import pytest

import search
from kg.library import Library
from search.asking import ask
from search.asking.rephrasing import asked
from search.index import Engine

TOLD: list[tuple[str, list[object], str]] = [
    ("修条例的任务和优化鲁班工坊布局的任务，哪项的责任单位更多？", ["任务1", "5个对3个"], "two told by a bare noun"),
    ("支持混改后企业办学的任务里有、而政府和社会资本合作那项任务里没有的责任单位是哪两家？", ["市国资委", "市市场监管委"], "the second after 而"),
    ("工匠文化进校园和工匠故事资源库，两项任务都由哪些单位承担？", ["各区人民政府", "市委宣传部", "市教委"], "two counted behind a comma"),
    ("建实训基地集群的任务里，哪些单位没有出现在建虚拟仿真资源的任务里？", ["市人社局", "市发展改革委", "市财政局"], "a question runs through the second"),
    ("把探索举办产业学院、企业大学的任务和支持混改后企业办学的任务放在一起看，前者多了哪个责任单位？", ["市政务服务办"], "前者 is compared with the other"),
    ("建职业教育研究院和建产教融合研究院的任务，责任单位完全一样吗？", [False], "one noun for two"),
    ("正文第（十七）条里关于高层次人才引进和领军人物遴选的要求，最终由哪些单位落实？", ["市教委", "市科技局"], "a part of a clause is its task"),
    ("第（三）条中调整学费标准的那部分，哪几家负责？", ["市人社局", "市发展改革委", "市教委", "市财政局"], "the same without 关于"),
    ("人民银行天津分行唯一参与的那项任务，除它以外还有几家责任单位？", [9], "the unit that tells the task is set aside"),
    ("市司法局唯一参与的那项任务，责任单位一共几家？", [5], "and counts where all are asked"),
    ("市税务局只出现了一次，它参与的那项任务还有几家单位？", [4], "told in a clause before"),
    ("市文化和旅游局唯一露面的那项任务，排在第一位的是谁？", ["市教委"], "who is first may be the one told"),
    ("市人社局参与的任务里，由它打头的有几项？", [3], "它 is the unit named"),
    ("所有提到鲁班工坊的任务都有市外办参与吗？", [False], "every task, not some"),
    ("第五部分和第七部分的任务数谁多？", ["一样多，各4项"], "谁 asks for a part, not for units"),
    ("附件1的政策中，哪些在天津的对应任务只由市教委一家负责？", ["附件1第2项", "附件1第3项", "附件1第6项"], "items by their tasks"),
    ("附件1里有几项政策对应的任务不止一家责任单位？", [3], "items are counted, not tasks"),
    ("推进学分银行的责任单位和开展现代学徒制的责任单位一模一样吗？", [False], "two told by their matter with their units behind"),
    ("鼓励社会力量多元办学的第（二）条与打造技术创新聚集区的第（五）条相比，哪一条牵涉的责任单位（去重）多？各多少个？", ["第（二）条", "8个对7个"], "told before its number"),
    ("市社科联参与的那些任务里，一共点到了哪几所大学的名字？", ["南开大学", "天津大学", "天津职业技术师范大学"], "names of a kind in the tasks of a unit"),
    ("52项任务中哪一项牵涉的责任单位最多，有几个？", ["任务7", "10个"], "units are counted by the question's word"),
    ("既没有市教委、又写明了具体责任单位的任务有哪些？", ["任务11", "任务52"], "a task without units names none"),
    ("哪些条的任务没有一项涉及市教委以外的单位？", ["第（十八）条"], "no other unit in any task"),
    ("任务清单52项里，完成期限最早的是哪一项？", [], "no task has a date to be ranked by"),
    ("责任单位写到“市金融局”的任务，一共有几个责任单位？", [10], "the one named is among all"),
]  # fmt: skip
INSIDE: list[tuple[str, list[object], str]] = [
    ("市税务局参与的那项任务，要在企业设哪两种岗？", ["学徒岗", "实习岗"], "told by its unit"),
    ("责任单位最多的那项任务里，要认证多少家企业？", [100], "told by a number"),
    ("市国资委和市市场监管委都参与的那项任务，支持企业用哪些方式办学？", ["独资", "合资", "合作"], "told by two units"),
    ("市司法局唯一参与的那项任务，要修订的是哪部法规？", ["天津市职业教育条例"], "a document it cites"),
    ("任务43里流动岗位的比例不能超过多少？", [30], "told by its number"),
    ("任务8里学徒岗和实习岗各设多少个？", [], "what its words do not number is refused"),
]
PARTS: list[tuple[str, list[object], str]] = [
    ("除了第（七）条，还有哪些条提到了天津职业技术师范大学？", ["第（十三）条", "第（十六）条"], "set aside by number"),
    ("除了专讲国际化标准模式的那一条，正文还有哪些条提到了鲁班工坊？", ["第（十五）条", "第（十八）条"], "set aside by its matter"),
    ("提到“大国工匠”的条款有几条，分别是哪几条？", ["2条", "第（五）条", "第（十）条"], "number and members"),
    ("附件1里有没有提到学分银行？", [False], "known to the text, not to the annex"),
    ("滨海新区引进世界知名大学合作办学这件事，附件1里也有吗？如果有，是第几项？", [True, "附件1第4项"], "the same in other words, and where"),
    ("引言里提到《中国教育现代化2035》了吗？", [True], "what stands before the first part"),
    ("两张清单分别列了多少项？", ["6项", "52项"], "each annex for itself"),
    ("海外鲁班工坊的总目标里，扣掉非洲那部分还剩多少个？", [10], "the rest of two figures"),
    ("在现行调控线上再加满允许的增量，院校绩效工资总量最高合计相当于公务员可比收入的几倍？", [2.5], "one figure upon another"),
]  # fmt: skip


@pytest.fixture(scope="module")
def engine(tianjin_home: Path) -> Engine:
    return search.open(Library(tianjin_home))


@pytest.mark.parametrize(("question", "expected", "why"), [*TOLD, *INSIDE, *PARTS])
def test_what_a_question_only_tells_is_found(engine: Engine, question: str, expected: list[object], why: str) -> None:
    answer = ask(engine, question)
    got = sorted((v.value for v in answer.values), key=str)
    assert got == sorted(expected, key=str), f"{why}: read as {answer.interpretation}"


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("把用工消息挂出来，是哪三家的差事？", "把用工消息挂出来由哪些单位负责？"),
        ("给高端人才拨钱，这事落在哪两家头上？", "给高端人才拨钱，这事落在哪几家头上？"),
        ("一块儿办学院这事，市里派了哪几家？", "一块儿办学院这事由哪些单位负责？"),
    ],
)
def test_whose_work_it_is_in_everyday_words(question: str, meant: str) -> None:
    assert asked(question) == meant


TABLE = """某市健康工作方案

一、目标
（一）提高健康水平。

附件

各部门重点工作
部门\t重点工作\t对应的健康因素
市教育局\t开展“护眼行动”，改善学校卫生。\t健康素养、健康环境
市公安局\t维护治安，开展“平安行动”。\t社会环境、意外伤害、健康环境
市财政局\t保障经费。\t健康资源
市工信局\t开展“护眼行动”，制订职工健康政策。\t健康环境、意外伤害
市总工会\t推广健康活动。\t健康素养、健康资源
"""


@pytest.fixture(scope="module")
def health(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    home = tmp_path_factory.mktemp("health")
    (home / "text.txt").write_text(TABLE, encoding="utf-8")
    library = Library(home / "home")
    library.ingest_all([home / "text.txt"])
    return search.open(library)


@pytest.mark.parametrize(
    ("question", "expected", "why"),
    [
        ("市公安局和市工信局对应的健康因素有哪些是共同的？", ["意外伤害", "健康环境"], "what both cells list"),
        ("市公安局有而市教育局没有的对应的健康因素是哪些？", ["社会环境", "意外伤害"], "what one lists alone"),
        ("市公安局和市财政局谁对应的健康因素多，各几项？", ["市公安局", "3项对1项"], "which lists more"),
        ("对应的健康因素里只写了“健康资源”的是哪个部门？", ["市财政局"], "the cell says nothing else"),
        ("对应的健康因素写了“健康素养”的部门有几个，是哪几个？", ["2个", "市教育局", "市总工会"], "number and members"),
        ("要开展“护眼行动”的部门有哪些？", ["市教育局", "市工信局"], "quoted words beside bodies"),
    ],
)
def test_cells_side_by_side(health: Engine, question: str, expected: list[object], why: str) -> None:
    answer = ask(health, question)
    assert [v.value for v in answer.values] == expected, f"{why}: read as {answer.interpretation}"
