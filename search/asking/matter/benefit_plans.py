"""Who gets a sum, and out of whose pocket: 给予用人单位留用补贴, 属于甲、乙的, 由就业补助资金给予."""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.asking.plan import Found
from search.asking.reader import Reader
from search.hits import Hit
from search.interaction import sentence_spans

_BENEFIT = r"补[贴助偿]|奖[励金补]|津贴|资助|生活费|贴息|减免|优惠|经费|资金|费用|贷款|保险|待遇|[\d百千万]元"
_WHOM = r"(?:谁|(?:哪|什么)(?:一?[些几]?[类种个]?|样的?)(?:人(?!才)|单位|企业|对象|家|方|群体|人员|见习者|学生|居民|农户|机构))"
_ASKED = re.compile(
    rf"(?:发|给|补|奖|付|拨|支付|补给|发放)(?:给|到|予)?(?:了)?{_WHOM}|面向{_WHOM}|(?:发放|补贴|补助|奖励|资助|享受|支持)?对象(?:是|有|为|包括)?(?:谁|哪些|什么)?[人？?]?"
    rf"|{_WHOM}(?:[^，。？]{{0,6}}(?=可以?|能|有资格))?(?:可以?|能够?|有资格|才|会|有|该)*(?:领|拿|享受|得到?|获得|申请|有|获)"
)
_GETS = (
    re.compile(
        rf"属于(?P<who>[^，。；：]{{2,80}}?)的，(?=[^。；]*(?:{_BENEFIT}))"
    ),
    re.compile(r"给予(?P<who>[^，。；\d]{0,14}(?:单位|企业|公司|人员|者|人|家庭|机构|学校|学生|户|职工))(?=[^，。；的]{0,8}(?:补[贴助]|奖励|津贴|资助))"),
    re.compile(rf"(?:^|[，。；\n])(?:其中，)?对(?:于)?(?P<who>[^，。；]{{2,60}}?)(?:的|等[^，。；、]{{0,6}})?(?=(?:，[^。；]{{0,40}}?)?(?:给予|发放|予以|实行|按)[^，。；]{{0,30}}(?:{_BENEFIT}))"),
    re.compile(rf"向(?P<who>[^，。；]{{2,20}}?)(?=提供|发放|支付|给予)(?=[^。；]{{0,40}}(?:{_BENEFIT}))"),
    re.compile(rf"(?:^|[，。；\n])(?P<who>[^，。；]{{2,40}}?)(?:的，)?(?=可(?:以)?(?:按[^，。；]{{0,12}})?(?:享受|申请|领取|获得)[^。；]{{0,30}}(?:{_BENEFIT}))"),
)  # fmt: skip
_SOURCE_ASKED = re.compile(
    r"(?:钱|资金|经费|费用|补[贴助]|奖[励金])[^，。？]{0,4}(?:从|由|走)(?:哪里|哪儿|哪笔[^，。？]{0,3}|哪个[^，。？]{0,4}|什么(?:资金|钱|经费|渠道|账户|地方))(?:来)?(?:出|来|列支|支付|拿|支出|解决)?"
    r"|由(?:什么|哪[笔项个])(?:资金|经费|钱|基金)|谁(?:来)?(?:掏|出|付)(?:的)?(?:钱|腰包|费|资)|(?:钱|经费|费用|补[贴助])(?:由|是)谁(?:来)?(?:出|掏|付|承担|负担|买单)|谁(?:来)?(?:买单|埋单)|资金来源|经费来源"
)
_SOURCE = (
    re.compile(
        r"由(?P<who>[^，。；]{2,24}?)(?=按[^，。；]{0,24}(?:给予|核拨|补[贴助]|承担)|承担|负担|列支|核拨|支付|给予[^，。；]{0,16}补|出资|解决|安排|拨付|保障)"
    ),
    re.compile(r"(?:从|在)(?P<who>[^，。；]{2,30}?)(?:中|里)(?=列支|安排|支出|解决|支付|统筹)"),
    re.compile(r"(?P<who>[^，。；]{2,30}?)(?=(?:纳入|列入)[^，。；]{0,10}预算)"),
)
_JOINED = re.compile(r"、|或者?|和|以及")
_LEAST = 0.25
_FIGURE = 0.4
"""What the figure of the question counts, where the sentence has it."""


def beneficiary_plan(r: Reader) -> Found:
    """Those a sentence gives the sum to that the question names."""
    text = r.q.text
    if not (re.search(_BENEFIT, text) and _ASKED.search(text)) or r.q.asks("ct"):
        return None
    best = _best(r, _GETS)
    if best is None:
        return None
    hit, span = best
    return r.cut(hit, list(_each(hit.text, *span)), "对象是", f"查找{hit.label}写明的对象")


def source_plan(r: Reader) -> Found:
    """The fund or body that pays, where a sentence says so."""
    if not _SOURCE_ASKED.search(r.q.text):
        return None
    best = _best(r, _SOURCE)
    if best is None:
        return None
    return r.cut(best[0], [best[1]], "由", f"查找{best[0].label}写明的资金来源")


def _best(r: Reader, patterns: tuple[re.Pattern[str], ...]) -> tuple[Hit, tuple[int, int]] | None:
    """The name in the sentence that fits best; the earlier pattern where two fit one sentence."""
    found = [
        (_fit(r, hit, *sentence) - 0.03 * place - 0.02 * rank, hit, m.span("who"))
        for place, hit in enumerate(r.leaves(6))
        for sentence in sentence_spans(hit.text)
        for rank, pattern in enumerate(patterns)
        for m in _within(pattern, hit.text, sentence)
    ]
    best = max(found, key=lambda one: one[0], default=None)
    return None if best is None or best[0] < _LEAST else best[1:]


def _within(pattern: re.Pattern[str], text: str, sentence: tuple[int, int]) -> Iterator[re.Match[str]]:
    yield from pattern.finditer(text, *sentence)


def _fit(r: Reader, hit: Hit, start: int, end: int) -> float:
    figures = re.findall(r"\d+(?:\.\d+)?", r.q.text)
    said = hit.text[start:end]
    return r.fit(said) + 0.3 * r.near(said) + _FIGURE * any(re.search(rf"(?<!\d){one}(?!\d)", said) for one in figures)


def _each(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Those joined by 、 and 或, each on its own, where there are several.

    >>> text = "困难人员、低保对象或残疾人"
    >>> [text[slice(*span)] for span in _each(text, 0, len(text))]
    ['困难人员', '低保对象', '残疾人']
    """
    at = start
    for cut in _JOINED.finditer(text, start, end):
        if cut.start() - at >= 2 and end - cut.end() >= 2:
            yield at, cut.start()
            at = cut.end()
    yield at, end
