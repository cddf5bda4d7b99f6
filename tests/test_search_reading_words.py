"""Questions over running text: who acts, to whom and under whom, what a thing is called, of what kind it is, what it is for."""

from __future__ import annotations

import pytest

import search
from kg.library import Library
from search.asking import ask
from search.asking.matter.actor_plans import part_asked
from search.asking.matter.bodies import each
from search.asking.matter.explaining import explained
from search.asking.matter.parties import parties, unwrapped
from search.asking.matter.wording_plans import _short
from search.asking.spans import enumerations
from search.index import Engine

TEXT = """某市湖泊保护条例
第一条 为了加强湖泊保护，防止水体污染，制定本条例。
第二条 市水务主管部门负责全市湖泊的巡查。湖泊管理单位发现水体异常的，应当及时向生态环境主管部门报告。
第三条 湖泊周边的渔业合作社接受农业农村主管部门的指导监督。湖泊保护志愿者协会协助街道办事处开展宣传。
第四条 湖泊管理单位与属地派出所应当建立值班制度，分析治安形势。
第五条 违反本条例规定，在湖内倾倒垃圾的，由城市管理部门责令改正，处五百元罚款；情节严重的，由市水务主管部门吊销取水许可证。
第六条 游客触发求助装置后，救生员和现场巡查人员应当立即赶到现场处置。
第七条 申请在湖面举办活动的，应当向市水务主管部门提交下列材料：
（一）活动申请书；
（二）安全预案；
（三）场地使用协议。
第八条 本市以东湖为主湖，西湖为辅湖，其余水体为联络水体，形成步行可达的环湖生活圈。
第九条 市人民政府推广湖泊净化技术，打造“清波行动”，改善水质。通过建设湖岸绿带，减少泥沙进入湖体。
第十条 湖岸应当设置护栏、警示桩或者浮标等防落水设施。市民可以通过认养水草、记录水位、上报污染等方式参与湖泊保护。
第十一条 市人民政府和区人民政府（以下称保护机关）每年制定计划，具体格式由全市水体监测中心另行规定。市委和市政府对湖泊保护工作负总责。
第十二条 本条例所称钓客，是指在湖边垂钓的市民及其陪同人员。湖泊巡护实行名册制度。
第十三条 防洪抢险决策，应急供水决策以及军事用水决策不适用本条例。
第十四条 保护名录每年10月31日公布。湖岸三百米范围内不得开设砂场。水质稳定在什么等级由名录写明，蓄水量稳定在2万亿斤左右。
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    home = tmp_path_factory.mktemp("words")
    (home / "rules.txt").write_text(TEXT, encoding="utf-8")
    library = Library(home / "home")
    library.ingest_all([home / "rules.txt"])
    return search.open(library)


@pytest.mark.parametrize(
    ("question", "values", "reason"),
    [
        ("在湖内倾倒垃圾的，由谁责令改正？", ["城市管理部门"], "the deed asked is the deed told"),
        ("倾倒垃圾情节严重的，哪个部门吊销取水许可证？", ["市水务主管部门"], "the case before the comma goes with the deed"),
        ("湖泊管理单位发现水体异常要向谁报告？", ["生态环境主管部门"], "the one turned to, not the one who turns"),
        ("渔业合作社接受哪个部门的指导监督？", ["农业农村主管部门"], "the one above"),
        ("湖泊保护志愿者协会协助哪个单位开展宣传？", ["街道办事处"], "the one helped"),
        ("湖泊管理单位要同哪个单位建立值班制度？", ["属地派出所"], "the other party, not the one named"),
        ("游客触发求助装置后，哪些人员应当赶到现场？", ["救生员", "现场巡查人员"], "persons act too"),
        ("申请在湖面举办活动要提交哪些材料？", ["活动申请书", "安全预案", "场地使用协议"], "what 下列 points at, each alone"),
        ("西湖算哪一类湖？", ["辅湖"], "甲为乙 says of what kind it is"),
        ("改善水质的那个行动叫什么？", ["“清波行动”"], "names stand in quotation marks"),
        ("步行可达、环绕湖边的那个“圈”叫什么？", ["环湖生活圈"], "a name that ends as the kind asked for"),
        ("建设湖岸绿带是为了达到什么目的？", ["减少泥沙进入湖体"], "what follows the means is its purpose"),
        ("市民参与湖泊保护有哪几种做法？", ["认养水草", "记录水位", "上报污染"], "做法 asks for what stands before 等方式"),
        ("“钓客”包括哪些人？", ["在湖边垂钓的市民及其陪同人员"], "包括哪些人 asks what the text says a name means"),
        ("哪三类决策不用走这套条例？", ["防洪抢险决策", "应急供水决策", "军事用水决策"], "what the rules leave out, case by case"),
        ("哪一条确立了湖泊巡护名册制度？", ["第十二条"], "any verb may stand behind 哪一条"),
        ("保护名录在每年的哪一天公布？", ["10月31日"], "哪一天 asks for a date"),
        ("湖岸多少米范围内不得开设砂场？", ["三百米范围内"], "lengths are numbers, in words too"),
    ],
)  # fmt: skip
def test_answers_out_of_running_text(engine: Engine, question: str, values: list[str], reason: str) -> None:
    answer = ask(engine, question)
    assert [v.value for v in answer.values] == values, (reason, answer.interpretation, answer.answer)


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("由谁责令改正？", "acts"),
        ("该报谁批准？", "to"),
        ("先向谁汇报？", "to"),
        ("要提交哪些材料？", "acts"),  # no body is asked for
        ("接受谁的监督？", "over"),
        ("协助哪个部门？", "helped"),
        ("会同哪些部门制定？", "with"),
        ("归谁来建？", "acts"),  # 归谁 asks who does it, not to whom it goes
    ],
)
def test_part_asked(question: str, part: str) -> None:
    assert part_asked(question) == part


@pytest.mark.parametrize(
    ("text", "part", "names"),
    [
        ("方案报市人民政府批准后实施。", "acts", ["市人民政府"]),  # whoever it is reported to decides
        ("建立与宣传、公安等部门的协调机制。", "with", ["宣传", "公安"]),  # fields alone
        ("学校移交前由建设单位负责维护。", "acts", ["建设单位"]),  # a name holds no 由
        ("由市和区县主管部门审批。", "acts", ["市和区县主管部门"]),  # levels of one body stay one
        ("可以向甲法院或者乙法院申请。", "to", ["甲法院", "乙法院"]),  # 或者 joins two
        ("由市委和市政府负责实施。", "acts", ["市委和市政府"]),  # one authority
        ("重大事项向同级党委请示报告。", "to", ["同级党委"]),  # asked for leave, told of it
    ],
)
def test_parties(text: str, part: str, names: list[str]) -> None:
    found = [one.span for one in parties(text, 0, len(text)) if one.part == part]
    assert names in [[text[a:b] for a, b in each(text, *span)] for span in found]


def test_a_name_cut_by_a_printed_line_is_whole() -> None:
    text = "由全国水质\n监测中心另行规定。"
    assert text[slice(*unwrapped(text, 6, 10))] == "全国水质\n监测中心"
    text = "交易报告格式由全国水质\n监测中心另行规定。"  # the last 由 before the line ends, not 交 or 报
    assert text[slice(*unwrapped(text, 12, 16))] == "全国水质\n监测中心"


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (
            "综合考虑特征、目的、资金或者资产来源和用途等因素",
            ["特征", "目的", "资金或者资产来源和用途"],
        ),  # 或者 and 和 are inside
        ("推进健康码、结算码、支付码等多码融合、业务通办。", ["健康码", "结算码", "支付码"]),  # 等 ends the list
        (
            "企业、科学技术研究开发机构和高等院校可以采取职务科学技术成果入股、股权奖励、股权出售等方式",
            ["职务科学技术成果入股", "股权奖励", "股权出售"],
        ),  # a run that breaks off in long words begins again among them
    ],
)
def test_borders_of_lists(text: str, items: list[str]) -> None:
    assert items in [one.words(text) for one in enumerations(text)]


def test_the_full_name_before_a_short_one() -> None:
    text = "县级以上人民政府（以下称保护机关）适用本条例。"
    assert [text[a:b] for a, b in explained(text, "保护机关") or []] == ["县级以上人民政府"]  # 以上 is no 以


@pytest.mark.parametrize(
    ("question", "words", "may"),
    [
        ("叫什么？", "水质监测网", True),
        ("叫什么？", "甲" * 40, False),  # half a clause
        ("哪三类水体？", "水体", False),  # three are asked for
        ("叫什么？", "”的原则确定", False),  # begins inside something else
    ],
)
def test_last_resort_fits_the_question_word(question: str, words: str, may: bool) -> None:
    assert _short(question, words) is may
