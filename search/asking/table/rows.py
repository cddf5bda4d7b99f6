"""Questions about a printed table by its columns: which rows, or how many, have these words or figures in that column.

推广范围不是全国的有哪几项, 对应的健康因素里写了“意外伤害”的是哪几家, 目标定为80%的共有几项. The query goes over the cells of
the table and chooses the rows itself. Columns of units are left to the rules for responsible units.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from search.asking.plan import Found, Plan, Refusal
from search.asking.reader import Reader
from search.asking.sets import PREFIX, text_literal
from search.asking.table.printed import Span, Table, printed_tables

OF_UNITS = re.compile(
    r"(?:牵头|配合|责任|指导|负责|主管|承担|实施|协办|参加|协同|主办)(?:单位|部门|主体|机构)(?:及分工)?$"
)
BODIES = re.compile(r"部门|单位|机构|主体")
NUMBER_HEAD = re.compile(r"序号|编号|项目号|No")
_COUNT = re.compile(r"(?<![哪第])(?:多少|几)(?:个|项|家|条|类|种|户|处)")
_WHICH = re.compile(r"(?:哪[一些几两三四五六七八九十]?|什么)(?:个|项|家|条|类|种|处)?|谁")
ASKS_NUMBERS = re.compile(r"序号|编号|第几[项条号]|几号")
NOT = re.compile(
    r"(?:不是|不为|并?非|没有?(?:写|列|含|包含|提|涉及|出现|标|加|带|打)?(?:着|有|到|明|了|为|成)?|未(?:写|列|含|标|提|加|带)?(?:有|明|到|为)?|(?:没有?|未|不)(?:再|能|曾|被)?[推扩覆展延铺放涉][广开盖伸展及]?(?:到|至|及|向)?|不(?:含|包含|包括|限于|属于))[“\"]?$"
)
_TOLD = re.compile(
    r"[”\"]?(?:这|那)?一?[栏列]?(?:里面?|中|上)?(?:都|均)?(?:是|为|写[着有明到]?|有|含有?|包含|包括|涉及|提到)[“\"]?"
    r"(?P<value>[^，。？的”\"哪几多什么]{2,12})[”\"]?的[^，。？]{0,8}(?:哪|几|多少)"
)
_QUOTED = re.compile(r"[“\"]([^”\"]{1,30})[”\"]")
_COUNT_TOO = re.compile(r"(?:有|共|是)(?:多少|几)(?:个|项|家|条)|多少(?:个|项|家|条)")
_ONLY = re.compile(r"(?:只|仅|单单?|光)(?:对应|写|列|有|是|涉及|含)*(?:了|着|有|的)*[“\"]?$")
_OF_GROUP = (
    r"(?:方面|这?一?[类块项个]|部分)?[”\"]?(?:下面?|之下|底下|里面?|中|的|一?共|总共|有|包含|包括|下?设了?|列了?)*"
)
_FIGURE = re.compile(r"[≥≤>＞<＜]?\s*\d+(?:\.\d+)?(?:%|％|‰|个百分点)")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_MARK = re.compile(
    r"[“\"]?(?P<mark>[▲★●■△☆◆※*])[”\"]?(?:号|的)*(?:\d+[个项])?(?:指标|项目|条款|事项)?(?:的)?(?:为|是|表示|代表)(?P<means>[^，。；（）\n]{2,14})"
)
_OF_ROWS = re.compile("指标|目标|项|任务")
MARKER = re.compile(r"^[（(]?[一二三四五六七八九十\d]+[）)、.．]+\s*")
_NUMBER = re.compile(r"\s*(\d+)")
_NAME = r"""REPLACE(REPLACE(SUBSTR(?text, ?from, ?length), "^\\s*([一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\\d+[.．])\\s*|[▲★●△☆。]\\s*$", ""), "\\s*\\n", "")"""
"""The name of a row without its number and mark."""
_CITED = "OPTIONAL { ?task a pol:Task ; pol:number ?number ; pol:citationLabel ?cited }"
_SHORT_CELL, _MARKED_VALUE, _SURE_VALUE, _LEAST_HEAD = 16, 4, 5, 3
OUTSIDE = re.compile(r"最[多少高低大小长短]|更|相比|比较|吗[？?]?$|是否|是不是|为什么|怎么|如何")


@dataclass(frozen=True, slots=True)
class Condition:
    """The cells of a column hold one of the words (or not), or the words stand in a pattern."""

    column: int
    pattern: str
    told: str
    negated: bool = False


def row_plan(r: Reader) -> Found:
    """The rows of the printed table the question is of; ``None`` where it names no column and no word of one."""
    if OUTSIDE.search(r.q.text) or not (_COUNT.search(r.q.text) or _WHICH.search(r.q.text)):
        return None
    text = r.engine.library.text(r.asked.document)
    for table in printed_tables(text):
        found = conditions_of(r.q.text, text, table, r.asked.document_title)
        if found:
            return rows_plan(r, text, table, found)
        if (missing := _missing(r.q.text, table)) is not None:
            return missing
    return None


def _missing(said: str, table: Table) -> Refusal | None:
    """That no cell of the column named has the words the question is after: 推广范围是京津冀的有哪几项."""
    for i, head in enumerate(table.heads):
        place = named_column(said, table.heads, i)
        if place is None or place[1] - place[0] <= _LEAST_HEAD or OF_UNITS.search(head):
            continue
        told = _TOLD.match(said, place[1])
        if told is not None:
            return Refusal(f"表的“{head}”一栏没有写“{told['value']}”")
    return None


# ------------------------------------------------------------------------------------------ conditions
def conditions_of(said: str, text: str, table: Table, title: str = "") -> list[Condition]:
    """What the question says of the columns: words of their cells, what a mark stands for, a figure."""
    named = {i: place for i in range(len(table.heads)) if (place := named_column(said, table.heads, i)) is not None}
    found: list[Condition] = []
    least = _SURE_VALUE if mark_asked(said, text) is None else _MARKED_VALUE  # 运营效率下带▲的 is of the table for sure
    for i, head in enumerate(table.heads):
        by_column = named.get(i) is not None and re.match(r"[”\"]?(?:这|那)?一?[栏列]", said[named[i][1] :]) is not None
        if (OF_UNITS.search(head) and not by_column) or NUMBER_HEAD.fullmatch(head) or (i == 0 and BODIES.search(head)):
            continue
        noun = table.heads[name_column("", table)][-2:]
        found += _of_column(said, i, named.get(i), cells_of(text, table, i), len(named) == 1, noun, least)
    return (
        _either(said, found + _marked(said, text, table))
        or _figure(said, text, table)
        or _of_bodies(said, text, table, title)
    )


def _of_bodies(said: str, text: str, table: Table, title: str) -> list[Condition]:
    """要开展“某工程”的单位有哪些: of a table of bodies, those beside which the quoted words stand."""
    if not BODIES.search(re.sub(r"\s", "", table.heads[0])) or not BODIES.search(said):
        return []
    found = []
    for words in _QUOTED.findall(said):
        if words in title:
            continue  # names the document
        held = [i for i in range(1, len(table.heads)) if any(words in cell for cell in cells_of(text, table, i))]
        if len(held) != 1:
            return []
        found.append(Condition(held[0], re.escape(words), words))
    return found


def cells_of(text: str, table: Table, column: int) -> list[str]:
    """The words of one column, row after row; the lines of a cell with ； between them."""
    return ["；".join(text[slice(*span)] for span in row[column]) for row in table.rows]


def named_column(said: str, heads: tuple[str, ...], column: int) -> Span | None:
    """Where the question names a column, by its head or the end of it: 健康因素 for 对应的健康因素."""
    head = heads[column]
    for start in range(len(head)):
        words = head[start:]
        others = any(other.endswith(words) for i, other in enumerate(heads) if i != column)
        if len(words) >= min(_LEAST_HEAD, len(head)) and not others and (at := said.find(words)) >= 0:
            return at, at + len(words)
    return None


def _of_column(
    said: str, column: int, named: Span | None, cells: list[str], alone: bool, noun: str, least: int
) -> list[Condition]:
    """The words of a column's cells that the question says: where it names the column, or where they are like no others."""
    values, quoted = _values(cells), {m[1] for m in _QUOTED.finditer(said)}
    taken = [named] if named is not None else []
    found = []
    for value in sorted(values, key=len, reverse=True):
        sure = named is not None or (
            values[value] > 1 and (len(value) >= least or value in quoted or _group_of(said, value, noun))
        )
        at = said.find(value) if sure else -1
        if at >= 0 and not any(a < at + len(value) and at < b for a, b in taken):
            taken.append((at, at + len(value)))
            found.append(_condition(said, at, column, value))
    if named is None or found or not alone:
        return found
    words = [m for m in _QUOTED.finditer(said) if not m.start() < named[1] <= m.end()]
    held = [m for m in words if any(m[1] in cell for cell in cells) and m[1] not in cells]  # a whole cell names its row
    return [_condition(said, m.start(1), column, m[1]) for m in held]


