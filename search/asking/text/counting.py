"""How many members a list of running text has, and which of two lists has more.

点名了几个部门, 主送了多少个省, 协议应当包括的内容列了几项; 两条末尾点名的负责部门哪条更多，各几个. The lists are those of sentences, of units named
between two commas, and of lines that count on or begin alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.numerals import to_int
from search.asking.cuts import count_query
from search.asking.more_of_two import apart, more_listed, more_of_two
from search.asking.plan import Plan
from search.asking.reader import Reader
from search.asking.sets import text_literal
from search.asking.text.lists import Listing, listings
from search.asking.text.sides import LISTED, Finder, Place, Sides, inside, provision_at, provisions_at, sides_of
from search.asking.text.values import Span

_MEASURE = "个|家|项|条|种|类|国|座|所|名|步|位|点|句|份|处|样|部(?!门|分|委)"
_NAMES = r"(?:指名(?:道姓)?|罗?列(?:举|出|有|明|入|了)*|点名|点了|点到|举出|举了|并列|主送|写了|写出|写明|开列|数出|提了|提出了?|设了|设置了|分成|包括|包含|规定了?|需要?提交|应提交)"
_COUNTED = re.compile(rf"(?<![哪第])(?:几|多少)(?P<unit>{_MEASURE})(?P<noun>[\u4e00-\u9fff、（）]{{0,14}})")
_ASKED = re.compile(
    rf"{_NAMES}(?:[^，。？]{{0,24}}?|[^。？]{{0,40}}?，[^，。？]{{0,4}}?)(?<![哪第])(?:几|多少)(?:{_MEASURE})|(?<![哪第])(?:几|多少)(?:{_MEASURE})[^，。？]{{0,12}}?(?:被)?{_NAMES}"
)
_MORE = re.compile(
    r"(?:哪|谁|孰)[^，。？]{0,16}?(?P<way>[多少])(?:一?些|一点)?(?:[，。？?、]|$)|(?:更|较)(?P<way2>[多少])"
)
_OF_UNITS = re.compile(
    r"(?:负责|责任|牵头|配合|参与|点名|主送|组成|成员)[^，。？]{0,8}(?:部门|单位|机关|机构)|(?:部门|单位|机关|机构)(?:数量?|家数|个数)?(?:更|较|最|各|[多少]|哪[条个项一][^，。？]{0,4}[多少])"
)
_UNITS = re.compile(r"部门|单位|机关|机构|主体|省|市|自治区|政府|企业|高校|学校|公司|国家")
_ALL = re.compile(r"在内|算上|包括牵头|连同")
_ADDRESSED = re.compile(r"主送|发给|收文|抬头")
_EACH = re.compile(rf"(?:各(?:有|是|占|列)?|分别(?:是|有|为|列)?(?:了|出)?)(?:几|多少)(?P<unit>{_MEASURE})")
_NUMBERED = re.compile(r"第[（(]?[一二三四五六七八九十百]+[）)]?(?:条|部分|章|项)")
_MARK = re.compile(
    r"^(?:第[一二三四五六七八九十百]+[章条]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+[.．、])\s*"
)
_BUILD = re.compile(r"[章编]|部分|条[数文款目]|几条|条更?[多少]")
_HEADED, _LEAST_HEADING = 0.6, 4
_SAID_NUMBER = re.compile(rf"(\d+|[一二两三四五六七八九十]+)大?(?:{_MEASURE})")
_PROVISION = re.compile(r"第[一二三四五六七八九十百]+(?:章|编|部分|条)\s*$")
_OUT = re.compile(
    r"(?:除(?:了|去|开|掉)?|不算|不含|不包括|不计|撇开|去掉|扣除)(?P<out>[^，。？]{2,16}?)(?:自己|自身|本身|这家|这个)?(?:以外|之外|外|不算)?(?=，|还|另外|其他)"
)
"""What a count leaves out: 除了市场监管自己，还点了多少个."""
_LISTS = re.compile(r"(?:条件|情形|材料|职责|步骤|程序|行为|环节|因素|理由|情况)")
_WHICH_NOUN = re.compile(rf"哪(?:几|些)(?:{_MEASURE})?([\u4e00-\u9fff]{{2,6}})")
_LEAST_UNLISTED = 1.1
_TOP, _LEAST, _LEAST_OF_WORDS, _LEAST_SIDE, _BLOCK, _MANY = 8, 0.4, 0.7, 0.4, 0.2, 0.04


# --------------------------------------------------------------------------------------- how many
def count_plan(r: Reader) -> Plan | None:
    """The number of members of the list the question speaks of; ``None``: not asked, or no list fits."""
    said, asked = r.q.text, _COUNTED.search(r.q.text)
    listed = _ASKED.search(said) is not None or _ADDRESSED.search(said) is not None
    if asked is None or "指标" in said or (r.asked.scope.has_tasks and (r.q.units or r.q.asks("ut"))):
        return None
    if not (listed or _UNITS.match(asked["noun"]) or _LISTS.match(asked["noun"])) or (
        r.q.units and not _UNITS.search(asked["noun"])
    ):
        return None
    text = r.engine.library.text(r.asked.document)
    known = [one for one in listings(r.engine, r.asked.document) if len(one.items) > 1]
    if _ADDRESSED.search(said):
        known = [one for one in known if _addressed(text, one)]
    elif _UNITS.search(asked["noun"]):
        known = [one for one in known if one.units]
    known = [known[i] for i in inside(r, _COUNTED.sub("", said), [one.items[0][0] for one in known])]
    least = 0.0 if _ADDRESSED.search(said) else _LEAST if listed else _LEAST_UNLISTED
    best = _best(r, known, asked, least)
    if best is None:
        return None
    items = _without(said, text, best.items)
    sparql = count_query(r.asked.document, items, r.asked.graph)
    evidence = provisions_at(r, [best.items[0][0]])
    return Plan(sparql, "统计文中列举的内容", "共", evidence, asked["unit"])


def _without(said: str, text: str, items: Sequence[Span]) -> Sequence[Span]:
    """The items a question does not leave out."""
    if (out := _OUT.search(said)) is None:
        return items
    kept = [(a, b) for a, b in items if text[a:b] not in out["out"] and out["out"] not in text[a:b]]
    return kept or items


def _best(r: Reader, known: Sequence[Listing], asked: re.Match[str], least: float) -> Listing | None:
    finder, text = Finder(r), r.engine.library.text(r.asked.document)
    scored: list[tuple[float, int]] = []
    for one in known:
        score = finder.fit(r.topic, one.place) + _MANY * min(len(one.items), 10) + _kind(text, one, asked)
        score += headed(one, r.q.text)
        scored.append((score, len(scored)))
    top, i = max(scored, default=(0.0, 0))
    if not known or top < least:
        return None
    best = known[i]
    if asked["unit"] in "项条点步" and not best.block and top < _LEAST_OF_WORDS:
        return None
    if _ALL.search(r.q.text):
        a, b = best.items[0][0], best.items[-1][1]
        over = [one for one in known if one.items[0][0] <= b and one.items[-1][1] >= a]
        best = max(over, key=lambda one: len(one.items))
    return best


def headed(one: Listing, said: str) -> float:
    """Whether the words name the heading that lines stand under."""
    heading = _MARK.sub("", one.place.tight).rstrip("。：")
    return _HEADED * (one.block and len(heading) >= _LEAST_HEADING and heading in said)


def of_provisions(text: str, one: Listing) -> bool:
    """Whether the lines are the chapters or articles of the text itself."""
    start = one.items[0][0]
    return one.block and _PROVISION.search(text[max(0, start - 8) : start]) is not None


def _kind(text: str, one: Listing, asked: re.Match[str]) -> float:
    """Whether the items are of the kind counted: 项 and 条 are lines, 部门 are units, and 省 end so."""
    start = one.items[0][0]
    quoted = text[start - 1 : start] == "“" and "“" not in asked.string
    told = [to_int(n) for n in _SAID_NUMBER.findall(one.place.tight + one.after[:12])]
    said = asked["noun"] or next(iter(_WHICH_NOUN.findall(asked.string)), "")
    noun = re.split(r"被|可以|应|需|要|参|负|进行|来", said)[0]
    fit = _BLOCK * (one.block and asked["unit"] in "项条点步份") - 0.3 * quoted + 0.3 * (len(one.items) in told)
    fit -= 0.3 * (one.units and asked["unit"] in "种类项条点步" and not _UNITS.search(said))
    fit -= 0.3 * (asked["unit"] != "条" and of_provisions(text, one))
    if len(noun) > 1:
        ends = sum(text[a:b].endswith(noun[-2:]) or text[a:b].endswith(noun[:1]) for a, b in one.items) / len(one.items)
        fit += 0.3 * ends + 0.2 * (noun[-2:] in one.after[:14])
    return fit


def _addressed(text: str, one: Listing) -> bool:
    """Whether a list stands in the line of addressees: the first that ends with a colon, near the top."""
    line = re.search(r"(?m)^[^\n。]{4,400}：$", text[:1500])
    return line is not None and line.start() <= one.items[0][0] < line.end()


# -------------------------------------------------------------------------------- which has more
@dataclass(frozen=True, slots=True)
class Two:
    """Two sides of a question with their lists."""

    score: float
    sides: Sides
    one: Listing
    other: Listing


def longer_plan(r: Reader) -> Plan | None:
    """Which of two lists has more members, and how many each; ``None``: not asked, or not found."""
    said, way = r.q.text, _MORE.search(r.q.text)
    if (
        way is None
        or not LISTED.search(said)
        or r.q.units
        or (r.asked.scope.has_tasks and (_OF_UNITS.search(said) or r.q.asks("ut")))
    ):
        return None
    found = _two(r)
    return _compared(r, found, (way["way"] or way["way2"]) == "多") if found is not None else None


def _two(r: Reader) -> Two | None:
    units = _OF_UNITS.search(r.q.text) is not None
    known = [one for one in listings(r.engine, r.asked.document) if one.units is units and len(one.items) > 1]
    if not _BUILD.search(r.q.text):
        text = r.engine.library.text(r.asked.document)
        known = [one for one in known if not of_provisions(text, one)]
    finder, best = Finder(r), None
    places = [_labelled(r, one) for one in known]
    for sides in sides_of(r.q.text):
        tops = [_tops(finder, side, known, places) for side in (sides.one, sides.other)]
        for fit, i in tops[0]:
            for other, j in tops[1]:
                a, b = known[i], known[j]
                apart = a.items[-1][1] <= b.items[0][0] or b.items[-1][1] <= a.items[0][0]
                if not apart or a.block is not b.block or min(fit, other) < _LEAST_SIDE:
                    continue
                score = fit + other + sides.sure
                if best is None or score > best.score:
                    best = Two(score, sides, a, b)
    return best


def _tops(finder: Finder, side: str, known: Sequence[Listing], places: Sequence[Place]) -> list[tuple[float, int]]:
    numbers = _NUMBERED.findall(side)
    scored = []
    for i, (one, place) in enumerate(zip(known, places, strict=True)):
        fit = finder.fit(side, place) + (_BLOCK if one.block else _MANY * min(len(one.items), 10))
        fit += sum(f"·{number}" in place.wide for number in numbers) + headed(one, side)
        scored.append((fit, i))
    return sorted(scored, reverse=True)[:_TOP]


def _labelled(r: Reader, one: Listing) -> Place:
    """The place of a list, with the number of its provision before the sentence."""
    iri = provision_at(r, one.items[0][0])
    label = r.engine.passages[r.engine.by_iri[iri]].label if iri in r.engine.by_iri else ""
    return Place(one.place.tight, one.place.near, f"·{label}。{one.place.wide}")


def _compared(r: Reader, found: Two, most: bool) -> Plan:
    each = _EACH.search(r.q.text)
    counted = "条" if re.search("条(?:数|文|款)", r.q.text) else "项" if found.one.block else "个"
    unit = each["unit"] if each else counted
    sides = (found.sides.one, found.one), (found.sides.other, found.other)
    a, b = (text_literal(_label(r, one, side) or _name(side)) for side, one in sides)
    both = re.search(r"各|分别|几|多少", r.q.text) is not None
    lists = [one.items for one in (found.one, found.other)]
    winner, numbers = more_of_two((a, b), most, unit)
    told = winner, apart(r.q.text, unit) or numbers
    sparql = more_listed((r.asked.document, r.asked.graph), lists, told, both)
    evidence = provisions_at(r, [items[0][0] for items in lists])
    named = f"比较“{found.sides.one}”与“{found.sides.other}”列举的数目"
    return Plan(sparql, named, "比较结果：", evidence)


def _label(r: Reader, one: Listing, side: str) -> str:
    """The number of the provision, where 哪一条 is asked of two that the question only describes."""
    if not re.search(r"哪一?条(?![例款文])", r.q.text) or r.q.quoted:
        return ""
    iri = provision_at(r, one.items[0][0], ("clause", "article"))
    if iri not in r.engine.by_iri:
        return ""
    provision = r.engine.passages[r.engine.by_iri[iri]]
    return "" if provision.title and side in provision.title else provision.label


def _name(side: str) -> str:
    """The number of a provision where the side gives one, else its words."""
    numbers = _NUMBERED.findall(side)
    return numbers[0] if len(numbers) == 1 else side
