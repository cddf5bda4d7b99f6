"""Conditions of a logical form as SPARQL patterns: each set of the form becomes one :class:`SetQuery`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch

from search.asking.sets import NAME, PREFIX, Constraint, Scope, SetQuery, text_literal
from search.asking.table.forms import (
    Always,
    AsMany,
    At,
    Begins,
    Called,
    Condition,
    Found,
    InEvery,
    Like,
    Many,
    One,
    Order,
    Other,
    Says,
    Set,
    Single,
    Top,
    With,
    Within,
)

_PLACES = {"t": "任务{}", "c": "第{}条", "s": "第{}部分", "p": "支持政策{}"}
_WITH = {
    "without": "没有{}",
    "exactly": "只有{}",
    "first": "{}列在首位",
    "unfirst": "{}以外列在首位",
    "last": "{}列在末位",
    "later": "{}不在首位",
    "one": "{}中只有一家",
    "never": "从不与{}同列",
    "any": "{}之一",
}
_WITH_NONE = {"first": "列在首位", "unfirst": "从不列在首位", "last": "列在末位"}
_HOW = {"=": "共", ">=": "不少于", "<=": "不超过"}


def query(scope: Scope, one: Set, tag: str = "") -> SetQuery:
    """The query of a set; what goes by numbers is taken of the members the conditions before it leave."""
    made = SetQuery(scope, one.sort)
    late = (AsMany, Top, InEvery)
    plain = [c for c in one.conditions if not isinstance(c, late)]
    numbers = [
        c for c in plain if isinstance(c, Many) and c.sort == one.sort and c.number and (c.inside or c.sort != "u")
    ]
    ordered = [
        *(c for c in plain if c not in numbers), *numbers, *(c for c in one.conditions if isinstance(c, late)),
    ]  # fmt: skip
    for at, condition in enumerate(ordered):
        name = f"{tag}{'abcdefghijkl'[at % 12]}"
        if isinstance(condition, late) or condition in numbers:
            new = _by_number(made, condition, name)
        else:
            new = constraint(condition, scope, one.sort, name)
        made = SetQuery(scope, one.sort, (*made.constraints, new))
    return made


def _by_number(base: SetQuery, condition: Condition, tag: str) -> Constraint:
    """A condition on how many of something each member has."""
    x, top = base.target, ""
    if isinstance(condition, Many):
        having = f"HAVING(COUNT(DISTINCT ?{condition.of}{tag}) {condition.how} {condition.number})"
        inner = f"{{ {base.counts(condition.of, f'n{tag}', tag)} {having} }}"
    elif isinstance(condition, InEvery):
        counted, every = base.counts(condition.across, f"n{tag}", tag), condition.across
        total = SetQuery(base.scope, every, base.constraints).number(f"m{tag}", f"{tag}z")
        inner = f"{{ {counted} }} {{ {total} }} FILTER(?n{tag} = ?m{tag})"
    elif isinstance(condition, AsMany):
        counted = base.counts(condition.of, f"n{tag}", tag)
        other = query(base.scope, condition.than, f"{tag}o").counts(condition.of, f"m{tag}", f"{tag}z")
        inner = f"{{ {counted} }} {{ {other} }} FILTER(?n{tag} {condition.how} ?m{tag} && ?{x}{tag} != ?{x}{tag}z)"
    else:
        assert isinstance(condition, Top)
        inner, top = _at_the_top(base, condition, tag), f"(?n{tag} AS ?top) "
    return Constraint(x, f"{{ SELECT (?{x}{tag} AS {{{x}}}) {top}{{ {inner} }} }}", told(condition))


def _at_the_top(base: SetQuery, condition: Top, tag: str) -> str:
    """Members whose number is the best, the so-manieth, or one of the first."""
    counted, again = base.counts(condition.of, f"n{tag}", tag), base.counts(condition.of, f"m{tag}", f"{tag}z")
    order = f"ORDER BY {'DESC' if condition.most else 'ASC'}(?m{tag}) LIMIT 1 OFFSET"
    if condition.first:
        best = f"SELECT ?m{tag} {{ {{ {again} }} }} {order} {condition.first - 1}"
        test = ">=" if condition.most else "<="
    else:
        best, test = f"SELECT DISTINCT ?m{tag} {{ {{ {again} }} }} {order} {condition.rank - 1}", "="
    return f"{{ {counted} }} {{ {best} }} FILTER(?n{tag} {test} ?m{tag})"


def constraint(condition: Condition, scope: Scope, target: str, tag: str) -> Constraint:
    """A condition as a pattern over the row's variables."""
    needs, pattern = _pattern(condition, scope, target, tag)
    return Constraint(needs, pattern, told(condition))


