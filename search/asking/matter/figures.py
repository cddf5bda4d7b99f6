"""Figures of a question against those of a sentence: 只存五年 against 至少保存10年."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.numerals import to_int

_FIGURE = re.compile(
    r"(?P<n>\d+(?:\.\d+)?|[二两三四五六七八九十百]+|一(?=个?月|周|年|半|成|倍|次)|半(?=个?月|年|天))\s*个?(?P<unit>工作日|年|月|周|天|日|小时|%|成|倍|元|岁|次)(?P<more>半)?(?![度初底级])|百分之(?P<share>[一二三四五六七八九十百\d]+)|(?P<half>一半|半数)"
)
_ABOUT = re.compile("[一二两三四五六七八九]{2}")
"""三五天: at most five."""
_DIMENSIONS = {
    "年": ("time", 365.0), "月": ("time", 30.4), "天": ("time", 1.0), "日": ("time", 1.0), "工作日": ("time", 1.4), "周": ("time", 7.0),
    "小时": ("hours", 1.0), "%": ("share", 1.0), "成": ("share", 10.0), "倍": ("times", 1.0), "元": ("money", 1.0),
    "岁": ("age", 1.0), "次": ("each", 1.0),
}  # fmt: skip
_LESS = re.compile(r"(?:低于|少于|不到|不足|只(?!要)[^，。]{0,4}|仅[^，。]{0,4}|短于)$")
_MORE = re.compile(r"(?:超过|多于|高于|大于|超出|长于)[^，。\d]{0,8}$")
_FLOOR = re.compile(r"(?:不[得应能]?[低少]于|至少|最少|不小于)[^，。；]{0,12}$")
_CEILING = re.compile(r"(?:不[得应能]?(?:超过|高于|多于|大于)|最[多高长]|上限|控制在)[^，。；]{0,14}$")
_BARRED = re.compile(r"[之以]?内，?(?:不[得予能再]|禁止)")
"""三年内不得 bars all that is sooner."""
_ONLY = re.compile(r"只(?!要)|仅|就(?=[开办做查评来])")
"""只开一次: who asks so asks for the very number."""
_NEAR = 0.05
"""Twelve months are a year."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in the unit of its dimension, and the words before and behind it."""

    value: float
    dimension: str
    before: str
    behind: str


def figures(text: str) -> list[Figure]:
    """The figures of a text; calendar years are none.

    >>> [(f.value, f.dimension) for f in figures("到2025年不低于七成")]
    [(70.0, 'share')]
    """
    found = []
    for m in _FIGURE.finditer(text):
        if re.fullmatch(r"(?:19|20)\d\d", m["n"] or ""):
            continue
        dimension, size = _DIMENSIONS[m["unit"]] if m["unit"] else ("share", 50.0 if m["half"] else 1.0)
        said = m["n"] or m["share"] or "1"
        said = said[-1] if _ABOUT.fullmatch(said) else said
        number = 0.5 if said == "半" else float(said) if re.fullmatch(r"[\d.]+", said) else float(to_int(said) or 0)
        number += 0.5 * bool(m["more"])
        found.append(Figure(number * size, dimension, text[max(0, m.start() - 20) : m.start()], text[m.end() :][:6]))
    return found


def contradicts(question: str, sentence: str) -> bool | None:
    """Whether the bounds of a sentence rule out the figure of a question; ``None`` where they set none of its kind.

    >>> contradicts("能不能只存五年？", "至少保存10年"), contradicts("能超过一年吗？", "最长不超过12个月")
    (True, True)
    >>> contradicts("可以占两成吗？", "不超过总数30%"), contradicts("可以吗？", "不超过30%") is None
    (False, True)
    """
    asked = figures(question)
    if len(asked) != 1:
        return None
    told = [f for f in figures(sentence) if f.dimension == asked[0].dimension]
    bounds = [(f, _is_most(f)) for f in told if _is_most(f) or _is_least(f)]
    if asked[0].dimension == "each":
        return asked[0].value != told[0].value if len(told) == 1 and not bounds and _ONLY.search(question) else None
    if len(bounds) != 1:
        return None
    (bound, ceiling), value = bounds[0], asked[0].value
    same = abs(value - bound.value) <= _NEAR * bound.value
    if _LESS.search(asked[0].before):
        return None if ceiling else same or value < bound.value
    if _MORE.search(asked[0].before):
        return (same or value > bound.value) if ceiling else None
    if _BARRED.match(bound.behind):
        return same or value < bound.value
    return not same and (value > bound.value) is ceiling


def _is_least(figure: Figure) -> bool:
    barred = _BARRED.match(figure.behind) is not None
    return _FLOOR.search(figure.before) is not None or figure.behind.startswith("以上") or barred


def _is_most(figure: Figure) -> bool:
    within = figure.behind.startswith(("以内", "之内", "以下", "内")) and not _BARRED.match(figure.behind)
    return _CEILING.search(figure.before) is not None or within
