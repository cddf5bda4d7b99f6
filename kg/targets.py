"""The quantities a text sets: value, comparator, unit, what is counted, deadline and baseline.

A number counts where a unit of measure follows it. Dates, document numbers, 第…条, names of schemes and
numerals inside slogans do not; a slogan's numeral is reported (as ``structure``) only where the text itself
lists as many parts: 市、区、街镇、村居、家五级.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Comparator, Outline, Source, Target, TargetKind
from kg.quantities import Quantity, quantities
from kg.regions import Region, regions
from kg.schemes import Scheme, schemes

_STOP = "，。；！？：\t"
_OPEN, _CLOSE = "（《“‘〈(【[", "）》”’〉)】]"
_DEADLINE = re.compile(
    r"(?:到|至|截至|截止|力争|力争到|确保|于|在)?(?P<when>(?:20\d\d|21\d\d)年(?:年?[底末]|\d{1,2}月(?:底|末|\d{1,2}日)?)?)(?P<mark>之?前|以前)?"
    r"|(?P<plan>“?十[一二三四五六七八]五”?(?:期间|时期|末|期末))|(?P<century>本世纪中叶|本世纪末)"
)
_OPENING = re.compile(r"(?:^|[。：；])(?:力争)?(?:到|至)(?P<when>20\d\d年(?:年?[底末])?)[，、]?")
_BASELINE = re.compile(
    r"(?:比|较|与|在)(?P<base>(?:19|20)\d\d年(?:年?[底末])?|上年|上一年|去年|同期)(?:相比|水平|基础上|的)?"
)
_PRESENT = re.compile(r"现行|现有|目前|已(?:建成|达|有|经|完成|累计|形成)|截至|近年来|去年|上年|以来，")
_UPPER_RULE = re.compile(r"不得?(?:低|少|小)于|不得(?:超过|高于|多于|大于)")
_PAST_FACT = re.compile(r"(?:^|[。；，])(?:截至|截止|仅)?(?:19|20)\d\d年[^，。；]{0,14}(?:共|累计|已|仅)")
_RULE_UNITS = frozenset({"岁", "周岁", "日", "个工作日", "工作日", "个自然日", "小时", "天", "个月"})


def targets(source: Source, outline: Outline) -> tuple[Target, ...]:
    """Every quantity of the document, in text order."""
    found: list[Target] = []
    for region in regions(source, outline):
        if region.key is not None:
            found += _Finder(region).targets()
    return tuple(sorted(found, key=lambda t: (t.start, t.end, t.minimum or 0, t.unit)))


@dataclass(frozen=True, slots=True)
class _Finder:
    region: Region

    def targets(self) -> Iterator[Target]:
        """Measured numbers, and numerals that count the listed parts of a scheme."""
        text, key = self.region.text, self.region.key or ""
        scheme_list = list(schemes(text))
        taken = [(s.start, s.end) for s in scheme_list]
        for q in quantities(text):
            if any(a < q.end and q.start < b for a, b in taken):
                continue
            start, end = clause_around(text, q.start, q.end)
            a, b = self.region.span(start, end)
            yield Target(
                key, a, b, subject(text, q, start, end), q.comparator, q.minimum, q.maximum, q.unit,
                self._kind(q, start), self._deadline(q), self._baseline(q),
            )  # fmt: skip
        for s in scheme_list:
            yield self._scheme(s, key)

    def _scheme(self, s: Scheme, key: str) -> Target:
        start, end = clause_around(self.region.text, s.start, s.end)
        a, b = self.region.span(start, end)
        comparator: Comparator = ">=" if s.open else "="
        kind: TargetKind = "ordinal" if s.ordinal else "structure"
        return Target(
            key, a, b, s.subject, comparator, float(s.count), None if s.open else float(s.count), s.unit, kind
        )

    def _sentence(self, at: int) -> int:
        """Where the sentence around ``at`` begins."""
        return max(self.region.text.rfind(c, 0, at) for c in "。！？") + 1

    def _kind(self, q: Quantity, start: int) -> TargetKind:
        before = self.region.text[max(start, q.start - 30) : q.start]
        after = self.region.text[q.end : q.end + 14]
        if (
            _PRESENT.search(before) or _PAST_FACT.search(before) or re.match(r"[^，。；]{0,11}了", after)
        ) and not _DEADLINE.search(before):
            return "baseline"
        if q.comparator == "<=" or _UPPER_RULE.search(before) or (q.unit in _RULE_UNITS and q.comparator != "="):
            return "threshold"
        return "target"

    def _deadline(self, q: Quantity) -> str | None:
        """The last time said before the quantity in its sentence, not the one it is compared with.

        Where the sentence names no time, the one an earlier sentence of the passage begins with (到2025年，…).
        """
        sentence = self.region.text[self._sentence(q.start) : q.start]
        last = None
        bases = [m.span("base") for m in _BASELINE.finditer(sentence)]
        for m in _DEADLINE.finditer(sentence):
            if not any(a <= m.start("when") < b for a, b in bases):
                last = m["when"] or m["plan"] or m["century"]
        return last or self._passage_deadline(q.start)

    def _passage_deadline(self, at: int) -> str | None:
        opening = list(_OPENING.finditer(self.region.text, 0, at))
        return opening[-1]["when"] if opening and "工作日" not in self.region.text[opening[-1].end() : at] else None

    def _baseline(self, q: Quantity) -> str | None:
        begin = self._sentence(q.start)
        found = [m["base"] for m in _BASELINE.finditer(self.region.text, begin, q.start)]
        return found[-1] if found else None


def clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The words between commas around ``start``–``end``; a bracket or quotation is not cut.

    >>> text = "一是，建成“甲，乙”等20个基地，"
    >>> a, b = clause_around(text, 10, 13)
    >>> text[a:b]
    '建成“甲，乙”等20个基地'
    """
    depth, left = 0, start
    while left > 0:
        c = text[left - 1]
        depth += (c in _CLOSE) - (c in _OPEN)
        if depth <= 0 and c in _STOP:
            break
        left -= 1
    depth, right = 0, end
    while right < len(text):
        c = text[right]
        depth += (c in _OPEN) - (c in _CLOSE)
        if depth <= 0 and c in _STOP:
            break
        right += 1
    return left, right


