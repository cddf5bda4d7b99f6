"""Who answers for what: the unit column of a task table, and （X部、Y部负责，Z配合） after a clause.

A list is read as printed: `、`, `，` and 和 separate units, 牵头 and 配合 give them roles, and what is no
unit (部市共建、协调推进 is a manner) gives nothing.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.jurisdiction import jurisdiction
from kg.model import Cell, Mention, Outline, Provision, Responsibility, Role, Source
from kg.regions import Region, regions
from kg.resolve import Resolver
from kg.unitlists import Listed, read_list

_HEADS: tuple[tuple[re.Pattern[str], Role], ...] = (
    (re.compile(r"^(?:牵头|主办|主责|第一责任)(?:责任)?(?:单位|部门|机构|人)?(?:及分工)?$"), "lead"),
    (re.compile(r"^(?:配合|参与|参加|协办|协同|协助|会办)(?:责任)?(?:单位|部门|机构)?$"), "supporting"),
    (re.compile(r"^(?:主要)?(?:责任|负责|落实|实施|承办|承担|分工|指导|完成)(?:单位|部门|主体|机构|科室|处室)(?:及分工)?$"), "responsible"),
    (re.compile(r"^(?:责任分工|任务分工|部门|单位|部门分工)$"), "responsible"),
)  # fmt: skip
_BRACKET = re.compile(r"[（(\[【〔]([^（）()\[\]【】〔〕]{2,300}?)[）)\]】〕]")
_SAYS_WHO = re.compile(r"负责|牵头|配合|责任单位|责任部门|牵头单位|落实$|实施$|参与|协同")
_LABELLED = re.compile(
    r"(?:^|(?<=[。；;]))(?:责任单位|责任部门|牵头单位|牵头部门|主责单位|负责单位|负责部门|实施单位)[：:]"
    r"[^。；;]{2,300}(?:[；;](?:配合|参与|协办|责任|参加)(?:单位|部门)[：:][^。；;]{2,300})*"
)
_BY = re.compile(r"(?:^|[，。；、：])由([^，。；：（）“”]{2,80}?)(牵头|负责|会同)")
_FIRST_LEADS = re.compile(r"(?:列|排)?(?:在)?第一(?:位|个)(?:的|者)?(?:部门|单位)?为?(?:牵头|主办)")
_CARRY = re.compile(
    r"(?:以下|下列|下述)(?:各项)?(?:责任单位|任务|各条)?(?:均|都)(?:包括|含|需要?|由)(.{2,60}?)(?:负责)?(?:落实)?(?:，?不再(?:一一)?列出|$|[，。；])"
)


def responsibilities(source: Source, outline: Outline, mentions: Sequence[Mention] = ()) -> tuple[Responsibility, ...]:
    """Every provision that says who answers for it, with each unit, its role and its place in the list."""
    resolver = Resolver(jurisdiction(outline.metadata))
    found = [*_from_tables(source, outline, resolver), *_from_text(source, outline, resolver)]
    unique: dict[tuple[str, str], Responsibility] = {}
    begins = {p.key: p.heading_start for p in outline.provisions}
    # units that a bracket far above carries on to all provisions stand behind a provision's own
    for r in sorted(found, key=lambda r: (r.start < begins[r.provision], r.start, r.end)):
        unique.setdefault((r.provision, r.unit.name), r)
    return tuple(_ranked(unique.values()))


def _ranked(found: Iterable[Responsibility]) -> Iterator[Responsibility]:
    """Rank within each provision, in text order."""
    count: dict[str, int] = {}
    for r in found:
        rank = count.get(r.provision, 0)
        count[r.provision] = rank + 1
        yield replace(r, rank=rank)


# ------------------------------------------------------------------ tables
def _from_tables(source: Source, outline: Outline, resolver: Resolver) -> Iterator[Responsibility]:
    starts = [p.heading_start for p in outline.provisions]
    for table in source.tables:
        grid = table.grid()
        head, columns = _unit_columns(source.text, grid)
        if not columns:
            continue
        for row in grid[head + 1 :]:
            provision = _provision_of(row, columns, outline.provisions, starts)
            if provision is None:
                continue
            for column, role in columns.items():
                cell = row[column] if column < len(row) else None
                if cell is not None:
                    yield from _from_cell(source, cell, role, provision.key, resolver)


def _unit_columns(text: str, grid: Sequence[Sequence[Cell | None]]) -> tuple[int, dict[int, Role]]:
    """The row with the column heads (among the first three) and the columns that name units."""
    for index, row in enumerate(grid[:3]):
        columns: dict[int, Role] = {}
        for column, cell in enumerate(row):
            words = "".join(text[cell.start : cell.end].split()) if cell else ""
            for pattern, role in _HEADS:
                if pattern.match(words):
                    columns[column] = role
                    break
        if columns and len(row) > len(columns):
            return index, columns
    return 0, {}


def _provision_of(
    row: Sequence[Cell | None], columns: dict[int, Role], provisions: Sequence[Provision], starts: list[int]
) -> Provision | None:
    """The provision that begins in one of the row's own cells: a task, else the outermost."""
    found: list[Provision] = []
    for column, cell in enumerate(row):
        if cell is None or column in columns:
            continue
        i = bisect.bisect_left(starts, cell.start)
        while i < len(provisions) and starts[i] < max(cell.end, cell.start + 1):
            found.append(provisions[i])
            i += 1
    tasks = [p for p in found if p.kind == "task"]
    own = tasks or [p for p in found if p.kind not in ("annex", "part", "section")]
    return own[-1] if tasks else (own[0] if own else None)