@singledispatch
def _pattern(condition: Condition, scope: Scope, target: str, tag: str) -> tuple[str, str]:
    raise TypeError(f"{condition}: no condition on a row of the table")


def _units_at(scope: Scope, sort: str, numbers: Sequence[int], tag: str, inside: bool = True) -> str:
    """The units of the tasks in (``inside``) these places as a set of its own, which is made once, not for each row."""
    where = f"?e{tag} pol:{scope.role} ?v{tag} . {scope.place(f'?e{tag}', sort, numbers, tag, inside)}"
    return f"SELECT DISTINCT (?v{tag} AS {{u}}) {{ GRAPH <{scope.graph}> {{ {where} }} }}"


@_pattern.register
def _(c: At, scope: Scope, target: str, tag: str) -> tuple[str, str]:
    if c.how in ("each", "out", "only") and target == "u":
        if c.how == "each":
            return "u", " ".join(f"{{ {_units_at(scope, c.sort, [n], f'{tag}{i}')} }}" for i, n in enumerate(c.numbers))
        return "u", f"MINUS {{ {_units_at(scope, c.sort, c.numbers, tag, inside=c.how == 'out')} }}"
    if c.how == "out":
        return "", f"FILTER NOT EXISTS {{ {scope.place('{t}', c.sort, c.numbers, tag)} }}"
    numbers = ", ".join(map(str, c.numbers))
    if not numbers:
        return c.sort, ""
    return c.sort, f"{{{c.sort}}} pol:number ?n{tag} FILTER(?n{tag} IN ({numbers}))"


@_pattern.register
def _(c: With, scope: Scope, target: str, tag: str) -> tuple[str, str]:
    held = " ".join(f"{{t}} pol:{scope.role} <{iri}> ." for iri in c.iris)
    listed = " ".join(f"<{iri}>" for iri in c.iris)
    if c.how == "any":
        return "", f"FILTER EXISTS {{ VALUES ?a{tag} {{ {listed} }} {{t}} pol:{scope.role} ?a{tag} }}"
    if c.how == "without":
        return "", " ".join(f"FILTER NOT EXISTS {{ {{t}} pol:{scope.role} <{iri}> }}" for iri in c.iris)
    if c.how in ("first", "last", "unfirst", "later"):
        return _in_the_cell(c, tag, held)
    if c.how == "one":
        there = " + ".join(f"IF(EXISTS {{ {{t}} pol:{scope.role} <{iri}> }}, 1, 0)" for iri in c.iris)
        return "", f"FILTER(({there}) = 1)"
    if c.how == "never":
        shared = (f"FILTER NOT EXISTS {{ ?e{tag} pol:{scope.role} {{u}}, <{iri}> }}" for iri in c.iris)
        return "u", " ".join(shared)
    if c.how == "exactly":
        others = f"FILTER(?a{tag} NOT IN ({', '.join(f'<{iri}>' for iri in c.iris)}))"
        return "", f"{held} FILTER NOT EXISTS {{ {{t}} pol:{scope.role} ?a{tag} {others} }}"
    if c.how == "below":
        tests = (
            f"?e{tag}{i} pol:{scope.role} <{iri}> . {_under(scope, target, f'{tag}{i}')}"
            for i, iri in enumerate(c.iris)
        )
        return target, " ".join(f"FILTER EXISTS {{ {test} }}" for test in tests)
    return "", held


def _in_the_cell(c: With, tag: str, held: str) -> tuple[str, str]:
    """Where in the cell of its task a unit stands; of no unit in particular: that of the row."""
    unit, needs = (f"<{c.iris[0]}>", "") if c.iris else ("{u}", "u")
    if c.how == "first":
        return needs, f"{{t}} pol:firstListedUnit {unit} ."
    if c.how == "last":
        named = f"{{t}} pol:responsibilityText ?r{tag} . {unit} pol:writtenAs ?w{tag}"
        return needs, f"{named} FILTER(STRENDS(?r{tag}, ?w{tag}))"
    task = "{t}" if c.iris else f"?e{tag}"
    return needs, f"{held if c.how == 'later' else ''} FILTER NOT EXISTS {{ {task} pol:firstListedUnit {unit} }}"


