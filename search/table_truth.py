"""Yes or no: whether there is such a task, whether all are so, whether it is so nowhere else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from search.table_conditions import conditions as conditions_of
from search.table_forms import Always, At, Condition, Form, Many, Set, Whether, With
from search.table_topics import Finder
from search.table_words import Line


def whether(line: Line, finder: Finder) -> Form | None:
    """Whether tasks are as said, of which units are named; ``None`` where it is not of the table."""
    conditions = conditions_of(line, "t", finder)
    if not conditions:
        return None
    units = [c for c in conditions if isinstance(c, With | Many)]
    if not units:
        return None
    places = [c for c in conditions if c not in units]
    if (checked := _of_the_other(line, units)) is not None:
        return checked
    if (
        line.has("Eh")
        or re.search(r"U[^U]{0,6}O[V在是有]*[CSTP]", line.codes)
        or (re.search(r"t[^U]{0,6}K", line.codes) and line.has("CS"))
    ):
        return _for_all(line, units, places)
    return Whether(Set("t", tuple(conditions)))


def _of_the_other(line: Line, units: Sequence[Condition]) -> Form | None:
    """市委宣传部参与的任务，市总工会是不是也都参与: of the tasks of the one, none is without the other."""
    apart = re.search(r"U[^U]*t[^U]*U[^U]*", line.codes)
    if apart is None or not re.search(r"[KE也]", apart[0]) or len(units) != 1 or not isinstance(units[0], With):
        return None
    named = units[0]
    if named.how != "all" or len(named.iris) != 2:
        return None
    first, second = (With((i,), (n,)) for i, n in zip(named.iris, named.names, strict=True))
    return Whether(Set("t", (first, Always("t", (second,)))), none=True)


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
