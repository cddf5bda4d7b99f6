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

from search.asking.list_edges import ASIDE, LEFT, RIGHT, deed_words, listed_items
from search.asking.matter.span_edges import wider

_ITEM = r"[^，。；：、！？（）\n]{1,40}"
_LIST = re.compile(rf"(?:{_ITEM}、)+{_ITEM}")
_TWO_LISTS = re.compile(
    r"等(?=[^、，。]{1,6}的[^、，。]{2,10}、)|等[^、，。]{0,12}?(?:以及|及其|及|和|与|并)|等(?=[^、，。]{8,}、)|(?<![高中初平均同对])等(?=[^、，。级待候号同]{3,6}、[^、，。]{2,6}(?:[，。；]|$))|[二两三四五六七八九十][大个项类种][^、，。]{1,8}?的(?=[^、，。]{2,16}、)"
)
_NEW_VERB = re.compile(
    r"(?<=、)(?:[^、，。]{2,10}?(?P<verb>举办|建设|打造|设立|培育|开展|建立|服务|推进|实现|形成|提供|成立)(?=[^、，。]{1,8}的[^、，。]{2,10}、)"
    r"|[^、，。]{2,8}?(?P<put>安装|设置|配备|配置|配齐|发放|张贴|悬挂)(?=[^、，。]{2,8}、))"
)
_HEADS = re.compile(r"(?<=、)[^、，。]{2,12}(?P<left>包括|包含|分为|分成|(?<=[院校学司构位])的)(?=[^、，。]{2,12}、)")
_PAIR = re.compile(
    r"(?P<first>[^，。；、“”]{2,14}?(?P<head>[\u4e00-\u9fff\ue000-\uf8ff]{2}))(?P<join>和|与|以及|及)(?P<second>[^，。；、“”]{2,14}?(?P=head))(?=[^\u4e00-\u9fff]|等|的|在|建设|[两二](?:部分|个|类|项|大|种)|$)"
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
_SUMMED = re.compile(r"“((?:[^”“+＋，。]{1,12}[+＋])+[^”“+＋，。]{1,12})”")
_MASK, _KEPT = "〇", 2
"""A character that is no verb and joins nothing; the last characters of a name stay, since items of a list end alike."""

_ASIDE = re.compile(r"（[^（）\n]{1,60}）(?=、|和|以及|与|及|等)")
_SHORT_ASIDE = 10
_NAME = re.compile(r"《[^《》\n]{2,40}》|“[^“”、，。\n]{1,12}”")
_SIDE_BY_SIDE = re.compile(r"(?:《[^《》\n]{2,40}》){2,}|(?:“[^“”、，。\n]{1,12}”){2,}")
_CLAUSE, _SHORT_ITEM = re.compile(r"[^，]+"), re.compile(r"[^、，]+")
_MEASURES = re.compile(
    r"(?:采取|包括|通过|是指|分别为|给予|实施|提供|开展)(?P<list>[^，。；：\n]{3,24}(?:，[^，。；：\n]{3,24}){2,})"
    r"等[^，。；：]{0,8}(?:措施|方式|办法|手段|途径|形式|工作|行为|服务)"
)
_STANDS_FOR = re.compile(
    r"“[^“”\n]{2,10}”（(?P<list>[^、，（）。；]{2,12}(?:、[^、，（）。；]{2,12})+(?:，[^、，（）。；]{2,12}(?:、[^、，（）。；]{2,12})+)+)）"
)


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
    aside = _ASIDE.sub(lambda m: ASIDE * len(m[0]), text)
    around = [_without_asides(text, aside, one) for one in _listed(aside) if ASIDE in aside[slice(*_reach(one))]]
    found = [one for one in found if not any(_holds(wide, one) for wide in around)]
    return [*found, *around, *_summed(text), *_pairs(text), *_semicolons(text), *_beside(text), *_commas(text)]


def _reach(one: Enumeration) -> tuple[int, int]:
    return one.items[0][0], one.items[-1][1]


def _holds(wide: Enumeration, one: Enumeration) -> bool:
    """Whether a list is a piece of another that has asides in brackets among its items."""
    return (
        any(a <= one.items[0][0] < b for a, b in wide.items)
        and any(a <= one.items[-1][0] < b for a, b in wide.items)
        and len(one.items) < len(wide.items)
        and not any(a <= one.items[0][0] and one.items[-1][1] <= b for a, b in wide.items)
    )


def _without_asides(text: str, aside: str, one: Enumeration) -> Enumeration:
    """A list without the brackets behind its items, unless they are short and part of a name: 道德与法治（思想政治）."""
    items = []
    for a, b in one.items:
        begun = aside.find(ASIDE, a, b)
        long = begun > a and (b - begun > _SHORT_ASIDE or "、" in text[begun:b])
        items.append((a, begun if long else b))
    return Enumeration(tuple(items), one.after, one.start, one.end)


def _beside(text: str) -> Iterator[Enumeration]:
    """Titles and names in quotes that stand side by side.

    >>> text = "根据《甲法》《乙条例》等制定，挖掘“樟帮”“建昌帮”工艺。"
    >>> [e.words(text) for e in enumerations(text)]
    [['《甲法》', '《乙条例》'], ['“樟帮”', '“建昌帮”']]
    """
    for match in _SIDE_BY_SIDE.finditer(text):
        items = tuple(m.span() for m in _NAME.finditer(text, *match.span()))
        yield Enumeration(items, text[match.end() : match.end() + 24], match.start(), match.end())


def _commas(text: str) -> Iterator[Enumeration]:
    """Measures parted by commas, and what a name in quotes stands for in brackets.

    >>> text = "可以采取限制交易方式、金额，限制业务类型，终止业务关系等措施。实施“三减三健”（减盐、减油，健康口腔、健康体重）。"
    >>> [e.words(text) for e in enumerations(text)][-2:]
    [['限制交易方式、金额', '限制业务类型', '终止业务关系'], ['减盐', '减油', '健康口腔', '健康体重']]
    """
    for pattern, part in ((_MEASURES, _CLAUSE), (_STANDS_FOR, _SHORT_ITEM)):
        for match in pattern.finditer(text):
            items = tuple(m.span() for m in part.finditer(text, *match.span("list")))
            yield Enumeration(items, text[match.end("list") : match.end("list") + 24], *match.span("list"))


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
        if re.search(
            r"(?:要|应当?|须)(?:严格|切实|认真|进一步)?[从把将对在]|..(?:可以|应当|必须)...|..(?:通过|采取|采用|依托)..",
            text[a:b],
        )
    ]
    if ordered and 0 < ordered[0] < len(items) - 1 and (verb := LEFT.match(text, *items[ordered[0]])) is not None:
        return [(verb.end(), items[ordered[0]][1]), *items[ordered[0] + 1 :]]  # 各级政府、各部门要从甲、乙和丙
    holding = [i for i, (a, b) in enumerate(items) if "的" in text[a + 1 : b - 2] and text[a] != "对"]
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
            start = max((v.end() for v in deed_words().finditer(text, start, match.end("first") - 2)), default=start)
        verb = deed_words().match(text, start, match.end("first") - 1)
        start = verb.end() if verb else start
        stop = RIGHT.search(text, match.start("second") + 2, match.end("second"))
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


__all__ = ["NAMED", "Enumeration", "enumerations", "two_things", "with_names_whole"]
