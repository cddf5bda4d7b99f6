"""Rows counted from the end of their table: 最后一项任务, 倒数第二项任务, 附件1最后一项; their numbers are those of the graph."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.numerals import to_int
from search.asking.plan import Found
from search.asking.reader import Reader
from search.asking.sets import PREFIX

_N = "[一二两三四五六七八九十\\d]+"
_FROM_END = rf"(?:(?:最后|最末|末尾)(?:的)?(?:那|这)?一?|倒数(?:的)?(?P<n>第{_N}|最后一|一)?)"
_LAST = re.compile(
    rf"(?:这?(?:张|份)?(?:工作)?(?:任务|分工)(?:清单|表)|清单|分工表|表)?(?:里面?|中|上)?的?{_FROM_END}[项条个](?:工作|重点)?(?P<task>任务)"
    rf"|(?:附件[1一]|支持政策清单?)(?:里面?|中|上)?的?{_FROM_END.replace('<n>', '<m>')}[项条](?:支持)?(?:政策|事项)?"
)
_WITHIN = re.compile(r"第[（(]?[一二三四五六七八九十\d]+[）)]?(?:条|个?大?部分|章)")
_LEAST_ROWS = 3


def from_the_end_plan(r: Reader, again: Callable[[str], Found]) -> Found:
    """The question asked of the row by its number; ``None``: no such row, or the last of a place or a unit is meant."""
    last = _LAST.search(r.q.text)
    if last is None or r.q.units or _WITHIN.search(r.q.text[: last.start()]):
        return None
    kind, name = ("Task", "任务{}") if last["task"] else ("SupportItem", "附件1第{}项支持政策")
    rows = r.engine.library.store.select(
        f"{PREFIX}SELECT (COUNT(?t) AS ?rows) (MAX(?n) AS ?last) {{ GRAPH <{r.asked.graph}> {{ ?t a pol:{kind} ; pol:number ?n }} }}"
    )
    count = int(rows[0]["rows"]) if rows else 0
    back = from_end(last["n"] or last["m"])
    if count < _LEAST_ROWS or back > count or int(rows[0]["last"]) != count:
        return None  # rows left out: the place is not the number
    number = name.format(count + 1 - back)
    return again(r.q.text[: last.start()] + number + r.q.text[last.end() :])


def from_end(said: str | None) -> int:
    """The so-manieth from the end.

    >>> from_end(None), from_end("第二"), from_end("第3")
    (1, 2, 3)
    """
    return (to_int(said.removeprefix("第")) if said and said.startswith("第") else None) or 1
