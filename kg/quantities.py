"""Numbers with their unit: 100家以上, 2至3个, 5%-8%, 百分之九十, 1.5倍, 三年, 翻一番.

>>> [(q.comparator, q.minimum, q.maximum, q.unit) for q in quantities("不低于70%，2至3个平台，30日内办结，到2025年")]
[('>=', 70.0, None, '%'), ('range', 2.0, 3.0, '个'), ('<=', None, 30.0, '日')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.authority import words
from kg.model import Comparator
from kg.numerals import to_int

_HAN = "一二三四五六七八九十百千零〇两"
_WIDE = str.maketrans("０１２３４５６７８９．％，", "0123456789.%，")
_BOUND = re.compile(
    r"(?P<least>不(?:得)?(?:低|少|小|短)于|不下于)|(?P<most>不(?:得)?(?:超过|高于|多于|大于|超出|长于|迟于|晚于|突破))"
    r"|(?P<above>至少|超过|高于|大于|多于|突破|超出|优于|逾|最[低少](?!工资|生活|标准|水平|层次|保障|学历))"
    r"|(?P<below>低于|少于|小于|短于|最多|至多|控制在(?=$)|上限为|最[高大长](?!人民|工资|标准|水平|层次|学历|检察|法院))"
)
_AFTER_LEAST = re.compile(r"^(?:（含）)?(?:及)?以上")
_AFTER_MOST = re.compile(r"^(?:（含）)?(?:及)?(?:以内|以下|之内)")
_TIMES = frozenset(
    {"年", "个月", "月", "天", "日", "个工作日", "工作日", "个自然日", "自然日", "小时", "分钟", "周", "学时", "秒"}
)
_AMOUNTS = frozenset({"%", "‰", "个百分点", "百分点", "倍", "番", "成", "元", "岁", "周岁", "点", "分"}) | _TIMES
_NAMED_SPAN = re.compile(r"^(?:行动|计划|规划|方案|攻坚|级|制|度|限|代|来|前|后|以来|内)")
_NOT_BEFORE = re.compile(r"(?:第|（含|每|[A-Za-z×+/№]|附件|附表|表|图|〔|No\.?|近|前|这|那|每逢)$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the text gives it; ``start``–``end`` covers the value, its unit and 以上, 以内 after it."""

    start: int
    end: int
    comparator: Comparator
    minimum: float | None
    maximum: float | None
    unit: str

    @property
    def counts(self) -> bool:
        """Whether a noun is counted (家, 个, 名) rather than something measured (%, 元, 年)."""
        bare = self.unit.lstrip("万亿千百")
        return bare not in _AMOUNTS and not bare.startswith("元")


@cache
def _pattern() -> re.Pattern[str]:
    units = "|".join(re.escape(word) for word in words("measure") if word != "％")
    han_units = "|".join(re.escape(word) for word in words("count-measure"))
    number = r"\d+(?:,\d{3})*(?:\.\d+)?"
    scale = "万亿|千万|百万|亿|万|千|百"
    join = r"(?:至|到|-|—{1,2}|－|–|~|～|－)"
    return re.compile(
        rf"""
        百分之(?P<percent>[{_HAN}]+(?:点[{_HAN}]+)?|\d+(?:\.\d+)?)(?:{join}(?:百分之)?(?P<percent2>[{_HAN}]+))?
      | (?P<double>翻(?P<fold>[一两三]|[123])番)
      | (?P<half>(?:过|超过)?半数(?:以上)?)
      | (?<![\d.])(?P<low>{number})(?P<lowunit>(?:{scale})?(?:{units})?){join}(?P<high>{number})
        (?P<unit2>(?:{scale})?(?:{units})|(?:{scale}))
      | (?<![\d.])(?P<value>{number})(?:余|多)?(?P<unit>(?:{scale})?(?:{units})|(?:{scale}))
      | (?<![{_HAN}万亿])(?:(?P<hanlow>[{_HAN}]+){join})?(?P<han>[{_HAN}]+)(?P<hanunit>万?(?:{han_units}))
        """,
        re.VERBOSE,
    )


def quantities(text: str) -> Iterator[Quantity]:
    """The quantities in ``text``, in order; ``text`` has no white space."""
    plain = text.translate(_WIDE)
    previous = 0
    for m in _pattern().finditer(plain):
        found = _quantity(plain, m, previous)
        if found is not None:
            previous = found.end
            yield found


def _quantity(text: str, m: re.Match[str], previous: int) -> Quantity | None:
    if m["double"]:
        fold = float(2 ** (to_int(m["fold"]) or 1))
        return Quantity(m.start(), m.end(), "=", fold, fold, "倍")
    if m["half"]:
        return Quantity(m.start(), m.end(), ">=", 50.0, None, "%")
    if m["han"]:
        return _han(text, m, previous)
    low, high, unit = _values(m)
    if low is None or _excluded(text, m, unit):
        return None
    return _compared(text, m.start(), m.end(), low, high, unit, previous)


def _values(m: re.Match[str]) -> tuple[float | None, float | None, str]:
    if m["percent"]:
        return _number(m["percent"]), _number(m["percent2"]) if m["percent2"] else None, "%"
    if m["low"]:
        return _number(m["low"]), _number(m["high"]), m["unit2"]
    return _number(m["value"]), None, m["unit"]


