"""Which of two numbers is more, told as people tell it: the winner, 11个对6个, or 一样多，各3项."""

from __future__ import annotations


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
