"""The levels of a printed table: how many things of one column stand below the words of another.

“服务效果”和“保障机制”两个一级指标，哪个下设的二级指标多; 哪个一级指标的三级指标最多; 一级指标有几个. Cells that merge rows are handed down, so that
each row has the words of all its levels.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from search.asking.matter.cell_plans import bare_cell
from search.asking.matter.opening import titles_of, without_opening, without_titles
from search.asking.more_of_two import more_of_two
from search.asking.plan import Found, Plan
from search.asking.reader import Reader
from search.asking.sets import PREFIX, text_literal
from search.asking.table.printed import Span, Table, printed_tables
from search.asking.table.rows import MARKER, OF_UNITS, mark_asked, named_column
from search.asking.table.rows import name_column as row_names

_MORE = re.compile(r"(?:哪|谁)[^，。？]{0,20}?(?<!最)(?P<end>[多少])(?!少)|(?P<same>一样多)")
_MOST = re.compile(r"哪[^，。？]{0,24}?最(?P<end>[多少])|最(?P<last>[多少])的[^，。？]{0,10}?(?:是|为)?哪")
_NUMBER = re.compile(r"(?:多少|几)[个项条种类]")
_ASKED = re.compile(r"(?:多少|几|哪[些几]?)(?:个|项|条|种|类)?")
_GENERIC = re.compile(
    r"表|体系|指标|里面?|下[面属设]?|之下|底下|中|上|的|共|一共|总共|设[了有]?|有|分[为成]?|列[了出]?|包括|包含|是|了|各|请问|[，。？?、“”|]|\d+年版?"
)
_MOST_LEFT, _LEAST_VALUE = 2, 2


@dataclass(frozen=True, slots=True)
class Levels:
    """Rows of two columns: the words above and the words below."""

    above: int
    below: int
    rows: tuple[tuple[Span, Span], ...]


def level_table_plan(r: Reader) -> Found:
    """The comparison, the extreme or the words of a level; ``None`` where none of these is asked of a table."""
    if not (_MORE.search(r.q.text) or _MOST.search(r.q.text) or _ASKED.search(r.q.text)):
        return None
    text = r.engine.library.text(r.asked.document)
    if "\t" not in text:
        return None
    said = without_opening(r.q.text, titles_of(text, r.asked.document_title), table=True)
    for table in printed_tables(text):
        for rule in (_compared, _extreme, _words_of):
            if (found := rule(r, said, text, table)) is not None:
                return found
    return None


def _marked_rows(said: str, text: str, table: Table, below: int) -> Table:
    """The rows with the mark the question speaks of, all where it speaks of none: 标“▲”的指标哪一类多."""
    marked = mark_asked(said, text)
    if marked is None:
        return table
    rows = tuple(row for row in table.rows if any(marked[0] in text[slice(*span)] for span in row[below]))
    return replace(table, rows=rows)


def _named(said: str, table: Table) -> dict[int, Span]:
    return {i: at for i in range(len(table.heads)) if (at := named_column(said, table.heads, i)) is not None}


def _levels(text: str, table: Table, above: int, below: int) -> Levels:
    rows = tuple(
        (bare_cell(text, row[above][0]), bare_cell(text, row[below][0]))
        for row in table.rows
        if row[above] and row[below]
    )
    return Levels(above, below, rows)


def _below(said: str, table: Table, above: int, start: int = 0) -> int:
    """The column whose cells are counted: the last one named that is not the one above, else the one that names rows."""
    named = {i: at for i, at in _named(said, table).items() if i != above and at[0] >= start}
    return max(named, key=lambda i: named[i][0]) if named else row_names("", table)


def _compared(r: Reader, said: str, text: str, table: Table) -> Plan | None:
    """Which of two words of one column has more below it."""
    more = _MORE.search(said)
    if more is None or _MOST.search(said):
        return None
    for column in range(len(table.heads)):
        values = {text[slice(*bare_cell(text, row[column][0]))] for row in table.rows if row[column]}
        two = sorted((v for v in values if len(v) >= _LEAST_VALUE and v in said), key=said.index)
        if len(two) != len("ab") or len(values) == len(table.rows):
            continue
        below = _below(said, table, column)
        if below != column:
            return _side_by_side(
                r,
                _levels(text, _marked_rows(said, text, table, below), column, below),
                (two[0], two[1]),
                more["end"] != "少",
                table,
            )
    return None


def _places(levels: Levels) -> str:
    return " ".join(f"({a + 1} {b - a} {c + 1} {d - c})" for (a, b), (c, d) in levels.rows)


def _source(r: Reader, levels: Levels) -> str:
    """The words of both columns, cut out of the source."""
    return (
        f"{r.source} VALUES (?a ?b ?c ?d) {{ {_places(levels)} }} "
        'BIND(REPLACE(SUBSTR(?text, ?a, ?b), "\\\\s", "") AS ?above) BIND(SUBSTR(?text, ?c, ?d) AS ?below)'
    )


def _side_by_side(r: Reader, levels: Levels, two: tuple[str, str], most: bool, table: Table) -> Plan:
    counts = " ".join(
        f"{{ SELECT (COUNT(DISTINCT ?below) AS ?n{i}) {{ {_source(r, levels)} FILTER(?above = {text_literal(v)}) }} }}"
        for i, v in enumerate(two)
    )
    winner, numbers = more_of_two((text_literal(two[0]), text_literal(two[1])), most, "个")
    sparql = f"{PREFIX}SELECT ?value ?value2 {{ {counts} BIND({winner} AS ?value) BIND({numbers} AS ?value2) }}"
    told = f"{two[0]}与{two[1]}的{table.heads[levels.below]}数"
    text = r.engine.library.text(r.asked.document)
    held = [above for above, _ in levels.rows if text[slice(*above)] in two]
    return Plan(sparql, f"比较表中{told}", "比较结果：", _evidence(r, held))


def _evidence(r: Reader, spans: list[Span]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(iri for a, _ in spans if (iri := r.around(a)) is not None))


def _extreme(r: Reader, said: str, text: str, table: Table) -> Plan | None:
    """哪个一级指标下的三级指标最多: the word with the most below it."""
    most = _MOST.search(said)
    if most is None:
        return None
    asked = [i for i, (start, _) in _named(said, table).items() if re.search(r"哪[一几]?[个项条类种]?$", said[:start])]
    if len(asked) != 1:
        return None
    below = _below(said, table, asked[0])
    if below == asked[0]:
        return None
    levels = _levels(text, _marked_rows(said, text, table, below), asked[0], below)
    how = "DESC" if (most["end"] or most["last"]) == "多" else "ASC"
    number = ' (CONCAT(STR(?n), "个") AS ?value2)' if _NUMBER.search(said) else ""
    inner = f"SELECT ?above (COUNT(DISTINCT ?below) AS ?n) {{ {_source(r, levels)} }} GROUP BY ?above ORDER BY {how}(?n) LIMIT 1"
    sparql = f"{PREFIX}SELECT (?above AS ?value){number} {{ {{ {inner} }} }}"
    told = f"{table.heads[below]}最{'多' if how == 'DESC' else '少'}的{table.heads[asked[0]]}"
    return Plan(sparql, f"查找表中{told}", f"{told}是", _evidence(r, [above for above, _ in levels.rows]))


def _words_of(r: Reader, said: str, text: str, table: Table) -> Plan | None:
    """一级指标有哪些, 二级指标共几个; below a word of another column where the question says one."""
    if _MORE.search(said) or _MOST.search(said):
        return None
    asked = _ASKED.search(said)
    named = _named(said, table)
    if asked is None or not named:
        return None
    beside = [i for i, at in named.items() if _beside(said, at, asked.span())]
    if len(beside) != 1:
        return None
    column = beside[0]
    spans = [bare_cell(text, row[column][0]) for row in table.rows if row[column]]
    if any(text[slice(*span)] in r.q.quoted for span in spans):
        return None  # 哪些的指标性质是“定性” asks for rows
    above = _above(said, text, table, column)
    if above is not None:
        held = [
            row for row in table.rows if row[above[0]] and above[1] == text[slice(*bare_cell(text, row[above[0]][0]))]
        ]
        spans = [bare_cell(text, row[column][0]) for row in held if row[column]]
    left = said
    for a, b in sorted([*named.values(), asked.span()], reverse=True):
        left = left[:a] + left[b:]
    left = re.sub(rf"(?:{MARKER.pattern[1:]})?{re.escape(above[1])}", "", left) if above is not None else left
    once = {text[slice(*span)]: span for span in reversed(spans)}
    left = without_titles(left, titles_of(text, r.asked.document_title))
    if len(_GENERIC.sub("", left)) > _MOST_LEFT or not once or len(once) == len(table.rows) != len(spans):
        return None
    return _words(r, sorted(once.values()), table.heads[column], asked[0].startswith(("多少", "几")))


def _beside(said: str, head: Span, asked: Span) -> bool:
    """Whether a head stands right before or behind the words that ask."""
    between = said[head[1] : asked[0]] if head[1] <= asked[0] else said[asked[1] : head[0]]
    return len(_GENERIC.sub("", between)) == 0


def _above(said: str, text: str, table: Table, column: int) -> tuple[int, str] | None:
    """The word of another column that a question says, and that column."""
    found = [
        (len(v), -i, v)
        for i in range(len(table.heads))
        if i != column and not OF_UNITS.search(table.heads[i])
        for row in table.rows
        if row[i] and len(v := text[slice(*bare_cell(text, row[i][0]))]) >= _LEAST_VALUE and v in said
    ]
    best = max(found, default=None)
    return (-best[1], best[2]) if best is not None else None


def _words(r: Reader, spans: list[Span], head: str, number: bool) -> Plan:
    rows = " ".join(f"({a + 1} {b - a})" for a, b in spans)
    source = f"{r.source} VALUES (?a ?b) {{ {rows} }} BIND(SUBSTR(?text, ?a, ?b) AS ?word)"
    evidence = _evidence(r, spans)
    if number:
        sparql = f"{PREFIX}SELECT (COUNT(DISTINCT ?word) AS ?value) {{ {source} }}"
        return Plan(sparql, f"统计表中的{head}", f"{head}共", evidence, "个")
    sparql = f"{PREFIX}SELECT (?word AS ?value) {{ {source} }} ORDER BY ?a"
    return Plan(sparql, f"列出表中的{head}", f"{head}有", evidence)
