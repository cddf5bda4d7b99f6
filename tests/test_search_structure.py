"""Questions over the build of a document, and questions in two steps, on a text made up for them."""

from __future__ import annotations

import pytest

import search
from kg.library import Library
from search.asking import ask
from search.index import Engine

TEXT = """某市人民政府关于推进海洋产业高质量发展的意见

为推进海洋产业高质量发展，按照“四个着力”要求，现提出以下意见。

一、壮大海洋产业
（一）打造海工装备基地
支持东海大学建设一流海洋大学。依托东海大学、临港理工学院和市海洋研究院，形成海洋人才培养体系，拓展东海大学深海机器人实训基地功能作用。
（二）培育新兴产业
紧密对接海洋生物、海水淡化、海洋能源等海洋新兴产业，远洋捕捞、船舶修造等海洋传统产业，认定50家以上示范企业。
二、强化海洋科技
（三）推进科研平台建设
成立深蓝研究院，整合东海大学、市海洋研究院的科研力量。落实“三联两通”要求。
（四）打造海洋数据中心
构建市、县、乡镇三级海洋观测服务网络。推行“一港一策”（每个港口一套管理方案）制度。
（五）推进渔港改造
改造渔港是渔民增收的重要途径，由东海大学提供技术支持。
三、加强组织保障
（六）加强组织领导
建立由市长担任组长、分管副市长担任副组长的海洋产业领导小组。
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    home = tmp_path_factory.mktemp("structure")
    (home / "text.txt").write_text(TEXT, encoding="utf-8")
    library = Library(home / "home")
    library.ingest_all([home / "text.txt"])
    return search.open(library)


BUILD = [
    ("正文一共有几条？", [6], "the whole text"),
    ("第一部分到第二部分一共几条？", [5], "a range of parts"),
    ("第一部分和第三部分合起来有多少条？", [3], "two parts together"),
    ("前两个部分加起来有几条？", [5], "parts counted from the front"),
    ("最后两个部分总共写了几条？", [4], "parts counted from the end"),
    ("标题以“推进”开头的有几条？", [2], "headings that begin with a word"),
    ("正文哪几条的标题是以“打造”打头的？", ["第（一）条", "第（四）条"], "which headings begin with a word"),
    ("标题里带“海洋”的有几条？", [1], "headings with a word inside"),
    ("正文中有几条提到“东海大学”？", [3], "clauses that hold a name"),
    ("“东海大学”和“市海洋研究院”，各在几条里被提到，哪个更多？", ["东海大学", "3条对2条"], "two names compared"),
    ("最后一条的标题是什么？", ["第（六）条", "加强组织领导"], "the last of all"),
    ("第二部分的第一条讲什么？", ["第（三）条", "推进科研平台建设"], "the first of a part, not clause one"),
    ("倒数第二条叫什么？", ["第（五）条", "推进渔港改造"], "counted from the end"),
    ("第（二）条的下一条讲什么？", ["第（三）条", "推进科研平台建设"], "the next"),
    ("第（五）条的上一条是哪一条？", ["第（四）条", "打造海洋数据中心"], "the one before"),
    ("第（四）条属于第几部分？", ["第二部分"], "the part of a clause"),
    ("第（五）条是第二部分里的第几条？", ["第3条"], "the place inside a part"),
]


@pytest.mark.parametrize(("question", "expected", "why"), BUILD)
def test_the_build_of_a_document_is_counted_and_pointed_at(
    engine: Engine, question: str, expected: list[object], why: str
) -> None:
    assert [v.value for v in ask(engine, question).values] == expected, why


STEPS = [
    (
        "拥有深海机器人实训基地的那所大学，意见支持它建成什么样的大学？",
        "一流海洋大学",
        "whose a thing is, then what it becomes",
    ),
    ("整合两家科研力量的那个研究院叫什么？", "深蓝研究院", "who does the deed of the description"),
    ("终于要分几级建的海洋观测服务网络，分多少层？", "三级", "a number named after a unit"),
    ("新兴产业和传统产业点到的产业加在一起，共多少个？", 5, "several lists together"),
    ("海洋新兴产业一共列了几个？", 3, "the members of one list"),
    ("海洋新兴产业分别是什么？", "海洋生物", "a kind is told by its list"),
]


@pytest.mark.parametrize(("question", "expected", "why"), STEPS)
def test_two_steps_and_lists_together(engine: Engine, question: str, expected: object, why: str) -> None:
    answer = ask(engine, question)
    assert answer.values and answer.values[0].value == expected, why
    assert answer.evidence, why


def test_bodies_that_fulfil_several_conditions(engine: Engine) -> None:
    found = ask(engine, "既是海洋人才培养体系的依托，又为深蓝研究院提供科研力量的，有哪些大学？")
    assert [v.value for v in found.values] == ["东海大学"]


NAMED_ONLY = (
    "“三联两通”指的是什么？", "“三联两通”要求具体是哪“三联”、哪“两通”？", "“三联两通”都有哪些要求？", "所谓“三联两通”是指？",
    "“四个着力”分别是哪四个？", "“三联两通”是怎么回事？", "三联两通里的三联包括哪些？",
)  # fmt: skip


@pytest.mark.parametrize("question", NAMED_ONLY)
def test_slogans_that_are_only_named_are_refused(engine: Engine, question: str) -> None:
    assert ask(engine, question).status == "unanswerable"


def test_slogans_that_are_explained_are_answered(engine: Engine) -> None:
    assert [v.value for v in ask(engine, "“一港一策”指什么？").values] == ["每个港口一套管理方案"]


def test_the_office_of_a_group_is_refused_where_no_seat_is_told(engine: Engine) -> None:
    assert ask(engine, "海洋产业领导小组的办公室设在哪个部门？").status == "unanswerable"
