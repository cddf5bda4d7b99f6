"""Spans inside a provision: sentences, enumerations, what stands in brackets; all as offsets, so that SPARQL can cut them.

>>> text = "允许职业学校通过PPP模式、融资贷款、土地置换等途径拓宽筹资渠道。"
>>> [e.words(text) for e in enumerations(text)]
[['PPP模式', '融资贷款', '土地置换']]
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.authority import words
from search.asking.matter.span_edges import quoted, wider

_ITEM = r"[^，。；：、！？（）\n]{1,26}"
_LIST = re.compile(rf"(?:{_ITEM}、)+{_ITEM}")
LEFT = re.compile(
    r".*(?:通过|包括|具有|兼具|具备|获得|取得|持有|任用|依托|对接|整合|联合|支持|引进|建设|打造|创建|拓展|构建|实现|推动|推进|开展|采取|采用|针对|面向|围绕|聚焦|涵盖|推行|给予|确定|扶持|按照|避免|融入|发挥|完善|深化|加强"
    r"|抵免|应缴|缴纳|免收|免征|授予|选派|办成|(?<=[业位司])(?:进出口|进口|出口)|(?:^|(?<=，))请(?=[^，]{3})|设立|设置|加快|发展(?![规战目改理方格计水能])|下设|内设|避免|防止|杜绝|实施|做好|是指|考虑|符合|选择|遴选|共编|编写|培育|弘扬|建立|健全|共享|共建|落实|提供|参与|运用|鼓励|允许|(?<!党)组织(?!部|法)|以|与|和|从|在|对|向|由|为|把|将|按|于|是|有(?![色机限关效害毒序])|及|重点|主要|分别|进一步|大力|全面|紧密|服务|发放|派驻|一批|一系列|的)"
)
_CONTAINS = re.compile(r".*(?:分为|分成|包括|包含|即|分别是|分别为)")
_RIGHT = re.compile(
    r"(?:(?<!第)[二两三四五六七八九十][大个项类种处座所]|\d+[个家所名]|组成|构成|广泛|参与|等|在|为|的|(?<![推改促引])进(?![口修步展])|(?<!许)可|到|(?<![正定方导转])向|(?:要|应|须)(?:严格|切实|加强|当)|共同|合理|担任|牵头|协同|联合|组合式|“[^”]+”|方式|有机|深度|一体|相|(?:认证|登记|认定|备案)(?=[或和的])|提升|发展格局|建设$|三级|四级|五级|两级)"
)
_TWO_LISTS = re.compile(
    r"等(?=[^、，。]{1,6}的[^、，。]{2,10}、)|等[^、，。]{0,12}?(?:以及|及其|及|和|与|并)|等(?=[^、，。]{8,}、)|(?<![高中初平均同对])等(?=[^、，。级待候号同]{3,6}、[^、，。]{2,6}(?:[，。；]|$))|[二两三四五六七八九十][大个项类种][^、，。]{1,8}?的(?=[^、，。]{2,16}、)"
)
_NEW_VERB = re.compile(
    r"(?<=、)(?:[^、，。]{3,10}?(?P<verb>举办|建设|打造|设立|培育|开展|建立|服务|推进|实现|形成|提供|成立)(?=[^、，。]{1,8}的[^、，。]{2,10}、)"
    r"|[^、，。]{2,8}?(?P<put>安装|设置|配备|配置|配齐|发放|张贴|悬挂)(?=[^、，。]{2,8}、))"
)
_HEADS = re.compile(r"(?<=、)[^、，。]{2,12}(?P<left>包括|包含|分为|分成|(?<=[院校学司构位])的)(?=[^、，。]{2,12}、)")
_PAIR = re.compile(
    r"(?P<first>[^，。；、“”]{2,14}?(?P<head>[\u4e00-\u9fff]{2}))(?P<join>和|与|以及|及)(?P<second>[^，。；、“”]{2,14}?(?P=head))(?=[^\u4e00-\u9fff]|等|的|在|建设|[两二](?:部分|个|类|项|大|种)|$)"
)
NAMED = re.compile(r"“([^”“]*、[^”“]*)”")
_THROUGH = re.compile(
    r"(?:通过|依托|利用|借助|归集至|对接)(?P<first>[^，。；、“”]{3,20}?)和(?P<second>[^，。；、“”]{3,20}?)(?=等)"
)
_TWO = re.compile(
    r"(?P<first>[^，。；：、“”（）\n]{2,26}?)(?:以及|和|(?<!参)与|及|或者?)(?P<second>[^，。；：、“”（）\n]{2,26})"
)
_COLON = re.compile(r"：(?P<list>(?:[^：；。\n]{2,80}；)+[^：；。\n]{2,80})(?=。)")
_TITLED = re.compile(r"(?P<first>《[^《》]{2,40}》)(?:和|与|及|以及)(?P<second>《[^《》]{2,40}》)")
_BESIDE = re.compile(
    r"[与和同][^，。；、与和]{2,12}?(?:会商|联动|衔接|对接|协同|协调|挂钩|沟通|互动|相结合|相适应|相衔接|相匹配|合作)"
)
"""与 of a deed done with somebody joins no item: 选聘、考核与教育部门会商."""
_SUFFIXES = frozenset("式型类级性化")
_SUMMED = re.compile(r"“((?:[^”“+＋，。]{1,12}[+＋])+[^”“+＋，。]{1,12})”")
_FAR = 2.0
"""A first item so many times as long as the others has more before it than a verb."""
_MASK, _KEPT = "〇", 2
"""A character that is no verb and joins nothing; the last characters of a name stay, since items of a list end alike."""
_JOIN = re.compile(r"(?:以及|及其?|和|与|或者?)")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The items of a list, as offsets into the text, and the words right after it."""

    items: tuple[tuple[int, int], ...]
    after: str
    start: int
    end: int

    def words(self, text: str) -> list[str]:
        """The items themselves."""
        return [text[a:b] for a, b in self.items]


