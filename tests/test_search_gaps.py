"""What a sentence has where the question has its question word: bodies, names, terms, awards, pairs of numbers, edges of lists."""

from __future__ import annotations

import pytest

import search
from kg.library import Library
from search.asking import ask
from search.asking.choosing import candidates, without_title
from search.asking.matter.unit_levels import level_asked
from search.asking.spans import enumerations
from search.index import Engine

PLAN = """某省人民政府办公厅关于印发河道绿色养护行动方案的通知
各市人民政府，省政府有关部门：
河道绿色养护行动方案
一、总体要求
（一）目标。到2027年，建成30座生态码头和120个观测站。河道总长度稳定在800公里左右，水质优良率达到85%。
二、重点任务
（二）清理河面。组织打捞漂浮物，支持有经验的打捞队到外省推广“净水工坊”。（省水利厅、省生态环境厅、各设区市人民政府按职责分工负责）
（三）评选能手。授予王一川养护员、李二河养护员“金桨奖”一等奖，授予“浮岛净水技术”等5项成果“金桨奖”二等奖。（省人力资源社会保障厅、省水利厅、各设区市人民政府负责）
（四）完善服务。整合电子船舶码、泊位预约码、水费缴纳码，一个入口办理。企业在省河长办专家委员会的协助下，编制养护计划。养护计划由省河道技术委员会审定。（省数据局、省水利厅、各设区市人民政府负责）
（五）落实优惠。购置环保船舶的投资可按一定比例抵免该企业当年应缴城市维护建设税和河道工程费。养护企业进出口打捞船、清淤机和水质检测仪等设备，免于查验。财务制度执行《河道企业财务办法》，用工制度执行《船员用工规定》。（省财政厅、各设区市人民政府负责）
"""
RULES = """某市渡口管理办法
第一条 为了加强渡口管理，制定本办法。
第二条 本办法所指渡口经营人是指依法登记的渡运公司和个体船主。
第三条 渡口经营人应当每年检修渡船。
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    home = tmp_path_factory.mktemp("gaps")
    files = [home / "plan.txt", home / "rules.txt"]
    for file, text in zip(files, (PLAN, RULES), strict=True):
        file.write_text(text, encoding="utf-8")
    library = Library(home / "home")
    library.ingest_all(files)
    return search.open(library)


@pytest.mark.parametrize(
    ("question", "values", "reason"),
    [
        ("打捞漂浮物由哪些省级部门负责？", ["省水利厅", "省生态环境厅"], "only the units of the level asked"),
        ("打捞漂浮物，省里是哪几家单位在管？", ["省水利厅", "省生态环境厅"], "省里 in everyday words"),
        ("养护计划由哪个机构审定？", ["省河道技术委员会"], "the body right before the deed"),
        ("企业编制养护计划，由哪个组织来协助？", ["省河长办专家委员会"], "在甲的协助下 is 由甲协助"),
        ("支持什么样的打捞队到外省推广“净水工坊”？", ["有经验的打捞队"], "the words between those of the question"),
        ("哪项成果获得“金桨奖”二等奖？", ["“浮岛净水技术”"], "what stands before the award"),
        ("“金桨奖”一等奖授予了谁？", ["王一川养护员", "李二河养护员"], "those the award goes to, each alone"),
        ("想把手机里的哪几种二维码并成一个入口？", ["电子船舶码", "泊位预约码", "水费缴纳码"], "members that end as the noun does"),
        ("养护企业哪些设备免于查验？", ["打捞船", "清淤机", "水质检测仪"], "nor is 企业进出口"),
        ("养护企业的财务制度执行哪个文件？", ["河道企业财务办法"], "the title of the piece that says it, not all of the sentence"),
        ("到2027年要建成多少座生态码头、多少个观测站？", ["30座", "120个"], "two numbers, each with its own thing"),
        ("河道总长度稳定在多少、水质优良率达到多少？", ["800公里左右", "85%"], "and each behind its own thing"),
        ("《某市渡口管理办法》所指的渡口经营人是哪些人？", ["依法登记的渡运公司和个体船主"], "a term of the document's own"),
        ("渡口办法里渡口经营人是什么人？", ["依法登记的渡运公司和个体船主"], "asked without 所指"),
    ],
)  # fmt: skip
def test_words_in_the_gap_of_the_question(engine: Engine, question: str, values: list[str], reason: str) -> None:
    assert [str(v.value) for v in ask(engine, question).values] == values, reason


@pytest.mark.parametrize(
    ("text", "items", "reason"),
    [
        ("重点评价公共政策的效果、成功经验和失败教训。", ["公共政策的效果", "成功经验", "失败教训"], "效果 alone says little"),
        ("提高产品的质量、效益和水平。", ["质量", "效益", "水平"], "members of one length stay as they are"),
        ("请行业协会、交易所和检测机构。", ["行业协会", "交易所", "检测机构"], "请 is no part of a name"),
        ("可抵免该企业当年应缴增值税、城建税和水资源税。", ["增值税", "城建税", "水资源税"], "抵免 and 应缴 are verbs"),
        ("企业进出口飞机、船舶和海洋平台等设备的", ["飞机", "船舶", "海洋平台"], "the verb behind a subject"),
    ],
)  # fmt: skip
def test_edges_of_lists(text: str, items: list[str], reason: str) -> None:
    assert items in [one.words(text) for one in enumerations(text)], reason


@pytest.mark.parametrize(
    ("question", "begins", "reason"),
    [
        ("省级层面归哪几家？", "^省", "层面 is a level"),
        ("市级哪些部门负责？", "^市", "of a city too"),
        ("各市的哪些部门负责？", "", "各市 says whose, not which level"),
        ("由哪些部门负责？", "", "no level asked"),
    ],
)
def test_level_of_units(question: str, begins: str, reason: str) -> None:
    assert level_asked(question) == begins, reason


def test_a_shortened_title_names_its_document(engine: Engine) -> None:
    question = "“绿色养护”行动方案里谁负责清理河面？"
    title = next(
        d.title
        for d in engine.library.documents()
        if d.iri == candidates(engine, question, engine.search(question).hits)[0]
    )
    assert "河道" in title


def test_an_annex_with_a_title_of_its_own_is_taken_off() -> None:
    assert (
        without_title("《考核指标》的注释里，日间手术是怎么定义的？", "关于加强医院工作的意见")
        == "日间手术是怎么定义的？"
    )
