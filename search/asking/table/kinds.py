"""The kinds of rows a question about a printed table names: those with a mark, those with a word of a column.

标▲的国家监测指标, 非国家监测指标, 定性指标, “医疗质量”名下: each is a test on the cells of one column.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from search.asking.matter.cell_plans import bare_cell
from search.asking.table.printed import Table
from search.asking.table.rows import NOT, NUMBER_HEAD, Condition, mark_asked, name_column

_LONGEST, _LEAST = 16, 2
"""Characters of a word by which rows are told."""
_MOST_WORDS = 0.5
"""Share of the rows: a column with more words than that groups nothing."""
_ITEMS = re.compile(r"[、，；\n]")
_NOUN = re.compile(r"(?<=..)(?:指标|任务|项目)$")
PART = re.compile(r"(?P<verb>牵头|配合|指导|责任|负责|主管|承担|协办|参与)(?:单位|部门|处室|科室|机构|主体)$")
_ALONE = "(?:单独|独家|独自|一家)"
_ONLY = re.compile(r"(?:只|仅|单单?|光)(?:由|在|是|有|对应|列|写)?(?:了|着)?[“\"]?$")
_NEGATED = re.compile(
    r"(?:非|不是(?:在|只在)?|不在|不属于|并非|不算|没有?(?:被)?(?:标|打|带|加|画)(?:了|上|有|着)?|未(?:标|打|带|加)|不(?:带|标|加|打))[“\"]?$"
)


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
            if _in_this_part(said, m, table.heads[column]):
                found.append(Kind(m.start(), m.end(), word, _condition(said, m, column, word)))
    found += _empty(said, table)
    return tuple(_once(sorted(found, key=lambda k: k.start)))


def _empty(said: str, table: Table) -> list[Kind]:
    """Rows that have nothing in a column: 没有配合单位的任务."""
    found = []
    for column, head in enumerate(table.heads):
        m = re.search(
            rf"(?:没有?|未|不)(?:写|列|设|安排|明确|标|需要)?(?:明|出|有|到)?(?:任何)?{re.escape(head)}(?=的|，|[？?])",
            said,
        )
        if m is not None and column != name_column("", table):
            found.append(Kind(m.start(), m.end(), head, Condition(column, r"[^\s/]", head, negated=True)))
    return found


def _in_this_part(said: str, word: re.Match[str], head: str) -> bool:
    """Whether a body is said to act as the column tells: 市医保局牵头的 is of 牵头单位; other columns tell no part."""
    part = PART.search(head)
    if part is None:
        return True
    behind = re.match(rf"{_ALONE}?(?:来|担任|作为|当|是|为)?{part['verb']}", said[word.end() :])
    before = re.search(
        rf"{part['verb']}(?:单位|部门|处室|机构)?(?:一栏)?(?:里|中)?(?:是|为|有|含|写|列)?(?:了|着|的)?$",
        said[: word.start()],
    )
    return (behind or before) is not None


def _condition(said: str, word: re.Match[str], column: int, told: str) -> Condition:
    pattern = r"\s*".join(map(re.escape, told))
    alone = re.match(_ALONE, said[word.end() :]) or _ONLY.search(said[: word.start()])
    if alone is not None:
        return Condition(column, rf"^\s*({pattern}\s*)+$", f"只有{told}")
    whole = rf"(^|[^一-龥]){pattern}(指标|任务|项目)?($|[^一-龥])"
    return Condition(column, whole, told, _NEGATED.search(said[: word.start()]) is not None)


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
    return [i for i, head in enumerate(table.heads) if i != own and not NUMBER_HEAD.fullmatch(head)]


def _words(text: str, table: Table, column: int) -> list[str]:
    """The words of a column that several rows share: whole cells, and what cells list, where the column has few in all."""
    rows = [[text[slice(*bare_cell(text, cell))] for cell in row[column]] for row in table.rows]
    cells = [{re.sub(r"\s", "", cell) for cell in row} for row in rows]
    lists = [{item.strip() for cell in row for item in _ITEMS.split(cell)} for row in rows]
    long = sum(map(len, (item for row in lists for item in row))) > _LONGEST * sum(map(len, lists))
    counted = Counter(word for row in cells for word in row if word)
    whole = [word for word in counted if len(counted) <= _MOST_WORDS * len(cells)]
    shared = Counter(word for row in lists for word in row)
    parts = [] if long else [word for word, n in shared.items() if n > 1 or PART.search(table.heads[column])]
    words = {word for one in (*whole, *parts) for word in (one, _NOUN.sub("", one))}
    return [word for word in words if _LEAST <= len(word) <= _LONGEST and not word.isdigit()]


def _marks(said: str, text: str, table: Table) -> list[Kind]:
    """Every place where the question names the rows with a mark; 标▲的国家监测指标 names them once."""
    told = mark_asked(said, text)
    if told is None:
        return []
    mark, means, _ = told
    column, found = name_column("", table), list[Kind]()
    for m in re.finditer(
        rf"(?:标|打|带|加|有)?[“\"]?{re.escape(mark)}[”\"]?(?:号|标记|的)*(?:{re.escape(means)})?|{re.escape(means)}",
        said,
    ):
        before = said[: m.start()]
        negated = (_NEGATED.search(before) or NOT.search(before)) is not None
        found.append(Kind(m.start(), m.end(), means, Condition(column, re.escape(mark), means, negated)))
    return found


__all__ = ["PART", "Kind", "kinds_of"]