def enumerations(text: str) -> list[Enumeration]:
    """All lists A、B和C of ``text``; A、B等X以及C、D等Y are two.

    >>> text = "对接航天、石化等优势产业以及养老、托育等服务业，“入岗、适岗、胜岗”培养"
    >>> [e.words(text) for e in enumerations(text)]
    [['航天', '石化'], ['养老', '托育'], ['入岗', '适岗', '胜岗']]
    """
    found = list(_listed(text))
    named = [m.span(1) for m in NAMED.finditer(text)]  # “双随机、一公开” is a name: its 、 divides no list around it
    if named:
        whole = NAMED.sub(lambda m: m[0].replace("、", "·"), text)
        inside = [one for one in found if any(a <= one.items[0][0] and one.items[-1][1] <= b for a, b in named)]
        found = sorted([*inside, *_listed(whole)], key=lambda one: one.start)
    return [*found, *_summed(text), *_pairs(text), *_semicolons(text)]


def with_names_whole(text: str, names: Sequence[tuple[int, int]]) -> list[Enumeration]:
    """The lists of ``text`` where no cut falls inside a name: verbs and 与 in names of institutions divide nothing.

    >>> text = "深化质量发展研究中心、教学资源开发与制作中心等项目"
    >>> [e.words(text) for e in with_names_whole(text, [(2, 10), (11, 22)])]
    [['质量发展研究中心', '教学资源开发与制作中心']]
    """
    masked = text
    for start, end in names:
        masked = masked[:start] + _MASK * (end - start - _KEPT) + masked[end - _KEPT :]
    return enumerations(masked)


def _semicolons(text: str) -> Iterator[Enumeration]:
    """What stands behind a colon, parted by semicolons.

    >>> text = "共3项：专利保险机制；技术调查官制度；案件跨区审理。"
    >>> [e.words(text) for e in enumerations(text)]
    [['专利保险机制', '技术调查官制度', '案件跨区审理']]
    """
    for match in _COLON.finditer(text):
        items = [m.span() for m in re.compile(r"[^；]+").finditer(text, *match.span("list"))]
        yield Enumeration(tuple(items), text[match.end() : match.end() + 24], match.start("list"), match.end())


def _listed(text: str) -> Iterator[Enumeration]:
    for match in _runs(text):
        for start, end in _apart(text, match.start(), match.end()):
            narrow = _modified(text, listed_items(text, start, end))
            for items in filter(None, (wider(text, narrow), narrow)) if len(narrow) >= len("ab") else ():
                last = items[-1][1]
                yield Enumeration(tuple(items), text[last : last + 24], start, end)


def _runs(text: str) -> Iterator[re.Match[str]]:
    """Runs of 、; where one breaks off inside words too long for an item, the next begins among these."""
    at = 0
    while (match := _LIST.search(text, at)) is not None:
        yield match
        whole = re.match(r"[，。；：、！？（）\n]|$", text[match.end() :]) is not None
        at = match.end() if whole else match.end() - len(match[0].rsplit("、", 1)[1])


