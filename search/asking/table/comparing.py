"""Two units or provisions side by side: which has more, by how many, are they the same."""

from __future__ import annotations

import re
from dataclasses import replace

from search.asking.table.asks import Ask
from search.asking.table.conditions import conditions as conditions_of
from search.asking.table.forms import (
    Always,
    At,
    Compared,
    Condition,
    Form,
    InEvery,
    Like,
    Listed,
    Longer,
    Many,
    Same,
    Set,
    Whether,
    With,
)
from search.asking.table.topics import Finder
from search.asking.table.words import Line, Word

_MORE = re.compile(
    r"(?:谁|哪)[^，。？]{0,18}?(?:[大高重忙闲轻频]|(?<!多)少|多(?!少))|[更较][多少]|(?:多|(?<!多)少)(?:一?些|一?点)?[？?]?$|一样多|同样多|相比|比.{2,20}[多少]|对比|比较|[多少]，?还是|谁[多大]谁[少小]|相?差(?:了|出)?(?:几|多少)"
)
_FEWER = re.compile(
    r"(?:[更较]|(?<!谁多)谁|哪[^，；。]{0,14})(?:(?<!多)少(?!不)|[轻闲])|(?<!多)少(?:一些|一点)?[？?]?$"
)
_CHOICE = re.compile(
    r"U[和与跟、及同]U[^U]{0,8}H[^U，]{0,7}[多少]|[是论]?U[^UY，]{0,8}[多少]?[，]?Y[^UY，]{0,3}U[^UY，]{0,8}[多少]"
)


def chooses(line: Line) -> bool:
    """Whether one of two is to be chosen: 市教委多还是市人社局多."""
    return _CHOICE.search(line.codes) is not None


def _compares(line: Line, asked: tuple[Ask, ...], sides: list[Word]) -> bool:
    """Whether two things stand side by side, and one of the two, or their numbers, is asked for."""
    if not _MORE.search(line.text) or (line.has("LlDr") and not re.search(r"[多少差][出了]?(?:几|多少)", line.text)):
        return False
    if len(sides) != 2 or any(
        not a.number and a.sort != sides[0].sort for a in asked if a.sort in "tucs" and _is_thing(line, a)
    ):
        return False
    # 两条相比，后者有而前者没有的是谁: units are asked, not one of the two
    units = any(a.sort == "u" and not a.number for a in asked)
    return not (sides[0].unit is None and line.has("X") and units)


def compared(line: Line, asked: tuple[Ask, ...], finder: Finder) -> Form | None:
    """Two units, clauses, sections or tasks side by side."""
    sides = _sides(line)
    if not _compares(line, asked, sides):
        return None
    counted = _of_what(line, sides[0].sort)
    how = _kept(line, sides)
    rest_line = line.without(
        tuple(w for w in line.words if w.code == sides[0].sort.upper() or w.code in "GeXYK" + ("FO@" if how else ""))
    )
    conditions = conditions_of(rest_line, counted, finder)
    if conditions is None:
        return None
    conditions = [c for c in conditions if not isinstance(c, Many)]
    sets = tuple(Set(counted, (*conditions, _side(w, how))) for w in sides)
    if line.has("y") and not any(not a.number for a in asked):
        how = "=" if line.has("e=") else "<" if re.search(r"少", line.text) else ">"
        return Longer((sets[0], sets[1]), how)
    most = not _FEWER.search(line.text)
    gap = re.search(r"[多少差][出了]?(?:几|多少)", line.text) is not None
    who = bool(re.search(r"谁|哪|还是", line.text)) or not gap
    names = tuple(w.said for w in sides)
    labels = tuple(_label(w, i) for i, w in enumerate(sides))
    told = sides[0].unit is None or any(a.number for a in asked)
    said = re.search(r"[几多少]+([次条])", line.text) if counted == "t" else None
    times = said[1] if said is not None else ""
    return Compared(names, labels, sets, most, told, who, gap, times)


def _kept(line: Line, sides: list[Word]) -> str:
    """Which of the tasks of two units count: those where they stand first, or stand alone."""
    if sides[0].unit is None:
        return ""
    alone = line.has("O") and re.search(r"O[^，#CSTP]{0,4}[Vt]", line.codes) is not None
    return "first" if line.has("F@") else "exactly" if alone else ""


