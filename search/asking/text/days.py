"""How many days lie between two dates of the text: from the day a report was signed to the day it was passed on, from publication to 施行."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.numerals import to_int
from search.asking.likeness import likeness
from search.asking.plan import Plan
from search.asking.reader import Reader
from search.asking.sets import PREFIX
from search.asking.text.sides import provisions_at
from search.asking.text.values import Span

_DAYS = r"(?:了|开)?(?:整整|大约|约|有)?(?:多少|几)(?:天|日)"
_APART = r"(?:正好|刚好|一共|总共|中间|前后|先后|其间|之间|又|共)*(?:相隔|间隔|隔|相距|相差|差|过|经过|历时|用|有)"
_ASKED = (
    re.compile(rf"从(?P<a>[^。？]{{2,40}}?)(?:一直)?[到至](?P<b>[^。？]{{2,40}}?)，?{_APART}{_DAYS}"),
    re.compile(rf"(?P<a>[^，。？]{{3,40}}?)(?:与|和|跟|同)(?P<b>[^，。？]{{3,40}}?)，?{_APART}{_DAYS}"),
    re.compile(
        rf"(?P<a>[^。？]{{3,40}}?)(?:之后|以后|后)，?(?:又|要|再)?(?:过|隔|等)?{_DAYS}(?:之后|以后|后)?(?:才|就|开始)?(?P<b>[^，。？]{{2,20}})"
    ),
    re.compile(rf"(?P<a>[^，。？]{{3,40}}?)比(?P<b>[^，。？]{{3,40}}?)(?:早|晚|迟|提前|推迟)(?:了|出)?{_DAYS}"),
)
_DATE = re.compile(
    r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日|(?P<cy>[一二三四五六七八九〇○零]{4})年(?P<cm>[一二三四五六七八九十]{1,3})月(?P<cd>[一二三四五六七八九十]{1,3})日"
)
_EVENTS = {
    "起施行 施行": re.compile("施行|生效|实施|执行|起用"),
    "公布": re.compile("公布|颁布|发布"),
    "通过": re.compile("通过|审议"),
    "落款 成文 发文 印发": re.compile("落款|成文|发文|印发|转发|签发|署|批复|下发|发出|出台"),
    "修订 修改 修正": re.compile("修订|修改|修正"),
    "批准": re.compile("批准"),
}
"""What happens on a day, as texts tell it, and as people ask."""
_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0"}
_SIGNED, _EVENT, _LEAST, _LONGEST_SIGNER = "落款 成文 发文 印发", 0.6, 0.3, 30


@dataclass(frozen=True, slots=True)
class Day:
    """A date of the text and the words that tell what happens on it."""

    day: int
    span: Span
    told: str


def days_plan(r: Reader) -> Plan | None:
    """The days from the one date to the other; ``None``: not asked, or the text has not both."""
    asked = next((m for pattern in _ASKED if (m := pattern.search(r.q.text)) is not None), None)
    if asked is None:
        return None
    text = r.engine.library.text(r.asked.document)
    known = list(days_of(text))
    two = [_best(known, asked[side]) for side in "ab"]
    if two[0] is None or two[1] is None or two[0].day == two[1].day:
        return None
    (a, b), places = (two[0], two[1]), (two[0].span, two[1].span)
    shown = " ".join(f"BIND(SUBSTR(?text, {x + 1}, {y - x}) AS ?d{i})" for i, (x, y) in enumerate(places))
    where = f"{r.source} VALUES (?n0 ?n1) {{ ({a.day} {b.day}) }} {shown}"
    told = f"计算{text[slice(*a.span)]}与{text[slice(*b.span)]}相隔的天数"
    evidence = provisions_at(r, [a.span[0], b.span[0]])
    return Plan(f"{PREFIX}SELECT (ABS(?n1 - ?n0) AS ?value) {{ {where} }}", told, "相隔", evidence, "天")


def days_of(text: str) -> Iterator[Day]:
    """The dates of a text, each with the clause it stands in, or with who signs where it stands alone.

    >>> [(d.day, d.told) for d in days_of("某局\\n一九九六年一月二十五日\\n本办法自1996年2月1日起施行。")]
    [(728683, '某局落款 成文 发文 印发'), (728690, '本办法自起施行')]
    """
    lines, at = text.split("\n"), 0
    for i, line in enumerate(lines):
        for m in _DATE.finditer(line):
            if (day := _day(m)) is None:
                continue
            if line.strip("（） 　") == m[0]:
                before = lines[i - 1].strip() if i else ""
                told = (before if len(before) <= _LONGEST_SIGNER else "") + _SIGNED
            else:
                a = max(line.rfind(mark, 0, m.start()) for mark in "，。；（、") + 1
                b = min((x for mark in "，。；）" if (x := line.find(mark, m.end())) >= 0), default=len(line))
                told = line[a : m.start()] + line[m.end() : b]
            yield Day(day, (at + m.start(), at + m.end()), told)
        at += len(line) + 1


def _day(m: re.Match[str]) -> int | None:
    if m["y"]:
        year, month, day = int(m["y"]), int(m["m"]), int(m["d"])
    else:
        year = int("".join(_DIGITS[c] for c in m["cy"]))
        month, day = to_int(m["cm"]) or 0, to_int(m["cd"]) or 0
    try:
        return datetime.date(year, month, day).toordinal()
    except ValueError:
        return None


def _best(known: list[Day], said: str) -> Day | None:
    """The date that is told in the words of one side, by what happens and by who acts; or the very date it names."""
    if (named := _DATE.search(said)) is not None:
        return next((one for one in known if one.day == _day(named)), None)
    scored = []
    for place, one in enumerate(known):
        same = any(asks.search(said) and any(w in one.told for w in words.split()) for words, asks in _EVENTS.items())
        bare = one.told.removesuffix(_SIGNED)
        scored.append((_EVENT * same + (likeness(bare, said) if bare else 0.0), -place, one))
    best = max(scored, default=None, key=lambda x: x[:2])
    return best[2] if best is not None and best[0] >= _LEAST else None


__all__ = ["Day", "days_of", "days_plan"]
