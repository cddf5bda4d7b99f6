"""Where the items of a list begin and end, and lists found by the frame of the question."""

from __future__ import annotations

from pathlib import Path

import pytest

import search
from kg.library import Library
from search.asking import ask
from search.asking.spans import Enumeration
from search.asking.whole_words import hidden, lists_of
from search.encoder import SHIPPED
from search.encoder_static import StaticEncoder
from search.index import Engine

TEXT = """某市滨海浴场安全管理办法
第一条 根据《某省海域管理条例》《某省旅游促进条例》等法规，制定本办法。
第二条 浴场安全管理应当遵循预防为主、分级负责、快速救援的原则。
第三条 巡查可以采取岸边瞭望、艇上巡航、视频监测等方式。拥有救生资质的人员上岗前应当全面掌握游客救护、器械使用、风险识别等专业技能。
第四条 浴场应当在更衣室、瞭望塔、码头（含浮动码头）和停车场等重点部位配备呼救装置。
第五条 救生设施由政府、经营者、保险机构三方共同出资。
第六条 对拒不服从管理的，可以采取限制下水时间、区域，暂停器材租借，责令离开浴场等管理措施。
第七条 推行“两防两查”（防溺水、防中暑，查证件、查装备）。
第八条 浴场经营者应当履行下列职责：
（一）公布开放时间；
（二）设置警示浮标；
（三）配备救生人员。
第九条 聚焦礁石区、排污口、航道边缘等区域清理暗桩。
"""
LISTS = [
    ("应当遵循预防为主、综合治理的原则", ["预防为主", "综合治理"], "为 inside a word is no verb"),
    ("包括产品、项目、行为等。", ["产品", "项目", "行为"], "a word that ends with 为 is not cut"),
    ("结合执法检查人员工作态度、工作程序方法等", ["执法检查人员工作态度", "工作程序方法"], "检查 of 执法检查 is no verb of the list"),
    ("为了预防洗钱和遏制犯罪、保护市场", ["预防洗钱", "遏制犯罪", "保护市场"], "为了 stands before the list"),
    ("以道德与法治（思想政治）、语文、历史三科为重点", ["道德与法治（思想政治）", "语文", "历史"], "a short bracket is part of its item, 三科 is none"),
    ("与土地规划、景区规划、生态和环境保护规划等", ["土地规划", "景区规划", "生态和环境保护规划"], "和 inside an item that ends as all do"),
    ("包含符合建床条件的居民、行动不便的老人、失能或卧病在床的人员等人群", ["符合建床条件的居民", "行动不便的老人", "失能或卧病在床的人员"], "的 and 在 are the items' own where all have 的"),
    ("健全政府、用人单位、家庭三方共担机制", ["政府", "用人单位", "家庭"], "三方 counts the list"),
    ("在组织领导、发展规划、资源保障上把教育放在首位", ["组织领导", "发展规划", "资源保障"], "上把 goes on with the sentence"),
    ("加强政治建设、组织建设、作风建设和纪律建设，", ["政治建设", "组织建设", "作风建设", "纪律建设"], "an item behind 和 ends at the comma"),
    ("采取限制金额、频次，限制业务类型，终止业务关系等措施", ["限制金额、频次", "限制业务类型", "终止业务关系"], "commas part measures"),
]  # fmt: skip
ASKED = [
    ("浴场管理办法根据哪几部法规制定？", ["某省海域管理条例", "某省旅游促进条例"], "titles side by side"),
    ("浴场安全管理应当遵循哪些原则？", ["预防为主", "分级负责", "快速救援"], "the first item keeps its word"),
    ("上岗前应当全面掌握游客哪些专业技能？", ["救护", "器械使用", "风险识别"], "the frame says where the list begins"),
    ("呼救装置要装在哪些重点部位？", ["更衣室", "瞭望塔", "码头（含浮动码头）", "停车场"], "a bracket among the items"),
    ("救生设施由哪三方出资？", ["政府", "经营者", "保险机构"], "三方 behind the list"),
    ("“两防两查”是哪四项？", ["防溺水", "防中暑", "查证件", "查装备"], "the whole bracket, as many as asked for"),
    ("浴场经营者应当履行哪三项职责？", ["公布开放时间", "设置警示浮标", "配备救生人员"], "numbered lines below"),
    ("除了艇上巡航，巡查还可以采取哪些方式？", ["岸边瞭望", "视频监测"], "what is set aside is left out"),
]  # fmt: skip


@pytest.fixture(scope="module")
def encoder() -> StaticEncoder:
    return StaticEncoder(SHIPPED)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    home: Path = tmp_path_factory.mktemp("beach")
    (home / "text.txt").write_text(TEXT, encoding="utf-8")
    library = Library(home / "home")
    library.ingest_all([home / "text.txt"])
    return search.open(library)


@pytest.mark.parametrize(("text", "items", "reason"), LISTS, ids=[case[2] for case in LISTS])
def test_a_list_has_these_items(encoder: StaticEncoder, text: str, items: list[str], reason: str) -> None:
    found: list[Enumeration] = lists_of(text, (), encoder.spans(text))
    assert items in [one.words(text) for one in found], reason


@pytest.mark.parametrize(("question", "values", "reason"), ASKED, ids=[case[2] for case in ASKED])
def test_a_list_asked_for(engine: Engine, question: str, values: list[str], reason: str) -> None:
    answer = ask(engine, question)
    assert [str(v.value) for v in answer.values] == values, f"{reason}: {answer.answer}"


def test_hidden_characters_keep_their_places(encoder: StaticEncoder) -> None:
    text = "中华人民共和国某条例、行为和目的"
    assert len(hidden(text, encoder.spans(text))) == len(text)
