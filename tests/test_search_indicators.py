"""Tables of indicators in running text: which value, which year, how far from one to the other."""

from __future__ import annotations

from pathlib import Path

import pytest

import search
from kg.library import Library
from search.asking import ask
from search.asking.matter.indicator_plans import indicators
from search.index import Engine

TEXT = """某省教育发展规划
到2035年，建成教育强省。
一、主要目标
教育质量全面提高，结构更加合理。
教育事业发展主要指标
单位：%
指标 2020年 2025年 2035年
学前教育毛入园率 85.2 90 >95
高中阶段教育毛入学率 91 93 97
平均受教育年限（年） 10.8 11.3 12
二、重点任务
（一）办好学前教育。扩大普惠性学前教育资源。
（二）办好高中教育。推进普通高中多样化发展。
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    home = tmp_path_factory.mktemp("indicators")
    (home / "plan.txt").write_text(TEXT, encoding="utf-8")
    library = Library(home / "home")
    library.ingest_all([home / "plan.txt"])
    return search.open(library)


@pytest.mark.parametrize(
    ("question", "values", "unit"),
    [
        ("2025年高中阶段教育毛入学率要达到多少？", ["93"], "%"),
        ("学前教育毛入园率2035年是多少？", [">95"], "%"),
        ("平均受教育年限要达到多少年？", ["12"], "年"),
        ("学前教育毛入园率2020年和2025年分别是多少？", ["85.2%", "90%"], None),
        ("主要指标里，2035年写成“>95”的有哪几项？", ["学前教育毛入园率"], None),
        ("高中阶段教育毛入学率从2020年到2035年要提高多少？", [6], "个百分点"),
        ("指标表一共列了多少个指标？", [3], "个"),
        ("哪些指标2035年大于95？", ["学前教育毛入园率", "高中阶段教育毛入学率"], None),
        ("哪几个指标2020年等于91？", ["高中阶段教育毛入学率"], None),
    ],
    ids=[
        "year",
        "open end",
        "last year, own unit",
        "two years",
        "cells as written",
        "change",
        "count",
        "above",
        "equal",
    ],
)
def test_a_table_of_indicators_is_read(engine: Engine, question: str, values: list[object], unit: str | None) -> None:
    answer = ask(engine, question)
    assert [v.value for v in answer.values] == values, answer.answer
    assert answer.values[0].unit == unit
    assert answer.evidence
    assert all(e.quote == TEXT[e.start : e.end] for e in answer.evidence)


def test_a_year_without_a_column_is_no_year(engine: Engine) -> None:
    answer = ask(engine, "2021年高中阶段教育毛入学率是多少？")
    assert answer.status == "unanswerable"
    assert "没有2021年" in answer.answer


def test_text_without_a_table_has_none(tmp_path: Path) -> None:
    assert indicators("到2025年，建成50个基地；到2035年，建成100个。\n一、任务\n") == ()
