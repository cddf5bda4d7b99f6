"""Names of several things, awards, groups and their offices, numbers of a thing that is named, documents named in mid-question."""

from __future__ import annotations

import pytest

import search
from kg.library import Library
from search.asking import ask
from search.index import Engine

TEXT = """某市人民政府关于推进沙洲渔港建设的意见
沙政发〔2026〕8号
各县人民政府，市政府各部门：
为落实《国家渔港建设规划》（国渔发〔2025〕3号），现提出以下意见。
一、总体要求
（一）完善“一港两站”（避风港、加油站、制冰站）布局，在海外建成6个补给点。建设渔港技术中心和船员实训中心，打造2至3个渔船检修平台。从业补贴的比例不低于20%，保证金的比例不超过30%。
（二）与挪威、冰岛、丹麦等国家的企业、渔业学校或协会深度合作。开展造船工、轮机员、织网匠和渔获加工服务。支持沙洲海洋学院建设一流渔业院校。
二、保障措施
（一）成立由市长担任组长的渔港建设领导小组，负责统筹协调；组建由市渔业局局长牵头的工作专班，负责具体推进工作。
（二）市渔业局要会同市财政局、市应急局等部门，对本意见执行情况进行督促检查。实习期限一般为2个月至4个月，最长不超过8个月。
（三）授予王小船、李大网“渔港先锋”称号。自市政府批准设立渔港之日起，渔船可以停靠。以平安渔港为总抓手，以科技兴渔为引领。
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    home = tmp_path_factory.mktemp("harbour")
    (home / "harbour.txt").write_text(TEXT, encoding="utf-8")
    library = Library(home / "home")
    library.ingest_all([home / "harbour.txt"])
    return search.open(library)


@pytest.mark.parametrize(
    ("question", "values", "reason"),
    [
        ("避风港、加油站、制冰站三样合起来叫什么？", ["一港两站"], "the name that a bracket explains, asked from its members"),
        ("要跟哪几国的公司、学校和协会合作？", ["挪威", "冰岛", "丹麦"], "哪几国的公司 asks for countries"),
        ("王小船获得了什么称号？", ["“渔港先锋”称号"], "what stands behind the one who is awarded"),
        ("具体干活的那个班子由谁领头？", ["市渔业局局长"], "a group told by what it does"),
        ("工作专班的组长是谁？", [], "an office of another group is not answered"),
        ("渔港技术中心要建几个？", [], "a number of another thing is not answered"),
        ("意见的执行情况由哪些部门督促检查？", ["市渔业局", "市财政局", "市应急局"], "those the first acts with"),
        ("实习期限一般是多长？", ["2个月至4个月"], "what is usual, and not the most"),
        ("从哪一天起渔船可以停靠？", ["市政府批准设立渔港之日"], "a day that an event tells"),
        ("把什么作为总抓手、把什么作为引领？", ["平安渔港", "科技兴渔"], "asks of one form, answered one by one"),
        ("《国家渔港建设规划》的文号是什么？", ["国渔发〔2025〕3号"], "the number of a text that the question titles"),
        ("沙政发〔2026〕8号是哪份文件？", ["某市人民政府关于推进沙洲渔港建设的意见"], "the document that a number stands for"),
        ("沙洲海洋学院要建设成什么样的院校？", ["一流渔业院校"], "what one is to become"),
    ],
)  # fmt: skip
def test_one_document(engine: Engine, question: str, values: list[str], reason: str) -> None:
    answer = ask(engine, question)
    assert [str(v.value) for v in answer.values] == values, reason
    assert (answer.status == "answered") is bool(values)
