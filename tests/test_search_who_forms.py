"""The same thing asked in many wordings: offices, bounds, leave, to whom, who gets a sum, what follows in a case.

One topic each of the first document, and of an invented regulation that no rule can have been made for.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import search
from kg.library import Library
from search.asking import ask
from search.asking.matter.polarity import denied
from search.index import Engine

_REGULATION = """滨江市社区食堂管理办法

第一条 为了规范社区食堂的开办和管理，方便居民就餐，制定本办法。
第二条 市人民政府建立社区食堂工作联席会议，由民政、商务、财政、卫生健康、市场监管等部门组成，市人民政府分管民政工作的副市长担任召集人，市民政局局长担任副召集人。联席会议办公室设在市民政局。联席会议每年召开两次会议。
第三条 申请开办社区食堂，应当向街道办事处提交申请材料。街道办事处应当自收到申请材料之日起十五日内作出决定。
第四条 社区食堂对老年人的餐费优惠比例不得低于20%，优惠后的单餐价格最高不超过15元。
第五条 社区食堂不得有下列行为：
（一）使用过期食材；
（二）向就餐人员收取办卡押金；
（三）转让经营许可。
第六条 社区食堂的后厨图像应当保存30日以上。未经街道办事处同意，不得变更经营场所。
第七条 就餐者属于高龄老人、残疾人或者低保对象的，由市级财政资金按每餐3元给予就餐补贴。
第八条 社区食堂连续两年评估优秀的，由市民政局按每家2万元给予经营企业奖励。
第九条 市民政局每两年对社区食堂进行评估。对评估不合格的社区食堂，由市民政局取消其社区食堂资格。
第十条 社区食堂停止经营的，应当及时将公共设施移交街道办事处管理。
第十一条 本办法自2024年5月1日起施行，有效期为五年。
"""


@pytest.fixture(scope="module")
def first(tianjin_home: Path) -> Engine:
    return search.open(Library(tianjin_home))


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    library = Library(tmp_path_factory.mktemp("canteens") / "home")
    library.ingest("canteens", data=_REGULATION.encode("utf-8"), name="canteens.txt")
    return search.open(library)


def said(engine: Engine, question: str) -> list[str]:
    """The values of the answer as they are shown, without their order."""
    return sorted(f"{v.value}{v.unit or ''}" for v in ask(engine, question).values)


HEADS = [
    "{}的组长是谁？", "谁当{}的组长？", "{}的头儿是谁？", "{}的一把手是谁？", "{}组长由什么人担任？", "{}的正职是谁？",
    "哪两位担任{}组长？", "{}由谁领衔？", "{}由谁来带？", "挂帅{}的是谁？", "{}里坐头把交椅的是谁？", "{}组长",
    "想知道{}组长是什么人", "听说要成立{}，组长由谁来当？", "{}谁说了算？", "{}由哪些领导坐镇？", "{}的掌舵人是谁？",
]  # fmt: skip
SECONDS = [
    "{}的副组长是谁？", "{}的二把手是谁？", "{}的副手是谁？", "{}里谁给组长当副手？", "{}组长的助手是谁？", "{}副组长",
    "担任{}副组长的是哪两位？", "{}谁协助组长？",
]  # fmt: skip


@pytest.mark.parametrize("form", HEADS)
def test_who_heads_a_group(first: Engine, form: str) -> None:
    assert said(first, form.format("部市共建领导小组")) == ["天津市市长", "教育部部长"]


@pytest.mark.parametrize("form", SECONDS)
def test_who_is_second(first: Engine, form: str) -> None:
    assert said(first, form.format("部市共建领导小组")) == ["分管副市长", "分管副部长"]


@pytest.mark.parametrize(
    "form",
    [
        "{}的召集人是谁？", "{}由谁召集？", "谁召集{}？", "{}由哪位领导牵头？", "{}谁说了算？", "{}的头是谁？", "{}由谁主持？",
        "担任{}召集人的是谁？", "{}是谁在牵头开？", "{}召集人", "{}归谁领导？",
    ],
)  # fmt: skip
def test_who_calls_a_meeting_together(other: Engine, form: str) -> None:
    assert said(other, form.format("社区食堂工作联席会议")) == ["市人民政府分管民政工作的副市长"]


@pytest.mark.parametrize(
    "form",
    [
        "{}由哪些部门组成？", "{}的成员单位有哪些？", "哪些部门参加{}？", "{}里有哪些部门？", "谁是{}的成员？", "{}由哪几家组成？",
        "{}的班底是哪些部门？",
    ],
)  # fmt: skip
def test_who_belongs_to_it(other: Engine, form: str) -> None:
    assert said(other, form.format("社区食堂工作联席会议")) == sorted(["民政", "商务", "财政", "卫生健康", "市场监管"])


OTHERS = [
    ("申请材料交给谁？", ["街道办事处"], "whom something is sent to"),
    ("开办食堂的申请材料要往哪儿报？", ["街道办事处"], "a body as a place"),
    ("谁接收开办社区食堂的申请材料？", ["街道办事处"], "from the other side"),
    ("停业食堂的公共设施移交到哪里？", ["街道办事处"], "to whom a thing goes"),
    ("停业食堂的公共设施最后归谁？", ["街道办事处"], "in no word of the text"),
    ("评估不合格的社区食堂会怎么样？", ["取消其社区食堂资格"], "what follows"),
    ("社区食堂评估不合格有什么后果？", ["取消其社区食堂资格"], "what follows, as a noun"),
    ("社区食堂评估不合格的话怎么处理？", ["取消其社区食堂资格"], "what is done"),
    ("每餐3元的就餐补贴发给谁？", ["低保对象", "残疾人", "高龄老人"], "no letter is sent to them"),
    ("哪些人可以领3元的就餐补贴？", ["低保对象", "残疾人", "高龄老人"], "persons, not who acts"),
    ("每餐3元的补贴从哪笔钱里出？", ["市级财政资金"], "out of which fund"),
    ("评估优秀的2万元奖励给谁？", ["经营企业"], "a body that gets it"),
    ("老年人餐费优惠比例不能低于什么水平？", ["20%"], "a bound in words"),
    ("老年人餐费优惠比例的底线是多少？", ["20%"], "the least"),
    ("优惠后单餐价格的天花板是多少？", ["15元"], "the most"),
    ("社区食堂评估的周期是多久？", ["两年"], "how often"),
    ("社区食堂评估间隔多长？", ["两年"], "how often, by the gap"),
    ("社区食堂多长时间评估一次？", ["两年"], "how often, in a sentence"),
    ("社区食堂管理办法能管几年？", ["五年"], "how long a text holds"),
    ("食堂可以用过期食材吗？", ["False"], "one of a list that is forbidden"),
    ("社区食堂能收办卡押金吗？", ["False"], "another"),
    ("社区食堂可以转让经营许可，准不准？", ["False"], "leave asked for twice"),
    ("街道办事处同意的话，社区食堂可以变更经营场所吗？", ["True"], "the leave is there"),
    ("社区食堂没经街道办事处同意可以变更经营场所吗？", ["False"], "it is not"),
    ("停止经营的社区食堂能不移交公共设施吗？", ["False"], "a duty left undone"),
    ("联席会议每年只开一次会吗？", ["False"], "another number"),
    ("后厨图像保存一周行不行？", ["False"], "less than the least"),
    ("食堂给老人优惠三成可以吗？", ["True"], "more than the least"),
    ("社区食堂联席会议的秘书长是谁？", [], "an office the text does not name"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "values", "why"), OTHERS)
def test_an_invented_regulation(other: Engine, question: str, values: list[str], why: str) -> None:
    assert said(other, question) == values, why


@pytest.mark.parametrize(
    ("question", "sentence", "no", "why"),
    [
        ("一个单位能开两个账号吗？", "一个单位只开设一个账号", True, "one only"),
        ("两年内不能再认定吗？", "两年内不予认定", False, "who asks whether it is barred is told yes"),
        ("流动岗位可以超过编制总数的三成吗？", "不超过编制总数30%", True, "beyond the bound"),
        ("净收入可以发绩效吗？", "净收入可作为绩效来源，不超过50%", False, "a bound denies only what goes beyond it"),
        ("要另造一种新学位吗？", "在现有学位制度内开展试点", True, "what is done within what there is"),
        ("撤销后可以继续公示吗？", "被撤销的，应当及时撤下", True, "what is taken down does not stay"),
        ("一年半可以吗？", "最长不超过12个月", True, "a year and a half"),
        ("半个月够吗？", "至少1个月", True, "half a month"),
        ("十个工作日后再交行吗？", "5个工作日内提交", True, "too late"),
        ("当事人同意可以披露吗？", "未经当事人同意，不得披露", False, "the leave is there"),
    ],
)
def test_what_a_sentence_denies(question: str, sentence: str, no: bool, why: str) -> None:
    assert denied(question, sentence, sentence) is no, why