def _group_of(said: str, value: str, noun: str) -> bool:
    """Whether rows of a group are asked for: 运营效率指标, 持续发展一共有多少项指标."""
    if f"{value}{noun}" in said:
        return True
    asks = rf"{re.escape(value)}{_OF_GROUP}(?:多少|几|哪[些几])[个项条类种]?[\u4e00-\u9fff]{{0,2}}{noun}"
    return len(value) >= _MARKED_VALUE and re.search(asks, said) is not None


def _condition(said: str, at: int, column: int, value: str) -> Condition:
    if _ONLY.search(said[:at]):
        return Condition(column, rf"^\s*{re.escape(value)}[。\s]*$", value)
    return Condition(column, re.escape(value), value, NOT.search(said[:at]) is not None)


def _values(cells: list[str]) -> Counter[str]:
    """Short cells and the parts of lists in them, each with the number of rows that have it."""
    found: Counter[str] = Counter()
    for cell in cells:
        bare = MARKER.sub("", re.sub(r"\s", "", cell))
        parts = {p.strip() for p in re.split(r"[、，；,;。]", bare)}
        found.update({p for p in (*parts, bare) if 1 < len(p) <= _SHORT_CELL})
    return found


def _either(said: str, found: list[Condition]) -> list[Condition]:
    """Words of one column that are joined by 或: one of them will do."""
    same = [c for c in found if c.column == found[0].column and not c.negated]
    if len(same) < 2 or not re.search("或|任一|任意一|之一", said):
        return found
    one = Condition(same[0].column, "|".join(c.pattern for c in same), "或".join(c.told for c in same))
    return [one, *(c for c in found if c not in same)]