def _from_cell(source: Source, cell: Cell, role: Role, key: str, resolver: Resolver) -> Iterator[Responsibility]:
    region = Region.of(source.text, cell.start, cell.end, key)
    if region.text:
        for unit in read_list(region.text, resolver, role=role, strict=False):
            start, end = region.span(unit.start, unit.end)
            yield Responsibility(key, unit.entity, unit.role, start, end, 0)


# -------------------------------------------------------------------- text
@dataclass
class _State:
    """What a bracket may say of all that follow it."""

    first_leads: bool = False
    carried: tuple[tuple[Listed, int, int], ...] = ()


def _from_text(source: Source, outline: Outline, resolver: Resolver) -> Iterator[Responsibility]:
    state = _State()
    kinds = {p.key: p.kind for p in outline.provisions}
    for region in regions(source, outline):
        if region.key is None or kinds[region.key] in ("preamble", "part", "annex"):
            continue
        for m in _BRACKET.finditer(region.text):
            if _SAYS_WHO.search(m[1]):
                yield from _bracket(region, m.start(1), m[1], state, resolver)
        for m in _LABELLED.finditer(region.text):
            yield from _said(region, m.start(), read_list(m[0], resolver, strict=False))
        if not region.heading:
            for m in _BY.finditer(region.text):
                role: Role = "lead" if m[2] in ("牵头", "会同") else "responsible"
                units = read_list(m[1], resolver, role=role, strict=True)
                yield from _said(region, m.start(1), units)


def _bracket(region: Region, at: int, words: str, state: _State, resolver: Resolver) -> Iterator[Responsibility]:
    """One bracket, and what it lays down for those after it."""
    carry = _CARRY.search(words)
    if _FIRST_LEADS.search(words):
        state.first_leads = True
    body = words[: carry.start()] if carry else words
    units = read_list(body, resolver, strict=True)
    if state.first_leads and units and not any(u.role == "lead" for u in units):
        units = (replace(units[0], role="lead"), *units[1:])
    yield from _said(region, at, units)
    if units:
        key = region.key or ""
        for unit, start, end in state.carried:
            yield Responsibility(key, unit.entity, unit.role, start, end, 0)
    if carry:
        extra = read_list(carry[1], resolver, strict=True)
        spans = [region.span(at + carry.start(1) + u.start, at + carry.start(1) + u.end) for u in extra]
        state.carried += tuple((u, *s) for u, s in zip(extra, spans, strict=True))


def _said(region: Region, at: int, units: Sequence[Listed]) -> Iterator[Responsibility]:
    for unit in units:
        start, end = region.span(at + unit.start, at + unit.end)
        yield Responsibility(region.key or "", unit.entity, unit.role, start, end, 0)
