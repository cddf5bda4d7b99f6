"""Questions about the table of tasks and units: read into a logical form, the form made a query, the query a plan."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from search.asking.more_of_two import more_of_two
from search.asking.plan import Found as Answered
from search.asking.plan import Plan, Refusal
from search.asking.question import Names, Question, parse
from search.asking.reader import Reader
from search.asking.sets import LABEL, NAME, PREFIX, Scope, SetQuery
from search.asking.table.asks import asks
from search.asking.table.comparing import chooses
from search.asking.table.forms import (
    Always,
    At,
    Compared,
    Each,
    Form,
    Listed,
    Longer,
    Many,
    Mean,
    One,
    Pairs,
    Parted,
    Same,
    Set,
    Share,
    Spread,
    Top,
    Whether,
    With,
)
from search.asking.table.named_units import units_of, unknown_unit
from search.asking.table.pointing import Provisions, pointed
from search.asking.table.queries import evidence_of, query, told
from search.asking.table.reading import read
from search.asking.table.roles import says_role
from search.asking.table.wordings import plain
from search.asking.table.words import Bodies, line
from search.index import Engine

_NOT_OF_THE_TABLE = ("when", "money", "person", "address", "why")
_NO_LEAD = "文件只列出责任单位，没有写明哪一家牵头"


def table_plan(r: Reader) -> Answered:
    """The plan of a question about the table; ``None`` leaves it to the others."""
    bodies = units_of(r.engine, r.engine.library.state(), r.asked.graph)
    q = in_plain_words(r.q, r.names, bodies)
    words = line(q, bodies)
    if q.has(*_NOT_OF_THE_TABLE) and not (len(words.of("U")) > 1 and says_role(q.text)):  # 谁当指导部门的次数多
        return None
    if q.has("define") and not words.find("U.*t是?H"):  # 参与的任务是什么 asks for tasks
        return None
    if words.has("U") and q.has("lead") and not r.asked.has_leads and r.asked.scope.has_tasks and not words.has("F"):
        return Refusal(_NO_LEAD)
    if words.has("UCSTP") and not words.has("Ff") and (refused := unmarked_lead(r)) is not None:
        return refused
    if (unknown := unknown_unit(r, words)) is not None:
        return unknown
    if not (words.has("UCSTPLlr#XOEp@tuWM") and (asks(words) or words.has("y") or chooses(words))):
        return None
    provisions = Provisions(r)
    there = pointed(words, provisions)
    if there.has("UCSTP") and not there.has("Ff") and (refused := unmarked_lead(r)) is not None:
        return refused
    form = read(there, provisions)
    if form is None:
        return None
    scope = _scope(r, form)
    return None if scope is None else _plan(form, scope)


def in_plain_words(q: Question, names: Names, bodies: Bodies) -> Question:
    """The question as most people would put it."""
    said = plain(q.text, [(w.start, w.end) for w in line(q, bodies).of("U")])
    return q if said == q.text else parse(said, names)


def unmarked_lead(r: Reader) -> Answered:
    """That nobody is said to lead, where the table only lists units."""
    said = re.search(r"牵头[\u4e00-\u9fff]{4}", r.q.text)
    if said is not None and said[0] in r.engine.library.text(r.asked.document):
        return None  # 牵头开展县域建设 is the task itself
    asks_units = "单位" in r.q.text or re.search("谁|哪一?[些几]?[个家]", r.q.text) or r.q.asks("u")
    if r.q.has("lead") and not r.asked.has_leads and r.asked.scope.has_tasks and asks_units:
        return Refusal(_NO_LEAD)
    return None


_UNITS_BY = re.compile(r"(?:几|多少)(?P<each>[个家])(?!任务|条|项|部分)")


_TASKS_BY = re.compile(r"任务[^，。？]{0,3}(?:几|多少)个(?!单位|部门|责任)|(?:几|多少)个任务")


def _each_of_tasks(said: str) -> str:
    """The word that counts tasks, or provisions with units, in the question."""
    if _TASKS_BY.search(said):
        return "个"
    if re.search("(?:几|多少)次", said):
        return "次"
    return "项" if re.search("[项件]|任务|事", said) else "条"


def _each_of_units(said: str) -> str:
    """The word that counts units in the question: 有几个 is answered by 10个, 多少家 by 10家."""
    found = {m["each"] for m in _UNITS_BY.finditer(said)}
    return found.pop() if len(found) == 1 else ""


def _role(r: Reader, form: Form) -> str:
    """In which part units are asked for; a unit that takes part but stands not first is no lead."""
    if "how='later'" in repr(form):
        return "responsibleUnit"
    if r.asked.has_leads and r.q.has("lead"):
        return "leadUnit"
    return "supportingUnit" if r.asked.has_leads and r.q.has("support_role") else "responsibleUnit"


def _scope(r: Reader, form: Form) -> Scope | None:
    """The document asked; with its support items where these are asked, ``None`` where it has none."""
    provisions = _each_of_tasks(r.q.text)
    scope = replace(r.asked.scope, role=_role(r, form), each=_each_of_units(r.q.text), provisions=provisions)
    if "sort='p'" not in repr(form):
        return scope
    supports = _supports(r.engine, r.engine.library.state(), r.asked.graph, r.asked.document)
    return replace(scope, supports=supports) if supports else None


@lru_cache(maxsize=64)
def _supports(engine: Engine, state: str, graph: str, document: str) -> tuple[tuple[str, str], ...]:
    """Support items, each with the task of its clause that says most nearly the same."""
    rows = engine.library.store.select(
        f"{PREFIX}SELECT ?i ?text ?t {{ GRAPH <{graph}> {{ ?i a pol:SupportItem ; pol:text ?text ; pol:number ?n ; "
        f"pol:supports ?c . ?t a pol:Task ; pol:elaborates ?c }} }} ORDER BY ?n"
    )
    tasks: dict[str, set[str]] = {}
    for row in rows:
        tasks.setdefault(str(row["i"]), set()).add(str(row["t"]))
    texts = {str(row["i"]): str(row["text"]) for row in rows}
    pairs = []
    for item, mine in tasks.items():
        hits = engine.search(texts[item], k=12, kinds=("task",), documents=(document,)).hits
        pairs.append((item, next((h.iri for h in hits if h.iri in mine), min(mine))))
    return tuple(pairs)


# --------------------------------------------------------------------------------------- forms to plans
def _plan(form: Form, scope: Scope) -> Plan:
    match form:
        case Listed():
            return _list(form, scope)
        case Pairs():
            return _pairs(form, scope)
        case Each():
            return _each(form, scope)
        case Compared():
            return _compare(form, scope)
        case Whether():
            return _whether(form, scope)
        case Longer():
            return _longer(form, scope)
        case Same():
            return _same(form, scope)
        case Spread():
            return _spread(form, scope)
        case Parted():
            return _part(form, scope)
        case Share():
            return _share(form, scope)
        case Mean():
            return _mean(form, scope)


def _said(one: Set) -> str:
    conditions = "、".join(filter(None, map(told, one.conditions)))
    return f"{conditions}的{NAME[one.sort]}"


def _both(*queries: SetQuery) -> str:
    parts = " UNION ".join(f"{{ {_inside(one)} }}" for one in queries)
    return f"{PREFIX}SELECT DISTINCT ?t ?at {{ {parts} }} ORDER BY ?at"


def _inside(one: SetQuery) -> str:
    """The evidence of a set, to stand inside another query."""
    return evidence_of(one).removeprefix(PREFIX).rsplit(" ORDER BY", 1)[0]


def _list(form: Listed, scope: Scope) -> Plan:
    name = "与".join(dict.fromkeys(map(_said, form.sets)))
    if len(form.sets) == 1 and not form.also and not (form.members and form.number):
        return _one(form, query(scope, form.sets[0]), name)
    queries = [query(scope, one) for one in form.sets]
    name = name or "与".join(dict.fromkeys(map(_said, form.also)))
    shown = queries if form.members else []
    counted = [query(scope, one) for one in form.also] + (queries if form.number else [])
    parts = [_members(one, i) for i, one in enumerate(shown)]
    parts += [_number(one, i + len(shown)) for i, one in enumerate(counted)]
    union = " UNION ".join(f"{{ {part} }}" for part in parts)
    sparql = f"{PREFIX}SELECT ?value ?rank ?order {{ {union} }} ORDER BY ?rank ?order ?value"
    return Plan(sparql, f"查找{name}", f"{name}：", evidence_query=_both(*(queries or counted)))


def _one(form: Listed, one: SetQuery, name: str) -> Plan:
    """Members or number of one set; with ``told`` the number it is the most by."""
    evidence = _either(one, form.sets[0], one.scope) if form.number else evidence_of(one)
    if form.number:
        return Plan(
            f"{PREFIX}{one.number()}",
            f"统计{name}",
            f"{name}共",
            unit=one.scope.measure(one.target),
            evidence_query=evidence,
        )
    counted = next((c.of for c in form.sets[0].conditions if isinstance(c, Top)), "")
    said = f'CONCAT(STR(?top), "{one.scope.measure(counted)}")' if form.told and counted else ""
    if said and not form.members:
        where = f"GRAPH <{one.scope.graph}> {{ {one.where()} }}"
        return Plan(
            f"{PREFIX}SELECT DISTINCT ({said} AS ?value) {{ {where} }}",
            f"统计{name}",
            f"{name}有",
            evidence_query=evidence,
        )
    return Plan(one.list(said), f"查找{name}", f"{name}是", evidence_query=evidence)


def _members(one: SetQuery, rank: int) -> str:
    x = one.target
    order = f"?{x} pol:order ?order ." if x != "u" else ""
    return (
        f"SELECT DISTINCT ?value ?rank {'?order' if order else ''} {{ GRAPH <{one.scope.graph}> {{ {one.where()} "
        f"?{x} {LABEL[x]} ?value . {order} }} BIND({rank} AS ?rank) }}"
    )


def _number(one: SetQuery, rank: int) -> str:
    return f'SELECT (CONCAT(STR(?n), "{one.scope.measure(one.target)}") AS ?value) ({rank} AS ?rank) {{ {{ {one.number("n")} }} }}'


def _pairs(form: Pairs, scope: Scope) -> Plan:
    made = query(scope, form.one)
    x, y = form.one.sort, form.other
    labels = f"?{x} {LABEL[x]} ?one ; pol:order ?order ; pol:number ?number . ?{y} {LABEL[y]} ?other ."
    joined = 'CONCAT("第", STR(?number), "项→", ?other)' if x == "p" else 'CONCAT(?one, "：", ?other)'
    where = f"GRAPH <{scope.graph}> {{ {made.where(y)} {labels} }}"
    sparql = f"{PREFIX}SELECT DISTINCT ({joined} AS ?value) ?{x} ?order {{ {where} }} ORDER BY ?order"
    name = _said(form.one)
    return Plan(sparql, f"查找{name}与{NAME[y]}", f"{name}是", evidence_query=evidence_of(made))


def _each(form: Each, scope: Scope) -> Plan:
    made = query(scope, form.one)
    x = made.target
    labels = f"GRAPH <{scope.graph}> {{ ?{x} {LABEL[x]} ?one ; pol:order ?order }}"
    shown = f'CONCAT(?one, "：", STR(?n), "{scope.measure(form.of)}")'
    sparql = (
        f"{PREFIX}SELECT ({shown} AS ?value) ?{x} {{ {{ {made.counts(form.of, 'n', '')} }} {labels} }} ORDER BY ?order"
    )
    told_as = f"每{scope.measure(x)}的{NAME[form.of]}数"
    return Plan(sparql, f"统计{told_as}", "", evidence_query=evidence_of(made), joiner="；")


def _compare(form: Compared, scope: Scope) -> Plan:
    a, b = (query(scope, one) for one in form.sets)
    measure = form.measure or scope.measure(a.target)
    each = "个" if a.target == "u" else measure
    winner, numbers = more_of_two(("?v0", "?v1"), form.most, measure, each)
    values = [winner] if form.winner else []
    values += [numbers] if form.told and not form.gap else []
    values += [f'CONCAT(STR(ABS(?n0 - ?n1)), "{measure}")'] if form.gap else []
    names = ["value", *(f"value{i}" for i in range(2, 4))][: len(values)]
    binds = " ".join(f"BIND({value} AS ?{name})" for name, value in zip(names, values, strict=True))
    if form.winner and a.target == "u":  # the heading tells a clause as well as its number
        more = ">" if form.most else "<"
        titles = " ".join(
            f"OPTIONAL {{ ?x{i} pol:title ?h{i} }}" for i in range(len(form.labels)) if "?x" in form.labels[i]
        )
        binds = f"{titles} {binds} BIND(IF(?n0 {more} ?n1, ?h0, ?h1) AS ?label)" if titles else binds
    sparql = (
        f"{PREFIX}SELECT {' '.join(f'?{name}' for name in names)} ?label {{ {{ {a.number('n0')} }} {{ {b.number('n1', 'v')} }} "
        f"GRAPH <{scope.graph}> {{ {' '.join(form.labels)} }} {binds} }}"
    )
    told_as = f"比较{form.names[0]}与{form.names[1]}的{NAME[a.target]}数"
    return Plan(sparql, told_as, "比较结果：", evidence_query=_both(a, b))


def _longer(form: Longer, scope: Scope) -> Plan:
    a, b = (query(scope, one) for one in form.sets)
    counts = f"{{ {a.number('n0')} }} {{ {b.number('n1', 'v')} }}"
    sparql = f"{PREFIX}ASK {{ {counts} FILTER(?n0 {form.how} ?n1) }}"
    return Plan(
        sparql,
        f"比较{_said(form.sets[0])}与{_said(form.sets[1])}",
        "",
        evidence_query=_both(a, b),
        boolean=True,
    )


def _spread(form: Spread, scope: Scope) -> Plan:
    made = query(scope, form.one)
    told_as = f"{NAME[form.of]}最多与最少的{NAME[made.target]}相差"
    sparql = f"{PREFIX}SELECT (MAX(?n) - MIN(?n) AS ?value) {{ {{ {made.counts(form.of, 'n', '')} }} }}"
    return Plan(sparql, f"计算{told_as}", told_as, unit=scope.measure(form.of), evidence_query=evidence_of(made))


def _part(form: Parted, scope: Scope) -> Plan:
    """The labels of each set in one value, under its words."""
    queries = [query(scope, one) for one in form.sets]
    parts = [
        f'SELECT (CONCAT("{name}：", GROUP_CONCAT(?one; separator="、")) AS ?value) ({i} AS ?rank) '
        f"{{ {{ {_members(one, i).replace('?value', '?one').replace('?rank', '?at')} ORDER BY ?order }} }}"
        for i, (name, one) in enumerate(zip(form.names, queries, strict=True))
    ]
    sparql = f"{PREFIX}SELECT ?value ?rank {{ {' UNION '.join(f'{{ {part} }}' for part in parts)} }} ORDER BY ?rank"
    return Plan(sparql, f"分别查找{'与'.join(map(_said, form.sets))}", "", evidence_query=_both(*queries), joiner="；")


def _share(form: Share, scope: Scope) -> Plan:
    one, whole = query(scope, form.one), query(scope, form.whole)
    counts = f"{{ {one.number('n')} }} {{ {whole.number('m', 'v')} }}"
    sparql = f'{PREFIX}SELECT (CONCAT(STR(ROUND(1000.0 * ?n / ?m) / 10), "%") AS ?value) {{ {counts} }}'
    told_as = f"{_said(form.one)}占{_said(form.whole) if form.whole.conditions else '全部'}的比例"
    return Plan(sparql, f"计算{told_as}", f"{told_as}是", evidence_query=evidence_of(one))


def _mean(form: Mean, scope: Scope) -> Plan:
    made = query(scope, form.one)
    told_as = f"每{scope.measure(made.target)}平均的{NAME[form.of]}数"
    mean = f'CONCAT(STR(ROUND(10 * AVG(?n)) / 10), "{scope.measure(form.of)}")'
    sparql = f"{PREFIX}SELECT ({mean} AS ?value) {{ {{ {made.counts(form.of, 'n', '')} }} }}"
    return Plan(sparql, f"计算{told_as}", f"{told_as}是", evidence_query=evidence_of(made))


def _whether(form: Whether, scope: Scope) -> Plan:
    made = query(scope, form.of)
    body = f"GRAPH <{scope.graph}> {{ {made.where()} }}"
    around = tuple(c for c in form.of.conditions if isinstance(c, With) or (isinstance(c, At) and c.how == "in"))
    evidence = _both(query(scope, Set("t", around))) if form.none else _either(made, form.of, scope)
    told_as = f"核对{_said(form.of)}"
    if form.more is None:
        test = f"FILTER NOT EXISTS {{ {body} }}" if form.none else body
        return Plan(f"{PREFIX}ASK {{ {test} }}", told_as, "", evidence_query=evidence, boolean=True)
    more = _members(query(scope, form.more), 1)
    first = f"SELECT (?n {'=' if form.none else '>'} 0 AS ?value) (0 AS ?rank) {{ {{ {made.number('n')} }} }}"
    sparql = f"{PREFIX}SELECT ?value ?rank ?order {{ {{ {first} }} UNION {{ {more} }} }} ORDER BY ?rank ?order"
    return Plan(sparql, told_as, "", evidence_query=evidence)


def _either(made: SetQuery, one: Set, scope: Scope) -> str:
    """The tasks that are as asked; where there are none, those of the place asked, else those of the units."""
    places = tuple(c for c in one.conditions if isinstance(c, At) and c.how == "in")
    inside = (x for c in one.conditions for x in (c.then if isinstance(c, Always) else (c,)))
    units = tuple(c for c in inside if isinstance(c, With))
    units += tuple(With(c.iris, c.names) for c in one.conditions if isinstance(c, One))
    units = tuple(replace(c, how="any") if c.how in ("all", "exactly", "without") else c for c in units)
    others = tuple(c for c in one.conditions if isinstance(c, Many))
    if not (places or units or others):
        return evidence_of(made)
    near = _inside(query(scope, Set("t", places or units or others)))
    none = f"FILTER NOT EXISTS {{ GRAPH <{scope.graph}> {{ {made.where(tag='9')} }} }}"
    return f"{PREFIX}SELECT DISTINCT ?t ?at {{ {{ {_inside(made)} }} UNION {{ {{ {near} }} {none} }} }} ORDER BY ?at"


def _same(form: Same, scope: Scope) -> Plan:
    """Whether both have exactly the same units: none of one that the other lacks."""
    a, b = query(scope, form.one), query(scope, form.other)
    lacks = [
        f"FILTER NOT EXISTS {{ {one.where()} FILTER NOT EXISTS {{ {other.where(tag='2')} FILTER(?u2 = ?u) }} }}"
        for one, other in ((a, b), (b, a))
    ]
    sparql = f"{PREFIX}ASK {{ GRAPH <{scope.graph}> {{ {' '.join(lacks)} }} }}"
    if form.differ:
        either = " UNION ".join(f"{{ {lack.removeprefix('FILTER NOT EXISTS')} }}" for lack in lacks)
        sparql = f"{PREFIX}ASK {{ GRAPH <{scope.graph}> {{ {either} }} }}"
    return Plan(
        sparql, f"核对{_said(form.one)}与{_said(form.other)}是否相同", "", evidence_query=_both(a, b), boolean=True
    )