def _number(text: str) -> float | None:
    if "点" in text:
        whole, _, part = text.partition("点")
        digits = "".join(str(to_int(c)) for c in part)
        value = to_int(whole)
        return None if value is None else float(f"{value}.{digits}")
    if text[:1].isdigit():
        return float(text.replace(",", ""))
    value = to_int(text)
    return None if value is None else float(value)


def _excluded(text: str, m: re.Match[str], unit: str) -> bool:
    """Dates, numbered things, and numbers that are part of a name."""
    before, after = text[max(0, m.start() - 4) : m.start()], text[m.end() : m.end() + 3]
    digits = m["value"] or m["low"] or ""
    if _NOT_BEFORE.search(before) or after.startswith(("努力", "分钟生活")) or _in_name(text, m.start()):
        return True
    if unit in ("年", "月", "日") and not m["low"]:
        return _is_date(digits, unit, before, after)
    if m["low"] and unit in ("年", "月", "日"):
        high = float(m["high"].replace(",", ""))
        return (unit == "年" and high > 1900) or unit == "月" or before.endswith("月") or m["lowunit"] in ("月", "年")
    if (
        unit
        in ("级", "等", "类", "点", "T", "M", "国", "部", "批", "度", "号", "区", "市", "省", "分", "款", "步", "字")
        and m["value"]
    ):
        return unit not in ("部", "分", "度") or after[:1] in ("门", "委", "之", "别", "钟")
    if unit == "人" and after.startswith("间"):
        return True
    return bool(re.match(r"[A-Za-z]", after)) and unit.isascii() and unit.isalpha()


def _in_name(text: str, at: int) -> bool:
    """Whether a number opens or stands in a short quotation, as in “15分钟生活服务圈”."""
    left, right = text.rfind("“", 0, at), text.find("”", at)
    return left > text.rfind("”", 0, at) and 0 < right - left < 24


def _is_date(digits: str, unit: str, before: str, after: str) -> bool:
    value = float(digits.replace(",", ""))
    if unit == "年":
        return value > 1900 or bool(_NAMED_SPAN.match(after) and not after.startswith(("内", "以上")))
    if unit == "月":
        return True
    return before.endswith("月") or value > 366


def _han(text: str, m: re.Match[str], previous: int) -> Quantity | None:
    """A Chinese numeral counts only outside quotations and names, after a verb that sets it, or as a span of time."""
    value, unit = to_int(m["han"]), m["hanunit"]
    low = to_int(m["hanlow"]) if m["hanlow"] else None
    before, after = text[max(0, m.start() - 14) : m.start()], text[m.end() : m.end() + 6]
    if (
        value is None
        or unit in ("级", "大", "阶段", "批次", "届", "期")
        or text.count("“", 0, m.start()) > text.count("”", 0, m.start())
    ):
        return None
    if _NOT_BEFORE.search(before) or (value == 1 and unit != "倍" and not _bounded(before, after)):
        return None
    if re.match(r"(?:方面|环节|层次|规定|维护|意识|自信|文明|层面|维度|结合|坚持|统筹|面向|离不开|行动|体系)", after):
        return None
    if unit in ("年", "天", "次", "人") and not (_bounded(before, after) or re.match(r"[一-十]*(?:阶段|期)", after)):
        return None
    if unit not in _TIMES and unit != "倍" and not _bounded(before, after) and not _set_by_verb(before):
        return None
    if unit == "年" and _NAMED_SPAN.match(after) and not after.startswith("内"):
        return None
    first, second = (float(low), float(value)) if low is not None else (float(value), None)
    return _compared(text, m.start(), m.end(), first, second, unit, previous)


def _bounded(before: str, after: str) -> bool:
    """Whether a limit is said beside the number."""
    return bool(
        re.match(r"(?:及?以上|以内|内|之内|以下|左右)", after)
        or re.search(r"(?:不(?:得)?(?:少|低|超|高|多|短|长)[于过]|至少|最多|最高|最低|为|满)$", before)
    )


def _set_by_verb(before: str) -> bool:
    verbs = words("build-verb")
    tail = re.split(r"[，。；：、]", before)[-1]
    return any(verb in tail for verb in verbs if verb != "不")


def _compared(text: str, start: int, end: int, low: float, high: float | None, unit: str, previous: int) -> Quantity:
    """The comparator from the words before (nearest one, in the same clause) and after the number."""
    begin = max(previous, start - 24, *(text.rfind(c, 0, start) + 1 for c in "，。；："))
    before, after = text[begin:start], text[end : end + 6]
    if m := _AFTER_LEAST.match(after):
        return (
            Quantity(start, end + m.end(), ">=", low, high, unit)
            if high is None
            else _range(start, end, low, high, unit)
        )
    if m := _AFTER_MOST.match(after):
        return Quantity(start, end + m.end(), "<=", None, low if high is None else high, unit)
    if high is not None:
        return _range(start, end, low, high, unit)
    if unit in _TIMES and after.startswith("内") and not after.startswith(("内容", "内部")):
        return Quantity(start, end + 1, "<=", None, low, unit)
    said = [m.lastgroup for m in _BOUND.finditer(before)]
    if said and not after.startswith("左右"):
        if said[-1] in ("most", "below"):
            return Quantity(start, end, "<=", None, low, unit)
        return Quantity(start, end, ">=", low, None, unit)
    return Quantity(start, end, "=", low, low, unit)


def _range(start: int, end: int, low: float, high: float, unit: str) -> Quantity:
    return Quantity(start, end, "range", min(low, high), max(low, high), unit)
