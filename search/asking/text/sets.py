"""Two lists of running text put together: what only one of them names, what both do, what they name in all.

参加工作小组、但没有设联合办公室的部门有哪些; 稳价的品种和保险的品种，哪些只见于后者; 两处都点名的是哪几家. The two lists are found on their own; that
they share members speaks for them. The query takes the one from the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from search.asking.plan import Plan
from search.asking.reader import Reader
from search.asking.sets import PREFIX
from search.asking.text.lists import Listing, listings
from search.asking.text.places import place_kind_plan
from search.asking.text.sides import Finder, inside, named_in, provisions_at, sides_of

_NOT = r"(?:没有(?:被|在|列|再|出现|设|写|参加|参与|纳入|提到|提及|点到)*|没(?:被|在|列|再|出现|设|写|参加|参与|纳入|提|点到?)+|未(?:被|在|列|出现|设|写|纳入|提|参)*|(?:并|却|但)?不(?:是|在|属于|含|包括|包含|见于|参与|参加|负责|承担|管|设|用)|并非|缺少?|少了)"
_BUT = re.compile(
    rf"(?P<one>[^。？?]*?)(?:[，、]?(?:但是?|却|而|可是?)又?|(?:中|里|当中|之中)，|，?(?:又|在|有|其中)?(?:哪[些几一]?[个家项种类]?[^，。？]{{0,8}}?|谁))(?P<not>{_NOT})(?:在|于|到)?(?P<other>[^。？?]*)"
)
_WITHOUT = re.compile(
    r"(?P<one>[^。？?]*?)，?(?:除去|除掉|除了?|去掉|扣除|不算|剔除|排除)(?P<other>[^，。？?]*?)(?:以外|之外|外|，|(?=还|剩))，?(?P<tail>(?=[^。？?]*?(?:还|剩|其余|其他|另外))[^。？?]*)"
)
_LAST = re.compile(
    r"只(?:出现)?(?:在|见于|有|属于|列)?(?:出现)?(?:在|于|进)?(?:后[者一面]|第二)|后[者一][^，。？]{0,8}(?:独有|特有|多出|才有)|(?:后[者一][^，。？]{0,6}比前[者一][^，。？]{0,6}|第二[^，。？]{0,6}比第一[^，。？]{0,6})多"
)
_FIRST = re.compile(
    r"只(?:出现)?(?:在|见于|有|属于|列)?(?:出现)?(?:在|于|进)?(?:前[者一面]|第一)|前[者一][^，。？]{0,8}(?:独有|特有|多出|才有)|前[者一][^，。？]{0,6}比后[者一][^，。？]{0,6}多"
)
_FIRST_AND_LAST = re.compile(r"[^，。？]*?既(?P<one>[^。？]{4,}?)，(?:又|也|还)(?P<other>[^。？，]{4,})")
_BOTH = re.compile(
    r"同时|既|两[^，。？]{0,6}(?:都|均|共有)|都(?:出现|有|列|点|提|写|在|被|是|参|能|要|属|含)|均(?:有|列|出现|被|在|为|提)|共同(?:点名|出现|的)|又(?:出现|被|是|在|列|属)|也(?:出现|被|是|在|列|属)|重合|重叠|交集"
)
_AMONG = re.compile(
    r"(?P<one>[^。？?]{6,}?)，(?:(?:这|那)?其中|(?:这|那)[几些两三四五六][家个项类种所](?:单位|机构|部门)?(?:里面?|当?中|之中))(?P<other>[^。？?]{4,})"
)
_UNION = re.compile(
    r"(?:合起来|加起来|合在一起|加在一起|并起来|汇总)[^，。？]{0,6}(?:有|是|涉及|包括|点)[^，。？]{0,3}(?:哪|谁|几|多少)"
)
_ONE = re.compile(r"是哪一?[所家个](?!些)")
_CALLED = re.compile(r"叫(?:做|作)?(?:什么|啥)(?:名[字称]?)?[？?]?$")
_ASKS = re.compile(r"哪|什么|谁|多少|几(?=[个家项种类])")
_UNITS = re.compile(r"部门|单位|机关|机构|主体|谁|哪[几一]?家|几家|成员")
_COUNT = re.compile(r"(?<!哪)(?:多少|几)(?P<unit>[个家项种类座所])")
_SPLIT = re.compile(r"，|、|又|和|与|以及|中|里|既")
_LEAST = {"-": 0.28, "&": 0.4, "|": 0.45}
_SHARED, _TOP, _BOTH_NAMED = 0.35, 10, 0.8


@dataclass(frozen=True, slots=True)
class Pair:
    """The words of the two sides, and what is wanted of their lists: ``-`` of the first only, ``&``, ``|``."""

    one: str
    other: str
    wanted: str


def pairs_of(said: str) -> Iterator[Pair]:
    """The ways to read a question as one of two lists.

    >>> next(pairs_of("参加工作小组、但没有设联合办公室的部门有哪些？"))
    Pair(one='参加工作小组', other='联合办公室的部门有哪些', wanted='-')
    """
    if _LAST.search(said) or _FIRST.search(said):
        if (told := _FIRST_AND_LAST.match(said)) is not None:
            first, last = told["one"], told["other"]
            yield Pair(*((first, last) if _FIRST.search(said) else (last, first)), "-")
        for sides in sides_of(said):
            one, other = (sides.one, sides.other) if _FIRST.search(said) else (sides.other, sides.one)
            yield Pair(one, other, "-")
        return
    if (taken := _BUT.match(said) or _WITHOUT.match(said)) is not None and min(
        len(taken["one"]), len(taken["other"])
    ) > 2:
        one = taken["one"] + (taken["tail"] if "tail" in taken.groupdict() else "")
        yield Pair(one.strip("，、"), taken["other"], "-")
        return
    if (inside := _AMONG.match(said)) is not None:
        yield Pair(inside["one"], inside["other"], "&")
    wanted = "&" if _BOTH.search(said) else "|" if _UNION.search(said) else ""
    if not wanted:
        return
    for m in _SPLIT.finditer(said):
        if min(m.start(), len(said) - m.end()) > 3:
            yield Pair(said[: m.start()], said[m.end() :], wanted)


def set_plan(r: Reader) -> Plan | None:
    """What two lists hold together or apart; ``None``: not asked so, or the text has no such lists."""
    said = r.q.text
    if (
        not _ASKS.search(said)
        or _CALLED.search(said)
        or r.q.asks("tcsp")
        or (r.asked.scope.has_tasks and (r.q.units or r.q.numbered or (r.q.asks("u") and "任务" in said)))
    ):
        return None
    text = r.engine.library.text(r.asked.document)
    if (of_kind := place_kind_plan(r)) is not None:
        return of_kind
    if not (pairs := list(pairs_of(said))):
        return None
    known = listings(r.engine, r.asked.document)
    if _UNITS.search(said):
        known = tuple(one for one in known if one.units)
    known = tuple({one.items: one for one in known}.values())
    finder, places = Finder(r), [one.place for one in known]
    starts = [one.items[0][0] for one in known]
    best: tuple[float, Pair | None, Listing | None, Listing | None] = (0.0, None, None, None)
    for pair in pairs:
        tops = [finder.best(part, places, _TOP, inside(r, part, starts)) for part in (pair.one, pair.other)]
        named = all(named_in(r, part) for part in (pair.one, pair.other))
        for fit, i in tops[0]:
            for other, j in tops[1]:
                a, b = known[-i], known[-j]
                shared, left = _compare(text, a, b)
                if (not named and min(fit, other) < _LEAST[pair.wanted]) or not _fits(pair, a, b, shared, left):
                    continue
                score = (
                    _BOTH_NAMED * named
                    + fit
                    + other
                    + _SHARED * (shared > 0)
                    + 0.06 * min(shared, 5)
                    + 0.02 * min(len(a.items), 8)
                )
                if score > best[0]:
                    best = score, pair, a, b
    _, chosen, one, second = best
    if chosen is None or one is None or second is None:
        return None
    if chosen.wanted == "&" and _ONE.search(said) and _compare(text, one, second)[0] > 1:
        return None  # 是哪所学校 is answered by one
    return _plan(r, chosen, _without_said(said, text, one), _without_said(said, text, second))


def _fits(pair: Pair, a: Listing, b: Listing, shared: int, left: int) -> bool:
    """Whether the two lists leave something to tell, and are two."""
    apart = a.items[-1][1] <= b.items[0][0] or b.items[-1][1] <= a.items[0][0]
    if not apart or (pair.wanted != "|" and len(a.items) < len("ab")):
        return False
    return (
        (shared > 0 and left > 0 and len(b.items) > 1)
        if pair.wanted == "-"
        else shared > 0 and len(b.items) > 1
        if pair.wanted == "&"
        else True
    )


def _compare(text: str, a: Listing, b: Listing) -> tuple[int, int]:
    """How many items of the first the second has too, and how many not."""
    others = b.words(text)
    units = a.units and b.units
    shared = sum(any(_same(one, other, units) for other in others) for one in a.words(text))
    return shared, len(a.items) - shared


def _same(one: str, other: str, units: bool) -> bool:
    """The same thing: 卫生健康委 is 国家卫生健康委; 小麦最低收购价 ends a list with 小麦, but no unit is its own office."""
    one, other = one.removesuffix("部门"), other.removesuffix("部门")
    if min(len(one), len(other)) < len("ab"):
        return one == other
    ends = one.endswith(other) or other.endswith(one)
    return ends or (not units and (one.startswith(other) or other.startswith(one)))


def _without_said(said: str, text: str, one: Listing) -> Listing:
    """The list without what the question says of all of it behind the last item: 大豆 of 大豆保险保障."""
    *others, (start, end) = one.items
    longest = max((b - a for a, b in others), default=end - start)
    if end - start <= longest:
        return one
    stop = next((at for at in range(start + 2, end - 1) if text[at:end] in said), end)
    return replace(one, items=(*others, (start, stop)))


# ------------------------------------------------------------------------------------------------ plan
def _plan(r: Reader, pair: Pair, a: Listing, b: Listing) -> Plan | None:
    same = "STRENDS(?item, ?x) || STRENDS(?x, ?item) || ?item = CONCAT(?x, '部门') || ?x = CONCAT(?item, '部门')"
    if not (a.units and b.units):
        same += " || STRSTARTS(?item, ?x) || STRSTARTS(?x, ?item)"
    if pair.wanted == "|":
        where = f"{_cells(a, 'from', 'length', b)} BIND(SUBSTR(?text, ?from, ?length) AS ?item)"
    else:
        has = "EXISTS" if pair.wanted == "&" else "NOT EXISTS"
        source = f"GRAPH <{r.asked.graph}> {{ <{r.asked.document}> pol:sourceText ?all }}"
        inside = f"{_cells(b, 'f1', 'l1')} {source} BIND(SUBSTR(?all, ?f1, ?l1) AS ?x) FILTER({same})"
        where = (
            f"{_cells(a, 'from', 'length')} BIND(SUBSTR(?text, ?from, ?length) AS ?item) FILTER {has} {{ {inside} }}"
        )
    body = f"{r.source} {where}"
    count = None if re.search(r"哪|什么|谁", r.q.text) else _COUNT.search(r.q.text)
    if count is not None and pair.wanted == "&" and not re.search("都|同时|共同|重合|交集", r.q.text):
        return None
    evidence = provisions_at(r, [one.items[0][0] for one in (a, b)])
    told = {"-": "只在前一处的", "&": "两处都有的", "|": "两处合起来的"}[pair.wanted]
    named = f"比较“{pair.one[-16:]}”与“{pair.other[:16]}”列举的内容"
    if count is not None:
        sparql = f"{PREFIX}SELECT (COUNT(DISTINCT ?item) AS ?value) {{ {body} }}"
        return Plan(sparql, named, f"{told}有", evidence, count["unit"])
    return Plan(f"{PREFIX}SELECT (?item AS ?value) {{ {body} }} ORDER BY ?from", named, f"{told}是", evidence)


def _cells(one: Listing, start: str, length: str, other: Listing | None = None) -> str:
    spans = [*one.items, *(other.items if other else ())]
    return f"VALUES (?{start} ?{length}) {{ {' '.join(f'({a + 1} {b - a})' for a, b in spans)} }}"