def _modified(text: str, items: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Items behind what describes all of them: 高技术、高附加值的航空航天、工程机械 are two."""
    ordered = [
        i
        for i, (a, b) in enumerate(items)
        if re.search(r"(?:要|应当?|须)(?:严格|切实|认真|进一步)?[从把将对在]", text[a:b])
    ]
    if ordered and 0 < ordered[0] < len(items) - 1 and (verb := LEFT.match(text, *items[ordered[0]])) is not None:
        return [(verb.end(), items[ordered[0]][1]), *items[ordered[0] + 1 :]]  # 各级政府、各部门要从甲、乙和丙
    holding = [i for i, (a, b) in enumerate(items) if "的" in text[a + 1 : b - 2]]
    if len(holding) != 1 or not 0 < holding[0] < len(items) - 1:
        return items
    a, b = items[holding[0]]
    return [(text.index("的", a + 1) + 1, b), *items[holding[0] + 1 :]]


def _summed(text: str) -> Iterator[Enumeration]:
    """“甲+乙+丙” as a list.

    >>> text = "给予“金融+财政+土地”组合式激励"
    >>> [e.words(text) for e in enumerations(text)]
    [['金融', '财政', '土地']]
    """
    for match in _SUMMED.finditer(text):
        items = [(m.start(), m.end()) for m in re.compile(r"[^+＋]+").finditer(text, match.start(1), match.end(1))]
        yield Enumeration(tuple(items), text[match.end() : match.end() + 24], match.start(), match.end())


def _pairs(text: str) -> Iterator[Enumeration]:
    """Two of a kind joined by 和.

    >>> text = "在高职院校试点设立工程创新中心和技术转移中心。"
    >>> [e.words(text) for e in enumerations(text)]
    [['工程创新中心', '技术转移中心']]
    """
    for match in itertools.chain(_THROUGH.finditer(text), _TITLED.finditer(text)):
        after = text[match.end() : match.end() + 24]
        yield Enumeration((match.span("first"), match.span("second")), after, match.start("first"), match.end())
    for match in _PAIR.finditer(text):
        if text[match.start() - 1 : match.start()] == "、":
            continue  # the end of a longer list
        left = LEFT.match(text, match.start("first"), match.end("first") - 2)
        start = left.end() if left else match.start("first")
        if match.end("first") - start > 2:
            yield Enumeration(
                ((start, match.end("first")), match.span("second")),
                text[match.end() : match.end() + 24],
                start,
                match.end(),
            )


def two_things(text: str) -> Iterator[Enumeration]:
    """Any two things joined, for a question that says that they are two.

    >>> text = "发挥育儿补贴和个人所得税抵扣政策作用，由主任和书记牵头的专班"
    >>> [e.words(text) for e in two_things(text)]
    [['育儿补贴', '个人所得税抵扣政策作用'], ['主任', '书记']]
    """
    for match in _TWO.finditer(text):
        left = LEFT.match(text, match.start("first"), match.end("first") - 1)
        start = left.end() if left else match.start("first")
        if match.end("first") - start > len(match["second"]) + 1:  # 机构发放运营补贴和床位补贴
            start = max((v.end() for v in _verbs().finditer(text, start, match.end("first") - 2)), default=start)
        verb = _verbs().match(text, start, match.end("first") - 1)
        start = verb.end() if verb else start
        stop = _RIGHT.search(text, match.start("second") + 2, match.end("second"))
        end = stop.start() if stop else match.end("second")
        if match.end("first") - start > 1 and text[match.start() - 1 : match.start()] != "、":
            yield Enumeration(
                ((start, match.end("first")), (match.start("second"), end)), text[end : end + 24], start, end
            )


def _apart(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of a run of 、 that are lists of their own."""
    out = []
    cuts = [(m.start(), m.end()) for m in _TWO_LISTS.finditer(text, start, end)]
    cuts += [(m.start("left"), m.end("left")) for m in _HEADS.finditer(text, start, end)]
    cuts += [
        (m.start(m.lastgroup or 0), m.start("verb") if m["verb"] else m.end("put"))
        for m in _NEW_VERB.finditer(text, start, end)
    ]
    for ended, begun in sorted(cuts):
        if ended >= start:
            out.append((start, ended))
            start = begun
    return [(a, b) for a, b in (*out, (start, end)) if "、" in text[a:b]]


def listed_items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The items of a run of 、, without the words before the first and behind the last.

    >>> text = "支持养老、托育等服务"
    >>> [text[a:b] for a, b in listed_items(text, 0, len(text))]
    ['养老', '托育']
    """
    cuts, at = [], start
    for i in range(start, end):
        if text[i] == "、":
            cuts.append((at, i))
            at = i + 1
    first, last = cuts[0], (at, end)
    middle = cuts[1:]
    opened, closed = text.rfind("“", *first), text.find("”", *last)
    whole = opened >= 0 > text.find("”", opened, first[1]) and closed >= 0
    if whole and "等" not in text[last[0] : closed]:  # “甲、乙、丙”: the quotes hold the list
        return [(opened + 1, first[1]), *middle, (last[0], closed)]
    if (names := quoted(text, [first, *middle, last])) != [first, *middle, last]:
        return names
    tail = _last(text, last, [first, *middle])
    begin = _behind_verb(text, _first(text, first, [*middle, *tail]), first[1], [*middle, *tail])
    begin = _whole_behind_of(text, first, begin, [*middle, *tail])
    before = _joined_before(text, first[0], begin)
    items = [
        part for span in (*before, (begin, first[1]), *middle, *tail) for part in _or(text, *span) if part[1] > part[0]
    ]
    lengths = [b - a for a, b in items]
    return items if min(lengths, default=0) > 1 or max(lengths, default=0) < 5 else []


def _whole_behind_of(text: str, first: tuple[int, int], begin: int, others: Sequence[tuple[int, int]]) -> int:
    """Where a first item begins that says little without the words before 的: 政策的效果、成功经验、失败教训.

    >>> text = "重点评价公共政策的效果、成功经验和失败教训。"
    >>> [e.words(text) for e in enumerations(text)]
    [['公共政策的效果', '成功经验', '失败教训']]
    """
    if (
        text[begin - 1 : begin] != "的"
        or begin <= first[0]
        or first[1] - begin > 2
        or min(b - a for a, b in others) < 4
    ):
        return begin
    verbs = [m.end() for m in _verbs().finditer(text, first[0], begin - 1)]
    start = max([first[0], *(end for end in verbs if end < begin - 2)])
    return start if 2 <= begin - 1 - start <= 10 else begin


def _joined_before(text: str, start: int, begin: int) -> list[tuple[int, int]]:
    """The item before 及: 通过政府网站及政务新媒体、办事大厅 has three."""
    if begin <= start or text[begin - 1] not in "及和与":
        return []
    left = LEFT.match(text, start, begin - 1)
    first = left.end() if left else start
    return [(first, begin - 1)] if 2 <= begin - 1 - first <= 8 and left else []


def _or(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """改建或就近新建 as the two it names; longer words with 或 in them stay one."""
    at = text.find("或", start + 2, end - 2)
    if at > 0 and end - start <= 9 and text[at + 1] != "者":
        return [(start, at), (at + 1, end)]
    middle = start + (end - start) // 2
    if end - start in (5, 7) and text[middle] in "和与":  # 重庆和沈阳
        return [(start, middle), (middle + 1, end)]
    return [(start, end)]


def _first(text: str, span: tuple[int, int], others: Sequence[tuple[int, int]]) -> int:
    """Where the first item begins: behind the last verb, but 组织领导、课程改革 are items of one length."""
    start, end = span
    left = _CONTAINS.match(text, start, end - 1) or LEFT.match(text, start, end - 1)
    if left is not None and (join := text[left.end() - 1]) in "与和及" and any(join in text[a:b] for a, b in others):
        left = LEFT.match(text, start, left.end() - 1)  # 产品研发与制造、技术升级与推广: 与 is inside the items
    if left is not None and left.end() - 2 >= start and any(text[left.end() - 2 : end] in text[a:b] for a, b in others):
        return left.end() - 2  # 联合收割机、运输联合收割机: 联合 is no verb here
    lengths = {b - a for a, b in others}
    if (alike := _alike_first(text, span, others)) is not None:
        return alike
    if left is None or len(lengths) != 1:
        return left.end() if left else start
    even = end - next(iter(lengths))
    alike = even > start and {text[a] for a, _ in others} == {text[even]}  # 同部署、同落实
    if alike or (even >= start and even < left.end() and (even == start or LEFT.fullmatch(text, start, even))):
        return even
    return left.end()


def _alike_first(text: str, span: tuple[int, int], others: Sequence[tuple[int, int]]) -> int | None:
    """Where the first item begins that is made as the others are: 田块小并大、短并长, 提升传播力、引导力.

    >>> text = "提升政务新媒体传播力、引导力、影响力"
    >>> [e.words(text) for e in enumerations(text)]
    [['传播力', '引导力', '影响力']]
    """
    size = max({b - a for a, b in others}, key=[b - a for a, b in others].count)
    same = [text[a:b] for a, b in others if b - a == size]
    before, own = text[span[0] : span[1] - size], text[span[1] - size : span[1]]
    if len(same) < 2 or not 3 <= size <= 6 or same[0][:2] in before:
        return None
    if _verbs().fullmatch(before) is None and len(before) < 2 * size:
        return None
    return span[1] - size if any(len({own[i], *(one[i] for one in same)}) == 1 for i in range(1, size)) else None


def _behind_verb(text: str, start: int, end: int, others: Sequence[tuple[int, int]]) -> int:
    """The first item without its verb, 强化稻谷、小麦, where that makes it more like the others; 建设单位、施工单位 stay."""
    deeds = [text[a:b] in words("verb") for a, b in others]
    if all(deeds) and text[end - 2 : end] in words("verb") and {b - a for a, b in others} == {2}:
        return end - 2  # 领导班子选聘、调整、考核
    if any(_verbs().match(text, *other) for other in others):
        return start
    usual = sum(b - a for a, b in others) / len(others)
    if (
        end - start > _FAR * (others[0][1] - others[0][0])
        and text[end - 2 : end] == text[slice(others[0][1] - 2, others[0][1])]
    ):
        return end - (others[0][1] - others[0][0])  # 开辟贫困地区绿色食品、有机食品
    verb = _verbs().match(text, start, end - 2)
    begins = [start, verb.end()] if verb is not None else [start]
    if end - start > _FAR * usual:  # 从业机构应当综合考虑客户特征、交易地域: the verb stands deep inside
        begins += [found.end() for found in _verbs().finditer(text, start, end - 2)]
    return min(begins, key=lambda begin: abs(end - begin - usual))


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(
        "(?<!党)(?:" + "|".join(word for word in words("verb") if len(word) > 1) + ")"
    )  # 党组织 is a noun


def _last(text: str, span: tuple[int, int], before: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The end of the list: cut where the sentence goes on, and at 和 when it joins two items."""
    start, end = span
    ends = {text[b - 1] for _, b in before}
    if len(ends) == 1 and (like := _alike_end(text, next(iter(ends)), start, end)) > start:
        joined = _JOIN.match(text, like + 1, end)
        if joined is not None:
            return [(start, like + 1), *_joined(text, text[like], joined.end(), end, like + 1 - start)]
        end = like + 1
    elif (stop := _RIGHT.search(text, start + 1, end)) is not None:
        end = stop.start()
    others = "".join(text[a:b] for a, b in before)
    beside = _BESIDE.search(text, start + 2)
    if beside is not None and beside.start() < end and beside.end() > beside.start() + 4 and "与" not in others:
        end = beside.start()
    joins = [m for m in _JOIN.finditer(text, start + 2, end - 2) if m[0] not in others]
    either = len({"或" in m[0] for m in joins}) == 2  # 资金或者资产来源和用途 is one
    if (join := next(iter(joins), None)) is not None and not either:
        return [(start, join.start()), (join.end(), end)]
    return [(start, end)]


def _joined(text: str, mark: str, start: int, end: int, length: int) -> list[tuple[int, int]]:
    """The item behind 和: up to the character the others end with, else short words up to where the sentence goes on."""
    more = _alike_end(text, mark, start, min(end + 12, len(text)))
    rest = len(_RIGHT.split(text[start:end])[0])
    if more < 0 and 1 < rest <= 2 * length:
        more = start + rest - 1
    return [(start, more + 1)] if more > start else []


def _alike_end(text: str, mark: str, start: int, end: int) -> int:
    """Where the character that ends the other items ends a word of this one too; -1 where it does not."""
    places = [i for i in range(start + 1, end) if text[i] == mark]
    ended = (i for i in places if i + 1 == end or _JOIN.match(text, i + 1) or _RIGHT.match(text, i + 1))
    near = bool(places) and (mark in _SUFFIXES or end - places[0] <= 3)
    return next(ended, places[0] if near else -1)


__all__ = ["LEFT", "NAMED", "Enumeration", "enumerations", "listed_items", "two_things", "with_names_whole"]
