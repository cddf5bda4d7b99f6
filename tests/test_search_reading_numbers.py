"""What a sentence says to a yes-or-no question, and which numbers, terms and places a sentence gives."""

from __future__ import annotations

import pytest

from search.asking.matter.figures import contradicts
from search.asking.matter.listed_count import asks_listed
from search.asking.matter.measures import (
    DATE,
    MEASURES,
    bound_fit,
    governs,
    is_said,
    not_yearly,
    other_dimension,
    other_money,
    speaks_of_before,
)
from search.asking.matter.polarity import denied
from search.asking.matter.slogan_plans import is_members
from search.asking.matter.where_plans import asked_kind

POLARITY = [
    ("可不可以强制群众下载？", "不得强制群众下载", True, "可不可以 asks and denies nothing"),
    ("能购买粉丝吗？", "严禁购买粉丝", True, "a prohibition"),
    ("未经审核可以作出决定吗？", "未经审核的，不得作出决定", True, "the condition of both is no denial"),
    ("学校的隶属关系会变吗？", "学校隶属关系不变", True, "what stays does not change"),
    ("工资可以比公务员少吗？", "工资不低于公务员工资", True, "not below is not less"),
    ("小学要一律关掉吗？", "优化布局，保留并办好必要的小学", True, "what is kept in part is not done to all"),
    ("学校都要交给局里吗？", "国有控股的，隶属关系不变；不再控股的，划转", True, "two cases are not all"),
    ("地方可以自己编教材吗？", "教材实行国家统一编写", True, "by one for all is not by each"),
    ("这意味着没有垃圾吗？", "并不是没有固体废物", True, "the text says it does not mean that"),
    ("免税进口的设备也市场化运营吗？", "设备市场化运营（免税进口的设备按有关规定执行）", True, "taken out in brackets"),
    ("抽查家数有没有封顶？", "一般检查事项设定抽查比例上限", False, "a ceiling is set"),
    ("抽查家数有没有封顶？", "抽查比例不设上限", True, "no ceiling"),
    ("别的地方也要防震吗？", "其他地区不完全排除发生地震的可能", False, "not ruled out is no denial"),
    ("念书不用交钱的范围会变大吗？", "扩大免费教育范围", False, "free is what the question says itself"),
    ("可以办培训吗？", "可办培训", False, "leave"),
    ("基地没通过评估要取消吗？", "不合格的，取消其资格", False, "the deed asked is the denial itself"),
    ("消费扶贫是强制摊派吗？", "消费扶贫是一种扶贫方式", True, "what none compels is free"),
    ("经费能随便改用途吗？", "对经费进行预算评审", True, "no text leaves things to whim"),
    ("人员能随意组队吗？", "按规定自主组建团队", False, "unless it says so"),
    ("男安检员可以检查女乘客吗？", "对女性应当由女性工作人员检查", True, "what women are to do men may not"),
    (
        "学校能放到最后一期盖吗？",
        "应当与首期项目同步施工",
        True,
        "what is built at the same time is not left for the end",
    ),
    ("能请从中得好处的专家吗？", "不得选择有直接利害关系的专家", True, "who has a stake stands aside"),
    ("用不用交增值税？", "收入免征增值税", True, "用不用 asks and denies nothing"),
    ("隔一年能再申请吗？", "三年内不得再次申请", True, "三年内不得 bars what is sooner"),
    ("两年内还能再申请吗？", "两年内不得再次申请", True, "and what is as soon"),
]


@pytest.mark.parametrize(("question", "sentence", "no", "reason"), POLARITY)
def test_what_a_sentence_says_to_a_question(question: str, sentence: str, no: bool, reason: str) -> None:
    assert denied(question, sentence, sentence) is no, reason


BOUNDS = [
    ("至少要锻炼多久？", "每年至少", "1个月", 0.2, "a floor for who asks for the least"),
    ("最多能占几成？", "按不低于", "20%", -0.3, "a floor is no ceiling"),
    ("最多能占几成？", "不得超过职工总数的", "30%", 0.2, "a ceiling for who asks for the most"),
    ("一年里起码要下厂多久？", "应用型高校教师每年至少", "1个月", 0.5, "what falls to each year, and the least"),
    ("经费是多少？", "安排", "5万元", 0.0, "no bound asked, none told"),
]


@pytest.mark.parametrize(("question", "before", "found", "fit", "reason"), BOUNDS)
def test_bounds_fit_bounds(question: str, before: str, found: str, fit: float, reason: str) -> None:
    assert bound_fit(question, before, found) == pytest.approx(fit), reason


SAID = [
    ("一个单位能开几个号？", "一个单位在同一平台只开设一个账号", "一个", 0, True, "the question's own 一个单位"),
    ("一个单位能开几个号？", "一个单位在同一平台只开设一个账号", "一个", 1, False, "the other 一个 counts accounts"),
    ("2025年要达到多少？", "到2025年达到75%", "2025年", 0, True, "the year asked of"),
]


@pytest.mark.parametrize(("question", "text", "number", "nth", "said", "reason"), SAID)
def test_numbers_of_the_question_are_no_answer(
    question: str, text: str, number: str, nth: int, said: bool, reason: str
) -> None:
    start = [i for i in range(len(text)) if text.startswith(number, i)][nth]
    assert is_said(question, text, (start, start + len(number))) is said, reason


