"""The logical form of a question about the table of tasks: sets under conditions, and what is asked of them.

Sorts are letters: ``t`` tasks, ``u`` units, ``c`` clauses, ``s`` sections, ``p`` support items. A set holds all of its
sort that meet every condition; conditions may speak of any sort, as tasks, their units, clauses and sections stand in
one row of the table. A condition may hold another set (``Within``), so that sets nest as deep as the question does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class At:
    """Where the row stands: ``in`` one of the provisions, ``each`` of them, ``out`` of all, ``only`` there."""

    sort: str
    numbers: tuple[int, ...]
    how: str = "in"


@dataclass(frozen=True, slots=True)
class With:
    """The units of the task: ``all`` of these, ``any``, ``one`` of them and no more, ``exactly`` these, ``without`` them.

    This one stands ``first``, ``last``, ``later``, or not first (``unfirst``: it may be absent); ``never``: of units, those that
    share no task with these. ``first`` of no unit in particular: the row's unit is the first.
    """

    iris: tuple[str, ...]
    names: tuple[str, ...]
    how: str = "all"


@dataclass(frozen=True, slots=True)
class Other:
    """Units besides these."""

    iris: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class One:
    """The unit is one of these."""

    iris: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Many:
    """The row's ``sort`` has ``number`` (at least, at most) of ``of``; ``0`` is none at all."""

    sort: str
    of: str
    number: int
    how: str = "="
    inside: bool = False
    """Counted in the place the question names, not in the whole table."""


@dataclass(frozen=True, slots=True)
class Called:
    """Units by their names: ``prefix``, ``suffix`` or ``inside``; ``negated``: those not called so."""

    words: str
    how: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Begins:
    """Provisions whose text begins (or ``not first``: ends) with these words."""

    sort: str
    words: str
    first: bool = True


@dataclass(frozen=True, slots=True)
class Says:
    """Provisions whose text holds all (any) of these words."""

    sort: str
    words: tuple[str, ...]
    every: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """Provisions that search finds for the words of the question."""

    sort: str
    iris: tuple[str, ...]
    told: str


@dataclass(frozen=True, slots=True)
class Single:
    """Units that are one body, or (not ``alone``) that stand for many: 各区人民政府."""

    alone: bool = True


@dataclass(frozen=True, slots=True)
class InEvery:
    """Stands in every ``across`` of the set: a unit of every task of a clause."""

    across: str


@dataclass(frozen=True, slots=True)
class Always:
    """``then`` holds for every (``never``: for no) task of the clause or section; of a task (``t``): it does not hold."""

    sort: str
    then: tuple[Condition, ...]
    never: bool = False


@dataclass(frozen=True, slots=True)
class Like:
    """Tasks with exactly the units of the task of this number."""

    number: int


@dataclass(frozen=True, slots=True)
class Order:
    """In the cell of the task one unit stands before another, right before it if ``next``; no unit: that of the row."""

    before: str
    behind: str
    next: bool
    told: str


@dataclass(frozen=True, slots=True)
class AsMany:
    """As many ``of`` (more, fewer) as the member of another set, which is no member itself."""

    of: str
    than: Set
    how: str = "="


@dataclass(frozen=True, slots=True)
class Top:
    """Those with the most (fewest) ``of``: the ``rank``-th, or the ``first`` so many."""

    of: str
    most: bool = True
    rank: int = 1
    first: int = 0


@dataclass(frozen=True, slots=True)
class Within:
    """The row's member of another set's sort is in that set."""

    inner: Set


Condition = (
    At
    | With
    | Other
    | One
    | Many
    | Called
    | Begins
    | Says
    | Found
    | Single
    | InEvery
    | Always
    | Like
    | Order
    | AsMany
    | Top
    | Within
)


@dataclass(frozen=True, slots=True)
class Set:
    """All of ``sort`` that meet every condition; ``Top`` and ``InEvery`` are taken of those that meet the others."""

    sort: str
    conditions: tuple[Condition, ...] = ()

    def also(self, *more: Condition) -> Set:
        """The set under further conditions."""
        return replace(self, conditions=(*self.conditions, *more))

    def of(self, sort: str) -> Set:
        """Another sort out of the same rows."""
        return replace(self, sort=sort)


@dataclass(frozen=True, slots=True)
class Listed:
    """The members, how many there are, or both; ``told``: with the number a ``Top`` goes by."""

    sets: tuple[Set, ...]
    members: bool = True
    number: bool = False
    told: bool = False
    also: tuple[Set, ...] = ()
    """Sets of which the number is asked besides."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Each member with what it belongs to: 任务7：第（三）条."""

    one: Set
    other: str


@dataclass(frozen=True, slots=True)
class Each:
    """Each member with how many ``of`` it has: 第（三）条：3项."""

    one: Set
    of: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Sets side by side, each under its name: which is the largest (smallest)."""

    names: tuple[str, ...]
    labels: tuple[str, ...]
    """Patterns that bind the label to ``?v0``, ``?v1`` …"""
    sets: tuple[Set, ...]
    most: bool = True
    told: bool = True
    winner: bool = True
    gap: bool = False
    """By how many, too."""
    measure: str = ""
    """What the numbers are said in, where not as usual: 次."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How many more ``of`` the largest of the set has than the smallest."""

    one: Set
    of: str


@dataclass(frozen=True, slots=True)
class Parted:
    """The members with and without something, each under its own words: 有：任务7；没有：任务8."""

    names: tuple[str, str]
    sets: tuple[Set, Set]


@dataclass(frozen=True, slots=True)
class Share:
    """How large a part of the whole a set is."""

    one: Set
    whole: Set


@dataclass(frozen=True, slots=True)
class Mean:
    """How many ``of`` each of the set has on average."""

    one: Set
    of: str


@dataclass(frozen=True, slots=True)
class Whether:
    """Whether the set has members, or (``none``) has none; ``then``: with these as well."""

    of: Set
    none: bool = False
    more: Set | None = None
    """What is asked besides: the exceptions."""


@dataclass(frozen=True, slots=True)
class Longer:
    """Whether the first set is larger (smaller, as large) than the second."""

    sets: tuple[Set, Set]
    how: str = ">"


@dataclass(frozen=True, slots=True)
class Same:
    """Whether two provisions have the same units; the difference is asked by ``Listed``."""

    one: Set
    other: Set
    differ: bool = False
    """Whether it is asked if they differ."""


Form = Listed | Pairs | Each | Compared | Spread | Parted | Share | Mean | Whether | Longer | Same
