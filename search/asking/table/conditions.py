"""Conditions out of the words of a question: which units, how many, where, saying what.

Each reader takes the words it understands out of the line, so that no word is read twice and what is left is known.
"""

from __future__ import annotations

import re

from search.asking.choosing import shortens
from search.asking.table.forms import At, Condition, Many, Says, With
from search.asking.table.topics import ABOUT, Finder, said_of, topics
from search.asking.table.units import Rest, of_names, of_units
from search.asking.table.words import Line, Word

_STATED = re.compile(r"(?:[u有由为是VOX达成出应列写靠需要给够]|涉及|包括|牵扯|动用)[了着到的]{0,2}$")


def of_numbers(rest: Rest, target: str) -> None:
    """How many units a task has, how many tasks a unit or a clause: 只由两家单位负责, 拆成三项任务."""
    for number in rest.line.of("#"):
        at = rest.line.words.index(number)
        before, behind = rest.line.codes[:at], rest.line.codes[at + 1 :]
        subject = _subject(rest.line, number, target, behind)
        if subject is None or not _is_said_of(before, behind, number, subject):
            continue
        inside = _counts_inside(rest.line, before, number.sort)
        bounds = (">=", "<=") if len(number.numbers) > 1 else (number.how,)
        rest.conditions += [
            Many(subject, number.sort, n, how, inside) for n, how in zip(number.numbers, bounds, strict=True)
        ]
        rest.out((number,))


_WHOLE = re.compile(r"(?:全|整张|整份|整个)(?:表|清单|文)|通篇|(?:全部|所有)的?任务")


def _counts_inside(line: Line, before: str, sort: str) -> bool:
    """Whether things are counted in the place named only; the tasks of a unit of one task are those of the whole table."""
    place = r"[CSP]" if sort == "t" else r"[CSTP]"
    return re.search(place, before) is not None and _WHOLE.search(line.text) is None


def _subject(line: Line, number: Word, target: str, behind: str) -> str | None:
    """What has so many of it."""
    if number.sort == "u":
        head = re.match(r"[uKVO 、的上下以及]*([tcs])", behind)
        return head[1] if head and head[1] != "t" and "t" not in line.codes else "t"
    if number.sort in "tcs":
        order = {"t": "ucsp", "c": "us", "s": "u"}[number.sort]
        if target in order and target:
            return target
        return next((w.sort for w in line.words if w.code in "cuW" and w.sort in order), None)
    return None


def _is_said_of(before: str, behind: str, number: Word, subject: str) -> bool:
    """Whether the number is a condition, not the size of what is named: 第（二）条的三项任务, 52项任务中."""
    if re.search(r"U[^UW，]{0,3}OV?[在过 ]*$", before):
        return False
    if number.how != "=" or re.search(r"O[^UTCSP，]{0,6}$", before):
        return True
    if (re.match(r"[tu]?[里中内当之KE（]", behind) and number.sort != "u") or (
        re.search(r"[TCSPUVE七这那的]的?$", before) and not re.search(r"[V]$", before)
    ):
        return False
    if _STATED.search(before):
        return True
    return number.sort == "u" and re.match(r"u?(?:来)?[KO]?V的?|u的t", behind) is not None


def of_places(rest: Rest, target: str) -> None:
    """Clauses, sections, tasks and support items by number: in, in each, out of them, only there."""
    _differences(rest)
    for word in rest.line.of("CSTP"):
        at = rest.line.words.index(word)
        before, behind = rest.line.codes[:at], rest.line.codes[at + 1 :]
        how = "in"
        if target == "u" and before.endswith("B") and re.match(r"b?，?[^U，]*X[^U，]{0,6}R", behind):
            how = "only"
            rest.conditions.append(At(word.sort, word.numbers))
        elif re.search(r"(?:X[V在有属于列到是]*|B|b以)$", before) or re.match(r"b|X在[内列]", behind):
            how = "out"
        elif target == "u" and (re.search(r"O[V在是有见于属到]{0,5}$", before) or rest.line.has("h")):
            how = "only"
            rest.conditions.append(At(word.sort, word.numbers))
        elif target == "u" and len(_same_sort(rest.line, word)) > 1 and re.search(r"[K=也]", rest.line.codes):
            how = "each"
        rest.conditions.append(At(word.sort, word.numbers, how))
    _joined(rest)
    rest.out(rest.line.of("CSTP"))


def _same_sort(line: Line, word: Word) -> set[int]:
    return {n for w in line.words if w.code == word.code for n in w.numbers}


def _joined(rest: Rest) -> None:
    """第一部分和第二部分: one of both, where they are said apart."""
    joined: dict[str, At] = {}
    others: list[Condition] = []
    for c in rest.conditions:
        if isinstance(c, At) and c.how == "in":
            known = joined.get(c.sort, At(c.sort, ()))
            joined[c.sort] = At(c.sort, (*known.numbers, *c.numbers))
        else:
            others.append(c)
    rest.conditions[:] = [*joined.values(), *others]


