"""One cell of a printed table: the row is named by its words, the column by its head.

“拓宽家庭医生职业上升通道”的牵头单位是谁; 市教育局对应的健康因素有哪些; 鼓励组合签约服务的序号是多少. The row must be named as the table
writes it; rows that are only described are left to the search.
"""

from __future__ import annotations

import re

from search.asking.cuts import cut_query
from search.asking.matter.opening import titles_of, without_opening
from search.asking.plan import Found, Plan
from search.asking.reader import Reader
from search.asking.sets import PREFIX
from search.asking.table.printed import Span, Table, printed_tables
from search.asking.table.rows import ASKS_NUMBERS, MARKER, NUMBER_HEAD, OUTSIDE, named_column

_ASKED = re.compile(r"什么|哪|谁|多少|几|啥|怎么|如何|怎样|还是")
_GENERIC = re.compile(
    r"什么|哪[些几一]?|谁|多少|第?几|怎样|如何|怎么|还是|属于|对应|相应|涉及|列出|写[着明]?|规定|标明|标注|归|由|分别|具体|主要|各自?|请问|"
    r"这|那|该|此|表|指标|举措|任务|事项|工作|一?[栏列]|里|中|上|下|的|是|为|有|在|都|[家个项条类种号位]|[“”\"，。？?：:（）、《》]"
)
_PLACE = re.compile(rf"{ASKS_NUMBERS.pattern}|(?:排|列|是|居|位列)(?:在|于)?第几")
_SPLIT = re.compile(r"[、，；]")
_TRIM = re.compile(r"[\s。；;▲★●△☆]+$")
_LONGEST_ITEM, _LEAST_NAME, _MOST_LEFT, _MOST_QUOTED = 20, 3, 3, 12


def cell_plan(r: Reader) -> Found:
    """The words of the cell, divided where it lists things; ``None`` where no row or no column is named."""
    said = r.q.text
    if OUTSIDE.search(said) or _ASKED.search(said) is None:
        return None
    text = r.engine.library.text(r.asked.document)
    if "\t" not in text:
        return None
    said = without_opening(said, titles_of(text, r.asked.document_title), table=True)
    for table in printed_tables(text):
        row = _row(said, text, table)
        if row is None:
            continue
        found = _cell(r, said, text, table, *row)
        if found is not None:
            return found
    return None


def bare_cell(text: str, span: Span) -> Span:
    """A cell without its marker and the marks behind it: 质量安全 in （二）质量安全.

    >>> bare_cell("（二）质量安全▲", (0, 8))
    (3, 7)
    """
    words = text[slice(*span)]
    marker, behind = MARKER.match(words), _TRIM.search(words)
    start = marker.end() if marker is not None else 0
    start += len(words[start:]) - len(words[start:].lstrip())
    return span[0] + start, span[0] + (behind.start() if behind is not None else len(words))


def naming_columns(table: Table) -> tuple[int, ...]:
    """The columns whose cells name rows: the one that is numbered, or the first."""
    if table.numbered is None:
        return (0,)
    return (table.numbered + 1,) if NUMBER_HEAD.fullmatch(table.heads[table.numbered]) else (table.numbered,)


def _row(said: str, text: str, table: Table) -> tuple[int, str] | None:
    """The row with the longest name that the question says, and that name."""
    found = [
        (len(name), -i, name)
        for column in naming_columns(table)
        for i, row in enumerate(table.rows)
        if row[column] and (name := re.sub(r"\s", "", text[slice(*bare_cell(text, row[column][0]))])) in said
        if len(name) >= _LEAST_NAME
    ]
    best = max(found, default=None)
    return (-best[1], best[2]) if best is not None else None


def head_named(said: str, heads: tuple[str, ...], column: int) -> Span | None:
    """Where a question names a column, by its head or turned round: 哪个处室牵头 for 牵头处室."""
    found = named_column(said, heads, column)
    turned = re.search(r"(牵头|配合|责任|负责|主管|指导|承办|协办)(单位|部门|处室|科室|机构|主体)$", heads[column])
    if found is not None or turned is None or any(h.endswith(turned[0]) for i, h in enumerate(heads) if i != column):
        return found
    asks = re.search(rf"哪[一几些]?[个家]?{turned[2]}(?:来)?{turned[1]}", said)
    return asks.span() if asks is not None else None


def _cell(r: Reader, said: str, text: str, table: Table, at: int, name: str) -> Plan | None:
    """The cell of the column asked; the number the row is cited by, where that is asked."""
    row, rest = table.rows[at], said.replace(name, "，")
    heads = {
        i: place
        for i in range(len(table.heads))
        if i not in naming_columns(table) and (place := head_named(rest, table.heads, i)) is not None
    }
    left = rest
    for a, b in sorted(heads.values(), reverse=True):
        left = left[:a] + left[b:]
    cited = r.around(row[naming_columns(table)[0]][0][0])
    most = _MOST_QUOTED if name in r.q.quoted else _MOST_LEFT
    if _PLACE.search(said):
        left = _PLACE.sub("", left)
        return _numbered(r, cited, name) if cited and len(_GENERIC.sub("", left)) <= most else None
    column = max(heads, key=lambda i: heads[i][1], default=None)
    if column is None or not row[column] or len(_GENERIC.sub("", left)) > most:
        return None
    spans = [span for cell in row[column] for span in cell_items(text, cell)]
    once = {text[slice(*span)]: span for span in reversed(spans)}
    query = cut_query(r.asked.document, sorted(once.values()), r.asked.graph)
    told = f"“{name}”的{table.heads[column]}"
    return Plan(query, f"查找表中{told}", f"{told}是", (cited,) if cited else ())


def cell_items(text: str, cell: Span) -> list[Span]:
    """The things a cell lists; a cell of sentences is one."""
    start, end = bare_cell(text, cell)
    ends = [*(m.span() for m in _SPLIT.finditer(text, start, end)), (end, end)]
    spans, at = [], start
    for a, b in ends:
        spans.append((at, a))
        at = b
    if "。" in text[start:end] or any(b - a > _LONGEST_ITEM for a, b in spans):
        return [(start, end)]
    return [(a, b) for a, b in spans if a < b]


def _numbered(r: Reader, iri: str, name: str) -> Plan:
    sparql = f"{PREFIX}SELECT ?value {{ GRAPH <{r.asked.graph}> {{ <{iri}> pol:citationLabel ?value }} }}"
    return Plan(sparql, f"查找“{name}”的序号", "是", (iri,))
