"""A question about the table of tasks → its logical form: what is asked for, of which set.

The line of words is read in this order: what is asked for, what is the most of what, which units, numbers and places are
conditions, what the provisions must say. What cannot be read leaves the question to the other rules.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.numerals import to_int
from search.asking.table.asks import Ask, asks
from search.asking.table.comparing import compared, same_units
from search.asking.table.conditions import both_ways
from search.asking.table.conditions import conditions as conditions_of
from search.asking.table.forms import (
    Always,
    At,
    Condition,
    Form,
    Found,
    InEvery,
    Listed,
    Many,
    One,
    Other,
    Pairs,
    Says,
    Set,
    Spread,
    Top,
    Whether,
    With,
    Within,
)
from search.asking.table.in_cell import of_the_cell
from search.asking.table.relations import in_one_of_two, related
from search.asking.table.topics import Finder
from search.asking.table.truth import whether
from search.asking.table.words import Line

_DEFAULT = {"t": "u", "u": "t", "c": "t", "s": "t", "p": "u"}


def read(line: Line, finder: Finder) -> Form | None:
    """The logical form; ``None`` where the question is not about the table, or not understood."""
    asked = asks(line)
    if (form := compared(line, asked, finder)) is not None:
        return form
    if (form := related(line, asked, finder)) is not None:
        return form
    if (form := same_units(line, asked)) is not None:
        return form
    if line.has("Llr") and (form := _extreme(line, asked, finder)) is not None:
        return form
    if line.has("y") and (line.has("x") or not any(not a.number for a in asked)):
        return whether(line, finder)
    if re.search(r"y[^W]*[，？][^U]*W", line.codes) and asked[0].sort in "tc" and not line.find("y[^，]{0,2}W"):
        found = whether(line, finder)
        return replace(found, more=found.of) if isinstance(found, Whether) and not found.none else found
    return _listed(line, asked, finder) if asked else None


# ------------------------------------------------------------------------------------------ sets
def _listed(line: Line, asked: tuple[Ask, ...], finder: Finder) -> Form | None:
    target = asked[0].sort
    if line.has("e"):
        return None  # as many as another: none of the forms
    if (both := _in_turn(line, asked, finder)) is not None:
        return both
    one_only = in_one_of_two(line) if target == "u" else None
    if target == "u" and both_ways(line):  # 只差各自独有的一家: no number of units is a condition
        line = line.without(tuple(w for w in line.words if w.code == "O" or (w.code, w.sort) == ("#", "u")))
        asked = asks(line)
    conditions = conditions_of(one_only or line, target, finder)
    if conditions is None:
        return None
    if one_only is not None and (form := _difference(conditions)) is not None:
        return form
    if target == "u":
        conditions = of_the_cell(line, conditions)
    if both_ways(line) and target == "u" and (form := _difference(conditions)) is not None:
        return form
    conditions = _of_all(line, target, _below(line, target, conditions))
    if not _about_the_table(line, target, conditions):
        return None
    return _asked_of(line, asked, Set(target, tuple(conditions)))


def _in_turn(line: Line, asked: tuple[Ask, ...], finder: Finder) -> Form | None:
    """拆成几项任务，市外办参与了其中几项: the second question is of the set of the first, under one more condition."""
    if len(asked) != 2 or asked[0].sort != asked[1].sort:
        return None
    cut = next((i for i, w in enumerate(line.words) if w.code in "，；？" and asked[0].at < i < asked[1].at), None)
    if (
        cut is None
        or not any(w.code == "U" for w in line.words[cut:])
        or not re.search("其中|里|中", line.text[line.words[cut].start :])
    ):
        return None
    first = read(Line(line.words[:cut], line.text[: line.words[cut].start]), finder)
    second = read(line.without((line.words[asked[0].at],)), finder)
    if not (isinstance(first, Listed) and isinstance(second, Listed)):
        return None
    members = tuple(one for form in (first, second) if form.members for one in form.sets)
    return Listed(
        members, bool(members), also=tuple(one for form in (first, second) if form.number for one in form.sets)
    )


def _about_the_table(line: Line, target: str, conditions: list[Condition]) -> bool:
    """Whether there is a condition, and one that the table can answer."""
    if not conditions:
        return target in "tu" and bool(line.has("t-") or "责任" in line.text) and all(a.number for a in asks(line))
    if target in "cs":
        of_sections = target == "c" and all(isinstance(c, At) and c.sort == "s" for c in conditions)
        if of_sections and all(a.number for a in asks(line)):
            return True
        if any(isinstance(c, At) for c in conditions) and any(a.number and a.sort in "tu" for a in asks(line)):
            return True
        return any(
            isinstance(c, With | Many | Always | Within) or (isinstance(c, At) and c.sort in "tp") for c in conditions
        )
    if all(isinstance(c, At) and (c.sort, len(c.numbers)) == (target, 1) for c in conditions):
        return False  # 任务8里学徒岗设多少个 counts no tasks
    if any(not isinstance(c, Says | Found) or c.sort == "p" for c in conditions):
        return True
    named = line.has("t") or (target == "t" and any("任务" in w.said for w in line.of("WM")))
    return named and (line.has("#OXE") or _SAYING.search(line.text) is not None)


_SAYING = re.compile(r"提到|提及|谈到|说到|讲到|写到|写有|点到|写着|含(?!义)|包含|含有|带有|出现|涉及|有关|关于|相关")


def _below(line: Line, target: str, conditions: list[Condition]) -> list[Condition]:
    """哪几条没有市教委参与 is of the clauses, 市教委没有参与的任务在哪几条 of the tasks; what stands below a support item's clause."""
    if target in "cs" and re.search(r"W[^U]*U", line.codes):
        out = [c for c in conditions if isinstance(c, With) and c.how == "without"]
        conditions = [Always(target, (replace(c, how="all"),), never=True) if c in out else c for c in conditions]
    if target in "cs" and (not line.has("t") or re.search(r"Xt的[cs]|t[都也]?X有?的[cs]", line.codes)):
        out = [c for c in conditions if isinstance(c, With) and c.how == "without"]
        conditions = [Always(target, (replace(c, how="all"),), never=True) if c in out else c for c in conditions]
    if target in "cs" and re.search(r"U[^WX]*W[^UWX，]*X有?[VKt]", line.codes):
        conditions = [Always(target, (c,), never=True) if isinstance(c, With) else c for c in conditions]
    numbered = next((c for c in conditions if isinstance(c, At) and c.sort == "t" and c.how == "in"), None)
    if numbered is not None and target == "t" and len(numbered.numbers) == 1 and "u" in line.codes:
        conditions = [Within(Set("u", (numbered,))) if c is numbered else c for c in conditions]
    support = next((c for c in conditions if isinstance(c, At) and c.sort == "p"), None)
    if support is not None and target in "tu" and re.search(r"[Pp][^tu]*c", line.codes):
        conditions = [Within(Set("c", (support,))) if c is support else c for c in conditions]
    return conditions


