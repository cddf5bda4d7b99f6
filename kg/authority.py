"""The authority lists of ``corpus/authority``: who is who, by name, short name and place.

They are data: a body, a place or a word is added there, never here. Loaded once, on first use.

>>> central_units()["发展改革委"].name, central_units()["教育部"].subkind
('国家发展和改革委员会', 'national-ministry')
>>> [body.full_name for body in bodies()["教委"]]
['{place}教育委员会']
>>> places()["滨海新区"][0].parent
'天津市'
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.locations import CORPUS

FOLDER = CORPUS / "authority"


@dataclass(frozen=True, slots=True)
class CentralUnit:
    """A body of the whole country. ``national_aliases`` name it only where the whole country speaks."""

    name: str
    aliases: tuple[str, ...]
    national_aliases: tuple[str, ...]
    subkind: str | None
    since: str | None = None
    until: str | None = None
    successor: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A kind of body that many places have; ``full_name`` says how a place's own is called."""

    body: str
    short_forms: tuple[str, ...]
    full_name: str
    subkind: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """A place; ``short`` is the name without the word for its rank, where people say it so."""

    name: str
    short: str
    level: str
    kind: str
    parent: str | None


def rows(name: str, folder: Path = FOLDER) -> list[dict[str, str]]:
    """The rows of a list, by column."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@cache
def central_units() -> dict[str, CentralUnit]:
    """Every name and short name of a central body, with the body; the body of today before one of the past."""
    units = [
        CentralUnit(
            row["name"], _list(row["aliases"]), _list(row["national_aliases"]), row["subkind"] or None,
            row["since"] or None, row["until"] or None, row["successor"] or None,
        )
        for row in rows("units.csv")
    ]  # fmt: skip
    found: dict[str, CentralUnit] = {unit.name: unit for unit in units}
    for unit in sorted(units, key=lambda unit: unit.until is not None):
        for alias in (*unit.aliases, *unit.national_aliases):
            found.setdefault(alias, unit)
    return found


@cache
def bodies() -> dict[str, tuple[Body, ...]]:
    """Every name and short form of a local kind of body (without its place), with the kinds it may mean."""
    found: dict[str, tuple[Body, ...]] = {}
    known = [
        Body(r["body"], _list(r["short_forms"]), r["full_name"], r["subkind"] or None)
        for r in rows("bodies.csv")
        if "{" not in r["body"]
    ]
    for body in known:
        found[body.body] = (body,)
    for body in known:
        for short in body.short_forms:
            if (short,) != (body.body,) and not any(body.body == b.body for b in found.get(short, ())):
                found[short] = (*found.get(short, ()), body)
    return found


@cache
def patterned_bodies() -> tuple[Body, ...]:
    """Bodies whose name has its place inside: 人民银行{short}分行, 团{level}委."""
    return tuple(
        Body(r["body"], _list(r["short_forms"]), r["full_name"], r["subkind"] or None)
        for r in rows("bodies.csv")
        if "{" in r["body"]
    )


@cache
def places() -> dict[str, tuple[Place, ...]]:
    """Every place by its name and by its short name; the higher one first where two share it."""
    known = [Place(r["name"], r["short"], r["level"], r["kind"], r["parent"] or None) for r in rows("places.csv")]
    found: dict[str, tuple[Place, ...]] = {}
    for place in known:
        for name in {place.name, place.short} - {""}:
            found[name] = (*found.get(name, ()), place)
    return found


@cache
def words(kind: str) -> tuple[str, ...]:
    """The words of a list in ``words.csv``, longest first, ready for an alternation."""
    found = {row["word"] for row in rows("words.csv") if row["list"] == kind}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@dataclass(frozen=True, slots=True)
class Policy:
    """A document everybody in the field knows, with its number and popular names. ``certain``: checked facts."""

    title: str
    number: str | None
    issuers: tuple[str, ...]
    issued: str | None
    popular: tuple[str, ...]
    certain: bool


@cache
def policies() -> dict[str, tuple[Policy, ...]]:
    """Title, or popular name, without white space → the documents that go by it, the newest first.

    >>> [p.number for p in policies()["职教20条"]]
    ['国发〔2019〕4号']
    """
    found: dict[str, tuple[Policy, ...]] = {}
    for r in sorted(rows("policies.csv"), key=lambda row: row["issued"], reverse=True):
        policy = Policy(
            r["title"], r["number"] or None, _list(r["issuers"]), r["issued"] or None, _list(r["popular"]), r["certain"] == "yes"
        )  # fmt: skip
        for name in {"".join(policy.title.split()), *policy.popular}:
            found[name] = (*found.get(name, ()), policy)
    return found
