"""Citations: the forms official texts use, one a case with its reason; and all citations of real documents."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg.citations import citations
from kg.docnumber import numbers, parse
from kg.model import Metadata, Source
from kg.read import read
from kg.structure import outline

NUMBERS = [
    ("国发〔2019〕4号", "国发〔2019〕4号", "the standard form"),
    ("国发[2019]4号", "国发〔2019〕4号", "square brackets"),
    ("国发（2019）4号", "国发〔2019〕4号", "round brackets"),
    ("国发【2019】 4 号", "国发〔2019〕4号", "black brackets and spaces"),
    ("中华人民共和国国务院令第706号", "中华人民共和国国务院令第706号", "an order"),
    ("教育部令〔2024〕第3号", "教育部令〔2024〕第3号", "an order counted by the year"),
    ("财政部公告2023年第12号", "财政部公告2023年第12号", "a public notice"),
    ("国务院令第五十八号", "国务院令第58号", "Chinese numerals"),
    ("2019年第4季度", None, "no number at all"),
]


@pytest.mark.parametrize(("printed", "expected", "why"), NUMBERS, ids=[row[2] for row in NUMBERS])
def test_numbers_are_read_and_written_one_way(printed: str, expected: str | None, why: str) -> None:
    number = parse(printed)
    assert (str(number) if number else None) == expected, why
    if number:
        assert parse(str(number)) == number, "what is written is read again"


TEXTS = [
    ("按照国发〔2015〕43号要求执行。", [("国发〔2015〕43号", "basedOn", None)], "a number alone"),
    ("贯彻《纲要甲规划》，", [("纲要甲规划", "implements", None)], "a title alone"),
    ("依据《教育法》第十条之一规定", [("中华人民共和国教育法", "basedOn", "第十条之一")], "a law by its short name"),
    ("《甲办法》（某发〔2010〕1号）同时废止。", [("甲办法", "repeals", None)], "repeal"),
    ("对《甲条例》作如下修改：", [("甲条例", "amends", None)], "amendment"),
    ("《乙厅关于印发〈甲规划〉的通知》", [("乙厅关于印发〈甲规划〉的通知", "cites", None)], "the outer title, not the inner"),
    ("填写《登记表》并领取《许可证》。", [], "forms and certificates"),
    ("据《人民日报》报道。", [], "a newspaper"),
    ("落实职教20条要求。", [("国家职业教育改革实施方案", "implements", None)], "a registered popular name"),
    ("《甲意见", [], "a bracket never closed"),
    ("《甲\n意见》要求", [("甲意见", "cites", None)], "a title broken over two lines"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), TEXTS, ids=[row[2] for row in TEXTS])
def test_forms_of_citation(text: str, expected: list[tuple[str, str, str | None]], why: str) -> None:
    source = Source(f"某通知\n一、总体要求\n{text}\n", "txt", "x", Metadata(title="某通知"))
    found = [(c.document.name, c.relation, c.article) for c in citations(source, outline(source))]
    assert found == expected, why


def test_a_short_name_stands_for_the_document_from_there_on() -> None:
    text = (
        "某通知\n一、要求\n执行《全国甲规划》（国发〔2020〕1号，以下简称《规划》）。\n二、其他\n《规划》由各地落实。\n"
    )
    source = Source(text, "txt", "x")
    found = citations(source, outline(source))
    assert [c.document.get("number") for c in found] == ["国发〔2020〕1号"] * 2


def test_words_before_a_number_are_no_part_of_it() -> None:
    assert [str(n) for _, _, n in numbers("现将津政办发〔2021〕3号文件和教职成〔2019〕5号印发")] == [
        "津政办发〔2021〕3号",
        "教职成〔2019〕5号",
    ]


def _plain(title: str) -> str:
    return re.sub(r"[\s《》〈〉]|首页|省政府要闻政策服务互动美丽江西", "", title)


def test_citations_of_real_documents(shared: Path) -> None:
    """Precision and recall over all documents that people read; own titles on the title page are none."""
    right = wrong = missed = 0
    for entry in json.loads((shared / "data/policies/index.json").read_text("utf-8"))["documents"]:
        source = read(shared / "data/policies" / entry["file"])
        structure = outline(source)
        wanted = {_plain(c["title"]) for c in entry["cites"] if c["kind"] in ("document", "short-name", "bare-number")}
        wanted -= {_plain(structure.metadata.title or "")}
        found = set()
        for c in citations(source, structure):
            quote = _plain(source.text[c.start : c.end])
            found.add(quote if quote in wanted else _plain(c.document.name))
        right, wrong, missed = right + len(found & wanted), wrong + len(found - wanted), missed + len(wanted - found)
    assert right / (right + wrong) >= 0.98
    assert right / (right + missed) >= 0.98
