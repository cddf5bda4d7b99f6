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
_LED = re.compile(
    r"(?:由|(?<=[，里中]))(?P<body>[\u4e00-\u9fff]{2,12}?)(?P<only>单独|独家|独自|一家)?(?P<verb>牵头|负责|配合|指导)的(?:那|这|唯一)一?[项件个](?:任务|工作|举措|事项|事)?"
)
_VERB = re.compile(
    "^(?:加强|强化|完善|健全|推进|推动|优化|丰富|提升|开展|发挥|建立健全|建立|鼓励|支持|落实|保障|实施|加快|扩大|促进|做好|推广|深化)"
)
_EACH = re.compile("分别|各[是为]|各自")
_BODY = re.compile("单位|部门|机构|主体")
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
        if row[column]
        for name in _names(re.sub(r"\s", "", text[slice(*bare_cell(text, row[column][0]))]))
        if name in said
    ]
    best = max(found, default=None)
    return (-best[1], best[2]) if best is not None else _row_of_unit(said, text, table)


def _names(name: str) -> tuple[str, ...]:
    """What a row may be called: as the table writes it, or without the verb before it.

    >>> _names("加强宣传引导"), _names("保障措施"), _names("乙")
    (('加强宣传引导', '宣传引导'), ('保障措施',), ())
    """
    bare = _VERB.sub("", name)
    return tuple(dict.fromkeys(n for n in (name, bare if len(bare) > _LEAST_NAME else "") if len(n) >= _LEAST_NAME))


def _row_of_unit(said: str, text: str, table: Table) -> tuple[int, str] | None:
    """The one row that a body leads: 由某局单独牵头的那项任务."""
    led = _LED.search(said)
    if led is None:
        return None
    columns = [i for i, head in enumerate(table.heads) if re.fullmatch(rf"{led['verb']}(?:单位|部门|机构)", head)]
    rows = []
    for i, row in enumerate(table.rows):
        bodies = {text[slice(*s)] for column in columns for cell in row[column] for s in cell_items(text, cell)}
        rows += [i] if led["body"] in bodies and not (led["only"] and len(bodies) > 1) else []
    return (rows[0], led[0]) if len(rows) == 1 else None


def head_named(said: str, heads: tuple[str, ...], column: int) -> Span | None:
    """Where a question names a column, by its head or turned round: 哪个处室牵头 for 牵头处室."""
    found = named_column(said, heads, column)
    turned = re.search(r"(牵头|配合|责任|负责|主管|指导|承办|协办)(单位|部门|处室|科室|机构|主体)$", heads[column])
    if found is not None or turned is None or any(h.endswith(turned[0]) for i, h in enumerate(heads) if i != column):
        return found
    before = re.escape(heads[column][: turned.start()])
    asks = re.search(rf"(?:{before}部?的?)?(?:由|是)?哪[一几些]?[个家]?{turned[2]}(?:来)?{turned[1]}", said)
    if asks is None and not before and _BODY.fullmatch(turned[2]):
        asks = re.search(rf"由?谁(?:来)?{turned[1]}", said)
    return asks.span() if asks is not None else None


def _cell(r: Reader, said: str, text: str, table: Table, at: int, name: str) -> Plan | None:
    """The cell of the column asked; the number the row is cited by, where that is asked."""
    row, rest = table.rows[at], said.replace(name, "，")
    heads = {
        i: place
        for i in range(len(table.heads))
        if i not in naming_columns(table) and (place := head_named(rest, table.heads, i)) is not None
    }
    heads = heads or _one_of_two(rest, text, table)
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
    several = _EACH.search(said) or len(_ASKED.findall(said)) >= len(heads) > 1  # 由谁牵头，哪个处室配合
    columns = sorted(heads, key=lambda i: heads[i]) if several else [column]
    if not all(row[i] for i in columns):
        return None
    spans = [span for i in columns for cell in row[i] for span in cell_items(text, cell)]
    once = {text[slice(*span)]: span for span in reversed(spans)}
    query = cut_query(r.asked.document, sorted(once.values()), r.asked.graph)
    told = f"“{name}”的{'和'.join(table.heads[i] for i in columns)}"
    return Plan(query, f"查找表中{told}", f"{told}是", (cited,) if cited else ())


def _one_of_two(said: str, text: str, table: Table) -> dict[int, Span]:
    """The column that has both words of 是定量还是定性, with where they stand."""
    either = re.search(
        r"(?:是|属于|算|为)(?P<a>[\u4e00-\u9fff]{2,8})，?还是(?:算|属于)?(?P<b>[\u4e00-\u9fff]{2,8})", said
    )
    if either is None:
        return {}
    for i in range(len(table.heads)):
        cells = {text[slice(*bare_cell(text, row[i][0]))] for row in table.rows if row[i]}
        named = [next((c for c in cells if len(c) > 1 and either[g].startswith(c)), None) for g in "ab"]
        if i not in naming_columns(table) and all(named) and named[0] != named[1]:
            return {i: (either.start("a"), either.start("b") + len(named[1] or ""))}
    return {}


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
