"""Two things asked in one question: each is asked on its own, and the answer says both.

甲的占比和乙的上限分别是多少; 小组和专班分别是谁当组长、谁来牵头; 要认证多少家，这件事由哪些单位负责. Where either has no answer, the
question is left to the rules behind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from search.asking.cuts import piece
from search.asking.matter.number_pairs import number_pair
from search.asking.plan import Found, Plan
from search.asking.reader import Reader
from search.asking.sets import PREFIX

_NUMBER = r"(?:多少|(?<![哪头这那近好十后])(?<!(?<!提)前)几(?![乎类种位])|多[长久高大])"
_WHO = r"(?:谁|哪[一几两些]?(?:[家个位名])?(?:单位|部门|人)?)"
_APART = re.compile(r"，?(?:又)?(?:分别|各自|各)(?:又)?(?:是|为|由|要|应|得)?")
_JOINED = re.compile(r"，?以及|还有|和|与|跟|及|、")
_QUOTED, _THINGS = re.compile("“[^”]*”"), re.compile("(?:“[^”]*”|[^、])+")
_NAMED_FIRST = re.compile(r"^[^：:，]{0,30}(?:两|二|2)[个项种条样][^：:，]{0,8}[：:]")
"""设了两个百分比：…: the things are named behind it."""
_YEAR = re.compile(r"^(?:到|至)?(?:19|20)\d\d年(?:底|末)?，?")
_LAST_YEAR = re.compile(r"(?:到|至)?(?:19|20)\d\d年(?:底|末)?$")
_MEASURE = re.compile("(?:率|比例|占比|比重|数量?|面积|规模|总量|[上下]限|金额|标准|目标)(?:(?:19|20)\\d\\d年)?$")
_SPEAKS = re.compile(r"^.*?(?:分别|都|也|还)*(?:提到|提及|点到|点名|写到|讲到|说到|涉及)(?:了|过)?")
_SAME_START = re.compile(r"^(?:在|对|向|到|面向|针对)")
_OWN_WHO = re.compile(
    rf"[，,；;？?](?:又|并且?|还有|以及)?(?:(?:这|那|此|该)(?:件事情?|项工作|事|块|项)?|它|具体)?(?:由|归|是|让)?(?P<who>{_WHO}[来去]?"
    r"(?:共同|一起|具体)?(?:负责|牵头|管|管理|主管|主抓|抓|办|承办|落实)(?:的|这件事|此事)?)[。？?]?$"
)
_FIRST_ASK = re.compile(
    rf"(?:是|为|有|达到|定在)?(?:{_NUMBER}(?:万?[个家所座项名倍岁年天月条种次处门元])?(?:[%％]|百分点)?|叫(?:什么|啥)(?:名字?|名称)?|名(?:称|字)?(?:是|叫)(?:什么|啥))(?:左右|以上)?"
)
_OF_THE_TABLE = re.compile(
    r"任务(?![书])|责任单位|第[一二三四五六七八九十\d（）()]+[条项部章]|附件|清单|条款|[几哪]条|哪[个项]?更?[多少高低大小早晚]"
)
_OTHER_KIND = re.compile(r"[多少高低大小早晚](?:[一些]|$)|差|一共|合计|加起来|总共|总和|是不是|是否|吗")
_PLACES = re.compile(r"[在见于讲说写]?(?:于|在)?哪[一几些]?[条章款节项](?!任务)|第几[条章款节项]")
"""各在哪一条提到 is asked of each."""
_LABEL = re.compile("第|任务|附件")
_ANY_ASK = re.compile(rf"{_NUMBER}|谁|哪|什么|啥|怎么|何时|如何")
_WHO_LEAD = re.compile(r"^(?:又|应|该|要)?(?:由|归|是|让|请)?(?:谁|哪[一几些]?[个家位]?(?:单位|部门|人)?)来?")
_ALL_OF_THEM = re.compile(r"(?:这|那)?[两二三四][个项种条样层级类家句处边方头道关步者](?:[\u4e00-\u9fff]{1,4}?)?$")
_IN_ALL = re.compile(
    r"(?:在|对|从|给)?(?:这|那)[两二三四][个项种条样层级类家句处边方头道关步](?:里面?|中|上|当中|之中|方面)?|它们|两者|二者|三者"
)
_NAMED_TWO = re.compile(r"[两二三四](?!者)[个项种条样层级类家句处边方头道关步名位]")
"""That several things are meant: 和 of 部队和地方联手的条目 joins what acts together."""
_BOUND = "以上|以下|以内|左右"
_LEAST, _MOST_WAYS, _MOST_THINGS, _CUT = 2, 4, 4, re.compile(r"[，：:]")


def two_asks_plan(r: Reader, again: Callable[[str], Found]) -> Found:
    """All answers; ``None``: not two asks, or one of them has no answer."""
    said = r.q.text
    table = _OF_THE_TABLE.search(_PLACES.sub("", said.replace("哪些责任单位", "哪些单位")))
    if table is not None or _OTHER_KIND.search(said):
        return None
    if (own := _OWN_WHO.search(said)) is not None and _FIRST_ASK.search(said[: own.start()]):
        return together(r, again, _first_and_who(said, own), numbers=False)
    if not (parted := list(_APART.finditer(said))):
        return None
    apart = next((m for m in reversed(parted) if _ANY_ASK.search(said, m.end())), parted[0])
    head, tail = said[: apart.start()], said[apart.end() :]
    text = (
        ""
        if _NAMED_TWO.search(said) or re.search(f"{_NUMBER}|谁", tail)
        else r.engine.library.text(r.asked.document).replace("、", "")
    )
    ways = list(twos(head, tail, text))
    if not ways or isinstance(number_pair(r), Plan):
        return None
    people = re.search(_NUMBER, said) is None or _PLACES.search(said) is not None  # or anything that is no number
    return next(
        (found for way in ways[:_MOST_WAYS] if (found := together(r, again, way, not people)) is not None), None
    )


def _first_and_who(said: str, own: re.Match[str]) -> tuple[str, str]:
    """The first ask, and who does the thing it speaks of."""
    first = said[: own.start()]
    return f"{first}？", f"{_FIRST_ASK.sub('', first)}，由{own['who']}？"


def twos(head: str, tail: str, text: str = "") -> Iterator[tuple[str, ...]]:
    """The questions of what stands before and behind 分别; the things are such as ``text`` names, where one is given.

    >>> next(twos("甲的占比和乙的上限", "多少？")), next(twos("工坊在海外和在非洲", "建多少个？"))
    (('甲的占比多少？', '乙的上限多少？'), ('工坊在海外建多少个？', '工坊在非洲建多少个？'))
    >>> next(twos("领导小组和工作专班，部里", "谁当组长、谁来牵头？"))
    ('领导小组，部里谁当组长？', '工作专班，部里谁来牵头？')
    >>> next(twos("油菜、花生和棉花的机收率", "定在多少？"))
    ('油菜的机收率定在多少？', '花生的机收率定在多少？', '棉花的机收率定在多少？')
    """
    head = _NAMED_FIRST.sub("", head)
    masked = _QUOTED.sub(lambda m: "〇" * len(m[0]), head)  # “装、树、联” is one
    for joiner in reversed(list(_JOINED.finditer(masked))):
        start = max((m.end() for m in _CUT.finditer(head, 0, joiner.start())), default=0)
        cut = head.find("，", joiner.end())
        other, behind = (head[joiner.end() :], "") if cut < 0 else (head[joiner.end() : cut], head[cut:])
        other, behind = _ALL_OF_THEM.sub("", _APART.split(other)[0]), _IN_ALL.sub("", behind)
        one = _SPEAKS.sub("", head[start : joiner.start()])
        things = _filled([*_THINGS.findall(one), other])
        asked = _asked(tail, len(things))
        if asked is None or min(map(len, things)) < _LEAST or len(things) > _MOST_THINGS or behind.count("，") > 1:
            continue
        if text and not all(_core(thing).replace("、", "") in text for thing in _bare(things)):
            continue
        if _MEASURE.search(things[-1]) and not all(_MEASURE.search(thing) for thing in things):
            continue  # 种植和收获机械化率: what the first is called in full is not said
        yield tuple(f"{head[:start]}{thing}{behind}{ask}？" for thing, ask in zip(things, asked, strict=True))


def _core(thing: str) -> str:
    """The words of a thing that the text is to have: what is quoted, else what stands behind 的.

    >>> _core("正文里“甲”"), _core("雄安的空间结构")
    ('甲', '空间结构')
    """
    quoted = _QUOTED.search(thing)
    return quoted[0].strip("“”") if quoted is not None else thing[thing.rfind("的") + 1 :]


def _bare(things: Sequence[str]) -> list[str]:
    """The things without the measure that the last says for all: 办理手续, 购置 of 购置的完成期限.

    >>> _bare(["办理手续的完成期限", "购置的完成期限"]), _bare(["甲", "乙"])
    (['办理手续', '购置'], ['甲', '乙'])
    """
    end = things[0][things[0].rfind("的") :] if "的" in things[0] else ""
    return [thing.removesuffix(end) for thing in things] if end and all(t.endswith(end) for t in things) else [*things]


def _asked(tail: str, things: int) -> list[str] | None:
    """What is asked of each; ``None`` where nothing is.

    >>> _asked("由谁来当组长、当牵头人？", 2), _asked("在哪一条提到？", 2), _asked("重要", 2)
    (['由谁来当组长', '由谁来当牵头人'], ['在哪一条提到', '在哪一条提到'], None)
    """
    asks = [part for part in re.split(r"[、，？?。]", tail) if part]
    if len(asks) == things and (lead := _WHO_LEAD.match(asks[0])) is not None:
        asks = [ask if _ANY_ASK.search(ask) else lead[0] + ask for ask in asks]
    if not asks or len(asks) not in (1, things) or not all(_ANY_ASK.search(ask) for ask in asks):
        return None
    return asks if len(asks) == things else asks * things


def _filled(things: list[str]) -> list[str]:
    """What only one says for all: the noun behind the last, the year or the beginning of the first.

    >>> _filled(["2020年", "2025年总动力"]), _filled(["总动力2020年", "2025年"]), _filled(["2025年甲的比例", "乙的比例"])
    (['2020年总动力', '2025年总动力'], ['总动力2020年', '总动力2025年'], ['2025年甲的比例', '2025年乙的比例'])
    """
    first, last = things[0], things[-1]
    if _YEAR.fullmatch(first) and (year := _YEAR.search(last)) is not None:
        return [thing + last[year.end() :] for thing in things[:-1]] + [last]
    if _YEAR.fullmatch(last) and (ending := _LAST_YEAR.search(first)) is not None:
        return [first, *(first[: ending.start()] + thing for thing in things[1:])]
    if (year := _YEAR.search(first)) is not None and not any(re.search(r"\d{4}年", thing) for thing in things[1:]):
        things = [first, *(year[0] + thing for thing in things[1:])]
    start = _SAME_START.search(last)
    if start is not None and start[0] in first[1:]:
        return [first, *(first[: first.index(start[0], 1)] + thing for thing in things[1:])]
    if "的" in last and not any("的" in thing for thing in things[:-1]):
        return [*(thing + last[last.index("的") :] for thing in things[:-1]), things[-1]]
    return things


def together(r: Reader, again: Callable[[str], Found], two: Sequence[str], numbers: bool) -> Plan | None:
    """The answers one behind the other; numbers as the text prints them."""
    parts: list[str] = []
    evidence: list[str] = []
    for rank, question in enumerate(two):
        plan = again(question)
        if not isinstance(plan, Plan) or plan.boolean or not (quoted := evidence_of(r, plan, _MOST_THINGS)):
            return None
        values = r.values(plan)
        if _PLACES.search(question) and not all(_LABEL.match(value) for value in values):
            return None
        if not values or (numbers and (len(values) > 1 or not any(c.isdigit() for c in values[0]))):
            return None
        parts.append(_part(r, plan, values, rank))
        evidence += quoted
    if len({part.rsplit(" BIND(", 1)[0] for part in parts}) < len(parts):
        return None  # one place answers two: the other was not found
    sparql = f"{PREFIX}SELECT ?value {{ {' UNION '.join(parts)} }} ORDER BY ?rank"
    return Plan(sparql, f"分别查找：{'；'.join(q.rstrip('？') for q in two)}", "依次是", tuple(dict.fromkeys(evidence)))


def evidence_of(r: Reader, plan: Plan, most: int) -> tuple[str, ...]:
    """The provisions an answer rests on, known, or the first ``most`` that its query finds."""
    if plan.evidence or plan.evidence_query is None:
        return plan.evidence
    rows = r.engine.library.store.select(plan.evidence_query)
    return tuple(dict.fromkeys(str(row["t"]) for row in rows if "t" in row))[:most]


def _part(r: Reader, plan: Plan, values: list[str], rank: int) -> str:
    """One answer inside the query of both."""
    place = _printed(r, plan, values)
    if place is not None:
        return f"{{ {r.source} BIND({piece(place)} AS ?value) BIND({rank} AS ?rank) }}"
    inner = f"{{ SELECT ?value {{ {{ {plan.sparql.removeprefix(PREFIX)} }} }} }}"
    if plan.unit:
        inner = inner.replace("SELECT ?value", "SELECT (?value AS ?bare)", 1)
        inner += f' BIND(CONCAT(REPLACE(STR(?bare), "[.]0$", ""), "{plan.unit}") AS ?value)'
    return f"{{ {inner} BIND({rank} AS ?rank) }}"


def _printed(r: Reader, plan: Plan, values: list[str]) -> tuple[int, int] | None:
    """Where the text prints a number with its unit inside the words the plan leads with."""
    quoted = re.match(r"“(.+)”，即$", plan.lead)
    if quoted is None or not plan.unit:
        return None
    text = r.engine.library.text(r.asked.document)
    start = next(
        (at for p in r.engine.passages if p.iri in plan.evidence and (at := text.find(quoted[1], p.start)) >= 0), -1
    )
    number = re.escape(re.sub(r"\.0$", "", values[0]))
    found = re.compile(rf"(?<![\d.]){number}\s*{re.escape(plan.unit)}(?:{_BOUND})?").search(text, max(start, 0))
    inside = found is not None and start >= 0 and found.start() < start + len(quoted[1])
    return found.span() if found is not None and inside else None
