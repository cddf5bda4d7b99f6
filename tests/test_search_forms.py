"""The same question in another plain form is the same question."""

from __future__ import annotations

from pathlib import Path

import pytest

import search
from kg.library import Library
from search.asking import ask
from search.asking.choosing import without_title
from search.asking.matter.two_cases import said_of_other_case
from search.asking.rephrasing import asked
from search.asking.speaker import without_speaker
from search.index import Engine


@pytest.fixture(scope="module")
def engine(tianjin_home: Path) -> Engine:
    return search.open(Library(tianjin_home))


@pytest.mark.parametrize(
    ("said", "meant", "why"),
    [
        ("意见提出在海外建成多少个工坊？", "在海外建成多少个工坊？", "the text always says it"),
        ("按照这份意见，教师由谁派出？", "教师由谁派出？", "a document in front with a comma"),
        ("文件要求配齐辅导员吗？", "配齐辅导员吗？", "a duty asked after"),
        ("文件里说的“三步走”指什么？", "“三步走”指什么？", "a word as the text says it"),
        ("意见里谁负责制定教材管理实施细则？", "谁负责制定教材管理实施细则？", "a question word behind it"),
        ("根据文件精神，教师由谁派出？", "教师由谁派出？", "its spirit"),
        ("意见提出了哪些措施？", "意见提出了哪些措施？", "what is put forward is asked"),
        ("文件规定几个部分？", "文件规定几个部分？", "the build of the document is asked"),
        ("意见里哪一条讲学分银行的建设？", "意见里哪一条讲学分银行的建设？", "a place in the document is asked"),
        ("文件里管它叫什么？", "文件里管它叫什么？", "a name in the text"),
        ("方案的附件有多少项？", "方案的附件有多少项？", "nothing is said to say it"),
    ],
)
def test_who_says_it_is_not_asked(said: str, meant: str, why: str) -> None:
    assert without_speaker(said) == meant, why


@pytest.mark.parametrize(
    ("said", "meant", "why"),
    [
        ("经办单位是谁呀？", "经办单位是谁？", "a particle"),
        ("补贴到底由谁发？", "补贴由谁发？", "haste"),
        ("培训周期到底层吗？", "培训周期到底层吗？", "到 and 底层"),
        ("疫苗也包括在内么？", "疫苗也包括在内吗？", "么 for 吗"),
        ("这是为什么？", "这是为什么？", "什么 is no 么"),
        ("进口药能带走，对吗？", "进口药能带走吗？", "a doubt behind it"),
        ("进口药能带走，是不是？", "进口药能带走吗？", "the same in other words"),
        ("办事可不可以收钱？", "办事可以收钱吗？", "leave in two words"),
        ("未成年人可否参加？", "未成年人可以参加吗？", "the same in one word"),
        ("谁可不可以参加？", "谁可不可以参加？", "something else is asked besides"),
        ("推进修订工作的责任单位，有哪些？", "推进修订工作的责任单位有哪些？", "a pause"),
        ("责任单位都有啥？", "责任单位有哪些？", "bodies, of which several are asked for"),
        ("音像记录设备分别是什么？", "音像记录设备有哪些？", "the members of one thing"),
        ("“一行”和“一网”分别是什么？", "“一行”和“一网”分别是什么？", "two things, each explained"),
        ("从业机构怎么解释？", "从业机构是指什么？", "a word to be explained"),
        ("什么是无废城市？", "无废城市是指什么？", "the same in front"),
        ("这份办法由谁解释？", "这份办法由谁解释？", "who explains the document"),
        ("这个称号怎么称呼？", "这个称号叫什么？", "a name"),
        ("应当提交什么材料？", "应当提交哪些材料？", "things of which there are several"),
        ("采取什么采购方式？", "采取什么采购方式？", "one way"),
        ("试点选了多少城市？", "试点选了多少个城市？", "things counted"),
        ("投入了多少资金？", "投入了多少资金？", "money is not counted in pieces"),
        ("哪些单位负责加强宣传推介？", "加强宣传推介由哪些单位负责？", "whose work it is"),
        ("负责加强宣传推介的是谁？", "加强宣传推介由谁负责？", "the same the other way round"),
        ("谁负责为行动提供技术支持？", "谁负责为行动提供技术支持？", "it would end in a case word"),
        ("官方管这种房子称为啥？", "官方管这种房子叫什么？", "everyday and official words for one"),
        ("试点收钱，可以还是不可以？", "试点收钱可以吗？", "both answers offered"),
        ("关于从业机构这个问题，由谁监管？", "从业机构由谁监管？", "a matter named in front"),
        ("责任单位具体有哪些？", "责任单位有哪些？", "haste in another word"),
        ("工坊，计划建设多少个？", "工坊，计划建设多少个？", "too short to be told from a clause"),
        ("海外鲁班工坊，计划建设多少个？", "海外鲁班工坊计划建设多少个？", "a pause before a number"),
        ("修订工作是谁负责的。", "修订工作由谁负责？", "a full stop behind a question"),
        ("职业学校能用土地换钱不？", "职业学校能用土地换钱吗？", "不 that asks"),
        ("这样做到底行不行？", "这样做到底行不行？", "不 between two verbs"),
        ("就业见习人员啥意思？", "就业见习人员是指什么？", "a word to be explained"),
        ("见习补贴，请问由谁发放？", "见习补贴由谁发放？", "asking in the middle"),
        ("哪一项最多？请给出序号。", "哪一项最多？请给出序号。", "a wish behind the question"),
        ("列出音像记录设备？", "音像记录设备有哪些？", "a command with a question mark"),
    ],
)
def test_a_form_is_put_as_the_common_one(said: str, meant: str, why: str) -> None:
    assert asked(said) == meant, why


