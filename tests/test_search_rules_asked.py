"""What is allowed, by whom something is done, where it stands: rules of one text, asked in other words than its own."""

from __future__ import annotations

import pytest

import search
from kg.library import Library
from search.asking import ask
from search.asking.matter.placing import matter_of
from search.asking.matter.polarity import denied
from search.asking.matter.scope_plans import asks_otherwise
from search.asking.matter.where_plans import asks_place_last
from search.index import Engine

_RULES = """滨江市河道管理办法

第一条 为了加强河道管理，根据《中华人民共和国水法》第三十八条，制定本办法。
第二条 河道清淤由市水利局负责。
第三条 船只在禁停区停靠的时间最长不超过2个月。
第四条 钓鱼人留下的垃圾由钓鱼人清理。
第五条 采砂人的客户资料应当保密，定期清点。
第六条 违反本办法第四条的，责令改正，处一百元罚款。
第七条 批准使用的除藻药剂应当在指定河段内用于应急治理。
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    library = Library(tmp_path_factory.mktemp("rivers") / "home")
    library.ingest("rivers", data=_RULES.encode("utf-8"), name="rivers.txt")
    return search.open(library)


@pytest.mark.parametrize(
    ("question", "sentence", "no", "why"),
    [
        ("清淤是不是归交警管？", "河道清淤由市水利局负责", True, "another does it"),
        ("清淤是不是归水利局管？", "河道清淤由市水利局负责", False, "the same does it"),
        ("出了事责任算别人的吗？", "调查的法律责任由从业机构承担", True, "who answers for it"),
        ("已经有一个号了，可以再开一个号吗？", "只开设一个账号", True, "a second of what is one"),
        ("可以因为出身把人刷掉吗？", "招用人员不得歧视毕业生", True, "the harm itself is asked"),
        ("不亮证件就直接查，合规吗？", "必须主动出示证件", True, "the clause before the leave is the deed"),
        ("金额小就不用上报吗？", "不论金额大小，应当上报", True, "不论 denies nothing"),
        ("可以不再录像吗？", "可以不进行音像记录", False, "both leave it undone"),
        ("可以免去考试吗？", "可以免于考试", False, "both spare it"),
        ("能把这事告诉客人吗？", "对报告的情况应当保密", True, "what is secret is not told"),
        ("三五天就收摊行吗？", "期限不少于30日", True, "a rough figure is at most its second"),
    ],
)
def test_what_a_rule_says_to_it(question: str, sentence: str, no: bool, why: str) -> None:
    assert denied(question, sentence, sentence) is no, why


@pytest.mark.parametrize(
    ("question", "matter", "why"),
    [
        ("船停得太久，依据是办法第几条？", "船停得太久", "the clause that asks says nothing"),
        ("河道办法哪一条说要按时清淤？", "按时清淤", "what stands behind the place asked for"),
        ("清淤写在河道管理办法的哪一条？", "清淤写在河道管理办法的哪一条？", "hardly anything is left"),
        ("谁扫垃圾、谁出钱，河道办法哪条定的？", "谁扫垃圾、谁出钱", "question words of the matter stay"),
    ],
)
def test_matter_of_a_place(question: str, matter: str, why: str) -> None:
    assert matter_of(question, "滨江市河道管理办法") == matter, why


@pytest.mark.parametrize(
    ("question", "value", "why"),
    [
        ("河道清淤是不是由县里负责？", False, "another does it"),
        ("船只在禁停区可以停三个月吗？", False, "a bound"),
        ("钓鱼人留下的垃圾归谁清理，办法哪条定的？", "第四条", "the place is asked last"),
        ("扔了垃圾不改要罚钱，依据哪一条？", "第六条", "where the punishment stands"),
        ("办法依据的是《水法》的哪一条？", "第三十八条", "the article of another law"),
        ("除藻药剂只能在什么地方用？", "指定河段", "where a thing may be used"),
    ],
)
def test_asked_of_a_text(engine: Engine, question: str, value: object, why: str) -> None:
    assert [v.value for v in ask(engine, question).values] == [value], why


def test_what_only_tells_the_case() -> None:
    assert asks_otherwise("想弄清毒弹埋在哪儿，要找哪两种人打听？", "address")
    assert not asks_otherwise("研究院设在哪个区？", "address")
    assert asks_place_last("垃圾归谁扫，条例哪条定的？")
