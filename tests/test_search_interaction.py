"""Late interaction: what is near to what, word by word, and how it ranks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import search
from kg.library import Library
from search.centring import Common
from search.encoder import SHIPPED
from search.encoder_static import StaticEncoder
from search.interaction import Asked, Interaction


@pytest.fixture(scope="module")
def words() -> Interaction:
    return Interaction(StaticEncoder(SHIPPED))


@pytest.mark.parametrize(
    ("asked", "near", "far", "why"),
    [
        (
            "医生的薪水",
            "提高医务人员薪酬水平",
            "医疗机构设置规划",
            "薪水 is near 薪酬 and no word of a plan of institutions",
        ),
        ("学生", "在校生", "燃气管道", "one word for another of the same meaning"),
        (
            "给老人送饭",
            "开展老年助餐服务",
            "开展老年健康体检",
            "what is done tells two sentences about the same people apart",
        ),
    ],
)
def test_the_nearer_text(words: Interaction, asked: str, near: str, far: str, why: str) -> None:
    question = words.asked(asked)
    assert question.near(near) > question.near(far), why


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "nothing written"), ("，。；", "no letter"), ("\n\n", "empty lines")],
)
def test_a_text_without_words_is_near_to_nothing(words: Interaction, text: str, why: str) -> None:
    assert words.asked("学生").near(text) == 0.0, why
    assert [list(part) for part in words.asked("学生").nearest([text])] == [[0.0], [0.0]], why


def test_a_question_without_words_has_nothing_near(words: Interaction) -> None:
    assert words.asked("？？").near("学生") == 0.0


def test_many_texts_at_once_are_as_one_by_one(words: Interaction) -> None:
    question, texts = words.asked("教师定期到企业实践"), ["教师。到企业实践。", "", "河道采砂许可", "企业；教师"]
    sentence, whole = question.nearest(texts)
    assert np.allclose(whole, [question.near(text) for text in texts], atol=1e-6)
    assert np.allclose(sentence[0], max(question.near("教师。"), question.near("到企业实践。")), atol=1e-6)
    assert (sentence <= whole + 1e-6).all(), "a sentence is never nearer than its text"


def test_a_text_is_nearest_to_itself(words: Interaction) -> None:
    assert words.asked("学分银行").near("推进学分银行落地") == pytest.approx(1.0, abs=1e-4)


def test_ranking_keeps_every_hit(tianjin_home: Path) -> None:
    engine = search.open(Library(tianjin_home))
    with_it = engine.search("老师去工厂锻炼", k=100, kinds=("clause",)).hits
    without = engine.search("老师去工厂锻炼", k=100, kinds=("clause",), without=("interaction",)).hits
    assert {h.iri for h in with_it} == {h.iri for h in without}
    assert [h.score for h in with_it] == sorted((h.score for h in with_it), reverse=True)


@pytest.mark.parametrize(
    ("asked", "texts", "why"),
    [
        (
            "新区的学校归谁管",
            [
                "中小学由教育局主管。",
                "新区的公园由园林局管理。",
                "新区的河道由水务局管理。",
                "新区的高楼由住建局管理。",
            ],
            "three texts name the district, one speaks of schools",
        ),
        (
            "这项改革试点的工资怎么发",
            ["薪酬按业绩分配。", "改革试点的范围逐步扩大。", "改革试点的经验及时推广。", "改革试点的目标按期实现。"],
            "the pilot is in three, pay in one",
        ),
    ],
)
def test_what_most_texts_say_tells_none_from_the_others(
    words: Interaction, asked: str, texts: list[str], why: str
) -> None:
    def ahead(question: Asked) -> float:
        near = question.nearest(texts)[0]
        return float(near[0] - near[1:].max())

    question = words.asked(asked)
    assert ahead(question.among(texts)) > ahead(question), why


@pytest.mark.parametrize(
    ("vectors", "why"),
    [
        ([[1.0, 0.0]], "one text is all in common"),
        ([[1.0, 0.0], [1.0, 0.0]], "texts that are the same"),
        ([[0.0, 0.0], [0.0, 0.0]], "texts without words"),
    ],
)
def test_where_nothing_differs_nothing_is_left(vectors: list[list[float]], why: str) -> None:
    rows = np.array(vectors, dtype=np.float32)
    assert not Common(rows).without(rows).any(), why
