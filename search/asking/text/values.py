"""The figures of running text that can be set side by side: days, periods, shares, sums, counts, levels of government.

Each is a number on a scale of its own, so that 2019年6月底前 is earlier than 2019年9月底前 and 半年 shorter than 10个月.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.numerals import to_int

Span = tuple[int, int]

_N = r"(?:\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百]+)"
_PATTERNS = (
    ("every", rf"每(?:隔)?(?P<every>{_N})?个?(?P<turn>年|月|周|季度|半年)[^，。；、\d]{{0,8}}?(?P<times>{_N})次"),
    ("date", r"(?:(?P<y>(?:19|20)\d\d)\s*年|(?P<rel>当年|次年|每年))(?:\s*(?P<m>\d{1,2})\s*月)?(?:\s*(?P<d>\d{1,2})\s*日)?(?P<end>年?[底末初前]|[上下]半年)?(?:起|以前|之前|前)?"),
    ("date", r"(?<![\d年])(?P<m2>\d{1,2})\s*月(?:\s*(?P<d2>\d{1,2})\s*日)?(?P<end2>[底末初])?(?:起|以前|之前|前)?(?![\d内份])"),
    ("period", rf"(?<![\d.第前月一二两三四五六七八九十百])(?P<p>{_N}|半)\s*个?(?P<pu>工作日|自然日|(?<=个)月|年|天|日|小时|学时|周)(?P<half>半)?(?:以上|以下|以内|内|左右)?(?!度|级|龄|轻|代|初|底|末)"),
    ("share", r"(?P<s>\d+(?:\.\d+)?)\s*(?:%|％|个百分点)(?:以上|以下|左右)?|百分之(?P<sc>[一二三四五六七八九十]+)|(?P<tenth>[一二三四五六七八九])成"),
    ("money", rf"(?P<y1>{_N})\s*(?P<ymul>[万亿千百]*)元(?:/[\u4e00-\u9fff])?(?:以上|以下|以内)?"),
    ("age", rf"(?P<a>{_N})\s*周?岁"),
    ("times", rf"(?<!每年)(?P<t>{_N})\s*次(?!性|数|序)"),
    ("level", r"(?P<level>全国|国家级?|省级|市(?:地)?级|地市级|县级|乡镇?级|村级)(?:统筹|管理|层面)"),
    ("count", rf"(?<![第前\d.一二两三四五六七八九十百])(?P<c>{_N})\s*(?P<cmul>[万亿]*)(?P<cu>人|名|个|家|所|项|倍|批|种|门|套|亩|吨|公里|米|张|户|间|支|辆|台|级|层|平方米|分|件|条)(?:以上|以下|以内|左右)?(?!方面)"),
)  # fmt: skip
_FIND = [(kind, re.compile(pattern)) for kind, pattern in _PATTERNS]
DAYS = {"工作日": 1.4, "自然日": 1.0, "月": 30.4, "年": 365.0, "天": 1.0, "日": 1.0, "小时": 1 / 24, "学时": 1 / 24, "周": 7.0, "季度": 91.0, "半年": 182.0}  # fmt: skip
"""How many days a unit of time has; a week of work has five."""
_LEVELS = {"全国": 5.0, "国家": 5.0, "省": 4.0, "市": 3.0, "地": 3.0, "县": 2.0, "乡": 1.0, "村": 0.0}
_TIMES_TEN = {"十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}


@dataclass(frozen=True, slots=True)
class Value:
    """A figure: its kind, number and unit, and where it stands."""

    kind: str
    number: float
    unit: str
    span: Span


def values(text: str) -> list[Value]:
    """The figures of ``text``, none inside another.

    >>> [(v.kind, round(v.number), v.unit) for v in values("每3年修订1次教材，2019年6月底前完成，不高于0.5%，7个工作日内公开")]
    [('every', 1095, '次'), ('date', 24234, '月'), ('share', 0, '%'), ('period', 10, '工作日')]
    """
    found: list[Value] = []
    for kind, pattern in _FIND:
        for m in pattern.finditer(text):
            if any(a < m.end() and m.start() < b for a, b in (v.span for v in found)):
                continue
            read = _read(kind, m)
            if read is not None:
                found.append(Value(kind, *read, m.span()))
    return sorted(found, key=lambda v: v.span)


def _read(kind: str, m: re.Match[str]) -> tuple[float, str] | None:
    if kind == "date":
        return _month(m.groupdict())
    g = m.groupdict()
    if kind == "every":
        return (_number(g["every"] or "1") or 1.0) * DAYS[g["turn"]] / (_number(g["times"]) or 1.0), "次"
    if kind == "level":
        return next(n for name, n in _LEVELS.items() if g["level"].startswith(name)), "级"
    if kind == "period":
        number = 0.5 if g["p"] == "半" else _number(g["p"])
        if number is None or (g["pu"] == "年" and number > 100):
            return None
        return (number + 0.5 * bool(g["half"])) * DAYS[g["pu"]], g["pu"]
    if kind == "share":
        share = float(g["s"]) if g["s"] else 10.0 * (_number(g["tenth"]) or 0) or _number(g["sc"])
        return None if share is None else (share, "%")
    return _counted(kind, g)


def _counted(kind: str, g: dict[str, str | None]) -> tuple[float, str] | None:
    name, unit = {"money": ("y1", "元"), "age": ("a", "岁"), "times": ("t", "次"), "count": ("c", str(g.get("cu")))}[
        kind
    ]
    number = _number(g[name])
    if number is None or (kind == "count" and g["c"] == "一"):
        return None
    for sign in g.get("ymul" if kind == "money" else "cmul") or "":
        number *= _TIMES_TEN[sign]
    return number, unit


def _month(g: dict[str, str | None]) -> tuple[float, str] | None:
    """Months since the year 0, the last day of one where it says 底; the year alone is its end."""
    if g.get("rel") is not None and g.get("m") is None:
        return None
    year, month, day = (g.get("y"), g.get("m"), g.get("d")) if "m" in g else (None, g.get("m2"), g.get("d2"))
    end = g.get("end") or g.get("end2") or ""
    if month is None:
        part = 0.0 if "初" in end else 6.0 if end == "上半年" else 12.0
        return (float(year) * 12 + part, "年") if year else None
    number = float(year or 0) * 12 + int(month) + (int(day) / 31 - 1 if day else 0.0)
    return number - (0.9 if "初" in end else 0.0), "月"


def _number(said: str | None) -> float | None:
    if said is None:
        return None
    if re.fullmatch(r"[\d.,]+", said):
        return float(said.replace(",", ""))
    number = to_int(said)
    return None if number is None else float(number)


def same_scale(a: Value, b: Value) -> bool:
    """Whether two figures can be set side by side: counts only of one unit, dates that both name a year, or neither."""
    if a.kind != b.kind:
        return False
    if a.kind == "date":
        return (a.number > 12 * 100) == (b.number > 12 * 100)
    return a.kind != "count" or a.unit == b.unit