NUMBERS = [
    ("every", "家庭医生应每季度至少主动联系1次", "每季度至少主动联系1次", "how often"),
    ("money", "累计人民币10万元以上的", "人民币10万元以上", "a sum with its bound"),
    ("count", "建设市、区、家五级服务体系", "五级", "levels in words"),
    ("count", "建设2至3个产业学院", "2至3个", "a range"),
]


@pytest.mark.parametrize(("measure", "text", "number", "reason"), NUMBERS)
def test_numbers_as_documents_write_them(measure: str, text: str, number: str, reason: str) -> None:
    found = MEASURES[measure].search(text)
    assert found is not None and found[0] == number, reason


def test_dates_are_whole() -> None:
    assert [m[0] for m in DATE.finditer("于2019年9月底前完成，2020年起每年1月底前完成")] == [
        "2019年9月底前",
        "2020年起",
        "每年1月底前",
    ]
    assert governs("2019年6月底前，研究建立体系。", (0, 9), 0), "a date that opens a sentence rules it"
    assert speaks_of_before("2020年起，每年1月底前完成上述工作。"), "上述工作 is told before"
    assert not speaks_of_before("各单位于9月底前完成移交。"), "a deed of its own"


def test_figures_of_another_kind() -> None:
    assert other_money("要被罚多少钱？", "累计金额10万元以上的应当报告"), "nothing is said of a fine"
    assert not other_money("要被罚多少钱？", "处5万元以下罚款"), "a fine"
    assert other_dimension("薄膜要回收多少？", "禁止生产厚度低于"), "thickness is not what is collected"
    assert not_yearly("一年要建几家？", "在海外建成20个"), "twenty in all are not so many a year"
    assert not not_yearly("一年最少要待多久？", "每年至少1个月"), "a month each year"
    assert not_yearly("每个月发多少钱？", "参加保险6个月以上的，按每人3000元给予补贴"), (
        "months that pass are not each month"
    )
    assert not not_yearly("月月起码给多少补贴？", "每月提供不低于最低工资标准80%的补贴"), "what falls to each month"
    assert not not_yearly("每年花的占百分之几？", "支出占比不低于4%"), "a share of each year need not name it"
    assert not other_dimension("薄膜厚度低于多少？", "禁止生产厚度低于"), "thickness is asked"


LISTED = [
    ("文件一共列举了几类单位？", True, "how many"),
    ("一口气点了多少个部门的名？", True, "how many, by name"),
    ("列举了哪几个产业？", False, "which ones"),
    ("一共有几个部门？", False, "nothing is said of a list"),
]


@pytest.mark.parametrize(("question", "asks", "reason"), LISTED)
def test_counts_of_what_is_listed(question: str, asks: bool, reason: str) -> None:
    assert (asks_listed(question) is not None) is asks, reason


PLACES = [
    ("是哪一条定的？", True, "Clause", "the clause that lays it down"),
    ("第几部分提到高楼？", True, "Section", "a part"),
    ("分工表里是第几项？", True, "Task", "an item of the table of tasks"),
    ("鲁班工坊在哪里提到？", False, "Clause", "in which place"),
    ("清单里是第几项？", False, "Task", "an item of any numbered list"),
    ("哪一项任务最多？", True, None, "a comparison of tasks"),
]


@pytest.mark.parametrize(("question", "tasks", "kind", "reason"), PLACES)
def test_kinds_of_places_asked_for(question: str, tasks: bool, kind: str | None, reason: str) -> None:
    assert asked_kind(question, tasks) == kind, reason


MEMBERS = [
    (["对象名录库", "人员名录库"], 2, "库", True, "two, each a 库"),
    (["南开大学", "天津大学", "职业学校"], 5, "业", False, "three schools are no 五业"),
    (["《诉讼要素表》", "《抗辩释明表》"], 2, "表", True, "titles that end with it"),
    (["开放教育", "社区教育", "老年教育"], 3, "教", False, "教育 is another word than 教"),
    (["职业教育", "高等教育", "继续教育"], 3, "同", False, "three of another kind are no 三同"),
]


@pytest.mark.parametrize(("items", "count", "noun", "members", "reason"), MEMBERS)
def test_members_of_a_slogan(items: list[str], count: int, noun: str, members: bool, reason: str) -> None:
    assert is_members(items, count, noun) is members, reason


FIGURES = [
    ("能不能只存五年？", "至少保存10年", True, "five years are less than the least"),
    ("能超过一年吗？", "最长不超过12个月", True, "twelve months are the most"),
    ("可以占两成吗？", "不超过总数30%", False, "within the ceiling"),
    ("可以低于七成吗？", "不低于最低工资标准80%", True, "below the floor"),
    ("可以低于九成吗？", "不低于最低工资标准80%", False, "between the floor and the figure there is room"),
    ("2025年能达到吗？", "不超过3年", None, "a calendar year is no period"),
    ("能占三成吗？", "不超过3年", None, "of another kind"),
]


@pytest.mark.parametrize(("question", "sentence", "no", "reason"), FIGURES)
def test_figures_against_bounds(question: str, sentence: str, no: bool | None, reason: str) -> None:
    assert contradicts(question, sentence) is no, reason
