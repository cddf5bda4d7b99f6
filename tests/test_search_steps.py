"""Questions of several steps over running text: whose work two things are, the most of several, ranges, 分别, sums, lists of two articles."""

from __future__ import annotations

import pytest

import search
from kg.library import Library
from search.asking import ask
from search.index import Engine

TEXT = """江州市公共浴场管理条例

第一章 总则
第一条　为了规范公共浴场管理，根据《中华人民共和国传染病防治法》《公共场所卫生管理条例》等法律、法规，制定本条例。
第二条　市水务部门负责浴场用水的监督管理。
第三条　卫生健康、公安、文化和旅游、消防、税务等有关部门按照各自职责做好浴场管理工作。
第二章 经营
第四条　浴场经营者应当履行下列职责：
（一）公示收费标准；
（二）每日更换池水；
（三）配备救生人员。
第五条　行业协会应当履行下列职责：
（一）制定自律规范；
（二）培训从业人员。
第六条　申请开办浴场的，区水务部门应当在二十日内提出初审意见。市水务部门应当在十日内完成审核，并由市水务部门颁发许可证。
第七条　男宾区、女宾区的更衣柜数量应当分别不少于60个和80个。
第三章 法律责任
第八条　浴场水质不合格的，由市水务部门责令停业；对单位处一千元以上五千元以下罚款，对个人处一百元以上三百元以下罚款。
第九条　浴场未公示收费标准的，由市场监督管理部门给予警告。
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    home = tmp_path_factory.mktemp("steps")
    (home / "baths.txt").write_text(TEXT, encoding="utf-8")
    library = Library(home / "home")
    library.ingest_all([home / "baths.txt"])
    return search.open(library)


CASES: dict[str, tuple[str, list[object]]] = {
    "one body does both": (
        "颁发许可证的部门和责令水质不合格的浴场停业的部门是不是同一个？是谁？",
        [True, "市水务部门"],
    ),
    "two bodies": ("责令水质不合格的浴场停业的和警告未公示收费标准的，是同一个部门吗？", [False]),
    "the upper ends of ranges": (
        "浴场水质不合格，对单位的罚款和对个人的罚款，哪个上限更高？各是多少？",
        ["单位的罚款", "五千元对三百元"],
    ),
    "both figures in one": ("女宾区和男宾区的更衣柜数量，哪个要求多？几比几？", ["女宾区", "80个对60个"]),
    "periods added": ("开办浴场的区水务部门初审加市水务部门审核，两道期限加起来多少日？", [30]),
    "fields with 和 in them": ("第三条点名了几个有关部门？", [5]),
    "what is only counted": ("浴场经营者的职责有几项？", [3]),
    "counts of several lists": ("浴场经营者、行业协会两家的职责加起来一共几项？", [5]),
    "counts of each": ("浴场经营者和行业协会的职责各有几项？", ["3项", "2项"]),
    "titles one after the other": ("第一条点名的制定依据有几部法律法规？", [2]),
    "the article where 哪一条 is asked": (
        "浴场经营者的职责、行业协会的职责分列在两条中，哪一条列的项目多？几比几？",
        ["第四条", "3项对2项"],
    ),
    "a chapter, no section": ("三章里哪一章条文最多，有几条？", ["第二章", "4条"]),
}


@pytest.mark.parametrize("case", CASES)
def test_several_steps(engine: Engine, case: str) -> None:
    question, expected = CASES[case]
    answer = ask(engine, question)
    assert sorted(str(v.value) for v in answer.values) == sorted(map(str, expected)), answer.interpretation
    for quote in answer.evidence:
        assert engine.library.text(quote.document["iri"])[quote.start : quote.end] == quote.quote
