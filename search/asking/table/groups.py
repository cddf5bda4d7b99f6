"""Rows of a printed table counted by kinds and groups: which of two kinds has more, which groups have none of a kind.

标▲的是“医疗质量”名下多还是“运营效率”名下多, 哪些二级指标名下没有国家监测指标, 定性的有几个，其中属于国家监测指标的是哪一个.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.numerals import to_int
from search.asking.matter.opening import titles_of, without_opening
from search.asking.more_of_two import more_of_two
from search.asking.plan import Found, Plan
from search.asking.reader import Reader
from search.asking.sets import PREFIX, text_literal
from search.asking.table.kinds import PART, Kind, kinds_of
from search.asking.table.printed import Table, printed_tables
from search.asking.table.rows import Condition, holds, name_column, named_column, rows_plan, rows_where

_MORE = re.compile(
    r"(?:哪|谁)[^，。？]{0,20}?(?<!最)(?:更|较)?(?P<end>[多少])(?!少)|(?P<or>[多少])[，、]?还是[^，。？]*[多少]"
    r"|一样多|比[^，。？]{1,24}(?P<by>[多少])(?:了|出)?(?:几|多少)|(?:相差|差)(?:了)?(?:几|多少)"
)
_GAP = re.compile(r"(?:[多少]|相?差)(?:了|出)?(?:几|多少)(?P<each>[个项条种])")
_ASKED = re.compile(r"(?:几|多少)(?P<each>[个项条种])|哪|什么")
_NUMBER = re.compile(r"(?<![哪第])(?:几|多少)(?P<each>[个项条种])")
_WHICH = re.compile(r"哪[些几]?|什么")
_NONE = re.compile(
    r"(?:没有?|无|未)(?:任何|有)?(?:一个?|[设列含包标打])*|一[个项](?:[\u4e00-\u9fff▲★]{0,8})?(?:也|都)?(?:没有?|不)|不[含包设带]"
)
_ALL = re.compile(r"(?:全部?|都|均|清一色|一律|全都|个个|无一例外)(?:都)?(?:是|为|属于?|标|打|带|加|算|有)")
_SO_MANY = re.compile(
    r"(?:只|仅|恰好?|刚好|正好)(?:有|含|设|列|对应|写)?(?:了|着)?(?P<n>[一二两三四五六七八九十\d]+)[个项条]"
)
_MOST = re.compile(r"最(?P<end>[多少])")
_EACH = re.compile(r"(?:各|分别)(?:自|是|为|有|占|包括|包含|设)*(?:了)?(?:几|多少)(?P<each>[个项条种])")
_TOGETHER = re.compile("合起来|加起来|合计|加在一起|合在一起|两[者类项个]?(?:一共|总共|共)")
_ASKS_IF = re.compile("吗|是不是|是否")
_BOTH = re.compile("既|同时|都有|兼有|两种都")
_AMONG = re.compile(r"(?<=[，。？；、])(?:这)?(?:其中|这[些几](?:个|项)?(?:里面?|中|当中)|当中|里面)")


@dataclass(frozen=True, slots=True)
class _Asked:
    """The question over one table: the words that ask, the table, the kinds they name."""

    r: Reader
    said: str
    text: str
    table: Table
    kinds: tuple[Kind, ...]

    def where(self, conditions: list[Condition], column: int | None = None) -> str:
        """The rows that meet the conditions, each with the name in ``column``."""
        name = name_column("", self.table) if column is None else column
        return rows_where(self.r, self.text, self.table, conditions, name)

    def count(self, conditions: list[Condition], as_name: str) -> str:
        """A ``SELECT`` of how many rows meet the conditions."""
        return f"{{ SELECT (COUNT(DISTINCT ?row) AS ?{as_name}) {{ {self.where(conditions)} }} }}"

    def evidence(self, conditions: list[Condition]) -> tuple[str, ...]:
        """The provisions in which the rows stand, where they are none those of the whole table."""
        held = [row for row in self.table.rows if all(holds(self.text, row, c) for c in conditions)]
        name = name_column("", self.table)
        for rows in (held, self.table.rows):
            around = (self.r.around(row[name][0][0]) for row in rows if row[name])
            if found := tuple(dict.fromkeys(iri for iri in around if iri is not None)):
                return found
        return ()


def groups_plan(r: Reader) -> Found:
    """The count of rows by kinds; ``None`` where the question names no kind of rows of a table."""
    if not _ASKED.search(r.q.text):
        return None
    text = r.engine.library.text(r.asked.document)
    if "\t" not in text:
        return None
    said = without_opening(r.q.text, titles_of(text, r.asked.document_title), table=True)
    for table in printed_tables(text):
        kinds = kinds_of(said, text, table)
        asked = _Asked(r, said, text, table, kinds)
        for rule in _RULES if kinds else (_groups, _listing, _longest):
            if (found := rule(asked)) is not None:
                return found
    return None


def _two(kinds: tuple[Kind, ...]) -> tuple[Kind, Kind] | None:
    """The two kinds set side by side: words of one column, or a mark and its lack; others are conditions on both."""
    for a in kinds:
        same = [k for k in kinds if k.condition.column == a.condition.column]
        if len(same) == len("ab"):
            return same[0], same[1]
    return None


def _others(asked: _Asked, kinds: tuple[Kind, ...]) -> list[Condition]:
    return [k.condition for k in asked.kinds if k not in kinds]


def _told(kind: Kind) -> str:
    return f"{'非' if kind.condition.negated else ''}{kind.said}"


# ------------------------------------------------------------------------------------- two kinds
def _compared(asked: _Asked) -> Plan | None:
    """Which of two kinds has more rows, or by how many."""
    more, two = _MORE.search(asked.said), _two(asked.kinds)
    if more is None or two is None or _MOST.search(asked.said) or _counts_groups(asked, two[0]):
        return None
    common = _others(asked, two)
    counts = " ".join(asked.count([*common, kind.condition], f"n{i}") for i, kind in enumerate(two))
    measure = (_NUMBER.search(asked.said) or {"each": "个"})["each"]
    names = text_literal(_told(two[0])), text_literal(_told(two[1]))
    winner, numbers = more_of_two(names, "少" not in (more["end"], more["or"], more["by"]), measure)
    gap = _GAP.search(asked.said)
    values = [winner, numbers] if gap is None else [f'CONCAT(STR(ABS(?n0 - ?n1)), "{measure}")']
    if gap is not None and re.search("哪|谁", asked.said):
        values = [winner, *values]
    names_of = ["value", "value2"][: len(values)]
    binds = " ".join(f"BIND({v} AS ?{n})" for v, n in zip(values, names_of, strict=True))
    sparql = f"{PREFIX}SELECT {' '.join(f'?{n}' for n in names_of)} {{ {counts} {binds} }}"
    told = f"表中{_told(two[0])}与{_told(two[1])}的行数"
    return Plan(sparql, f"比较{told}", "比较结果：", asked.evidence([*common, two[0].condition]))


def _either(asked: _Asked) -> Plan | None:
    """收支结构和费用控制合起来有几个国家监测指标: the rows of both."""
    two, number = _two(asked.kinds), _NUMBER.search(asked.said)
    if two is None or number is None or not _TOGETHER.search(asked.said) or _counts_groups(asked, two[0]):
        return None
    one, other = (k.condition for k in two)
    either = Condition(one.column, f"{one.pattern}|{other.pattern}", f"{one.told}或{other.told}")
    return rows_plan(asked.r, asked.text, asked.table, [*_others(asked, two), either])


def _whether(asked: _Asked) -> Plan | None:
    """最高人民法院指导的几项，推广范围都是全国吗: no row of the first kinds is none of the last."""
    if len(asked.kinds) < len("ab") or not _ASKS_IF.search(asked.said) or not _ALL.search(asked.said):
        return None
    *first, last = (k.condition for k in asked.kinds)
    if last.column in {c.column for c in first}:
        return None
    other = asked.where([*first, replace(last, negated=not last.negated)])
    told = "、".join(f"含“{c.told}”" for c in first)
    sparql = f"{PREFIX}ASK {{ FILTER NOT EXISTS {{ {other} }} }}"
    return Plan(sparql, f"核对表中{told}的行是否都含“{last.told}”", "", asked.evidence(first), boolean=True)


def _counts_groups(asked: _Asked, kind: Kind) -> bool:
    """Whether words of a level between are counted, not rows: 哪个一级指标下设的二级指标多."""
    between = range(kind.condition.column + 1, name_column("", asked.table))
    return any(named_column(asked.said, asked.table.heads, i) is not None for i in between)


def _each(asked: _Asked) -> Plan | None:
    """国家监测指标和非国家监测指标各有几个: both numbers."""
    each, two = _EACH.search(asked.said), _two(asked.kinds)
    if each is None or two is None or _counts_groups(asked, two[0]):
        return None
    common = _others(asked, two)
    parts = [
        f'{{ {asked.count([*common, kind.condition], "n")} BIND(CONCAT(STR(?n), "{each["each"]}") AS ?value) BIND({i} AS ?rank) }}'
        for i, kind in enumerate(two)
    ]
    sparql = f"{PREFIX}SELECT ?value ?rank {{ {' UNION '.join(parts)} }} ORDER BY ?rank"
    told = f"表中{_told(two[0])}与{_told(two[1])}的行"
    return Plan(sparql, f"分别统计{told}", f"{_told(two[0])}与{_told(two[1])}分别有", asked.evidence(common))


# ---------------------------------------------------------------------------------------- groups
def _groups(asked: _Asked) -> Plan | None:
    """The groups that have no row of a kind, only such rows, so many of them, or the most."""
    column = _group_asked(asked)
    if column is None:
        return None
    kind = next((k for k in reversed(asked.kinds) if k.condition.column > column), None)
    if kind is None:
        return _sized(asked, column)
    common = [k.condition for k in asked.kinds if k is not kind and k.condition.column != column]
    if (most := _MOST.search(asked.said)) is not None:
        return _with_most(asked, column, kind, common, most["end"])
    body, told = _chosen(asked, column, kind, common)
    head = asked.table.heads[column]
    number = _NUMBER.search(asked.said) if not _WHICH.search(asked.said) else None
    if number is not None:
        sparql = f"{PREFIX}SELECT (COUNT(DISTINCT ?name) AS ?value) {{ {body} }}"
        return Plan(sparql, f"统计表中{told}的{head}", f"{told}的{head}共", asked.evidence(common), number["each"])
    sparql = f"{PREFIX}SELECT DISTINCT (?name AS ?value) {{ {body} }} ORDER BY ?from"
    return Plan(sparql, f"查找表中{told}的{head}", f"{told}的{head}是", asked.evidence(common))


def _chosen(asked: _Asked, column: int, kind: Kind, common: list[Condition]) -> tuple[str, str]:
    """The groups by their rows of a kind: none, only these, just so many, or some; and how it is told."""
    test = replace(kind.condition, negated=False)
    every = f"{{ SELECT DISTINCT ?name ?from {{ {asked.where(common, column)} }} }}"
    so_many = _SO_MANY.search(asked.said)
    both = [k for k in asked.kinds if k.condition.column == kind.condition.column]
    if len(both) == len("ab") and _BOTH.search(asked.said):
        kept = [c for c in common if c.column != kind.condition.column]
        inside = (asked.where([*kept, k.condition], column) for k in both)
        some = " ".join(f"{{ SELECT DISTINCT ?name ?from {{ {one} }} }}" for one in inside)
        return some, f"既有{both[0].said}又有{both[1].said}"
    if so_many is not None:
        told, number = f"恰有{so_many['n']}个{kind.said}", to_int(so_many["n"])
        return f"{every} {_counts(asked, column, [*common, test])} FILTER(?n = {number})", told
    if kind.condition.negated or _NONE.search(asked.said):
        without, told = test, f"没有{kind.said}"
    elif _ALL.search(asked.said):
        without, told = replace(test, negated=True), f"全部是{kind.said}"
    else:
        return f"{{ SELECT DISTINCT ?name ?from {{ {asked.where([*common, test], column)} }} }}", f"有{kind.said}"
    return f"{every} MINUS {{ SELECT DISTINCT ?name {{ {asked.where([*common, without], column)} }} }}", told


def _counts(asked: _Asked, column: int, conditions: list[Condition], as_name: str = "n") -> str:
    """A ``SELECT`` of each group with the number of its rows."""
    where = asked.where(conditions, column)
    return f"{{ SELECT ?name (COUNT(DISTINCT ?row) AS ?{as_name}) (MIN(?from) AS ?at) {{ {where} }} GROUP BY ?name }}"


def _with_most(asked: _Asked, column: int, kind: Kind, common: list[Condition], end: str) -> Plan:
    """The groups with the most (fewest) rows of a kind, and how many."""
    conditions = [*common, replace(kind.condition, negated=False)]
    every = f"{{ SELECT DISTINCT ?name ?from {{ {asked.where(common, column)} }} }}"
    some = f"OPTIONAL {_counts(asked, column, conditions, 'some')} BIND(COALESCE(?some, 0) AS ?n)"  # none is the fewest
    best = f"{{ SELECT ({'MAX' if end == '多' else 'MIN'}(?n) AS ?best) {{ {every} {some} }} }}"
    number = _NUMBER.search(asked.said)
    shown = f' (CONCAT(STR(?n), "{number["each"]}") AS ?value2)' if number is not None else ""
    body = f"{every} {some} {best} FILTER(?n = ?best)"
    head, told = asked.table.heads[column], f"{kind.said}最{end}"
    sparql = f"{PREFIX}SELECT DISTINCT (?name AS ?value){shown} {{ {body} }} ORDER BY ?from"
    return Plan(sparql, f"查找表中{told}的{head}", f"{told}的{head}是", asked.evidence(common))


def _sized(asked: _Asked, column: int) -> Plan | None:
    """The groups with just so many rows, or the most: 哪个二级指标只有1个三级指标."""
    so_many, most, own = _SO_MANY.search(asked.said), _MOST.search(asked.said), name_column("", asked.table)
    named = named_column(asked.said, asked.table.heads, own)
    if named is None or not (so_many or most) or (so_many is not None and named[0] < so_many.start()):
        return None
    common = [k.condition for k in asked.kinds if k.condition.column < column]
    body, end = _counts(asked, column, common), most["end"] if most is not None else ""
    test, told, shown = f"?n = {to_int(so_many['n'])}" if so_many else "?n = ?best", f"最{end}", ""
    if so_many is not None:
        told = f"恰有{so_many['n']}个"
    else:
        body += f" {{ SELECT ({'MAX' if end == '多' else 'MIN'}(?m) AS ?best) {{ {_counts(asked, column, common, 'm')} }} }}"
        number = _NUMBER.search(asked.said)
        shown = f' (CONCAT(STR(?n), "{number["each"]}") AS ?value2)' if number is not None else ""
    head, told = asked.table.heads[column], f"{asked.table.heads[own]}{told}"
    sparql = f"{PREFIX}SELECT DISTINCT (?name AS ?value){shown} {{ {body} FILTER({test}) }} ORDER BY ?at"
    return Plan(sparql, f"查找表中{told}的{head}", f"{told}的{head}是", asked.evidence(common))


def _listing(asked: _Asked) -> Plan | None:
    """The rows whose cell lists just so many things: 只对应一个健康因素的部门."""
    so_many = _SO_MANY.search(asked.said)
    if so_many is None or _MORE.search(asked.said):
        return None
    for column, head in enumerate(asked.table.heads):
        place = named_column(asked.said, asked.table.heads, column)
        if (
            column != name_column("", asked.table)
            and place is not None
            and 0 <= place[0] - so_many.end() <= len("不同的")
        ):
            number = to_int(so_many["n"]) or 0
            pattern = rf"^\s*[^、；。\s]+(、[^、；。\s]+){{{number - 1}}}\s*$"
            told = f"{so_many['n']}个{head}"
            return rows_plan(asked.r, asked.text, asked.table, [Condition(column, pattern, told)])
    return None


def _longest(asked: _Asked) -> Plan | None:
    """The rows whose cell lists the most (fewest) things: 哪个部门对应的健康因素最多，有几个."""
    most, own = _MOST.search(asked.said), name_column("", asked.table)
    heads = {
        i: named_column(asked.said, asked.table.heads, i)
        for i, h in enumerate(asked.table.heads)
        if i != own and not PART.search(h)
    }
    named = [i for i, place in heads.items() if place is not None and most is not None and place[1] <= most.start()]
    words = [asked.text[slice(*span)] for i in named for row in asked.table.rows for span in row[i]]
    if most is None or len(named) != 1 or any("。" in word for word in words) or not any("、" in w for w in words):
        return None
    cell = f"?cell{named[0]}"
    length = f'REPLACE({cell}, "[\\\\s。]", "")'
    where = asked.where([Condition(named[0], r"[^\s/]", "")])
    counts = f'{where} BIND(STRLEN({length}) - STRLEN(REPLACE({length}, "、", "")) + 1 AS ?n)'
    best = f"{{ SELECT ({'MAX' if most['end'] == '多' else 'MIN'}(?n) AS ?best) {{ {counts} }} }}"
    number = _NUMBER.search(asked.said)
    shown = f' (CONCAT(STR(?n), "{number["each"]}") AS ?value2)' if number is not None else ""
    told = f"{asked.table.heads[named[0]]}最{most['end']}的{asked.table.heads[own]}"
    sparql = f"{PREFIX}SELECT DISTINCT (?name AS ?value){shown} {{ {counts} {best} FILTER(?n = ?best) }} ORDER BY ?from"
    return Plan(sparql, f"查找表中{told}", f"{told}是", asked.evidence([]))


def _group_asked(asked: _Asked) -> int | None:
    """The column of the groups asked for: 哪些二级指标."""
    own = name_column("", asked.table)
    for column, head in enumerate(asked.table.heads):
        place = named_column(asked.said, asked.table.heads, column)
        if column >= own or place is None:
            continue
        before = asked.said[: place[0]]
        if re.search(r"(?:哪[些几]?|(?<![哪第])几|多少)[一两三四五]?[个类项种]?$", before) or re.search(
            rf"{re.escape(head)}(?:[里中]，?|是|有)?哪", asked.said
        ):
            return column
    return None


# ---------------------------------------------------------------------------------- rows of kinds
def _in_turn(asked: _Asked) -> Plan | None:
    """定性的有几个，其中又属于国家监测指标的是哪一个: the second is asked of the rows of the first."""
    among = _AMONG.search(asked.said)
    first = [k.condition for k in asked.kinds if among is not None and k.end <= among.start()]
    second = [k.condition for k in asked.kinds if among is not None and k.start >= among.end()]
    if among is None or not first or not second or not _ASKED.search(asked.said[: among.start()]):
        return None
    parts = [
        _answered(asked, asked.said[: among.start()], first, 0),
        _answered(asked, asked.said[among.end() :], [*first, *second], 1),
    ]
    sparql = f"{PREFIX}SELECT ?value ?rank ?from {{ {' UNION '.join(parts)} }} ORDER BY ?rank ?from"
    told = "、".join(f"{'不' if c.negated else ''}含“{c.told}”" for c in (*first, *second))
    return Plan(sparql, f"查找表中{told}的行", "", asked.evidence([*first, *second]))


def _answered(asked: _Asked, said: str, conditions: list[Condition], rank: int) -> str:
    """The number of the rows, where it is asked, else their names."""
    number = _NUMBER.search(said)
    if number is not None:
        count = f'{{ {asked.count(conditions, "n")} BIND(CONCAT(STR(?n), "{number["each"]}") AS ?value) BIND({2 * rank} AS ?rank) }}'
        if not _WHICH.search(said):
            return count
        return f"{count} UNION {{ {_named(asked, conditions, 2 * rank + 1)} }}"
    return f"{{ {_named(asked, conditions, 2 * rank)} }}"


def _named(asked: _Asked, conditions: list[Condition], rank: int) -> str:
    return f"SELECT DISTINCT (?name AS ?value) ({rank} AS ?rank) ?from {{ {asked.where(conditions)} }}"


_SHORT = 3


def _counts_only(said: str) -> bool:
    return _NUMBER.search(said) is not None and _WHICH.search(said) is None


def _is_kind(said: str, kind: Kind) -> bool:
    """Whether a short word stands where a kind is named: 定性的, 定性指标, 既是定性、."""
    behind = re.match(r"[”\"]?(?:的|指标|任务|类|项目|举措|、|，|又|且|还)", said[kind.end :])
    return behind is not None or re.search(r"(?:是|为|属于|标|写|定)[“\"]?$", said[: kind.start]) is not None


def _rows(asked: _Asked) -> Plan | None:
    """The rows of kinds told by short words, as 定性: the longer ones are told by the rules for rows."""
    short = [k for k in asked.kinds if len(k.said) <= _SHORT and _is_kind(asked.said, k)]
    columns = {k.condition.column for k in asked.kinds}
    units = [k for k in asked.kinds if PART.search(asked.table.heads[k.condition.column])]
    if units and (len(columns) > 1 or _counts_only(asked.said)):
        short = units  # the graph keeps one part for each unit of a row, the cells all
    if not short or _MORE.search(asked.said) or _MOST.search(asked.said):
        return None
    return rows_plan(asked.r, asked.text, asked.table, [k.condition for k in asked.kinds])


_RULES = (_compared, _either, _groups, _in_turn, _each, _whether, _rows)

__all__ = ["groups_plan"]