def _is_thing(line: Line, ask: Ask) -> bool:
    """Whether members are asked that are none of the sides: 多出哪几家."""
    return (
        line.words[ask.at].said not in ("谁", "哪家", "哪个", "谁多谁少", "谁大谁小")
        and re.match(r"[^，]{0,4}[多少]", line.text[line.words[ask.at].end :]) is None
    )


def _sides(line: Line) -> list[Word]:
    units = {w.unit.iri: w for w in line.of("U") if w.unit is not None}
    if len(units) == 2:
        return list(units.values())
    for code in "CSTP":
        numbers = [(w, n) for w in line.of(code) for n in w.numbers]
        if len(numbers) == 2 and not (units and code == "T"):
            return [
                replace(
                    w,
                    numbers=(n,),
                    said={"c": "第{}条", "s": "第{}部分", "t": "任务{}", "p": "支持政策{}"}[w.sort].format(n),
                )
                for w, n in numbers
            ]
    return []


def _of_what(line: Line, side: str) -> str:
    if side == "t":
        return "u"
    behind = re.search(r"多[出了]?([tucs])", _sorted_text(line))
    if behind and behind[1] != side:
        return behind[1]
    near: list[str] = re.findall(r"([tucs])(?=[^tucs，]{0,5}[多少])", re.sub(r"\s", "", _sorted_text(line)))
    others = [x for x in near if x != side]
    if others:
        return others[-1]
    if side == "u":
        return next((x for x in "tcs" if x in line.codes), "t")
    return "u" if side == "p" or ("u" in line.codes and "t" not in line.codes) else "t"


def _sorted_text(line: Line) -> str:
    return "".join(w.sort if w.code in "tucspWM" and w.sort and w.said[0] != "谁" else w.said for w in line.words)


def _side(word: Word, how: str) -> Condition:
    if word.unit is not None:
        return With((word.unit.iri,), (word.unit.said,), how or "all")
    return At(word.sort, word.numbers)


def _label(word: Word, i: int) -> str:
    if word.unit is not None:
        return f"<{word.unit.iri}> pol:writtenAs ?v{i} ."
    kind = {"c": "Clause", "s": "Section", "t": "Task", "p": "SupportItem"}[word.sort]
    return f"?x{i} a pol:{kind} ; pol:number {word.numbers[0]} ; pol:citationLabel ?v{i} ."


def same_units(line: Line, asked: tuple[Ask, ...]) -> Form | None:
    """Whether two provisions have the same units; or which tasks have those of one."""
    things = [(w.sort, n) for w in line.of("TCSP") for n in w.numbers]
    if line.has("D") and line.has("y") and len(things) == 2 and not asked and not line.has("U"):
        a, b = (Set("u", (At(sort, (n,)),)) for sort, n in things)
        return Same(a, b, differ=True)
    if (alike := _all_alike(line, asked)) is not None:
        return alike
    if not line.has("=") or line.has("U"):
        return None
    if len(things) == 2 and not asked:
        a, b = (Set("u", (At(sort, (n,)),)) for sort, n in things)
        return Same(a, b)
    if len(things) > 2 and line.has("y") and all(sort == "t" for sort, _ in things):
        others = At("t", tuple(n for _, n in things[1:]))
        return Whether(Set("t", (others, Always("t", (Like(things[0][1]),)))), none=True)
    if len(things) == 1 and things[0][0] == "t" and any(a.sort == "t" for a in asked):
        return Listed(
            (Set("t", (Like(things[0][1]),)),), not all(a.number for a in asked), any(a.number for a in asked)
        )
    return None


def _all_alike(line: Line, asked: tuple[Ask, ...]) -> Form | None:
    """Whether all tasks of a unit or a place have the same units: 市外办参与的任务，责任单位是不是都一样."""
    named = [_side(w, "") for w in line.words if w.code in "UCS"]
    of_units = line.find("[tM][^XBOFfDG]{0,12}u[^XBOFfDGUCST]*=")
    if any(not a.number or not line.words[a.at].said.startswith("几") for a in asked):
        return None  # 的几项任务 asks for no number
    if not line.has("=") or not line.has("y") or line.has("XBOFfDGTP") or len(named) != 1 or not of_units:
        return None
    place = named[0]
    if isinstance(place, At) and len(place.numbers) != 1:
        return None
    return Same(Set("u", (place,)), Set("u", (place, InEvery("t"))))