_ONE_NOT_OTHER = (
    r"(?P<in>[TCS])[^TCSU]{0,4}G(?P<out>[TCS])",
    r"G(?P<out>[TCS])[^TCSU]{0,6}(?P<in>[TCS])[^TCSU]{0,6}[DR]",
    r"(?P<in>[TCS])[^TCSU]{1,10}(?P<out>[TCS])[^TCSU，]{0,6}?X",
    r"(?P<in>[TCS])[^TCSU]{0,12}X[V在有属于列到是见]{0,3}(?P<out>[TCS])",
    r"(?P<out>[TCS])[^TCSU]{1,10}，(?P<in>[TCS])[^TCSU]{0,4}D",
)


def _differences(rest: Rest) -> None:
    """任务4有而任务5没有, 任务5比任务4多了谁: in the one, out of the other; what differs in any way is read elsewhere."""
    line = rest.line
    if both_ways(line):
        return
    less = any(w.code == "D" and w.said.startswith(("少", "缺")) for w in line.words)
    for pattern in _ONE_NOT_OTHER:
        if (found := rest.take(pattern)) is not None:
            inside, outside = rest.words(found, "in")[0], rest.words(found, "out")[0]
            _in_and_out(rest, inside.sort, (inside.numbers, outside.numbers)[:: -1 if less else 1])
            rest.out(tuple(w for w in rest.words(found) if w.code in "TCSXG"))
            return
    listed = next((w for w in line.of("TCS") if len(w.numbers) == 2), None)
    if listed is not None and line.has("D"):
        _in_and_out(rest, listed.sort, (listed.numbers[:1], listed.numbers[1:])[:: -1 if less else 1])
        rest.out((listed,))


def _in_and_out(rest: Rest, sort: str, numbers: tuple[tuple[int, ...], ...]) -> None:
    rest.conditions += [At(sort, numbers[0]), At(sort, numbers[1], "out")]


_EACH_ALONE = re.compile(r"对方(?:所)?(?:没有|缺|没)|各自(?:独有|特有|多出)")


def both_ways(line: Line) -> bool:
    """Whether all that differs is asked: 有什么不同, 多了谁、少了谁."""
    said = [w.said for w in line.of("D")]
    more, less = any(s.startswith("多") for s in said), any(s.startswith(("少", "缺")) for s in said)
    return (bool(said) and (more == less)) or _EACH_ALONE.search(line.text) is not None


def of_topics(rest: Rest, target: str, finder: Finder) -> bool:
    """What provisions must say; ``False`` where words are left that nothing was found for.

    Words beside a number only describe what it points at: 关于师资队伍的第（十七）条.
    """
    numbered = any(isinstance(c, At) and c.numbers for c in rest.conditions)
    supports = rest.line.has("p") or any(isinstance(c, At) and c.sort == "p" for c in rest.conditions)
    for run, noun in list(topics(rest.line)):
        said, behind = said_of(run), noun.code
        said = re.sub(rf"^{ABOUT}[了过到]*", "", said)
        if len(said) < 2 or said in finder.title or shortens(said, finder.title):
            continue
        if _only_phrasing(rest, said, run, behind, finder):
            continue
        sort = behind if behind in "tcs" and behind else "p" if supports else _sort_of(rest.line, target)
        several = re.search(rf"{ABOUT}[了过到]*[“\"]?{re.escape(said[:4])}", rest.line.text) is not None
        found = finder.find(sort, said, several) if not numbered or several else None
        if found is None and not numbered:
            return False
        rest.conditions += [found] if found is not None and (not numbered or isinstance(found, Says)) else []
    if supports and not any(getattr(c, "sort", "") == "p" for c in rest.conditions):
        rest.conditions.append(At("p", ()))
    return True


_NAMING = re.compile(rf"^(?:{ABOUT}|[和与跟及同、])|方面|领域|前者|后者|[局委办部厅院会和与跟及同、]$")
_PHRASING = 4
"""Characters: longer words that the document does not know ask for something it does not say."""


def _only_phrasing(rest: Rest, said: str, run: tuple[Word, ...], behind: str, finder: Finder) -> bool:
    """Whether words left are the asker's own, as 从头到尾: the document knows none of them, units or numbers are told."""
    told = any(isinstance(c, With | Many) or (isinstance(c, At) and c.numbers) for c in rest.conditions)
    matter = any(w.code == "Q" for w in run) or behind in "tcsp#" or _NAMING.search("".join(w.said for w in run))
    return told and not matter and len(said) <= _PHRASING and finder.strange(said)


def _sort_of(line: Line, target: str) -> str:
    """The sort of the provisions meant where no noun stands behind the words."""
    return target if target in "tcsp" and not line.has("t") and target else "t"


def _empty(line: Line) -> bool:
    """Whether tasks without any unit are meant."""
    named = r"X[有写明列出标注确指定给具体任何相应的V]*u|u[都也]?KX[有写明列出标注确指定给V]*(?:[，？的]|$)|u[都也K]{0,2}X[写明列出标注指定V]*(?:[，？的]|$)"
    return re.search(named, line.codes) is not None and not line.has("U")


def conditions(line: Line, target: str, finder: Finder) -> list[Condition] | None:
    """All conditions on the rows; ``None`` where words are left that nothing is known of."""
    rest = Rest(line)
    of_names(rest, target)
    of_units(rest, target)
    of_numbers(rest, target)
    of_places(rest, target)
    if _empty(line) and target in "tcs":
        rest.conditions.append(Many("t", "u", 0))
    return rest.conditions if of_topics(rest, target, finder) else None
