"""The kinds of rows a question about a printed table names: those with a mark, those with a word of a column.

标▲的国家监测指标, 非国家监测指标, 定性指标, “医疗质量”名下: each is a test on the cells of one column.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from search.asking.matter.cell_plans import bare_cell
from search.asking.table.printed import Table
from search.asking.table.rows import NOT, NUMBER_HEAD, OF_UNITS, Condition, mark_asked, name_column

_LONGEST, _LEAST = 16, 2
"""Characters of a word by which rows are told."""
_MOST_WORDS = 0.5
"""Share of the rows: a column with more words than that groups nothing."""
_NEGATED = re.compile(r"(?:非|不是|不属于|并非|不算|没有?(?:被)?(?:标|打|带|加|画)(?:了|上|有|着)?|未(?:标|打|带|加)|不(?:带|标|加|打))[“\"]?$")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of rows, and where the question names it."""

    start: int
    end: int
    said: str
    condition: Condition


def kinds_of(said: str, text: str, table: Table) -> tuple[Kind, ...]:
    """All kinds of rows that the question names, in its order; names of single rows name no kind."""
    taken = [(m.start(), m.end()) for name in _names(text, table) for m in re.finditer(re.escape(name), said)]
    found = _marks(said, text, table)
    words = [(w, i) for i in _columns(table) for w in _words(text, table, i)]
    for word, column in sorted(words, key=lambda one: -len(one[0])):
        for m in re.finditer(re.escape(word), said):
            if any(a < m.end() and m.start() < b for a, b in (*taken, *((k.start, k.end) for k in found))):
                continue
            pattern = r"\s*".join(map(re.escape, word))
            negated = _NEGATED.search(said[: m.start()]) is not None
            found.append(Kind(m.start(), m.end(), word, Condition(column, pattern, word, negated)))
    return tuple(_once(sorted(found, key=lambda k: k.start)))


def _once(found: list[Kind]) -> list[Kind]:
    """Each kind where it is named first."""
    seen: dict[tuple[int, str, bool], Kind] = {}
    for kind in found:
        seen.setdefault((kind.condition.column, kind.condition.pattern, kind.condition.negated), kind)
    return list(seen.values())


def _names(text: str, table: Table) -> list[str]:
    """The names of the rows that hold a word of another column, as 门诊患者满意度 does."""
    column = name_column("", table)
    return [text[slice(*bare_cell(text, row[column][0]))] for row in table.rows if row[column]]


def _columns(table: Table) -> list[int]:
    """The columns whose words may tell a kind."""
    own = name_column("", table)
    return [
        i for i, h in enumerate(table.heads) if i != own and not OF_UNITS.search(h) and not NUMBER_HEAD.fullmatch(h)
    ]


def _words(text: str, table: Table, column: int) -> list[str]:
    """The words of a column that several rows share, or that stand above rows, where it has few words in all."""
    cells = [
        re.sub(r"\s", "", text[slice(*bare_cell(text, row[column][0]))]) if row[column] else "" for row in table.rows
    ]
    counted = Counter(cell for cell in cells if cell)
    if len(counted) > _MOST_WORDS * len(cells):
        return []
    return [word for word in counted if _LEAST <= len(word) <= _LONGEST]


def _marks(said: str, text: str, table: Table) -> list[Kind]:
    """Every place where the question names the rows with a mark; 标▲的国家监测指标 names them once."""
    told = mark_asked(said, text)
    if told is None:
        return []
    mark, means, _ = told
    column, found = name_column("", table), list[Kind]()
    for m in re.finditer(rf"(?:标|打|带|加|有)?[“\"]?{re.escape(mark)}[”\"]?(?:号|标记|的)*(?:{re.escape(means)})?|{re.escape(means)}", said):
        before = said[: m.start()]
        negated = (_NEGATED.search(before) or NOT.search(before)) is not None
        found.append(Kind(m.start(), m.end(), means, Condition(column, re.escape(mark), means, negated)))
    return found


__all__ = ["Kind", "kinds_of"]
