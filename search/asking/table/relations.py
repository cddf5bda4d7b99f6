"""Units and provisions beside others: as many tasks as another, before it in the cell, with and without it, on average."""

from __future__ import annotations

import re
from dataclasses import replace

from search.asking.table.asks import Ask
from search.asking.table.conditions import conditions as conditions_of
from search.asking.table.forms import (
    Always,
    AsMany,
    At,
    Condition,
    Each,
    Form,
    Listed,
    Many,
    Mean,
    One,
    Parted,
    Set,
    Share,
    With,
)
from search.asking.table.topics import Finder
from search.asking.table.words import Line, Word

_COUNTED = re.compile(r"数(?:量|目)?|个数|次数|项数|家数|一样多|同样多|同等多")
_MORE_THAN = r"G[^UCTSG多少，]{0,3}[UCTS][^UCTSG多少，]{0,8}(?P<way>[多少])(?![多少出了几HWM])"
_OVER, _UNDER = "(?:超过|多于|大于|高于)", "(?:少于|低于|小于|不及)"
_WITH_AND_WITHOUT = r"[HW][^，UX]{0,6}(?P<with>U)[^UX]*[HW][^UX，]{0,4}X[^U]*$"
_MEASURED = {"t": "项", "u": "家", "c": "条", "s": "部分"}
_ONE_OF_TWO = r"O[V在于有属是见到过了其中的里 ]{0,8}#[tcs]?[里中内]?V?的?"


def related(line: Line, asked: tuple[Ask, ...], finder: Finder) -> Form | None:
    """The form of a question that sets something beside something else; ``None`` where it does not."""
    if not asked:
        return None
    for rule in (_as_many, _parted, _share, _mean, _each):
        if (form := rule(line, asked, finder)) is not None:
            return form
    return None


def _as_many(line: Line, asked: tuple[Ask, ...], finder: Finder) -> Form | None:
    """跟市财政局任务数一样多的单位, 比市财政局任务多的单位: beside those that are named, of the same sort."""
    sides = [w for w in line.of("UCTS") if w.unit is not None or len(w.numbers) == 1]
    if not sides or line.has("y") or any(w.code != sides[0].code for w in sides):
        return None
    target = next((a.sort for a in asked if a.sort == (sides[0].sort or "u")), "")
    hows = _hows(line, sides)
    if not target or len(hows) != len(sides):
        return None
    of = "u" if target == "t" or (target != "u" and "u" in line.codes) else "t"
    than = (AsMany(of, Set(target, (_itself(w),)), how) for w, how in zip(sides, hows, strict=True))
    one = Set(target, tuple(than))
    numbers = [a for a in asked if a.sort == target and a.number]
    return Listed((one,), members=len(numbers) < len(asked) or not numbers, number=bool(numbers))


def _hows(line: Line, sides: list[Word]) -> list[str]:
    """How each of those named stands to those asked."""
    if len(sides) == 1 and (line.has("e") or (line.has("=") and _COUNTED.search(line.text) is not None)):
        return ["="]
    if (over := re.search(rf"(?:{_OVER}|{_UNDER})[UCTS]", line.codes)) is not None and len(sides) == 1:
        return [">" if re.match(_OVER, over[0]) else "<"]
    return [">" if found["way"] == "多" else "<" for found in re.finditer(_MORE_THAN, line.codes)]


def _itself(word: Word) -> Condition:
    if word.unit is not None:
        return One((word.unit.iri,), (word.unit.said,))
    return At(word.sort, word.numbers)


def _parted(line: Line, asked: tuple[Ask, ...], finder: Finder) -> Form | None:
    """哪些有市教委、哪些没有: the members with and those without."""
    found = re.search(_WITH_AND_WITHOUT, line.codes)
    if found is None or any(a.number for a in asked):
        return None
    unit = line.words[found.start("with")]
    target = asked[0].sort
    before = Line(line.words[: found.start()], line.text)
    conditions = conditions_of(before, target, finder)
    if conditions is None or unit.unit is None or target not in "tcs":
        return None
    have = With((unit.unit.iri,), (unit.unit.said,))
    lack = replace(have, how="without") if target == "t" else Always(target, (have,), never=True)
    return Parted(("有", "没有"), (Set(target, (*conditions, have)), Set(target, (*conditions, lack))))


