"""Plans that read dates, periods, sums of money and numbers in words straight out of the best sentences."""

from __future__ import annotations

import re

from search.link import sentence_spans
from search.plan import Found, Plan, Refusal
from search.reader import Reader

ASKS_NUMBER = re.compile(
    r"多少|(?<![哪第])几(?!类|种|个(?:方面|阶段|中心)|乎|条路|级)(?=个|家|所|项|倍|年|批|名|人|成|次|天|元|%|[？?])|百分之几"
    r"|(?:比例|占比|上限|下限|指标|标准|最低|最高)(?:是|为)(?:什么|多少|几)?|翻几番|至少|至多|最多(?:可以|能|允许)?|多大|多长|多高"
)
_N = r"(?:\d+(?:\.\d+)?|[一二三四五六七八九十百]+)"
_DATE = re.compile(
    r"(?:到|至|自|从|截至|于|在)?(?:(?:19|20)\d\d\s*年(?:\s*\d+\s*月)?(?:\s*\d+\s*日)?|\d+\s*月\s*\d+\s*日)(?:底|末|初|前|起|以前|之前)?"
    rf"|(?:每[年季月][^，。；]{{0,8}}?\d+\s*(?:月|日)[^，。；]{{0,4}}?前)|{_N}(?:\s*[-—~至到]\s*{_N})?\s*个?(?:工作日|自然日|月|年|天|日|小时)(?:以?内|以上|前|后)?"
)
_MONEY = re.compile(r"(?:人民币)?\d[\d.,]*\s*(?:余|多)?(?:万|亿|千|百)?元(?:/[\u4e00-\u9fff·]+)?(?:以上|以下|以内)?")
_IN_WORDS = re.compile(
    r"(?:超过|不少于|不低于|达到|占)?(?:总?[\u4e00-\u9fff]{1,4})?(?:一半|半数|过半|[一二三四五六七八九十]+分之[一二三四五六七八九十]+|[一二三四五六七八九]成)(?:以上|以下|左右)?"
    rf"|{_N}(?:\s*[-—~至到]\s*{_N})?\s*(?:%|个百分点|个月|学时|小时|平方米|[万亿千百]?(?:元|人|名|个|家|所|项|倍|年|天|日|次|批|种|门|套|亩|吨|公里|张|户))(?:以上|以下|以内|左右)?"
)
_HALF = re.compile(
    r"(?:超过|不少于|不低于)?(?:一半|半数|过半|[一二三四五六七八九十]+分之[一二三四五六七八九十]+)(?:以上|以下)?"
)


def amount(r: Reader) -> Found:
    """Dates, periods and sums of money; or that the document gives none."""
    for cue, pattern, told in (("money", _MONEY, "金额"), ("when", _DATE, "时间或期限")):
        if r.q.has(cue):
            found = span_of(r, pattern, f"{told}是", f"查找文件写明的{told}")
            return found or Refusal(f"所收文件没有写明{told}")
    return None


def number_span(r: Reader) -> Found:
    """A number the text gives in words of its own: 一半, 三分之二, 3至12个月."""
    if not ASKS_NUMBER.search(r.q.text) or r.q.asks("tcs"):
        return None
    told = "查找文件写明的数量"
    return span_of(r, _HALF, "是", told, 0.4) or span_of(r, _IN_WORDS, "是", told, 0.4)


def span_of(r: Reader, pattern: re.Pattern[str], told: str, interpretation: str, least: float = 0.35) -> Plan | None:
    """The stretch of this pattern whose sentence and surroundings fit best; ``None`` below ``least`` overlap."""
    scored = []
    for place, hit in enumerate(r.leaves(5)):
        for start, end in sentence_spans(hit.text):
            overlap = r.overlap(hit.text[start:end])
            if overlap < least:
                continue
            for m in pattern.finditer(hit.text, start, end):
                near = hit.text[max(start, m.start() - 25) : min(end, m.end() + 25)]
                scored.append((overlap + r.fit(near) - 0.05 * place, hit, m.span()))
    best = max(scored, key=lambda one: one[0], default=None)
    return r.cut(best[1], [best[2]], told, interpretation) if best else None
