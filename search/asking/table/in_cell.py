"""Units asked by where they stand in the cell of a task, and whether the unit that tells the task counts among them."""

from __future__ import annotations

import re

from search.asking.table.forms import Called, Condition, Other, With
from search.asking.table.words import Line


def of_the_cell(line: Line, conditions: list[Condition]) -> list[Condition]:
    """The conditions on units with those on their places: 排过第一的单位, 市外办打头的任务，其他单位."""
    if _of_the_one(line):
        conditions = [c for c in conditions if not isinstance(c, Other)]
    told = [c for c in conditions if isinstance(c, With) and c.iris and c.how in ("first", "last", "later")]
    conditions = [*conditions, *(Other(c.iris, c.names) for c in told if line.has("R"))]
    return _with_the_cell(conditions, _placed(line, conditions))


def _of_the_one(line: Line) -> bool:
    """市司法局参与的那项任务，责任单位有几家: the unit that tells the task is one of those counted."""
    one = any(w.said.startswith(("那", "这")) and "些" not in w.said for w in line.of("t"))
    return one and "责任单位" in line.text and not line.has("RK") and not re.search("一起|共同|合作|搭", line.text)


def _with_the_cell(conditions: list[Condition], placed: list[Condition]) -> list[Condition]:
    """市外办参与的任务，排在首位的是谁: the unit that tells the task may be the one asked for."""
    told = placed and any(isinstance(c, With) and c.how == "all" for c in conditions)
    return [*(c for c in conditions if not (told and isinstance(c, Other))), *placed]


def _placed(line: Line, conditions: list[Condition]) -> list[Condition]:
    """Units asked by where they stand: 排过第一的单位, 从未排在第一位的单位."""
    read = {c.how for c in conditions if isinstance(c, With)}
    if line.has("f"):
        return [] if "last" in read else [With((), (), "last")]
    of_the_table = conditions or line.has("u-") or re.search("单位|部门", "".join(w.said for w in line.of("FW")))
    if not line.has("F") or "first" in read or any(isinstance(c, Called) for c in conditions) or not of_the_table:
        return []
    return [With((), (), "unfirst" if re.search(r"X[^UF，]{0,5}F", line.codes) else "first")]


__all__ = ["of_the_cell"]