def test_a_whole_title_in_front_is_taken_off() -> None:
    title = "国务院办公厅关于印发试点工作方案的通知"
    assert without_title(f"{title}里，试点由谁负责？", title) == "试点由谁负责？", "without its marks"


def test_a_sentence_of_two_cases() -> None:
    text = "仍为国有控股的企业，学校隶属关系不变；国有资本不再控股的，学校优先划转给行业办学。"
    question = "国有资本不再控股的企业，学校隶属关系仍然不变吗？"
    assert said_of_other_case(question, text, 3) == "国有资本不再控股的，学校优先划转给行业办学", (
        "the other half says it"
    )
    assert said_of_other_case("学校隶属关系不变吗？", text, 3) is None, "no case is named"
    assert said_of_other_case(question, "学校隶属关系不变。", 0) is None, "one case only"


@pytest.mark.parametrize(
    ("question", "values", "why"),
    [
        ("请问意见提出在海外建成多少个鲁班工坊？", [20], "no list of what is put forward"),
        ("海外鲁班工坊要建多少个呢？", [20], "a particle"),
        ("意见里谁负责制定天津市职业学校教材管理实施细则？", ["市教委"], "not who issued the document"),
        ("按照这份意见，EPIP是什么的缩写？", ["工程实践创新项目"], "the document is named in front"),
        ("非洲的鲁班工坊建设任务一共是多少个？", [10], "任务 is what is to be reached"),
        ("混改后国有资本不再控股的企业，其所属职业学校的隶属关系仍然不变吗？", [False], "the other case"),
        ("混改后仍为国有控股的市级企业，其所属职业学校隶属关系不变吗？", [True], "this case"),
        ("院校增加绩效工资总量，所依据的现行公务员可比收入调控线是几倍？", [1.5], "the line, not what is added"),
    ],
)
def test_another_form_has_the_same_answer(engine: Engine, question: str, values: list[object], why: str) -> None:
    assert [v.value for v in ask(engine, question).values] == values, why
