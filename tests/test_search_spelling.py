"""Slips of the input method: which are mended, and what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

import search
from kg.library import Library
from search.asking import ask
from search.index import Engine


@pytest.fixture(scope="module")
def engine(tianjin_home: Path) -> Engine:
    return search.open(Library(tianjin_home))


@pytest.mark.parametrize(
    ("said", "meant", "why"),
    [
        ("鲁班工仿有几个", "鲁班工坊有几个", "the last character of a name"),
        ("学分引行由谁负责", "学分银行由谁负责", "one sound of a character with several"),
        ("市人设局管什么", "市人社局管什么", "a short name"),
        ("天津职业技术师反大学", "天津职业技术师范大学", "a long name, zh and z alike"),
        ("产教溶合怎么做", "产教融合怎么做", "a word of the field"),
        ("市叫委和市财政局", "市教委和市财政局", "two characters around the slip are right"),
    ],
)
def test_a_slip_in_a_name(engine: Engine, said: str, meant: str, why: str) -> None:
    assert engine.spelling.read(said).text == meant, why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("北京市财政局负责什么", "another body, whose name sounds different"),
        ("市水务局负责什么", "another body, whose name sounds alike: 水务 is a word"),
        ("哪个单位负责", "grammar beside a known word"),
        ("鲁班工坊有几个", "nothing is amiss"),
        ("老师去工厂锻炼由谁管", "everyday words are no slips"),
        ("", "nothing written"),
        ("😀" * 50, "no Chinese"),
    ],
)
def test_what_is_left_alone(engine: Engine, text: str, why: str) -> None:
    reading = engine.spelling.read(text)
    assert reading.text == text, why
    assert reading.changes == (), why


def test_the_answer_tells_how_the_question_was_read(engine: Engine) -> None:
    answer = ask(engine, "推进学分引行在天津落地运行由哪些单位负责？")
    assert answer.question == "推进学分引行在天津落地运行由哪些单位负责？", "the question stays as it was asked"
    assert "“学分引行”按“学分银行”理解" in answer.interpretation
    assert {v.value for v in answer.values} == {
        v.value for v in ask(engine, "推进学分银行在天津落地运行由哪些单位负责？").values
    }
