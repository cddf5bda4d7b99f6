"""Two things told one after the other, and what points back at two: 一项任务是…，另一项是…; 前者, 后者, 前一家."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Protocol

from search.asking.table.words import Line, Word

_IS = r"(?:任务|条款?|工作)?(?:是|讲|说|谈|写|管|关于|有关|涉及|要求|围绕|：|:)(?:的(?:是)?|到|了)?"
_MATTER = r"[“\"]?(?P<{}>[^，。；？]{{3,40}}?)[”\"]?(?:的)?"
_TWO = re.compile(
    rf"(?P<whole>(?:有)?一[项个条]{_IS}{_MATTER.format('a')}[，；、]?(?:而|和|与|以及|还有|再有)?"
    rf"(?:另外?|还有|再|又)?(?:有)?(?:的)?一(?P<measure>[项个条]){_IS}{_MATTER.format('b')})(?=[，。；：？]|这?两[项个条])"
)
_BACK = re.compile(
    r"(?P<way>前|后)(?:者|一?[家项条](?:责任)?(?:单位|任务)?|一个(?:责任)?(?:单位|任务)?)(?![一二三四五六七八九十\d面位])"
)
_DIFFERS = re.compile(r"[^，。？有]{0,4}(?:多|少|缺)(?:了|出|出来|的|哪|谁)")
_LEAST = 0.3
"""Share of the words the provision must hold: that there is one is said."""


class Numbered(Protocol):
    """Provisions by what they say, as numbers."""

    def number(self, sort: str, said: str, least: float = ..., told: bool = ...) -> int | None:
        """The number of the one found."""


def two_told(line: Line, provisions: Numbered) -> Line:
    """一项任务是推广现代学徒制，另一项是调整学费标准，…: one word with both numbers."""
    found = _TWO.search(line.text)
    if found is None:
        return line
    sort = "c" if found["measure"] == "条" else "t"
    numbers = [n for part in "ab" if (n := provisions.number(sort, found[part], _LEAST, told=True)) is not None]
    if len(set(numbers)) != len("ab"):
        return line
    start, end = found.span("whole")
    return line.put(start, end, Word(sort.upper(), found["whole"], start, end, sort, tuple(numbers)))


def pointed_back(line: Line) -> Line:
    """The line with the thing itself for 前者 and 后者; 只有前者 is the one without the other."""
    back = list(_BACK.finditer(line.text))
    sides = _sides(line, back[0].start()) if back else []
    if len(sides) != len("ab"):
        return line
    named = [w for w in line.words if w.code == sides[0].code and w.end <= back[0].start()]
    once = len({found["way"] for found in back}) == 1
    alone = once and _alone(line, back[0].start())
    line = line.without(tuple(w for w in line.words if w in named or _counts(line, w, named[-1])))
    for found in back:
        one, other = sides if found["way"] == "前" else sides[::-1]
        new = [replace(one, start=found.start(), end=found.end())]
        if once and not alone and _DIFFERS.match(line.text[found.end() :]):  # 前者多了谁: than the other
            new += [Word("G", "比", found.start(), found.end()), replace(other, start=found.start(), end=found.end())]
        if alone:  # the other is told to be absent: 没有…，
            absent = [Word("X", "没有", 0, 0), replace(other, start=0, end=0), Word("，", "，", 0, 0)]
            line = Line(
                (*absent, *(w for w in line.words if not (w.code == "O" and w.end <= found.start()))), line.text
            )
        line = line.put(found.start(), found.end(), *new)
    return line


def _sides(line: Line, upto: int) -> list[Word]:
    """The two units or provisions named before; other numbers of names are not pointed back at."""
    for code in "UTCS":
        named = [w for w in line.of(code) if w.end <= upto]
        apart = [replace(w, numbers=(n,)) for w in named for n in w.numbers] if code != "U" else named
        if len(apart) == len("ab"):
            return apart
    return []


def _alone(line: Line, at: int) -> bool:
    """只有前一家, 唯独后者."""
    before = "".join(w.code for w in line.words if w.end <= at)
    return re.search(r"O[有是]?$", before) is not None


def _counts(line: Line, word: Word, named: Word) -> bool:
    """Whether a number behind the two only counts them: 市外办和市财政局两家中."""
    return word.code == "#" and word.numbers == (2,) and 0 <= word.start - named.end <= len("这")
