"""Yes or no: whether there is such a task, whether all are so, whether it is so nowhere else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from search.asking.table.conditions import conditions as conditions_of
from search.asking.table.forms import Always, At, Condition, Form, Many, One, Set, Whether, With
from search.asking.table.topics import Finder
from search.asking.table.words import Line

_SAID_THEN = re.compile(
    r"^(?P<first>[^，]*[UFX#@CST][^，]*t[^，tV]{0,3}，)(?=[^，]*[KE也])[^，]*[U#]|^(?P<near>[^，U]*U[^，UO]{0,3}E[^，U]{0,4}时?，?(?=K?[^，U]{0,3}U)|[^，]*[UFX#@][^，]*的t)[里中]?(?:是|y)?[KE][^，]*[U#]"
)

_EVERY = re.compile(r"^(?:请问|是不是|是否)?(?:所有|全部|凡是?|但凡|每一?[项个条]|只要)[^，？]{2,24}的任务")


def whether(line: Line, finder: Finder) -> Form | None:
    """Whether tasks are as said, of which units are named; ``None`` where it is not of the table."""
    for rule in (_of_the_others, _so_many):
        if (checked := rule(line, finder)) is not None:
            return checked
    conditions = conditions_of(line, "t", finder)
    if not conditions:
        return None
    units = [c for c in conditions if isinstance(c, With | Many)]
    if not units:
        return None
    places = [c for c in conditions if c not in units]
    if (
        line.has("Eh")
        or (_EVERY.search(line.text) and re.search(r"t[^U]{0,6}K", line.codes))
        or re.search(r"U[^U]{0,6}O[V在是有]*[CSTP]", line.codes)
        or (re.search(r"t[^U]{0,6}K", line.codes) and line.has("CS"))
    ):
        return _for_all(line, units, places)
    return Whether(Set("t", tuple(conditions)))


def _of_the_others(line: Line, finder: Finder) -> Form | None:
    """凡是市发展改革委打头的任务，是不是每一项都有市财政局: of the tasks said first, none is without what is said then."""
    apart = _SAID_THEN.search(line.codes)
    if apart is None:
        return None
    cut = apart.end("first") if apart["first"] else apart.end("near")
    first, then = Line(line.words[:cut], line.text), Line(line.words[cut:], line.text)
    first = first.without(first.of("EKyx"))
    then = then.without(then.of("EKytx"))
    of, have = conditions_of(first, "t", finder), conditions_of(then, "t", finder)
    if not of or not have or not any(isinstance(c, With | Many) for c in have):
        return None
    others = Set("t", (*of, Always("t", tuple(have))))
    return Whether(others, none=True, more=others if line.has("x") else None)


def _so_many(line: Line, finder: Finder) -> Form | None:
    """市科技局一共有五项任务，对吗: the one unit, among those that have so many."""
    numbers = [w for w in line.of("#") if w.sort == "t" and len(w.numbers) == 1]
    units = [w for w in line.of("U") if w.unit is not None]
    if (
        len(numbers) != 1
        or len(units) != 1
        or line.has("XBEFf")
        or (line.has("O") and not line.find("OV*#"))
        or "同" in "".join(w.said for w in numbers)
    ):
        return None
    rest = conditions_of(line.without((*units, *numbers)), "u", finder)
    if rest is None or not all(isinstance(c, At) and c.sort in "cs" and c.how == "in" for c in rest):
        return None
    number, unit = numbers[0], units[0].unit
    assert unit is not None
    many = Many("u", "t", number.numbers[0], number.how, inside=bool(rest))
    return Whether(Set("u", (*rest, One((unit.iri,), (unit.said,)), many)))


def _for_all(line: Line, units: Sequence[Condition], places: list[Condition]) -> Form:
    """是不是每一项都有: no task of the place is otherwise; 是不是只在: no task elsewhere."""
    named = [c for c in units if isinstance(c, With) and c.how in ("all", "exactly")]
    elsewhere = (line.has("Oh") and not any(c.how == "exactly" for c in named)) or re.search(
        r"U[^CSTP]{0,8}t[^CSTP]{0,4}K[^CSTP]{0,4}[CS]", line.codes
    )
    if elsewhere and places:
        out = [At(c.sort, c.numbers, "out") for c in places if isinstance(c, At)]
        return Whether(Set("t", (*units, *out)), none=True)
    others = Set("t", (*places, Always("t", tuple(units))))
    return Whether(others, none=True, more=others if line.has("x") else None)
