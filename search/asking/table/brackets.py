"""Units in brackets behind single sentences, 推动秸秆全量利用。（农业农村部指导）, counted over the whole document.

农业农村部被列为指导单位的有几处; 生态环境部和商务部谁被点名多，各几次; 哪几条点到财政部. Where brackets end provisions the graph holds their
units and the table's grammar reads the question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from search.asking.matter.bracket_plans import BRACKET, DIVIDES, ROLED
from search.asking.more_of_two import more_of_two
from search.asking.plan import Plan
from search.asking.reader import Reader
from search.asking.sets import PREFIX, text_literal
from search.index import Engine

_GATE = re.compile(r"出现|点名|点到|点得|被点|列为|列入|列在|露面|指导|参与|牵头|负责|提到")
_COUNT = re.compile(r"(?<![哪第])(?:几|多少)(?P<each>[处次项条个])")
_CLAUSES = re.compile(r"哪[些几一两三]?条")
_MORE = re.compile(r"(?:谁|哪)[^，。？]{0,20}?(?P<way>[多少])(?!少)|更(?P<more>[多少])")
_MOST = re.compile(r"最多")
_BOTH = re.compile(r"都|同时|一起|共同|一并")
_ROLE = re.compile(r"牵头|指导|参与(?!指导|负责)|配合|落实")
_LEAST = 6
"""Brackets behind sentences, for the document to be one that names units so."""


@dataclass(frozen=True, slots=True)
class Part:
    """The units of one part in one bracket: its place, the part, the clause."""

    start: int
    end: int
    role: str
    names: tuple[str, ...]
    clause: str


@lru_cache(maxsize=32)
def _parts(engine: Engine, state: str, document: str) -> tuple[Part, ...]:
    """All parts of all brackets that stand inside provisions; none where most of these end provisions."""
    text = engine.library.text(document)
    own = [p for p in engine.passages if p.document == document and p.kind in ("clause", "article", "item")]
    held = [p for p in own if p.units]
    brackets = list(BRACKET.finditer(text))
    if len(brackets) < _LEAST or len(held) > len(brackets) / 2:
        return ()
    found = []
    for bracket in brackets:
        inside = [p for p in own if p.start <= bracket.start() < p.start + len(p.text)]
        clause = max(inside, key=lambda p: p.start).iri if inside else ""
        for part in ROLED.finditer(text, bracket.start() + 1, bracket.end() - 1):
            names = tuple(n for n in DIVIDES.split(part["names"]) if n)
            found.append(Part(*part.span("names"), part["role"], names, clause))
    return tuple(found)


def brackets_plan(r: Reader) -> Plan | None:
    """How often units stand in brackets; ``None``: not asked so, or the document names none behind its sentences."""
    said = r.q.text
    if not _GATE.search(said) or not (
        _COUNT.search(said) or _CLAUSES.search(said) or _MORE.search(said) or _MOST.search(said)
    ):
        return None
    parts = _parts(r.engine, r.engine.library.state(), r.asked.document)
    units = list(_named(said, parts))
    role = _ROLE.search(said)
    if role is not None and any(p.role == role[0] for p in parts):
        parts = tuple(p for p in parts if p.role == role[0])
    if not parts or len(units) > len("ab"):
        return None
    if not units:
        return _most(r, parts) if _MOST.search(said) and re.search("部门|单位|部委|谁", said) else None
    if len(units) == len("ab") and not _BOTH.search(said):
        return _compared(r, parts, units) if _MORE.search(said) else None
    return _held(r, parts, units)


def _named(said: str, parts: tuple[Part, ...]) -> Iterator[str]:
    """The units of the brackets that the question names, in its order."""
    names = sorted({n for p in parts for n in p.names}, key=len, reverse=True)
    found = {}
    for name in names:
        at = said.find(name)
        if at >= 0:
            found[at] = name
            said = said.replace(name, "，" * len(name))
    yield from (found[at] for at in sorted(found))


def _where(r: Reader, parts: tuple[Part, ...], units: list[str]) -> str:
    """The parts in which all units stand, cut out of the source, each with its clause."""
    places = " ".join(f"({p.start + 1} {p.end - p.start} {f'<{p.clause}>' if p.clause else 'UNDEF'})" for p in parts)
    tests = " ".join(
        f"FILTER(REGEX(?units, {text_literal(f'(^|[、，和及]){re.escape(u)}($|[、，等和及])')}))" for u in units
    )
    return (
        f"GRAPH <{r.asked.graph}> {{ <{r.asked.document}> pol:sourceText ?text VALUES (?from ?length ?t) {{ {places} }} "
        f"BIND(SUBSTR(?text, ?from, ?length) AS ?units) {tests} }}"
    )


def _evidence(parts: tuple[Part, ...], units: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.clause for p in parts if p.clause and set(units) & set(p.names)))


def _counted(said: str) -> tuple[str, str]:
    """What is counted, brackets or their clauses, and its measure."""
    count = _COUNT.search(said)
    each = count["each"] if count is not None else "次"
    return ("?t", "条") if each == "条" else ("?from", each)


def _held(r: Reader, parts: tuple[Part, ...], units: list[str]) -> Plan | None:
    where, told = _where(r, parts, units), "、".join(units)
    evidence = _evidence(parts, units)
    if not evidence:
        return None
    if _CLAUSES.search(r.q.text):
        sparql = f"{PREFIX}SELECT DISTINCT ?value ?t {{ {where} GRAPH <{r.asked.graph}> {{ ?t pol:citationLabel ?value ; pol:order ?at }} }} ORDER BY ?at"
        return Plan(sparql, f"查找括号中点到{told}的条款", f"点到{told}的是", evidence)
    what, measure = _counted(r.q.text)
    sparql = f"{PREFIX}SELECT (COUNT(DISTINCT {what}) AS ?value) {{ {where} }}"
    return Plan(sparql, f"统计括号中点到{told}的次数", f"点到{told}的共", evidence, measure)


def _compared(r: Reader, parts: tuple[Part, ...], units: list[str]) -> Plan:
    """Which of two units is named more often."""
    what, measure = _counted(r.q.text)
    counts = " ".join(
        f"{{ SELECT (COUNT(DISTINCT {what}) AS ?n{i}) {{ {_where(r, parts, [u])} }} }}" for i, u in enumerate(units)
    )
    way = _MORE.search(r.q.text)
    most = way is None or "少" not in (way["way"], way["more"])
    winner, numbers = more_of_two((text_literal(units[0]), text_literal(units[1])), most, measure)
    sparql = f"{PREFIX}SELECT ?value ?value2 {{ {counts} BIND({winner} AS ?value) BIND({numbers} AS ?value2) }}"
    return Plan(sparql, f"比较括号中点到{units[0]}与{units[1]}的次数", "比较结果：", _evidence(parts, units))


def _most(r: Reader, parts: tuple[Part, ...]) -> Plan:
    """The units named most often."""
    what, measure = _counted(r.q.text)
    names = list(dict.fromkeys(n for p in parts for n in p.names))
    values = f"VALUES ?name {{ {' '.join(map(text_literal, names))} }}"
    test = 'FILTER(REGEX(?units, CONCAT("(^|[、，和及])", ?name, "($|[、，等和及])")))'
    inner = f"SELECT ?name (COUNT(DISTINCT {what}) AS ?n) {{ {values} {_where(r, parts, [])} {test} }} GROUP BY ?name"
    best = f"{{ SELECT (MAX(?m) AS ?best) {{ {{ {inner.replace('?n)', '?m)')} }} }} }}"
    number = f' (CONCAT(STR(?n), "{measure}") AS ?value2)' if _COUNT.search(r.q.text) else ""
    sparql = f"{PREFIX}SELECT (?name AS ?value){number} {{ {{ {inner} }} {best} FILTER(?n = ?best) }}"
    return Plan(sparql, "查找括号中点到最多的单位", "点到最多的是", _evidence(parts, names))


__all__ = ["brackets_plan"]
