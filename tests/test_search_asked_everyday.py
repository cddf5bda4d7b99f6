"""Questions over running text in everyday words: nicknames of documents, leave asked apart, figures by their thing."""

import re

import pytest

from search.asking.matter.measures import ASKED, grade_of
from search.asking.matter.nicknames import without_nickname
from search.asking.matter.polarity import denied
from search.asking.matter.slot_plans import _SURE_FORMS
from search.asking.matter.yes_no import _deed

PLAN = "制定国民经济和社会发展第十五个五年规划的建议"
THREE = "（以下统称“三项制度”）"


@pytest.mark.parametrize(
    ("question", "title", "text", "left", "why"),
    [
        (
            "“十五五”这几年，那些不合理的限购要取消吗？",
            PLAN,
            "",
            "那些不合理的限购要取消吗？",
            "a time named by the plan",
        ),
        ("“十五五”时期要着力培育壮大哪些产业？", PLAN, "", "要着力培育壮大哪些产业？", "the plan's own time"),
        (
            "把“十五五”时期定位为什么时期？",
            PLAN,
            "",
            "把“十五五”时期定位为什么时期？",
            "the time itself is asked about",
        ),
        ("“碳达峰”期间要做哪些工作安排？", PLAN, "", "“碳达峰”期间要做哪些工作安排？", "no name of this document"),
        (
            "推行“三项制度”的文件里，用人工智能办案是哪一条？",
            "意见",
            THREE,
            "用人工智能办案是哪一条？",
            "its text says so",
        ),
        (
            "想盖楼当住宅往外卖，2026年一号文件许不许？",
            PLAN,
            "",
            "想盖楼当住宅往外卖，许不许？",
            "a document by its year",
        ),
    ],
)
def test_nickname(question: str, title: str, text: str, left: str, why: str) -> None:
    assert without_nickname(question, title, text) == left, why


@pytest.mark.parametrize(
    ("question", "deed"),
    [
        ("开发商想成片盖楼卖，国家许可这么干吗？", "开发商想成片盖楼卖"),
        ("把补贴挪去发工资，行不行？", "把补贴挪去发工资"),
        ("可以把场地转租出去吗？", "可以把场地转租出去"),
    ],
)
def test_leave_asked_apart(question: str, deed: str) -> None:
    assert _deed(question) == deed


@pytest.mark.parametrize(
    ("question", "sentence", "no", "why"),
    [
        ("工资待遇会被砍掉吗？", "基本待遇不变", True, "what is kept is not cut"),
        ("要层层往下设机构吗？", "避免层层下设机构", True, "what is avoided is not done"),
        ("疫苗也能走这条路吗？", "急需药品（不含疫苗）由省里审批", True, "what brackets leave out"),
    ],
)
def test_denied(question: str, sentence: str, no: bool, why: str) -> None:
    assert denied(question, sentence, sentence) is no, why


@pytest.mark.parametrize(
    ("question", "sentence", "value"),
    [
        ("要扛得住多大的地震？", "具备抗御6级左右地震的能力", "6级左右"),
        ("能顶多大的风？", "抵御12级大风", None),
        ("占多大比例？", "占30%", None),
    ],
)
def test_grade(question: str, sentence: str, value: str | None) -> None:
    found = grade_of(question)
    hit = found.search(sentence) if found else None
    assert (hit[0] if hit else None) == value


def test_thin_is_a_length_and_no_age() -> None:
    assert re.search(ASKED["length"], "薄到多少以下就不行")
    assert not re.search(ASKED["age"], "扛得住多大的地震")
    assert re.search(ASKED["age"], "多大的孩子能上学")


@pytest.mark.parametrize(
    ("question", "sentence", "value"),
    [
        ("以后会划到哪一类里去？", "将符合条件的技师学院纳入高等学校序列", "高等学校序列"),
        ("老师的钱要跟哪种人持平？", "不低于或高于当地公务员平均工资收入水平", "公务员"),
        ("给哪一级更多说了算的权力？", "赋予省级政府统筹建设用地更大自主权", "省级政府"),
    ],
)
def test_forms_told_otherwise(question: str, sentence: str, value: str) -> None:
    told = next(told for asked, told in _SURE_FORMS if asked.search(question))
    found = told.search(sentence)
    assert found is not None and found["v"] == value