def _under(scope: Scope, target: str, tag: str) -> str:
    """That a task ``?e`` stands below the row's clause or section."""
    if target == "s":
        return f"{scope.up(f'?e{tag}', f'?d{tag}', tag)} ?d{tag} pol:partOf+ {{s}} ."
    return scope.up(f"?e{tag}", "{c}", tag)


@_pattern.register
def _(c: Other, scope: Scope, target: str, tag: str) -> tuple[str, str]:
    return "u", f"FILTER({{u}} NOT IN ({', '.join(f'<{iri}>' for iri in c.iris)}))"


@_pattern.register
def _(c: One, scope: Scope, target: str, tag: str) -> tuple[str, str]:
    return "u", f"FILTER({{u}} IN ({', '.join(f'<{iri}>' for iri in c.iris)}))"


@_pattern.register
def _(c: Many, scope: Scope, target: str, tag: str) -> tuple[str, str]:
    x = c.sort
    if not c.number:
        return x, f"FILTER NOT EXISTS {{ {{t}} pol:{scope.role} ?a{tag} }}"
    inner = f"GRAPH <{scope.graph}> {{ {scope.pattern([x, c.of], tag)} }}"
    having = f"HAVING(COUNT(DISTINCT ?{c.of}{tag}) {c.how} {c.number})"
    return x, f"{{ SELECT (?{x}{tag} AS {{{x}}}) {{ {inner} }} GROUP BY ?{x}{tag} {having} }}"


@_pattern.register
def _(c: Called, scope: Scope, target: str, tag: str) -> tuple[str, str]:
    test = {"prefix": "STRSTARTS", "suffix": "STRENDS", "inside": "CONTAINS"}[c.how]
    held = f"{{u}} pol:writtenAs ?w{tag} FILTER({test}(?w{tag}, {text_literal(c.words)}))"
    return "u", f"FILTER NOT EXISTS {{ {held} }}" if c.negated else held


@_pattern.register
def _(c: Begins, scope: Scope, target: str, tag: str) -> tuple[str, str]:
    test = f"{'STRSTARTS' if c.first else 'STRENDS'}(?x{tag}, {text_literal(c.words)})"
    return c.sort, f"{{{c.sort}}} pol:text ?x{tag} FILTER({test})"


@_pattern.register
def _(c: Says, scope: Scope, target: str, tag: str) -> tuple[str, str]:
    tests = []
    for i, word in enumerate(c.words):
        below = f"?h{tag}{i} pol:partOf* {{{c.sort}}} ; pol:text|pol:title ?x{tag}{i}"
        tests.append(f"EXISTS {{ {below} FILTER(CONTAINS(?x{tag}{i}, {text_literal(word)})) }}")
    return c.sort, f"FILTER({(' && ' if c.every else ' || ').join(tests)})"


@_pattern.register
def _(c: Found, scope: Scope, target: str, tag: str) -> tuple[str, str]:
    return c.sort, f"FILTER({{{c.sort}}} IN ({', '.join(f'<{iri}>' for iri in c.iris)}))"


@_pattern.register
def _(c: Single, scope: Scope, target: str, tag: str) -> tuple[str, str]:
    return "u", "FILTER NOT EXISTS { {u} pol:collective true }" if c.alone else "{u} pol:collective true ."


@_pattern.register
def _(c: Always, scope: Scope, target: str, tag: str) -> tuple[str, str]:
    then = " ".join(constraint(one, scope, "t", f"{tag}{i}").pattern for i, one in enumerate(c.then))
    then = then.replace("{t}", f"?e{tag}")
    task = f"?e{tag} a pol:Task . " if scope.has_tasks else f"?e{tag} pol:responsibleUnit ?v{tag} . "
    if c.sort == "t":
        then = then.replace(f"?e{tag}", "{t}")
        return "", f"FILTER NOT EXISTS {{ {then} }}"
    below = f"{task}{_under(scope, c.sort, tag)}"
    return c.sort, f"FILTER NOT EXISTS {{ {below} {then if c.never else f'FILTER NOT EXISTS {{ {then} }}'} }}"