def _share(line: Line, asked: tuple[Ask, ...], finder: Finder) -> Form | None:
    """占全部任务的百分之几: of the whole table, or of a place."""
    found = re.search(r"占(?P<whole>[^，]*?)(?:的)?(?:百分之|比[例重]|几成|多[少大]比|多少(?=[？?。]|$))", line.text)
    if found is None:
        return None
    before = Line(tuple(w for w in line.words if w.end <= found.start()), line.text[: found.start()])
    behind = Line(tuple(w for w in line.words if found.start("whole") <= w.start < found.end("whole")), line.text)
    sort = next((w.sort for w in reversed(before.words) if w.code in "tu"), "t")
    one, whole = conditions_of(before, sort, finder), conditions_of(behind, sort, finder)
    if one is None or whole is None or not any(isinstance(c, With | Many | At) for c in one):
        return None
    return Share(Set(sort, (*whole, *one)), Set(sort, tuple(whole)))


def _mean(line: Line, asked: tuple[Ask, ...], finder: Finder) -> Form | None:
    """平均每条拆成几项任务."""
    found = re.search(
        r"平均(?:到|下来|来看|来说)?，?(?:每一?|一)(?P<of>[个]?[条项家]|个?部分|个?(?:责任)?单位|个?任务)", line.text
    )
    counted = next((a.sort for a in asked if a.number), "")
    if found is None or not counted:
        return None
    said = found["of"]
    sort = next((s for s, m in _MEASURED.items() if m in said), "u" if "单位" in said else "t")
    rest = Line(tuple(w for w in line.words if w.end <= found.start() or w.start >= found.end()), line.text)
    conditions = conditions_of(rest, sort, finder)
    return None if conditions is None or sort == counted else Mean(Set(sort, tuple(conditions)), counted)


def _each(line: Line, asked: tuple[Ask, ...], finder: Finder) -> Form | None:
    """七个部分各分解出几项任务, 第（一）至第（三）条各有几项: each with its number."""
    if len(asked) != 1 or not asked[0].number or line.has("ULlDGyp") or not line.has("IE"):
        return None
    places = line.of("CS")
    if len({w.code for w in places}) == 1 and sum(len(w.numbers) for w in places) > 1:
        sort, numbers = places[0].sort, tuple(n for w in places for n in w.numbers)
        left = line.without(places)
    else:
        whole = next((w for w in line.of("#cs") if w.sort in "cs" and w.how == "="), None)
        each = re.search(r"(?:各|每一?)(?:个|大)*(条|部分|章)", line.text)
        if places or (whole is None and each is None):
            return None
        sort = whole.sort if whole is not None else "c" if each is not None and each[1] == "条" else "s"
        numbers, left = (), line.without((whole,) if whole is not None else ())
    left = left.without(left.of("IE"))
    conditions = conditions_of(left, asked[0].sort, finder)
    if conditions is None or sort == asked[0].sort or any(isinstance(c, At) for c in conditions):
        return None
    return Each(Set(sort, (*((At(sort, numbers),) if numbers else ()), *conditions)), asked[0].sort)


def in_one_of_two(line: Line) -> Line | None:
    """The line without 只出现在其中一项, where two provisions are named; ``None`` where it is not said."""
    found = line.find(_ONE_OF_TWO)
    number = next((w for w in found or () if w.code == "#"), None)
    places = [(w.code, n) for w in line.of("TCS") for n in w.numbers]
    if found is None or number is None or number.numbers != (1,) or len(set(places)) != 2:
        return None
    return line.without(tuple(w for w in found if w.code in "OV#"))