def _marked(said: str, text: str, table: Table) -> list[Condition]:
    """Rows with a mark that a note explains: 指标中加“▲”的为国家监测指标."""
    marked = mark_asked(said, text)
    if marked is None:
        return []
    mark, means, at = marked
    return [Condition(name_column(said, table), re.escape(mark), means, NOT.search(said[:at]) is not None)]


def mark_asked(said: str, text: str) -> tuple[str, str, int] | None:
    """The mark a question speaks of, itself or by what a note says it stands for, and where in the question.

    >>> mark_asked("带▲的有几个？", "指标中加“▲”的为国家监测指标。"), mark_asked("国家监测指标有几个？", "标▲的是国家监测指标。")
    (('▲', '国家监测指标', 1), ('▲', '国家监测指标', 0))
    """
    for note in _MARK.finditer(text):
        at = said.find(note["mark"])
        at = at if at >= 0 else said.find(note["means"])
        if at >= 0:
            return note["mark"], note["means"], at
    return None


def _figure(said: str, text: str, table: Table) -> list[Condition]:
    """A figure that stands in one column only, in the year the question speaks of: 2023年定为80%."""
    figures, years = _FIGURE.findall(said), _YEAR.findall(said)
    if len(figures) != 1 or len(years) > 1 or not _OF_ROWS.search(said):
        return []
    pattern = (f"{years[0]}年[^。；，\\d]{{0,8}}" if years else r"(^|[^\d.])") + re.escape(figures[0])
    held = [i for i in range(len(table.heads)) if any(re.search(pattern, cell) for cell in cells_of(text, table, i))]
    told = f"{years[0]}年{figures[0]}" if years else figures[0]
    return [Condition(held[0], pattern, told)] if len(held) == 1 else []


# ------------------------------------------------------------------------------------------------- plans
def name_column(said: str, table: Table, conditions: list[Condition] | None = None) -> int:
    """The column that names the rows: the one asked for, else the numbered one, else that behind the numbers."""
    taken = {c.column for c in conditions or ()}
    asked = [
        i for i, h in enumerate(table.heads) if re.search(rf"(?:哪|什么|几|多少)[^，。？]{{0,4}}{re.escape(h)}", said)
    ]
    asked = [i for i in asked if i not in taken]
    if asked:
        return asked[-1]
    if table.numbered is None:
        return 0
    return table.numbered + 1 if NUMBER_HEAD.fullmatch(table.heads[table.numbered]) else table.numbered


