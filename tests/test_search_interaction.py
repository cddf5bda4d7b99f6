"""Late interaction: what is near to what, word by word, and how it ranks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import search
from kg.library import Library
from search.encoder import SHIPPED
from search.encoder_static import StaticEncoder
from search.interaction import Interaction


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
