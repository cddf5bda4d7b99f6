"""Where the items of a list begin and end: the words before the first and behind the last are none of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.authority import words
from search.asking.matter.span_edges import quoted

LEFT = re.compile(
    r".*(?:为了|擅自|随意|应当|必须|不得|通过|包括|具有|兼具|具备|获得|取得|持有|任用|依托|对接|整合|联合|支持|引进|建设|打造|创建|拓展|构建|实现|推动|推进|开展|采取|采用|针对|面向|围绕|聚焦|涵盖|推行|给予|确定|扶持|按照|避免|融入|发挥|完善|深化|加强"
    r"|抵免|应缴|缴纳|免收|免征|授予|选派|办成|(?<=[业位司])(?:进出口|进口|出口)|(?:^|(?<=，))请(?=[^，]{3})|设立|设置|加快|发展(?![规战目改理方格计水能])|下设|内设|避免|防止|杜绝|实施|做好|是指|考虑|符合|选择|遴选|共编|编写|培育|弘扬|建立|健全|共享|共建|落实|提供|参与|运用|鼓励|允许|(?<!党)组织(?!部|法)|以|与|和|从|在|对|向|由|为|把|将|按|于|是|有(?![色机限关效害毒序])|及|重点|主要|分别|进一步|大力|全面|紧密|服务|发放|派驻|一批|一系列|的)"
)
_CONTAINS = re.compile(r".*(?:分为|分成|包括|包含|即|分别是|分别为)")
RIGHT = re.compile(
    r"(?:(?<!第)[二两三四五六七八九十](?:[大个项类种处座所方科]|者(?=[的一之间]))|\d+[个家所名]|组成|构成|广泛|参与|上(?=[把将])|中(?=予以|给予|[把将])|等|在|为|的|(?<![推改促引])进(?![口修步展])|(?<!许)可|到|(?<![正定方导转])向|(?:要|应|须)(?:严格|切实|加强|当)|共同|合理|担任|牵头|协同|联合|组合式|“[^”]+”|方式|有机|深度|一体|相|(?:认证|登记|认定|备案)(?=[或和的])|提升|发展格局|建设$|三级|四级|五级|两级)"
)
_BESIDE = re.compile(
    r"[与和同][^，。；、与和]{2,12}?(?:会商|联动|衔接|对接|协同|协调|挂钩|沟通|互动|相结合|相适应|相衔接|相匹配|合作)"
)
"""与 of a deed done with somebody joins no item: 选聘、考核与教育部门会商."""
HIDDEN, PLACES = 0xE000, 6399
"""Hidden characters are of the private area: no rule knows them, and equal ones stay equal."""
ASIDE = "\uf8ff"
"""What stands for every character of an aside in brackets."""
_SUFFIXES = frozenset("式型类级性化")
_LONG_OR = 20
"""An item longer than that with 或 in it is one: 已开展或正在开展各类试点的城市."""
_FAR = 2.0
"""A first item so many times as long as the others has more before it than a verb."""
JOIN = re.compile(r"(?:以及|及其?|和|与|或者?)")


def listed_items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The items of a run of 、, without the words before the first and behind the last.

    >>> text = "支持养老、托育等服务"
    >>> [text[a:b] for a, b in listed_items(text, 0, len(text))]
    ['养老', '托育']
    """
    start += len(text[start:end]) - len(text[start:end].lstrip())
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

    >>> from search.asking.spans import enumerations
    >>> text = "重点评价公共政策的效果、成功经验和失败教训。"
    >>> [e.words(text) for e in enumerations(text)]
    [['公共政策的效果', '成功经验', '失败教训']]
    """
    if (
        text[begin - 1 : begin] != "的"
        or begin <= first[0]
        or text.rfind("等", max(0, first[0] - 1), begin) >= 0
        or first[1] - begin > 2
        or min(b - a for a, b in others) < 4
    ):
        return begin
    verbs = [m.end() for m in deed_words().finditer(text, first[0], begin - 1)]
    start = max([first[0], *(end for end in verbs if end < begin - 2)])
    return start if 2 <= begin - 1 - start <= 18 else begin


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
    if (
        left is not None
        and (join := text[left.end() - 1]) in "与和及"
        and (ASIDE in text[start:end] or any(join in text[a:b] for a, b in others))
    ):
        left = LEFT.match(text, start, left.end() - 1)  # 产品研发与制造、技术升级与推广: 与 is inside the items
    if left is not None and text[left.end() - 1] == "的" and all("的" in text[a : b - 1] for a, b in others):
        left = LEFT.match(text, start, left.end() - 1)  # 工作机制的建立情况、公共政策的制订过程
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

    >>> from search.asking.spans import enumerations
    >>> text = "提升政务新媒体传播力、引导力、影响力"
    >>> [e.words(text) for e in enumerations(text)]
    [['传播力', '引导力', '影响力']]
    """
    size = max({b - a for a, b in others}, key=[b - a for a, b in others].count)
    same = [text[a:b] for a, b in others if b - a == size]
    before, own = text[span[0] : span[1] - size], text[span[1] - size : span[1]]
    if len(same) < 2 or not 3 <= size <= 6 or same[0][:2] in before:
        return None
    if deed_words().fullmatch(before) is None and len(before) < 2 * size:
        return None
    return span[1] - size if any(len({own[i], *(one[i] for one in same)}) == 1 for i in range(1, size)) else None


