"""Tables by their columns, lists by their length, targets side by side: documents written for the test."""

from __future__ import annotations

import pytest

import search
from kg.library import Library
from search.asking import ask
from search.asking.table.printed import printed_tables
from search.index import Engine

TEXT = """江西省推进数字乡村建设实施方案
到2020年，乡村光纤通达率达到80%，农田监测覆盖率达到40%。到2025年，乡村光纤通达率达到95%，农田监测覆盖率达到70%，冷链设施配套率达到60%。
一、主要任务
（一）建设网络。各区应当完成以下工作：
1.铺设光纤。
2.新建基站。
3.开放数据。
（二）培育人才。培训工作包括以下内容：
1.开设课程。
2.选派教师。
（三）加强监管。建立台账，定期检查。（省农业农村厅、省财政厅负责）
（四）统一标准。制定数据标准。（省市场监管局、省财政厅、省发展改革委负责）
二、保障措施
（五）落实资金。统筹各类资金。（省财政厅负责）
附件
重点项目清单
序号\t项目名称\t主要内容\t建设方式\t试点范围
1\t田间监测\t布设传感设备，采集土壤数据。\t政府投资\t全省
2\t村级物流\t改造村级站点，打通最后一公里。\t社会投资、政府补助\t三个试点镇
3\t电商培训\t面向农户开展直播技能培训。\t购买服务\t全省
4\t冷链仓储\t新建产地仓库。\t社会投资\t三个试点镇
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    home = tmp_path_factory.mktemp("rows")
    (home / "plan.txt").write_text(TEXT, encoding="utf-8")
    library = Library(home / "home")
    library.ingest_all([home / "plan.txt"])
    return search.open(library)


ROWS = {
    "a word of a column": ("项目清单里，“建设方式”一栏写有“社会投资”的项目有哪些？", ["村级物流", "冷链仓储"]),
    "counted": ("重点项目清单中，试点范围为全省的项目共有几项？", [2]),
    "not": ("试点范围不是全省的项目有哪些？", ["村级物流", "冷链仓储"]),
    "two columns": ("建设方式是社会投资、试点范围是三个试点镇的有几项？", [2]),
    "either": ("建设方式为购买服务或者政府投资的是哪几个项目？", ["田间监测", "电商培训"]),
    "words inside a long cell": ("项目清单的主要内容里提到“传感设备”的是哪一项？", ["田间监测"]),
    "a column that lacks the words": ("试点范围写着“全国”的项目有哪些？", []),
    "a value like no other": ("哪些项目只在三个试点镇建设？", ["村级物流", "冷链仓储"]),
}
LENGTHS = {
    "items below clauses": ("建设网络应当完成的工作和培训工作的内容，哪一个列的项数更多？", ["3项对2项"]),
    "clauses of parts": ("“主要任务”和“保障措施”两部分相比，哪一部分的条数多，各几条？", ["主要任务", "4条对1条"]),
    "fewest of all": ("各部分里条数最少的是哪个部分，有几条？", ["第二部分", "1条"]),
}
FIGURES = {
    "change": ("乡村光纤通达率从2020年到2025年要提高多少个百分点？", [15]),
    "highest": ("2025年的几个百分比目标里，最高的是哪个，是多少？", ["乡村光纤通达率", "95%"]),
    "lowest": ("2025年的百分比目标中最低的是哪一项？", ["冷链设施配套率"]),
}
ROLES = {
    "bracket": ("责任单位括注写有省财政厅的一共几条？", [3]),
    "twice as often": ("省财政厅和省发展改革委相比，谁当责任单位的次数多，各几条？", ["省财政厅", "3条对1条"]),
    "the latter only": (
        "“加强监管”和“统一标准”两条的责任单位相比，后者有而前者没有的是谁？",
        ["省市场监管局", "省发展改革委"],
    ),
}


@pytest.mark.parametrize(
    ("question", "values"),
    [*ROWS.values(), *LENGTHS.values(), *FIGURES.values(), *ROLES.values()],
    ids=[*ROWS, *LENGTHS, *FIGURES, *ROLES],
)
def test_what_is_compared_or_counted(engine: Engine, question: str, values: list[object]) -> None:
    answer = ask(engine, question)
    found = [v.value for v in answer.values]
    assert set(values) <= set(found) and bool(values) == bool(found), (found, answer.answer)
    assert all(e.quote == TEXT[e.start : e.end] for e in answer.evidence)


@pytest.mark.parametrize(
    "question", ["为什么建设方式要写社会投资？", "哪个项目的投资最多？"], ids=["a reason", "a figure the table has not"]
)
def test_what_the_table_does_not_say_is_left_to_others(engine: Engine, question: str) -> None:
    assert "查找表中" not in ask(engine, question).interpretation


def test_merged_cells_and_numbers_left_out_are_read() -> None:
    text = "序号\t类别\t措施\n1\t甲\t一句\n\n2\t甲\t二句\n三续\n5\t乙\t四句\n6\t乙\t五句\n完\n"
    (table,) = printed_tables(text)
    assert [text[slice(*row[2][0])] for row in table.rows] == ["一句", "二句\n三续", "四句", "五句"]


def test_a_form_to_fill_in_is_no_table() -> None:
    assert printed_tables("岗位名称\t岗位职责\t人数\n\t\t\n\t\t\n\t\t\n\t\t\n") == ()
