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
from kg.numerals import to_int

_ITEM = r"[^，。；：、！？（）\n]{1,26}"
_LIST = re.compile(rf"(?:{_ITEM}、)+{_ITEM}")
_LEFT = re.compile(
    r".*(?:通过|包括|具有|兼具|具备|获得|任用|依托|对接|整合|联合|支持|引进|建设|打造|创建|拓展|构建|实现|推动|推进|开展|采取|采用|针对|面向|围绕|聚焦|涵盖|推行|给予|确定|扶持|按照|避免|融入|发挥|完善|深化|加强"
    r"|设立|设置|加快|发展(?![规战目改理方格计水能])|下设|内设|避免|防止|杜绝|实施|做好|是指|考虑|符合|选择|遴选|共编|编写|培育|弘扬|建立|健全|共享|共建|落实|提供|参与|鼓励|允许|(?<!党)组织(?!部|法)|以|与|和|从|在|对|向|由|为|把|将|按|于|是|有(?![色机限关效害毒序])|及|重点|主要|分别|进一步|大力|全面|紧密|服务|的)"
)
_CONTAINS = re.compile(r".*(?:分为|分成|包括|包含|即|分别是|分别为)")
_RIGHT = re.compile(
    r"(?:(?<!第)[二两三四五六七八九十][大个项类种]|\d+[个家所名]|组成|构成|广泛|参与|等|在|为|的|(?<![推改促引])进(?![口修步展])|可|到|(?<![正定方导])向|(?:要|应|须)(?:严格|切实|加强|当)|共同|协同|联合|组合式|“[^”]+”|方式|有机|深度|一体|相|提升|发展格局|建设$|三级|四级|五级|两级)"
)
_TWO_LISTS = re.compile(
    r"等[^、，。]{0,12}?(?:以及|及其|及|和|与|并)|等(?=[^、，。]{8,}、)|(?<![高中初平均同对])等(?=[^、，。级待候号同]{3,6}、[^、，。]{2,6}(?:[，。；]|$))|[二两三四五六七八九十][大个项类种][^、，。]{1,8}?的(?=[^、，。]{2,16}、)"
)
_NEW_VERB = re.compile(
    r"(?<=、)[^、，。]{3,10}?(?P<verb>举办|建设|打造|设立|培育|开展|建立|服务|推进|实现|形成|提供|成立)(?=[^、，。]{1,8}的[^、，。]{2,10}、)"
)
_HEADS = re.compile(r"(?<=、)[^、，。]{2,12}(?P<left>包括|包含|分为|分成|(?<=[院校学司构位])的)(?=[^、，。]{2,12}、)")
_PAIR = re.compile(
    r"(?P<first>[^，。；、“”]{2,14}?(?P<head>[\u4e00-\u9fff]{2}))(?P<join>和|与|以及|及)(?P<second>[^，。；、“”]{2,14}?(?P=head))(?=[^\u4e00-\u9fff]|等|的|在|建设|[两二](?:部分|个|类|项|大|种)|$)"
)
_NAMED = re.compile(r"“([^”“]*、[^”“]*)”")
_THROUGH = re.compile(
    r"(?:通过|依托|利用|借助|归集至|对接)(?P<first>[^，。；、“”]{3,20}?)和(?P<second>[^，。；、“”]{3,20}?)(?=等)"
)
_COLON = re.compile(r"：(?P<list>(?:[^：；。\n]{2,80}；)+[^：；。\n]{2,80})(?=。)")
_TITLED = re.compile(r"(?P<first>《[^《》]{2,40}》)(?:和|与|及|以及)(?P<second>《[^《》]{2,40}》)")
_SUFFIXES = frozenset("式型类级性化")
_OPENING = re.compile(
    r"(?:大力|积极|全面|加快|深入)?(?:鼓励|推广|推进|推动|支持|采用|采取|实施|建设|开展|建立|运用|通过|引入|探索|利用)"
)
_SUMMED = re.compile(r"“((?:[^”“+＋，。]{1,12}[+＋])+[^”“+＋，。]{1,12})”")
_FAR = 2.0
"""A first item so many times as long as the others has more before it than a verb."""
_MASK, _KEPT = "〇", 2
"""A character that is no verb and joins nothing; the last characters of a name stay, since items of a list end alike."""
_SENTENCE_START = re.compile(r"(?:^|[。；\n])[“《]?$")
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
    named = [m.span(1) for m in _NAMED.finditer(text)]  # “双随机、一公开” is a name: its 、 divides no list around it
    if named:
        whole = _NAMED.sub(lambda m: m[0].replace("、", "·"), text)
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
            items = _modified(text, _items(text, start, end))
            if len(items) >= 2:
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
    if ordered and 0 < ordered[0] < len(items) - 1 and (verb := _LEFT.match(text, *items[ordered[0]])) is not None:
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
        left = _LEFT.match(text, match.start("first"), match.end("first") - 2)
        start = left.end() if left else match.start("first")
        if match.end("first") - start > 2:
            yield Enumeration(
                ((start, match.end("first")), match.span("second")),
                text[match.end() : match.end() + 24],
                start,
                match.end(),
            )