def _behind_verb(text: str, start: int, end: int, others: Sequence[tuple[int, int]]) -> int:
    """The first item without its verb, 强化稻谷、小麦, where that makes it more like the others; 建设单位、施工单位 stay."""
    deeds = [text[a:b] in words("verb") for a, b in others]
    if all(deeds) and text[end - 2 : end] in words("verb") and {b - a for a, b in others} == {2}:
        return end - 2  # 领导班子选聘、调整、考核
    of = text.find("的", start + 1, end - 1) > 0 and any("的" in text[a + 1 : b - 1] for a, b in others)
    if of or 2 * sum(deed_words().match(text, *other) is not None for other in others) > len(others):
        return start  # 符合建床条件的居民、行动不便的老年人: the verbs are the items' own
    usual = sum(b - a for a, b in others) / len(others)
    if (
        end - start > _FAR * (others[0][1] - others[0][0])
        and text[end - 2 : end] == text[slice(others[0][1] - 2, others[0][1])]
    ):
        return end - (others[0][1] - others[0][0])  # 开辟贫困地区绿色食品、有机食品
    verb = deed_words().match(text, start, end - 2)
    begins = [start, verb.end()] if verb is not None else [start]
    if end - start > _FAR * usual:  # 从业机构应当综合考虑客户特征、交易地域: the verb stands deep inside
        begins += [found.end() for found in deed_words().finditer(text, start, end - 2)]
    return min(begins, key=lambda begin: abs(end - begin - usual))


@cache
def deed_words() -> re.Pattern[str]:
    """The verbs of two characters and more.

    >>> deed_words().match("落实责任")[0]
    '落实'
    """
    return re.compile(
        "(?<!党)(?:" + "|".join(word for word in words("verb") if len(word) > 1) + ")"
    )  # 党组织 is a noun


def _last(text: str, span: tuple[int, int], before: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The end of the list: cut where the sentence goes on, and at 和 when it joins two items."""
    start, end = span
    if (even := _even_end(text, span, before)) is not None:
        return [(start, even)]
    others = "".join(text[a:b] for a, b in before)
    ends = {text[b - 1] for _, b in before}
    if len(ends) == 1 and (like := _alike_end(text, next(iter(ends)), start, end)) > start:
        joined = JOIN.match(text, like + 1, end)
        if joined is not None:
            return [(start, like + 1), *_joined(text, text[like], joined.end(), end, like + 1 - start)]
        end = like + 1
        if _one_of_kind(text, (start, end), before):
            return [(start, end)]
    elif (stop := _goes_on(text, start, end, "的" in others)) is not None:
        end = stop
    beside = _BESIDE.search(text, start + 2)
    if beside is not None and beside.start() < end and beside.end() > beside.start() + 4 and "与" not in others:
        end = beside.start()
    joins = [m for m in JOIN.finditer(text, start + 2, end - 2) if m[0] not in others]
    either = len({"或" in m[0] for m in joins}) == 2  # 资金或者资产来源和用途 is one
    if joins and "或" in joins[0][0]:
        shared = "的" in others and "的" in text[joins[0].end() : end] and "的" not in text[start : joins[0].start()]
        either = either or shared or end - start > _LONG_OR or JOIN.search(others) is not None
    if (join := next(iter(joins), None)) is not None and not either:
        return [(start, join.start()), (join.end(), end)]
    return [(start, end)]


def _even_end(text: str, last: tuple[int, int], before: Sequence[tuple[int, int]]) -> int | None:
    """Where the last item ends that begins as the others do, all of one length: 新技术、新产品、新工艺开发费用."""
    sizes = {b - a for a, b in before[1:]}
    if len(sizes) != 1:
        return None
    size = next(iter(sizes))
    begins = {text[a] for a in (last[0], before[0][1] - size, *(a for a, _ in before[1:]))}
    alike = 3 <= size <= 4 and len({HIDDEN + ord(c) % PLACES if ord(c) < HIDDEN else ord(c) for c in begins}) == 1
    long = last[1] - last[0] >= _FAR * size and JOIN.match(text, last[0] + size) is None
    return last[0] + size if alike and long else None


def _one_of_kind(text: str, last: tuple[int, int], before: Sequence[tuple[int, int]]) -> bool:
    """Whether 和 inside the last item joins no two: 土地总体规划、名胜区总体规划、生态和环境保护规划."""
    if len(before) < len("ab") or text[last[1] - 1] != text[before[0][1] - 1] or "等" in text[slice(*last)]:
        return False
    join = JOIN.search(text, last[0] + 2, last[1] - 2)
    return join is not None and text[join.start() - 1] != text[last[1] - 1]


def _goes_on(text: str, start: int, end: int, of: bool) -> int | None:
    """Where the sentence goes on behind the last item; 的 inside it is its own where the others have one."""
    stops = (m.start() for m in RIGHT.finditer(text, start + 1, end) if not (of and m[0] in "的在为到"))
    return next(stops, None)


def _joined(text: str, mark: str, start: int, end: int, length: int) -> list[tuple[int, int]]:
    """The item behind 和: up to the character the others end with, else short words up to where the sentence goes on."""
    more = _alike_end(text, mark, start, min(end + 12, len(text)))
    rest = len(RIGHT.split(text[start:end])[0])
    if more < 0 and 1 < rest <= 2 * length:
        more = start + rest - 1
    return [(start, more + 1)] if more > start else []


def _alike_end(text: str, mark: str, start: int, end: int) -> int:
    """Where the character that ends the other items ends a word of this one too; -1 where it does not."""
    places = [i for i in range(start + 1, end) if text[i] == mark]
    ended = (
        i
        for i in places
        if i + 1 == end or text[i + 1] in "，。；\n" or JOIN.match(text, i + 1) or RIGHT.match(text, i + 1)
    )
    near = bool(places) and (mark in _SUFFIXES or end - places[0] <= 3)
    return next(ended, places[0] if near else -1)


__all__ = ["ASIDE", "HIDDEN", "JOIN", "LEFT", "PLACES", "RIGHT", "deed_words", "listed_items"]
