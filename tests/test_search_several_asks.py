"""Questions that take several steps over running text: asks of their own, places of words, sums, days, shares, both things in one part."""

from __future__ import annotations

import pytest

import search
from kg.library import Library
from search.asking import ask
from search.index import Engine

TEXT = """江州市人民政府关于推进城市书房建设的意见
江政发〔2021〕8号
各区人民政府，市政府各部门：
为推进城市书房建设，现提出以下意见。
一、总体要求
（一）工作目标。到2023年，城市书房服务人口占比达到65%，数字资源占比达到20%。到2025年，书架总数稳定在11万个左右。
（二）工作原则。按照“谁建设、谁管护”的原则，落实书房设施管护责任。按照“应开尽开”的原则，向居民开放阅读空间。
二、重点任务
（三）建设书房集群。拓展江州大学古籍修复中心、江州师范学院少儿阅读基地、江州理工学院有声读物实训基地功能作用，支持江州大学建成一流阅读研究高地。形成“一环、四廊、多点”的书房布局。
（四）规范借阅服务。依托江州公共阅读平台办理借阅，读者证押金由市财政局核定，统一图书采购。书房选址于2022年3月底前完成，设备安装于2022年9月底前完成。（市文化局指导，市新华书店参与）
（五）加强数据归集。统筹发展纸质阅读、数字阅读、有声阅读、盲文阅读。区级书房要接入江州公共阅读平台。每个书房志愿者人数不得超过读者人数的30%。
三、保障措施
（六）成立领导小组。由分管副市长担任领导小组组长，由市文化局局长担任领导小组办公室主任。各书房主要负责人是本书房安全工作的第一责任人。
（七）压实责任。各区人民政府主要负责同志是本区书房建设工作的第一责任人。全部书房于2022年9月底前开放。授予“云上阅读”江州书香奖一等奖，授予“巷口书屋”等5个项目江州书香奖二等奖，授予“流动书车”等9个项目江州志愿奖一等奖，授予“灯下夜读”等4个项目江州志愿奖二等奖。
本意见自2021年7月1日起施行。
江州市人民政府
2021年6月1日
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    home = tmp_path_factory.mktemp("several")
    (home / "books.txt").write_text(TEXT, encoding="utf-8")
    library = Library(home / "home")
    library.ingest_all([home / "books.txt"])
    return search.open(library)


CASES: dict[str, tuple[str, list[object]]] = {
    "each ask has words of its own": (
        "读者证押金由谁核定，领导小组组长又由谁担任？",
        ["市财政局", "分管副市长"],
    ),
    "half an answer is none": ("领导小组组长由谁担任，领导小组秘书长又由谁担任？", []),
    "two deeds of one thing": (
        "图书采购由哪个部门指导、哪家单位参与？",
        ["市文化局", "市新华书店"],
    ),
    "places of two words": (
        "读者证押金和志愿者各在哪一条里提到？",
        ["第（四）条", "第（五）条"],
    ),
    "what an ask in quotation marks says is no ask": ("“谁建设、谁管护”和“应开尽开”各在哪一条里提到？", ["第（二）条"]),
    "words a named part says": ("重点任务部分有哪几条提到了江州公共阅读平台？", ["第（四）条", "第（五）条"]),
    "how many provisions say it": ("有几条提到了江州公共阅读平台？", [2]),
    "a word used twice": (
        "前后两次用到“第一责任人”，分别指的是谁？",
        ["各书房主要负责人", "各区人民政府主要负责同志"],
    ),
    "each of both must be there": ("读者证押金和领导小组是不是都写在第二部分？", [False]),
    "both are there": ("读者证押金和志愿者是不是都写在第二部分？", [True]),
    "the thing of the body asked for": ("江州师范学院的哪个基地要拓展功能作用？", ["少儿阅读基地"]),
    "the second answer belongs to the first": (
        "被支持建成一流阅读研究高地的那所学校，它的哪个中心要拓展功能作用？",
        ["古籍修复中心"],
    ),
    "different days, each once": ("书房建设总共定了几个不同的完成期限？", [2]),
    "days between two dates": ("从落款到施行隔了多少天？", [30]),
    "pieces of a sum, one without a number": ("江州书香奖、江州志愿奖各等级加在一起，一共奖励了多少个？", [19]),
    "two such sums": (
        "江州书香奖与江州志愿奖相比，哪个奖的获奖总数更多？各多少个？",
        ["江州志愿奖", "13个对6个"],
    ),
    "figures added with no unit said": ("服务人口占比和数字资源占比加起来是多少？", [85]),
    "a principle in quotation marks": ("书房设施管护按什么原则办？", ["谁建设、谁管护"]),
    "a layout summed up": ("书房布局是怎么概括的？", ["一环、四廊、多点"]),
    "a case within a share": ("一个书房有读者200人，用了50名志愿者，超标吗？", [False]),
    "a case beyond it": ("一个书房有读者200人，用了80名志愿者，可以吗？上限比例是多少？", [False, "30%"]),
    "members by their places": (
        "统筹发展的四种阅读，第二种和最后一种分别是什么？",
        ["数字阅读", "盲文阅读"],
    ),
    "a list less what is set aside": (
        "除了纸质阅读，还统筹发展哪几种阅读？",
        ["数字阅读", "有声阅读", "盲文阅读"],
    ),
    "how many are left": ("除了纸质阅读和数字阅读，还统筹发展几种阅读？", [2]),
    "due first": ("哪一条的完成期限最早？截止到什么时候？", ["第（四）条", "2022年3月底前"]),
    "figures of two asks reckoned up": (
        "服务人口占比达到多少，数字资源占比又达到多少，两者差多少？",
        ["65%", "20%", "45个百分点"],
    ),
    "two parts told by number": ("第二部分和第三部分，哪个部分的分条多？多几条？", ["第二部分", "1条"]),
}


@pytest.mark.parametrize("case", CASES)
def test_several_steps(engine: Engine, case: str) -> None:
    question, expected = CASES[case]
    answer = ask(engine, question)
    assert sorted(str(v.value) for v in answer.values) == sorted(map(str, expected)), answer.interpretation
    for quote in answer.evidence:
        assert quote.quote in TEXT
