"""Lists and names asked for in everyday words: how many there are, of what kind, what a described thing is called."""

from __future__ import annotations

from pathlib import Path

import pytest

import search
from kg.library import Library
from search.asking import ask
from search.asking.matter.wanted import kinds_told, stated_number
from search.index import Engine

TEXT = """某省养老服务发展实施方案
第一条 建设居家社区机构相协调的养老服务体系，推行“一床一档一员”（家庭养老床位、电子健康档案、专属助老员）服务。
第二条 各市应当在城区打造十五分钟养老服务圈，发展助餐、助浴、助洁、助医等上门服务。支持物业服务企业、家政公司、餐饮企业等经营主体参与助餐服务。
第三条 养老护理员应当具备生活照料、基础护理、康复辅助、心理疏导四种能力。对技艺突出的护理员授予“金牌护理师”称号，并给予一次性奖励。
第四条 鼓励养老机构通过托管运营、连锁经营、公建民营等途径盘活闲置场所。实施银龄互助行动，组织低龄老年人为高龄老年人提供陪伴，服务时间可以存入“时间银行”，日后兑换同等服务。
第五条 重点发展智能穿戴、康复辅具、适老家居等银发产业，改造提升旅居康养、老年食品等传统产业。
第六条 养老机构应当在楼道、浴室安装扶手、呼叫器和防滑垫等安全设施。对独居老年人实行定期巡访，由社区网格员和志愿者上门探视。
第七条 省级财政设立养老服务引导资金，对吸纳失能老年人的机构发放运营补贴和床位补贴。
第八条 推动医疗卫生机构与养老机构签约合作，派驻健康管家，负责为入住老年人测量血压、指导用药。
第九条 建立由民政厅厅长和卫生健康委主任共同召集的联席会议，每年召开两次会议。
"""
NIGHT = """某市夜间经济促进办法
第一条 本办法所称夜间经济，是指18时至次日6时之间的餐饮、购物、文化、体育等消费活动。
第二条 市商务主管部门牵头建立夜间经济联席会议，办公室设在市商务局。试行“夜间区长”制度，由各区分管副区长担任，统筹辖区夜间经济工作。
第三条 打造滨江天地、古城墙街区和大学城夜市三处市级夜间消费集聚区。其中，古城墙街区重点展示非物质文化遗产，大学城夜市由科技大学参与运营。
第四条 支持博物馆、图书馆、美术馆等公共文化场馆延长开放时间。鼓励出租车企业和网约车平台增加夜间运力。
第五条 夜市经营者应当取得营业执照和食品经营许可证；流动摊贩可以持电子备案卡经营。
第六条 对夜间噪声超标、占道经营、油烟扰民等行为依法查处。投诉集中的商户列入重点监管名单，并由“掌柜之家”志愿队上门劝导。
第七条 推出“一码游夜城”小程序，市民凭码可以享受停车、公交、门票三类优惠。
第八条 建立消费纠纷先行赔付制度，由商场先向消费者垫付赔款，再向商户追偿。
第九条 评选年度夜间经济示范商圈，获评商圈可以挂“星光街区”牌匾，并纳入城市旅游线路。
"""
TOWN = """某市冰雪旅游振兴办法
第一条 与挪威、芬兰、奥地利等国家的滑雪学校、装备厂商或赛事组织开展深度合作。
第二条 健全雪场教练选聘、调整、考核与体育部门会商机制，推行“教练共享”、“双轨制”聘用办法。
第三条 重点支持景区编印折页式、手账式新型导览图和满足境外游客需要的“双语”导览图。
第四条 支持体育大学、冰雪学院、龙头雪场联合培养滑雪教练。完善“一票一卡一平台”（通滑票、雪友卡、装备租赁平台）建设。
第五条 统筹新建或改建一批造雪站、蓄水池、压雪车库等设施，严把安全关、质量关、价格关。
第六条 重点对接冰雕制作、雪橇租赁等传统优势产业，云上滑雪、智能头盔等战略性新兴产业以及养老、托育等现代服务业。
第七条 成立由分管副市长牵头的工作专班，办公室设在市文旅局。
"""


def _opened(home: Path, text: str) -> Engine:
    (home / "text.txt").write_text(text, encoding="utf-8")
    library = Library(home / "home")
    library.ingest_all([home / "text.txt"])
    return search.open(library)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return _opened(tmp_path_factory.mktemp("care"), TEXT)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return _opened(tmp_path_factory.mktemp("town"), TOWN)


