"""Which of two numbers is more, told as people tell it: the winner, 11个对6个, or 一样多，各3项."""

from __future__ import annotations

import re
from collections.abc import Sequence

from search.asking.cuts import count_query
from search.asking.sets import PREFIX


def more_of_two(names: tuple[str, str], most: bool, measure: str, each: str = "") -> tuple[str, str]:
    """SPARQL expressions over ``?n0`` and ``?n1``: the name that wins, and both numbers, the winner's first.

    ``names`` are expressions of the two; ``most``: more wins, else fewer; ``each`` is the measure of the numbers where it
    is another than that of both together.

    >>> more_of_two(("?a", "?b"), True, "项")[0]
    'IF(?n0 = ?n1, CONCAT("一样多，各", STR(?n0), "项"), IF(?n0 > ?n1, ?a, ?b))'
    """
    better, unit = "?n0 > ?n1" if most else "?n0 < ?n1", each or measure
    equal = f'CONCAT("一样多，各", STR(?n0), "{measure}")'
    numbers = f'CONCAT(STR(IF({better}, ?n0, ?n1)), "{unit}对", STR(IF({better}, ?n1, ?n0)), "{unit}")'
    winner = f"IF({better}, {names[0]}, {names[1]})"
    return f"IF(?n0 = ?n1, {equal}, {winner})", f"IF(?n0 = ?n1, {equal}, {numbers})"


_APART = re.compile(r"(?:相?差(?:了|出)?|[多少](?:了|出)?)(?:多少|几)[条项个家种句类]")


def apart(said: str, unit: str) -> str:
    """The expression of how far both numbers lie apart, where a question asks that; else nothing.

    >>> apart("哪一章条数多？多几条？", "条"), apart("各几条？", "条")
    ('IF(?n0 = ?n1, CONCAT("一样多，各", STR(?n0), "条"), CONCAT(STR(ABS(?n0 - ?n1)), "条"))', '')
    """
    equal = f'CONCAT("一样多，各", STR(?n0), "{unit}")'
    return (
        f'IF(?n0 = ?n1, {equal}, CONCAT(STR(ABS(?n0 - ?n1)), "{unit}"))'
        if _APART.search(said) and "各" not in said
        else ""
    )


def more_listed(
    source: tuple[str, str], lists: Sequence[Sequence[tuple[int, int]]], told: tuple[str, str], both: bool
) -> str:
    """A query for which of two lists is longer; ``both``: with the two numbers.

    ``source`` is the document and its graph, ``lists`` the offsets of the items, ``told`` the expressions of
    :func:`more_of_two`.
    """
    counts = []
    for n, spans in enumerate(lists):
        query = count_query(source[0], spans, source[1]).removeprefix(PREFIX)
        for name in ("value", "item", "text", "from", "length"):
            query = query.replace(f"?{name}", f"?n{n}" if name == "value" else f"?{name}{n}")
        counts.append(f"{{ {query} }}")
    binds = " ".join(f"BIND({one} AS ?value{n})" for one, n in zip(told, ("", "2"), strict=True) if both or not n)
    return f"{PREFIX}SELECT {'?value ?value2' if both else '?value'} {{ {' '.join(counts)} {binds} }}"


__all__ = ["apart", "more_listed", "more_of_two"]
