"""Whatever the text: no crash, spans that nest and lie in the text, keys that are unique."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.model import Cell, Metadata, Outline, Source, Table
from kg.read.text import tables
from kg.regions import regions
from kg.relations import links
from kg.structure import coverage, outline

LINES = st.sampled_from(
    [
        "第一章 总则", "第二章  分则", "第一节 一般", "第一条 为了试点，制定本办法。", "第二条（目的）", "第三条之一 其他。",
        "一、总体要求", "二、任务。正文在后。", "十一、", "（一）甲；", "（二）乙。", "（三）", "1.建成10个。", "2.2035 年目标", "2、丙",
        "（1）丁", "① 戊", "1.1 编制目的", "1 总则", "甲、旧式", "附件", "附件1", "附件：1.清单", "2.办法", "附表1", "附件1-1 表",
        "国务院关于试点的通知", "国务院", "2019年1月24日", "一九九六年二月五日", "（此件公开发布）", "国发〔2019〕4号", "各省：",
        "试点工作方案", "目 录", "第一章 总则......3", "-3-", "12", "首页 要闻 政策", "\t序号\t", "\t1", "\t任务", "\t责任单位", "\t市教委",
        "", "   ", "注：", "**一、加粗**", "# 标题", "正文" * 30, "长句，没有句号" * 12, "…", "《", "（", "第", "第条", "、", "\ufeff", "\x0c",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(LINES, max_size=40).map("\n".join),
    st.lists(st.one_of(LINES, st.text(max_size=20)), max_size=25).map("\r\n".join),
    st.text(max_size=300),
)


def holds(source: Source, found: Outline) -> None:
    """What must be true of every outline."""
    text, length = source.text, len(source.text)
    by_key = {p.key: p for p in found.provisions}
    assert len(by_key) == len(found.provisions), "keys are unique"
    last: dict[str | None, int] = {}
    for order, p in enumerate(found.provisions):
        assert p.order == order
        assert 0 <= p.heading_start <= p.start <= p.own_end <= p.end <= length, p
        if p.title is not None:
            assert p.heading_start <= p.title.start < p.title.end <= p.end, p
        if p.parent is not None:
            outer = by_key[p.parent]
            assert outer.order < order
            assert outer.heading_start <= p.heading_start, (p, outer)
            assert p.end <= outer.end, (p, outer)
            assert outer.own_end <= p.heading_start, (p, outer)
        assert last.get(p.parent, 0) <= p.heading_start, "provisions of one parent lie apart"
        last[p.parent] = p.end
        if p.marker and not p.marker.isdigit() and p.kind not in ("annex", "part"):
            assert "".join(text[p.heading_start : p.start].split()).startswith(p.marker.replace("+", "")), p
    for span in (*found.title, *found.leftovers, *found.furniture):
        assert 0 <= span.start <= span.end <= length
    assert 0.0 <= coverage(source, found) <= 1.0
    assert list(regions(source, found)) is not None
    assert links(source, found) is not None


@given(TEXTS, st.sampled_from(["txt", "pdf", "md", "html"]), st.sampled_from([None, "国务院关于试点的通知"]))
@settings(max_examples=400, deadline=None)
@example("附件：1.清单\n附件1\n", "txt", None)
@example("一、\n二、\n国务院\n2019年1月24日\n一、", "txt", None)
@example("第一条 甲。第二条 乙。\n第三条 丙。", "pdf", None)
def test_any_text(text: str, form: str, title: str | None) -> None:
    source = Source(text, form, "x", Metadata(title=title), tables(text))
    holds(source, outline(source))


CELLS = st.sampled_from(["序号", "任务", "工作内容", "责任单位", "配合单位", "1", "2", "3", "一、总体", "（一）目标", "1.指标", "附件1清单", "正文内容要有八个字", "市教委", ""])  # fmt: skip


@given(st.lists(st.lists(st.tuples(CELLS, st.integers(1, 3), st.integers(1, 2)), min_size=1, max_size=5), min_size=1, max_size=8), LINES, LINES)  # fmt: skip
@settings(max_examples=300, deadline=None)
@example([[("责任单位", 3, 1)], [("1", 2, 1), ("序号", 2, 2)], [("任务", 1, 1)], [("序号", 2, 1), ("一、总体", 1, 1)], [("1", 2, 2)], [("序号", 1, 1), ("一、总体", 1, 1), ("序号", 1, 1)]], "第一章 总则", "第一章 总则")  # fmt: skip
def test_any_table(rows: list[list[tuple[str, int, int]]], before: str, after: str) -> None:
    source = _with_table(rows, before, after)
    holds(source, outline(source))


def _with_table(rows: list[list[tuple[str, int, int]]], before: str, after: str) -> Source:
    """A source with one table, its cells placed around the spans above them."""
    text, cells, taken = before + "\n", [], set[tuple[int, int]]()
    begin = len(text)
    for r, row in enumerate(rows):
        c = 0
        for words, down, across in row:
            while (r, c) in taken:
                c += 1
            down = min(down, len(rows) - r)
            across = next((i for i in range(1, across) if (r, c + i) in taken), across)
            taken |= {(r + i, c + j) for i in range(down) for j in range(across)}
            cells.append(Cell(len(text), len(text) + len(words), r, c, down, across))
            text += words + "\t"
            c += across
        text += "\n"
    table = Table(begin, max(cell.end for cell in cells), tuple(cells))
    return Source(text + after + "\n", "html", "x", tables=(table,))


@pytest.mark.parametrize(
    "line",
    [
        "（一）甲；",
        "第一条 甲。",
        "一、甲",
        "国务院",
        "附件：1.甲",
        "2019年1月1日",
        "某市关于试点的意见",
        "目录",
        "各省：",
        "甲" * 30,
    ],
)
def test_cost_grows_with_the_text(line: str) -> None:
    def seconds(n: int) -> float:
        source = Source((line + "\n") * n, "txt", "x")
        begun = time.perf_counter()
        outline(source)
        return time.perf_counter() - begun

    seconds(200)
    small, large = max(seconds(1000), 0.005), seconds(8000)
    assert large < 8 * small * 4 + 0.2, f"{small:.3f} s → {large:.3f} s"