@pytest.mark.parametrize(
    ("question", "values", "reason"),
    [
        (
            "跟欧洲打交道时，要和哪些国家结成紧密伙伴？",
            ["挪威", "芬兰", "奥地利"],
            "a place of the question is in no title; 等国家的 ends a list",
        ),
        (
            "雪场教练的哪些环节要先跟体育部门商量？",
            ["选聘", "调整", "考核"],
            "与 of a deed done with somebody joins no item",
        ),
        (
            "聘教练的新办法，文里用了哪两个带引号的叫法？",
            ["“教练共享”", "“双轨制”"],
            "quoted names without the words around them",
        ),
        (
            "编给游客看的图时，优先扶持哪几种样式？",
            ["折页式", "手账式", "“双语”导览图"],
            "one more of the noun, told at length",
        ),
        ("优先支持哪两种新型导览图？", ["折页式", "手账式"], "the number leaves it out"),
        (
            "滑雪教练由哪几方携手来带？",
            ["体育大学", "冰雪学院", "龙头雪场"],
            "who acts hand in hand, not who is responsible",
        ),
        ("一票一卡一平台里的“一卡”是什么？", ["雪友卡"], "one part of a slogan"),
        ("打算盖哪些设施？", ["造雪站", "蓄水池", "压雪车库"], "一批 stands before the things"),
        ("要过哪三道关？", ["安全关", "质量关", "价格关"], "a number and a noun every item ends with"),
        (
            "除了老牌行当和新冒头的，还要照顾哪些百姓过日子的行业？",
            ["养老", "托育"],
            "what is set aside is not the answer",
        ),
        ("冰雪专班的办公室挂在哪个部门？", ["市文旅局"], "a seat in other words than the text's"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isascii() else None,
)
def test_edges_and_choice_of_lists(town: Engine, question: str, values: list[str], reason: str) -> None:
    assert [v.value for v in ask(town, question).values] == values, reason


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return _opened(tmp_path_factory.mktemp("night"), NIGHT)


@pytest.mark.parametrize(
    ("question", "values", "reason"),
    [
        ("给老人提供的“三件套”指的是哪三样？", ["家庭养老床位", "电子健康档案", "专属助老员"], "the text's own name counts three too"),
        ("照顾老人的师傅要会哪四样本事？", ["生活照料", "基础护理", "康复辅助", "心理疏导"], "a stated number, and 本事 for 能力"),
        ("想把空着的房子用起来，养老院有哪几条路可走？", ["托管运营", "连锁经营", "公建民营"], "路 for 等途径"),
        ("哪几个新行当跟老年人有关、要重点发展？", ["智能穿戴", "康复辅具", "适老家居"], "行当 for 等产业"),
        ("为了老人不摔跤、好叫人，养老院里要装哪些东西？", ["扶手", "呼叫器", "防滑垫"], "东西 for 等设施"),
        ("上门能帮老人做哪四样事？", ["助餐", "助浴", "助洁", "助医"], "four of them"),
        ("收了失能老人的养老院能拿到哪两笔钱？", ["运营补贴", "床位补贴"], "two things joined by 和"),
        ("联席会议由哪两位官员召集？", ["民政厅厅长", "卫生健康委主任"], "two persons joined by 和"),
        ("年轻些的老人陪年纪大的，攒下的钟点存到的那个地方叫什么？", ["“时间银行”"], "the name in the sentence described"),
        ("手艺好的护理员能拿到什么称号？", ["“金牌护理师”"], "a title"),
        ("走一刻钟就有人照应的那个“圈”叫什么？", ["十五分钟养老服务圈"], "ends as asked"),
        ("医院派到养老院量血压、教吃药的那种人员叫什么？", ["健康管家"], "a role without quotes"),
        ("老人帮老人的那个行动叫什么名字？", ["银龄互助行动"], "ends as asked, without quotes"),
    ],
)  # fmt: skip
def test_lists_and_names(engine: Engine, question: str, values: list[str], reason: str) -> None:
    answer = ask(engine, question)
    assert [value.value for value in answer.values] == values, f"{reason}: {answer.answer}"


@pytest.mark.parametrize(
    ("question", "values", "reason"),
    [
        ("摆夜市的老板手里得有哪两个证？", ["营业执照", "食品经营许可证"], "two joined by 和, items that end as asked"),
        ("哪几样扰人的毛病会被查？", ["夜间噪声超标", "占道经营", "油烟扰民"], "毛病 for 等行为, no word shared"),
        ("扫那个码能享到哪三样好处？", ["停车", "公交", "门票"], "the text counts three too"),
        ("市级的夜里消费扎堆区有哪三处？", ["滨江天地", "古城墙街区", "大学城夜市"], "三处 ends the list"),
        ("跑到不听话的店里劝人的那支队伍叫什么名字？", ["“掌柜之家”"], "a name in quotes"),
        ("买东西出了岔子商场先掏钱给顾客，这种做法叫什么？", ["消费纠纷先行赔付制度"], "做法 for 制度"),
        ("展示老手艺的是哪个街区？", ["古城墙街区"], "one of a kind, the fitting clause"),
    ],
)  # fmt: skip
def test_lists_and_names_of_another_document(night: Engine, question: str, values: list[str], reason: str) -> None:
    answer = ask(night, question)
    assert [value.value for value in answer.values] == values, f"{reason}: {answer.answer}"


@pytest.mark.parametrize(
    ("question", "number", "reason"),
    [
        ("要做到哪“三早”？", 3, "the name counts"),
        ("“三改一整”包括什么？", 4, "both counts"),
        ("“五位一体”是指什么？", 5, "一体 counts nothing"),
        ("由哪两位官员领着？", 2, "any measure word"),
        ("推进“三农”工作以什么为总抓手？", None, "a name that is not what is asked for"),
        ("办二级学院要哪些单位配合？", None, "二级 is a rank"),
        ("是哪一个？", None, "one is no list"),
        ("第三条讲什么？", None, "an ordinal"),
    ],
)
def test_how_many_are_asked_for(question: str, number: int | None, reason: str) -> None:
    assert stated_number(question) == number, reason


def test_an_everyday_word_for_a_kind() -> None:
    assert {"产业", "行业"} <= set(kinds_told("行当"))
    assert "学院" in kinds_told("办学实体"), "by its end"