@_pattern.register
def _(c: Like, scope: Scope, target: str, tag: str) -> tuple[str, str]:
    one, lacks = f"?l{tag}", "FILTER NOT EXISTS {{ {0} pol:{2} ?a{3} FILTER NOT EXISTS {{ {1} pol:{2} ?a{3} }} }}"
    both = " ".join(lacks.format(a, b, scope.role, tag) for a, b in ((one, "{t}"), ("{t}", one)))
    return "", f"{one} a pol:Task ; pol:number {c.number} FILTER({one} != {{t}}) {both}"


@_pattern.register
def _(c: Order, scope: Scope, target: str, tag: str) -> tuple[str, str]:
    a, b = (f"<{iri}>" if iri else "{u}" for iri in (c.before, c.behind))
    names = f"{a} pol:writtenAs ?wa{tag} . {b} pol:writtenAs ?wb{tag} ."
    stand = f"CONTAINS(?r{tag}, ?wa{tag}) && CONTAINS(?r{tag}, ?wb{tag})"
    first, second = (f"STRLEN(STRBEFORE(?r{tag}, ?w{x}{tag}))" for x in "ab")
    test = f"{first} + STRLEN(?wa{tag}) + 1 = {second}" if c.next else f"{first} < {second}"
    needs = "" if c.before and c.behind else "u"
    return needs, f"{{t}} pol:responsibilityText ?r{tag} . {names} FILTER({stand} && {test})"


@_pattern.register
def _(c: Within, scope: Scope, target: str, tag: str) -> tuple[str, str]:
    x = c.inner.sort
    inner = query(scope, c.inner, tag)
    where = f"GRAPH <{scope.graph}> {{ {inner.where(tag=tag)} }}"
    return x, f"{{ SELECT DISTINCT (?{x}{tag} AS {{{x}}}) {{ {where} }} }}"


def told(c: Condition) -> str:
    """A condition in words."""
    match c:
        case At():
            places = "、".join(_PLACES[c.sort].format(n) for n in c.numbers) or NAME[c.sort]
            return {"in": "{}", "each": "{}都有", "out": "{}以外", "only": "只在{}"}[c.how].format(places)
        case With():
            return (_WITH if c.names else _WITH_NONE).get(c.how, "{}").format("、".join(c.names))
        case Other():
            return f"{'、'.join(c.names)}以外"
        case One():
            return "、".join(c.names)
        case Many():
            return f"{NAME[c.of]}{_HOW[c.how]}{c.number}" if c.number else f"没有{NAME[c.of]}"
        case Called():
            return f"名称{'不' if c.negated else ''}{ {'prefix': '以“{}”开头', 'suffix': '以“{}”结尾', 'inside': '含“{}”'}[c.how].format(c.words) }"
        case Begins():
            return f"以“{c.words}”{'开头' if c.first else '结尾'}"
        case Says():
            return f"提到{'、'.join(f'“{w}”' for w in c.words)}"
        case _:
            return _told_of_sets(c)


def _told_of_sets(c: Condition) -> str:
    match c:
        case Found():
            return c.told
        case Single():
            return "集合性主体除外" if c.alone else "集合性主体"
        case InEvery():
            return "每一项都有"
        case Like():
            return f"与任务{c.number}责任单位相同"
        case Order():
            return c.told
        case AsMany():
            other = "、".join(map(told, c.than.conditions))
            return f"{NAME[c.of]}数{ {'=': '等于', '>': '多于', '<': '少于'}[c.how] }{other}"
        case Always():
            return f"{'没有一项' if c.never else '每一项都'}{'、'.join(map(told, c.then))}"
        case Top():
            place = f"前{c.first}位" if c.first else f"第{c.rank}" if c.rank > 1 else ""
            return f"{NAME[c.of]}{place}最{'多' if c.most else '少'}"
        case Within():
            return "、".join(map(told, c.inner.conditions))
        case _:
            return ""


def evidence_of(made: SetQuery) -> str:
    """The tasks a set rests on, each with the member of the set it speaks for."""
    shown = "?t" if made.target == "t" else f"?t ?{made.target}"
    return f"{PREFIX}SELECT DISTINCT {shown} ?at {{ GRAPH <{made.scope.graph}> {{ {made.where()} ?t pol:order ?at }} }} ORDER BY ?at"


__all__ = ["constraint", "evidence_of", "query", "told"]