def _of_all(line: Line, target: str, conditions: list[Condition]) -> list[Condition]:
    """Conditions that every task must meet: 每一项都有的单位, 任务全部由市教委负责的条款."""
    alone = target in "cs" and not line.has("t") and any(isinstance(c, With) and c.how == "exactly" for c in conditions)
    places = [c for c in conditions if isinstance(c, At) and c.how == "in" and c.sort in "cs" and len(c.numbers) == 1]
    if target == "u" and len(places) == 1 and line.find("t的K的?u"):  # 第（十）条三项任务的共同责任单位
        return [*conditions, InEvery("t")]
    if not line.has("E") and not alone:
        return conditions
    if target == "u" and not any(isinstance(c, With) for c in conditions):
        numbers = next((c for c in conditions if isinstance(c, At) and c.how == "each"), None)
        kept = [
            replace(c, how="in") if c is numbers and line.find("E") and "条" not in _every(line) else c
            for c in conditions
        ]
        return kept if any(isinstance(c, At) and c.how == "each" for c in kept) else [*kept, InEvery(_across(line))]
    if target in "cs":
        then = tuple(
            replace(c, how="all") if isinstance(c, With) and c.how == "below" else c
            for c in conditions
            if isinstance(c, With | Many)
        )
        if then:
            return [
                *(c for c in conditions if c not in conditions or not isinstance(c, With | Many)),
                Always(target, then),
            ]
    return conditions


def _across(line: Line) -> str:
    """Every task, clause or section."""
    said = _every(line)
    return "s" if "部分" in said else "c" if "条" in said else "t"


def _every(line: Line) -> str:
    return "".join(w.said for w in line.of("E"))


def _difference(conditions: list[Condition]) -> Form | None:
    """Units of one of two provisions only: both ways."""
    places = [c for c in conditions if isinstance(c, At) and c.how in ("in", "each")]
    numbers = tuple(dict.fromkeys((c.sort, n) for c in places for n in c.numbers))
    if (
        len(numbers) != 2
        or numbers[0][0] != numbers[1][0]
        or any(isinstance(c, At) and c.how == "out" for c in conditions)
    ):
        return None
    (sort, a), (_, b) = numbers
    others = tuple(c for c in conditions if c not in places)
    sets = tuple(Set("u", (*others, At(sort, (x,)), At(sort, (y,), "out"))) for x, y in ((a, b), (b, a)))
    return Listed(sets)


