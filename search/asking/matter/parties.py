"""Parties of a provision: the bodies and persons a sentence names, and what part each has in what is done.

>>> text = "情节严重的，由市司法行政部门吊销证书。协会接受民政部门的指导。"
>>> [(p.part, text[slice(*p.span)], text[slice(*p.deed)]) for p in parties(text, 0, len(text))]
[('acts', '市司法行政部门', '吊销证书'), ('acts', '协会', '接受民政部门的指导'), ('over', '民政部门', '指导')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from search.asking.matter.bodies import BODIES, BODY, DEED, welded

_ACTS = (
    r"要|应当?|须|必须|负责|会同|牵头|统筹|依法|可以?|应|承担|组织(?![应要可须不，。；、和])|建立|制定|根据|按照?|结合|参与|加强|具体|协同|配合|是|将|会|对"
    r"|于(?=\d)|印发|推行|发布|出台|不得|最后|首先|立即|每[年两三]|另行|接受|协助|在(?=[^。；]{2,60}，)"
)
_HOW = r"(?:依法|依照|统一|共同|分别|自主|直接|具体|书面|定期|及时|一并|正式|另行|联合|首先|最后|主动|民主)*"
_NAMED_SO = rf"(?!(?:{DEED})[^，。；、]{{0,8}}的(?:部门|机[关构]|单位)|(?:{DEED}|主管|行政|执法){{1,2}}(?:部门|机[关构]|单位|组织|者|人(?!民)|员))"
"""Behind a name: not more of it, as in 机构 of 机构编制部门."""
_EDGE = r"(?:(?<![^，。；：\n])|(?<=[（(][一二三四五六七八九十][）)])|(?<=[（(]十[一二三四五六七八九][）)]))(?![（(])"
_FIELDS_OF = r"(?:[\u4e00-\u9fff]{2,8}[、和与]){0,14}[\u4e00-\u9fff]{2,8}?"
_LISTED = (
    r"(?P<who>(?:[\u4e00-\u9fff]{2,8}[、和与]){1,14}[\u4e00-\u9fff]{2,8}?)(?:等(?:有关|相关)?)?(?:主管)?(?:部门|单位)"
)
_GROUPS = r"(?:有关|相关)?(?:主管)?(?:部门|单位|人民团体|社会组织|社会团体|群团组织)"
_SUBJECT = re.compile(
    rf"{_EDGE}(?:其中，)?(?:各地(?!区))?(?P<who>(?![由经向对在请或]|要求|督促|应当|依法|接受|可以|能够|不得|必须|定期|代表(?!大会|团|人)){BODIES})(?=(?:{_ACTS}))"
)
_DOES = re.compile(
    rf"{_EDGE}(?P<who>(?!{DEED}|[由经向对在请或为应可须]|依法|接受|定期|动员|发动|引导|代表(?!大会|团|人)){BODIES})(?={_HOW}(?:{DEED})){_NAMED_SO}"
)
"""A subject whose verb follows at once."""
_CALLED_ON = re.compile(
    rf"{_EDGE}(?P<who>[^，。；：、的与\n]{{2,16}}?)(?=应当|必须|不得|(?<![必重主需只])要(?![素求闻点害件道]))"
)
"""Whoever a provision tells what to do, in a word no list of bodies holds: 受帮扶省市要主动对接."""
_FIELDS = re.compile(rf"{_EDGE}{_LISTED}(?=(?:{_ACTS}))")
"""财政、教育等部门要: the bodies by their fields alone."""
_TWO_GROUPS = re.compile(rf"{_EDGE}(?P<who>{_FIELDS_OF}等{_GROUPS}[和与]{_FIELDS_OF}等{_GROUPS})(?=(?:{_ACTS}))")
"""教育等部门和妇联等团体应当: two lists, each with its kind."""
_BY = re.compile(
    rf"(?:由|(?<!国民)经(?![济营费验办过常历贸开])|交由|委托|(?<!申)请)(?P<who>{BODIES})"
    rf"(?=在|落|自主|分别|共同|依法|依照|统一|牵头|统筹|会同|商|按|根据|具体|组织|负责|办|制定|审|批|认|核|备|承|实|建|另|确|推|筛|评|拟|提|发|任|颁|签"
    rf"|责令|处|给予|予|撤|吊|取|没|作|合理|每|进行|担任|决定|受理|监|管|收|协|参|出|指|主|解|开|编|组|公|依|{DEED}){_NAMED_SO}"
)
_GRANTED = re.compile(
    rf"(?:获得|取得|得到|经|须经|报经|报请?|征得)(?P<who>{BODIES})的?(?=(?:书面)?(?:批准|同意|许可|审批|核准|授权|认可|签署|审定|审核))"
)
_CHAIN = re.compile(
    rf"(?:(?<=[，、。；：\n）)和与并及由经请])|(?<=报请)|^)(?P<who>(?![（(]|依法|接受|应当){BODY}|国家主席[\u4e00-\u9fff]{{2,4}}|国务院总理[\u4e00-\u9fff]{{0,4}})(?={_HOW}(?:批准|审批|审核|审定|审议|评审|评定|签署|签发|认定|公布|发布|颁发|颁布|核准|核定|授予|拟定|起草|制定|指定|公告|印发|推荐|选派))"
)
"""One of several that do one thing after the other: 甲评审、乙审定和丙审核，丁批准."""
_URGED = re.compile(
    rf"{_EDGE}(?:鼓励和支持|支持和鼓励|鼓励|支持|引导|动员|组织|发动)(?P<who>{BODIES})(?={_ACTS}|{DEED}|积极|通过|优先|利用|依托|为|到|与|采取|创新)"
)
_TO = re.compile(
    rf"(?:移交|移送|转送|送交|交付|提交|报送?|报经|上报|报请|送|告知|通知|缴入|划归|归)(?:给|至|到|于)?(?P<who>{BODIES})(?=[，。；、的]|备案|审批|批准|审核|同意|审查|审定|追究|处理|依法|述职|$)"
)
_TOWARDS = re.compile(
    rf"向(?:其|有管辖权的)?(?P<who>{BODIES}|[同本]级党委)(?=(?:等[^，。；]{{0,8}}(?:机关|部门|机构|单位))?(?:报案|报警|求助)|请示|汇报|依法|备案|报告|请示|申请|提出|报送|报备|提交|登记|通报|反馈|投诉|举报|缴纳|领取|申报|说明|交存|移送|缴存|推荐|学习|公布|述职|负责|{DEED})"
)
_CONSULTED = re.compile(rf"(?:征求|听取|征得)(?:有关|相关)?(?P<who>{BODIES})(?=的?(?:书面)?(?:意见|同意|建议))")
_OVER = re.compile(
    rf"(?:接受|服从|在)(?:其)?(?P<who>{BODIES})的?(?=(?:有关)?(?:业务)?(?:统筹|监督|指导|管理|领导|考核|检查))"
)
_HELPED = re.compile(
    rf"(?:协助|配合)(?P<who>{BODIES})(?=共同|做好|搞好|开展|推进|[，。；]|进行|加强|负责|实施|落实|处理)"
)
_WITH = re.compile(
    rf"(?:会同|(?:{BODY})[与和]|[与跟同])(?P<who>{BODIES})(?=(?:应当?|要|可以?)?(?:等|建立|签订|联合|共同|合作|协商|开展|共建|制定|的))"
)
_AGREED = re.compile(
    rf"(?<![协会])商(?P<who>{BODIES})(?=(?:另行|同意|确定|研究|共同)*(?:制定|确定|办理|决定|提出|，|。))"
)
_WITH_FIELDS = re.compile(rf"(?:会同|[与跟同])(?!有关){_LISTED}")
_OVER_FIELDS = re.compile(rf"(?:接受|服从){_LISTED}(?=的?(?:有关)?(?:业务)?(?:统筹|监督|指导|管理|领导|考核))")
_MADE = re.compile(rf"(?:要求|督促|责成|通知|责令)(?P<who>{BODIES})(?=立即|及时|依法|限期|停止|采取|予以)")
_PATTERNS = (
    ("acts", _TWO_GROUPS), ("acts", _SUBJECT), ("acts", _FIELDS), ("acts", _BY), ("acts", _GRANTED), ("acts", _MADE),
    ("urged", _URGED), ("to", _TO), ("to", _TOWARDS), ("to", _CONSULTED), ("over", _OVER), ("helped", _HELPED),
    ("with", _WITH), ("with", _AGREED), ("with", _WITH_FIELDS), ("over", _OVER_FIELDS), ("acts", _DOES), ("acts", _CHAIN), ("acts", _CALLED_ON),
)  # fmt: skip
_LOOSE = (_DOES, _CHAIN, _CALLED_ON)
"""Ways that count only where no other gives the name a part."""
_STOP = re.compile(r"[；。]|，(?=[^，。；]{2,16}(?:部门|机构|政府|单位|机关)(?:要|应|负责))|，(?=[^，。；]{0,6}由)")
_BY_OTHERS = re.compile(
    r"(?<!自)由|^自(?!治|然|主|愿|贸)|^以(?!色)|优先|(?<![主重必需])要(?![素求闻点害件道])|^(?:让|把|使|应当|必须|会同)|.(?:根据|按照|依照)"
)
"""A name with it is more than one: 学校移交前由建设单位."""
_DECIDES = re.compile(r"备案|审批|批准|审核|同意|审查|核准|审定")
"""What the one does whom something is reported to: 报省政府批准."""
_CLAUSE = re.compile(r"[并报向对将把给为在按]|^[从通坚确不又还也都均则]|严格|过程|审查|[中时后前]$|^[，、]")
"""Words of a clause, which no name holds."""
_FORMULA = re.compile(r"国务院(?:批准|同意)，现")
"""经国务院同意，现通知如下: the letter, not the matter."""
_FAR = 200


@dataclass(frozen=True, slots=True)
class Party:
    """A body or person, its part (``acts``, ``to``, ``over``, ``helped``, ``with``) and what is done behind it."""

    part: str
    span: tuple[int, int]
    deed: tuple[int, int]
    start: int
    """Where the words begin that give it its part."""
    own: tuple[int, int] = (0, 0)
    """What is done behind it, up to the next party: where the verb stands."""


def parties(text: str, start: int, end: int) -> Iterator[Party]:
    """All of them in one sentence, as they stand; what each does ends where the next begins to act."""
    found = sorted(_found(welded(text), start, end), key=lambda one: one.span[0])
    begins = sorted({one.start for one in found})
    acting = sorted({one.start for one in found if one.part in ("acts", "urged")})
    for one in found:
        first, last = one.deed
        own = next((at for at in begins if first < at < last), last)
        stop = next((at for at in acting if first < at < last and text[at - 1 : at] in "，、和"), last)
        yield replace(one, deed=(first, stop), own=(first, own))


def _found(text: str, start: int, end: int) -> Iterator[Party]:
    taken: list[tuple[int, int]] = []
    for part, pattern in _PATTERNS:
        for found in pattern.finditer(text, start, end):
            if _BY_OTHERS.search(found["who"]) or _FORMULA.match(text, found.start("who")):
                continue
            name = found.span("who") if pattern is _TWO_GROUPS else without_verb(text, *found.span("who"))
            known = any(a <= name[0] < b or a < name[1] <= b for a, b in taken)
            if pattern in _LOOSE and (known or name != found.span("who") or _CLAUSE.search(found["who"])):
                continue  # known better by another way, or words of another clause
            stop = _STOP.search(text, found.end(), end)
            last = min(stop.start() if stop else end, found.end() + _FAR)
            taken.append(found.span())
            yield Party(part, name, (found.end(), last), found.start())
            if part == "to" and _DECIDES.match(text, found.end()):
                yield Party("acts", name, (found.end(), last), found.start())


_VERBS = re.compile(
    r"^.*(?:移交后|负责|加强|推动|支持|鼓励|引导|组织(?!者|部)|促进|建立|依据|按照|根据|通过|对于?|向|给|由|经(?![营济])|交由|等|，|有管辖权的|是指)(?=[\u4e00-\u9fff]{3,})"
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
    before = re.search(r".*(?:由|经|请|向|报|交)(?P<name>[\u4e00-\u9fff（）()]{2,20})\n$", text[:start])
    return (start, end) if before is None else (before.start("name"), end)


__all__ = ["Party", "parties", "unwrapped"]
