"""Tasks and clauses told by what they say with a bare noun behind: 修条例的任务和优化布局的任务; a part of a clause, 第九条里关于学费的要求.

Where two are told, each is one provision, so that the best found will do; where one is, the rules for conditions read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from search.asking.table.topics import ABOUT
from search.asking.table.words import Line, Word

_SHORT = 3
_STOPS = re.compile(r"[，。；：？]")
_LEADS = re.compile(
    r"^(?:以及|还有|里面?|中|的|都|有|没有|而且?|但是?|却|、|和|与|及|跟|同|或者?|把|将|拿|从|在|对比|比较|相比|比起?|较|只|仅|专门?|单单?|请问|看|那?么?|"
    + ABOUT
    + ")+"
)
_ONLY = re.compile(rf"(?:只|仅|专门?|单单?|{ABOUT})+$")
_TAIL = re.compile(r"(?:这|那|该|的|一)+$")
_MANY = re.compile(r"提到|提及|谈到|涉及|牵涉|出现|含|带有|写到|写有|点到")
"""Words by which a question means all provisions that say a thing."""
_ABSENT = re.compile(r"[^，]*(?:没有?|未|不)(?:再|曾)?(?:出现|列入?|写|露面|参与|现身|见)(?:过)?(?:在|于|到|进)+")
_NOT_A_MATTER = "UWMHLlrOFfCSTPuy=D#EIX?"
"""Words of the table that make a condition of the run they stand in."""
_BEFORE = re.compile(
    r"(?:^|[，。；：？与和跟同比及]|(?<=[里中在]))(?P<said>[^，。；：？与和跟同比及]{4,40}?)的(?:那个?)?$"
)
_OF_UNITS = r"(?:这?项|这?条)?的?(?:责任|负责|牵头|承担)(?:单位|部门|主体)"
_UNITS_OF_TWO = re.compile(
    rf"(?:请问|把|拿|将)?(?P<one>[^，。？]{{4,40}}?){_OF_UNITS}，?(?:以及|[和与跟同])(?P<other>[^，。？]{{4,40}}?){_OF_UNITS}"
)
_UNITS_OF_BOTH = re.compile(
    rf"(?:请问|把|拿|将)?(?P<one>[^，。？]{{4,40}}?)(?:以及|[和与跟同])(?P<other>[^，。？]{{4,40}}?){_OF_UNITS}"
)
_NOUNS = "要求|规定|内容|部分|安排|措施|做法|说法|条文|块|段|句|项"
_PART = re.compile(
    rf"(?:里面?|中|的|当中)*(?:关于|有关|针对|涉及|围绕|对于?|讲|说|谈)(?P<said>[^，。？；]{{3,40}}?)的?(?:那|这)?一?(?:{_NOUNS})(?!目)"
    rf"|(?:里面?|中|的|当中)+(?P<bare>[^，。？；]{{3,30}}?)的?(?:那|这)一?(?:{_NOUNS})(?!目)"
)


class Numbered(Protocol):
    """Provisions by what they say, as numbers."""

    def closest(self, sort: str, said: str) -> int | None:
        """The number of the one that says it most nearly."""

    def number(self, sort: str, said: str, least: float = ..., told: bool = ...) -> int | None:
        """The number of the one found."""

    def below(self, clause: int, said: str) -> int | None:
        """The number of the task of a clause that says it best."""


def two_nouns(line: Line, provisions: Numbered) -> Line:
    """修条例的任务和优化布局的任务: two at least are named, by what they say or by their numbers."""
    for sort in "tc":
        runs = list(_told(line, sort))
        numbers = {n for w in line.of(sort.upper()) for n in w.numbers}
        if not runs or len(runs) + len(numbers) < len("ab"):
            continue
        found = [(wide, end, provisions.closest(sort, line.text[start:at])) for wide, start, at, end in runs]
        told = {n for _, _, n in found if n is not None}
        if len(told) < len(runs) or told & numbers:
            continue
        for start, end, number in found:
            if number is not None:
                line = line.put(start, end, Word(sort.upper(), line.text[start:end], start, end, sort, (number,)))
    return line


def told_before(line: Line, provisions: Numbered) -> Line:
    """鼓励多元办学的第（二）条与打造聚集区的第（五）条: words before a number that only tell what it says already."""
    for word in line.of("CST"):
        found = _BEFORE.search(line.text[: word.start])
        if found is None or len(word.numbers) != 1 or line.codes[: line.words.index(word)][-1:] != "的":
            continue
        inside = "".join(w.code for w in line.words if found.start("said") <= w.start < word.start)
        if (
            not set(inside) & set("UWMCSTX")
            and provisions.number(word.sort, found["said"], told=True) == word.numbers[0]
        ):
            line = line.put(found.start("said"), word.start)
    return line


def units_of_two(line: Line, provisions: Numbered, sort: str) -> Line:
    """推进甲的责任单位与推动乙的责任单位完全一样吗: the two provisions that have these units are told by what they say."""
    if not line.has("=D") or line.has("UTCStcs"):
        return line
    found = _UNITS_OF_TWO.match(line.text) or _UNITS_OF_BOTH.match(line.text)
    if found is None:
        return line
    told = [(found.span(part), provisions.closest(sort, found[part])) for part in ("one", "other")]
    if len({number for _, number in told} - {None}) < len("ab"):
        return line
    for (start, end), number in told[::-1]:
        if number is not None:
            line = line.put(start, end, Word(sort.upper(), line.text[start:end], start, end, sort, (number,)))
    return line


def _told(line: Line, sort: str) -> Iterator[tuple[int, int, int, int]]:
    """Where a matter with its noun begins, without what leads it in, where the matter ends, and where the noun ends."""
    before = 0
    for noun in line.of(sort):
        stops = [m.end() for m in _STOPS.finditer(line.text, before, noun.start)]
        start = before_lead = max([before, *stops])
        before = noun.end
        if (absent := _ABSENT.match(line.text[start : noun.start])) is not None:
            start = before_lead = start + absent.end()
        lead, tail = _LEADS.match(line.text[start : noun.start]), _TAIL.search(line.text[start : noun.start])
        start += lead.end() if lead is not None else 0
        only = _ONLY.search(line.text[before_lead:start])
        wide = before_lead + only.start() if only is not None else start
        at = noun.start - (len(tail[0]) if tail is not None else 0)
        inside = "".join(w.code for w in line.words if start <= w.start < at)
        if (
            at - start >= _SHORT
            and not set(inside) & set(_NOT_A_MATTER)
            and not _MANY.search(line.text[before_lead:at])
        ):
            yield wide, start, at, noun.end


def part_of_clause(line: Line, provisions: Numbered) -> Line:
    """第（十七）条里关于领军人物的要求: of the tasks of the clause the one that says it."""
    for word in line.of("C"):
        part = _PART.match(line.text, word.end) if len(word.numbers) == 1 else None
        number = provisions.below(word.numbers[0], part["said"] or part["bare"]) if part is not None else None
        if part is not None and number is not None:
            return line.put(
                word.start,
                part.end(),
                Word("T", line.text[word.start : part.end()], word.start, part.end(), "t", (number,)),
            )
    return line


__all__ = ["part_of_clause", "told_before", "two_nouns", "units_of_two"]
