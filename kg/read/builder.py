"""Text that grows paragraph by paragraph, with the places of the table cells in it.

>>> builder = Builder()
>>> builder.paragraph("附件　")
>>> builder.table([[("序号", 1, 1), ("任务", 1, 1)], [("1", 1, 1), ("推进", 1, 1)]])
>>> builder.text, [(c.row, c.column, builder.text[c.start:c.end]) for c in builder.tables[0].cells][2:]
('附件\\n序号\\t任务\\n1\\t推进\\n', [(1, 0, '1'), (1, 1, '推进')])
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

from kg.model import Cell, Table

Slot = tuple[str, int, int]
"""Text, rowspan and colspan of a cell."""

_SPACES = re.compile(r"[^\S\n\u3000]+")
_NOTHING = str.maketrans(dict.fromkeys("\x00\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_LONGEST_SPAN = 1000


def clean(text: str) -> str:
    """``text`` without invisible characters, runs of spaces as one, no space at either end."""
    return _SPACES.sub(" ", text.translate(_NOTHING)).strip()


class Builder:
    """Collects the text and the tables of a document."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.tables: list[Table] = []

    @property
    def text(self) -> str:
        """All that was added."""
        return "".join(self._parts)

    def paragraph(self, text: str) -> None:
        """One line of text; nothing where it is blank."""
        if words := clean(text.replace("\n", " ")):
            self._add(words)
            self._add("\n")

    def table(self, rows: Sequence[Sequence[Slot]]) -> None:
        """A row a line, its cells with a tab between them; cells go around those that span from above."""
        taken: set[tuple[int, int]] = set()
        cells: list[Cell] = []
        for r, row in enumerate(rows):
            c = 0
            for n, (text, rowspan, colspan) in enumerate(row):
                while (r, c) in taken:
                    c += 1
                down, across = max(1, min(rowspan, len(rows) - r)), max(1, min(colspan, _LONGEST_SPAN))
                taken.update(product(range(r, r + down), range(c, c + across)))
                self._add("\t" if n else "")
                start = self._length
                self._add(_lines(text))
                cells.append(Cell(start, self._length, r, c, down, across))
                c += across
            self._add("\n")
        if cells:
            self.tables.append(Table(cells[0].start, cells[-1].end, tuple(cells)))

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _lines(text: str) -> str:
    return "\n".join(filter(None, (clean(line) for line in text.split("\n"))))
