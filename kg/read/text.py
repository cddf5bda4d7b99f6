"""Plain text, exactly as the file holds it, and the tables that tabs make in it.

>>> source = read("一、任务\\n\\n\\t序号\\n\\t内容\\n\\n\\t1\\n\\t推进\\n\\n", "a.txt")
>>> [[c.row, c.column, source.text[c.start:c.end]] for c in source.tables[0].cells]
[[0, 0, '序号'], [0, 1, '内容'], [1, 0, '1'], [1, 1, '推进']]
"""

from __future__ import annotations

from kg.errors import InputError
from kg.model import Cell, Source, Table
from kg.read.limits import LINE

_Place = tuple[int, int]


def read(text: str, name: str) -> Source:
    """A plain text file."""
    longest = max(map(len, text.split("\n")))
    if longest > LINE:
        raise InputError(f"{name}: a line of {longest} characters is no document; give it its line breaks back")
    return Source(text, "txt", name, tables=tables(text))


def tables(text: str) -> tuple[Table, ...]:
    """The tables that tabs make, in text order."""
    return tuple(sorted(_stacked(text) + _tabbed(text), key=lambda t: t.start))


def _stacked(text: str) -> list[Table]:
    """Rows of tab-indented lines, one line a cell, a blank line between rows."""
    found: list[Table] = []
    rows: list[list[_Place]] = []
    row: list[_Place] = []
    position = 0
    for line in [*text.split("\n"), "end"]:
        start, position = position, position + len(line) + 1
        body = line.strip()
        if line.startswith("\t") and body:
            at = start + line.index(body)
            row.append((at, at + len(body)))
            continue
        if row:
            rows.append(row)
            row = []
        if body:
            if len(rows) > 1 and len(rows[0]) > 1 and len({len(r) for r in rows}) == 1:
                found.append(_table(rows))
            rows = []
    return found


def _tabbed(text: str) -> list[Table]:
    """Rows of one line with a tab between cells, as a spreadsheet copies them."""
    found: list[Table] = []
    rows: list[list[_Place]] = []
    position = 0
    for line in [*text.split("\n"), ""]:
        start, position = position, position + len(line) + 1
        cells = [] if line.startswith("\t") or not line.strip() else line.rstrip("\r").split("\t")
        if len(cells) > 1 and (not rows or len(cells) == len(rows[0])):
            rows.append(_places(cells, start))
            continue
        if len(rows) > 1:
            found.append(_table(rows))
        rows = [_places(cells, start)] if len(cells) > 1 else []
    return found


def _places(cells: list[str], at: int) -> list[_Place]:
    places = []
    for cell in cells:
        body = cell.strip()
        begin = at + (cell.index(body) if body else 0)
        places.append((begin, begin + len(body)))
        at += len(cell) + 1
    return places


def _table(rows: list[list[_Place]]) -> Table:
    cells = [Cell(s, e, r, c) for r, row in enumerate(rows) for c, (s, e) in enumerate(row)]
    return Table(cells[0].start, cells[-1].end, tuple(cells))
