"""Short for what, and what is short for it: 工程实践创新项目（EPIP）, 某某办法（以下简称《办法》）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.numerals import to_int
from search.asking.cuts import cut_query
from search.asking.likeness import likeness
from search.asking.matter.explaining import explained
from search.asking.plan import Found, Plan, Refusal
from search.asking.reader import Reader

_SHORT = re.compile(
    r"(?:英文|字母|拼音|中文)?(?:简称|缩写|简写|略称|缩略语|代号)|又[叫称](?:做|作|为)?(?:什么|啥)|用(?:英文)?字母(?:怎么|如何)(?:写|表示)|英文(?:名|叫|怎么)"
)
_LETTERS = re.compile(r"(?P<n>[两二三四五六七八]|\d)个?(?:英文|大写|拉丁)?字母")
_IN_CHINESE = re.compile(r"(?:用)?中文(?:名|全称|怎么|叫|是|说)|全[称名]")
_ALIAS = re.compile(
    r"(?P<name>[\u4e00-\u9fff“”《》A-Za-z0-9+·]{2,40})[（(](?:(?:(?:以下|以下统一|下)?(?:统|合并)?[简并]称|以下称)(?:为)?[：:]?[“\"]?(?P<told>《?[^（）()”\"，。]{1,20}?》?)[”\"]?|(?P<latin>[A-Za-z][A-Za-z0-9+\-]{1,12}))[）)]"
)
_NONE = Refusal("文件没有给出它的简称或全称", soft=True)
_LEAST = 0.4
"""The share of the subject's character pairs that the name before the bracket must hold."""


@dataclass(frozen=True, slots=True)
class Alias:
    """A short form and the words before it, as offsets into the source."""

    name: str
    short: str
    start: int
    end: int


def aliases(text: str) -> Iterator[Alias]:
    """Every short form that a text gives in brackets.

    >>> [(a.name, a.short) for a in aliases("推广工程实践创新项目（EPIP）教学模式，执行《管理办法》（以下简称《办法》）。")]
    [('推广工程实践创新项目', 'EPIP'), ('执行《管理办法》', '《办法》')]
    """
    for found in _ALIAS.finditer(text):
        group = "told" if found["told"] else "latin"
        yield Alias(found["name"], found[group], *found.span(group))


def abbreviation_plan(r: Reader) -> Found:
    """The short form of what the question names, or the full name of a short form it only describes."""
    text = r.q.text
    letters = _LETTERS.search(text)
    if _SHORT.search(text) is None and letters is None:
        return None
    source = r.engine.library.text(r.asked.document)
    known = list(aliases(source))
    if any(a.short.strip("《》") in text for a in known):
        return None  # what it stands for is the definition's matter
    count = to_int(letters["n"]) if letters is not None else None
    fitting = [a for a in known if count is None or len(a.short) == count]
    best = max(fitting, key=lambda a: _shared(a, text), default=None)
    if best is None or (_shared(best, text) < _LEAST and not (count and len({a.short for a in fitting}) == 1)):
        return _NONE if _SHORT.search(text) else None
    around = r.around(best.start)
    if around is None:
        return None
    spans = [(best.start, best.end)]
    if _IN_CHINESE.search(text):
        line = source.rfind("\n", 0, best.start) + 1
        meant = explained(source[line : best.end + 1], best.short)
        spans = [(line + a, line + b) for a, b in meant] if meant else []
    if not spans:
        return None
    return Plan(
        cut_query(r.asked.document, spans, r.asked.graph), f"查找{best.name}的简称", f"{best.name}又称", (around,)
    )


def _shared(alias: Alias, text: str) -> float:
    """The share of the last eight characters of a name that stand in the question in pairs."""
    return likeness(alias.name.strip("“”《》")[-8:], text)
