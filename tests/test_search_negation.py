"""Questions put in the negative, as all there is, or as forbidden; and numbers of another thing than the one asked for."""

from __future__ import annotations

import pytest

import search
from kg.library import Library
from search.asking import ask
from search.asking.matter.polarity import denied
from search.asking.matter.who_plans import asks_who
from search.index import Engine

_RULES = """滨江市宠物医院管理办法

第一条 为了规范宠物医院的开办，方便居民，制定本办法。
第二条 宠物医院应当在门口公示收费标准。
第三条 宠物医院的化验设备向社区开放，并与高校、研究所共享。
第四条 宠物医院未经卫生审查的，不得开业。
第五条 支持社会力量举办宠物医院。
第六条 宠物医院应当为执业人员购买责任保险，聘期满三年的给予一次性补助。
第七条 市宠物诊疗工作领导小组的办公室设在市农业农村局。
第八条 八成以上的区应当设有一家宠物医院。
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    library = Library(tmp_path_factory.mktemp("pets") / "home")
    library.ingest("pets", data=_RULES.encode("utf-8"), name="pets.txt")
    return search.open(library)


@pytest.mark.parametrize(
    ("question", "sentence", "no", "why"),
    [
        ("执法的时候不亮证件行得通吗？", "执法人员要佩戴执法证件", True, "left undone what is to be done"),
        ("执法的时候要亮证件吗？", "执法人员要佩戴执法证件", False, "done what is to be done"),
        ("是不是可以不公示收费标准？", "应当公示收费标准", True, "leave not to do it"),
        ("老机器是不是不用报废？", "积极推进老机器报废更新", True, "no need of what is pushed on"),
        ("学费是不是不用交？", "免收学费", False, "both say no"),
        ("设备是不是只给医院自己用？", "设备向社区开放，并与高校共享", True, "not only"),
        ("招生是不是只面向本市？", "招生限于本市户籍学生", False, "only in other words"),
        ("社会力量是不是不许办医院？", "支持社会力量举办医院", True, "what is supported is not forbidden"),
        ("开业是不是先得卫生审查？", "未经卫生审查的，不得开业", False, "what nothing goes without is needed"),
        ("中选药品能用吗？", "不得以费用控制为由影响中选药品的使用", False, "what may not be hindered may be done"),
        ("别处是不是就不会有大震？", "别处也不完全排除发生大震的可能", True, "not ruled out"),
        ("医院里能不能抽烟？", "强化公共场所全面禁烟", True, "a ban in one word"),
        ("是不是打算停办学徒制？", "全面推广学徒制", True, "what is to spread is not given up"),
        ("账号是不是开得越多越好？", "集约开设账号，避免一哄而上", True, "few, not many"),
        ("土地到期是不是打乱重分？", "到期后再延长三十年", True, "goes on"),
        ("不合格的能不能重新申请？", "不合格的可以重新申请", False, "a negative condition denies nothing"),
    ],
)
def test_what_a_sentence_says_to_it(question: str, sentence: str, no: bool, why: str) -> None:
    assert denied(question, sentence, sentence) is no, why


@pytest.mark.parametrize(
    ("question", "value", "why"),
    [
        ("宠物医院是不是可以不公示收费标准？", False, "a duty"),
        ("宠物医院的化验设备是不是只给自己用，没打算对外开放？", False, "only, and a negative"),
        ("社会力量是不是不许办宠物医院？", False, "supported"),
        ("宠物医院开业是不是先得过卫生审查？", True, "needed"),
    ],
)
def test_yes_or_no(engine: Engine, question: str, value: bool, why: str) -> None:
    assert [v.value for v in ask(engine, question).values] == [value], why


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("宠物医院责任保险的保额最少是多少？", "three years are no sum"),
        ("宠物医院给执业人员补多少钱？", "so here"),
        ("宠物医院贷款利率优惠多少？", "a share of something else"),
        ("宠物医院什么时候全面放开，有没有说哪一年？", "no time is given"),
    ],
)
def test_a_number_of_another_thing_is_no_answer(engine: Engine, question: str, why: str) -> None:
    assert ask(engine, question).status == "unanswerable", why


def test_the_seat_of_an_office(engine: Engine) -> None:
    assert [v.value for v in ask(engine, "宠物诊疗领导小组的办公室设在哪个部门？").values] == ["市农业农村局"]


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("学费要不要涨、涨多少，哪些机关来管？", True), ("设立实训中心由哪家主管？", True), ("这项改革谁拿主意？", True),
        ("设立实训中心，哪些衙门要动起来？", True), ("归哪条线？", True), ("哪家扛大旗？", True), ("办这事去敲哪个部门的门？", True),
        ("归哪个部门管的项目，能转让吗？", False), ("哪家企业更大？", False), ("哪家银行合作？", False),
    ],
)  # fmt: skip
def test_whose_work_the_last_clause_asks(question: str, who: bool) -> None:
    assert asks_who(question) is who
