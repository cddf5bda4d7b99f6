"""Several asks in one question, each with words of its own: 甲由谁担任，乙又由谁牵头; 由哪个部门指导、哪家单位参与; 上限差多少？下限又差多少.

The question is parted at its asks, what only the first says of all is given to the others too, every one is put to all the
rules, and the answer says what they all say. Where one of them has no answer, the question is left to the rules behind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from search.asking.cuts import decimal
from search.asking.plan import Found, Plan, Refusal
from search.asking.reader import Reader
from search.asking.sets import PREFIX
from search.asking.two_asks import together, twos

_ASK = re.compile(
    r"多少|(?<![哪头这那近好十后第])(?<!(?<!提)前)几(?=[个家项条年天月日次名人所种类份倍成岁门步级元号处万百千亿])|谁|哪(?!怕)|什么|啥|怎么|何时|何种|多[长久高大](?=[？?，]|$)"
)
_AGAIN = re.compile(
    r"(?<=.)(?:又(?=[^，。？]{0,12}?(?:由|归|是|要|该|在|定|差|相差|叫|为|有|负责|谁|哪|什么|多少|几|怎))|则(?=[由归是为要在]))"
)
_MORE = re.compile(r"^(?:另外|同时|此外|还有|以及|而|那么?|再者|并且?)，?")
_FOLLOWS = re.compile(
    r"^(?:又|都|它们?|其|其中|该|此|这|那|各自|各(?=是|有|由|为|在|多|几|叫|要)|分别|两者|二者|两边|具体(?=[是为有由归])|一共|共|合计|总共|差|相差|是不是|是否|如果|若|如有|要是|有没有)|^(?:[是为有叫在要由归]|分|拆|列|设|写|说)*(?:哪|谁|什么|啥|几|多少)"
)
_YES_NO = re.compile(r"吗|是不是|是否|能不能|可不可以|[有没]没有|同一")
_COMPARED = re.compile(
    r"哪[^，。？]{0,14}?(?:更|较|最)|谁[^，。？]{0,8}?(?:更|较|最|[多少高低早晚大小长短])|(?:谁|哪)[^，。？]{0,20}?(?:排在|在|靠)(?:前|后|先)|更[多少高低大小早晚长短]|相比|[多少高低]的是"
)
_OF_ALL = re.compile(
    r"(?:^|，)(?P<things>[^，。？]+?[、和与及][^，。？]+?)(?:这|那)?[两三四五六七八](?:家|方|者|类|个部门|个单位|种|条)(?P<noun>的?[^，。？]{2,12}?)(?:加在一起|加起来|合在一起|合起来|合计|总共|一共|共)[^，。？]{0,6}?(?:多少|几)(?P<unit>[项条种个家类点])[？?]?$"
)
"""Counts of several lists added up: 甲、乙、丙三家的职责加起来一共几项."""
_OF_LIST = re.compile(r"(?:条目|项目|项数|条数|数目|数量|个数)$")
_EACH = re.compile(
    r"，?(?:分别|各自?)(?P<ask>(?:[列有写点提举包规]\w?(?:了|出)?(?P<number>(?:几|多少)[项条种个家类点])|[由归](?:谁|哪[些几一]?[个家级]?(?:单位|部门|机构)?)(?:来)?[^，。？、]{2,8})[^，。？]{0,6})[？?]?$"
)
"""What is asked of each of several things, where the table or a list might answer for one."""
_RECKON = re.compile(
    r"[，？?；](?:那么?)?(?:这)?(?:两者|二者|两个|两样|两项|三者|前后|它们|之间|彼此)*(?:之间)?(?:(?P<less>相?差(?:距|额|了|出)?)|加起来|加在一起|合计|合起来|一共|总共|相加)(?:是|为|有|要)?(?:多少|几)个?(?:工作日|百分点|[\u4e00-\u9fff])?[？?]?$"
)
"""What all the figures asked before make together: 两者差几天."""
_FIGURE = re.compile(r"(?:不少于|不低于|不超过|不高于)?[\d.]+(?P<unit>[^\d]*?)(?:以上|以下|以内|左右|内|前)?")
_QUOTED, _FIRST_MARK, _MARK = re.compile("[“《][^”》]*[”》]"), 0xE000, re.compile("[\ue000-\uf8ff]")
"""What is quoted is kept out of sight, each behind one character of private use."""
_NOT_EACH = re.compile(rf"{_COMPARED.pattern}|[两三](?:张|份)|附件|附表")
"""Which of two has more, and how many rows the annexes have, is asked of the build."""
_STOPS = re.compile(r"[，；？?;。]")
_PAIR = re.compile(
    r"(?P<head>[^？?]{4,}?)(?P<one>(?:分别)?(?:又)?(?:由|归|是|让|请|经|为)?(?:谁|哪[一几些两]?[个家级位类]?|什么)[^，。、？?]{1,18})(?:[、，]|和|以及|，?并且?|，?又|？)"
    r"(?P<other>(?:又|并)?(?:由|归|是|让|请|经|为)?(?:谁|哪[一几些两]?[个家级位类]?|什么)[^，。、？?]{1,18})[？?]?$"
)
_DEED = re.compile(
    r"(?:谁来?|哪[一几些两]?[个家级位类]?(?:[省市县区])?(?:部门|单位|机构|机关|地方|政府|人)?|什么(?:部门|单位|机构|人)?)(?P<deed>[^，。、？?]{2,})"
)
_VALUE = decimal("STR(?value)")
_YEAR = re.compile(r"(?:到|至)?(?:19|20)\d\d年(?:底|末)?")
_IT = re.compile(
    r"它们?(?!的?[中他余])|(?<![由与极尤])其(?=[\u4e00-\u9fff])(?![中他余实次])|(?:这|那|该)[个家项份条种]?(?:机构|单位|部门|委员会|小组|文件|学校|中心|基地|平台|制度|机制|工程|计划|人|奖)"
)
"""What stands for the answer to the ask before."""
_LEAST, _MOST, _LONG, _LONGEST_NAME = 4, 3, 8, 30


def several_asks_plan(r: Reader, again: Callable[[str], Found]) -> Found:
    """All the answers; ``None``: there is one ask only, or one of them has no answer."""
    if _YES_NO.search(r.q.text):
        return None
    if (whole := _OF_ALL.search(r.q.text)) is not None:
        things = [thing for thing in re.split(r"以及|[、和与及]", whole["things"]) if len(thing) > 1]
        way = tuple(f"{thing}{_OF_LIST.sub('', whole['noun'])}有几{whole['unit']}？" for thing in things)
        plan = together(r, again, way, numbers=True) if len(things) > 1 else None
        return _total(plan, whole["unit"]) if plan is not None else None
    if (reckoned := _RECKON.search(r.q.text)) is not None:
        return _reckoned(r, again, reckoned)
    if (each := _EACH.search(r.q.text)) is not None and not _NOT_EACH.search(r.q.text):
        head, tail = r.q.text[: each.start()], each["ask"]
        for way in twos(head, f"{tail}？"):
            if (plan := together(r, again, way, numbers=each["number"] is not None)) is not None:
                return plan
    if len(_ASK.findall(r.q.text)) < len("ab"):
        return None
    if (chained := _chained(r, again)) is not None:
        return chained
    found = (together(r, again, way, numbers=False) for way in ways(r.q.text))
    plan = next((plan for plan in found if isinstance(plan, Plan)), None)
    return plan or next((_half(again, way) for way in ways(r.q.text)), None)


def _chained(r: Reader, again: Callable[[str], Found]) -> Plan | None:
    """Asks of which a later one speaks of what the first finds: 这个委员会叫什么？组建它的要求写在第几条？"""
    first, mark, rest = r.q.text.partition("？")
    asks = [one for one in rest.split("？") if one]
    if (
        not mark
        or len(asks) != 1
        or not _ASK.search(asks[0])
        or (it := _IT.search(asks[0])) is None
        or _COMPARED.search(first)
    ):
        return None
    plan = again(f"{first}？")
    values = r.values(plan) if isinstance(plan, Plan) and not plan.boolean else []
    if len(values) != 1 or not len("ab") <= len(values[0]) <= _LONGEST_NAME:
        return None
    other = asks[0][: it.start()] + values[0].strip("“”") + asks[0][it.end() :]
    return together(r, again, (f"{first}？", f"{other}？"), numbers=False)


def _half(again: Callable[[str], Found], way: tuple[str, ...]) -> Refusal | None:
    """That a part is not told, where another is: half an answer would pass for the whole."""
    told = [isinstance(again(question), Plan) for question in way]
    missing = [question.rstrip("？").split("，")[-1] for question, known in zip(way, told, strict=True) if not known]
    return Refusal(f"所收文件没有写明{missing[0]}") if missing and any(told) else None


def _reckoned(r: Reader, again: Callable[[str], Found], asked: re.Match[str]) -> Plan | None:
    """The figures of all asks, and what they make together or by how much they differ."""
    for way in ways(r.q.text[: asked.start()]):
        plan = together(r, again, way, numbers=True)
        figures = [_FIGURE.fullmatch(value) for value in r.values(plan)] if plan is not None else []
        units = {figure["unit"] for figure in figures if figure is not None}
        if plan is None or None in figures or len(figures) != len(way) or len(units) != 1:
            continue
        less = asked["less"] is not None
        unit = units.pop().replace("%", "个百分点" if less else "%")
        total = "MAX(?number) - MIN(?number)" if less else "SUM(?number)"
        inner = plan.sparql.removeprefix(PREFIX)
        each = f"{{ {{ {inner} }} BIND(0 AS ?last) }}"
        last = f"SELECT (CONCAT(STR({total}), '{unit}') AS ?value) {{ {{ {inner.replace('SELECT ?value', 'SELECT ?value ?rank', 1)} }} BIND({_VALUE} AS ?number) }}"
        sparql = f"{PREFIX}SELECT ?value {{ {each} UNION {{ {{ {last} }} BIND(1 AS ?last) }} }} ORDER BY ?last"
        return replace(plan, sparql=sparql, interpretation=f"{plan.interpretation}；{'相减' if less else '相加'}")
    return None


def _total(plan: Plan, unit: str) -> Plan:
    """Only what the figures make together."""
    inner = f"SELECT (SUM({_VALUE}) AS ?total) {{ {{ {plan.sparql.removeprefix(PREFIX)} }} }}"
    sparql = f"{PREFIX}SELECT (?total AS ?value) {{ {{ {inner} }} }}"
    return replace(plan, sparql=sparql, lead="合计", unit=unit, interpretation=f"{plan.interpretation}；相加")


def ways(said: str) -> Iterator[tuple[str, ...]]:
    """The ways to part a question into questions that stand alone.

    >>> list(ways("领导小组的副组长由谁担任，推进工作的专班又由谁牵头？"))
    [('领导小组的副组长由谁担任？', '推进工作的专班由谁牵头？')]
    >>> list(ways("甲与乙两档相比，费率上限差多少？收费上限又差多少？"))[0]
    ('甲与乙两档相比，费率上限差多少？', '甲与乙两档相比，收费上限差多少？')
    >>> list(ways("支持建立交易平台，由哪个部门指导、哪家单位参与？"))
    [('支持建立交易平台，由哪个部门指导？', '支持建立交易平台，由哪家单位参与？')]
    """
    quoted = _QUOTED.findall(said)
    places = iter(range(len(quoted)))
    masked = _QUOTED.sub(lambda _: chr(_FIRST_MARK + next(places)), said)  # “谁检查、谁公开” asks nothing
    for way in (*_sentences(masked), *_pair(masked), *_alike(masked)):
        yield tuple(_MARK.sub(lambda m: quoted[ord(m[0]) - _FIRST_MARK], one) for one in way)


def _pieces(said: str) -> tuple[list[str], list[int]]:
    """The words between stops, and which of them ask."""
    pieces = [piece for piece in _STOPS.split(said) if piece]
    return pieces, [i for i, piece in enumerate(pieces) if _ASK.search(piece)]


def _sentences(said: str) -> Iterator[tuple[str, ...]]:
    """Asks between stops, each but the first with words of its own and 又; what stands before the first is said of all."""
    pieces, asking = _pieces(said)
    parted = [] if _COMPARED.search(said) else said.split("？")
    alone = {piece for piece in parted if len(piece) >= _LONG and _FOLLOWS.match(piece) is None}
    if not len("a") < len(asking) <= _MOST or not all(_own(pieces[i]) or pieces[i] in alone for i in asking[1:]):
        return
    lead = "".join(f"{piece}，" for piece in pieces[: asking[0]])
    starts = [asking[0], *(i + 1 for i in asking[:-1])]
    own = ["，".join(pieces[a : b + 1]) for a, b in zip(starts, asking, strict=True)]
    yield tuple(f"{lead}{one}？" for one in _in_full([_MORE.sub("", _AGAIN.sub("", one)) for one in own]))


def _pair(said: str) -> Iterator[tuple[str, ...]]:
    """Two asks about one thing that both name a deed: 由哪个部门指导、哪家单位参与."""
    pieces, asking = _pieces(said)
    joined = len(asking) == 1 or (len(asking) == len("ab") and re.match("又?[由归]", pieces[asking[1]]))
    pair = _PAIR.match(said) if joined and not _COMPARED.search(said) else None
    if pair is not None and "没有" not in pair["other"] and all(map(_DEED.search, pair.group("one", "other"))):
        lead = "由" if pair["one"].startswith("由") and not re.match("又?[由归是]", pair["other"]) else ""
        yield f"{pair['head']}{pair['one']}？", f"{pair['head']}{lead}{pair['other'].removeprefix('又')}？"


def _alike(said: str) -> Iterator[tuple[str, ...]]:
    """Asks of one form, one behind the other: 把什么作为总抓手、把什么作为引领."""
    head, cut, last = said.rstrip("？?").rpartition("，")
    asks = last.split("、")
    alike = len(asks) > 1 and len({one[:2] for one in asks}) == 1 and not _COMPARED.search(said)
    if alike and all(_ASK.search(one, 1) and not _ASK.match(one) for one in asks):
        yield tuple(f"{head}{cut}{one}？" for one in asks)


def _in_full(asks: list[str]) -> list[str]:
    """What is asked of another year, with what only the first ask says of both.

    >>> _in_full(["总动力2020年要超过多少", "2025年稳定在多少"])
    ['总动力2020年要超过多少', '总动力2025年稳定在多少']
    """
    first, year = asks[0], _YEAR.search(asks[0])
    if year is None:
        return asks
    return [first, *(first[: year.start()] + one if _YEAR.match(one) else one for one in asks[1:])]


def _own(piece: str) -> bool:
    """Whether an ask that follows says 又, and what it speaks of."""
    again = _AGAIN.search(piece)
    return again is not None and again.start() >= _LEAST - 2 and _FOLLOWS.match(piece) is None


__all__ = ["several_asks_plan", "ways"]