def _asked_of(line: Line, asked: tuple[Ask, ...], one: Set) -> Form:
    """Members, number, both, or several sorts of the same rows."""
    sorts = list(dict.fromkeys(a.sort for a in asked))
    members = {a.sort for a in asked if not a.number}
    numbers = {a.sort for a in asked if a.number}
    if any(isinstance(c, At) and c.sort == "p" and not c.numbers for c in one.conditions) and line.has("IE"):
        return Pairs(Set("p", one.conditions), sorts[0])
    if line.has("I"):
        if members and members <= {"c", "s"} and len(members) == 1 and line.has("t#") and _of_tasks(one):
            return Pairs(one.of("t"), sorts[0])
        if len(members) > 1 and "t" in members and (other := next((x for x in "cs" if x in members), None)):
            return Pairs(one.of("t"), other)
        if len(sorts) == 1 and len(apart := _apart(one)) > 1:
            return Listed(apart, members=bool(members), number=not members)
    if len(sorts) == 1:
        alike = tuple(c for c in one.conditions if isinstance(c, With) and c.how == "first" and not c.iris)
        if alike and members and numbers and line.find("F.*，.*M"):  # who is first, and how many there are
            return Listed((one,), also=(replace(one, conditions=tuple(c for c in one.conditions if c not in alike)),))
        return Listed((one,), bool(members), bool(numbers))
    shown = [x for x in sorts if x in members]
    if not shown:
        return Listed(tuple(_other(one, x) for x in sorts), False, True)
    if numbers - members:
        support = one.sort == "c" and any(isinstance(c, At) and c.sort == "p" for c in one.conditions)
        counted = tuple(Set(x, (Within(one),)) if support else _other(one, x) for x in sorts if x in numbers - members)
        return Listed((*(_other(one, x) for x in shown),), True, False, also=counted)
    return Listed(tuple(_other(one, x) for x in shown))


def _of_tasks(one: Set) -> bool:
    return all(
        (isinstance(c, With) and c.how != "below") or (isinstance(c, Many) and c.sort == "t") for c in one.conditions
    )


def _other(one: Set, sort: str) -> Set:
    """Another sort asked of the same rows; units named are left out where units are asked."""
    if sort == one.sort:
        return one
    named = [c for c in one.conditions if isinstance(c, With) and c.how in ("all", "first")]
    more = tuple(Other(c.iris, c.names) for c in named) if sort == "u" else ()
    kept = tuple(c for c in one.conditions if not isinstance(c, Other)) if sort != "u" else one.conditions
    if one.sort == "u" and any(isinstance(c, At | Many) for c in one.conditions):
        return Set(sort, (Within(one),))
    return Set(sort, (*kept, *more))


def _apart(one: Set) -> tuple[Set, ...]:
    """The set for each of the units or provisions named."""
    places = [c for c in one.conditions if isinstance(c, At) and c.how == "in" and c.sort in "cs"]
    if len(places) > 1 and all(len(c.numbers) == 1 for c in places):
        others = tuple(x for x in one.conditions if x not in places)
        return tuple(Set(one.sort, (*others, c)) for c in places)
    for c in one.conditions:
        if isinstance(c, With) and c.how in ("all", "any", "below") and len(c.iris) > 1:
            others = tuple(x for x in one.conditions if x is not c)
            return tuple(Set(one.sort, (*others, With((i,), (n,)))) for i, n in zip(c.iris, c.names, strict=True))
        if isinstance(c, At) and c.how in ("in", "each") and len(c.numbers) > 1:
            others = tuple(x for x in one.conditions if x is not c)
            return tuple(Set(one.sort, (*others, At(c.sort, (n,)))) for n in c.numbers)
    return (one,)


# -------------------------------------------------------------------------------------- the most
_FIRST = re.compile(
    r"最[多少][^，。]{0,12}前([两二三四五六七八九十\d])|前([两二三四五六七八九十\d])[名位家项条个]|最[多少]的([两三四五])[个家项条]"
)


def _extreme(line: Line, asked: tuple[Ask, ...], finder: Finder) -> Form | None:
    at = next(i for i, w in enumerate(line.words) if w.code in "Llr")
    counted, target = _counted(line, at, asked)
    if not target or not counted or target == counted:
        return None
    conditions = conditions_of(line.without(tuple(w for w in line.words if w.code in "Llr")), target, finder)
    if conditions is None:
        return None
    if (
        line.has("F@")
        and (target, counted) == ("u", "t")
        and not any(getattr(c, "how", "") == "first" for c in conditions)
    ):
        conditions.append(With((), (), "first"))
    one = Set(target, tuple(_rivals(line, target, conditions)))
    if line.has("L") and line.has("l") and any(a.number for a in asked):
        return Spread(one, counted)
    if line.find("W[^W]*L[^W]*，?[^L]*W[^W]*l|W[^W]*l[^W]*，?[^L]*W[^W]*L"):
        return Listed(tuple(one.also(Top(counted, w.code == "L")) for w in line.of("Ll")[:2]))
    if line.has("y") and not asked:
        return _is_at_the_top(conditions, target, _place_among(line, at, counted))
    return _the_most(line, at, asked, one.also(_place_among(line, at, counted)), counted)


