"""Tables → provisions: rows of tasks with their units, numbered rows, indicators that carry marks of their own.

A row's body is one cell (or the cells of its rows, where a number spans several); column heads, numbers and
cells beside the body are furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.model import Cell, ProvisionKind, Span, Table
from kg.numerals import to_int
from kg.structure import markers
from kg.structure.blocks import Block
from kg.structure.lines import Line
from kg.structure.tree import Node, Tree

Row = Sequence[Cell | None]

_NUMBER_HEAD = re.compile(r"^(?:序号|编号|号|序|项号|No\.?|任务序号|任务编号)$", re.I)
_BODY_HEADS = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?:主要|具体|任务|工作|政策|重点|建设|改革)?(?:任务|工作|政策|措施|举措)?内容(?:及要求|和要求)?$",
        r"具体(?:任务|举措|措施|工作|要求)|重点(?:任务|工作|领域)|工作(?:任务|措施|举措|要求)|任务(?:措施|举措|要求)?$|目标任务",
        r"任务|措施|举措|内容|事项|要求|政策|职责|领域",
        r"工作|项目|条款|名称",
    )
)
_UNIT_HEAD = re.compile(
    r"(?:牵头|责任|配合|主办|协办|负责|落实|实施|参与|参加|承办|主责|指导|协同|完成)(?:责任)?(?:单位|部门|机构|主体|科室|处室|人)|^(?:单位|部门|责任分工|任务分工|部门分工)$"
)
_OTHER_HEAD = re.compile(r"时限|时间|备注|指标|目标|标准|范围|说明|来源|类别|领域|性质|名称|因素|进度|阶段|形式|完成")
_ANNEX = re.compile(r"附\s*[件表录]\s*(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})?\s*[:：]?\s*")


@dataclass(frozen=True, slots=True)
class Layout:
    """Which row holds the column heads, and what the columns are for."""

    head: int
    number: int | None
    name: int | None
    body: int
    units: tuple[int, ...]


def place(tree: Tree, table: Table, line: Line) -> None:
    """Put the rows of ``table`` into the tree."""
    text = tree.source.text
    grid = table.grid()
    skip = _titles(tree, grid)
    layout = _layout(grid, text, skip)
    if layout is not None:
        _Rows(tree, grid, layout).place(line)
    elif (columns := _marked_columns(grid, text, skip)) is not None:
        _marked(tree, grid, columns, skip)
    else:
        tree.words(line)
        tree.extend(table.end)


def words_of(cell: Cell | None, text: str) -> str:
    """A cell without any white space."""
    return "".join(text[cell.start : cell.end].split()) if cell is not None else ""


def _titles(tree: Tree, grid: Sequence[Row]) -> int:
    """Rows over the column heads that are one cell wide: the annex's head, the table's title."""
    text, skip = tree.source.text, 0
    for row in grid[:3]:
        cells = {c.start: c for c in row if c is not None and c.end > c.start}
        if len(row) < 2 or len(cells) != 1 or len(grid) < 3:
            break
        cell = next(iter(cells.values()))
        if markers.read(words_of(cell, text)) is not None:
            break
        if m := _ANNEX.match(text, cell.start, cell.end):
            number = to_int(m["number"]) if m["number"] else None
            tree.open(Block("annex", 0, 0, None, number, "".join(m.group().rstrip("：: \n").split())))
            node = tree.containers[-1]
            node.heading_start, node.start, node.end = cell.start, cell.end, cell.end
            node.title = Span(m.end(), cell.end) if m.end() < cell.end else None
        else:
            tree.furniture.append(Span(cell.start, cell.end))
        tree.extend(cell.end)
        skip += 1
    return skip


def _layout(grid: Sequence[Row], text: str, skip: int) -> Layout | None:
    """The columns of a table of tasks or numbered rows; ``None``: another kind of table."""
    for index in range(skip, min(skip + 2, len(grid))):
        heads = [words_of(cell, text) for cell in grid[index]]
        number = next((i for i, h in enumerate(heads) if _NUMBER_HEAD.match(h)), None)
        units = tuple(i for i, h in enumerate(heads) if _UNIT_HEAD.search(h))
        others = [h for h in heads if _OTHER_HEAD.search(h)]
        if number is None and not units:
            continue
        free = [i for i in range(len(heads)) if i != number and i not in units and heads[i]]
        body = next((i for p in _BODY_HEADS for i in reversed(free) if p.search(heads[i])), None)
        if body is None or (number is None and not _is_long(grid[index + 1 :], body, text)):
            continue
        if not units and not others and len(free) > 3:
            continue
        name = next((i for i in free if i < body and re.search(r"事项|举措|任务|项目|名称|工作|措施", heads[i])), None)
        return Layout(index, number, name, body, units)
    return None


def _is_long(rows: Sequence[Row], column: int, text: str) -> bool:
    """Whether most cells of a column hold sentences, not figures or blanks of a form."""
    sizes = [len(words_of(row[column], text)) for row in rows]
    return bool(sizes) and sum(size >= 8 for size in sizes) * 2 >= len(sizes)


class _Rows:
    """A table of numbered rows, or of tasks with units."""

    def __init__(self, tree: Tree, grid: Sequence[Row], layout: Layout) -> None:
        self.tree = tree
        self.text = tree.source.text
        self.grid = grid
        self.layout = layout
        self.kind: ProvisionKind = "task" if layout.units else self._other_kind()
        self.count = 0
        self.reached = 0
        held = (layout.number, layout.name, layout.body)
        self.beside = {
            i for row in grid[:1] for i in range(len(row)) if i not in held and (i in layout.units or i > layout.body)
        }

    def _other_kind(self) -> ProvisionKind:
        """Rows without units: support where head or annex say so, else items."""
        heads = "".join(words_of(c, self.text) for c in self.grid[self.layout.head])
        box = self.tree.container
        title = box.title.of(self.text) if box is not None and box.title else ""
        return "support" if re.search(r"支持|政策", heads + title) and "支持" in heads + title else "item"

    def place(self, line: Line) -> None:
        """Every group of rows as one provision, section rows as sections."""
        for cell in self._cells(self.grid[self.layout.head]):
            self.tree.furniture.append(Span(cell.start, cell.end))
        tree, done = self.tree, set[int]()
        if tree.container is not None:
            tree.close()
        for index in range(self.layout.head + 1, len(self.grid)):
            row = self.grid[index]
            fresh = [c for c in self._cells(row) if c.row == index]
            if not self._section(row, fresh):
                anchor = row[self.layout.number] if self.layout.number is not None else row[self.layout.body]
                if anchor is not None and anchor.start not in done:
                    done.add(anchor.start)
                    self._provision(index, anchor)
            for cell in fresh:
                tree.extend(cell.end)
                if cell.column in self.beside and not any(n.heading_start == cell.start for n in tree.stack):
                    tree.furniture.append(Span(cell.start, cell.end))
        tree.extend(line.end)

    def _cells(self, row: Row) -> list[Cell]:
        return list({c.start: c for c in row if c is not None and c.end > c.start}.values())

    def _section(self, row: Row, fresh: list[Cell]) -> bool:
        """A row that is one cell, or a first cell with a mark that spans rows: a heading over tasks."""
        whole = len({c.start for c in row if c is not None and c.end > c.start}) == 1
        for cell in fresh:
            beside = cell.column not in (self.layout.number, *self.layout.units) and cell.column < self.layout.body
            if not (whole or beside):
                continue
            found = markers.read(self.text[cell.start : cell.end])
            inside = cell.start < self.reached  # of a provision whose number spans this row too
            if found is not None and not inside and found.style in ("cn", "cnp", "bian", "chapter"):
                self.tree.mark(_line(cell, self.text), found)
                self.tree.stack[-1].more = True
            else:
                self.tree.furniture.append(Span(cell.start, cell.end))
        return whole

    def _provision(self, index: int, anchor: Cell) -> None:
        layout, text = self.layout, self.text
        rows = self.grid[index : index + (anchor.rowspan if layout.number is not None else 1)]
        bodies = self._column(rows, layout.body)
        bodies = bodies or (self._column(rows, layout.name) if layout.name is not None else [])
        number_cell = rows[0][layout.number] if layout.number is not None else None
        printed = words_of(number_cell, text)
        value = to_int(printed.strip(".．、（）()")) if printed else None
        if not bodies or (layout.number is not None and value is None):
            return
        self.count += 1
        first, last = bodies[0], bodies[-1]
        own = markers.read(text[first.start : first.end]) if value is None else None
        node = Node(self.kind, 99.0, first.start, first.start, last.end, parent=self._parent())
        node.number, node.marker = value if value is not None else self.count, printed or None
        if own is not None:
            node.number, node.marker, node.start = own.number, own.printed, first.start + own.end
        name = rows[0][layout.name] if layout.name is not None else None
        if name is not None and name.end > name.start and name.start != first.start and name.end <= first.start:
            node.title, node.heading_start = Span(name.start, name.end), name.start
        if number_cell is not None and number_cell.start < node.heading_start and number_cell.row == index:
            node.heading_start = number_cell.start
        if node.parent is not None and node.heading_start < node.parent.start <= node.start:
            node.heading_start, node.title = first.start, None
        self._holes(rows, bodies, node)
        self.tree._keep(node)
        self.reached = node.end
        for open_node in self.tree.stack:
            open_node.end = max(open_node.end, node.end)

    def _column(self, rows: Sequence[Row], column: int) -> list[Cell]:
        cells = [row[column] for row in rows if column < len(row)]
        return list({c.start: c for c in cells if c is not None and c.end > c.start}.values())

    def _parent(self) -> Node | None:
        return self.tree.stack[-1] if self.tree.stack else self.tree.container

    def _holes(self, rows: Sequence[Row], bodies: list[Cell], node: Node) -> None:
        """Cells of units between the body's cells are no words of the task."""
        mine = {c.start for c in bodies}
        for row in rows:
            for cell in self._cells(row):
                if node.start < cell.start < node.end and cell.start not in mine:
                    self.tree.furniture.append(Span(cell.start, cell.end))


