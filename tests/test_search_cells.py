"""Cells, levels and common chapters: how a question names a document, a row and a column of its table."""

from __future__ import annotations

import pytest

from search.asking.matter.cell_plans import bare_cell
from search.asking.matter.opening import opening_end, titles_of, without_opening
from search.asking.table.printed import printed_tables

_REFORMS = "国务院办公厅关于推广第二批支持创新相关改革举措的通知"
_ZONES = "国务院关于促进综合保税区高水平开放高质量发展的若干意见"
_HEALTH = "江西省人民政府办公厅关于将健康融入所有政策的意见"


@pytest.mark.parametrize(
    ("text", "title", "rest", "why"),
    [
        ("在126号文的推广清单中，谁指导的举措多？", _REFORMS, "谁指导的举措多？", "number and list"),
        (
            "翻第二批创新改革举措推广清单（公开部分），财政部有几项？",
            _REFORMS,
            "财政部有几项？",
            "a remark in brackets",
        ),
        ("国发〔2019〕3号给综合保税区布置的任务里，商务部有几项？", _ZONES, "商务部有几项？", "number and title"),
        (
            "按“排在第一位的为牵头部门”来数，综保区意见里商务部有几项？",
            _ZONES,
            "商务部有几项？",
            "a rule, a short title",
        ),
        ("拿江西意见中第一条和第二条比，谁多？", _HEALTH, "第一条和第二条比，谁多？", "a place and a kind"),
        ("江西的学校中，谁多？", _HEALTH, "江西的学校中，谁多？", "a matter, not the document"),
        (
            "促进综合保税区发展的主要任务中，哪项最多？",
            _ZONES,
            "促进综合保税区发展的主要任务中，哪项最多？",
            "a part of it",
        ),
        ("商务部牵头的任务里，哪几项最多？", _ZONES, "商务部牵头的任务里，哪几项最多？", "a condition"),
        ("只在一项任务里出现过的单位有哪些？", _ZONES, "只在一项任务里出现过的单位有哪些？", "no table is named"),
        ("“签约居民满意率”在清单里排第几？", _HEALTH, "“签约居民满意率”在清单里排第几？", "a row in quotes stays"),
    ],
)
def test_words_that_only_name_the_document(text: str, title: str, rest: str, why: str) -> None:
    assert without_opening(text, title, table=True) == rest, why


def test_a_list_is_a_place_where_the_build_is_asked() -> None:
    assert opening_end("附件清单里有几项？", _REFORMS) == 0


def test_headings_of_annexes_name_the_document() -> None:
    text = "正文。\n附件2\n监测指标体系\n一级指标\t二级指标\t说明\n"
    assert titles_of(text, "通知") == "通知|监测指标体系"


@pytest.mark.parametrize(
    ("cell", "bare"),
    [("（六）\n收支结构", "收支结构"), ("12.医护比▲", "医护比"), ("加强培训。", "加强培训"), ("定量", "定量")],
)
def test_a_cell_without_its_marks(cell: str, bare: str) -> None:
    assert cell[slice(*bare_cell(cell, (0, len(cell))))] == bare


def test_a_group_that_begins_inside_a_table_is_that_of_the_rows_below() -> None:
    rows = [
        "一级指标\t二级指标\t三级指标\t性质",
        "一、质量\t（一）定位\t1.人次比\t定量",
        "2.手术比\t定量",
        "二、效率\t（二）",
        "资源\t3.负担\t定量",
        "4.人数\t定性",
    ]
    text = "\n".join(rows)
    table = printed_tables(text)[0]
    assert [text[slice(*row[0][0])] for row in table.rows] == ["一、质量", "一、质量", "二、效率", "二、效率"]
    assert text[slice(*table.rows[2][1][0])] == "（二）\n资源"