_HEAD = re.compile(r"^(?:以上|以下|左右|以内|及以上|内|的|标准)*")
_TAIL = re.compile(
    r"(?:保持|控制|稳定|维持|达到|提高|提升|增长|增加|下降|降低|减少|上升|扩大|占|为|达|超过|不低于|不少于|不超过|不高于|至少|"
    r"力争|累计|均|约|在|到|至|以|的|各|“)+$"
)
_START = re.compile(
    r"^(?:确保|力争|努力|推动|实现|使|将|其中|逐步|到20\d\d年|截至|同时|探索|实施|再|按照|院校|可|在|以|对)+"
)
_LIMIT = re.compile(r"不得?(?:低|少|小|高|多|大|超)[于过]")


def subject(text: str, q: Quantity, start: int, end: int) -> str:
    """What is counted: the noun after a number with 个, 家, 名; what is measured, before a share or an amount.

    >>> text = "认证100家以上产教融合型企业"
    >>> subject(text, next(iter(quantities(text))), 0, len(text))
    '产教融合型企业'
    """
    after = re.split(r"[，。；（]", _HEAD.sub("", text[q.end : end]))[0]
    if q.counts and len(after) > 1:
        words = after.rsplit("的", 1)[-1]  # 兼具…功能的…平台: the noun, not what it is like
        return words if len(words) > 1 else after
    before = _TAIL.sub("", _TAIL.sub("", text[start : q.start]))
    before = _LIMIT.sub("", _START.sub("", _START.sub("", before)))
    return (before + after if before and q.comparator == "<=" else before or after) or q.unit
