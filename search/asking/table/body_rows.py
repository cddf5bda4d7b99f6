"""Who does it, of a table of bodies and what each of them does: all rows that say every matter the question names.

健康步道和健康主题公园由哪些单位建设: both stand in the rows of two bodies. The words must be the table's own, and be most of the question.
"""

from __future__ import annotations

import re

from search.asking.matter.opening import titles_of, without_opening
from search.asking.plan import Plan
from search.asking.reader import Reader
from search.asking.table.printed import Table, printed_tables
from search.asking.table.rows import BODIES, OUTSIDE, Condition, holds, rows_plan

_ASKS = re.compile(
    r"(?:哪[些几一两三]?[个家]?|什么|(?:几|多少)[个家])(?:责任|具体|不同)?的?(?:单位|部门|机构|主体)|谁|哪[些几一两三]?家"
)
_GENERIC = re.compile(
    r"附件|附表|分工表?|清单|表格?|[里中上]面?|按照?|根据|被|同时|一共|总共|共|分别|都|交给|安排|布置|分给|派给|落在|头上|负责|承担|牵头|归|由|该|应该?|"
    r"去|来|要|得|建设?|做|办|管|抓|干|开展|推进|推动|加强|的|了|是|有|在|和|与|及|以及|还有|又|各|部门|单位|工作|任务|活儿?|差事|这|那|两?[项件]|事|[，。？?、：“”]"
)
_LEAST, _COVERED, _MOST_ROWS = 4, 0.6, 0.4
"""Characters of a matter, the share of the question that the matters are, and of the rows that may say them."""


def body_rows_plan(r: Reader) -> Plan | None:
    """The bodies whose rows say all that is asked; ``None`` where the document has no such table, or other words ask."""
    said = r.q.text
    if _ASKS.search(said) is None or OUTSIDE.search(said):
        return None
    text = r.engine.library.text(r.asked.document)
    if "\t" not in text:
        return None
    said = _ASKS.sub("，", without_opening(said, titles_of(text, r.asked.document_title), table=True))
    for table in printed_tables(text):
        if not BODIES.search(re.sub(r"\s", "", table.heads[0])):
            continue
        matters = _matters(said, text, table)
        held = [row for row in table.rows if all(holds(text, row, c) for c in matters)]
        if _said_outside(text, matters):
            return None
        if matters and 0 < len(held) <= max(2, _MOST_ROWS * len(table.rows)):
            return rows_plan(r, text, table, matters)
    return None


def _said_outside(text: str, matters: list[Condition]) -> bool:
    """Whether a sentence of the running text says it all: who acts is told there."""
    lines = (line for line in text.split("\n") if "\t" not in line)
    return any(all(c.told in one for c in matters) for line in lines for one in line.split("。")) if matters else False


def _matters(said: str, text: str, table: Table) -> list[Condition]:
    """The longest runs of the question that cells of one column hold; none where they are not most of the question."""
    for column in range(1, len(table.heads)):
        cells = "\n".join(text[slice(*span)] for row in table.rows for span in row[column])
        runs = list(_runs(said, cells))
        left = said
        for run in runs:
            left = left.replace(run, "，")
        covered, rest = sum(map(len, runs)), len(_GENERIC.sub("", left))
        if runs and covered >= _COVERED * (covered + rest):
            return [Condition(column, re.escape(run), run) for run in runs]
    return []


def _runs(said: str, cells: str) -> list[str]:
    """The longest runs of four characters and more that both have.

    >>> _runs("园林绿化和健康步道、健康主题公园", "加强园林绿化，开展健康步道、健康主题公园等建设")
    ['园林绿化', '健康步道、健康主题公园']
    """
    found, at = [], 0
    while at <= len(said) - _LEAST:
        end = at + _LEAST
        while end <= len(said) and said[at:end] in cells:
            end += 1
        run = said[at : end - 1].strip("，。、；的")
        if len(run) >= _LEAST:
            found.append(run)
            at = end - 1
        else:
            at += 1
    return found


__all__ = ["body_rows_plan"]
