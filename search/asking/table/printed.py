"""Tables as the source prints them: a head of short cells parted by tabs, then rows; cells keep their places in the text.

A cell may run over lines, a merged cell stands in its first row only, and one row may fill its last columns several times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

Span = tuple[int, int]
_HEAD_CELL = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff\s（）()]{0,14}")
_GROUP = re.compile(r"[一二三四五六七八九十]+、")
_NUMBER = re.compile(r"\s*(\d+)(?:[.．、\s]|$)")
_LEAST_COLUMNS, _LEAST_ROWS = 3, 3
_LONGEST_GAP = 9
"""Lines without a tab that may stand inside a row."""
_SHORT_LINE = 12
_MOST_FILLED = 0.7
"""Share of the rows that have two cells filled: fewer are a form to fill in."""
_MOST_LEFT_OUT = 12


@dataclass(frozen=True, slots=True)
class Table:
    """The heads of the columns, and of each row the places of each column's cells; merged cells are handed down."""

    heads: tuple[str, ...]
    rows: tuple[tuple[tuple[Span, ...], ...], ...]
    numbered: int | None
    """The column whose cells begin with the number of the row."""


@lru_cache(maxsize=64)
def printed_tables(text: str) -> tuple[Table, ...]:
    r"""All tables of a text.

    >>> text = "指标\t性质\t来源\n1.药占比\t定量\t填报\n2.预算管理\t定性\t查阅\n资料\n3.信用\t定性\t评价\n四、其他\n"
    >>> table = printed_tables(text)[0]
    >>> table.heads, table.numbered, [text[slice(*row[0][0])] for row in table.rows]
    (('指标', '性质', '来源'), 0, ['1.药占比', '2.预算管理', '3.信用'])
    >>> [text[slice(*span)] for span in table.rows[1][2]]
    ['查阅\n资料']
    """
    lines = [(m.start(), m.group()) for m in re.finditer(r"[^\n]+", text)]
    heads = [i for i, (_, line) in enumerate(lines) if _is_head(line)]
    found = []
    for at, head in enumerate(heads):
        upto = heads[at + 1] if at + 1 < len(heads) else len(lines)
        table = _table(lines[head], lines[head + 1 : upto])
        if table is not None:
            found.append(table)
    return tuple(found)


def _is_head(line: str) -> bool:
    cells = line.split("\t")
    return len(cells) >= _LEAST_COLUMNS and all(_HEAD_CELL.fullmatch(cell.strip()) for cell in cells)


def _table(head: tuple[int, str], lines: list[tuple[int, str]]) -> Table | None:
    heads = tuple(re.sub(r"\s", "", cell) for cell in head[1].split("\t"))
    body = _body(lines)
    numbered = _numbered(heads, body)
    rows = [_row(lines_of, len(heads), numbered) for lines_of in _rows(body, numbered, len(heads))]
    if len(rows) < _LEAST_ROWS or sum(len([c for c in row if c]) >= 2 for row in rows) < _MOST_FILLED * len(rows):
        return None
    return Table(heads, tuple(_handed_down(rows)), numbered)


def _body(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines up to the last with a tab that no long gap parts from the head."""
    last = -1
    for i, (_, line) in enumerate(lines):
        if "\t" in line:
            last = i
        elif i - last > _LONGEST_GAP:
            break
    return lines[: last + 1]


def _numbered(heads: tuple[str, ...], body: list[tuple[int, str]]) -> int | None:
    """The column that the first row begins to number."""
    for _, line in body[:2]:
        cells = line.split("\t")
        first = len(heads) - len(cells)
        for i, cell in enumerate(cells):
            number = _NUMBER.match(cell)
            if number is not None and number[1] == "1" and 0 <= first + i < len(heads):
                return first + i if len(cells) == len(heads) else i
    return None


def _rows(body: list[tuple[int, str]], numbered: int | None, columns: int) -> Iterator[list[tuple[int, str]]]:
    """The lines of each row."""
    rows: list[list[tuple[int, str]]] = []
    waiting: list[tuple[int, str]] = []
    last = 0
    for start, line in body:
        if _GROUP.match(line) and "\t" not in line:
            continue
        if _GROUP.match(line) and rows and _place(line, last)[0] < 0:
            waiting.append((start, line))  # the group of the rows that follow: 二、运营效率	（五）
            continue
        if "\t" not in line and len(line) <= _SHORT_LINE and "。" not in line and not _NUMBER.match(line):
            waiting.append((start, line))
            continue
        place, number = _place(line, last)
        begins = 0 <= place <= numbered if numbered is not None else line.count("\t") >= columns - 2
        mine = begins and (numbered is None or place > 0)
        if waiting and not mine and rows:
            rows[-1] += waiting
        if begins:
            last = number
            rows.append([*(waiting if mine else []), (start, line)])
        elif rows:
            rows[-1].append((start, line))
        waiting = []
    yield from rows


def _place(line: str, last: int) -> tuple[int, int]:
    """In which cell of a line the number of the next row stands, and that number; -1 where none does.

    Numbers that fill their cell may leave some out, as rows are taken out of a text before it is published.
    """
    for i, cell in enumerate(line.split("\t")) if "\t" in line else ():
        found = _NUMBER.match(cell)
        number = int(found[1]) if found is not None else 0
        if number == last + 1 or (cell.strip().isdigit() and last < number <= last + _MOST_LEFT_OUT):
            return i, number
    return -1, last


def _row(lines: list[tuple[int, str]], columns: int, numbered: int | None) -> list[list[Span]]:
    """Cells by column: a line goes on in the column reached, or, where the last was reached, in the last columns."""
    row: list[list[Span]] = [[] for _ in range(columns)]
    first = next((line for _, line in lines if "\t" in line), "")
    at = max(0, numbered - _before(lines)) if numbered is not None else max(0, columns - 1 - first.count("\t"))
    for i, (start, line) in enumerate(lines):
        cells = line.split("\t")
        if i and at == columns - 1:
            at = columns - len(cells) if len(cells) > 1 else at
        for j, cell in enumerate(cells):
            at = min(at + (1 if j else 0), columns - 1)
            if cell.strip(" /"):
                _add(row[at], (start, start + len(cell)), goes_on=not j)
            start += len(cell) + 1
    return row


def _before(lines: list[tuple[int, str]]) -> int:
    """How many cells of a row stand before its number."""
    before = 0
    for _, line in lines:
        for i, cell in enumerate(line.split("\t")):
            if "\t" in line and _NUMBER.match(cell):
                return before + i
        before += line.count("\t")
    return 0


def _add(cell: list[Span], span: Span, goes_on: bool) -> None:
    if goes_on and cell and cell[-1][1] + 1 == span[0]:
        cell[-1] = (cell[-1][0], span[1])
    else:
        cell.append(span)


def _handed_down(rows: list[list[list[Span]]]) -> Iterator[tuple[tuple[Span, ...], ...]]:
    """Rows with the merged cells of the row above."""
    above: list[list[Span]] = [[] for _ in rows[0]]
    for row in rows:
        first = next((i for i, cell in enumerate(row) if cell), 0)
        above = [above[i] if i < first else cell for i, cell in enumerate(row)]
        yield tuple(map(tuple, above))