def _marked_columns(grid: Sequence[Row], text: str, skip: int) -> set[int] | None:
    """Columns most of whose cells begin with a mark; ``None``: there is none."""
    found: set[int] = set()
    width = len(grid[0]) if grid else 0
    for column in range(width):
        cells = {row[column].start: row[column] for row in grid[skip + 1 :] if row[column] is not None}  # type: ignore[union-attr]
        full = [c for c in cells.values() if c is not None and c.end > c.start]
        marked = [m for c in full if (m := markers.read(text[c.start : c.start + 20])) is not None]
        if len(marked) >= 2 and len(marked) * 3 >= len(full) * 2 and _grows(marked):
            found.add(column)
    return found or None


def _grows(marked: Sequence[markers.Marker]) -> bool:
    numbers = [m.number for m in marked]
    steps = sum(b in (a + 1, 1) for a, b in pairwise(numbers))
    return steps * 3 >= (len(numbers) - 1) * 2


def _marked(tree: Tree, grid: Sequence[Row], columns: set[int], skip: int) -> None:
    """A table whose cells carry marks: each opens a provision that holds the cells to its right."""
    text, first = tree.source.text, min(columns)
    if tree.container is not None:
        tree.close()
    for index, cell in _reading_order(grid, skip):
        found = markers.read(text[cell.start : cell.end]) if cell.column in columns else None
        if found is not None:
            tree.mark(_line(cell, text), found).in_table = True
        elif index == skip or cell.column < first:
            tree.furniture.append(Span(cell.start, cell.end))
        else:
            tree.words(_line(cell, text))
        for container in tree.containers:
            container.end = max(container.end, cell.end)


def _reading_order(grid: Sequence[Row], skip: int) -> Iterator[tuple[int, Cell]]:
    for index in range(skip, len(grid)):
        seen: set[int] = set()
        for cell in grid[index]:
            if cell is not None and cell.row == index and cell.end > cell.start and cell.start not in seen:
                seen.add(cell.start)
                yield index, cell


def _line(cell: Cell, text: str) -> Line:
    return Line((Span(cell.start, cell.end),), text[cell.start : cell.end])