def _apart(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of a run of 、 that are lists of their own."""
    out = []
    cuts = [(m.start(), m.end()) for m in _TWO_LISTS.finditer(text, start, end)]
    cuts += [(m.start("left"), m.end("left")) for m in _HEADS.finditer(text, start, end)]
    cuts += [(m.start("verb"), m.start("verb")) for m in _NEW_VERB.finditer(text, start, end)]
    for ended, begun in sorted(cuts):
        if ended >= start:
            out.append((start, ended))
            start = begun
    return [(a, b) for a, b in (*out, (start, end)) if "、" in text[a:b]]


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
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
    tail = _last(text, last, [first, *middle])
    begin = _behind_verb(text, _first(text, first, [*middle, *tail]), first[1], [*middle, *tail])
    before = _joined_before(text, first[0], begin)
    items = [
        part for span in (*before, (begin, first[1]), *middle, *tail) for part in _or(text, *span) if part[1] > part[0]
    ]
    lengths = [b - a for a, b in items]
    return items if min(lengths, default=0) > 1 or max(lengths, default=0) < 5 else []


def _joined_before(text: str, start: int, begin: int) -> list[tuple[int, int]]:
    """The item before 及: 通过政府网站及政务新媒体、办事大厅 has three."""
    if begin <= start or text[begin - 1] not in "及和与":
        return []
    left = _LEFT.match(text, start, begin - 1)
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
    left = _CONTAINS.match(text, start, end - 1) or _LEFT.match(text, start, end - 1)
    if left is not None and (join := text[left.end() - 1]) in "与和及" and any(join in text[a:b] for a, b in others):
        left = _LEFT.match(text, start, left.end() - 1)  # 产品研发与制造、技术升级与推广: 与 is inside the items
    if left is not None and any(text[left.end() - 2 : end] in text[a:b] for a, b in others):
        return left.end() - 2  # 联合收割机、运输联合收割机: 联合 is no verb here
    lengths = {b - a for a, b in others}
    if left is None or len(lengths) != 1:
        return left.end() if left else start
    even = end - next(iter(lengths))
    alike = even > start and {text[a] for a, _ in others} == {text[even]}  # 同部署、同落实
    if alike or (even >= start and even < left.end() and (even == start or _LEFT.fullmatch(text, start, even))):
        return even
    return left.end()


def _behind_verb(text: str, start: int, end: int, others: Sequence[tuple[int, int]]) -> int:
    """The first item without its verb, 强化稻谷、小麦, where that makes it more like the others; 建设单位、施工单位 stay."""
    if any(_verbs().match(text, *other) for other in others):
        return start
    usual = sum(b - a for a, b in others) / len(others)
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


def explained(text: str, name: str) -> list[tuple[int, int]] | None:
    """What stands in brackets behind ``name``, or is listed right before it; ``None`` where nothing explains it.

    >>> text = "推进1+X证书（学历证书+若干职业技能等级证书）制度试点"
    >>> [text[a:b] for a, b in explained(text, "1+X证书") or []]
    ['学历证书+若干职业技能等级证书']
    """
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if (several := _named_together(text, at)) is not None:
            return several
        if (full := _abbreviated(text, at) or _spelled_out(text, at, end)) is not None:
            return [full]
        behind = re.compile(r"[”》]?[\u4e00-\u9fff]{0,4}[（(]([^（）()]{2,200})[）)]").match(text, end)
        if behind and not re.fullmatch(r"[A-Za-z]+|以下.*", behind[1]):
            return _split(text, behind.start(1), behind.end(1))
        is_said = re.compile(r"[”》]?(?:，)?(?:是指|即|指的是|包括)([^。；]{4,80})").match(text, end)
        if is_said:
            return [(is_said.start(1), is_said.end(1))]
        begin = at - 1 if at and text[at - 1] == "“" else at
        listed = re.compile(r"(?:[^，。；、：]{1,14}、)+[^，。；、：“]{1,14}$").search(text[:begin])
        if listed and re.match(r"[一二三四五六七八九十两]", name):
            items = _items(text, listed.start(), begin)
            if len(items) == to_int(name[0]):
                return items
        if (said := re.compile(r"[”》]?是([^。；]{6,120})").match(text, end)) and _SENTENCE_START.search(text[:at]):
            return [said.span(1)]
        at = text.find(name, end)
    return None


def _named_together(text: str, at: int) -> list[tuple[int, int]] | None:
    """The two before （统称“两库”）."""
    together = re.compile(
        r"([^，。；：、的\n]{2,20})[和与、]([^，。；：、\n]{2,20})[（(](?:以下)?(?:统|合|并)称[“\"]?$"
    ).search(text[:at])
    if together is None:
        return None
    number = to_int(text[at]) or 2
    if number <= 2:
        return [together.span(1), together.span(2)]
    before = [m.span() for m in re.compile(r"[^，。；：、\n]{2,24}").finditer(text, 0, together.start(1))][2 - number :]
    verb = _LEFT.match(text, *before[0]) if before else None
    first = [(verb.end(), before[0][1])] if verb else before[:1]
    return [*first, *before[1:], together.span(1), together.span(2)]


def _abbreviated(text: str, at: int) -> tuple[int, int] | None:
    """The full name before （以下称X）, where ``at`` is X's place."""
    opened = re.compile(r"[（(]以?下?(?:简|统|合)?称[：:]?(?:为)?[“《\"]?$").search(text[:at])
    if opened is None:
        return None
    whole = _NAMED.sub(lambda m: m[0].replace("、", "·"), text[: opened.start()])
    begin = max(whole.rfind(mark) for mark in "，。；：、\n") + 1
    quoted = text.find("“", begin, opened.start())
    if quoted >= 0 and text[opened.start() - 1] == "”":
        return quoted, opened.start()
    verb = re.compile(r".*(?:启动|开展|建立|印发|制定|成立|组建|通过|为|以(?![上下内外])|和|由)").match(
        text, begin, opened.start() - 3
    )
    return (verb.end() if verb else begin), opened.start()


def _spelled_out(text: str, at: int, end: int) -> tuple[int, int] | None:
    """The words before an acronym in brackets: 政府与社会资本合作（PPP）."""
    if at == 0 or text[at - 1] not in "（(" or text[end : end + 1] not in ("）", ")") or not text[at:end].isascii():
        return None
    run = re.compile(r"[\u4e00-\u9fff]{2,20}$").search(text, 0, at - 1)
    if run is None:
        return None
    verb = _OPENING.match(text, run.start(), at - 1)
    return (verb.end() if verb else run.start()), at - 1


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    out, at = [], start
    for i in range(start, end + 1):
        if i == end or text[i] == "、":
            out.append((at, i))
            at = i + 1
    return out


__all__ = ["Enumeration", "enumerations", "explained", "with_names_whole"]