def rows_plan(r: Reader, text: str, table: Table, conditions: list[Condition]) -> Plan | None:
    """The rows that meet the conditions, by name or by the number they are cited by, or how many."""
    name = name_column(r.q.text, table, conditions)
    where = rows_where(r, text, table, conditions, name)
    told = "、".join(f"{table.heads[c.column]}{'不' if c.negated else ''}含“{c.told}”" for c in conditions)
    held = [row for row in table.rows if all(holds(text, row, c) for c in conditions)]
    if not held and len({c.column for c in conditions}) < len(conditions):
        return None  # two words of one column, but no cell has both: the rows of each are meant
    evidence = tuple(dict.fromkeys(iri for row in held if row[name] and (iri := r.around(row[name][0][0]))))
    count = _COUNT.search(r.q.text)
    if count is not None and not _WHICH.search(_COUNT.sub("", r.q.text)):
        sparql = f"{PREFIX}SELECT (COUNT(DISTINCT ?from) AS ?value) {{ {where} }} HAVING(COUNT(?from) > 0)"
        return Plan(sparql, f"统计表中{told}的行", f"{told}的共", evidence, count[0][-1])
    shown = (
        "(?cited AS ?value) (?name AS ?label)"
        if ASKS_NUMBERS.search(r.q.text)
        else "(?name AS ?value) (?cited AS ?label)"
    )
    sparql = f"{PREFIX}SELECT DISTINCT {shown} ?from {{ {where} }} ORDER BY ?from"
    if count is not None and _COUNT_TOO.search(r.q.text):  # 有几个，是哪几个
        number = (
            f'{{ SELECT (CONCAT(STR(COUNT(DISTINCT ?from)), "{count[0][-1]}") AS ?value) (0 AS ?rank) {{ {where} }} }}'
        )
        members = f"{{ SELECT DISTINCT {shown} (?from AS ?rank) {{ {where} }} }}"
        sparql = f"{PREFIX}SELECT ?value ?label ?rank {{ {number} UNION {members} }} ORDER BY ?rank"
    return Plan(sparql, f"查找表中{told}的行", f"{told}的是", evidence)


def holds(text: str, row: tuple[tuple[Span, ...], ...], c: Condition) -> bool:
    """Whether a row meets a condition."""
    return any(re.search(c.pattern, text[slice(*span)]) for span in row[c.column]) is not c.negated


def rows_where(r: Reader, text: str, table: Table, conditions: list[Condition], name: int) -> str:
    """The cells of all rows, cut out of the source, and the tests on them; a cell may stand in several places."""
    columns = {c.column: max(len(row[c.column]) for row in table.rows) for c in conditions}
    places = [(i, j) for i, most in columns.items() for j in range(most)]
    rows = []
    for at, row in enumerate(table.rows):
        number = _NUMBER.match(text[slice(*row[table.numbered][0])]) if table.numbered is not None else None
        spans = [row[name][0] if row[name] else (0, 0), *(row[i][j] if j < len(row[i]) else (0, 0) for i, j in places)]
        rows.append(f"({at} {number[1] if number else 'UNDEF'} {' '.join(f'{a + 1} {b - a}' for a, b in spans)})")
    heads = " ".join(f"?at{i}_{j} ?length{i}_{j}" for i, j in places)
    cells = {
        i: ", ".join(f'SUBSTR(?text, ?at{i}_{j}, ?length{i}_{j}), "\\n"' for j in range(n)) for i, n in columns.items()
    }
    cut = " ".join(f"BIND(CONCAT({cell}) AS ?cell{i})" for i, cell in cells.items())
    tests = " ".join(
        f"FILTER({'!' if c.negated else ''}REGEX(?cell{c.column}, {text_literal(c.pattern)}))" for c in conditions
    )
    return (
        f"GRAPH <{r.asked.graph}> {{ <{r.asked.document}> pol:sourceText ?text VALUES (?row ?number ?from ?length {heads}) "
        f"{{ {' '.join(rows)} }} {cut} {tests} BIND({_NAME} AS ?name) "
        f"{_CITED if _numbers_tasks(table) else ''} }}"
    )


def _numbers_tasks(table: Table) -> bool:
    """Whether the numbers have a column of their own, by which the document cites the rows."""
    return table.numbered is not None and NUMBER_HEAD.fullmatch(table.heads[table.numbered]) is not None
