"""Rows of a printed table by kinds and groups, and units at the ends of provisions: documents written for the test."""

from __future__ import annotations

import pytest

import search
from kg.library import Library
from search.asking import ask
from search.index import Engine

HOSPITAL = """某省县级医院考核工作方案
一、总体要求
（一）考核目的。提高县级医院管理水平，保证考核公平。
附件
县级医院考核指标
一级指标\t二级指标\t指标性质\t指标说明
一、医疗服务\t1.床位使用率▲\t定量\t计算方法：使用床日数与开放床日数之比。
2.门诊预约率▲\t定量\t计算方法：预约人次与门诊人次之比。
3.病历书写质量\t定性\t查阅文件资料。
二、财务运行\t4.药品收入占比▲\t定量\t计算方法：药品收入与总收入之比。
5.预算执行情况\t定性\t查阅文件资料。
三、人才队伍\t6.医护人员比\t定量\t计算方法：医师与护士之比。
7.进修培训安排\t定性\t查阅文件资料。
四、群众评价\t8.患者满意程度▲\t定量\t计算方法：调查得分。
9.职工满意程度▲\t定量\t计算方法：调查得分。
注：指标中加“▲”的为省级监测指标。
"""
SCHOOL = """江西省推进校园健身实施意见
一、重点任务
（一）改造操场。翻修旧场地，增设灯光。（省教育厅、省财政厅负责。以下责任单位均包括各设区市人民政府，不再列出）
（二）培训教练。每年集中轮训。（省体育局、省教育厅、省人力资源社会保障厅负责）
（三）组织比赛。逐级举办联赛。（省教育厅、省体育局负责）
（四）保障经费。列入预算。（省财政厅、省教育厅、省发展改革委、省体育局负责）
"""
WASTE = """某省城市固体废物治理试点方案
一、主要任务
（一）减少包装。推广循环包装。（省商务厅、省邮政局指导）建设回收网点。（省商务厅指导，省供销社参与）
（二）利用秸秆。推动还田利用。（省农业农村厅指导）回收废旧农膜。（省农业农村厅、省商务厅指导）
（三）处理危废。完善收集体系。（省生态环境厅、省交通运输厅指导）加强排查。（省生态环境厅指导）
（四）开展评估。编制统计方法。（省生态环境厅、省统计局指导）公布结果。（省生态环境厅指导）
"""
CITY = """某市健康生活实施方案
一、主要工作
（一）加强宣传。各部门应当广泛宣传健康知识。
附件
各部门重点工作
部门\t重点工作\t对应的健康因素
市城管局\t加强园林绿化，开展健康步道、街心公园建设。\t生活环境、健康促进
市水务集团\t改善供水设施，开展健康步道、街心公园建设。\t生活环境
市教育局\t改善学校食堂，开设健康课程。\t健康素养、健康促进、疾病防控
市总工会\t宣传职业防护技能，组织体检。\t健康素养、健康促进
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    home = tmp_path_factory.mktemp("groups")
    texts = {"hospital": HOSPITAL, "school": SCHOOL, "city": CITY, "waste": WASTE}
    for name, text in texts.items():
        (home / f"{name}.txt").write_text(text, encoding="utf-8")
    library = Library(home / "home")
    library.ingest_all([home / f"{name}.txt" for name in texts])
    return search.open(library)


KINDS = {
    "two groups": (
        "县级医院考核指标里，标▲的是“医疗服务”名下多还是“财务运行”名下多？各几个？",
        ["医疗服务", "2个对1个"],
    ),
    "two kinds": ("县级医院考核指标里，定量指标比定性指标多几个？", ["3个"]),
    "one kind among another": (
        "县级医院考核指标中，定量的有几个？其中不属于省级监测指标的是哪一个？",
        ["6个", "医护人员比"],
    ),
    "no such row": ("县级医院考核指标里，哪些一级指标下没有省级监测指标？", ["人才队伍"]),
    "only such rows": ("县级医院考核指标里，哪个一级指标下的二级指标全是省级监测指标？", ["群众评价"]),
    "both kinds": (
        "县级医院考核指标里，哪些一级指标下既有定性指标又有定量指标？",
        ["医疗服务", "财务运行", "人才队伍"],
    ),
    "the fewest, with none": ("县级医院考核指标里，哪个一级指标的省级监测指标最少？有几个？", ["人才队伍", "0个"]),
    "each": ("县级医院考核指标里，省级监测指标和非省级监测指标各有几个？", ["5个", "4个"]),
    "together": ("县级医院考核指标里，“医疗服务”和“财务运行”合起来有几个定性指标？", [2]),
    "whether all": ("县级医院考核指标里，“群众评价”下的指标全是省级监测指标吗？", [True]),
    "groups of a size": ("县级医院考核指标里，哪个一级指标只有3个二级指标？", ["医疗服务"]),
    "a row that holds a group's word": ("县级医院考核指标里，“患者满意程度”的指标性质是什么？", ["定量"]),
}
UNITS = {
    "counted in brackets": ("校园健身意见各条末尾的责任分工，省财政厅一共出现在几条里？", [2]),
    "two units": (
        "省体育局与省财政厅，谁在校园健身意见的责任分工里出现的条数更多？分别是几条？",
        ["省体育局", "3条对2条"],
    ),
    "the measure of the question": (
        "校园健身意见里，哪一条括号里列的省级责任单位最多？列了多少个？",
        ["第（四）条", "4个"],
    ),
    "by how many": ("省教育厅和省财政厅，哪一个在校园健身意见的分工里露面更多，多几条？", ["省教育厅", "2条"]),
    "units carried on stand last": ("校园健身意见里由省体育局排在第一位负责的是哪一条？", ["第（二）条"]),
    "none": ("校园健身意见里，没有省教育厅参加的条款有几条？", [0]),
}
SENTENCES = {
    "brackets of one unit": ("固体废物治理试点方案里，省商务厅被列为指导单位的有几处？", [3]),
    "two units": (
        "固体废物治理试点方案的括号里，省生态环境厅和省商务厅哪家被点到的次数多？各几次？",
        ["省生态环境厅", "4次对3次"],
    ),
    "both in one bracket": ("固体废物治理试点方案中，省农业农村厅和省商务厅同时被列为指导部门的有几处？", [1]),
    "the clauses": ("固体废物治理试点方案里，哪几条的括号里点到了省商务厅？", ["第（一）条", "第（二）条"]),
}
BODIES = {
    "all bodies whose rows say it": ("健康步道和街心公园由哪些部门建设？", ["市城管局", "市水务集团"]),
    "the longest cell": ("附件里哪个部门对应的健康因素最多？有几个？", ["市教育局", "3个"]),
    "so many things in a cell": ("附件里只对应一个健康因素的部门是哪个？", ["市水务集团"]),
    "words of a list": ("“健康素养”和“健康促进”哪个健康因素对应的部门更多？各几个？", ["健康促进", "3个对2个"]),
}


@pytest.mark.parametrize(
    ("question", "values"),
    [
        pytest.param(*case, id=why)
        for why, case in {
            **KINDS,
            **{f"units, {k}": v for k, v in UNITS.items()},
            **{f"sentences, {k}": v for k, v in SENTENCES.items()},
            **BODIES,
        }.items()
    ],
)
def test_rows_and_units_are_counted_by_what_they_are(engine: Engine, question: str, values: list[object]) -> None:
    answer = ask(engine, question)
    assert [v.value for v in answer.values] == values, f"{answer.interpretation}\n{answer.sparql}"
    assert answer.evidence, "every answer quotes its source"


REFUSED = {
    "no dates to rank by": "校园健身意见里，完成期限最早的是哪一条？",
    "no sums to rank by": "校园健身意见里，投入经费最多的是哪一条？",
}


@pytest.mark.parametrize("question", REFUSED.values(), ids=REFUSED)
def test_what_no_provision_says_ranks_none(engine: Engine, question: str) -> None:
    assert ask(engine, question).status == "unanswerable"