def _the_most(line: Line, at: int, asked: tuple[Ask, ...], one: Set, counted: str) -> Form:
    """The most of all, their number, and what else is asked of them behind: 哪条任务最多，涉及哪些单位."""
    target = one.sort
    others = [a for a in asked if a.sort not in (target, counted) or (a.sort == counted and not a.number)]
    others = [a for a in others if a.at > at]
    told = any(a.number and a.sort == counted for a in asked) or bool(
        re.search(r"多少|(?<![哪第])几[家个项]", line.text[line.words[at].end :])
    )
    if not others:
        return Listed((one,), members=any(a.sort == target and not a.number for a in asked) or not told, told=told)
    nested = tuple(Set(a.sort, (Within(one),)) for a in others)
    number = all(a.number for a in others)
    if any(a.sort == target and not a.number for a in asked):
        return Listed((one, *nested), told=False) if not number else Listed((one,), also=nested)
    return Listed(nested, members=not number, number=number)


def _is_at_the_top(conditions: list[Condition], target: str, top: Top) -> Form | None:
    """任务7是不是责任单位最多的一项: the one named, among those that have the most."""
    named = [
        c for c in conditions if isinstance(c, With if target == "u" else At) and getattr(c, "sort", "u") == target
    ]
    if len(named) != 1:
        return None
    same = One(named[0].iris, named[0].names) if isinstance(named[0], With) else named[0]
    rest = tuple(c for c in conditions if c is not named[0] and not isinstance(c, Other))
    return Whether(Set(target, (same, Within(Set(target, (*rest, top))))))


def _counted(line: Line, at: int, asked: tuple[Ask, ...]) -> tuple[str, str]:
    """What the most is of, and what has it."""
    codes = line.codes
    before = re.search(r"([tucsp])[^tucspUTCSPWM，]{0,4}$", codes[:at])
    heavy = re.search(r"忙|重|轻|闲", line.words[at].said) is not None
    behind = re.match(r"[^tucspW，]{0,2}?的[^tucspW，]{0,3}([tucspW])", codes[at + 1 :])
    direct = re.match(r"([tucsp])V?的[^tucspW]{0,3}([tucspW])", codes[at + 1 :])
    if direct:
        return direct[1], line.words[at + 1 + direct.start(2)].sort
    target = line.words[at + 1 + behind.start(1)].sort if behind else ""
    counted = "" if heavy or before is None else before[1]
    if before is None and (mention := re.search(r"[WM][^UTCSPWM，]{0,6}$", codes[:at])) and not heavy:
        counted, target = "", target or line.words[mention.start()].sort
    if target and counted == target:
        counted = ""
    if not target:
        target = next((a.sort for a in asked if a.sort != counted and not a.number), "")
    if not target:
        target = next((a.sort for a in asked if a.sort != counted), "") or ("u" if counted == "t" else "t")
    return counted or _DEFAULT[target], target


def _place_among(line: Line, at: int, counted: str) -> Top:
    word = line.words[at]
    rank = next((w for w in line.words if w.code == "r"), None)
    most = not (word.code == "l" or re.search(r"第[二三四五六七八九十\d]少|最少", line.text))
    first = _FIRST.search(line.text)
    if first is not None:
        number = next(g for g in first.groups() if g)
        return Top(
            counted,
            most,
            first=to_int(number) or 0,
        )
    return Top(counted, most, rank.numbers[0] if rank else 1)


def _rivals(line: Line, target: str, conditions: list[Condition]) -> list[Condition]:
    """Of units named, which has the most: these are the ones looked at, not ones to stand beside."""
    if target != "u":
        return [replace(c, how="all") if isinstance(c, With) and c.how == "below" else c for c in conditions]
    conditions = [
        Within(Set("u", (c,))) if isinstance(c, At) and c.sort == "t" and c.how == "in" else c for c in conditions
    ]
    named = next((c for c in conditions if isinstance(c, With) and c.how in ("all", "any") and len(c.iris) > 1), None)
    if named is None or re.search(r"搭档|合作|搭|一起|共同", line.text):
        return conditions
    kept = [c for c in conditions if c is not named and not (isinstance(c, Other) and c.iris == named.iris)]
    return [*kept, One(named.iris, named.names)]
