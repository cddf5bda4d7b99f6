"""What stands in the text where the question has its 什么: 直接赋予什么信用等级 and 直接赋予最高信用等级."""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.hits import Hit
from search.link import sentence_spans
from search.plan import Found
from search.reader import Reader

_SLOT = re.compile(
    r"(?P<verb>[\u4e00-\u9fff]{1,2})(?:了)?(?:什么样?的?|何种|怎样的|哪一?[种类项级个])(?P<noun>[\u4e00-\u9fff]{2,8})[？?]?$"
)
_TURNS = r"转向|转为|转变为|变为|改为|调整为|升级为|列为|纳入|作为|称为"
_INTO = re.compile(rf"(?P<verb>{_TURNS}|(?<=[\u4e00-\u9fff]{{4}})[\u4e00-\u9fff]{{2}})(?:什么|啥|哪[里个儿])[？?]?$")
_FROM = re.compile(rf"(?:由|从)(?:什么|啥|哪[里个儿])(?P<verb>{_TURNS})(?P<into>[^，。？?]{{2,20}})[？?]?$")
_HOW = re.compile(r"(?:怎么|如何|怎样)(?P<verb>[\u4e00-\u9fff]{2,8})[？?]?$")
_QUOTABLE = frozenset(
    ("办法", "模式", "机制", "原则", "方式", "制度", "理念", "要求", "方针", "口号", "做法", "标准", "思路", "战略")
)
_ABSTRACT = frozenset(("职务", "称号", "身份", "角色", "地位", "名称", "待遇"))
"""Nouns for what a text names without them: 任什么职务 and 任董事长."""
_ALONE = frozenset("按用为向叫受经凭以")
"""Verbs that need no second character to be told from others."""
_LEAST = 0.35
_LENT = 0.05
"""What a sentence loses that fits only with its heading."""


def slot_plan(r: Reader) -> Found:
    """The words a sentence has in place of the question word; ``None`` where verb and noun stand together nowhere."""
    return _turn(r) or _what(r) or _how(r)


def _turn(r: Reader) -> Found:
    """由规模扩张型转向什么 and 由什么转向质量效益型."""
    into, out = _INTO.search(r.q.text), _FROM.search(r.q.text)
    if into is not None:
        before = [r.q.text[max(0, into.start() - n) : into.start()] for n in (6, 5, 4, 3)]
        patterns = [rf"{re.escape(words)}{into['verb']}(?P<v>[^，。；]{{2,30}})" for words in before]
        if re.fullmatch(_TURNS, into["verb"]):
            patterns.append(rf"{into['verb']}(?P<v>[^，。；]{{2,30}})")
    elif out is not None:
        patterns = [rf"(?:由|从)(?P<v>[^，。；]{{2,24}}?){out['verb']}{re.escape(out['into'][:4])}"]
    else:
        return None
    return next((plan for one in patterns if (plan := _best(r, [re.compile(one)], "是")) is not None), None)


def _what(r: Reader) -> Found:
    asked = _SLOT.search(r.q.text)
    if asked is None or r.q.asks("uct"):
        return None
    verb = asked["verb"] if asked["verb"][-1] not in _ALONE else asked["verb"][-1]
    if len(verb) == 1 and verb not in _ALONE:
        return None
    patterns = [
        re.compile(rf"{verb}(?P<v>{_some(tail)}(?:[或和与、]{_some(tail)})*)") for tail in _tails(asked["noun"])
    ]
    if asked["noun"] in _ABSTRACT:
        patterns.append(re.compile(rf"{verb}(?P<v>[^，。；、]{{2,20}})"))
    if asked["noun"][:2] in _QUOTABLE:
        patterns.append(re.compile(rf"{verb}“(?P<v>[^”]{{2,30}})”"))
    return _best(r, patterns, "是")


def _some(tail: str) -> str:
    return rf"(?!了)[^，。；、]{{1,20}}?{tail}"


def _tails(noun: str) -> Iterator[str]:
    """The noun asked for; with the verb behind it the noun is what comes before: 规定执行 asks for a 规定."""
    yield noun
    if len(noun) > 3:
        yield rf"{noun[:2]}(?={noun[2:]})"


def _how(r: Reader) -> Found:
    """The piece of a sentence that says by what, of whom and how something is done."""
    asked = _HOW.search(r.q.text)
    if asked is None:
        return None
    pattern = re.compile(
        rf"(?<![^，。；：\n])(?P<v>(?:由|按|按照|通过|采取|采用|以|实行)[^，。；]{{4,60}}?{asked['verb']})"
    )
    return _best(r, [pattern], "原文是")


def _best(r: Reader, patterns: list[re.Pattern[str]], told: str) -> Found:
    found: list[tuple[float, Hit, tuple[int, int]]] = []
    for place, hit in enumerate(r.leaves(6)):
        for start, end in sentence_spans(hit.text):
            fit = max(r.fit(hit.text[start:end]), r.fit(r.heading(hit) + hit.text[start:end]) - _LENT)
            for pattern in patterns if fit >= _LEAST else ():
                found += [(fit - 0.05 * place, hit, m.span("v")) for m in pattern.finditer(hit.text, start, end)]
    if not found:
        return None
    _, hit, span = max(found, key=lambda one: one[0])
    if hit.text[slice(*span)] in r.q.text:
        return None
    return r.cut(hit, [span], told, f"查找{hit.label}的写法")
