"""The cells of two rows of a printed table side by side: what both list, what only one does, which lists more.

市公安局和市工信局对应的健康因素有哪些是共同的; 市城管局和市妇联谁对应的健康因素多，各几项. Rows are named by the cells that name them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.asking.cuts import cut_query
from search.asking.matter.cell_plans import bare_cell, cell_items, head_named, naming_columns
from search.asking.more_of_two import more_listed, more_of_two
from search.asking.plan import Found, Plan
from search.asking.reader import Reader
from search.asking.sets import text_literal
from search.asking.table.printed import Span, Table, printed_tables

_GATE = re.compile(r"共同|共有|都有|都对应|都写|都列|相同|一样|重合|交集|[更较]?[多少](?=[，。？?、一]|$)|没有")
_SHARED = re.compile(r"共同|共有|都|相同|一样的|重合|交集")
_MORE = re.compile(r"(?:谁|哪[个家一]?)[^，。？]{0,16}?(?P<way>[多少])|(?:更|较)(?P<way2>[多少])")
_EACH = re.compile(r"各|分别|几|多少|比")
_NOT = re.compile(r"没有|不在|未")
_LEAST_NAME = 3


def two_cells_plan(r: Reader) -> Found:
    """What the cells of two rows share or do not, or which has more; ``None`` where not two rows and one column are named."""
    said = r.q.text
    if _GATE.search(said) is None:
        return None
    text = r.engine.library.text(r.asked.document)
    for table in printed_tables(text) if "\t" in text else ():
        rows = sorted(_rows(said, text, table))
        columns = [
            i for i in range(len(table.heads)) if i not in naming_columns(table) and head_named(said, table.heads, i)
        ]
        if len(rows) == len("ab") and len(columns) == 1:
            return _plan(r, text, table, [(name, at) for _, name, at in rows], columns[0])
    return None


def _rows(said: str, text: str, table: Table) -> Iterator[tuple[int, str, int]]:
    """Where a row is named, its name and its number; the longest names, none inside another."""
    names = {
        re.sub(r"\s", "", text[slice(*bare_cell(text, row[column][0]))]): i
        for column in naming_columns(table)
        for i, row in enumerate(table.rows)
        if row[column]
    }
    for name in sorted(names, key=len, reverse=True):
        if len(name) >= _LEAST_NAME and (at := said.find(name)) >= 0:
            yield at, name, names[name]
            said = said.replace(name, "，" * len(name))


def _plan(r: Reader, text: str, table: Table, rows: list[tuple[str, int]], column: int) -> Plan | None:
    (one, i), (other, j) = rows
    cells = [[span for cell in table.rows[at][column] for span in cell_items(text, cell)] for at in (i, j)]
    if not all(cells):
        return None
    name = naming_columns(table)[0]
    evidence = tuple(iri for at in (i, j) if (iri := r.around(table.rows[at][name][0][0])) is not None)
    head = table.heads[column]
    if (more := _MORE.search(r.q.text)) is not None and not _SHARED.search(r.q.text):
        return _more(r, (one, other), cells, (more["way"] or more["way2"]) == "多", head, evidence)
    words = [{text[slice(*span)] for span in spans} for spans in cells]
    if _NOT.search(r.q.text):
        kept, told = [s for s in cells[0] if text[slice(*s)] not in words[1]], f"{one}有而{other}没有的{head}"
    elif _SHARED.search(r.q.text):
        kept, told = [s for s in cells[0] if text[slice(*s)] in words[1]], f"{one}与{other}共同的{head}"
    else:
        return None
    if not kept:
        return None
    return Plan(cut_query(r.asked.document, kept, r.asked.graph), f"查找{told}", f"{told}是", evidence)


def _more(
    r: Reader, names: tuple[str, str], cells: list[list[Span]], most: bool, head: str, evidence: tuple[str, ...]
) -> Plan:
    """The row whose cell lists more, and how many each."""
    told = more_of_two((text_literal(names[0]), text_literal(names[1])), most, "项")
    sparql = more_listed((r.asked.document, r.asked.graph), cells, told, _EACH.search(r.q.text) is not None)
    return Plan(sparql, f"比较{names[0]}与{names[1]}的{head}", "比较结果：", evidence)


__all__ = ["two_cells_plan"]
