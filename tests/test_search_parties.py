"""Who does what in a sentence: names that are one, lists, parts, deeds, and the one asked for."""

from __future__ import annotations

import pytest

import search
from kg.library import Library
from search.asking import ask
from search.asking.matter.actor_plans import part_asked
from search.asking.matter.bodies import each
from search.asking.matter.deeds import deeds_asked, deeds_told
from search.asking.matter.parties import parties
from search.index import Engine

_NAMES = [
    ("省、自治区、直辖市人民政府", ["省、自治区、直辖市人民政府"], "levels of one body"),
    ("市、县（市、区）人民政府", ["市、县（市、区）人民政府"], "levels in brackets too"),
    ("市和县（市）区旅游主管部门", ["市和县（市）区旅游主管部门"], "a level of two characters"),
    ("住房和城乡建设部门和财政部", ["住房和城乡建设部门", "财政部"], "a field that holds 和, and a 和 that joins"),
    ("教育等主管部门和妇联、共青团等人民团体", ["教育", "妇联", "共青团"], "two lists, each with its kind"),
    (
        "宝石和贵金属交易场所、行业协会",
        ["宝石和贵金属交易场所", "行业协会"],
        "和 before what is no body joins no bodies",
    ),
    ("教育部、财政部和民政部", ["教育部", "财政部", "民政部"], "a plain list"),
]


@pytest.mark.parametrize(("text", "names", "why"), _NAMES)
def test_names_of_a_list(text: str, names: list[str], why: str) -> None:
    assert [text[a:b] for a, b in each(text, 0, len(text))] == names, why


_PARTS = [
    ("经甲评审委员会评审、乙委员会审定和科技部审核，国务院批准。", ("acts", "科技部", "审核，"), "one after the other"),
    ("与客户交易前，获得高级管理人员的批准。", ("acts", "高级管理人员", "批准"), "whose leave is got"),
    ("鼓励各级工会按照规定组织职工活动。", ("urged", "各级工会", "按照规定组织职工活动"), "whom a sentence encourages"),
    ("办法由甲部门商乙部门另行制定。", ("with", "乙部门", "另行制定"), "商 is with"),
    ("受帮扶省市要主动对接需求。", ("acts", "受帮扶省市", "要主动对接需求"), "a subject no list of bodies holds"),
    (
        "甲交易所建立自律机制，接受乙银行的指导。",
        ("acts", "甲交易所", "建立自律机制，接受乙银行的指导"),
        "a verb without 要",
    ),
    (
        "旅游景区的经营管理者应当培训从业人员。",
        ("acts", "旅游景区的经营管理者", "应当培训从业人员"),
        "经 inside a name is no verb",
    ),
]


def test_a_day_is_no_body() -> None:
    text = "自国务院批准设立之日起，可以申请。"
    assert not any(text[slice(*p.span)] == "自国务院" for p in parties(text, 0, len(text))), "自……之日起 says when"


@pytest.mark.parametrize(("text", "party", "why"), _PARTS)
def test_parties_of_a_sentence(text: str, party: tuple[str, str, str], why: str) -> None:
    found = [(p.part, text[slice(*p.span)], text[slice(*p.deed)]) for p in parties(text, 0, len(text))]
    assert party in found, why


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("鼓励谁组织职工活动？", "urged"),
        ("价格部门得听谁的意见？", "to"),
        ("最后送到谁手里签字？", "acts"),
        ("案子移送给哪里？", "to"),
    ],
)
def test_part_asked(question: str, part: str) -> None:
    assert part_asked(question) == part


def test_deeds_in_everyday_words() -> None:
    assert deeds_told(deeds_asked("牌子由谁来摘"), "取消其资格") == 1.0, "摘牌 is 取消"
    assert deeds_told(deeds_asked("由谁审定"), "制定办法和评分标准并报乙审定") == 0.5, "what comes later counts less"
    assert deeds_told(deeds_asked("由谁负责"), "负责日常工作") == 0.5, "every body is 负责 for something"


_RULES = """临江市社区书屋管理办法

第一条 为了规范社区书屋的管理，制定本办法。
第二条 市文化旅游主管部门负责全市社区书屋的管理工作。区、县（市）人民政府负责本行政区域内社区书屋的管理工作。
第三条 市文化旅游主管部门应当编制书屋布局规划。应当会同财政、民政等部门制定补助标准。
第四条 社区书屋的目录经专家委员会评审、市图书馆审定，市文化旅游主管部门批准后公布。
第五条 社区书屋的开办者应当与读者协会建立沟通机制，接受街道办事处的监督。
第六条 分别由市民政局和市市场监管局办理社会团体登记或者个体工商户登记。
第七条 转让书屋的，应当征求同级工会和居民的意见，并向街道办事处备案。
第八条 室外阅览亭，管理者为责任人；室内书架，值班员为责任人。
第九条 市人民政府要切实履行主体责任，全力推进社区书屋建设和管理的各项工作。
"""


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    library = Library(tmp_path_factory.mktemp("rooms") / "home")
    library.ingest("rooms", data=_RULES.encode("utf-8"), name="rooms.txt")
    return search.open(library)


def _said(engine: Engine, question: str) -> list[str]:
    return sorted(str(v.value) for v in ask(engine, question).values)


_ASKED = [
    ("书屋目录由谁审定？", ["市图书馆"], "the one right before the verb"),
    ("书屋目录最后要谁点头？", ["市文化旅游主管部门"], "an everyday word for 批准"),
    ("区县的书屋由谁管理？", ["区、县（市）人民政府"], "a list of levels is one body"),
    ("补助标准由谁制定？", ["市文化旅游主管部门"], "the subject of the sentence before"),
    ("制定补助标准要会同哪些部门？", ["民政", "财政"], "the fields of a list"),
    ("书屋接受谁的监督？", ["街道办事处"], "over, not the one who acts"),
    ("转让书屋要听谁的意见？", ["同级工会", "居民"], "whose opinion is heard"),
    ("办个体工商户登记找谁办？", ["市市场监管局"], "分别: the one whose thing is asked"),
    ("室外阅览亭的责任人是谁？", ["管理者"], "a duty told by 为"),
    ("社区书屋建得好不好，头号担子压在谁肩上？", ["市人民政府"], "who answers for the whole, in everyday words"),
]


@pytest.mark.parametrize(("question", "answer", "why"), _ASKED)
def test_who(rooms: Engine, question: str, answer: list[str], why: str) -> None:
    assert _said(rooms, question) == answer, why


def test_no_actor_is_guessed(rooms: Engine) -> None:
    answer = ask(rooms, "书屋的消防由谁检查？")
    assert answer.status == "unanswerable", "no sentence speaks of fires"
