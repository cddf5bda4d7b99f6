"""Parties of a provision: the bodies and persons a sentence names, and what part each has in what is done.

>>> text = "情节严重的，由市司法行政部门吊销证书。协会接受民政部门的指导。"
>>> [(p.part, text[slice(*p.span)], text[slice(*p.deed)]) for p in parties(text, 0, len(text))]
[('acts', '协会', '接受民政部门的指导'), ('acts', '市司法行政部门', '吊销证书'), ('over', '民政部门', '指导')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ENDS = (
    r"部门|单位|机构|机关|政府|委员会|公司|企业|银行|协会|学会|中心|学校|院校|高校|医院|办公室|领导小组|工作组|基金|集团|联盟"
    r"|党委|党组|派出所|法院|检察院|交易所|平台|主体|人员|民警|负责人|责任人|代表人|首长|发起人|举办者|经营者|组织者|召集人|党委和政府"
)
_SHORT = r"部|委|局|厅|署|办|院|会|行|所(?![在属有需])|处(?![理置以])|站"
_CHARS = r"[\u4e00-\u9fff（）()]"
BODY = rf"{_CHARS}{{0,24}}?(?:{_ENDS}|[^，。；、\s]{{1,8}}(?:{_SHORT}))(?:（[^（）]{{1,12}}）)?"
_JOIN = r"(?:、|和|与|及|以及|或者?|会同(?!有关|相关))"
BODIES = rf"{BODY}(?:{_JOIN}(?:其)?{BODY}){{0,6}}"
_ACTS = (
    r"要|应当?|须|必须|负责|会同|牵头|统筹|依法|可以?|应|承担|组织|建立|制定|根据|按照?|结合|参与|加强|具体|协同|配合|是|将|会|对"
    r"|于(?=\d)|印发|推行|发布|出台|不得|最后|首先|立即|每[年两三]|另行|接受|协助|在(?=[^。；]{2,60}，)"
)
_EDGE = r"(?<![^，。；：\n])"
_LISTED = (
    r"(?P<who>(?:[\u4e00-\u9fff]{2,8}[、和与]){1,14}[\u4e00-\u9fff]{2,8}?)(?:等(?:有关|相关)?)?(?:主管)?(?:部门|单位)"
)
_SUBJECT = re.compile(rf"{_EDGE}(?:其中，)?(?:各地)?(?P<who>(?![由经向对在请或]|要求|督促){BODIES})(?=(?:{_ACTS}))")
_FIELDS = re.compile(rf"{_EDGE}{_LISTED}(?=(?:{_ACTS}))")
"""财政、教育等部门要: the bodies by their fields alone."""
_BY = re.compile(
    rf"(?:由|(?<!国民)经(?![济营费验办过常历贸开])|交由|委托|(?<!申)请)(?P<who>{BODIES})"
    r"(?=在|落|自主|分别|共同|依法|依照|统一|牵头|统筹|会同|按|根据|具体|组织|负责|办|制定|审|批|认|核|备|承|实|建|另|确|推|筛|评|拟|提|发"
    r"|责令|处|给予|予|撤|吊|取|没|作|合理|每|进行|担任|决定|受理|监|管|收|协|参|出)"
)
_TO = re.compile(
    rf"(?:移交|交付|提交|报送?|上报|报请|送|告知|通知|缴入|划归|归)(?:给|至|到|于)?(?P<who>{BODIES})(?=[，。；、的]|备案|审批|批准|审核|同意|审查|$)"
)
_TOWARDS = re.compile(
    rf"向(?:其|有管辖权的)?(?P<who>{BODIES}|[同本]级党委)(?=(?:等[^，。；]{{0,8}}(?:机关|部门|机构|单位))?(?:报案|报警|求助)|请示|汇报|依法|备案|报告|请示|申请|提出|报送|报备|提交|登记|通报|反馈|投诉|举报|缴纳|领取|申报|说明)"
)
_CONSULTED = re.compile(
    rf"(?:征求|听取|征得)(?:同级|本级|上级|有关|相关)?(?P<who>{BODIES})(?=的?(?:书面)?(?:意见|同意|建议))"
)
_OVER = re.compile(
    rf"(?:接受|服从|在)(?:其)?(?P<who>{BODIES})的?(?=(?:有关)?(?:业务)?(?:统筹|监督|指导|管理|领导|考核|检查))"
)
_HELPED = re.compile(rf"(?:协助|配合)(?P<who>{BODIES})(?=共同|做好|开展|推进|[，。；]|进行|加强|负责|实施|落实|处理)")
_WITH = re.compile(
    rf"(?:会同|(?:{BODY})[与和]|[与跟同])(?P<who>{BODIES})(?=(?:应当?|要|可以?)?(?:等|建立|签订|联合|共同|合作|协商|开展|共建|制定|的))"
)
_WITH_FIELDS = re.compile(rf"(?:会同|[与跟同])(?!有关){_LISTED}")
_OVER_FIELDS = re.compile(rf"(?:接受|服从){_LISTED}(?=的?(?:有关)?(?:业务)?(?:统筹|监督|指导|管理|领导|考核))")
_MADE = re.compile(rf"(?:要求|督促|责成|通知|责令)(?P<who>{BODIES})(?=立即|及时|依法|限期|停止|采取|予以)")
_PATTERNS = (
    ("acts", _SUBJECT), ("acts", _FIELDS), ("acts", _BY), ("acts", _MADE), ("to", _TO), ("to", _TOWARDS), ("to", _CONSULTED), ("over", _OVER),
    ("helped", _HELPED), ("with", _WITH), ("with", _WITH_FIELDS), ("over", _OVER_FIELDS),
)  # fmt: skip
_STOP = re.compile(r"[；。]|，(?=[^，。；]{2,16}(?:部门|机构|政府|单位|机关)(?:要|应|负责))|，(?=[^，。；]{0,6}由)")
_BY_OTHERS = re.compile(r"(?<!自)由|^以(?!色)|优先|(?<![主重必需])要(?![素求闻点害件道])|^(?:让|把|使)")
"""A name with it is more than one: 学校移交前由建设单位."""
_PARTY_AND_STATE = re.compile(r"[党省市区县州]委\|[省市区县州]?(?:人民)?政府")
"""省委和省政府 is one authority; 省委、省政府 is printed as two."""
_DECIDES = re.compile(r"备案|审批|批准|审核|同意|审查|核准")
"""What the one does whom something is reported to: 报省政府批准."""
_FAR = 200


@dataclass(frozen=True, slots=True)
class Party:
    """A body or person, its part (``acts``, ``to``, ``over``, ``helped``, ``with``) and what is done behind it."""

    part: str
    span: tuple[int, int]
    deed: tuple[int, int]
    start: int
    """Where the words begin that give it its part."""


def parties(text: str, start: int, end: int) -> Iterator[Party]:
    """All of them in one sentence."""
    for part, pattern in _PATTERNS:
        for found in pattern.finditer(text, start, end):
            if _BY_OTHERS.search(found["who"]):
                continue
            stop = _STOP.search(text, found.end(), end)
            last = min(stop.start() if stop else end, found.end() + _FAR)
            name = without_verb(text, *found.span("who"))
            yield Party(part, name, (found.end(), last), found.start())
            if part == "to" and _DECIDES.match(text, found.end()):
                yield Party("acts", name, (found.end(), last), found.start())


_VERBS = re.compile(
    r"^.*(?:移交后|负责|加强|推动|支持|鼓励|引导|组织(?!者|部)|促进|建立|依据|按照|根据|通过|对于?|向|给|由|经|交由|等|，|有管辖权的)(?=[\u4e00-\u9fff]{3,})"
)


def without_verb(text: str, start: int, end: int) -> tuple[int, int]:
    """The name alone, where words of another clause stand before it."""
    first = re.split(r"、|和|与|及|或", text[start:end])[0]
    verb = _VERBS.match(first)
    return (start + verb.end() if verb and verb.end() < len(first) - 1 else start), end


def unwrapped(text: str, start: int, end: int) -> tuple[int, int]:
    """A name whole that a printed line cuts in two.

    >>> text = "格式由中国反洗钱\\n监测分析中心另行规定。"
    >>> text[slice(*unwrapped(text, 9, 15))]
    '中国反洗钱\\n监测分析中心'
    """
    before = re.search(rf".*(?:由|经|请|向|报|交)(?P<name>{_CHARS}{{2,20}})\n$", text[:start])
    return (start, end) if before is None else (before.start("name"), end)


def each(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The bodies of a list, each on its own."""
    at = start
    for cut in re.compile(r"、|会同|以及|和(?=[^信社旅改成国])|与|及(?!其)|或者?").finditer(text, start, end):
        kept = _counties(text, cut) or _PARTY_AND_STATE.search(text[: cut.start()] + "|" + text[cut.end() :])
        if cut.start() - at >= 2 and end - cut.end() >= 2 and not kept:
            yield at, cut.start()
            at = cut.end()
    yield at, end


def _counties(text: str, cut: re.Match[str]) -> bool:
    """市和区、县（市）人民政府 is one body of several levels."""
    return re.search(r"(?:^|[^\u4e00-\u9fff]|[\u4e00-\u9fff])[省市区县乡镇州]$", text[: cut.start()]) is not None and (
        re.match(r"(?:自治)?[省市区县乡镇州]", text[cut.end() :]) is not None
    )
